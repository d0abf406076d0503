// The program takes the place of the shell without moving anything, and so does what comes right after it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./page.mjs";

/** What Chromium calls good is 0.1; here nothing moves. */
const MOST = 0.01;

/** Notes each shift that no press explains, with what has moved. */
function note() {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (!hadRecentInput) {
        const moved = sources.map(({ node, previousRect, currentRect }) => `${node?.className ?? node?.nodeName}: ${previousRect.y} to ${currentRect.y}`);
        shifts.push({ value, moved: moved.join("; ") });
      }
    }
  }).observe({ type: "layout-shift", buffered: true });
}

for (const viewport of [{ width: 1440, height: 900 }, { width: 768, height: 1024 }, { width: 360, height: 740 }]) {
  test(`nothing moves while the page starts, ${viewport.width} pixels wide`, async (t) => {
    const { page, calculator } = await open(t, { viewport, before: [note] });
    await page.getByRole("heading", { name: "Next best savings" }).waitFor();
    await calculator.page.getByRole("tabpanel").getByRole("img").first().waitFor();
    // A shift is told with the frame after it.
    await page.evaluate(() => new Promise((later) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(later, 100)))));
    const shifts = await page.evaluate(() => globalThis.shifts);
    const sum = shifts.reduce((sum, { value }) => sum + value, 0);
    t.diagnostic(`${sum}`);
    assert.ok(sum < MOST, JSON.stringify(shifts, null, 1));
    // The measure sees what does move.
    await page.evaluate(() => {
      const before = document.createElement("p");
      before.textContent = "Above all";
      document.getElementById("app").prepend(before, document.createElement("hr"), before.cloneNode(true), before.cloneNode(true));
    });
    await page.waitForFunction((sum) => shifts.reduce((all, { value }) => all + value, 0) > sum, sum);
  });
}
