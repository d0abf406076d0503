// The first visit: its example becomes the reader's own with the first change that says so, and an empty scenario is empty.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, open } from "./page.mjs";

/** The example: a third of 2.4 billion tokens read from cache, 40% of 600 million and the rest in batch. */
const EXAMPLE = "$11,664.00";
const REMOVED = "Example’s savings removed, so this is your own list price";

async function opened(t) {
  const { page, calculator } = await open(t);
  await calculator.isExactly(EXAMPLE);
  await calculator.openWorkload("Document assistant");
  const levers = async () => {
    const [caching, batch] = [calculator.lever("Prompt caching"), calculator.lever("Batch")];
    return [await caching.isChecked(), await batch.isChecked()];
  };
  const leversAre = (...expected) => eventually(async () => assert.deepEqual(await levers(), expected));
  await leversAre(true, true);
  return { page, calculator, leversAre };
}

test("another model makes the example the reader's own, without savings that nobody has said to hold, and undo brings them back", async (t) => {
  const { calculator, leversAre } = await opened(t);
  await calculator.chooseModel("Claude Haiku 4.5");
  await calculator.said(REMOVED);
  // 2,400M x $1.00 + 600M x $5.00.
  await calculator.isExactly("$5,400.00");
  await leversAre(false, false);
  assert.equal(await calculator.answer.getByText("Example", { exact: true }).count(), 0);
  await calculator.addressBecomes(/w1\.model=claude-haiku-4\.5/);
  assert.doesNotMatch(await calculator.fragment(), /w1\.(cached|batch)=/);
  await calculator.undo.click();
  await calculator.isExactly(EXAMPLE);
  await leversAre(true, true);
  await calculator.answer.getByText("Example", { exact: true }).waitFor();
});

test("another demand does the same, once: levers that the reader sets stay", async (t) => {
  const { calculator, leversAre } = await opened(t);
  await calculator.field("Input tokens a month").fill("4.8B");
  await calculator.said(REMOVED);
  // 4,800M x $3.00 + 600M x $15.00.
  await calculator.isExactly("$23,400.00");
  await leversAre(false, false);
  await calculator.lever("Batch").check();
  // All of it, at half price.
  await calculator.isExactly("$11,700.00");
  await calculator.chooseModel("Claude Haiku 4.5");
  // 4,800M x $0.50 + 600M x $2.50.
  await calculator.isExactly("$3,900.00");
  await leversAre(false, true);
});

test("a lever that is set otherwise leaves the others as they are", async (t) => {
  const { page, calculator, leversAre } = await opened(t);
  await calculator.field("Share sent as batch").fill("50");
  // Half isn't batch: 400M read at $0.30, 800M at $3.00, 300M at $15.00. The other half: 1,200M at $1.50, 300M at $7.50.
  await calculator.isExactly("$11,070.00");
  await leversAre(true, true);
  assert.equal(await calculator.answer.getByText("Example", { exact: true }).count(), 0);
  assert.equal(await page.getByRole("status").getByText(REMOVED).count(), 0);
});

test("“Price my app” starts with an empty workload, and every lever is off", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.button("Price my app").click();
  await calculator.said("Started an empty scenario");
  const name = calculator.field("Name");
  await eventually(async () => assert.ok(await name.evaluate((field) => field === document.activeElement)));
  assert.equal(await name.inputValue(), "My app");
  // Nothing is asked for, and nothing is paid.
  await calculator.isExactly("$0.00");
  await calculator.workload("My app").getByText("No demand yet").waitFor();
  assert.equal(await calculator.answer.getByText("Example", { exact: true }).count(), 0);
  const switches = await page.getByRole("switch").all();
  const on = await Promise.all(switches.map(async (lever) => [await lever.getAttribute("aria-label"), await lever.isChecked()]));
  assert.ok(on.length >= 7, `${on.length} levers`);
  assert.deepEqual(on.filter(([, isOn]) => isOn), []);
  const demand = page.getByRole("group", { name: "Demand", exact: true });
  for (const field of await demand.getByRole("textbox").all()) {
    assert.match(await field.inputValue(), /^0?$/);
  }
  assert.equal(await page.getByRole("heading", { name: "What will Amazon Bedrock cost you?" }).count(), 0);
  await calculator.addressBecomes(/^v2&/);
  assert.doesNotMatch(await calculator.fragment(), /w1\.(cached|batch|calls|trim|overhead|tier|route)/);
});
