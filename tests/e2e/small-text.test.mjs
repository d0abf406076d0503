// No text of the page is smaller than 12 pixels.

import assert from "node:assert/strict";
import { test } from "node:test";
import { link, LOWERED, open } from "./page.mjs";
import { tour } from "./tour.mjs";

/** Every text that is seen and smaller, with its size as it is on the screen: a drawing may be scaled. */
function small(page) {
  return page.evaluate(() => {
    const found = new Set();
    let seen = 0;
    const look = (root) => {
      const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const from = node.parentElement;
        if (!node.data.trim() || !from?.checkVisibility({ visibilityProperty: true })) {
          continue;
        }
        seen += 1;
        const scale = from.ownerSVGElement && from.getScreenCTM ? Math.abs(from.getScreenCTM().d) : 1;
        const size = parseFloat(getComputedStyle(from).fontSize) * scale;
        if (size < 11.99) {
          found.add(`${size}: ${node.data.trim().slice(0, 50)}`);
        }
      }
    };
    look(document.body);
    for (const field of document.querySelectorAll("input:not([type=radio], [type=checkbox], [type=file]), select, textarea")) {
      if (field.checkVisibility() && parseFloat(getComputedStyle(field).fontSize) < 12) {
        found.add(`the field ${field.id}`);
      }
    }
    return { found: [...found], seen };
  });
}

for (const width of [1440, 360]) {
  test(`no text is smaller than 12 pixels, ${width} pixels wide`, async (t) => {
    const { page, calculator } = await open(t, { fragment: link(...LOWERED), viewport: { width, height: 900 } });
    const wrong = [];
    const check = async (place) => {
      const { found, seen } = await small(page);
      assert.ok(seen > 10, `${seen} texts: ${place}`);
      wrong.push(...found.map((one) => `${place}: ${one}`));
    };
    for (const command of ["Show link", "Embed", "Saved scenarios"]) {
      await calculator.choose("Share", command);
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Close", exact: true }).waitFor();
      await check(command);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
    }
    await tour(calculator, check);
    assert.deepEqual([...new Set(wrong)], []);
  });
}
