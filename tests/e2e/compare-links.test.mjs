// Comparisons as links bring them: damaged, with a commitment, of other days, and as wide as they get.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { areCompared, beside, cells, FOUR, opened, opener, sides } from "./compare.mjs";
import { ESTATE, olderLink } from "./page.mjs";

test("a damaged comparison opens what can be read and says what can't", async (t) => {
  const parts = [beside("Bad", "w1.batch=4"), "compare=Empty;what=ever", beside("%E2%80%AE<b>x", "w1.batch=1")];
  const { page } = await opened(t, { fragment: olderLink(...ESTATE, ...parts) });
  await areCompared(page, 4);
  for (const said of [/w1\.batch=4/, /“what=ever” isn’t a field of a scenario\./, "This one can’t be read.", "�<b>x"]) {
    await sides(page).getByText(said).first().waitFor();
  }
  assert.deepEqual(await cells(page, "You pay, a month"), [
    "$16,200",
    "$16,200",
    "no price",
    "$8,100 $8,100 less, 50.0%",
  ]);
  // Markup in a name is text: every `b` is the page's own, and holds no more than that.
  assert.equal(await page.locator("main bdi b").count(), 0);
  await page.getByRole("button", { name: /^Remove: C/ }).click();
  await areCompared(page, 3);
});

test("what AI adds is compared where there is a commitment, and rates of different days are named", async (t) => {
  const fragment = olderLink(...ESTATE, "edp=net,0,1", "y1=20000000,17000000,0,1500000", beside("Older", "rates=2026-08-20"));
  const { page } = await opened(t, { fragment });
  await page.getByText(/rates of different days/).waitFor();
  assert.deepEqual(await cells(page, "Added to your bill, year 1"), ["$0 of $1,500,000 typed", "no commitment"]);
  // Two bills of which neither is what is paid.
  assert.equal((await cells(page, "A year, before discounts"))[0], "$194,400");
  await sides(page).getByText(/year: \$1,500,000\.00, typed in place of the year’s bill\./).waitFor();
});

for (const [width, colours] of [[320, "dark"], [360, "light"], [768, "dark"], [1440, "light"]]) {
  test(`a comparison fits ${width} pixels with all of it open, and axe finds nothing wrong, ${colours}`, async (t) => {
    const long = `compare=${"Unbreakable".repeat(7)};w1.model=claude-opus-4.1;w1.scope=geographic;w1.tokens=500000000000000,500000000000000`;
    const fragment = FOUR.replace(/compare=Twice[^&]*/, long);
    const { page, calculator } = await opened(t, { fragment, colours, viewport: { width, height: 700 } });
    await areCompared(page, 4);
    await calculator.proof(opener(page, "A year"));
    assert.equal(await calculator.overflow(), 0);
    await page.getByRole("button", { name: "Show as a table" }).click();
    assert.equal(await calculator.overflow(), 0);
    await accessible(page);
  });
}
