// What is opened is in view, wherever what opens it stands on the screen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, LOWERED, open } from "./page.mjs";

const SCENARIO = link(...LOWERED, "edp=net,0,1", "y1=1000000,10000000,0");
const ROWS = ["Current commitment", "Offers", "Capacity", "Other providers", "Services"];

/** Puts an opener at the foot of the window, where what it opens is easily missed. */
const toFoot = (opener) => opener.evaluate((it) => it.scrollIntoView({ block: "end" }));

for (const viewport of [{ width: 1440, height: 900 }, { width: 768, height: 1024 }, { width: 360, height: 740 }]) {
  test(`nothing that is opened is out of view, ${viewport.width} pixels wide`, async (t) => {
    const { page, calculator } = await open(t, { fragment: SCENARIO, viewport });
    const wrong = [];

    /** Its first lines are on the screen, from side to side, below the header. */
    const isSeen = async (opened, what) => {
      await opened.waitFor();
      await eventually(async () => {
        const { x, y, width, height } = await opened.boundingBox();
        const lines = Math.min(height, 60);
        assert.ok(y >= 0 && y + lines <= viewport.height, `${what}: from ${y} of ${viewport.height}`);
        assert.ok(x >= 0 && x + width <= viewport.width, `${what}: from ${x}, ${width} wide`);
      }).catch((error) => wrong.push(error.message));
    };
    /** Opens something by its button and looks at what the button says that it opens. */
    const opens = async (opener, what) => {
      await toFoot(opener);
      await opener.click();
      assert.equal(await opener.getAttribute("aria-expanded"), "true", what);
      await isSeen(page.locator(`[id="${await opener.getAttribute("aria-controls")}"]`), what);
    };

    await opens(calculator.workload("Worked estate"), "a workload's card");
    await toFoot(calculator.picker);
    await calculator.picker.click();
    await isSeen(page.getByRole("listbox", { name: "Models" }), "the models");
    await isSeen(page.getByRole("listbox", { name: "Models" }).getByRole("option", { selected: true }), "the chosen model");
    await page.keyboard.press("Escape");
    for (const title of ROWS) {
      const row = page.getByRole("button", { name: new RegExp(`^${title}`), expanded: false }).last();
      await toFoot(row);
      await row.click();
      await isSeen(page.getByRole("group", { name: title, exact: true }), title);
    }
    for (const name of viewport.width > 720 ? ["Share", "More"] : ["Menu"]) {
      const menu = await calculator.menu(name);
      await isSeen(menu.getByRole("menuitem").first(), `the menu ${name}`);
      await page.keyboard.press("Escape");
    }
    const breakdown = await calculator.show("Breakdown");
    const line = breakdown.getByRole("button", { name: "Output", exact: true });
    await opens(line, "a line of the bill");
    await opens(calculator.answer.getByRole("button", { name: /^You pay for inference: / }), "the figure at the top");
    const commitment = await calculator.show("Commitment and offers");
    await opens(commitment.getByRole("button", { name: "Year 1", exact: true }), "a year");
    assert.deepEqual(wrong, []);
  });
}
