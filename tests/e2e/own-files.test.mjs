import assert from "node:assert/strict";
import { test } from "node:test";
import { open, SITE } from "./page.mjs";

test("the page loads its own files, each once, and nothing else", async (t) => {
  const { page, requests } = await open(t);
  await page.waitForTimeout(1_000);
  const urls = requests.map((request) => request.url());
  assert.ok(urls.every((url) => url.startsWith(SITE)), urls.join("\n"));
  assert.deepEqual(urls, [...new Set(urls)]);
  for (const ending of [".css", ".wasm"]) {
    assert.equal(urls.filter((url) => url.endsWith(ending)).length, 1, `one ${ending} of ${urls.join(", ")}`);
  }
});
