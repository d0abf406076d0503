import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";
import { showCapacity } from "./capacity.mjs";

const PRESETS = {
  "PT curve": {
    total: "$16,060.00",
    says: ["One six-month unit saves $140.00 a month against list price."],
    rows: { "Six months": /\$22\.00 \$16,060\.00 67\.9%/, "No commitment": /\$44\.00 \$32,120\.00 never \(135\.8%\)/ },
  },
  "Worked estate on units": {
    total: "$16,060.00",
    says: [
      "One six-month unit saves $140.00 a month against list price, and loses $4,828.00 a month against caching and batch.",
      "Cheapest for this load: no units at all. On no term does one pay.",
      "At 68.5% utilisation each served token costs 1.43 times what it would otherwise.",
    ],
    rows: { "One month": /\$39\.60 \$28,908\.00 never \(122\.2%\) never \(176\.3%\)/ },
  },
  "Support copilot": {
    total: "$4,400.00",
    says: ["2 six-month units save $1,400.00 a month against list price."],
    rows: { Utilisation: /100\.0%/, "No commitment": /no price/ },
  },
  "Nightly enrichment": {
    total: "$4,400.00",
    says: ["2 six-month units lose $3,500.00 a month against list price."],
    rows: { Utilisation: /16\.7%/ },
  },
  "Fine-tuned model": {
    total: "$28,909.95",
    says: ["Cheapest to serve: import, $914.88 a month."],
    rows: { Training: /\$120\.00/, "Model units": /chosen.*\$28,908\.00/ },
  },
};

for (const [name, { total, says, rows }] of Object.entries(PRESETS)) {
  test(`the preset “${name}” says what was published`, async (t) => {
    const { calculator } = await open(t);
    await calculator.loadPreset(name);
    await calculator.totalBecomes(total);
    const view = await showCapacity(calculator);
    for (const sentence of says) {
      await view.getByText(sentence, { exact: false }).first().waitFor();
    }
    for (const [row, expected] of Object.entries(rows)) {
      const found = view.getByRole("row", { name: new RegExp(`^${row}`) }).first();
      assert.match((await found.innerText()).replace(/\s+/g, " "), expected);
    }
    await calculator.show("Published figures");
    await eventually(async () => {
      const current = calculator.answer.getByRole("tabpanel").locator("[aria-current=true]");
      assert.match(await current.first().innerText(), new RegExp(`${name}\\.`));
    });
  });
}

test("training is paid once, and isn't part of the month", async (t) => {
  const { calculator } = await open(t);
  await calculator.loadPreset("Fine-tuned model");
  await calculator.totalBecomes("$28,909.95");
  await calculator.show("Where it goes");
  assert.deepEqual((await calculator.row("Paid once")).at(-1), "$120.00");
  const terms = await calculator.explanation(calculator.line("Training, once"));
  assert.match(terms.Formula, /^30,000,000 tokens × \$4\.00 .*= \$120\.00$/);
  assert.match(terms.Source, /read \d{1,2} \w+ 20\d\d/);
});

test("a charge for units opens to its hours and its price", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.loadPreset("PT curve");
  await calculator.totalBecomes("$16,060.00");
  const workloads = calculator.scenario.getByRole("list", { name: "Workloads" });
  assert.match(await workloads.innerText(), /on capacity/, "a workload that a unit serves as a whole isn't free");
  await calculator.show("Where it goes");
  const line = calculator.line("Model units, six months");
  await line.focus();
  await page.keyboard.press("Enter");
  const terms = await calculator.explanation(line);
  assert.match(terms.Quantity, /1 units? × 730 hours in the month = 730/);
  assert.match(terms.Formula, /730 unit hours × \$22\.00 .*= \$16,060\.00/);
  await page.keyboard.press("Space");
  await eventually(async () => assert.equal(await line.getAttribute("aria-expanded"), "false"));
});
