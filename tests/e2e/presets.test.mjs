// Published examples: what their sources claim beside exact figures, and opened with one press.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, ONE, open } from "./page.mjs";

/** A figure of each example, and what it costs a month; by its publication or by hand. */
const EXAMPLES = {
  // 2.4B x $3 + 600M x $15.
  "A month at list price": "$16,200",
  // A third of the input for a tenth of its price.
  "A month with caching": "$14,040",
  // 40% at half price, its cached part too: the publication's own rule.
  "A month, cached reads halved in batch too": "$11,232",
  // 30M requests of 4,000 tokens for $0.30 in place of $3.00: 120 billion tokens.
  "Saved for a thousand requests": "$36,000",
  "On-demand inference in a month": undefined,
  "Saved by routing 40% to Claude Haiku 4.5": undefined,
};

test("every example names its source, can be opened, and is marked while it is open", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  for (const [figure, month] of Object.entries(EXAMPLES)) {
    await calculator.openExample(figure);
    if (month) {
      await calculator.shows(month);
    }
    const panel = await calculator.show("Evidence");
    const row = panel.getByRole("row").filter({ has: page.getByRole("button", { name: `${figure}: open this example`, exact: true }) });
    await eventually(async () => assert.equal(await row.getAttribute("aria-current"), "true", figure));
    assert.match(await row.innerText(), /Redress Compliance, .*2026/);
    assert.equal(await calculator.answer.getByText("Not up to date").count(), 0);
  }
});

test("published figures stand beside exact ones with the reason where they differ, none with its sign twice", async (t) => {
  const { calculator } = await open(t, { fragment: ONE });
  const panel = await calculator.show("Evidence");
  const row = await calculator.row("Saved for a thousand requests", panel);
  assert.match(row[0], /40 times too low/);
  assert.deepEqual(row.slice(2), ["$0.27", "$10.80", "+$10.53"]);
  const same = await calculator.row("A month at list price", panel);
  assert.deepEqual(same.slice(2), ["$16,200", "$16,200.00", "Same"]);
  const used = panel.getByText("How much of the increase must be used before it pays");
  await used.waitFor();
  assert.match((await calculator.row("How much of the increase must be used before it pays", panel)).join(), /93%/);
  assert.doesNotMatch(await panel.innerText(), /%%|\$\$/);
});

test("an example opens at the tab that it is about", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  for (const [figure, tab] of [
    ["What AI adds at no discount", "Commitment and offers"],
    ["A month at list price", "Overview"],
    ["Two units on six months, a month", "Capacity"],
    ["How much of the increase must be used before it pays", "Commitment and offers"],
  ]) {
    await calculator.openExample(figure);
    await page.getByRole("tab", { name: tab, selected: true }).waitFor();
  }
});

test("each line of the published mid-size platform stands beside what its own inputs give", async (t) => {
  const { calculator } = await open(t, { fragment: ONE });
  const panel = await calculator.show("Evidence");
  // By hand in tests/presets.rs.
  for (const [line, ...figures] of [
    ["On-demand inference in a month", "$4,200", "$4,062.50", "-$137.50"],
    ["Saved by caching in a month", "$1,800", "$675.00", "-$1,125.00"],
    ["Two knowledge bases in a month", "$1,200", "$350.40", "-$849.60"],
    ["All of it in a month", "$7,000", "$5,506.65", "-$1,493.35"],
    ["The same, not optimized", "$18,500", "$7,850.40", "-$10,649.60"],
  ]) {
    assert.deepEqual((await calculator.row(line, panel)).slice(2), figures, line);
  }
});
