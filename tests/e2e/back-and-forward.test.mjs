import assert from "node:assert/strict";
import { test } from "node:test";
import { open, SITE } from "./browser.mjs";
import { link } from "./calculator.mjs";

const ONE = link("w1.name=One", "w1.model=claude-sonnet-4.5", "w1.tokens=1000000,0");
const TWO = link("w1.name=Two", "w1.model=claude-sonnet-4.5", "w1.tokens=2000000,0");

test("a pasted link, back and forward work without a reload", async (t) => {
  const { page, calculator, requests } = await open(t, { fragment: ONE });
  await calculator.totalBecomes("$3.00");
  const loaded = requests.length;
  await page.evaluate((fragment) => (location.hash = fragment), TWO);
  await calculator.totalBecomes("$6.00");
  assert.equal(await calculator.field("Name").inputValue(), "Two");
  await page.goBack();
  await calculator.totalBecomes("$3.00");
  assert.equal(await calculator.field("Name").inputValue(), "One");
  await page.goForward();
  await calculator.totalBecomes("$6.00");
  await page.goto(`${SITE}#${ONE}`);
  await calculator.totalBecomes("$3.00");
  assert.equal(requests.length, loaded, "nothing is loaded again");
});

test("a pasted link can be undone", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.totalBecomes("$3.00");
  await page.evaluate((fragment) => (location.hash = fragment), TWO);
  await calculator.totalBecomes("$6.00");
  await calculator.button("Undo").click();
  await calculator.totalBecomes("$3.00");
});

test("a link pasted over an unfinished edit wins", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.totalBecomes("$3.00");
  await calculator.field("Input tokens").fill("5M");
  await page.evaluate((fragment) => (location.hash = fragment), TWO);
  await calculator.totalBecomes("$6.00");
  await page.waitForTimeout(600);
  assert.equal(calculator.fragment(), TWO);
  assert.equal(await calculator.total(), "$6.00");
});
