import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";
import { TWO } from "./capacity.mjs";
import { act } from "./random.mjs";

const WORKED_ESTATE = link(
  "w1.name=Worked+estate",
  "w1.model=claude-sonnet-4.5",
  "w1.tokens=2400000000,600000000",
  "w1.cached=1/3",
  "w1.batch=0.4",
);

for (const [seed, fragment, total] of [
  [1, WORKED_ESTATE, "$11,232.00"],
  [2, WORKED_ESTATE, "$11,232.00"],
  [3, TWO, "$16,060.00"],
  [4, TWO, "$16,060.00"],
]) {
  test(`whatever is done, the page holds, its link says it all, and undo leads back (${seed})`, async (t) => {
    const { page, calculator } = await open(t, { fragment });
    if (fragment === TWO) {
      await calculator.openGroup("Capacity");
      await calculator.show("Capacity");
    }
    const done = await act(page, seed, 120);
    t.diagnostic(`${done.length} actions`);

    const panel = await calculator.copyLink();
    const copied = await panel.getByRole("textbox", { name: "Link" }).inputValue();
    await panel.getByRole("button", { name: "Close" }).click();
    const isPriced = !/Last good answer|No price yet/.test(await calculator.answer.innerText());
    const other = await open(t, { fragment: new URL(copied).hash.slice(1) });
    assert.equal(await other.page.getByText(/Part of this link couldn/).count(), 0, copied);
    if (isPriced) {
      assert.equal(await other.calculator.total(), await calculator.total(), done.join("\n"));
    }

    for (let steps = 0; steps < 300 && (await calculator.button("Undo").isEnabled()); steps += 1) {
      await calculator.button("Undo").click();
    }
    await calculator.totalBecomes(total);
    await eventually(async () => assert.equal(calculator.fragment(), fragment, done.join("\n")));
    await eventually(async () => assert.doesNotMatch(await calculator.answer.innerText(), /Last good answer/));
  });
}
