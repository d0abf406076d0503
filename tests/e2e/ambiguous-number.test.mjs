// Numbers that could be two numbers: asked about, never guessed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, ONE, open } from "./page.mjs";

test("where the comma is the decimal sign, 1.000 is asked about and not guessed", async (t) => {
  const { calculator } = await open(t, { fragment: ONE, context: { locale: "de-DE" } });
  await calculator.openWorkload("One");
  const field = calculator.field("Input tokens a month");
  await field.fill("1.000");
  await calculator.isWrong(field);
  assert.match(await calculator.belowField(field), /^1\.000 can mean 1,?000 or 1\. Which one\?/);
  await calculator.isExactly("$3.00");
  // Either is a press away.
  await calculator.button("1000").click();
  await calculator.isWrong(field, false);
  await calculator.addressBecomes(/w1\.tokens=1000,0/);

  await field.fill("2,4B");
  await calculator.isWrong(field, false);
  await eventually(async () => assert.match(await calculator.belowField(field), /^2,400,000,000 tokens$/));
  await calculator.isExactly("$7,200.00");
});

test("where the point is the decimal sign, 1,000 is a thousand", async (t) => {
  const { calculator } = await open(t, { fragment: ONE });
  await calculator.openWorkload("One");
  const field = calculator.field("Input tokens a month");
  await field.fill("1,000");
  await calculator.addressBecomes(/w1\.tokens=1000,0/);
  await calculator.isWrong(field, false);
});
