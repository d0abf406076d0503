// The page by keyboard: undo and redo, tabs, menus, the way past the header.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, ONE, open } from "./page.mjs";

const focused = (page) => page.evaluate(() => document.activeElement?.id ?? "");

test("Ctrl+Z and Ctrl+Shift+Z take back and repeat what was typed, field by field", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.openWorkload("One");
  await calculator.field("Input tokens a month").fill("2M");
  await calculator.field("Output tokens a month").fill("1M");
  // $6.00 and $15.00.
  await calculator.shows("$21.00");
  await page.keyboard.press("Control+z");
  await calculator.shows("$6.00");
  await page.keyboard.press("Control+z");
  await calculator.shows("$3.00");
  await eventually(async () => assert.equal(await calculator.field("Input tokens a month").inputValue(), "1M"));
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+y");
  await calculator.shows("$21.00");
});

test("text that can't be read is taken back first, and changes nothing", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.openWorkload("One");
  const field = calculator.field("Input tokens a month");
  for (const text of ["1e5", "NaN", "-1", "9".repeat(500), "<b>1</b>", "1/0"]) {
    await field.fill(text);
    await eventually(async () => assert.equal(await field.getAttribute("aria-invalid"), "true", text));
    await calculator.shows("$3.00");
  }
  await page.keyboard.press("Control+z");
  await eventually(async () => assert.equal(await field.inputValue(), "1M"));
});

test("tabs follow the arrow keys, Home and End", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await page.getByRole("tab", { name: "Overview" }).focus();
  for (const [key, name] of [["ArrowRight", "Breakdown"], ["End", "Evidence"], ["ArrowRight", "Overview"], ["ArrowLeft", "Evidence"], ["Home", "Overview"]]) {
    await page.keyboard.press(key);
    const tab = page.getByRole("tab", { name });
    await eventually(async () => assert.equal(await tab.getAttribute("aria-selected"), "true", key));
    assert.ok(await tab.evaluate((it) => it === document.activeElement), key);
  }
  await calculator.shows("$3.00");
});

test("a menu opens by arrow key, and Escape gives the focus back", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  // Pressed once: the lines of menus come right after the page, and the focus waits for them.
  await calculator.button("More").focus();
  await page.keyboard.press("ArrowDown");
  await eventually(async () => assert.match(await page.evaluate(() => document.activeElement.textContent), /Undo/));
  await page.keyboard.press("End");
  await eventually(async () => assert.match(await page.evaluate(() => document.activeElement.textContent), /Print/));
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await focused(page), "more"));
  assert.equal(await page.getByRole("menu").count(), 0);
});

test("the first press of Tab offers the way to the answer", async (t) => {
  const { page } = await open(t, { fragment: ONE });
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the answer" });
  assert.ok(await skip.evaluate((it) => it === document.activeElement));
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal(await focused(page), "hero"));
});

test("back and forth in the browser lead between links", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.shows("$3.00");
  await page.evaluate((fragment) => (location.hash = fragment), ONE.replace("1000000", "2000000"));
  await calculator.shows("$6.00");
  await page.goBack();
  await calculator.shows("$3.00");
  await page.goForward();
  await calculator.shows("$6.00");
});
