import assert from "node:assert/strict";
import { test } from "node:test";
import { open, SITE_BELOW } from "./page.mjs";

test("the page works below a path", async (t) => {
  assert.ok(new URL(SITE_BELOW).pathname.length > 1);
  const { page, calculator, requests } = await open(t, { site: SITE_BELOW });
  await calculator.shows("$11,664");
  // With what is loaded on demand.
  await calculator.openWorkload("Document assistant");
  await calculator.show("Evidence");
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
  for (const request of requests) {
    assert.ok(request.url().startsWith(SITE_BELOW), request.url());
  }
});
