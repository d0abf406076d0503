import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";

const ESTATE = ["w1.name=Worked+estate", "w1.model=claude-sonnet-4.5", "w1.tokens=2400000000,600000000"];
const beside = (name, ...more) => `compare=${[name, ...ESTATE, ...more].join(";")}`;
const FOUR = link(
  ...ESTATE,
  "compare=List",
  beside("Cached", "w1.cached=1/3"),
  beside("Batch", "w1.cached=1/3", "w1.batch=0.4"),
  beside("Twice", "w1.calls=2"),
);
const view = (calculator) => calculator.answer.getByRole("tabpanel", { name: "Compare" });
const sides = (calculator) => view(calculator).getByRole("list", { name: "Compared scenarios" }).locator("> li");
const cells = async (calculator, name) => {
  const row = view(calculator).getByRole("row").filter({ has: calculator.page.getByRole("button", { name, exact: true }) });
  return (await row.getByRole("cell").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
};
const add = async (calculator, label) => {
  await calculator.list("Compare with").selectOption(label);
  await calculator.button("Add to comparison").click();
};

test("four scenarios of a link stand side by side with the differences computed by hand", async (t) => {
  const { page, calculator } = await open(t, { fragment: FOUR });
  await view(calculator).getByText("C Batch costs least: $11,232.00 a month, $4,968.00 less than A List.").first().waitFor();
  assert.equal(await calculator.total(), "$16,200.00");
  // 2.4B at $3 and 600M at $15; a third read at $0.30; 40% of that at half; everything twice.
  assert.deepEqual(await cells(calculator, "A month"), [
    "$16,200.00",
    "$14,040.00 -$2,160.00, 13.3% lower",
    "$11,232.00 -$4,968.00, 30.7% lower",
    "$32,400.00 +$16,200.00, 100.0% higher",
  ]);
  assert.deepEqual(await cells(calculator, "A year"), [
    "$194,400.00",
    "$168,480.00 -$25,920.00, 13.3% lower",
    "$134,784.00 -$59,616.00, 30.7% lower",
    "$388,800.00 +$194,400.00, 100.0% higher",
  ]);
  assert.deepEqual(await cells(calculator, "Per million tokens"), [
    "$5.40",
    "$4.68 -$0.72, 13.3% lower",
    "$3.74 -$1.66, 30.7% lower",
    "$5.40 the same",
  ]);
  assert.deepEqual(await cells(calculator, "Batch"), [
    "$0.00",
    "$0.00 the same",
    "-$2,808.00 -$2,808.00, lower",
    "$0.00 the same",
  ]);
  const opened = await calculator.explanation(view(calculator).getByRole("button", { name: "A year", exact: true }));
  assert.match(opened.Formula, /C: 12 × \$11,232\.00 = \$134,784\.00/);
  assert.match(opened.Formula, /C against A: \$134,784\.00 - \$194,400\.00 = -\$59,616\.00/);
  // The address is the sender's still.
  await page.waitForTimeout(600);
  assert.equal(calculator.fragment(), FOUR);
});

test("a comparison is put together, turned around, opened, and its link holds it", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.show("Compare");
  await view(calculator).getByText(/^Nothing to compare yet/).waitFor();
  await add(calculator, "Preset: Worked estate");
  await add(calculator, "Preset: Worked estate, with caching");
  await add(calculator, "This scenario, as it is now");
  await eventually(async () => assert.equal(await sides(calculator).count(), 4));
  await calculator.button("Add to comparison").click();
  await view(calculator).getByText("Four are compared already. Remove one first.").waitFor();
  await calculator.field("Its name").fill("Mine & yours");
  // What is typed into the scenario is compared at once.
  await calculator.field("Input tokens").fill("4.8B");
  await calculator.totalBecomes("$15,264.00");
  await eventually(async () =>
    assert.deepEqual(await cells(calculator, "A month"), [
      "$15,264.00",
      "$16,200.00 +$936.00, 6.1% higher",
      "$14,040.00 -$1,224.00, 8.0% lower",
      "$11,232.00 -$4,032.00, 26.4% lower",
    ]),
  );
  await view(calculator).getByRole("button", { name: /^Make first: B Worked estate$/ }).click();
  await eventually(async () => assert.equal((await cells(calculator, "A month"))[1], "$15,264.00 -$936.00, 5.8% lower"));
  assert.equal(await calculator.total(), "$15,264.00");
  await page.waitForTimeout(600);
  const fragment = calculator.fragment();
  assert.match(fragment, /^v1&rates=.*&compare=Worked\+estate;.*&compare=Mine\+%26\+yours&compare=.*&end$/);

  const other = await open(t, { fragment });
  await eventually(async () => assert.equal(await sides(other.calculator).count(), 4));
  assert.deepEqual(await cells(other.calculator, "A month"), await cells(calculator, "A month"));
  assert.equal(await other.calculator.field("Its name").inputValue(), "Mine & yours");

  await view(calculator).getByRole("button", { name: /^Open: A Worked estate$/ }).click();
  await calculator.totalBecomes("$16,200.00");
  assert.equal(await calculator.tab("Where it goes").getAttribute("aria-selected"), "true");
  await calculator.show("Compare");
  assert.equal((await cells(calculator, "A month"))[1], "$15,264.00 -$936.00, 5.8% lower");
  await calculator.button("Undo").click();
  await calculator.totalBecomes("$15,264.00");
  await view(calculator).getByRole("button", { name: /^Remove: D/ }).click();
  await eventually(async () => assert.equal(await sides(calculator).count(), 3));
  await calculator.button("Undo").click();
  await eventually(async () => assert.equal(await sides(calculator).count(), 4));
});

test("a damaged comparison opens what can be read and says what can't", async (t) => {
  const fragment = link(...ESTATE, beside("Bad", "w1.batch=4"), "compare=Empty;what=ever", beside("%E2%80%AE<b>x", "w1.batch=1"));
  const { page, calculator } = await open(t, { fragment });
  await eventually(async () => assert.equal(await sides(calculator).count(), 4));
  await view(calculator).getByText("The value of “w1.batch=4” can't be read.").waitFor();
  await view(calculator).getByText("“what=ever” isn't a field of a scenario.").waitFor();
  await view(calculator).getByText("This one can’t be read.").waitFor();
  assert.deepEqual(await cells(calculator, "A month"), [
    "$16,200.00",
    "$16,200.00 the same",
    "no price",
    "$8,100.00 -$8,100.00, 50.0% lower",
  ]);
  await view(calculator).getByText("�<b>x").first().waitFor();
  assert.equal(await page.locator("#view-compare b").count(), 0);
  await view(calculator).getByRole("button", { name: /^Remove: C/ }).click();
  await eventually(async () => assert.equal(await sides(calculator).count(), 3));
});

test("what AI adds is compared where there is a commitment, and rates of different days are named", async (t) => {
  const fragment = link(...ESTATE, "edp=net,0,1", "y1=20000000,17000000,0,1500000", beside("Older", "rates=2026-08-20"));
  const { calculator } = await open(t, { fragment });
  await view(calculator).getByText(/rates of different days/).waitFor();
  assert.deepEqual(await cells(calculator, "What AI adds in the first year"), ["$0.00 of $1,500,000.00 typed", "no commitment"]);
  // Two bills of which neither is what is paid.
  assert.deepEqual((await cells(calculator, "A year, before discounts"))[0], "$194,400.00");
  await sides(calculator).getByText(/year: \$1,500,000\.00, typed in place of the year’s bill\./).waitFor();
});

for (const colours of ["light", "dark"]) {
  test(`axe finds nothing wrong with a comparison in ${colours} colours`, async (t) => {
    const { calculator, page } = await open(t, { fragment: FOUR, colours });
    await sides(calculator).first().waitFor();
    await calculator.explanation(view(calculator).getByRole("button", { name: "A month", exact: true }));
    await accessible(page);
  });
}

for (const width of [320, 360, 768]) {
  test(`a comparison fits into ${width} pixels`, async (t) => {
    const long = `compare=${"Unbreakable".repeat(7)};w1.model=claude-opus-4.1;w1.scope=geographic;w1.tokens=500000000000000,500000000000000`;
    const { calculator } = await open(t, { fragment: FOUR.replace(/compare=Twice[^&]*/, long), viewport: { width, height: 700 } });
    await sides(calculator).first().waitFor();
    await calculator.explanation(view(calculator).getByRole("button", { name: "A year", exact: true }));
    assert.equal(await calculator.overflow(), 0);
    await calculator.answer.getByText("The same numbers as a table").last().click();
    assert.equal(await calculator.overflow(), 0);
  });
}
