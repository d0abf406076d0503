import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";
import { CURVE, CUSTOM, drawn, numbers, picture, RESERVED, showCapacity, SPILL } from "./capacity.mjs";

const count = (text) => Number(text.replaceAll(",", ""));
const sum = (rows, column) => rows.reduce((all, row) => all + count(row[column]), 0);

test("break-even is drawn, said and tabled alike", async (t) => {
  const { calculator } = await open(t, { fragment: CURVE });
  const figure = picture(await showCapacity(calculator), "Cost a month against utilisation");
  const caption = "Against list price, break-even: six months at 67.9%; never: no commitment, one month. This load uses 68.5%.";
  await figure.getByText(caption, { exact: true }).first().waitFor();
  const { paths, dots, words } = await drawn(figure);
  assert.equal(paths, 3 + 1 + 3 + 1, "bands, on demand, terms, this load");
  assert.equal(dots, 1, "only where a term breaks even");
  for (const word of ["67.9%", "yours 68.5%", "six months $16,060.00", "no commitment $32,120.00", "list", "50–60%"]) {
    assert.ok(words.includes(word), `${word} in ${words}`);
  }
  assert.doesNotMatch(words.join(), /135\.8|122\.2/);
  const rows = await numbers(figure);
  assert.equal(rows.length, 10);
  assert.deepEqual(rows.at(-1), ["100%", "$23,652.00", "$32,120.00", "$28,908.00", "$16,060.00"]);
});

test("what is served and what overflows is the same in words, table and tokens", async (t) => {
  const { calculator } = await open(t, { fragment: SPILL });
  const view = await showCapacity(calculator);
  const figure = picture(view, "Tokens by hour");
  await figure
    .getByText("3,360,000,000 of 5,760,000,000 tokens are served; 2,400,000,000 overflow to on-demand.", { exact: true })
    .first()
    .waitFor();
  const { paths, words } = await drawn(figure);
  assert.equal(paths, 4, "idle, overflow, served, capacity");
  assert.ok(words.includes("dotted: capacity 6,000,000 tokens an hour"), words.join());
  const rows = await numbers(figure);
  assert.equal(rows.length, 24);
  const [offered, served, overflow, unused] = [1, 2, 3, 4].map((column) => sum(rows, column));
  assert.deepEqual([offered, served, overflow, unused], [5_760_000_000, 3_360_000_000, 2_400_000_000, 960_000_000]);
  assert.match(await view.getByRole("row", { name: /^Overflow/ }).first().innerText(), /2,400,000,000 tokens/);
});

test("the cheapest number of units is said, marked and in the table", async (t) => {
  const { calculator } = await open(t, { fragment: SPILL });
  const view = await showCapacity(calculator);
  await view.getByText("Cheapest for this load: one six-month unit, $28,800.00 a month, overflow included.").waitFor();
  const figure = picture(view, "Cost a month against the number of units");
  await figure.getByText("1 unit on six months ($28,800.00 a month).").first().waitFor();
  const { paths, dots } = await drawn(figure);
  assert.deepEqual([paths, dots], [3, 3]);
  const rows = await numbers(figure);
  assert.deepEqual(rows[0].slice(1), ["$31,104.00", "$31,104.00", "$31,104.00"]);
  assert.match(rows[1][0], /^1 ?yours$/);
  assert.equal(rows[1][3], "$28,800.00");
  const amounts = rows.map((row) => count(row[3].replace("$", "")));
  assert.equal(Math.min(...amounts), 28_800);
});

test("where no number of units pays, none is said", async (t) => {
  const { calculator } = await open(t, { fragment: CURVE.replace("w1.tokens=2400000000,600000000", "w1.tokens=24000,6000") });
  const figure = picture(await showCapacity(calculator), "Cost a month against the number of units");
  await figure.getByText("Cheapest: no units, on any term.").first().waitFor();
});

test("how long a need must last for six months is drawn, said and tabled", async (t) => {
  const { calculator } = await open(t, { fragment: CURVE });
  const figure = picture(await showCapacity(calculator), "Cost against months of need");
  await figure.getByText("Cheapest at first: one month; from 4 months on: six months.").first().waitFor();
  assert.deepEqual(await drawn(figure).then(({ paths, dots }) => [paths, dots]), [3, 0]);
  const rows = await numbers(figure);
  assert.equal(rows.length, 24);
  assert.deepEqual(rows.slice(2, 4).map((row) => row[4]), ["one month", "six months"]);
  assert.deepEqual(rows[3].slice(1, 4), ["$128,480.00", "$115,632.00", "$96,360.00"]);
  assert.equal(rows[0][5], "$80,300.00", "five months are still owed after one");
});

test("a reservation has its own pictures of input and of output", async (t) => {
  const { calculator } = await open(t, { fragment: RESERVED });
  const view = await showCapacity(calculator);
  await view.getByText("This reservation loses", { exact: false }).first().waitFor();
  const figures = await view.getByRole("figure").locator("figcaption").allInnerTexts();
  assert.equal(figures.length, 5, figures.join("\n"));
  assert.match(figures[0], /^Against list price, break-even: one month at 100\.0%, three months at 90\.0%/);
  assert.match(figures[1], /^Input: /);
  assert.match(figures[3], /^Output: .*overflow/);
});

test("terms and use open and close with the keys, with formula, rate and source", async (t) => {
  const { page, calculator } = await open(t, { fragment: RESERVED });
  const view = await showCapacity(calculator);
  const term = view.getByRole("row").getByRole("button", { name: "Reserved, one month" }).first();
  await term.focus();
  await page.keyboard.press("Enter");
  const terms = await calculator.explanation(term);
  assert.match(terms.Formula, /list price: \$18\.00 \/ .* = 100\.0%/);
  assert.match(terms.Rate, /\$0\.18/);
  assert.match(terms.Source, /read \d{1,2} \w+ 20\d\d/);
  await page.keyboard.press("Space");
  await eventually(async () => assert.equal(await term.getAttribute("aria-expanded"), "false"));
  for (const [name, expected] of [
    ["Served", /2,400,000,000 of 2,400,000,000 offered/],
    ["Overflow", /offered - 2,400,000,000 served = 0/],
    ["Utilisation", /= 54\.8%/],
    ["Unused", /= \$5,940\.00/],
    ["Idle hours", /= \$0\.00/],
  ]) {
    const row = view.getByRole("row").getByRole("button", { name, exact: true }).first();
    assert.match((await calculator.explanation(row)).Formula, expected, name);
  }
});

test("a custom model's first year opens, and the way that is chosen is marked", async (t) => {
  const { calculator } = await open(t, { fragment: CUSTOM });
  const view = await showCapacity(calculator);
  await view.getByText("The first year costs $347,039.40").waitFor();
  const together = view.getByRole("row").getByRole("button", { name: "Together" });
  assert.match((await calculator.explanation(together)).Formula, /\$120\.00 \+ \$23\.40 \+ \$346,896\.00/);
  assert.match(await view.getByRole("row", { name: /^Model units/ }).innerText(), /chosen/);
});
