import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { open, SITE } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";
import { CURVE, CUSTOM, PRICES, RESERVED, showCapacity, SPILL, TWO } from "./capacity.mjs";

const LINKS = new URL("../links/v1/", import.meta.url);

for (const [name, fragment] of Object.entries({ CURVE, SPILL, TWO, RESERVED, CUSTOM })) {
  test(`a copied link of capacity opens as the same answer (${name})`, async (t) => {
    const { calculator } = await open(t, { fragment });
    const first = await showCapacity(calculator);
    const says = await first.innerText();
    const panel = await calculator.copyLink();
    const copied = await panel.getByRole("textbox", { name: "Link" }).inputValue();
    const other = await open(t, { fragment: new URL(copied).hash.slice(1) });
    await other.calculator.totalBecomes(await calculator.total());
    const view = await showCapacity(other.calculator);
    await eventually(async () => assert.equal(await view.innerText(), says));
  });
}

test("links of the corpus open without a word about them", async (t) => {
  const { page, calculator } = await open(t);
  for (const file of (await readdir(LINKS)).sort()) {
    const [fragment] = (await readFile(new URL(file, LINKS), "utf8")).split("\n");
    await page.evaluate((hash) => (location.hash = hash), fragment);
    await eventually(async () => {
      assert.equal(decodeURIComponent(calculator.fragment()), decodeURIComponent(fragment), file);
    });
    assert.equal(await page.getByText(/Part of this link couldn/).count(), 0, file);
  }
});

test("capacity in a link that can't be read is named, and the rest is priced", async (t) => {
  for (const [damaged, named] of [
    ["p1.units=0,six-months,100000", /p1\.units/],
    ["p1.units=1,never,100000", /p1\.units/],
    ["p1.colour=red", /p1\.colour/],
    ["p1.load=hours:1,x", /p1\.load/],
  ]) {
    const [workload, model] = ["w1.model=claude-sonnet-4.5", "p1.model=claude-sonnet-4.5"];
    const fragment = link(workload, "w1.tokens=2400000000,600000000", ...PRICES, model, damaged);
    const { page, calculator } = await open(t, { fragment });
    await page.getByText(/Part of this link couldn/).waitFor();
    assert.match(await page.locator("body").innerText(), named);
    await calculator.totalBecomes("$16,200.00");
  }
});

test("what is asked for is the page's own, with capacity too", async (t) => {
  const { page, calculator, requests } = await open(t);
  const loaded = requests.length;
  for (const preset of ["PT curve", "Fine-tuned model", "Support copilot"]) {
    await calculator.loadPreset(preset);
    await showCapacity(calculator);
  }
  await page.waitForTimeout(500);
  const later = requests.slice(loaded).map((request) => request.url());
  assert.ok(later.length <= 1, later.join("\n"));
  assert.ok(later.every((url) => url.startsWith(SITE) && /\.wasm$/.test(url)), later.join("\n"));
});
