import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./page.mjs";

// With its reason in docs/design.md, "Weight".
const BUDGET = 300_000;

test("what the browser receives is compressed and within the budget", async (t) => {
  const { requests } = await open(t);
  let total = 0;
  for (const request of requests) {
    const response = await request.response();
    assert.equal(await response.headerValue("content-encoding"), "br", request.url());
    total += Number(await response.headerValue("content-length"));
  }
  t.diagnostic(`${total} bytes received`);
  assert.ok(total > 0 && total <= BUDGET, `${total} bytes`);
});
