import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { open, SITE } from "./page.mjs";

/** The page of all rates. It has no program to wait for. */
const openRates = (t, options = {}) =>
  open(t, { site: new URL("rates.html", SITE).href, starts: false, ...options });

for (const [colours, width] of [["light", 1440], ["dark", 320]]) {
  test(`the page of all rates is accessible and fits, ${colours}, ${width} pixels wide`, async (t) => {
    const { page } = await openRates(t, { colours, viewport: { width, height: 900 } });
    await page.getByRole("heading", { level: 1, name: "Rates" }).waitFor();
    // The rows of one provider: all are made alike, and axe takes a minute for those of every provider.
    await page.getByLabel("Provider").selectOption({ label: "Anthropic" });
    await accessible(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}

test("without JavaScript the rates of every model can be read, with the card they are of", async (t) => {
  const { page } = await openRates(t, { javaScript: false, tolerant: true });
  await page.getByRole("heading", { level: 1, name: "Rates" }).waitFor();
  await page.getByText("AWS Price List of 20 August 2026, with prices published up to 28 November 2026.").first().waitFor();
  const models = await page.locator("tbody tr").count();
  assert.ok(models > 149, `${models} rows`);
  await page.getByRole("heading", { level: 2, name: "Price history" }).waitFor();
});

test("rates can be searched by a Bedrock id, filtered and sorted, and lead to the history of a model", async (t) => {
  const { page } = await openRates(t);
  const rates = page.getByRole("region", { name: "Rates" });
  const changes = page.getByRole("region", { name: "Price history" });
  await page.getByLabel(/^Search by name/).fill("openai.gpt-5.6-sol");
  const shown = rates.locator("tbody tr:visible");
  await shown.first().waitFor();
  assert.ok((await shown.count()) > 1);
  for (const row of await shown.allTextContents()) assert.match(row, /GPT-5\.6 Sol/);
  await page.getByLabel(/^Search by name/).fill("GPT-5.6 Sol");
  await rates.getByRole("link", { name: "Price history" }).first().click();
  assert.match(page.url(), /#history-gpt-5\.6-sol$/);
  await changes.getByRole("cell", { name: /input \$4\.40/ }).waitFor();
  await page.getByLabel(/^Search by name/).fill("");
  await page.getByLabel("Provider").selectOption({ label: "Meta" });
  for (const row of await changes.locator("tbody tr:visible").allTextContents()) assert.match(row, /Llama/);
  await page.getByLabel("Provider").selectOption({ label: "All" });
  await rates.getByRole("button", { name: "Output" }).click();
  const outputs = async () => (await rates.locator("tbody tr td:nth-child(7)").allTextContents()).filter(Boolean).map(Number);
  const rising = await outputs();
  assert.deepEqual(rising, [...rising].sort((one, other) => one - other));
  await rates.getByRole("button", { name: "Output" }).click();
  const falling = await outputs();
  assert.deepEqual(falling, [...falling].sort((one, other) => other - one));
  await changes.getByRole("button", { name: "When" }).click();
  const days = await changes.locator("tbody td[data-sort]").evaluateAll((cells) => cells.map((cell) => cell.dataset.sort));
  assert.deepEqual(days, [...days].sort());
});
