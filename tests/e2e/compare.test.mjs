// Scenarios side by side: what each costs, how far it lies from the first, and how the comparison is put together.

import assert from "node:assert/strict";
import { test } from "node:test";
import { add, areCompared, becomes, cells, FOUR, opened, opener, toCompare } from "./compare.mjs";
import { ESTATE, eventually, olderLink } from "./page.mjs";

test("four scenarios of a link stand side by side with the differences computed by hand", async (t) => {
  const { page, calculator } = await opened(t, { fragment: FOUR });
  await page.getByRole("heading", { name: "Batch saves most: 31% against List" }).waitFor();
  const verdict = page.getByRole("region", { name: "Verdict" });
  assert.match(await verdict.innerText(), /Batch saves \$4,968 a month\. It costs \$11,232, and List \$16,200\./);
  // 2.4B at $3 and 600M at $15; a third read at $0.30; 40% of that at half; everything twice.
  const rows = {
    "You pay, a month": [
      "$16,200",
      "$14,040 $2,160 less, 13.3%",
      "$11,232 $4,968 less, 30.7%",
      "$32,400 $16,200 more, 100.0%",
    ],
    "A year": [
      "$194,400",
      "$168,480 $25,920 less, 13.3%",
      "$134,784 $59,616 less, 30.7%",
      "$388,800 $194,400 more, 100.0%",
    ],
    "Per million tokens": ["$5.40", "$4.68 $0.72 less, 13.3%", "$3.74 $1.66 less, 30.7%", "$5.40"],
    Batch: ["$0", "$0", "−$2,808", "$0"],
  };
  for (const [name, expected] of Object.entries(rows)) {
    assert.deepEqual(await cells(page, name), expected);
  }
  const { Formula } = await calculator.proof(opener(page, "A year"));
  assert.match(Formula, /C: 12 × \$11,232\.00 = \$134,784\.00/);
  assert.match(Formula, /C against A: \$134,784\.00 - \$194,400\.00 = -\$59,616\.00/);
  await page.getByRole("columnheader", { name: /^C Cheapest/ }).waitFor();
  // The picture is read out to the cent.
  const picture = page.getByRole("slider");
  await picture.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.match(await picture.getAttribute("aria-valuetext"), /^C Batch\. A month \$11,232\.00, Against A −\$4,968\.00\.$/);
  await page.getByRole("button", { name: "Show as a table" }).click();
  const batch = await calculator.row("C Batch", page.getByRole("figure"));
  assert.deepEqual(batch, ["C Batch", "$11,232.00", "−$4,968.00"]);
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
  await becomes(page, "You pay, a month", [
    "$15,264",
    "$16,200 $936.00 more, 6.1%",
    "$14,040 $1,224 less, 8.0%",
    "$11,232 $4,032 less, 26.4%",
  ]);
  await page.getByRole("button", { name: "Make baseline: B: Worked estate", exact: true }).click();
  await eventually(async () => assert.equal((await cells(page, "You pay, a month"))[1], "$15,264 $936.00 less, 5.8%"));
  await calculator.addressBecomes(/^v1&rates=.*&compare=Worked\+estate;.*&compare=Mine\+%26\+yours&compare=.*&end$/);

  const other = await opened(t, { fragment: await calculator.fragment() });
  await areCompared(other.page, 4);
  assert.deepEqual(await cells(other.page, "You pay, a month"), await cells(page, "You pay, a month"));
  await other.page.getByRole("button", { name: "Rename scenario: Mine & yours" }).waitFor();

  await page.getByRole("button", { name: "Open: A: Worked estate", exact: true }).click();
  await calculator.isExactly("$16,200.00");
  await toCompare(both);
  assert.equal((await cells(page, "You pay, a month"))[1], "$15,264 $936.00 less, 5.8%");
  await page.keyboard.press("ControlOrMeta+z");
  await page.getByRole("button", { name: "Calculator", exact: true }).click();
  await calculator.isExactly("$15,264.00");
  await toCompare(both);
  await page.getByRole("button", { name: /^Remove: D/ }).click();
  await areCompared(page, 3);
  await calculator.undo.click();
  await areCompared(page, 4);
});
