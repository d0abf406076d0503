import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

test("a number that can't be read is named beside its field, and the last answer is kept and marked", async (t) => {
  const { page, calculator } = await open(t);
  const field = await calculator.type("Input tokens", "2.4X");
  await eventually(async () => assert.equal(await field.getAttribute("aria-invalid"), "true"));
  assert.match(await calculator.besideField("Input tokens"), /“2\.4X” isn’t a number/);
  assert.equal(await field.inputValue(), "2.4X", "what was typed isn't lost");

  const mark = calculator.answer.getByText(/^Last good answer\. Input tokens of Worked estate/);
  await mark.waitFor();
  const total = await calculator.total();
  assert.notEqual(total, "");
  await page.keyboard.press("Tab");
  assert.equal(await field.inputValue(), "2.4X", "nor when the field is left");

  await calculator.type("Input tokens", "2.4B");
  await calculator.totalBecomes("$11,232.00");
  assert.equal(await field.getAttribute("aria-invalid"), null);
  await mark.waitFor({ state: "detached" });
});

test("a part of a token is refused", async (t) => {
  const { calculator } = await open(t);
  const field = calculator.field("Input tokens");
  await field.fill("1,234.56");
  await eventually(async () => assert.equal(await field.getAttribute("aria-invalid"), "true"));
  assert.match(await calculator.besideField("Input tokens"), /whole number/);
  assert.equal(await calculator.total(), "$11,232.00");
});

test("a wrong number in one field lets the other fields work", async (t) => {
  const { calculator } = await open(t);
  await calculator.field("Input tokens").fill("many");
  await calculator.answer.getByText(/^Last good answer/).waitFor();
  await calculator.field("Output tokens").fill("1.2B");
  await calculator.field("Input tokens").fill("2.4B");
  await calculator.totalBecomes("$18,432.00");
});
