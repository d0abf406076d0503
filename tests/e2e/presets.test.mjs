import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

const TOTALS = {
  "Worked estate": "$16,200.00",
  "Worked estate, with caching": "$14,040.00",
  "Worked estate, with caching and batch": "$11,232.00",
  "Cached system prompt": "$36,000.00",
  "Mid-size platform, inference": undefined,
  "Routed mix": undefined,
};

test("every preset names its source and can be loaded", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.show("Published figures");
  for (const [name, total] of Object.entries(TOTALS)) {
    await calculator.button("Presets").click();
    const preset = page.getByRole("dialog", { name: "Presets" }).getByRole("button", { name: `${name} ` }).first();
    assert.match(await preset.innerText(), /Redress Compliance, .*2026/);
    await page.keyboard.press("Escape");
    await calculator.loadPreset(name);
    if (total) {
      await calculator.totalBecomes(total);
    }
    const loaded = calculator.answer.getByRole("row").and(page.locator("[aria-current=true]"));
    await eventually(async () => assert.match(await loaded.first().innerText(), new RegExp(`${name}\\.`)));
    assert.equal(await calculator.answer.getByText(/^Last good answer/).count(), 0);
  }
});

test("published figures stand beside exact ones with the reason where they differ", async (t) => {
  const { calculator } = await open(t);
  await calculator.show("Published figures");
  const row = await calculator.row("Saved for a thousand requests");
  assert.deepEqual(row.slice(1, 4), ["$0.27", "$10.80", "+$10.53"]);
  assert.match(row[4], /40 times too low/);
});

test("what a preset is about is shown", async (t) => {
  const { calculator } = await open(t);
  for (const [name, view] of [
    ["EDP gap, partial", "Commitment"],
    ["Worked estate", "Commitment"],
    ["Support copilot", "Capacity"],
    ["Bundle close", "Commitment"],
  ]) {
    await calculator.loadPreset(name);
    await calculator.answer.getByRole("tab", { name: view, selected: true }).waitFor();
  }
});

test("no published figure has its sign twice", async (t) => {
  const { calculator } = await open(t);
  await calculator.show("Published figures");
  const view = calculator.answer.getByRole("tabpanel", { name: "Published figures" });
  await view.getByText("93%", { exact: true }).first().waitFor();
  assert.doesNotMatch(await view.innerText(), /%%|\$\$/);
});
