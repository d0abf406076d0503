// Calculators in a page keep to themselves: each has its own scenario, its own frame and its own room, and hears its host alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { attribute, element, FRAME, framed, host, last, told } from "./host.mjs";
import { Calculator, eventually, link, ONE, TWO } from "./page.mjs";

// Three million tokens for $9.00.
const THREE = link("w1.name=Three", "w1.model=claude-sonnet-4.5", "w1.tokens=3000000,0");

const count = (page, name, of) => page.evaluate(([name, of]) => events.filter((event) => event.name === name && event.of === of).length, [name, of]);

test("three calculators in a page are independent, and setting scenarios leaves the reader's history alone", async (t) => {
  const view = "compact";
  const body = [["a", ONE], ["b", TWO], ["c", THREE]].map(([id, scenario]) => element({ id, view, scenario })).join("");
  const { page } = await host(t, body, { viewport: { width: 1000, height: 2400 } });
  for (const [id, month] of [["a", "3.00"], ["b", "6.00"], ["c", "9.00"]]) {
    await told(page, month, id);
  }
  const steps = await page.evaluate(() => history.length);
  const [a, b, c] = await Promise.all(["a", "b", "c"].map((id) => framed(page, `#${id} iframe`)));

  await b.calculator.openWorkload("Two");
  await b.calculator.field("Input tokens a month").fill("5M");
  await told(page, "15.00", "b");
  await page.locator("#c").evaluate((it) => it.setAttribute("theme", "dark"));
  await eventually(async () => assert.equal(await c.frame.locator("html").getAttribute("data-scheme"), "dark"));
  assert.notEqual(await a.frame.locator("html").getAttribute("data-scheme"), "dark");
  for (const scenario of [TWO, THREE, TWO]) {
    await page.locator("#a").evaluate((it, link) => it.setScenario(link), scenario);
    await told(page, scenario === TWO ? "6.00" : "9.00", "a");
  }
  await a.calculator.shows("$6.00");
  await b.calculator.shows("$15.00");
  await c.calculator.shows("$9.00");
  for (const [id, months] of Object.entries({ a: ["3.00", "6.00", "9.00"], b: ["6.00", "15.00"], c: ["9.00"] })) {
    const told = await page.evaluate((id) => events.filter(({ name, of }) => name === "change" && of === id).map(({ detail }) => detail.totals.month), id);
    assert.deepEqual([...new Set(told)].filter((month) => month !== null), months, id);
  }
  // Back leads out of the host, not through the scenarios.
  assert.equal(await page.evaluate(() => history.length), steps);
});

test("an element that is moved begins anew", async (t) => {
  const { page } = await host(t, `<div id="there"></div>${element({ id: "it", view: "compact", scenario: ONE })}`, { viewport: { width: 1000, height: 1600 } });
  const { calculator } = await framed(page);
  await told(page, "3.00", "it");
  await calculator.openWorkload("One");
  await calculator.field("Input tokens a month").fill("4M");
  await told(page, "12.00", "it");
  assert.equal(await count(page, "ready", "it"), 1);
  await page.evaluate(() => document.getElementById("there").append(document.getElementById("it")));
  await eventually(async () => assert.equal(await count(page, "ready", "it"), 2));
  await told(page, "3.00", "it");
  const moved = await framed(page, "#there iframe");
  await moved.calculator.shows("$3.00");
  // It hears and is heard as before.
  await page.locator("#it").evaluate((it, scenario) => it.setAttribute("scenario", scenario), TWO);
  await told(page, "6.00", "it");
  await moved.calculator.shows("$6.00");
});

test("an element hears its own frame alone", async (t) => {
  const { page } = await host(t, element({ id: "it", view: "result", scenario: ONE }), { viewport: { width: 1000, height: 900 } });
  await told(page, "3.00", "it");
  const height = () => page.locator("#it iframe").evaluate((frame) => frame.offsetHeight);
  const own = await height();
  const lies = [
    { bedrockCalculator: 1, type: "change", scenario: "v2&end", totals: { month: "1.00", list: "1.00", year: "12.00" } },
    { bedrockCalculator: 1, type: "error", code: "failed", message: "not true" },
    { bedrockCalculator: 1, type: "height", height: 4321 },
    { bedrockCalculator: 1, type: "ready" },
    { bedrockCalculator: 1, type: "unreadable" },
  ];
  // From a frame that has no origin, as the calculator's own has none, and from the host itself.
  await page.evaluate((lies) => {
    const liar = document.createElement("iframe");
    liar.sandbox = "allow-scripts";
    liar.srcdoc = `<script>for (const lie of ${JSON.stringify(lies)}) parent.postMessage(lie, "*")<\/script>`;
    document.body.append(liar);
    lies.forEach((lie) => postMessage(lie, "*"));
  }, lies);
  await eventually(async () => {
    const heard = await page.evaluate(() => messages.filter(({ data }) => data.height === 4321 || data.code === "failed").map(({ origin }) => origin));
    const here = new URL(page.url()).origin;
    assert.deepEqual(heard.sort(), [here, here, "null", "null"], "the lies haven't come");
  });
  // Its own frame may have told the same total again.
  const heard = await page.evaluate(() => [...new Set(events.map(({ name, detail }) => `${name} ${detail.totals?.month ?? ""}`))]);
  assert.deepEqual(heard.sort(), ["change 3.00", "ready "]);
  assert.equal(await count(page, "ready", "it"), 1);
  assert.equal(await height(), own);
  assert.ok(await page.locator("#it iframe").isVisible());
});

test("a host that can't be named hears of readiness and height alone, and sets no scenario", async (t) => {
  const costs = `<iframe src="${FRAME}?view=compact#${attribute(ONE)}" title="Costs" sandbox="allow-scripts" width="900" height="700">`;
  const inner = `<!doctype html><title>Unnamed</title>${costs}</iframe>`;
  const body = `<iframe id="unnamed" title="Host" sandbox="allow-scripts" width="950" height="800" srcdoc="${attribute(inner)}"></iframe>`;
  const { page } = await host(t, body, { script: false, viewport: { width: 1000, height: 900 } });
  const middle = await (await page.locator("#unnamed").elementHandle()).contentFrame();
  assert.equal(await middle.evaluate(() => origin), "null");
  const frame = await (await middle.locator("iframe").elementHandle()).contentFrame();
  await frame.locator("#hero").waitFor({ state: "attached" });
  const calculator = new Calculator(frame);
  await calculator.shows("$3.00");
  await eventually(async () => assert.ok(await middle.evaluate(() => messages.some(({ data }) => data.type === "ready"))));
  const say = (message) => middle.evaluate((message) => frames[0].postMessage({ bedrockCalculator: 1, ...message }, "*"), message);
  await say({ type: "hello", options: { theme: "dark" } });
  // It dresses for whoever asks; that tells when it has heard.
  await eventually(async () => assert.equal(await frame.locator("html").getAttribute("data-scheme"), "dark"));
  await say({ type: "scenario", scenario: TWO });
  await say({ type: "hello", options: { theme: "light" } });
  await eventually(async () => assert.equal(await frame.locator("html").getAttribute("data-scheme"), "light"));
  await calculator.openWorkload("One");
  await calculator.field("Input tokens a month").fill("4M");
  await calculator.shows("$12.00");
  await calculator.addressBecomes(/4000000/);
  const types = await middle.evaluate(() => [...new Set(messages.map(({ data }) => data.type))]);
  assert.deepEqual(types.filter((type) => type !== "height" && type !== "ready"), []);
  assert.equal(await frame.getByText("The page around this").count(), 0);
});

test("a list that opens at the foot of a frame has room in it, and gives the room back", async (t) => {
  const { page } = await host(t, element({ scenario: ONE, view: "compact" }), { viewport: { width: 700, height: 900 } });
  await told(page, "3.00");
  const { calculator, frame, handle } = await framed(page);
  await calculator.openWorkload("One");
  // The page ends with the picker, as if it were the last field.
  await calculator.picker.evaluate((picker) => {
    for (let at = picker; at !== document.body; at = at.parentElement) {
      for (let after = at.nextElementSibling; after; after = after.nextElementSibling) {
        after.hidden = true;
      }
    }
  });
  const height = () => handle.evaluate((frame) => frame.offsetHeight);
  const content = () => frame.evaluate(() => document.documentElement.getBoundingClientRect().height);
  await eventually(async () => assert.ok(Math.abs((await height()) - (await content())) <= 1));
  const before = await height();
  await calculator.picker.click();
  const list = frame.getByRole("listbox", { name: "Models" });
  await list.waitFor();
  const foot = async () => {
    const [box, around] = [await list.boundingBox(), await handle.boundingBox()];
    return box.y + box.height - around.y;
  };
  assert.ok((await foot()) > before + 100, `the list ends at ${await foot()}, the frame at ${before}`);
  await eventually(async () => assert.ok((await foot()) <= (await height()) + 1, `${await foot()} of ${await height()}`));
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });
  await eventually(async () => assert.ok(Math.abs((await height()) - before) <= 2, `${await height()}, ${before} before`));
});
