import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";

test("the address follows edits without adding to the history", async (t) => {
  const { page, calculator } = await open(t);
  const length = await page.evaluate(() => history.length);
  assert.equal(calculator.fragment(), "", "an untouched page has a plain address");
  await calculator.type("Input tokens", "4.8B");
  await eventually(async () => assert.match(calculator.fragment(), /^v1&.*w1\.tokens=4800000000,600000000.*&end$/));
  assert.equal(await page.evaluate(() => history.length), length);
});

test("a reload keeps the scenario", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.type("Input tokens", "4.8B");
  await eventually(async () => assert.match(calculator.fragment(), /4800000000/));
  await page.reload();
  await calculator.ready();
  assert.equal(await calculator.total(), "$15,264.00");
  assert.equal(await calculator.field("Input tokens").inputValue(), "4.8B");
});

test("the address of an opened link stays as it was sent until something is changed", async (t) => {
  const sent = "v1&rates=2026-10-25&w1.name=a+b&w1.model=claude-sonnet-4.5&w1.tokens=0001000000,000&end";
  const { page, calculator } = await open(t, { fragment: sent });
  await calculator.totalBecomes("$3.00");
  await page.waitForTimeout(600);
  assert.equal(calculator.fragment(), sent);
});

test("the skip link goes to the answer and leaves the address alone", async (t) => {
  const { page, calculator } = await open(t, { fragment: link("w1.model=claude-sonnet-4.5", "w1.tokens=1000000,0") });
  const before = calculator.fragment();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.ok(await calculator.answer.evaluate((answer) => answer === document.activeElement));
  assert.equal(calculator.fragment(), before);
});
