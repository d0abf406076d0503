import assert from "node:assert/strict";
import { test } from "node:test";
import { broken } from "./accessible.mjs";
import { open } from "./browser.mjs";

test("axe finds nothing wrong on a narrow page", async (t) => {
  const { page, calculator } = await open(t, { viewport: { width: 320, height: 640 } });
  assert.deepEqual(await broken(page), []);
  await calculator.explanation(calculator.line("Input, on demand"));
  assert.deepEqual(await broken(page), []);
});
