import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

/** Presses a button with the keyboard; afterwards the focus must be on something that can be seen. */
async function press(page, button) {
  await button.focus();
  await page.keyboard.press("Enter");
  await page.waitForTimeout(50);
  await eventually(async () => {
    const lost = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused === document.body || focused.matches(":disabled") || !focused.checkVisibility();
    });
    assert.equal(lost, false, `the focus is lost after ${await button.innerText().catch(() => "the button")}`);
  });
}

test("undo and redo keep the focus when there is nothing left to do", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.field("Input tokens").fill("4.8B");
  await calculator.totalBecomes("$15,264.00");
  await press(page, calculator.button("Undo"));
  await calculator.totalBecomes("$11,232.00");
  await press(page, calculator.button("Redo"));
  await calculator.totalBecomes("$15,264.00");
  await press(page, calculator.button("Reset"));
  await calculator.totalBecomes("$11,232.00");
});

test("adding and removing workloads, routes and prices keeps the focus", async (t) => {
  const { page, calculator } = await open(t);
  await press(page, calculator.button("Add"));
  await press(page, calculator.button("Remove"));
  await calculator.openGroup("Routing");
  await press(page, calculator.button("Add a route"));
  await press(page, calculator.button("Remove route 1"));
  await calculator.openGroup("Prices");
  await press(page, calculator.button("Add a price"));
  await press(page, calculator.button("Remove price 1"));
});

test("panels and notices that close give the focus back", async (t) => {
  const { page, calculator } = await open(t, {
    fragment: "v1&rates=2026-08-20&w1.model=claude-sonnet-4.5&w1.tokens=1000000,0&w1.colour=red",
  });
  await press(page, calculator.button("Re-price with 28 Nov 2026"));
  await press(page, calculator.button("Dismiss"));
  await press(page, calculator.button("Copy link"));
  await press(page, calculator.button("Close"));
  await press(page, calculator.button("Presets"));
  await page.keyboard.press("Escape");
  assert.ok(await calculator.button("Presets").evaluate((button) => button === document.activeElement));
});
