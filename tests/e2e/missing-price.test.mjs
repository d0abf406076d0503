// A price that AWS doesn't publish: named, asked for, typed, and never taken for nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, ONE, open } from "./page.mjs";

// A billion in at $15.00 and 200 million out at $75.00: $30,000. Nobody publishes a batch price of this model.
const DEEP = ["w1.name=Deep", "w1.model=claude-opus-4.1", "w1.scope=geographic", "w1.tokens=1000000000,200000000"];

const verdict = (page) => page.getByRole("region", { name: "Verdict" });

test("a price that isn't published is named, and typing it completes the answer", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...DEEP) });
  await calculator.shows("$30,000");
  await calculator.openWorkload("Deep");
  await calculator.lever("Batch").check();
  await calculator.field("Share sent as batch").fill("50");

  await verdict(page).getByText("Deep has no input price.").waitFor();
  await calculator.answer.getByText("0 of 1 workloads").waitFor();
  await calculator.workload("Deep").getByText("Price missing").waitFor();
  // What has no price has no cost: not even one of zero in the head of its card.
  assert.doesNotMatch(await calculator.workload("Deep").innerText(), /\$/);

  await verdict(page).getByRole("button", { name: "Enter price" }).click();
  const [input, output] = [calculator.field("Input, batch"), calculator.field("Output, batch")];
  await eventually(async () => assert.ok(await input.evaluate((field) => field === document.activeElement)));
  assert.match(await calculator.belowField(input), /This card has none/);
  // One that is typed wrongly is named beside its field, and is none.
  await input.fill("7,5,0");
  await eventually(async () => assert.match(await calculator.belowField(input), /Commas stand between groups of three digits/));
  await input.fill("7.5");
  await calculator.isWrong(input, false);
  await verdict(page).getByText("Deep has no output price.").waitFor();
  assert.match(await calculator.belowField(output), /This card has none/);
  await output.fill("37.5");
  // Half of it at half price: $15,000 and $7,500.
  await calculator.shows("$22,500");
  assert.equal(await calculator.answer.getByText("0 of 1 workloads").count(), 0);
  const panel = await calculator.show("Breakdown");
  assert.deepEqual(await calculator.row("Input, batch", panel), [
    "Input, batch",
    "500M tokens",
    "Your price $7.50",
    "$3,750.00",
  ]);
});

test("a price is typed with the decimal sign of the reader's language", async (t) => {
  const options = { fragment: link(...DEEP, "w1.batch=0.5"), context: { locale: "de-DE" } };
  const { calculator } = await open(t, options);
  await calculator.openWorkload("Deep");
  await calculator.field("Input, batch").fill("7,5");
  await calculator.field("Output, batch").fill("37,5");
  await calculator.shows("$22,500");
});

test("a link whose price is missing says so, and leaves the rest of the answer complete", async (t) => {
  const parts = [...DEEP, "w1.batch=0.5", "w2.name=One", "w2.model=claude-sonnet-4.5", "w2.tokens=1000000,0"];
  const { page, calculator } = await open(t, { fragment: link(...parts) });
  await calculator.shows("$3.00");
  await calculator.answer.getByText("1 of 2 workloads").waitFor();
  await calculator.answer.getByText("Without Deep").waitFor();
  await verdict(page).getByText("The other workload is complete.").waitFor();
  assert.match(await calculator.workload("One").innerText(), /\$3\.00/);
  assert.match(await calculator.workload("Deep").innerText(), /Price missing[^]*No input price/);
});

test("prompts that AWS refuses have no price, and the verdict leads to them", async (t) => {
  // Claude Haiku 4.5 takes 200,000 tokens.
  const parts = ["w1.name=Contracts", "w1.model=claude-haiku-4.5", "w1.requests=10,200001,0"];
  const { page, calculator } = await open(t, { fragment: link(...parts, "w2.name=One", "w2.model=claude-sonnet-4.5", "w2.tokens=1000000,0") });
  await calculator.shows("$3.00");
  await calculator.answer.getByText("Without Contracts").waitFor();
  await verdict(page).getByText("Contracts sends longer prompts than its model takes.").waitFor();
  await verdict(page).getByText("AWS refuses prompts of Claude Haiku 4.5 above 200,000 tokens").waitFor();
  const card = calculator.workload("Contracts");
  assert.match(await card.innerText(), /Prompts too long[^]*Above 200,000 tokens/);
  assert.doesNotMatch(await card.innerText(), /\$/);

  await verdict(page).getByRole("button", { name: "Change prompts" }).click();
  const input = calculator.field("Prompt, whole");
  await input.fill("200000");
  // 2M tokens at $1.00.
  await calculator.shows("$5.00");
  assert.equal(await card.getByText("Prompts too long").count(), 0);
});

test("a long price of one's own is used for prompts above the window, and a notice says so", async (t) => {
  const own = ["price=claude-haiku-4.5,standard,long,input,2,1M", "long-above=claude-haiku-4.5,200000"];
  const parts = ["w1.name=Contracts", "w1.model=claude-haiku-4.5", "w1.requests=10,250000,0", ...own];
  const { calculator } = await open(t, { fragment: link(...parts) });
  await calculator.shows("$5.00");
  const panel = await calculator.show("Breakdown");
  await panel.getByText("They are priced at your own long price.").first().waitFor();
});

test("a model of one's own is priced where it is named", async (t) => {
  const { calculator } = await open(t, { fragment: ONE });
  await calculator.openWorkload("One");
  await calculator.searchModels("Claims 7B");
  await calculator.models.filter({ hasText: "Use “Claims 7B”" }).click();
  await calculator.field("Input").fill("0.25");
  await calculator.field("Output").fill("1");
  // A million tokens in, none out.
  await calculator.shows("$0.25");
});

test("where nothing has a price, the breakdown says so", async (t) => {
  const { page } = await open(t, { fragment: link("w1.model=house-model", "w1.tokens=1000000,0") });
  await page.getByRole("tab", { name: "Breakdown" }).click();
  await page.getByRole("tabpanel", { name: "Breakdown" }).getByText("No price yet.").waitFor();
});
