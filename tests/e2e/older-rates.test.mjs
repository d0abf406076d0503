// A link keeps the prices of its date, and the page offers the newest.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, olderLink, ONE, open } from "./page.mjs";

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
