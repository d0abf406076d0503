import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";

test("every figure of the total opens to what it is made of", async (t) => {
  const { calculator } = await open(t);
  const expected = {
    "A month": /\$11,232\.00/,
    List: /\$16,200\.00/,
    "Against list": /30\.7%/,
    "A year": /\$134,784\.00/,
    "Saving a month": /\$4,968\.00/,
    "Per million tokens": /\$3\.74/,
  };
  for (const [label, figure] of Object.entries(expected)) {
    const button = calculator.figure(label);
    const { What, Formula } = await calculator.explanation(button);
    assert.ok(What.length > 10, `${label}: ${What}`);
    assert.match(Formula, figure, label);
    await button.click();
    assert.equal(await button.getAttribute("aria-expanded"), "false");
  }
});

test("a line of the bill opens to its formula, its rate, the source and the date it was read", async (t) => {
  const { calculator } = await open(t);
  const terms = await calculator.explanation(calculator.line("Cache read, batch"));
  assert.match(terms.Formula, /^320,000,000 .*× \$0\.15 .*= \$48\.00$/);
  assert.match(terms.Quantity, /2,400,000,000[^]*320,000,000/);
  assert.match(terms.Rate, /\$0\.30/, "the published price that batch halves");
  assert.match(terms.Source, /read \d{1,2} \w+ 20\d\d/);
});

test("an open line stays open and follows an edit", async (t) => {
  const { calculator } = await open(t);
  const line = calculator.line("Output, on demand");
  await calculator.explanation(line);
  await calculator.type("Output tokens", "1.2B");
  await calculator.totalBecomes("$18,432.00");
  assert.equal(await line.getAttribute("aria-expanded"), "true");
  assert.match((await calculator.explanation(line)).Formula, /^720,000,000 .*= \$10,800\.00$/);
});
