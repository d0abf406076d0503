// What figures are made of.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, LOWERED, olderLink, open } from "./page.mjs";

const opener = (place, name) => place.getByRole("button", { name, exact: true });

test("the figures at the top are exact on demand, for a month and for a year", async (t) => {
  const { page, calculator } = await open(t, { fragment: olderLink(...LOWERED) });
  // $11,232 a month, $134,784 a year; $4,968 of $16,200 saved, 30.7%; 3 billion tokens.
  for (const text of ["$11,232", "$134,784", "31%", "$4,968 a month", "$3.74 per million tokens"]) {
    await calculator.answer.getByText(text, { exact: true }).first().waitFor();
  }
  for (const exact of ["$11,232.00", "$134,784.00", "$4,968.00"]) {
    await calculator.isExactly(exact);
  }
  await page.getByRole("radio", { name: "Year" }).check();
  for (const text of ["$134,784", "$11,232", "31%", "$59,616 a year"]) {
    await calculator.answer.getByText(text, { exact: true }).first().waitFor();
  }
});

test("a line of the bill opens to its formula, its rate, the source and the date it was read, and follows an edit", async (t) => {
  const { page, calculator } = await open(t, { fragment: olderLink(...LOWERED) });
  const panel = await calculator.show("Breakdown");
  const reads = await calculator.proof(opener(panel, "Cache reads, batch"));
  assert.ok(reads.What.length > 10, reads.What);
  // A third of 40% of 2.4 billion, at half of $0.30.
  assert.equal(reads.Formula, "320,000,000 tokens × $0.15 / 1,000,000 = $48.00");
  assert.match(reads.Quantity, /2,400,000,000[^]*320,000,000/);
  assert.match(reads.Rate, /\$0\.30/, "the published price that batch halves");
  assert.match(reads.Source, /published .*20\d\d · read .*20\d\d/);

  const output = opener(panel, "Output");
  assert.match((await calculator.proof(output)).Formula, /^360,000,000 .*= \$5,400\.00$/);
  await calculator.openWorkload("Worked estate");
  await calculator.type("Output tokens a month", "1.2B");
  await calculator.shows("$18,432");
  assert.equal(await output.getAttribute("aria-expanded"), "true");
  await eventually(async () => assert.match((await calculator.proof(output)).Formula, /^720,000,000 .*= \$10,800\.00$/));
  await output.click();
  assert.equal(await output.getAttribute("aria-expanded"), "false");
  await opener(panel, "Cache reads, batch").click();
  await eventually(async () => assert.equal(await page.getByRole("term").count(), 0));
});
