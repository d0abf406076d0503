import assert from "node:assert/strict";
import { test } from "node:test";
import { LATE, open, SITE } from "./page.mjs";

test("the page loads its own files, each once, and nothing else", async (t) => {
  const { page, requests } = await open(t);
  await page.waitForTimeout(1_000);
  const urls = requests.map((request) => request.url());
  assert.ok(urls.every((url) => url.startsWith(SITE)), urls.join("\n"));
  assert.deepEqual(urls, [...new Set(urls)]);
  // What comes right after the first load is part of it too, but the program and the styles are one file each.
  const first = urls.filter((url) => !LATE.test(url));
  for (const ending of [".css", ".wasm"]) {
    assert.equal(first.filter((url) => url.endsWith(ending)).length, 1, `one ${ending} of ${first.join(", ")}`);
  }
});
