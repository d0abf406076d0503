// Each dialog by keyboard alone: it opens with Enter and has the focus, Tab stays in it, Escape closes it and gives the focus back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, ONE, open } from "./page.mjs";

/** The commands of the menu Share that open one, with its name and the least number of places that Tab stops at. */
const DIALOGS = [
  ["Show link", "Link to this scenario", 3],
  ["Embed", "Embed", 8],
  ["Saved scenarios", "Saved scenarios", 3],
];

test("each dialog opens with Enter, keeps the focus, and gives it back with Escape", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  const share = calculator.button("Share");
  const has = (locator) => locator.evaluate((it) => it === document.activeElement);
  for (const [command, name, stops] of DIALOGS) {
    await share.focus();
    await page.keyboard.press("Enter");
    const item = page.getByRole("menuitem", { name: command, exact: true });
    await item.waitFor();
    for (let presses = 0; presses < 15 && !(await has(item)); presses += 1) {
      await page.keyboard.press("ArrowDown");
    }
    assert.ok(await has(item), `the arrow keys don't reach ${command}`);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name, exact: true });
    await dialog.getByRole("button", { name: "Close", exact: true }).waitFor();
    const place = () => dialog.evaluate((it) => {
      const focused = document.activeElement;
      // Behind the last place comes the browser's own bar, and the body stands for it.
      const where = focused === document.body ? "browser" : it.contains(focused) ? "dialog" : "page";
      return { where, what: `${focused.localName} ${focused.getAttribute("aria-label") ?? focused.id ?? ""} ${focused.textContent.slice(0, 20)}` };
    });
    await eventually(async () => assert.equal((await place()).where, "dialog", `${command} hasn't the focus`));
    for (const key of ["Tab", "Shift+Tab"]) {
      const visited = new Set();
      for (let presses = 0; presses < 3 * stops; presses += 1) {
        await page.keyboard.press(key);
        const { where, what } = await place();
        assert.notEqual(where, "page", `${key} in ${command} leads to ${what}`);
        if (where === "dialog") {
          visited.add(what);
        }
      }
      assert.ok(visited.size >= stops, `${key} in ${command}: ${[...visited].join(", ")}`);
    }
    await dialog.getByRole("button", { name: "Close", exact: true }).focus();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await eventually(async () => assert.ok(await has(share), `the focus isn't back after ${command}`));
  }
});
