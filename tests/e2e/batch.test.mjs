import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

test("the slider and the field of the batch share move together", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.openGroup("Caching and batch");
  const [slider, field] = [calculator.slider("Requests run as batch"), calculator.field("Requests run as batch")];
  assert.equal(await slider.inputValue(), "40");
  await field.fill("0");
  await calculator.totalBecomes("$14,040.00");
  assert.equal(await slider.inputValue(), "0");
  await slider.focus();
  await page.keyboard.press("End");
  await calculator.totalBecomes("$7,020.00");
  assert.equal(await field.inputValue(), "100%");
  await page.keyboard.press("ArrowLeft");
  await eventually(async () => assert.equal(await field.inputValue(), "99%"));
});

test("what batch does to cached reads is a switch", async (t) => {
  const { calculator } = await open(t);
  await calculator.openGroup("Caching and batch");
  await calculator.choice("Not halved").check();
  await calculator.totalBecomes("$11,280.00");
  await calculator.choice("Not cached").check();
  await calculator.totalBecomes("$11,664.00");
  await calculator.choice("Halved too").check();
  await calculator.totalBecomes("$11,232.00");
});
