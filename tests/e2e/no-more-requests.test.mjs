import assert from "node:assert/strict";
import { test } from "node:test";
import { LATE, open, SITE, TWO } from "./page.mjs";

test("typing and the overview cause no request", async (t) => {
  const { page, calculator, requests } = await open(t, { fragment: TWO });
  await calculator.openWorkload("Two");
  await page.waitForTimeout(500);
  const loaded = requests.length;
  await calculator.field("Input tokens a month").fill("4M");
  await calculator.shows("$12.00");
  await page.waitForTimeout(500);
  assert.deepEqual(requests.slice(loaded).map((request) => request.url()), []);
});

test("every tab asks only for files of the page's own, with nothing typed in their names", async (t) => {
  const { context, page, calculator, requests } = await open(t, { fragment: TWO });
  const loaded = requests.length;
  for (const tab of ["Breakdown", "Commitment and offers", "Capacity", "Evidence"]) {
    await calculator.show(tab);
  }
  await page.waitForTimeout(500);
  const asked = requests.slice(loaded);
  assert.ok(asked.length > 0);
  for (const request of asked) {
    const url = new URL(request.url());
    assert.equal(request.method(), "GET");
    assert.equal(request.postData(), null);
    assert.equal(url.origin, new URL(SITE).origin);
    assert.match(url.pathname, LATE);
    assert.equal(url.search + url.hash, "");
  }
  assert.deepEqual(await context.cookies(), []);
});

test("the page works without a network once its parts are loaded", async (t) => {
  const { context, calculator } = await open(t, { fragment: TWO });
  await calculator.openWorkload("Two");
  await calculator.show("Breakdown");
  await context.setOffline(true);
  await calculator.field("Input tokens a month").fill("4M");
  await calculator.shows("$12.00");
  await calculator.show("Breakdown");
});
