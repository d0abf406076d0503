import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { open } from "./browser.mjs";

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 320]) {
    test(`the page of all rates is accessible and fits, ${colorScheme}, ${width} pixels wide`, async (t) => {
      const { page } = await open(t, { colorScheme, viewport: { width, height: 900 } });
      await page.goto(new URL("rates.html", page.url()).href);
      await page.getByRole("heading", { level: 1, name: "Rates" }).waitFor();
      await accessible(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    });
  }
}

test("rates name the card they are of, and what “read” means", async (t) => {
  const { page, calculator } = await open(t);
  const card = "Rates of 28 Nov 2026: AWS Price List of 20 August 2026, with prices published up to 28 November 2026.";
  const view = await calculator.show("Rates");
  await view.getByText(`${card} “Read” beside a source is the date on which it was read.`).waitFor();
  await page.goto(new URL("rates.html", page.url()).href);
  await page.getByText(card).waitFor();
});
