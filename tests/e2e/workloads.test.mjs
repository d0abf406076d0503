// Workloads come, go, are copied and keep their own fields.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, LOWERED, olderLink, open } from "./page.mjs";

/** The head of the workload with exactly this name. */
const head = (page, name) =>
  page.getByRole("listitem").getByRole("button").filter({ has: page.getByText(name, { exact: true }) });

test("workloads are summed, duplicated, removed, and come back with undo", async (t) => {
  const { page, calculator } = await open(t, { fragment: olderLink(...LOWERED) });
  await calculator.openWorkload("Worked estate");
  assert.ok(await calculator.button("Remove").isDisabled(), "one workload stays");
  await calculator.button("Duplicate").click();
  await calculator.shows("$22,464");
  const name = calculator.field("Name");
  await eventually(async () => assert.equal(await name.inputValue(), "Worked estate copy"));
  await eventually(async () => assert.ok(await name.evaluate((field) => field === document.activeElement)));

  // Twice the input: 40% of 4.8B at half price or 60% at full one, a third of all of it read from cache, costs twice
  // $4,032, and the output $7,200 as before.
  await calculator.field("Input tokens a month").fill("4.8B");
  await calculator.shows("$26,496");
  assert.match(await head(page, "Worked estate copy").innerText(), /\$15,264/);
  assert.match(await head(page, "Worked estate").innerText(), /\$11,232/);

  await calculator.button("Remove").click();
  await calculator.shows("$11,232");
  await calculator.said("Worked estate copy removed");
  await calculator.undo.click();
  await calculator.shows("$26,496");
  assert.match(await head(page, "Worked estate copy").innerText(), /\$15,264/);
});

test("each workload has its own fields", async (t) => {
  const { page, calculator } = await open(t, { fragment: olderLink(...LOWERED) });
  await page.getByRole("button", { name: "Add workload" }).click();
  await calculator.field("Name").fill("Search");
  assert.equal(await calculator.lever("Batch").isChecked(), false);
  await calculator.field("Requests a month").fill("1M");
  await calculator.field("Prompt, whole").fill("1,000");
  // 1B tokens on the model of the first workload, at $3.00 a million.
  await calculator.shows("$14,232");
  await calculator.lever("Batch").check();
  await calculator.shows("$12,732");

  await calculator.openWorkload("Worked estate");
  assert.equal(await calculator.field("Name").inputValue(), "Worked estate");
  assert.equal(await calculator.field("Input tokens a month").inputValue(), "2.4B");
  assert.equal(await calculator.field("Share sent as batch").inputValue(), "40");
  await calculator.openWorkload("Search");
  assert.equal(await calculator.field("Share sent as batch").inputValue(), "100");
  assert.match(await calculator.workload("Worked estate").innerText(), /\$11,232/);
});

test("there can be forty workloads and no more", async (t) => {
  const numbers = Array.from({ length: 39 }, (_, at) => at + 1);
  const workloads = numbers.map((at) => `w${at}.name=W${at}&w${at}.model=claude-sonnet-4.5&w${at}.tokens=1000000,0`);
  const { page, calculator } = await open(t, { fragment: link(...workloads) });
  await calculator.isExactly("$117.00");
  await calculator.openWorkload("W1");
  await calculator.button("Duplicate").click();
  await calculator.isExactly("$120.00");
  assert.ok(await page.getByRole("button", { name: "Add workload" }).isDisabled());
  await eventually(async () => assert.ok(await calculator.button("Duplicate").isDisabled()));
  assert.equal(await calculator.overflow(), 0);
});

test("where there are many workloads the page follows the total, and never shows two scenarios for long", async (t) => {
  const numbers = Array.from({ length: 12 }, (_, at) => at + 1);
  const workloads = numbers.map((at) => `w${at}.name=W${at}&w${at}.model=claude-sonnet-4.5&w${at}.tokens=${at}000000,0`);
  const { page, calculator } = await open(t, { fragment: link(...workloads) });
  const costs = async (...expected) =>
    eventually(async () => {
      const shown = await page.locator("#workload-1-card, #workload-2-card, #workload-3-card").locator(".cost").allInnerTexts();
      assert.deepEqual(shown, expected);
    });
  // 1 + 2 + ... + 12 = 78 million tokens at $3.00 a million.
  await calculator.isExactly("$234.00");
  await costs("$3.00", "$6.00", "$9.00");
  await calculator.openWorkload("W2");
  // Another 10 million.
  await calculator.field("Input tokens a month").fill("12M");
  await calculator.isExactly("$264.00");
  await costs("$3.00", "$36.00", "$9.00");
  // What comes before the page has followed takes it along: what is removed, and what is taken back.
  await page.evaluate(() => {
    const field = document.getElementById("workload-2-body").querySelector("input[inputmode]");
    field.value = "22M";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const buttons = [...document.querySelectorAll("#workload-2-body button")];
    buttons.find((button) => button.textContent === "Remove").click();
  });
  await calculator.isExactly("$228.00");
  await eventually(async () => assert.equal(await page.locator("#workload-2-card").count(), 0));
  assert.deepEqual(await page.locator("#workload-1-card, #workload-3-card").locator(".cost").allInnerTexts(), ["$3.00", "$9.00"]);
  await calculator.undo.click();
  await costs("$3.00", "$66.00", "$9.00");
  await calculator.isExactly("$294.00");
});

test("too many tokens are said where they are typed", async (t) => {
  const large = "w2.tokens=600000000000000,600000000000000";
  const fragment = link("w1.name=Small", "w1.model=claude-sonnet-4.5", "w1.tokens=1000,1000", "w2.name=Large", "w2.model=claude-haiku-4.5", large);
  const { page, calculator } = await open(t, { fragment });
  const beside = page.getByText(/^More than 10.?15.? tokens a month in all/);
  await calculator.workload("Large").getByText("Not priced").waitFor();
  await calculator.openWorkload("Large");
  await beside.first().waitFor();
  await calculator.isWrong(calculator.field("Input tokens a month"));
  await calculator.openWorkload("Small");
  await eventually(async () => assert.equal(await calculator.field("Name").inputValue(), "Small"));
  assert.equal(await calculator.field("Input tokens a month").getAttribute("aria-invalid"), null);
  await eventually(async () => assert.equal(await page.getByRole("listitem").getByText(/^More than 10/).count(), 0));
});
