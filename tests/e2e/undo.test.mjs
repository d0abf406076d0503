import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

test("a preset can be loaded, undone and done again", async (t) => {
  const { calculator } = await open(t);
  assert.ok(await calculator.button("Undo").isDisabled());
  await calculator.field("Output tokens").fill("1.2B");
  await calculator.totalBecomes("$18,432.00");

  await calculator.loadPreset("Worked estate");
  await calculator.totalBecomes("$16,200.00");
  await calculator.button("Undo").click();
  await calculator.totalBecomes("$18,432.00");
  assert.equal(await calculator.field("Output tokens").inputValue(), "1.2B");
  await calculator.button("Redo").click();
  await calculator.totalBecomes("$16,200.00");
  assert.ok(await calculator.button("Redo").isDisabled());
});

test("reset can be undone", async (t) => {
  const { calculator } = await open(t);
  await calculator.field("Output tokens").fill("1.2B");
  await calculator.totalBecomes("$18,432.00");
  await calculator.button("Reset").click();
  await calculator.totalBecomes("$11,232.00");
  assert.equal(await calculator.field("Output tokens").inputValue(), "600M");
  await calculator.button("Undo").click();
  await calculator.totalBecomes("$18,432.00");
});

test("the keys for undo and redo work, in a field and outside of one", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.type("Input tokens", "4.8B");
  await calculator.totalBecomes("$15,264.00");
  await page.keyboard.press("ControlOrMeta+z");
  await calculator.totalBecomes("$11,232.00");
  assert.equal(await calculator.field("Input tokens").inputValue(), "2.4B");
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await calculator.totalBecomes("$15,264.00");
  await calculator.tab("Assumptions").click();
  await page.keyboard.press("ControlOrMeta+z");
  await calculator.totalBecomes("$11,232.00");
  await page.keyboard.press("ControlOrMeta+y");
  await calculator.totalBecomes("$15,264.00");
});

test("typing in one field is one step", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.type("Input tokens", "4.8B");
  await page.keyboard.press("Tab");
  await calculator.field("Output tokens").fill("1.2B");
  await calculator.totalBecomes("$22,464.00");
  await calculator.button("Undo").click();
  await calculator.totalBecomes("$15,264.00");
  await calculator.button("Undo").click();
  await calculator.totalBecomes("$11,232.00");
  await eventually(async () => assert.ok(await calculator.button("Undo").isDisabled()));
});

test("undo takes back what can't be read, even where nothing else was changed", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.field("Input tokens").fill("many");
  await calculator.answer.getByText(/^Last good answer/).waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  await eventually(async () => assert.equal(await calculator.field("Input tokens").inputValue(), "2.4B"));
  await calculator.answer.getByText(/^Last good answer/).waitFor({ state: "detached" });
});
