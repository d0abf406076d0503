import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

test("models are found by name, by provider and by price", async (t) => {
  const { calculator } = await open(t);
  await calculator.picker.click();
  const all = await calculator.models.count();
  assert.ok(all > 100, `${all} models`);
  for (const [search, found] of [
    ["haiku 4.5", "Claude Haiku 4.5"],
    ["mistral", "Mistral Large"],
    ["3.00 / 15.00", "Claude Sonnet 4.5"],
  ]) {
    await calculator.picker.fill(search);
    await eventually(async () => {
      const names = await calculator.models.allInnerTexts();
      assert.ok(names.length < all && names.some((name) => name.includes(found)), `${search}: ${names}`);
    });
  }
  await calculator.picker.fill("no such model");
  await calculator.page.getByText("No model matches.").waitFor();
});

test("choosing a model prices it", async (t) => {
  const { calculator } = await open(t);
  await calculator.chooseModel("Claude Haiku 4.5");
  await calculator.totalBecomes("$3,744.00");
  assert.equal(await calculator.picker.inputValue(), "Claude Haiku 4.5");
  assert.equal(await calculator.models.count(), 0, "the list is closed");
});

test("escape keeps the model", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.picker.click();
  await calculator.picker.fill("nova");
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await calculator.picker.inputValue(), "Claude Sonnet 4.5"));
  assert.equal(await calculator.total(), "$11,232.00");
});

test("a model without the present scope says that it moves", async (t) => {
  const { calculator } = await open(t);
  await calculator.chooseModel("Jamba 1.5 Large");
  await calculator.scenario.getByText(/No global price: moved to in-region\./).waitFor();
  assert.ok(await calculator.choice("In-region").isChecked());
});

test("a model read from a secondary source is marked, in the list and in the bill", async (t) => {
  const { calculator } = await open(t);
  await calculator.picker.click();
  const marked = calculator.models.filter({ hasText: "secondary" }).first();
  const name = (await marked.innerText()).split("\n")[0].trim();
  await calculator.picker.fill(name);
  await marked.click();
  await calculator.openGroup("Caching and batch");
  await calculator.choice("None").check();
  await calculator.field("Requests run as batch").fill("0");
  await eventually(async () => assert.match((await calculator.row("Input, on demand"))[2], /secondary/));
});
