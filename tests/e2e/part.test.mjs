import assert from "node:assert/strict";
import { test } from "node:test";
import { open, SITE_BELOW } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";

/** Units of a model whose price is typed: what needs the part of the program that is loaded on demand. */
const UNITS = link(
  "w1.model=claude-sonnet-4.5",
  "w1.tokens=2400000000,600000000",
  "p1.model=claude-sonnet-4.5",
  "p1.units=2,six-months,100000",
  "price=claude-sonnet-4.5,six-months,ordinary,model_unit,22,hour",
);
const PART = /_part\.wasm$/;

const parts = (requests) => requests.map((request) => request.url()).filter((url) => PART.test(url));

test("without capacity the part isn't loaded", async (t) => {
  const { page, calculator, requests } = await open(t);
  await calculator.show("Capacity");
  await calculator.answer.getByText("No capacity is bought here.").waitFor();
  await page.waitForTimeout(300);
  assert.deepEqual(parts(requests), []);
});

for (const site of [undefined, SITE_BELOW]) {
  test(`with capacity the part is loaded once${site ? ", below a path too" : ""}`, async (t) => {
    const { page, calculator, requests } = await open(t, { site, fragment: UNITS });
    const loaded = await page.evaluate(() => document.baseURI.replace(/[^/]*$/, ""));
    await calculator.show("Capacity");
    await calculator.answer.getByRole("heading", { name: "2 six-month units of Claude Sonnet 4.5" }).waitFor();
    await calculator.field("Input tokens").first().fill("4.8B");
    await calculator.show("Where it goes");
    await calculator.show("Capacity");
    await page.waitForTimeout(300);
    const [part, ...more] = parts(requests);
    assert.deepEqual(more, []);
    assert.ok(part.startsWith(loaded) && !part.includes("?"), part);
    const response = await requests.find((request) => request.url() === part).response();
    assert.equal(await response.headerValue("content-encoding"), "br");
  });
}

test("a part that can't be loaded is asked for again", async (t) => {
  const { page, calculator, problems } = await open(t, { tolerant: true });
  let blocked = true;
  const asked = [];
  await page.route(PART, (route) => {
    asked.push(route.request().url());
    return blocked ? route.abort() : route.continue();
  });
  await page.evaluate((fragment) => (location.hash = fragment), UNITS);
  await calculator.show("Capacity");
  const again = calculator.button("Try again");
  await calculator.answer.getByText("This part of the page couldn’t be loaded.").waitFor();
  // The rest of the answer is there, and typing doesn't ask again.
  await calculator.field("Input tokens").first().fill("4.8B");
  await calculator.show("Where it goes");
  await calculator.answer.getByText(/of it unused/).waitFor();
  await calculator.show("Capacity");
  assert.equal(asked.length, 1);
  await again.click();
  await eventually(async () => assert.equal(asked.length, 2));
  await again.waitFor();
  blocked = false;
  await again.click();
  await calculator.answer.getByRole("heading", { name: "2 six-month units of Claude Sonnet 4.5" }).waitFor();
  assert.equal(asked.length, 3);
  assert.equal(new Set(asked).size, 1);
  assert.ok(problems.every((problem) => /part\.wasm|ERR_FAILED/.test(problem)), problems.join("\n"));
});

for (const [what, opener] of [
  ["a figure", (calculator) => calculator.figure("A year")],
  ["a line", (calculator) => calculator.line("Input, on demand")],
]) {
  test(`${what} that is opened says that it is on its way, then opens; without the part it can be asked for again`, async (t) => {
    const { page, calculator } = await open(t, { tolerant: true });
    const held = [];
    await page.route(PART, (route) => held.push(route));
    const button = opener(calculator);
    await button.click();
    const opened = page.locator(`[id="${await button.getAttribute("aria-controls")}"]`);
    await opened.getByText("Loading…").waitFor();
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    // The answer follows meanwhile.
    await calculator.field("Input tokens").fill("4.8B");
    await calculator.totalBecomes("$15,264.00");
    await eventually(async () => assert.equal(held.length, 1));
    await held[0].abort();
    await opened.getByText("This part of the page couldn’t be loaded.").waitFor();
    await opened.getByRole("button", { name: "Try again" }).click();
    await eventually(async () => assert.equal(held.length, 2));
    await held[1].continue();
    const explanation = await calculator.explanation(button);
    assert.ok(explanation.What && explanation.Formula, JSON.stringify(explanation));
    assert.equal(await opened.getByText("Loading…").count(), 0);
  });
}

test("a part that isn't a program is told as one that can't be loaded", async (t) => {
  const { page, calculator } = await open(t);
  await page.route(PART, (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<p>Sign in" }));
  await page.evaluate((fragment) => (location.hash = fragment), UNITS);
  await calculator.show("Capacity");
  await calculator.button("Try again").waitFor();
});
