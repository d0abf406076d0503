// What an author writes as an element's scenario: a fragment, a whole link, one that an editor wrapped, or what can't be read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { element, framed, host, last, told } from "./host.mjs";
import { eventually, ONE, TWO } from "./page.mjs";

for (const [what, scenario] of [
  ["a whole link", `https://calculator.example/#${ONE}`],
  ["a link over several lines", ONE.replaceAll("&", "&\n    ")],
]) {
  test(`an element takes ${what}`, async (t) => {
    const { page } = await host(t, element({ scenario }));
    await framed(page);
    await told(page, "3.00");
    assert.deepEqual((await last(page, "change")).totals, { month: "3.00", list: "3.00", year: "36.00" });
  });
}

test("an element that shows a scenario takes another however an editor wrapped it, and keeps it over what is none", async (t) => {
  const { page } = await host(t, element({ scenario: ONE }));
  await told(page, "3.00");
  const set = (link) => page.locator("bedrock-calculator").evaluate((it, link) => it.setScenario(link), link);
  for (const [scenario, month] of [
    [`\n    ${TWO.replaceAll("&", "&amp;")}\n  `, "6.00"],
    [`%20${ONE}`, "3.00"],
    [`/${TWO}`, "6.00"],
  ]) {
    await set(scenario);
    await told(page, month);
  }
  const changes = () => page.evaluate(() => events.filter(({ name }) => name === "change").length);
  for (const scenario of ["v9&w1.model=claude-sonnet-4.5&end", "about"]) {
    const before = await changes();
    await set(scenario);
    await eventually(async () => assert.equal((await last(page, "error"))?.code, "scenario"));
    assert.equal(await changes(), before, "no figure of the scenario before is told as this one's");
  }
});

// Of a version that nobody knows, cut off before anything is said, with nothing that is a field, and no link at all.
for (const scenario of ["v9&w1.model=claude-sonnet-4.5&end", "v1", "v2&w9", "see https://calculator.example/"]) {
  test(`an element whose scenario is “${scenario}” keeps its author's own content until it gets another`, async (t) => {
    const { page } = await host(t, element({ scenario }, "<p>About $1,500 a month</p>"));
    const author = page.getByText("About $1,500 a month");
    await eventually(async () => assert.equal((await last(page, "error"))?.code, "scenario"));
    await author.waitFor();
    assert.equal(await page.locator("bedrock-calculator iframe").isVisible(), false);
    const others = await page.evaluate(() => events.filter(({ name }) => name !== "error").map(({ name }) => name));
    assert.deepEqual(others, [], "no figure of another scenario is told");
    await page.locator("bedrock-calculator").evaluate((it, link) => it.setScenario(link), `https://calculator.example/#${ONE}`);
    await told(page, "3.00");
    assert.equal(await author.isVisible(), false);
    assert.equal(await page.locator("bedrock-calculator iframe").isVisible(), true);
  });
}

// As an editor may wrap and indent an attribute: a billion tokens in at $1.00 and 100 million out at $5.00 a million.
const WRAPPED = "\n      v1&rates=2026-10-25&w1.name=Support+chat&w1.model=claude-haiku-4.5&w1.tokens=1000000000,100000000&end\n    ";

test("an element takes a link with space around it, at first and when it is set later", async (t) => {
  const { page } = await host(t, element({ id: "first", scenario: WRAPPED }) + element({ id: "later", scenario: ONE }));
  await told(page, "1500.00", "first");
  const { calculator } = await framed(page, "#first iframe");
  await calculator.shows("$1,500");
  await told(page, "3.00", "later");
  await page.locator("#later").evaluate((it, scenario) => it.setAttribute("scenario", scenario), WRAPPED);
  await told(page, "1500.00", "later");
  const later = await framed(page, "#later iframe");
  await later.calculator.shows("$1,500");
  const errors = await page.evaluate(() => events.filter(({ name }) => name === "error"));
  assert.deepEqual(errors, []);
});
