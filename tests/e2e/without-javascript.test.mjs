import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";

test("without JavaScript the page still reads", async (t) => {
  const { page } = await open(t, { javaScript: false });
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
  assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
  const text = await page.locator("body").innerText();
  assert.match(text, /\$11,232\.00/);
  assert.match(text, /needs JavaScript/);
});
