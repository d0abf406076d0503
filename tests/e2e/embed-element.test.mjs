import assert from "node:assert/strict";
import { test } from "node:test";
import { SITE } from "./browser.mjs";
import { eventually } from "./calculator.mjs";
import { element, framed, host, last, ONE, told, TWO } from "./host.mjs";

test("in a sandbox without an origin it computes, and tells its host alone", async (t) => {
  const { page, requests, origin } = await host(t, element({ scenario: ONE, title: "Our bill" }));
  const { frame, calculator, handle } = await framed(page);
  await told(page, "3.00");
  const attributes = ["sandbox", "title", "loading", "referrerpolicy"];
  const found = await handle.evaluate((frame, names) => names.map((name) => frame.getAttribute(name)), attributes);
  assert.deepEqual(found, ["allow-scripts", "Our bill", "lazy", "no-referrer"]);
  assert.equal(await frame.evaluate(() => origin), "null");
  assert.deepEqual(await last(page, "change"), { scenario: ONE, totals: { month: "3.00", list: "3.00", year: "36.00" } });
  assert.deepEqual(await last(page, "ready"), { version: 1 });
  // The reader types: the host hears.
  await calculator.field("Input tokens").fill("4M");
  await calculator.totalBecomes("$12.00");
  await told(page, "12.00");
  assert.match((await last(page, "change")).scenario, /^v1&.*w1\.tokens=4000000,0.*&end$/);
  // The reader can see who does, and nobody else was asked for anything.
  await frame.getByText(`The page around this, of ${new URL(origin).host}, can read`).waitFor();
  assert.equal(await frame.getByText("Nothing typed here leaves the page").isVisible(), false);
  const asked = requests.map((request) => request.url()).filter((url) => !url.startsWith(`${origin}/`));
  assert.ok(asked.length > 4 && asked.every((url) => url.startsWith(SITE)), asked.join("\n"));
});

test("the author's content stands there until the calculator does", async (t) => {
  const { page } = await host(t, element({ id: "one", scenario: ONE, view: "result" }, "<p>Three dollars</p>"), {
    tolerant: true,
  });
  await told(page, "3.00", "one");
  await eventually(async () => assert.equal(await page.getByText("Three dollars").isVisible(), false));
  // One that never comes leaves it there.
  await page.route("**/embed/v1/index.html*", (route) => route.abort());
  await page.evaluate((html) => {
    const range = document.createRange();
    document.querySelector("main").append(range.createContextualFragment(html));
  }, element({ id: "two" }, "<p>It never comes</p>"));
  await page.waitForTimeout(500);
  assert.equal(await page.getByText("It never comes").isVisible(), true);
});

test("its height follows its content both ways and comes to rest", async (t) => {
  const { page } = await host(t, element({ scenario: ONE, view: "result" }), { viewport: { width: 900, height: 700 } });
  const { frame, handle } = await framed(page);
  const height = () => handle.evaluate((frame) => frame.offsetHeight);
  const content = () => frame.evaluate(() => document.documentElement.getBoundingClientRect().height);
  const fits = () => eventually(async () => assert.ok(Math.abs((await height()) - (await content())) <= 1));
  await told(page, "3.00");
  await fits();
  const before = await height();
  await frame.getByText("The same numbers as a table").click();
  await eventually(async () => assert.ok((await height()) > before + 50, "it doesn't grow"));
  await fits();
  await frame.getByText("The same numbers as a table").click();
  await eventually(async () => assert.equal(await height(), before, "it doesn't shrink"));
  await page.locator("bedrock-calculator").evaluate((it) => it.setAttribute("view", "full"));
  await eventually(async () => assert.ok((await height()) > before + 400));
  await fits();
  await page.setViewportSize({ width: 400, height: 700 });
  await fits();
  // At rest nothing is said any more.
  await page.waitForTimeout(300);
  const said = () => page.evaluate(() => messages.filter(({ data }) => data.type === "height").length);
  const until = await said();
  await page.waitForTimeout(700);
  assert.equal(await said(), until);
  assert.equal(await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
});

test("a list that opens below the end has room", async (t) => {
  const { page } = await host(t, element({ scenario: ONE, view: "compact" }));
  const { frame, calculator, handle } = await framed(page);
  await told(page, "3.00");
  await calculator.picker.click();
  await calculator.models.first().waitFor();
  await eventually(async () => {
    const end = await frame.evaluate(() => document.querySelector(".picker-list").getBoundingClientRect().bottom);
    assert.ok((await handle.evaluate((frame) => frame.offsetHeight)) + 1 >= end);
  });
});

test("a scenario is set by method and by attribute, and leaves nothing in the reader's history", async (t) => {
  const { page } = await host(t, element({ scenario: ONE, view: "result" }));
  await told(page, "3.00");
  const { calculator } = await framed(page);
  const length = await page.evaluate(() => history.length);
  await page.locator("bedrock-calculator").evaluate((it, scenario) => it.setScenario(scenario), `#${TWO}`);
  await told(page, "6.00");
  await calculator.totalBecomes("$6.00");
  await page.locator("bedrock-calculator").evaluate((it, scenario) => it.setAttribute("scenario", scenario), `${ONE}`);
  // The attribute says what it said before.
  await page.locator("bedrock-calculator").evaluate((it, scenario) => it.setAttribute("scenario", scenario), `${TWO}`);
  await told(page, "6.00");
  await page.locator("bedrock-calculator").evaluate((it) => it.removeAttribute("scenario"));
  await told(page, "11232.00");
  assert.equal(await page.evaluate(() => history.length), length);
  // A damaged one is shown as far as it goes, and said to be damaged.
  await page.locator("bedrock-calculator").evaluate((it, scenario) => it.setScenario(scenario), ONE.replace("end", "x=1"));
  await eventually(async () => assert.equal((await last(page, "error"))?.code, "damaged"));
  await told(page, "3.00");
});

test("three on one page stay independent", async (t) => {
  const three = ["a", "b", "c"].map((id) => element({ id, scenario: ONE, view: "compact", title: id })).join("");
  const { page } = await host(t, three);
  // They load as they come near.
  for (const id of ["a", "b", "c"]) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await told(page, "3.00", id);
  }
  const { calculator } = await framed(page, "#b iframe");
  await calculator.field("Input tokens").fill("5M");
  await told(page, "15.00", "b");
  await page.locator("#c").evaluate((it, scenario) => it.setScenario(scenario), TWO);
  await told(page, "6.00", "c");
  assert.equal((await last(page, "change", "a")).totals.month, "3.00");
  assert.equal((await last(page, "change", "b")).totals.month, "15.00");
});

test("it works where the browser stores nothing, and one that moves begins anew", async (t) => {
  const { page } = await host(t, `<div id="there"></div>${element({ scenario: ONE, view: "result" })}`);
  await told(page, "3.00");
  const { frame } = await framed(page);
  const stored = await frame.evaluate(() => {
    try {
      return String(localStorage);
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(stored, "SecurityError");
  await page.evaluate(() => {
    events.length = 0;
    document.getElementById("there").append(document.querySelector("bedrock-calculator"));
  });
  await told(page, "3.00");
});
