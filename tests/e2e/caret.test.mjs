// Typing: the caret, input methods, and the focus while the answer changes around a field.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, LOWERED, olderLink, open } from "./page.mjs";

const caret = (field) => field.evaluate((input) => [input.value, input.selectionStart, input.selectionEnd]);

async function opened(t) {
  const opened = await open(t, { fragment: olderLink(...LOWERED) });
  await opened.calculator.openWorkload("Worked estate");
  return opened;
}

test("typing within a number or a name leaves the caret where it is", async (t) => {
  const { page, calculator } = await opened(t);
  for (const [label, keys, expected] of [
    ["Input tokens a month", ["Home", "ArrowRight", "5"], ["25.4B", 2, 2]],
    ["Name", ["Home", "ArrowRight", "x", "y"], ["Wxyorked estate", 3, 3]],
  ]) {
    const field = calculator.field(label);
    await field.focus();
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(30);
    }
    assert.deepEqual(await caret(field), expected, label);
  }
  await calculator.workload("Wxyorked estate").waitFor();
});

test("a name written with an input method is taken as it is composed", async (t) => {
  const { context, page, calculator } = await opened(t);
  const field = calculator.field("Name");
  await field.fill("");
  await field.focus();
  const protocol = await context.newCDPSession(page);
  for (const text of ["に", "にほ", "にほん"]) {
    await protocol.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await protocol.send("Input.insertText", { text: "日本" });
  await eventually(async () => assert.equal(await field.inputValue(), "日本"));
  await calculator.workload("日本").waitFor();
});

test("the focus stays in a field while the answer changes around it, even while its lever is off", async (t) => {
  const { page, calculator } = await opened(t);
  const field = calculator.field("Share sent as batch");
  await field.focus();
  await page.keyboard.press("ControlOrMeta+a");
  for (const key of ["1", "0", "0", "Backspace", "Backspace", "Backspace", "0", "Backspace", "5", "0"]) {
    await page.keyboard.press(key);
    assert.ok(await field.evaluate((input) => input === document.activeElement), key);
  }
  // $14,040 with its reads cached, half of it at half.
  await calculator.isExactly("$10,530.00");
  assert.equal(await field.inputValue(), "50");
});
