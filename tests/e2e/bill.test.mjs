// The page "Your AWS bill": files are read in the browser, and become a scenario that prices to the bill.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { eventually, ONE, open } from "./page.mjs";

const SAMPLES = new URL("../bill/", import.meta.url);

/** Opens the page of the bill. */
async function openBill(t, options = {}) {
  const opened = await open(t, { fragment: ONE, ...options });
  await opened.calculator.choose("More", "Your AWS bill");
  await opened.page.getByRole("heading", { name: "Your AWS bill", level: 1 }).waitFor();
  return opened;
}

/** Chooses files of a bill. */
async function choose(page, files) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles(files);
}

/** A sample's file. */
const sample = async (name) => ({ name, mimeType: "text/csv", buffer: await readFile(new URL(name, SAMPLES)) });

/** The cells of the row with this name in a section. */
async function cells(page, section, name) {
  const row = page.locator(`#${section}`).getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
  return row.getByRole("cell").allInnerTexts();
}

// One August in four spellings. 2,901.815725 is paid of 2,914.978 at list.
for (const name of ["s05-cur-legacy.csv", "s06-cur2.csv", "s06-cur2-00001.csv.gz", "s06-cur2.snappy.parquet", "s07-focus-1.0-aws.csv"]) {
  test(`${name} is read, adds up, and becomes a scenario that prices to its list price`, async (t) => {
    const { page, calculator } = await openBill(t);
    await choose(page, [await sample(name)]);
    await page.getByText("Your 9% discount doesn’t reach models that AWS Marketplace bills.").waitFor();
    assert.deepEqual(await cells(page, "bill-months", /Aug 2026/), ["$2,915", "$2,902", "under 1%"]);
    assert.deepEqual(await cells(page, "bill-models", /^Nova Pro/), ["AWS", "$68.88", "$62.68", "9%"]);
    assert.deepEqual(await cells(page, "bill-sum", "Bedrock usage, after discounts"), ["$2,901.82"]);
    assert.deepEqual(await cells(page, "bill-sum", /Credits/), ["-$25.00"]);
    await page.getByText("$2,905.98 a month at list price", { exact: false }).waitFor();
    // Each model of the baseline is explained to the last digit.
    for (const row of await page.locator("#bill-baseline table").first().getByRole("row").all()) {
      const texts = await row.getByRole("cell").allInnerTexts();
      if (texts.length === 3) assert.equal(texts[2], "$0.00");
    }
    await accessible(page);
    await page.getByRole("button", { name: "Use as baseline" }).click();
    await calculator.said("Your bill is the scenario now");
    await calculator.addressBecomes(/w1\.counted=.*&billed=2026-08-01,1,2893\.63,2905\.98,8\.19/);
    const against = page.getByRole("region", { name: "Against your bill" });
    await against.getByText("AWS bill of Aug 2026: $2,894 paid, $2,906 at list price.").waitFor();
    await against.getByText("This estimate is the same, before discounts: $2,906 a month.").waitFor();
    await against.getByText("Another $8.19 a month on the bill isn’t in this estimate.").waitFor();
    await calculator.button("Forget the bill").click();
    await against.waitFor({ state: "hidden" });
    await calculator.undo.click();
    await against.waitFor();
    await calculator.choose("Share", "Brief");
    await page.getByRole("article", { name: "Brief" }).getByText("AWS bill of Aug 2026: $2,894 paid").waitFor();
    await page.getByRole("button", { name: "Calculator", exact: true }).click();
    // What the message at the foot undid is undone no further there: the keys go on.
    await page.keyboard.press("ControlOrMeta+z");
    await calculator.shows("$3.00");
  });
}

// 1,000 and 500 tokens of input of Nova Pro in two hours of a day, 200 of output in the first, and 700 of a batch between them.
const HOURLY = `bill/BillingPeriodStartDate,lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,product/ProductName,lineItem/UsageType,lineItem/UsageAmount,lineItem/CurrencyCode,lineItem/UnblendedCost,product/region
2026-08-01,Usage,2026-08-03T09:00:00Z,2026-08-03T10:00:00Z,AmazonBedrock,Amazon Bedrock,USE1-NovaPro-input-tokens,1,USD,0.0008,us-east-1
2026-08-01,Usage,2026-08-03T09:00:00Z,2026-08-03T10:00:00Z,AmazonBedrock,Amazon Bedrock,USE1-NovaPro-output-tokens,0.2,USD,0.00064,us-east-1
2026-08-01,Usage,2026-08-03T10:00:00Z,2026-08-03T11:00:00Z,AmazonBedrock,Amazon Bedrock,USE1-NovaPro-input-tokens-batch,0.7,USD,0.00028,us-east-1
2026-08-01,Usage,2026-08-03T12:00:00Z,2026-08-03T13:00:00Z,AmazonBedrock,Amazon Bedrock,USE1-NovaPro-input-tokens,0.5,USD,0.0004,us-east-1
`;
const report = (text) => ({ name: "hours.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

test("hours of a bill are the load of capacity that is added, in the link too", async (t) => {
  const { page, calculator } = await openBill(t);
  await choose(page, [report(HOURLY)]);
  const hours = page.locator("#bill-hours");
  await hours.getByText("Nova Pro: 1,700 tokens in 2 hours").waitFor();
  await hours.getByText("Most in the hour of 2026-08-03 09:00: 1,200. 22 hours without a row.").waitFor();
  const gaps = hours.getByRole("checkbox", { name: /Hours without a row had no traffic/ });
  assert.ok(await gaps.isChecked());
  await accessible(page);
  await page.getByRole("button", { name: "Use as baseline" }).click();
  await calculator.said("Your bill is the scenario now");
  await calculator.openRow("Capacity");
  await calculator.button("Add model units").click();
  const day = [...new Array(9).fill(0), 1200, 0, 0, 500, ...new Array(11).fill(0)].join(",");
  await calculator.addressBecomes(new RegExp(`p1\\.load=hours:${day}`));
  await page.getByText("24 hours of your bill, input and output together").waitFor();
  // Unknown hours are left out, as with a pasted table.
  await page.getByRole("checkbox", { name: "Hours without a row in the bill had no traffic" }).uncheck();
  await calculator.addressBecomes(/p1\.load=hours:1200,500(&|$)/);
  await accessible(page);
  // Another load, and the bill's again.
  await calculator.choice("When traffic comes", "All day").check({ force: true });
  await calculator.choice("When traffic comes", "From a table").check({ force: true });
  await calculator.button("Use the hours of your bill").click();
  await calculator.addressBecomes(new RegExp(`p1\\.load=hours:${day}`));
  // What the link holds is opened without the bill.
  await page.reload();
  await calculator.addressBecomes(new RegExp(`p1\\.load=hours:${day}`));
});

test("a daily bill has no hours, and says why", async (t) => {
  const { page } = await openBill(t);
  await choose(page, [report(HOURLY.replaceAll(/T\d\d:00:00Z,2026-08-03T\d\d/g, "T00:00:00Z,2026-08-04T00"))]);
  const hours = page.locator("#bill-hours");
  await hours.getByText("Nova Pro: no hours").waitFor();
  await hours.getByText("Rows are longer than an hour, such as a day.", { exact: false }).waitFor();
});

test("figures of a bill open to their rows, columns and rates", async (t) => {
  const { page } = await openBill(t);
  await choose(page, [await sample("s05-cur-legacy.csv")]);
  const models = page.locator("#bill-models");
  const opened = async (section, name) => {
    const button = section.getByRole("button", { name });
    await button.press("Enter");
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    return page.locator(`[id="${await button.getAttribute("aria-controls")}"]`);
  };
  // AWS's own model: paid and list price are columns of the file.
  const nova = await opened(models, "Nova Pro");
  await nova.getByText(/^\d+ rows of s05-cur-legacy\.csv$/).waitFor();
  await nova.getByText(/^Usage types: USE1-NovaPro-/).waitFor();
  await nova.getByText("You paid: sum of lineItem/NetUnblendedCost = $62.6808", { exact: true }).waitFor();
  await nova.getByText("List price in the file: sum of pricing/publicOnDemandCost = $68.88", { exact: true }).waitFor();
  await nova.getByText("Discount: 1 − $62.6808 ÷ $68.88 = 9%", { exact: true }).waitFor();
  // What Marketplace bills has no list price there: tokens times the rate card's.
  const claude = await opened(models, "Claude Sonnet 4.6");
  await claude.getByText(/^Input: [\d,.]+ × \$3\.30 per 1M tokens = \$[\d,.]+$/).waitFor();
  await claude.getByText(/published .* · read /).waitFor();
  const all = await opened(models, "All usage");
  await all.getByText("You paid: sum of lineItem/NetUnblendedCost = $2,901.815725", { exact: true }).waitFor();
  await all.getByText("List price = $2,914.978", { exact: true }).waitFor();
  // The figures at the top, and the sum of everything.
  const paid = await opened(page.locator("#bill-figures"), /^You paid/);
  await paid.getByText("You paid: sum of lineItem/NetUnblendedCost = $2,901.815725", { exact: true }).waitFor();
  await opened(page.locator("#bill-figures"), "Effective discount");
  await opened(page.locator("#bill-months"), /Aug 2026/);
  const credits = await opened(page.locator("#bill-sum"), /Credits/);
  await credits.getByText("Sum of lineItem/NetUnblendedCost = −$25.00", { exact: true }).waitFor();
  await opened(page.locator("#bill-sum"), "All files");
  await accessible(page);
  await page.locator("#bill-figures").getByRole("button", { name: /^You paid/ }).press("Enter");
  await paid.waitFor({ state: "hidden" });
});

test("a Cost Explorer table has no quantities, and says so", async (t) => {
  const { page } = await openBill(t);
  await choose(page, [await sample("s02-ce-service-monthly-bom.csv")]);
  await page.getByText("This file has amounts without quantities", { exact: false }).waitFor();
  assert.deepEqual(await cells(page, "bill-sum", "Not Bedrock"), ["$5,435.84"]);
  await page.getByRole("button", { name: "Read another bill" }).click();
  await page.getByRole("button", { name: "Choose files" }).waitFor();
});

test("what isn't a bill is refused in words, and nothing is lost", async (t) => {
  const { page, calculator } = await openBill(t);
  for (const [name, bytes] of [["letter.txt", "Dear Sir or Madam"], ["noise.bin", Buffer.from([0, 1, 2, 255, 254])], ["empty.csv", ""]]) {
    await choose(page, [{ name, mimeType: "text/plain", buffer: Buffer.from(bytes) }]);
    await page.getByRole("alert").filter({ hasText: name }).waitFor();
  }
  await page.getByRole("button", { name: "Calculator", exact: true }).click();
  await calculator.shows("$3.00");
});

test("a bill that is dropped on the calculator opens its page, and a JSON answer of Cost Explorer too", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.shows("$3.00");
  const drop = async (name) => {
    const bytes = [...(await readFile(new URL(name, SAMPLES)))];
    await page.evaluate(([name, bytes]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name));
      const target = document.querySelector("main");
      target.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }, [name, bytes]);
  };
  await drop("s06-cur2.csv");
  await page.getByText("$2,905.98 a month at list price", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Calculator", exact: true }).click();
  await calculator.shows("$3.00");
  await drop("s12-ce-get-cost-and-usage.json");
  await page.getByRole("heading", { name: "Your AWS bill", level: 1 }).waitFor();
  await page.getByText("Sep 2026", { exact: false }).first().waitFor();
});

test("a large bill shows how far it is read, and stops when it is told to", async (t) => {
  const { page } = await openBill(t);
  const [head, ...rows] = (await readFile(new URL("s05-cur-legacy.csv", SAMPLES), "utf8")).trimEnd().split("\n");
  const body = `${rows.join("\n")}\n`;
  const folder = await mkdtemp(join(tmpdir(), "bill-"));
  t.after(() => rm(folder, { recursive: true }));
  const large = join(folder, "large.csv");
  await writeFile(large, `${head}\n${body.repeat(900)}`);
  await choose(page, [large]);
  const bar = page.getByRole("progressbar", { name: "Reading your bill" });
  await bar.waitFor();
  await eventually(async () => assert.ok(Number(await bar.getAttribute("value")) > 0));
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Choose files" }).waitFor();
});

test("a sample bill can be tried, and no request leaves the page", async (t) => {
  const { page, requests } = await openBill(t, { viewport: { width: 360, height: 740 } }).catch(async () => {
    const opened = await open(t, { fragment: ONE, viewport: { width: 360, height: 740 } });
    await opened.calculator.choose("Menu", "Your AWS bill");
    return opened;
  });
  await page.getByRole("button", { name: "Try a sample bill" }).waitFor();
  const before = requests.length;
  await page.getByRole("button", { name: "Try a sample bill" }).click();
  await page.getByText("$2,905.98 a month at list price", { exact: false }).waitFor();
  assert.equal(requests.length, before);
  await accessible(page);
});
