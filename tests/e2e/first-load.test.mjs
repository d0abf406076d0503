import assert from "node:assert/strict";
import { test } from "node:test";
import { LATE, open } from "./page.mjs";

// With its reason in docs/design.md, "Weight".
const BUDGET = 230_000;
/** What comes right after it: what reads and writes links, and what a first look needs beside the figures. Two parts. */
const BUDGET_AFTER = 180_000;

test("what the browser receives is compressed and within the budget", async (t) => {
  const { page, requests } = await open(t);
  await page.getByRole("heading", { name: "Next best savings" }).waitFor();
  let [total, after] = [0, 0];
  for (const request of requests) {
    const response = await request.response();
    assert.equal(await response.headerValue("content-encoding"), "br", request.url());
    const length = Number(await response.headerValue("content-length"));
    if (LATE.test(request.url())) {
      after += length;
    } else {
      total += length;
    }
  }
  t.diagnostic(`${total} bytes received, and ${after} right after`);
  assert.ok(total > 0 && total <= BUDGET, `${total} bytes`);
  assert.ok(after > 0 && after <= BUDGET_AFTER, `${after} bytes`);
});
