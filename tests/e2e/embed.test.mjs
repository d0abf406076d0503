// The calculator in a page of another site: what its host hears, what each view shows, and what can't be done to it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { attribute, element, FRAME, framed, host, last, told } from "./host.mjs";
import { eventually, link, ONE, SITE, TWO } from "./page.mjs";

const VIEWPORT = { width: 1300, height: 1200 };
/** Nothing but the frame, and the icon of the host itself. */
const STRICT = `default-src 'none'; img-src data:; frame-src ${new URL(SITE).origin}`;
const bare = (query = "") =>
  `<iframe src="${FRAME}${attribute(query)}#${attribute(ONE)}" title="Costs" sandbox="allow-scripts" width="100%" height="600"></iframe>`;
const say = (page, message) =>
  page.evaluate((message) => document.querySelector("iframe").contentWindow.postMessage(message, "*"), message);
const heard = (page, type) =>
  page.evaluate((type) => messages.filter(({ data }) => data.type === type).map(({ data }) => data), type);
const hello = { bedrockCalculator: 1, type: "hello" };
const style = (frame, name) =>
  frame.evaluate((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim(), name);

test("in a sandbox without an origin it computes, and tells its host alone", async (t) => {
  const { page, requests, origin } = await host(t, element({ scenario: ONE, title: "Our bill" }), { viewport: VIEWPORT });
  const { frame, calculator, handle } = await framed(page);
  await told(page, "3.00");
  const attributes = ["sandbox", "title", "loading", "referrerpolicy"];
  const found = await handle.evaluate((frame, names) => names.map((name) => frame.getAttribute(name)), attributes);
  assert.deepEqual(found, ["allow-scripts", "Our bill", "lazy", "no-referrer"]);
  assert.equal(await frame.evaluate(() => origin), "null");
  assert.deepEqual(await last(page, "change"), { scenario: ONE, totals: { month: "3.00", list: "3.00", year: "36.00" } });
  assert.deepEqual(await last(page, "ready"), { version: 1 });
  await calculator.openWorkload("One");
  await calculator.field("Input tokens a month").fill("4M");
  await calculator.shows("$12.00");
  await told(page, "12.00");
  assert.match((await last(page, "change")).scenario, /^v2&.*w1\.tokens=4000000,0.*&end$/);
  // The reader can see who hears, and nobody else was asked for anything.
  await frame.getByText(`The page around this, of ${new URL(origin).host}, can read`).waitFor();
  assert.equal(await frame.getByText("Nothing you type leaves this browser").isVisible(), false);
  const asked = requests.map((request) => request.url()).filter((url) => !url.startsWith(`${origin}/`));
  assert.ok(asked.length > 4 && asked.every((url) => url.startsWith(SITE)), asked.join("\n"));
});

test("a total that isn't that of all that is asked for isn't told", async (t) => {
  const { page } = await host(t, element({ scenario: ONE }), { viewport: VIEWPORT });
  const { calculator } = await framed(page);
  await told(page, "3.00");
  await calculator.openWorkload("One");
  await calculator.field("Input tokens a month").fill("many");
  await page.waitForTimeout(600);
  await page.locator("bedrock-calculator").evaluate((it) => it.setAttribute("theme", "dark"));
  await eventually(async () => assert.deepEqual((await last(page, "change")).totals, { month: null, list: null, year: null }));
});

test("the bare frame works in a host with a strict policy and without scripts of its own", async (t) => {
  const { page } = await host(t, bare("?view=compact&theme=dark"), { policy: STRICT, script: false, viewport: VIEWPORT });
  const { frame, calculator } = await framed(page);
  await calculator.shows("$3.00");
  await calculator.openWorkload("One");
  await calculator.field("Input tokens a month").fill("2M");
  await calculator.shows("$6.00");
  assert.equal(await frame.locator("html").getAttribute("data-scheme"), "dark");
});

test("before hello the host hears of nothing but readiness and height, and can't set a scenario", async (t) => {
  const { page } = await host(t, bare(), { script: false, viewport: VIEWPORT });
  const { calculator } = await framed(page);
  await calculator.shows("$3.00");
  await page.waitForTimeout(300);
  await say(page, { bedrockCalculator: 1, type: "scenario", scenario: TWO });
  await page.waitForTimeout(300);
  const types = await page.evaluate(() => [...new Set(messages.map(({ data }) => data.type))]);
  assert.deepEqual(types.sort(), ["height", "ready"]);
  await calculator.shows("$3.00");
  await say(page, hello);
  await eventually(async () => assert.equal((await heard(page, "change"))[0]?.totals.month, "3.00"));
  await say(page, { bedrockCalculator: 1, type: "scenario", scenario: TWO });
  await calculator.shows("$6.00");
});

test("what isn't the host isn't heard", async (t) => {
  const { page } = await host(t, bare() + `<iframe title="Other" srcdoc="<p>Other"></iframe>`, { script: false, viewport: VIEWPORT });
  const { calculator } = await framed(page);
  await say(page, hello);
  await eventually(async () => assert.ok((await heard(page, "change")).length >= 1));
  // A sister frame, of the host's own origin, finds the calculator's window and speaks to it.
  await page.frame({ url: "about:srcdoc" }).evaluate(
    (messages) => messages.forEach((message) => parent.frames[0].postMessage(message, "*")),
    [hello, { bedrockCalculator: 1, type: "scenario", scenario: TWO }],
  );
  await page.waitForTimeout(300);
  await calculator.shows("$3.00");
});

test("hostile messages are ignored or answered by an error, and it works on", async (t) => {
  const { page } = await host(t, bare("?view=compact"), { script: false, viewport: VIEWPORT });
  const { frame, calculator } = await framed(page);
  await calculator.shows("$3.00");
  await say(page, hello);
  await eventually(async () => assert.ok((await heard(page, "change")).length >= 1));
  for (const message of [null, 1, "hello", [], {}, { type: "hello" }, { bedrockCalculator: 1 }, { bedrockCalculator: 1, type: {} }]) {
    await say(page, message);
  }
  await page.waitForTimeout(100);
  assert.deepEqual(await heard(page, "error"), []);
  const markup = `<img src=x onerror="globalThis.ran = 1">`;
  const scenario = (scenario) => ({ bedrockCalculator: 1, type: "scenario", scenario });
  for (const [message, code] of [
    [{ ...hello, bedrockCalculator: 2 }, "version"],
    [{ bedrockCalculator: 1, type: markup }, "type"],
    [scenario(markup), "scenario"],
    [scenario(7), "scenario"],
    [scenario(`v1&${"x".repeat(1_000_000)}`), "scenario"],
    [scenario(`v1&w1.name=${markup}&w1.model=claude-sonnet-4.5&w1.tokens=NaN,Infinity&end`), "damaged"],
    [{ ...hello, options: { accent: markup, font: "x;}*{display:none", radius: "1e9", view: "__proto__" } }, "refused"],
  ]) {
    const before = (await heard(page, "error")).length;
    await say(page, message);
    await eventually(async () => {
      const codes = (await heard(page, "error")).slice(before).map((error) => error.code);
      assert.ok(codes.includes(code), `${codes} to ${JSON.stringify(message).slice(0, 100)}`);
    });
  }
  assert.equal(await frame.evaluate(() => globalThis.ran ?? null), null);
  await say(page, scenario(TWO));
  await calculator.shows("$6.00");
});

const SHOWN = {
  full: ["answer", "chart", "workload", "tab", "menu"],
  compact: ["answer", "chart", "workload"],
  result: ["answer", "chart"],
  chart: ["chart"],
};

for (const theme of ["light", "dark"]) {
  test(`each view shows what it is for, and axe finds nothing wrong in it, ${theme}`, async (t) => {
    const scenario = link("w1.name=Estate", "w1.model=claude-sonnet-4.5", "w1.tokens=2400000000,600000000", "w1.cached=1/3");
    const { page } = await host(t, element({ view: "full", theme, scenario }), { viewport: VIEWPORT });
    const { frame, calculator } = await framed(page);
    // 1,600M at $3.00, 800M read at $0.30, 600M at $15.00 a million.
    await told(page, "14040.00");
    for (const [view, shown] of Object.entries(SHOWN)) {
      await page.locator("bedrock-calculator").evaluate((it, view) => it.setAttribute("view", view), view);
      await eventually(async () => assert.equal(await frame.locator("html").getAttribute("data-view"), view));
      const all = {
        answer: calculator.answer,
        chart: frame.locator("#chart-ladder").getByRole("img"),
        workload: frame.getByRole("button", { name: /^Estate/ }),
        tab: frame.getByRole("tab", { name: "Evidence" }),
        menu: calculator.button("More"),
      };
      for (const [name, locator] of Object.entries(all)) {
        // The chart comes right after the page.
        await eventually(async () => assert.equal(await locator.isVisible(), shown.includes(name), `${view}: ${name}`));
      }
      await accessible(frame);
    }
  });
}

test("its height follows its content both ways and comes to rest", async (t) => {
  const { page } = await host(t, element({ scenario: ONE, view: "result" }), { viewport: { width: 900, height: 700 } });
  const { frame, handle, calculator } = await framed(page);
  const height = () => handle.evaluate((frame) => frame.offsetHeight);
  const content = () => frame.evaluate(() => document.documentElement.getBoundingClientRect().height);
  const fits = () => eventually(async () => assert.ok(Math.abs((await height()) - (await content())) <= 1));
  await told(page, "3.00");
  // What comes right after the first load belongs to the height that it rests at.
  await calculator.answer.getByText("Not set").waitFor();
  await fits();
  const before = await height();
  await page.locator("bedrock-calculator").evaluate((it) => it.setAttribute("view", "full"));
  await eventually(async () => assert.ok((await height()) > before + 200));
  await fits();
  await page.locator("bedrock-calculator").evaluate((it) => it.setAttribute("view", "result"));
  // Each of the two may rest a pixel beside its content.
  await eventually(async () => assert.ok(Math.abs((await height()) - before) <= 2, `it doesn't shrink: ${await height()}, ${before} before`));
});

test("read-only: nothing a reader does changes the scenario, and everything can be read", async (t) => {
  const { page } = await host(t, element({ view: "full", "read-only": "", scenario: ONE }), { viewport: VIEWPORT });
  await told(page, "3.00");
  const { frame, calculator } = await framed(page);
  const before = await frame.evaluate(() => location.hash);
  await calculator.openWorkload("One");
  const field = calculator.field("Input tokens a month");
  await field.focus();
  assert.equal(await field.evaluate((it) => it === document.activeElement && it.readOnly), true);
  // By keyboard: every control in its turn, each with the keys that change something.
  const visited = new Set();
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const at = await frame.evaluate(() => {
      const { tagName, id } = document.activeElement;
      return document.activeElement.closest("aside, header") ? `${tagName} ${id}` : "";
    });
    if (at && !/BUTTON/.test(at)) {
      for (const key of ["9", "ArrowDown", "Enter", "Space", "Delete", "Control+z", "Control+v"]) {
        await page.keyboard.press(key);
      }
      visited.add(at);
    }
  }
  assert.ok(visited.size >= 2, [...visited].join());
  for (const control of await frame.locator("aside input:visible, aside select:visible, [role=tabpanel] .btn:visible").all()) {
    await control.click({ force: true, timeout: 1_000 }).catch(() => {});
    await control.evaluate((it) => {
      // What a script of a browser extension could do.
      it.value = "1";
      for (const type of ["input", "change", "click"]) {
        it.dispatchEvent(new Event(type, { bubbles: true }));
      }
    });
  }
  await calculator.shows("$3.00");
  await page.waitForTimeout(600);
  assert.equal(await frame.evaluate(() => location.hash), before);
  // What only shows does so.
  await calculator.show("Evidence");
  await accessible(frame);
  // The host can still change it, and take the lock away.
  await page.locator("bedrock-calculator").evaluate((it, scenario) => it.setScenario(scenario), TWO);
  await told(page, "6.00");
  await page.locator("bedrock-calculator").evaluate((it) => it.removeAttribute("read-only"));
  await calculator.openWorkload("Two");
  await eventually(async () => assert.equal(await field.isEditable(), true));
  await field.fill("3M");
  await told(page, "9.00");
});

test("tokens that can be read are taken, and change with their attributes", async (t) => {
  const tokens = { accent: "#0a6b5d", background: "#f4f8f7", text: "#102020", font: "Georgia, serif", radius: "10" };
  const { page } = await host(t, element({ scenario: ONE, view: "compact", ...tokens }), { viewport: VIEWPORT });
  await told(page, "3.00");
  const { frame } = await framed(page);
  assert.equal(await frame.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), "rgb(244, 248, 247)");
  assert.equal(await style(frame, "--accent"), "rgb(10 107 93)");
  assert.equal(await style(frame, "--r1"), "10px");
  assert.match(await style(frame, "--font"), /^Georgia, serif, system-ui/);
  await accessible(frame);
  await page.locator("bedrock-calculator").evaluate((it) => {
    it.setAttribute("background", "#1d2b28");
    it.setAttribute("text", "#eafaf5");
    it.setAttribute("accent", "#7fd8c4");
  });
  await eventually(async () => assert.equal(await style(frame, "--surface"), "rgb(29 43 40)"));
  await accessible(frame);
  await page.locator("bedrock-calculator").evaluate((it, names) => names.forEach((name) => it.removeAttribute(name)), Object.keys(tokens));
  await eventually(async () => assert.match(await style(frame, "--surface"), /^light-dark/));
  assert.equal(await last(page, "error"), undefined);
});

for (const [what, attributes] of [
  ["an accent too light for the paper", { accent: "#bbbbff", theme: "light" }],
  ["a background too dark for its text", { background: "#333333", text: "#444444" }],
  ["a colour that isn't one", { accent: "red; } * { display: none" }],
  ["a font that is more than a name", { font: "x; url(https://example.com)" }],
  ["a radius beyond all measure", { radius: "999" }],
]) {
  test(`${what} is refused with a warning, and the default is used`, async (t) => {
    const { page } = await host(t, element({ scenario: ONE, view: "result", ...attributes }), { viewport: VIEWPORT });
    await told(page, "3.00");
    assert.equal((await last(page, "error")).code, "refused");
    const { frame } = await framed(page);
    for (const name of ["--surface", "--ink", "--r1", "--font"]) {
      assert.match(await style(frame, name), /^(light-dark\(#|8px|-apple-system|rgb\((255 255 255|15 22 32)\))/, name);
    }
    await accessible(frame);
  });
}
