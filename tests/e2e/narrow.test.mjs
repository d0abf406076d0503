import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";

test("nothing scrolls sideways at 320 pixels", async (t) => {
  const { calculator } = await open(t, { viewport: { width: 320, height: 640 } });
  assert.equal(await calculator.overflow(), 0);
});
