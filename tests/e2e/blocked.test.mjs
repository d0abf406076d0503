import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";

test("the page works where the browser stores nothing", async (t) => {
  const { page, calculator } = await open(t, {
    before: [
      () =>
        Object.defineProperty(globalThis, "localStorage", {
          get() {
            throw new DOMException("The operation is insecure.", "SecurityError");
          },
        }),
    ],
  });
  await calculator.list("Theme").selectOption("Theme: dark");
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  await calculator.field("Input tokens").fill("4.8B");
  await calculator.totalBecomes("$15,264.00");
});

for (const [what, before] of Object.entries({
  refuses: () =>
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: () => Promise.reject(new DOMException("Write permission denied.", "NotAllowedError")) },
    }),
  "isn't there": () => Object.defineProperty(navigator, "clipboard", { value: undefined }),
})) {
  test(`where the clipboard ${what}, the link is there to be copied by hand`, async (t) => {
    const { page, calculator } = await open(t, { before: [before] });
    const panel = await calculator.copyLink();
    await panel.getByText("Copy this link").waitFor();
    const field = panel.getByRole("textbox", { name: "Link" });
    const link = await field.inputValue();
    assert.match(link, /#v1&.*&end$/);
    await page.waitForFunction(() => getSelection().toString().length > 0);
    assert.equal(await page.evaluate(() => getSelection().toString()), link);
  });
}
