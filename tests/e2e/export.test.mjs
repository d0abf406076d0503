import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as spreadsheet from "@e965/xlsx";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

/** Saves a file from the menu; its name and its text. */
async function saved(page, calculator, name) {
  const panel = page.getByRole("dialog", { name: "Export" });
  if (!(await panel.isVisible())) {
    await calculator.button("Export").click();
  }
  const download = page.waitForEvent("download");
  await panel.getByRole("button", { name }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/** Rows of a CSV as a spreadsheet reads them. */
function rows(text) {
  const book = spreadsheet.read(Buffer.from(text), { type: "buffer" });
  const [sheet] = Object.values(book.Sheets);
  const formulas = Object.values(sheet).filter((cell) => cell.f !== undefined);
  assert.deepEqual(formulas, []);
  return spreadsheet.utils.sheet_to_json(sheet, { defval: "" });
}

test("a spreadsheet reads the same numbers from the CSV as the page shows", async (t) => {
  const { page, calculator, requests } = await open(t);
  const { name, text } = await saved(page, calculator, "Report as CSV");
  assert.equal(name, "bedrock-report.csv");
  assert.ok(text.startsWith("\ufeffkind,entry,part,item,") && text.endsWith("\r\n"));
  const all = rows(text);
  const lines = all.filter((row) => row.kind === "tokens");
  const sum = lines.reduce((sum, row) => sum + row.cost_usd, 0);
  assert.equal(sum, 11_232);
  assert.equal(`$${sum.toLocaleString("en-US")}.00`, await calculator.total());
  for (const row of lines) {
    assert.equal(row.price_unit, "1M tokens");
    assert.ok(Math.abs((row.quantity * row.unit_price_usd) / 1e6 - row.cost_usd) < 1e-9);
    assert.ok(row.source && row.source_read && row.model === "Claude Sonnet 4.5");
  }
  const total = (item) => all.find((row) => row.kind === "total" && row.item === item).cost_usd;
  assert.deepEqual(["Month", "Once", "Year", "First year"].map(total), [11_232, 0, 134_784, 134_784]);
  const ladder = all.filter((row) => row.kind === "ladder").map((row) => [row.item, row.cost_usd]);
  assert.deepEqual(ladder, [["List price", 16_200], ["Caching", -2_160], ["Batch", -2_808], ["Paid", 11_232]]);
  // The part, once; nothing typed in it.
  await page.waitForTimeout(300);
  assert.ok(requests.every((request) => request.method() === "GET" && !request.url().includes("?")));
});

test("a spreadsheet reads what the page decides about offers, a clause and an alternative", async (t) => {
  const { calculator } = await open(t);
  await calculator.loadPreset("Bundle close");
  const view = await calculator.show("Commitment");
  await calculator.openGroup("Offers and clauses");
  const clauses = calculator.scenario.getByRole("group", { name: "Clauses" });
  await clauses.getByLabel("A migration costs").fill("40k");
  await clauses.getByLabel("It takes").fill("3");
  await calculator.openGroup("Alternatives");
  await calculator.button("Add an alternative").click();
  const alternative = calculator.scenario.getByRole("group", { name: "Alternative 1", exact: true });
  await alternative.getByLabel("Name").fill("=Own cluster");
  await alternative.getByLabel("Price a month US").fill("50000");
  await alternative.getByLabel("Share that moves").fill("50");
  await alternative.getByLabel("Switching costs").fill("30k");
  // Half of $1.5M at 15% off, less $600,000; 12 x 30,000 / 37,500 is 9.6.
  await view.getByText(/^=Own cluster costs \$600,000\.00 .* saves \$37,500\.00 a year and repays the switch in 10 months/).waitFor();
  const all = rows((await saved(view.page(), calculator, "Report as CSV")).text);
  await view.page().keyboard.press("Escape");
  const found = (kind, entry, part, item) => {
    const [row, ...more] = all.filter((row) => row.kind === kind && row.entry === entry && row.part === part && row.item === item);
    assert.ok(row && more.length === 0, `${kind}, ${entry}, ${part}, ${item}`);
    return row;
  };
  const dollars = (...of) => {
    const { cost_usd: cost } = found(...of);
    return cost.toLocaleString("en-US", { style: "currency", currency: "USD" });
  };
  const quantity = (...of) => {
    const row = found(...of);
    assert.equal(row.cost_usd, "", "what isn't money is no cost");
    return [row.quantity, row.quantity_unit];
  };
  for (const offer of ["No commitment", "Offer 1", "Offer 2"]) {
    const [low, likely, high, expected, shortfall] = (await calculator.row(offer)).slice(-5);
    assert.deepEqual(["low", "likely", "high"].map((part) => dollars("offer", offer, part, "Payment")), [low, likely, high]);
    assert.equal(dollars("offer", offer, "", "Expected payment"), expected);
    assert.equal(dollars("offer", offer, "low", "Shortfall"), shortfall);
  }
  // 0.85 S > 28M - 0.17 S from S = 27.4510M of 28M on; then (27.4512M - 20M) / 8M is used.
  const crossing = "Offer 2 costs less than offer 1";
  const [from, costs, other, used] = (await calculator.row(crossing)).slice(-4);
  assert.deepEqual([from, used], ["-1.96%", "93.1%"]);
  assert.deepEqual(quantity("crossing", crossing, "", "From demand"), [0.9804, "times the demand"]);
  assert.deepEqual(quantity("crossing", crossing, "", "Of the increase used"), [0.9314, "share"]);
  assert.deepEqual(["It costs", "The other costs"].map((item) => dollars("crossing", crossing, "", item)), [costs, other]);
  await view.getByText(/By the weights 25\/50\/25 offer 1 is cheapest: \$23,800,000\.00/).waitFor();
  assert.equal(dollars("cheapest", "Offer 1", "expected", "Least expected payment"), "$23,800,000.00");
  assert.equal(dollars("cheapest", "Offer 2", "likely", "Least payment"), "$23,240,000.00");
  assert.equal(dollars("clause", "Deprecation parity", "", "Worth"), (await calculator.row("Deprecation parity")).at(-1));
  // A name that a spreadsheet could run is a text there.
  const [price, adds, bills, saves, switching, repaid] = (await calculator.row("=Own cluster")).slice(-6);
  const items = ["It costs a year", "Bedrock adds", "Bedrock bills", "Saves a year", "Switching"];
  const told = items.map((item) => dollars("alternative", "'=Own cluster", "", item));
  assert.deepEqual(told, [price, adds, bills, saves, switching]);
  assert.equal(repaid, "in 10 months");
  assert.deepEqual(quantity("alternative", "'=Own cluster", "", "Months to repay the switch"), [10, "months"]);
});

for (const formula of ["=1+1", "+1", "-1", "@SUM(A1:A9)", '=HYPERLINK("http://example.com","x")', "\u{ff1d}1", " =1"]) {
  test(`a workload called ${formula} is text in a spreadsheet`, async (t) => {
    const { page, calculator } = await open(t);
    await calculator.field("Name").fill(formula);
    const { text } = await saved(page, calculator, "Report as CSV");
    const entries = rows(text).filter((row) => row.kind === "tokens").map((row) => row.entry);
    assert.ok(entries.length > 0 && entries.every((entry) => entry === `'${formula}`), entries.join());
  });
}

test("the JSON has the same figures as text, and the scenario", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.loadPreset("EDP gap, full");
  const { name, text } = await saved(page, calculator, "Report as JSON");
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

test("the menu works by keyboard and says what it can't", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.button("Export").focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Export" });
  await panel.getByRole("button", { name: "Scenario as a file" }).waitFor();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  await eventually(async () => assert.ok(await calculator.button("Export").evaluate((it) => it === document.activeElement)));
  await calculator.field("Input tokens").fill("what");
  await calculator.button("Export").click();
  assert.ok(await panel.getByRole("button", { name: "Report as CSV" }).isDisabled());
  assert.ok(await panel.getByRole("button", { name: "Scenario as a file" }).isEnabled());
});
