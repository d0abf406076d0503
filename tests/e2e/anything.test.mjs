// Whatever is done, in whatever order: the page holds, its link says it all, and undo leads back to the start.

import assert from "node:assert/strict";
import { test } from "node:test";
import { TWO_SERVED } from "./capacity.mjs";
import { eventually, link, LOWERED, olderLink, open } from "./page.mjs";
import { act } from "./random.mjs";

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
/** More than are done: typing in several fields of a wrong number takes a step each. */
const STEPS = 250;

/** A link of today as the page itself writes it: a space as `_`. */
const asWritten = (fragment) => fragment.replaceAll("+", "_");

/** The month to the cent, and whether it is that of all that is asked for. */
async function answerOf({ calculator }) {
  await calculator.choice("Show figures per", "Month").check();
  const total = await calculator.answer.locator("[title]").first().getAttribute("title");
  const isWhole = (await calculator.answer.getByText(/^(Not up to date|Without capacity|\d+ of \d+ workloads)$/).count()) === 0;
  return { total, isWhole };
}

for (const [seed, fragment, total] of [
  [1, olderLink(...LOWERED), "$11,232.00"],
  [2, asWritten(link(...LOWERED)), "$11,664.00"],
  [3, asWritten(TWO_SERVED), "$16,060.00"],
  [4, asWritten(TWO_SERVED), "$16,060.00"],
]) {
  test(`whatever is done, the page holds, its link says it all, and undo leads back (${seed})`, async (t) => {
    const opened = await open(t, { fragment, context: CLIPBOARD });
    const { page, calculator } = opened;
    if (total === "$16,060.00") {
      await calculator.openRow("Capacity");
      await calculator.show("Capacity");
    } else {
      await calculator.openWorkload("Worked estate");
    }
    const done = await act(page, seed, 120);
    t.diagnostic(`${done.length} actions`);

    await page.keyboard.press("Escape");
    await calculator.button("Bedrock cost calculator").click();
    await calculator.answer.waitFor();
    await calculator.choose("Share", "Copy link");
    await calculator.said("Link copied");
    // A long link offers a file in a dialog.
    await page.keyboard.press("Escape");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const here = await answerOf(opened);
    const other = await open(t, { fragment: new URL(copied).hash.slice(1) });
    await other.calculator.answer.waitFor();
    assert.equal(await other.page.getByText(/Part of the link couldn/).count(), 0, copied);
    if (here.isWhole) {
      assert.deepEqual(await answerOf(other), here, done.join("\n"));
    }

    for (let step = 0; step < STEPS; step += 1) {
      await page.keyboard.press("ControlOrMeta+z");
    }
    await calculator.isExactly(total);
    await eventually(async () => assert.equal(await calculator.fragment(), fragment, done.join("\n")));
    assert.ok((await answerOf(opened)).isWhole, done.join("\n"));
    const undo = (await calculator.menu("More")).getByRole("menuitem", { name: /^Undo/ });
    assert.equal(await undo.getAttribute("aria-disabled"), "true", done.join("\n"));
  });
}
