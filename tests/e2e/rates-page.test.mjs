import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { open } from "./page.mjs";

for (const [colours, width] of [["light", 1440], ["dark", 320]]) {
  test(`the page of all rates is accessible and fits, ${colours}, ${width} pixels wide`, async (t) => {
    const { page } = await open(t, { colours, viewport: { width, height: 900 } });
    await page.goto(new URL("rates.html", page.url()).href);
    await page.getByRole("heading", { level: 1, name: "Rates" }).waitFor();
    await accessible(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}

test("without JavaScript the rates of every model can be read, with the card they are of", async (t) => {
  const { page } = await open(t, { javaScript: false, tolerant: true });
  await page.goto(new URL("rates.html", page.url()).href);
  await page.getByRole("heading", { level: 1, name: "Rates" }).waitFor();
  await page.getByText("AWS Price List of 20 August 2026, with prices published up to 28 November 2026.").first().waitFor();
  const models = await page.locator("tbody tr").count();
  assert.ok(models > 149, `${models} rows`);
  await page.getByRole("heading", { level: 2, name: "Price changes" }).waitFor();
});
