// Links pasted into an open page, and back and forward in the browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ONE, open, SITE, TWO } from "./page.mjs";

test("a pasted link, back, forward and the same page again work without a reload", async (t) => {
  const { page, calculator, requests } = await open(t, { fragment: ONE });
  await calculator.shows("$3.00");
  const loaded = requests.length;
  const paste = (fragment) => page.evaluate((hash) => (location.hash = hash), fragment);
  const workload = (name) => page.getByRole("listitem").getByRole("button", { name: new RegExp(`^${name}`) }).waitFor();
  await paste(TWO);
  await calculator.shows("$6.00");
  await workload("Two");
  await page.goBack();
  await calculator.shows("$3.00");
  await workload("One");
  await page.goForward();
  await calculator.shows("$6.00");
  await page.goto(`${SITE}#${ONE}`);
  await calculator.shows("$3.00");
  assert.equal(requests.length, loaded, "nothing is loaded again");
  // A pasted link can be undone.
  await paste(TWO);
  await calculator.shows("$6.00");
  await page.keyboard.press("ControlOrMeta+z");
  await calculator.shows("$3.00");
});

test("a link pasted over an unfinished edit wins", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.openWorkload("One");
  await calculator.field("Input tokens a month").fill("5M");
  await page.evaluate((fragment) => (location.hash = fragment), TWO);
  await calculator.shows("$6.00");
  await page.waitForTimeout(600);
  assert.equal(await calculator.fragment(), TWO);
  await calculator.shows("$6.00");
});
