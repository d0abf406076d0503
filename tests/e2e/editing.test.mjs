// Typing: the answer follows each keystroke, the text stays as typed, a screen reader hears the total once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ESTATE, eventually, link, open } from "./page.mjs";

const INPUT = "Input tokens a month";

test("the answer follows what is typed, and the text stays as typed when the field is left", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...ESTATE) });
  const panel = await calculator.show("Breakdown");
  await calculator.openWorkload("Worked estate");
  const field = await calculator.type(INPUT, "4.8B");
  // 4.8B x $3 + $9,000.
  await calculator.isExactly("$23,400.00");
  assert.equal(await calculator.belowField(field), "4,800,000,000 tokens");
  assert.deepEqual(await calculator.row("Input", panel), ["Input", "4.8B tokens", "$3.00", "$14,400.00"]);
  await calculator.type(INPUT, "5,000M");
  await calculator.isExactly("$24,000.00");
  await page.keyboard.press("Tab");
  assert.equal(await field.inputValue(), "5,000M");
});

test("a screen reader is told the total once, after typing has stopped", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...ESTATE) });
  const told = () => page.evaluate(() => globalThis.told);
  await page.evaluate(() => {
    globalThis.told = [];
    const region = document.getElementById("announcement");
    new MutationObserver(() => globalThis.told.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await calculator.openWorkload("Worked estate");
  await calculator.type(INPUT, "4.8B");
  await eventually(async () => assert.deepEqual(await told(), ["You pay $23,400 a month"]));
});
