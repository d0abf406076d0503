// What the view of capacity draws, says and puts into tables.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CURVE, CUSTOM, numbers, picture, RESERVED, SPILL, verdictSays, words } from "./capacity.mjs";
import { eventually, open } from "./page.mjs";

const count = (text) => Number(text.replaceAll(",", ""));
const sum = (rows, column) => rows.reduce((all, row) => all + count(row[column]), 0);
const holds = (found, expected) => expected.forEach((word) => assert.ok(found.includes(word), `${word} in ${found}`));

test("break-even and months of need are drawn, said and tabled alike", async (t) => {
  const { calculator } = await open(t, { fragment: CURVE });
  const view = await calculator.show("Capacity");
  // 3,000 of 4,380 million tokens. A full unit serves what costs $16,200 x 4,380 / 3,000 = $23,652.00 by the token:
  // $16,060 is 67.9% of that, $28,908 and $32,120 are more than all of it.
  const curve = picture(view, "Only the six-month term can break even, at 68% utilization");
  const drawn = await words(curve);
  holds(drawn, ["Break-even 68% at list", "You are here: 68%", "Six months $16,060", "No term $32,120", "One month $28,908"]);
  assert.equal(drawn.filter((word) => word.startsWith("Break-even")).length, 1, "only where a term breaks even");
  assert.doesNotMatch(drawn.join(), /13\d%|12\d%/);
  let rows = await numbers(curve);
  assert.equal(rows.length, 10);
  assert.deepEqual(rows.at(-1), ["100%", "$23,652.00", "$32,120.00", "$28,908.00", "$16,060.00"]);
  assert.deepEqual(
    await calculator.row("No term", view),
    ["No term", "$44.00", "$32,120", "Not reachable (needs 136%)", "$10.71"],
  );

  const months = picture(view, "Under 4 months take the one-month term, from 4 months the six-month term");
  rows = await numbers(months);
  assert.deepEqual(rows.slice(2, 4).map((row) => row[4]), ["One month", "Six months"]);
  // Four months at 730 x $44.00 and at 730 x $39.60; six months in any case.
  assert.deepEqual(rows[3].slice(1, 4), ["$128,480.00", "$115,632.00", "$96,360.00"]);
  assert.equal(rows[0][5], "$80,300.00", "five months are still owed after one");
});

test("what is served and what overflows is the same in words, table and tokens; so is the cheapest number", async (t) => {
  const { calculator } = await open(t, { fragment: SPILL });
  const view = await calculator.show("Capacity");
  // In weights of 1/192 of a day's 192 million tokens: 6 at most in each hour. 112 of 192 are served, 80 overflow, 32 of
  // 144 are idle: 58%, 42%, 22%.
  const load = picture(view, "22% of the capacity is idle, and 42% of the tokens still overflow");
  holds(await load.getByRole("listitem").allInnerTexts(), ["Served by the capacity", "Overflow, on demand", "Idle, paid anyway"]);
  holds(await words(load), ["One unit: 100K tokens a minute"]);
  let rows = await numbers(load);
  assert.equal(rows.length, 24);
  const [offered, served, overflow, unused] = [1, 2, 3, 4].map((column) => sum(rows, column));
  assert.deepEqual([offered, served, overflow, unused], [5_760_000_000, 3_360_000_000, 2_400_000_000, 960_000_000]);
  // 2,400 / 5,760 of $31,104.
  assert.deepEqual(await calculator.row("Overflow", view.getByRole("region", { name: /^How much/ })), [
    "Overflow",
    "2,400,000,000 tokens",
    "$12,960",
  ]);

  // 720 x $22 + $12,960 = $28,800.
  await verdictSays(calculator, "Buy one six-month unit for Claude Sonnet 4.5.");
  await verdictSays(calculator, "That saves $2,304 a month against paying by the token.");
  const units = picture(view, "One unit is the cheapest number here");
  holds(await words(units), ["$28,800", "Cheapest"]);
  rows = await numbers(units);
  assert.equal(rows[0].at(-1), "$31,104.00");
  assert.equal(rows[1].at(-1), "$28,800.00");
  assert.equal(Math.min(...rows.map((row) => count(row.at(-1).replace("$", "")))), 28_800);
});

test("where no number of units pays, none is advised", async (t) => {
  const fragment = CURVE.replace("w1.tokens=2400000000,600000000", "w1.tokens=24000,6000");
  const { calculator } = await open(t, { fragment });
  const view = await calculator.show("Capacity");
  await verdictSays(calculator, "Buy no model units for Chat.");
  const units = picture(view, "Every unit you add costs more");
  // 24,000 x $3.00 + 6,000 x $15.00 per million.
  assert.equal((await numbers(units))[0].at(-1), "$0.16");
});

test("a reservation has its own pictures of input and of output", async (t) => {
  const { calculator } = await open(t, { fragment: RESERVED });
  const view = await calculator.show("Capacity");
  // 438 of 600 million output tokens fit into 10,000 a minute; $5,940 of the input's $13,140 is unused.
  await verdictSays(calculator, "Don’t reserve this capacity for Claude Sonnet 4.5.");
  await verdictSays(calculator, "The input you reserve would be 55% busy, the output 100%. It costs $5,940 more a month than paying by the token.");
  const curves = picture(view, "The three-month term breaks even first, at 90% utilization");
  assert.equal(await curves.count(), 2);
  for (const [place, meter] of [[0, "input"], [1, "output"]]) {
    await curves.nth(place).getByText(`cost a month of the ${meter} traffic that the capacity can serve`).first().waitFor();
    holds(await words(curves.nth(place)), ["Break-even 100% at list", "Break-even 90% at list"]);
  }
  const output = view.getByRole("region", { name: /output/ });
  assert.deepEqual(await calculator.row("Overflow", output), ["Overflow", "162,000,000 tokens", "$2,430"]);
});

test("terms and use open and close with the keys, with formula, rate and source", async (t) => {
  const { page, calculator } = await open(t, { fragment: RESERVED });
  const view = await calculator.show("Capacity");
  const term = view.getByRole("row").getByRole("button", { name: "One month", exact: true }).first();
  await term.focus();
  await page.keyboard.press("Enter");
  const terms = await calculator.proof(term);
  assert.match(terms.Formula, /list price: \$18(\.00)? \/ .* = 100\.0%/);
  assert.match(terms.Rate, /\$0\.18/);
  assert.match(terms.Source, /read \d{1,2} \w+ 20\d\d/);
  await page.keyboard.press("Space");
  await eventually(async () => assert.equal(await term.getAttribute("aria-expanded"), "false"));
  // 2,400 of 4,380 million tokens: 54.8%; (4,380 - 2,400) / 4,380 x $13,140 = $5,940.
  for (const [name, expected] of [
    ["Served", /2,400,000,000 of 2,400,000,000 offered/],
    ["Overflow", /offered - 2,400,000,000 served = 0/],
    ["Utilization", /= 54\.8%/],
    ["Unused", /= \$5,940\.00/],
    ["Idle hours", /= \$0\.00/],
  ]) {
    const row = view.getByRole("row").getByRole("button", { name, exact: true }).first();
    assert.match((await calculator.proof(row)).Formula, expected, name);
  }
});

test("a custom model's first year opens, and the way that is chosen is marked", async (t) => {
  const { calculator } = await open(t, { fragment: CUSTOM });
  const view = await calculator.show("Capacity");
  await view.getByText("The first year costs $347,039.40").waitFor();
  const together = view.getByRole("row").getByRole("button", { name: "Together", exact: true });
  assert.match((await calculator.proof(together)).Formula, /\$120\.00 \+ \$23\.40 \+ \$346,896\.00/);
  assert.match((await calculator.row("Model units", view))[0], /chosen/);
});
