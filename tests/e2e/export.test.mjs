// The report as a spreadsheet reads it, and as a program does: the page's own figures, and text that stays text.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { LOWERED, olderLink, ONE, open } from "./page.mjs";

const spreadsheet = createRequire(new URL("./package.json", import.meta.url))("@e965/xlsx");

/** The file that a command of the menu Share saves. */
async function saved({ page, calculator }, command) {
  // Chromium drops a download that meets a change of the address.
  await page.waitForTimeout(600);
  const download = page.waitForEvent("download");
  await calculator.choose("Share", command);
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/** Rows of a CSV as a spreadsheet reads them: none of them is a formula. */
function rows(text) {
  const book = spreadsheet.read(Buffer.from(text), { type: "buffer" });
  const [sheet] = Object.values(book.Sheets);
  assert.deepEqual(Object.values(sheet).filter((cell) => cell.f !== undefined), []);
  return spreadsheet.utils.sheet_to_json(sheet, { defval: "" });
}

test("a spreadsheet reads the same numbers from the CSV as the page shows", async (t) => {
  const opened = await open(t, { fragment: olderLink(...LOWERED) });
  const { page, calculator, requests } = opened;
  const { name, text } = await saved(opened, "Spreadsheet (CSV)");
  assert.equal(name, "bedrock-report.csv");
  assert.ok(text.startsWith("\ufeffkind,entry,part,item,") && text.endsWith("\r\n"));
  const all = rows(text);
  const lines = all.filter((row) => row.kind === "tokens");
  const sum = lines.reduce((sum, row) => sum + row.cost_usd, 0);
  assert.equal(sum, 11_232);
  await calculator.isExactly(`$${sum.toLocaleString("en-US")}.00`);
  for (const row of lines) {
    assert.equal(row.price_unit, "1M tokens");
    assert.ok(Math.abs((row.quantity * row.unit_price_usd) / 1e6 - row.cost_usd) < 1e-9);
    assert.ok(row.source && row.source_read && row.model === "Claude Sonnet 4.5");
  }
  const total = (item) => all.find((row) => row.kind === "total" && row.item === item).cost_usd;
  assert.deepEqual(["Month", "Once", "Year", "First year"].map(total), [11_232, 0, 134_784, 134_784]);
  const ladder = all.filter((row) => row.kind === "ladder").map((row) => [row.item, row.cost_usd]);
  assert.deepEqual(ladder, [["List price", 16_200], ["Caching", -2_160], ["Batch", -2_808], ["Paid", 11_232]]);
  const semicolons = (await saved(opened, "Spreadsheet (CSV with semicolons)")).text;
  assert.match(semicolons, /^\ufeffkind;entry;part;item;/);
  assert.match(semicolons, /;0,15;/, "the price of cached input in batch, with a decimal comma");
  // The part, once; nothing typed in it.
  await page.waitForTimeout(300);
  assert.ok(requests.every((request) => request.method() === "GET" && !request.url().includes("?")));
});

test("a spreadsheet reads what the page decides about offers, a clause and another provider", async (t) => {
  const opened = await open(t, { fragment: ONE });
  const { calculator } = opened;
  // 28M a year, gross: 20M promised at 15%, or 28M at 17%.
  await calculator.openExample("How much of the increase must be used before it pays");
  const view = await calculator.show("Commitment and offers");
  const fields = await calculator.openRow("Offers");
  await fields.getByRole("textbox", { name: "Migration, a month" }).fill("40k");
  await fields.getByRole("textbox", { name: "It takes" }).fill("3");
  const elsewhere = await calculator.openRow("Other providers");
  await elsewhere.getByRole("button", { name: "Add a provider" }).click();
  const provider = elsewhere.getByRole("group", { name: "Provider 1", exact: true });
  for (const [label, text] of Object.entries({
    Name: "=Own cluster",
    "Price of all that moves": "50000",
    "Share of AI spend that moves": "50",
    "Cost of switching, once": "30k",
  })) {
    await provider.getByRole("textbox", { name: label, exact: true }).fill(text);
  }
  // Half of $1.5M at 15% off, less $600,000.
  await view.getByText(/37,500/).first().waitFor();
  const all = rows((await saved(opened, "Spreadsheet (CSV)")).text);
  const found = (kind, entry, part, item) => {
    const [row, ...more] = all.filter((row) => row.kind === kind && row.entry === entry && row.part === part && row.item === item);
    assert.ok(row && more.length === 0, `${kind}, ${entry}, ${part}, ${item}`);
    return row;
  };
  const dollars = (...of) => found(...of).cost_usd;
  const quantity = (...of) => {
    const row = found(...of);
    assert.equal(row.cost_usd, "", "what isn't money is no cost");
    return [row.quantity, row.quantity_unit];
  };
  // Of 22.4M, 28M and 33.6M: everything; 0.85 S + max(0, 20M - S); 0.83 S + max(0, 28M - S). Expected by 25/50/25.
  for (const [offer, payments, expected, shortfall] of [
    ["No commitment", [22_400_000, 28_000_000, 33_600_000], 28_000_000, 0],
    ["Offer 1", [19_040_000, 23_800_000, 28_560_000], 23_800_000, 0],
    ["Offer 2", [24_192_000, 23_240_000, 27_888_000], 24_640_000, 5_600_000],
  ]) {
    assert.deepEqual(["low", "likely", "high"].map((part) => dollars("offer", offer, part, "Payment")), payments, offer);
    assert.equal(dollars("offer", offer, "", "Expected payment"), expected, offer);
    assert.equal(dollars("offer", offer, "low", "Shortfall"), shortfall, offer);
  }
  // 0.85 S > 28M - 0.17 S from S = 27.4512M of 28M on; then (27.4512M - 20M) / 8M is used.
  const crossing = "Offer 2 costs less than offer 1";
  assert.deepEqual(quantity("crossing", crossing, "", "From demand"), [0.9804, "times the demand"]);
  assert.deepEqual(quantity("crossing", crossing, "", "Share of the extra commitment you must use"), [0.9314, "share"]);
  assert.deepEqual(["It costs", "The other costs"].map((item) => dollars("crossing", crossing, "", item)), [23_333_296, 23_333_520]);
  assert.equal(dollars("cheapest", "Offer 1", "expected", "Least expected payment"), 23_800_000);
  assert.equal(dollars("cheapest", "Offer 2", "likely", "Least payment"), 23_240_000);
  assert.equal(dollars("clause", "Deprecation parity", "", "Worth"), 120_000);
  // A name that a spreadsheet could run is a text there.
  const items = ["It costs a year", "Bedrock adds", "Bedrock bills", "Saves a year", "Switching"];
  const told = items.map((item) => dollars("alternative", "'=Own cluster", "", item));
  assert.deepEqual(told, [600_000, 637_500, 637_500, 37_500, 30_000]);
  // 12 x 30,000 / 37,500 is 9.6.
  assert.deepEqual(quantity("alternative", "'=Own cluster", "", "Months to repay the switch"), [10, "months"]);
});

test("a workload whose name is a formula is text in a spreadsheet", async (t) => {
  const opened = await open(t, { fragment: ONE });
  const { calculator } = opened;
  await calculator.openWorkload("One");
  for (const formula of ["=1+1", "+1", "-1", "@SUM(A1:A9)", '=HYPERLINK("http://example.com","x")', "\u{ff1d}1", " =1"]) {
    await calculator.field("Name").fill(formula);
    const entries = rows((await saved(opened, "Spreadsheet (CSV)")).text).filter((row) => row.kind === "tokens").map((row) => row.entry);
    assert.ok(entries.length > 0 && entries.every((entry) => entry === `'${formula}`), entries.join());
  }
});

test("the JSON has the same figures as text, and the scenario", async (t) => {
  const opened = await open(t, { fragment: ONE });
  await opened.calculator.openExample("What AI adds to the year’s payment");
  const { name, text } = await saved(opened, "Report for programs");
  assert.equal(name, "bedrock-report.json");
  const report = JSON.parse(text);
  assert.equal(report.format, "bedrock-calculator-report");
  assert.equal(report.commitment[0].incremental, "0");
  assert.equal(report.commitment[0].shortfall, "1500000");
  assert.equal(report.scenario.commitment.years[0].commitment, "20000000");
  const unscaled = (amount) => {
    const [whole, places = ""] = amount.split(".");
    return BigInt(whole + places.padEnd(20, "0"));
  };
  const lines = report.lines.reduce((sum, line) => sum + unscaled(line.cost), 0n);
  assert.equal(lines, unscaled(report.totals.month));
});
