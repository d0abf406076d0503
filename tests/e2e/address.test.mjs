// The scenario in the address: it follows what is typed, is kept as it was sent, and survives a reload.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, ONE, open } from "./page.mjs";

test("the address follows edits without adding to the history, and a reload keeps the scenario", async (t) => {
  const { page, calculator } = await open(t);
  const length = await page.evaluate(() => history.length);
  assert.equal(await calculator.fragment(), "", "an untouched page has a plain address");
  await calculator.openWorkload("Document assistant");
  await calculator.field("Input tokens a month").fill("4.8B");
  await calculator.addressBecomes(/^v2&.*w1\.tokens=4800000000,600000000.*&end$/);
  assert.equal(await page.evaluate(() => history.length), length);
  // With the reader's own demand the example's savings are gone: 4,800M x $3.00 + 600M x $15.00.
  await calculator.shows("$23,400");
  await page.reload({ waitUntil: "load" });
  await calculator.shows("$23,400");
  await calculator.openWorkload("Document assistant");
  assert.equal(await calculator.field("Input tokens a month").inputValue(), "4.8B");
});

test("the address of an opened link stays as it was sent until something is changed", async (t) => {
  const sent = "v1&rates=2026-10-25&w1.name=a+b&w1.model=claude-sonnet-4.5&w1.tokens=0001000000,000&end";
  const { page, calculator } = await open(t, { fragment: sent });
  await calculator.shows("$3.00");
  await page.waitForTimeout(600);
  assert.equal(await calculator.fragment(), sent);
  await calculator.openWorkload("a b");
  await calculator.field("Input tokens a month").fill("2M");
  // The rules and rates that it came with stay.
  await calculator.addressBecomes(/^v1&rates=2026-10-25&.*w1\.tokens=2000000,0&.*end$/);
});

test("the way to the answer leaves the address alone", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.shows("$3.00");
  const length = await page.evaluate(() => history.length);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await eventually(async () => assert.ok(await calculator.answer.evaluate((answer) => answer === document.activeElement)));
  assert.equal(await calculator.fragment(), ONE);
  assert.equal(await page.evaluate(() => history.length), length);
});
