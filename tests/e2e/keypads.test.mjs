// What the keypad of a phone offers: it can type what a field asks for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, LOWERED, open } from "./page.mjs";

/** Numbers that may be written with a letter or a sign: 2.4B, 33%, 1/3. */
const WORDS = "text";
/** Plain numbers, with decimals. */
const PLAIN = "decimal";

test("a field's keypad can type what it asks for", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...LOWERED, "edp=net,0,1", "y1=1000000,10000000,0") });
  await calculator.openWorkload("Worked estate");
  for (const title of ["Agent", "Extra prompt tokens", "Shorter answers", "Your own prices"]) {
    await calculator.lever(title).check();
  }
  const has = async (place, label, keypad) => {
    const field = place.getByRole("textbox", { name: label, exact: true }).first();
    assert.equal(await field.getAttribute("inputmode"), keypad, label);
  };
  await has(page, "Input tokens a month", WORDS);
  await has(page, "Output tokens a month", WORDS);
  await has(page, "Share sent as batch", WORDS);
  await has(page, "Read from cache", WORDS);
  await has(page, "Cut from answers", WORDS);
  await has(page, "Calls a request", PLAIN);
  await has(page, "Input", PLAIN);
  await page.getByRole("radio", { name: "Requests a minute", exact: true }).check();
  await has(page, "Requests a minute", PLAIN);
  await has(page, "Hours a day", PLAIN);
  await has(page, "Prompt, whole", WORDS);
  const commitment = await calculator.openRow("Current commitment");
  await has(commitment, "Commitment a year", WORDS);
  await has(commitment, "Discount", WORDS);

  // Of every field with a plain keypad: a plain number is all that it asks for.
  for (const field of await page.locator("input[inputmode=decimal]:visible").all()) {
    const before = await field.inputValue();
    assert.match(before, /^[\d.,]*$/, await field.getAttribute("id"));
    await field.fill("x");
    await calculator.isWrong(field);
    await eventually(async () => assert.doesNotMatch(await calculator.belowField(field), /\d[kMB]\b|%|\//));
    await field.fill(before);
    await calculator.isWrong(field, false);
  }
});
