import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

test("where the comma is the decimal sign, 1.000 is asked about and not guessed", async (t) => {
  const { calculator } = await open(t, { context: { locale: "de-DE" } });
  const field = calculator.field("Input tokens");
  await field.fill("1.000");
  await eventually(async () => assert.equal(await field.getAttribute("aria-invalid"), "true"));
  assert.match(await calculator.besideField("Input tokens"), /\b1 .*\b1,?000\b/);
  assert.equal(await calculator.total(), "$11,232.00");

  await field.fill("2,4B");
  await eventually(async () => assert.equal(await field.getAttribute("aria-invalid"), null));
  assert.match(await calculator.besideField("Input tokens"), /2,400,000,000 tokens a month/);
});

test("where the point is the decimal sign, 1,000 is a thousand", async (t) => {
  const { calculator } = await open(t);
  await calculator.field("Input tokens").fill("1,000");
  await eventually(async () => assert.match(await calculator.besideField("Input tokens"), /1,000 tokens a month/));
  assert.equal(await calculator.field("Input tokens").getAttribute("aria-invalid"), null);
});
