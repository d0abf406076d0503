// A link keeps the prices of its date, and the page offers the newest.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, olderLink, ONE, open } from "./page.mjs";

const OLDER = "v1&rates=2026-08-20&w1.name=One&w1.model=claude-sonnet-4.5&w1.tokens=1000000,1000000&end";

test("a link keeps the prices of its date, and can be priced anew", async (t) => {
  const { page, calculator } = await open(t, { fragment: OLDER });
  // $3.00 and $15.00 on both days.
  await calculator.shows("$18.00");
  const notice = page.getByText("These are the prices of Aug 20, 2026.");
  await notice.waitFor();
  await page.getByText("Re-pricing changes nothing here.").waitFor();
  await calculator.button("Prices as of Aug 20, 2026").waitFor();

  await calculator.button("Re-price").click();
  await calculator.said("Priced with today’s rates");
  await calculator.button("Prices as of Nov 28, 2026").waitFor();
  await notice.waitFor({ state: "detached" });
  await calculator.addressBecomes(/rates=2026-11-28/);
  await calculator.undo.click();
  await calculator.button("Prices as of Aug 20, 2026").waitFor();
  await notice.waitFor();
  await calculator.addressBecomes(/rates=2026-08-20/);
});

test("a link that pins a card which isn't here says so and uses the newest", async (t) => {
  const { page, calculator } = await open(t, { fragment: OLDER.replace("2026-08-20", "2019-01-01") });
  await page.getByText(/2019-01-01.*isn['’]t bundled/).waitFor();
  await calculator.shows("$18.00");
  await calculator.button("Prices as of Nov 28, 2026").waitFor();
});

test("the date of the prices leads to every one of them with its source", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.button("Prices as of Nov 28, 2026").click();
  await page.getByRole("menuitem", { name: "Every price and its source" }).click();
  const panel = page.getByRole("tabpanel", { name: "Evidence" });
  await panel.getByRole("heading", { name: "Prices used" }).waitFor();
  const row = await calculator.row("Claude Sonnet 4.5", panel.getByRole("region", { name: "Prices used" }));
  assert.match(row.join(), /input.*\$3\.00.*20\d\d/i);
});

test("a link keeps the rules of its version, and the page offers today's", async (t) => {
  const parts = ["w1.name=Worked+estate", "w1.model=claude-sonnet-4.5", "w1.tokens=2400000000,600000000", "w1.cached=1/3", "w1.batch=0.4"];
  const { page, calculator } = await open(t, { fragment: olderLink(...parts) });
  await calculator.shows("$11,232");
  // Today's rules: batch isn't cached. 320M tokens at $1.50 in place of $0.15.
  await page.getByText(/Today’s rules add \$432\.00 a month\./).waitFor();
  await calculator.button("Use today’s rules").click();
  await calculator.shows("$11,664");
  await calculator.addressBecomes(/^v2&/);
  await calculator.undo.click();
  await calculator.shows("$11,232");
  await calculator.addressBecomes(/^v1&/);
  await eventually(async () => assert.equal(await page.getByText("Today’s rules add").count(), 1));
});

test("an older date of prices can be chosen, with what it changes, and taken back", async (t) => {
  // Claude Haiku 4.5 costs $1.00 a million on every card.
  const fragment = link("w1.name=One", "w1.model=claude-haiku-4.5", "w1.tokens=1000000,0");
  const { page, calculator } = await open(t, { fragment });
  await calculator.shows("$1.00");
  await calculator.button("Prices as of Nov 28, 2026").click();
  const date = (name) => page.getByRole("menuitemradio", { name: new RegExp(`^${name}`) });
  assert.equal(await date("Nov 28, 2026").getAttribute("aria-checked"), "true");
  assert.match(await date("Aug 20, 2026").innerText(), /no change/);
  await date("Aug 20, 2026").click();
  await calculator.said("Prices of Aug 20, 2026: no change");
  await calculator.addressBecomes(/rates=2026-08-20/);
  await page.getByText("These are the prices of Aug 20, 2026.").waitFor();
  await calculator.undo.click();
  await calculator.button("Prices as of Nov 28, 2026").waitFor();
  await calculator.addressBecomes(/rates=2026-11-28/);
});

test("a date whose card doesn't have every price says so before it is chosen", async (t) => {
  // Claude Haiku 5.5 is on the newest card only.
  const { page, calculator } = await open(t, {
    fragment: link("w1.name=New", "w1.model=claude-haiku-5.5", "w1.tokens=1000000,0"),
  });
  await calculator.button("Prices as of Nov 28, 2026").click();
  const older = page.getByRole("menuitemradio", { name: /^Aug 20, 2026/ });
  assert.match(await older.innerText(), /not all priced/);
});

test("an older link whose prompts AWS refuses today keeps its figure, and says so", async (t) => {
  // 2.5M tokens at the long price of $6.00. Claude Sonnet 4.5 takes 200,000 since 30 April 2026.
  const parts = ["w1.name=Contracts", "w1.model=claude-sonnet-4.5", "w1.tokens=2500000,0", "w1.long=1"];
  const { page, calculator } = await open(t, { fragment: olderLink(...parts) });
  await calculator.shows("$15.00");
  await page.getByText("By today’s rules part of it has no price.").waitFor();
  await calculator.button("Use today’s rules").click();
  await page.getByText("Contracts sends longer prompts than its model takes.").waitFor();
});
