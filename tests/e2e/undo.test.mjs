// Everything can be taken back and repeated: what is typed, what is opened, what is begun anew.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ESTATE, eventually, link, open } from "./page.mjs";

const INPUT = "Input tokens a month";
const OUTPUT = "Output tokens a month";

async function opened(t) {
  const { page, calculator } = await open(t, { fragment: link(...ESTATE) });
  await calculator.openWorkload("Worked estate");
  return { page, calculator };
}

/** Whether a command of the menu More can be chosen. */
async function isEnabled({ page, calculator }, command) {
  const enabled = await (await calculator.menu("More")).getByRole("menuitem", { name: new RegExp(`^${command}`) }).isEnabled();
  await page.keyboard.press("Escape");
  return enabled;
}

test("a published example and the example of the first visit can be opened, undone and done again", async (t) => {
  const { page, calculator } = await opened(t);
  assert.equal(await isEnabled({ page, calculator }, "Undo"), false);
  // $7,200 in, twice $9,000 out.
  await calculator.field(OUTPUT).fill("1.2B");
  await calculator.shows("$25,200");

  await calculator.openExample("A month with caching");
  await calculator.shows("$14,040");
  await calculator.undo.click();
  await calculator.shows("$25,200");
  await calculator.openWorkload("Worked estate");
  assert.equal(await calculator.field(OUTPUT).inputValue(), "1.2B");
  await calculator.choose("More", "Redo");
  await calculator.shows("$14,040");
  assert.equal(await isEnabled({ page, calculator }, "Redo"), false);

  await calculator.choose("More", "Worked example");
  await calculator.shows("$11,664");
  await calculator.choose("More", "Undo");
  await calculator.shows("$14,040");
  await calculator.choose("More", "Undo");
  await calculator.shows("$25,200");
});

test("the keys for undo and redo work, in a field and outside of one", async (t) => {
  const { page, calculator } = await opened(t);
  // 4.8B x $3 + 600M x $15.
  await calculator.type(INPUT, "4.8B");
  await calculator.shows("$23,400");
  await page.keyboard.press("ControlOrMeta+z");
  await calculator.shows("$16,200");
  assert.equal(await calculator.field(INPUT).inputValue(), "2.4B");
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await calculator.shows("$23,400");
  await calculator.show("Evidence");
  await page.keyboard.press("ControlOrMeta+z");
  await calculator.shows("$16,200");
  await page.keyboard.press("ControlOrMeta+y");
  await calculator.shows("$23,400");
});

test("typing in one field is one step", async (t) => {
  const { page, calculator } = await opened(t);
  await calculator.type(INPUT, "4.8B");
  await page.keyboard.press("Tab");
  await calculator.type(OUTPUT, "1.2B");
  await calculator.shows("$32,400");
  await calculator.choose("More", "Undo");
  await calculator.shows("$23,400");
  await calculator.choose("More", "Undo");
  await calculator.shows("$16,200");
  assert.equal(await isEnabled({ page, calculator }, "Undo"), false);
});

test("undo takes back what can't be read, even where nothing else was changed", async (t) => {
  const { page, calculator } = await opened(t);
  const field = calculator.field(INPUT);
  await field.fill("many");
  await calculator.isWrong(field);
  await page.keyboard.press("ControlOrMeta+z");
  await eventually(async () => assert.equal(await field.inputValue(), "2.4B"));
  await calculator.isWrong(field, false);
  await calculator.shows("$16,200");
});
