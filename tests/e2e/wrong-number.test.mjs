// A number that can't be read: named beside its field, kept as typed, and the last good one still priced.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, LOWERED, olderLink, open } from "./page.mjs";

const INPUT = "Input tokens a month";

async function opened(t) {
  const { page, calculator } = await open(t, { fragment: olderLink(...LOWERED) });
  await calculator.openWorkload("Worked estate");
  return { page, calculator, field: calculator.field(INPUT) };
}

test("a number that can't be read is named beside its field, and the last good one is still priced", async (t) => {
  const { page, calculator, field } = await opened(t);
  await field.fill("2.4X");
  await calculator.isWrong(field);
  assert.match(await calculator.belowField(field), /“2\.4X” isn’t a number/);
  assert.match(await calculator.belowField(field), /Still used: 2,400,000,000 tokens/);
  assert.equal(await field.inputValue(), "2.4X", "what was typed isn't lost");
  await calculator.isExactly("$11,232.00");
  await page.keyboard.press("Tab");
  assert.equal(await field.inputValue(), "2.4X", "nor when the field is left");

  // A part of a token is refused too.
  await field.fill("1,234.56");
  await eventually(async () => assert.match(await calculator.belowField(field), /whole number/));
  await calculator.isExactly("$11,232.00");

  await calculator.type(INPUT, "2.4B");
  await calculator.isWrong(field, false);
  await eventually(async () => assert.equal(await calculator.belowField(field), "2,400,000,000 tokens"));
  await calculator.isExactly("$11,232.00");
});

test("what can't be read isn't exported, and the scenario still is", async (t) => {
  const { calculator, field } = await opened(t);
  await field.fill("what");
  await calculator.isWrong(field);
  const menu = await calculator.menu("Share");
  for (const name of [/^Brief/, /^Spreadsheet \(CSV\)/, /^Report for programs/]) {
    assert.ok(await menu.getByRole("menuitem", { name }).isDisabled(), String(name));
  }
  assert.ok(await menu.getByRole("menuitem", { name: "Scenario file", exact: true }).isEnabled());
});

test("a wrong number in one field lets the other fields work", async (t) => {
  const { calculator, field } = await opened(t);
  await field.fill("many");
  await calculator.isWrong(field);
  // Twice the output: $14,400 in place of $7,200.
  await calculator.field("Output tokens a month").fill("1.2B");
  await calculator.shows("$18,432");
  assert.equal(await field.inputValue(), "many");
  await field.fill("2.4B");
  await calculator.isWrong(field, false);
  await calculator.shows("$18,432");
});

test("the last good number is named beside every field that is wrong, and the answer is marked", async (t) => {
  const { page, calculator, field } = await opened(t);
  const badge = calculator.answer.getByText(/entr(y isn|ies aren)’t used/);
  assert.equal(await badge.count(), 0);
  // A field whose number says it all has no reading of its own.
  const reads = calculator.field("Reads per write");
  await reads.fill("4");
  await eventually(async () => assert.match(await calculator.fragment(), /w1\.reads=4/));
  await reads.fill("four");
  await calculator.isWrong(reads);
  assert.match(await calculator.belowField(reads), /Still used: 4$/);
  await calculator.answer.getByText("1 entry isn’t used", { exact: true }).waitFor();
  await field.fill("2.4X");
  await calculator.isWrong(field);
  await calculator.answer.getByText("2 entries aren’t used", { exact: true }).waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  await badge.waitFor({ state: "detached" });
});
