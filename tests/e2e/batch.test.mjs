// The share that runs as batch, and what batch does to cached reads.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, LOWERED, olderLink, open } from "./page.mjs";

test("the slider and the field of the batch share move together; what batch does to cached reads is a choice", async (t) => {
  const { page, calculator } = await open(t, { fragment: olderLink(...LOWERED) });
  await calculator.openWorkload("Worked estate");
  const slider = page.getByRole("slider", { name: "Share sent as batch, slider" });
  const field = calculator.field("Share sent as batch");
  assert.equal(await slider.inputValue(), "40");
  // Without batch: 1,600 x $3.00 + 800 x $0.30 + 600 x $15.00 = $14,040. All of it at half: $7,020.
  await field.fill("0");
  await calculator.isExactly("$14,040.00");
  assert.equal(await slider.inputValue(), "0");
  await slider.focus();
  await page.keyboard.press("End");
  await calculator.isExactly("$7,020.00");
  assert.equal(await field.inputValue(), "100");
  await page.keyboard.press("ArrowLeft");
  await eventually(async () => assert.equal(await field.inputValue(), "99"));

  // Of $240 for cached reads 40% are batch: $96, halved or not. Not cached they cost $3.00 a million, halved: 0.4 x 800 x
  // $1.50 = $480 in place of $48.
  await field.fill("40");
  await calculator.isExactly("$11,232.00");
  for (const [choice, total] of [
    ["Full cache price", "$11,280.00"],
    ["Not cached (AWS’s rule)", "$11,664.00"],
    ["Batch discount applies", "$11,232.00"],
  ]) {
    await calculator.list("Cache reads in batch jobs").selectOption(choice);
    await calculator.isExactly(total);
  }
});
