// The figures at the top: what each opens to, and the bar that stays in their place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ESTATE, eventually, link, LOWERED, open } from "./page.mjs";

/** Opens a figure at the top and gives what it shows. */
async function opened({ calculator, page }, label) {
  const figure = calculator.answer.getByRole("button", { name: new RegExp(`^${label}: `) });
  await figure.click();
  assert.equal(await figure.getAttribute("aria-expanded"), "true");
  const proof = page.locator(`[id="${await figure.getAttribute("aria-controls")}"]`);
  await proof.getByRole("term").first().waitFor();
  return { figure, proof, text: await proof.innerText() };
}

test("what is paid opens to each quantity times its price, with source and date", async (t) => {
  const all = await open(t, { fragment: link(...LOWERED) });
  await all.calculator.isExactly("$11,664.00");
  const { figure, proof, text } = await opened(all, "You pay for inference");
  // A third of the 60% that isn't batch is read from cache: 480M at $0.30; 960M at $3.00; 960M in batch at half of $3.00.
  for (const line of [
    "Input, not cached: 960,000,000 tokens × $3.00 / 1,000,000 = $2,880.00",
    "Cache reads: 480,000,000 tokens × $0.30 / 1,000,000 = $144.00",
    "Output: 360,000,000 tokens × $15.00 / 1,000,000 = $5,400.00",
    "Sum: $11,664.00",
  ]) {
    assert.ok(text.includes(line), `${line}\n${text}`);
  }
  const prices = proof.getByRole("listitem");
  assert.ok((await prices.count()) >= 5);
  for (const price of await prices.allInnerTexts()) {
    assert.match(price, /\$[\d.]+ per .*published \w{3} \d+, 20\d\d/s);
  }
  assert.match(await prices.first().innerText(), /AWS Price List/);

  // It follows the answer, and the other period.
  await all.calculator.choice("Show figures per", "Year").check();
  await proof.getByText("12 × $11,664.00 = $139,968.00").waitFor();
  await proof.getByRole("button", { name: "Every line" }).click();
  await all.page.getByRole("tabpanel", { name: "Breakdown" }).waitFor();
  await figure.click();
  await proof.waitFor({ state: "detached" });
});

test("what is saved opens to the steps from list price, and what AI adds to the year's formula", async (t) => {
  const commitment = ["edp=net,0,1", "y1=20000000,17000000,0,1500000"];
  const all = await open(t, { fragment: link(...LOWERED, ...commitment) });
  const saved = await opened(all, "Saved against list");
  assert.match(saved.text, /List price: \$16,200\.00[^]*You pay: \$11,664\.00 − \$16,200\.00 = −\$4,536\.00/);
  // One figure is open at a time. AI of 1.5M fills a part of the gap of 3M: it adds nothing.
  const added = await opened(all, "Added to your bill");
  assert.equal(await saved.figure.getAttribute("aria-expanded"), "false");
  assert.match(added.text, /\$20,000,000\.00 − \$20,000,000\.00 = \$0\.00 added/);
});

test("the figures of an app stand in one line on a phone", async (t) => {
  // $16,200 a month and $194,400 a year.
  const { calculator } = await open(t, { fragment: link(...ESTATE), viewport: { width: 360, height: 800 } });
  for (const [label, lines] of [["You pay for inference", 56], ["A year", 32], ["Saved against list", 32]]) {
    const { height } = await calculator.answer.getByRole("button", { name: new RegExp(`^${label}: `) }).boundingBox();
    assert.ok(height <= lines, `${label} is ${height} pixels high`);
  }
});

for (const width of [360, 1440]) {
  test(`the bar that stays leads back to the answer (${width} pixels)`, async (t) => {
    const { page, calculator } = await open(t, { fragment: link(...LOWERED), viewport: { width, height: 700 } });
    const bar = page.getByRole("button", { name: /Go to the answer$/ });
    assert.equal(await bar.count(), 0, "while the figures are in view");
    // Again and again: views that come late make the page longer.
    await eventually(async () => {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      assert.ok(await bar.isVisible());
    });
    assert.match(await bar.innerText(), /\$11,664\s+a month/);
    await bar.click();
    await eventually(async () => {
      const { y, height } = await calculator.answer.boundingBox();
      assert.ok(y >= 0 && y + height <= 700, `from ${y}, ${height} high`);
    });
    assert.equal(await page.evaluate(() => document.activeElement.id), "hero");
    await bar.waitFor({ state: "hidden" });
  });
}
