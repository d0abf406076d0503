// Scenarios side by side: what each costs, how far it lies from the first, and how the comparison is put together.

import assert from "node:assert/strict";
import { test } from "node:test";
import { add, areCompared, becomes, cells, FOUR, opened, opener, toCompare } from "./compare.mjs";
import { ESTATE, eventually, olderLink } from "./page.mjs";

test("four scenarios of a link stand side by side with the differences computed by hand", async (t) => {
  const { page, calculator } = await opened(t, { fragment: FOUR });
  await page.getByRole("heading", { name: "C Batch costs least: $11,232.00 a month, $4,968.00 less than A List." }).waitFor();
  // 2.4B at $3 and 600M at $15; a third read at $0.30; 40% of that at half; everything twice.
  const rows = {
    "A month": [
      "$16,200.00",
      "$14,040.00 -$2,160.00, 13.3% lower",
      "$11,232.00 -$4,968.00, 30.7% lower",
      "$32,400.00 +$16,200.00, 100.0% higher",
    ],
    "A year": [
      "$194,400.00",
      "$168,480.00 -$25,920.00, 13.3% lower",
      "$134,784.00 -$59,616.00, 30.7% lower",
      "$388,800.00 +$194,400.00, 100.0% higher",
    ],
    "Per million tokens": [
      "$5.40",
      "$4.68 -$0.72, 13.3% lower",
      "$3.74 -$1.66, 30.7% lower",
      "$5.40 the same",
    ],
    Batch: ["$0.00", "$0.00 the same", "-$2,808.00 -$2,808.00, lower", "$0.00 the same"],
  };
  for (const [name, expected] of Object.entries(rows)) {
    assert.deepEqual(await cells(page, name), expected);
  }
  const { Formula } = await calculator.proof(opener(page, "A year"));
  assert.match(Formula, /C: 12 × \$11,232\.00 = \$134,784\.00/);
  assert.match(Formula, /C against A: \$134,784\.00 - \$194,400\.00 = -\$59,616\.00/);
  await page.getByText("Show as a table").click();
  const batch = await calculator.row("C Batch", page.getByRole("figure"));
  assert.deepEqual(batch, ["C Batch", "$11,232.00", "-$4,968.00"]);
  // Nothing was changed: the address is the sender's still.
  await page.waitForTimeout(600);
  assert.equal(await calculator.fragment(), FOUR);
});

test("a comparison is put together, turned around, opened, and its link holds it", async (t) => {
  // The published examples have the first rules, and so has this.
  const both = await opened(t, { fragment: olderLink(...ESTATE, "w1.cached=1/3", "w1.batch=0.4") });
  const { page, calculator } = both;
  await page.getByRole("heading", { name: "Compare up to four scenarios" }).waitFor();
  await add(both, "Published: Worked estate");
  await add(both, "Published: Worked estate, with caching");
  await add(both, "This scenario, as it is now");
  await areCompared(page, 4);
  await page.getByText("4 of 4 scenarios").waitFor();
  await eventually(async () => assert.ok(await calculator.button("Add scenario").isDisabled()));
  await page.getByRole("button", { name: /^Rename scenario/ }).click();
  await page.getByRole("textbox", { name: "Scenario name" }).fill("Mine & yours");
  await page.keyboard.press("Enter");
  // What is typed into the scenario is compared.
  await page.getByRole("button", { name: "Calculator", exact: true }).click();
  await calculator.openWorkload("Worked estate");
  await calculator.field("Input tokens a month").fill("4.8B");
  await calculator.shows("$15,264");
  await toCompare(both);
  await becomes(page, "A month", [
    "$15,264.00",
    "$16,200.00 +$936.00, 6.1% higher",
    "$14,040.00 -$1,224.00, 8.0% lower",
    "$11,232.00 -$4,032.00, 26.4% lower",
  ]);
  await page.getByRole("button", { name: "Make baseline: B: Worked estate", exact: true }).click();
  await eventually(async () => assert.equal((await cells(page, "A month"))[1], "$15,264.00 -$936.00, 5.8% lower"));
  await calculator.addressBecomes(/^v1&rates=.*&compare=Worked\+estate;.*&compare=Mine\+%26\+yours&compare=.*&end$/);

  const other = await opened(t, { fragment: await calculator.fragment() });
  await areCompared(other.page, 4);
  assert.deepEqual(await cells(other.page, "A month"), await cells(page, "A month"));
  await other.page.getByRole("button", { name: "Rename scenario: Mine & yours" }).waitFor();

  await page.getByRole("button", { name: "Open: A: Worked estate", exact: true }).click();
  await calculator.isExactly("$16,200.00");
  await toCompare(both);
  assert.equal((await cells(page, "A month"))[1], "$15,264.00 -$936.00, 5.8% lower");
  await page.keyboard.press("ControlOrMeta+z");
  await page.getByRole("button", { name: "Calculator", exact: true }).click();
  await calculator.isExactly("$15,264.00");
  await toCompare(both);
  await page.getByRole("button", { name: /^Remove: D/ }).click();
  await areCompared(page, 3);
  await calculator.undo.click();
  await areCompared(page, 4);
});
