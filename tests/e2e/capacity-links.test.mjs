// Capacity in links: copied, kept, damaged; and nothing is asked for that isn't the page's own.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { CURVE, CUSTOM, PRICES, RESERVED, SPILL, TWO_SERVED } from "./capacity.mjs";
import { eventually, late, link, open, SITE } from "./page.mjs";

test("a copied link of capacity opens as the same answer", async (t) => {
  const context = { permissions: ["clipboard-read", "clipboard-write"] };
  const { page, calculator } = await open(t, { fragment: CURVE, context });
  const other = await open(t, { fragment: CURVE });
  for (const [name, fragment] of Object.entries({ CURVE, SPILL, TWO_SERVED, RESERVED, CUSTOM })) {
    await page.evaluate((hash) => (location.hash = hash), fragment);
    await calculator.addressBecomes(new RegExp(fragment.slice(-30).replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
    const first = await calculator.show("Capacity");
    await first.getByRole("table").first().waitFor();
    await calculator.choose("Share", "Copy link");
    await calculator.said("Link copied");
    const copied = new URL(await page.evaluate(() => navigator.clipboard.readText())).hash.slice(1);
    await other.page.evaluate((hash) => (location.hash = hash), copied);
    const view = await other.calculator.show("Capacity");
    const total = await calculator.answer.innerText();
    await eventually(async () => assert.equal(await other.calculator.answer.innerText(), total, name));
    await eventually(async () => assert.equal(await view.innerText(), await first.innerText(), name));
    assert.equal(await other.page.getByText(/^Part of the link/).count(), 0, name);
  }
});

test("links of the corpus open without a word about them", async (t) => {
  const { page, calculator } = await open(t);
  let opened = 0;
  for (const version of ["v1", "v2"]) {
    const folder = new URL(`../links/${version}/`, import.meta.url);
    for (const file of (await readdir(folder)).sort()) {
      const [fragment] = (await readFile(new URL(file, folder), "utf8")).split("\n");
      await page.evaluate((hash) => (location.hash = hash), fragment);
      await eventually(async () => assert.equal(decodeURIComponent(await calculator.fragment()), decodeURIComponent(fragment), file));
      assert.equal(await page.getByText(/^Part of the link/).count(), 0, file);
      opened += 1;
    }
  }
  assert.ok(opened > 50, `${opened} links`);
});

test("capacity in a link that can't be read is named, and the rest is priced", async (t) => {
  const { page, calculator } = await open(t);
  for (const damaged of ["p1.units=0,six-months,100000", "p1.units=1,never,100000", "p1.colour=red", "p1.load=hours:1,x"]) {
    const model = "claude-sonnet-4.5";
    const fragment = link(`w1.model=${model}`, "w1.tokens=2400000000,600000000", ...PRICES, `p1.model=${model}`, damaged);
    await page.evaluate((hash) => (location.hash = hash), fragment);
    const named = damaged.split("=")[0].replace(".", "\\.");
    await page.getByRole("listitem").filter({ hasText: new RegExp(`“${named}`) }).first().waitFor();
    // What of the purchase can be read has no units, or units for all hours of the day.
    await calculator.isExactly("$16,200.00");
  }
});

test("what is asked for is the page's own, with capacity too", async (t) => {
  const { page, calculator, requests } = await open(t);
  await calculator.show("Capacity");
  await calculator.show("Evidence");
  const loaded = requests.length;
  for (const fragment of [CURVE, CUSTOM, SPILL]) {
    await page.evaluate((hash) => (location.hash = hash), fragment);
    await (await calculator.show("Capacity")).getByRole("table").first().waitFor();
  }
  await page.waitForTimeout(500);
  assert.deepEqual(requests.slice(loaded).map((request) => request.url()), []);
  assert.ok(late(requests).length > 0 && requests.every((request) => request.url().startsWith(SITE)));
});
