// What a browser refuses keeps the page neither from starting nor from pricing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ONE, open } from "./page.mjs";

const REFUSALS = {
  "storage is refused": () =>
    Object.defineProperty(globalThis, "localStorage", {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    }),
  "storage is full": () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  },
  "the address can't be written": () => {
    history.replaceState = history.pushState = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
  },
  "the language is C": () => Object.defineProperty(navigator, "language", { value: "C" }),
  "the language is en-US@posix": () => Object.defineProperty(navigator, "language", { value: "en-US@posix" }),
  "the language isn't known": () => Object.defineProperty(navigator, "language", { value: undefined }),
  "sizes aren't observed": () => delete globalThis.ResizeObserver,
};

for (const [what, before] of Object.entries(REFUSALS)) {
  test(`where ${what}, the page starts, prices and changes its theme`, async (t) => {
    const { page, calculator } = await open(t, { fragment: ONE, before: [before] });
    await calculator.shows("$3.00");
    await calculator.openWorkload("One");
    await calculator.field("Input tokens a month").fill("2M");
    await calculator.shows("$6.00");
    await calculator.choose("More", "Dark");
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
    await page.waitForTimeout(600);
    await calculator.field("Input tokens a month").fill("1M");
    await calculator.shows("$3.00");
  });
}

for (const [what, before] of Object.entries({
  refuses: () =>
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: () => Promise.reject(new DOMException("Write permission denied.", "NotAllowedError")) },
    }),
  "isn't there": () => Object.defineProperty(navigator, "clipboard", { value: undefined }),
})) {
  test(`where the clipboard ${what}, the page says where the link is, and shows it`, async (t) => {
    const { page, calculator } = await open(t, { fragment: ONE, before: [before] });
    await calculator.choose("Share", "Copy link");
    await calculator.said("The address bar has the link.");
    await calculator.addressBecomes(/^v2&.*w1\.tokens=1000000,0.*&end$/);
    await calculator.choose("Share", "Show link");
    const dialog = page.getByRole("dialog", { name: "Link to this scenario" });
    const text = dialog.getByRole("textbox", { name: "Link" });
    assert.equal(await text.inputValue(), page.url());
    // It can be marked, and copied by hand.
    await text.focus();
    await page.keyboard.press("ControlOrMeta+a");
    assert.equal(await text.evaluate((it) => it.value.slice(it.selectionStart, it.selectionEnd)), page.url());
    await dialog.getByRole("button", { name: "Copy link" }).click();
    await calculator.said("The address bar has the link.");
  });
}

test("where storage is refused, what is saved stays until the page is closed", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE, before: [REFUSALS["storage is refused"]] });
  await calculator.choose("Share", "Saved scenarios");
  const dialog = page.getByRole("dialog", { name: "Saved scenarios" });
  await dialog.getByRole("button", { name: "Save this scenario" }).click();
  await dialog.getByText("This browser keeps nothing for this page").waitFor();
  await dialog.getByRole("button", { name: "Delete: One" }).waitFor();
});
