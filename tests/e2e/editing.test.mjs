import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

test("the answer follows each keystroke", async (t) => {
  const { calculator } = await open(t);
  await calculator.type("Input tokens", "4.8B");
  await calculator.totalBecomes("$15,264.00");
  assert.match(await calculator.besideField("Input tokens"), /4,800,000,000 tokens a month/);
  assert.deepEqual(await calculator.row("Input, on demand"), [
    "Input, on demand",
    "1,920,000,000 tokens",
    "$3.00 per 1M tokens",
    "$5,760.00",
  ]);
});

test("what was typed stays as typed when the field is left", async (t) => {
  const { page, calculator } = await open(t);
  const field = await calculator.type("Input tokens", "4,800M");
  await calculator.totalBecomes("$15,264.00");
  await page.keyboard.press("Tab");
  assert.equal(await field.inputValue(), "4,800M");
});

test("a screen reader is told the total once, after typing has stopped", async (t) => {
  const { calculator } = await open(t);
  assert.equal(await calculator.announcement.innerText(), "");
  await calculator.type("Input tokens", "4.8B");
  await eventually(async () => assert.match(await calculator.announcement.innerText(), /\$15,264\.00/));
});
