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
