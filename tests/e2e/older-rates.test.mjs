import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

const OLDER = "v1&rates=2026-08-20&w1.name=One&w1.model=claude-sonnet-4.5&w1.tokens=1000000,1000000&end";

test("a link keeps the rates of its date, and the page offers the newest", async (t) => {
  const { page, calculator } = await open(t, { fragment: OLDER });
  await calculator.totalBecomes("$18.00");
  const chosen = () => calculator.list("Rates of").evaluate((list) => list.selectedOptions[0].text);
  assert.equal(await chosen(), "20 Aug 2026");

  await calculator.button("Re-price with 28 Nov 2026").click();
  await eventually(async () => assert.equal(await chosen(), "28 Nov 2026"));
  await page.getByText(/^Priced with the rates of/).waitFor({ state: "detached" });
  await eventually(async () => assert.match(calculator.fragment(), /rates=2026-11-28/));
  await calculator.button("Undo").click();
  await eventually(async () => assert.equal(await chosen(), "20 Aug 2026"));
});

test("the date of the rates can be chosen", async (t) => {
  const { calculator } = await open(t);
  await calculator.list("Rates of").selectOption("20 Aug 2026");
  await calculator.button("Re-price with 28 Nov 2026").waitFor();
  await eventually(async () => assert.match(calculator.fragment(), /rates=2026-08-20/));
});

test("a link that pins a card which isn't here says so and uses the newest", async (t) => {
  const { page, calculator } = await open(t, { fragment: OLDER.replace("2026-08-20", "2019-01-01") });
  await page.getByText(/2019-01-01.*isn't bundled/).waitFor();
  assert.equal(await calculator.total(), "$18.00");
});
