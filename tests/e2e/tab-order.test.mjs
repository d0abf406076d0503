// The whole page with Tab: each stop is seen and marked, in the order of the page, and the last press leads out of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { link, LOWERED, open } from "./page.mjs";

/** More presses than there are places. */
const MOST = 300;

for (const [what, prepare] of Object.entries({
  "the first visit": async () => {},
  "an open workload": async ({ calculator }) => calculator.openWorkload("Worked estate"),
})) {
  test(`Tab leads through ${what} from place to place, each in view and marked, and out at the end`, async (t) => {
    const opened = await open(t, { fragment: what === "the first visit" ? "" : link(...LOWERED) });
    const { page } = opened;
    await page.getByRole("heading", { name: "Next best savings" }).waitFor();
    await prepare(opened);
    // From the top again: Tab goes on from the place of the last press.
    await page.getByRole("banner").getByRole("button").first().focus();
    await page.keyboard.press("Shift+Tab");
    const wrong = [];
    const names = [];
    let isOut = false;
    for (let presses = 0; presses < MOST; presses += 1) {
      await page.evaluate(() => new Promise((later) => requestAnimationFrame(() => setTimeout(later))));
      const stop = await page.evaluate(() => {
        const focused = document.activeElement;
        // Behind the last place comes the browser's own bar, and then the first place again.
        globalThis.firstStop ??= focused;
        if (focused === document.body || (globalThis.lastStop && focused === globalThis.firstStop)) {
          return null;
        }
        const name = `${focused.localName} ${focused.getAttribute("aria-label") ?? focused.labels?.[0]?.innerText ?? focused.innerText}`.slice(0, 80);
        const box = focused.getBoundingClientRect();
        const [x, y] = [box.left + Math.min(box.width / 2, 40), box.top + Math.min(box.height / 2, 12)];
        const at = document.elementFromPoint(x, y);
        const labels = [...(focused.labels ?? [])];
        const isSeen = at !== null && (focused.contains(at) || at.contains(focused) || labels.some((label) => label.contains(at)));
        // A small control is marked by what stands around it.
        const marked = [focused, focused.parentElement, ...labels].filter((it) => {
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(it);
          return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\)$|transparent/.test(outlineColor);
        });
        const before = globalThis.lastStop;
        globalThis.lastStop = focused;
        const isAfter = !before || Boolean(before.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING);
        return { name, isSeen, isMarked: marked.length > 0, isAfter };
      });
      isOut = stop === null;
      if (isOut) {
        break;
      }
      names.push(stop.name);
      for (const [is, word] of [["isSeen", "out of sight"], ["isMarked", "not marked"], ["isAfter", "out of order"]]) {
        if (!stop[is]) {
          wrong.push(`${stop.name} is ${word}`);
        }
      }
      await page.keyboard.press("Tab");
    }
    assert.deepEqual(wrong, []);
    assert.ok(isOut, `no end after ${names.length}`);
    assert.ok(names.length > 20, names.join("\n"));
    assert.match(names[0], /Skip to the answer/);
  });
}
