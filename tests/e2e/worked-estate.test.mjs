// The worked estate: its figures, the way from list price, and every line of its bill, by today's rules and by the first.

import assert from "node:assert/strict";
import { test } from "node:test";
import { link, LOWERED, olderLink, open } from "./page.mjs";

// 2,400M x $3 + 600M x $15 = $16,200; reading a third of the input at $0.30 saves 800 x $2.70 = $2,160.
const FIRST_RULES = {
  fragment: olderLink(...LOWERED),
  // Half of 40% of $14,040.
  ladder: [
    ["List price", "", "$16,200.00"],
    ["Prompt caching", "−$2,160.00", "$14,040.00"],
    ["Batch", "−$2,808.00", "$11,232.00"],
    ["You pay", "", "$11,232.00"],
  ],
  year: "$134,784.00",
  share: "31%",
  lines: [
    ["Input, not cached", "960M tokens", "$3.00", "$2,880.00"],
    ["Cache reads", "480M tokens", "$0.30", "$144.00"],
    ["Output", "360M tokens", "$15.00", "$5,400.00"],
    ["Input, not cached, batch", "640M tokens", "$1.50", "$960.00"],
    ["Cache reads, batch", "320M tokens", "$0.15", "$48.00"],
    ["Output, batch", "240M tokens", "$7.50", "$1,800.00"],
  ],
};

const TODAY = {
  fragment: link(...LOWERED),
  // Batch reads no cache: 40% of 2,400M at $1.50 is $1,440, where it was $1,008.
  ladder: [
    ["List price", "", "$16,200.00"],
    ["Prompt caching", "−$2,160.00", "$14,040.00"],
    ["Batch", "−$2,376.00", "$11,664.00"],
    ["You pay", "", "$11,664.00"],
  ],
  year: "$139,968.00",
  share: "28%",
  lines: [
    ["Input, not cached", "960M tokens", "$3.00", "$2,880.00"],
    ["Cache reads", "480M tokens", "$0.30", "$144.00"],
    ["Output", "360M tokens", "$15.00", "$5,400.00"],
    ["Input, not cached, batch", "960M tokens", "$1.50", "$1,440.00"],
    ["Output, batch", "240M tokens", "$7.50", "$1,800.00"],
  ],
};

test("the page opens with the worked estate as an example, and its answer", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.isExactly("$11,664.00");
  await calculator.isExactly("$139,968.00");
  await calculator.answer.getByText("Example", { exact: true }).waitFor();
  await calculator.openWorkload("Document assistant");
  assert.equal(await calculator.field("Input tokens a month").inputValue(), "2.4B");
  assert.equal(await calculator.field("Output tokens a month").inputValue(), "600M");
  assert.match(await calculator.picker.innerText(), /Claude Sonnet 4\.5/);
  assert.equal(await page.evaluate(() => location.hash), "");
});

for (const [rules, { fragment, ladder, year, share, lines }] of Object.entries({ "today's": TODAY, "the first": FIRST_RULES })) {
  test(`by ${rules} rules the way from list price leads through caching and batch to what is paid`, async (t) => {
    const { calculator } = await open(t, { fragment });
    await calculator.isExactly(ladder.at(-1)[2]);
    await calculator.isExactly(year);
    await calculator.answer.getByText(share, { exact: true }).waitFor();
    const overview = await calculator.show("Overview");
    const figure = overview.getByRole("figure").first();
    await figure.getByRole("img").waitFor();
    await figure.getByRole("button", { name: "Show as a table" }).click();
    for (const row of ladder) {
      assert.deepEqual(await calculator.row(row[0], figure), row);
    }
    assert.equal(await figure.getByRole("row").count(), 1 + ladder.length);
  });

  test(`by ${rules} rules the lines of the bill are quantity, rate and cost`, async (t) => {
    const { calculator } = await open(t, { fragment });
    const breakdown = await calculator.show("Breakdown");
    const bill = breakdown.getByRole("region", { name: "Worked estate, line by line" });
    const rows = bill.getByRole("row");
    const found = await rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.innerText.replace(/\s+/g, " ").trim())));
    assert.deepEqual(found.slice(1, -1), lines);
    assert.deepEqual(found.at(-1), ["Worked estate", "3B tokens", "", ladder.at(-1)[2]]);
  });
}
