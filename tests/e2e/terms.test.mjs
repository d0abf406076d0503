// Words that explain themselves: under the pointer, with the focus, and when they are tapped.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, open } from "./page.mjs";

/** Requests, with what is cached worked out from them: most of the words stand at those fields. */
const REQUESTS = link("w1.name=Chat", "w1.model=claude-sonnet-4.5", "w1.requests=30000000,4000,0");

/**
 * Every word of the workload that explains itself: its button and its explanation. `act` presses a place: a phone has no
 * pointer that would be somewhere else.
 */
async function words({ page, calculator }, act) {
  await act(calculator.workload("Chat"));
  await act(calculator.lever("Prompt caching"));
  await act(page.getByText("Your traffic", { exact: true }));
  await page.getByRole("textbox", { name: /^prefix/i }).waitFor();
  const all = page.getByRole("button").and(page.locator("[aria-describedby]"));
  const found = [];
  for (const button of await all.all()) {
    const tip = page.locator(`[id="${await button.getAttribute("aria-describedby")}"]`);
    if ((await tip.getAttribute("role")) === "tooltip") {
      found.push({ button, tip, word: await button.innerText() });
    }
  }
  assert.ok(found.length >= 3, `${found.length} words`);
  return found;
}

const shown = (tip, isShown = true) => eventually(async () => assert.equal(await tip.isVisible(), isShown, await tip.textContent()));

/** It says more than the word, on the screen. */
async function reads(page, { tip, word }) {
  await shown(tip);
  const text = await tip.innerText();
  assert.ok(text.startsWith(word) && text.length > word.length + 20, text);
  const { x, width } = await tip.boundingBox();
  const wide = await page.evaluate(() => document.documentElement.clientWidth);
  assert.ok(x >= 0 && x + width <= wide, `${word}: from ${x}, ${width} wide, of ${wide}`);
}

test("a word explains itself under the pointer and with the focus, and Escape puts that away", async (t) => {
  const opened = await open(t, { fragment: REQUESTS });
  const { page } = opened;
  for (const { button, tip, word } of await words(opened, (place) => place.click())) {
    await page.evaluate(() => document.activeElement.blur());
    await button.hover();
    await reads(page, { tip, word });
    // The pointer may go onto the explanation, to read it there.
    await tip.hover();
    await shown(tip);
    await page.keyboard.press("Escape");
    await shown(tip, false);
    await page.mouse.move(0, 0);

    await button.focus();
    await reads(page, { tip, word });
    await page.keyboard.press("Escape");
    await shown(tip, false);
    assert.ok(await button.evaluate((it) => it === document.activeElement), word);
    await page.keyboard.press("Enter");
    await shown(tip);
    await page.keyboard.press("Tab");
    await shown(tip, false);
  }
});

test("a word explains itself when it is tapped, and closes when another place is", async (t) => {
  const context = { hasTouch: true, isMobile: true };
  const opened = await open(t, { fragment: REQUESTS, viewport: { width: 360, height: 740 }, context });
  const { page } = opened;
  for (const { button, tip, word } of await words(opened, (place) => place.tap())) {
    await button.tap();
    await reads(page, { tip, word });
    assert.equal(await opened.calculator.overflow(), 0, word);
    await opened.calculator.field("Name").tap();
    await shown(tip, false);
  }
});
