// The published examples of capacity: what was published of each, from the page's own answer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { verdictSays } from "./capacity.mjs";
import { eventually, open } from "./page.mjs";

// By the row of the published figure that opens each.
const EXAMPLES = {
  // 730 x $22.00. By the token: 2,400 x $3.00 + 600 x $15.00 = $16,200, 67.9% of a full unit's.
  "One unit on six months, a month": {
    total: "$16,060.00",
    says: ["Buy one six-month unit for", "That saves $140.00 a month against paying by the token."],
    rows: {
      "Six months": ["$22.00", "$16,060", "68%"],
      "No term": ["$44.00", "$32,120", "Not reachable (needs 136%)"],
    },
  },
  // The same tokens cost $11,232 with caching and batch.
  "A month on one six-month unit": {
    total: "$16,060.00",
    says: ["Buy no model units for", "One unit would be busy 68% of the month."],
    rows: { "One month": ["$39.60", "$28,908", "Not reachable (needs 122%)", "Not reachable (needs 176%)"], Utilization: ["68.5%"] },
  },
  "Two units on six months, a month": {
    total: "$4,400.00",
    says: ["Buy 2 six-month units for", "That saves $1,400 a month against paying by the token."],
    rows: { Utilization: ["100.0%"], "No term": ["No price", "No price"] },
  },
  Utilisation: { total: "$4,400.00", says: ["Buy no model units for"], rows: { Utilization: ["16.7%"] } },
};

for (const [figure, { total, says, rows }] of Object.entries(EXAMPLES)) {
  test(`the published example of “${figure}” says what was published`, async (t) => {
    const { calculator } = await open(t);
    await calculator.openExample(figure);
    await calculator.isExactly(total);
    const current = (await calculator.show("Evidence")).locator("[aria-current=true]");
    await eventually(async () => assert.ok((await current.allInnerTexts()).join().includes(figure)));
    const view = await calculator.show("Capacity");
    for (const sentence of says) {
      await verdictSays(calculator, sentence);
    }
    for (const [row, expected] of Object.entries(rows)) {
      assert.deepEqual((await calculator.row(row, view)).slice(1, 1 + expected.length), expected, row);
    }
  });
}

test("a fine-tuned model: training is paid once and isn't part of the month; each charge opens", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.openExample("One unit always on, with storage, a month");
  // 730 x $39.60 + $1.95 of storage.
  await calculator.isExactly("$28,909.95");
  const view = await calculator.show("Capacity");
  await view.getByText("Cheapest to serve: import, $914.88 a month.").waitFor();
  assert.deepEqual((await calculator.row("Training", view)).at(-1), "$120.00");
  const units = await calculator.row("Model units", view);
  assert.match(units[0], /chosen/);
  assert.equal(units[1], "$28,908.00");

  const breakdown = await calculator.show("Breakdown");
  const training = breakdown.getByRole("row").getByRole("button", { name: /^Training/ });
  // 10 million tokens, three times, at $4.00 a million.
  const terms = await calculator.proof(training);
  assert.match(terms.Formula, /^30,000,000 tokens × \$4\.00 .*= \$120\.00$/);
  assert.match(terms.Source, /read \d{1,2} \w+ 20\d\d/);
  await training.focus();
  await page.keyboard.press("Space");
  await eventually(async () => assert.equal(await training.getAttribute("aria-expanded"), "false"));
});

test("a charge for units opens to its hours and its price; what a unit serves as a whole isn't free", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.openExample("One unit on six months, a month");
  await calculator.isExactly("$16,060.00");
  await page.getByRole("listitem").getByRole("button", { name: /On capacity/ }).waitFor();
  const breakdown = await calculator.show("Breakdown");
  const line = breakdown.getByRole("row").getByRole("button", { name: /^Model units/ });
  await line.focus();
  await page.keyboard.press("Enter");
  const terms = await calculator.proof(line);
  assert.match(terms.Quantity, /1 units? × 730 hours in the month = 730/);
  assert.match(terms.Formula, /730 unit hours × \$22\.00 .*= \$16,060\.00/);
  await page.keyboard.press("Space");
  await eventually(async () => assert.equal(await line.getAttribute("aria-expanded"), "false"));
});
