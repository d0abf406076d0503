// The model picker: found by name, provider and price; a choice prices it, Escape keeps the model.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ESTATE, eventually, link, LOWERED, olderLink, ONE, open } from "./page.mjs";

async function opened(t, fragment) {
  const { page, calculator } = await open(t, { fragment });
  await calculator.openWorkload(fragment === ONE ? "One" : "Worked estate");
  return { page, calculator };
}

test("models are found by name, by provider and by price", async (t) => {
  const { page, calculator } = await opened(t, ONE);
  await calculator.searchModels("");
  // Every model of the card can be found; those that can't be bought any more only where they are searched for.
  const count = page.getByText(/^\d+ of \d+ models$/);
  const [offered, all] = (await count.innerText()).match(/\d+/g).map(Number);
  assert.ok(all > 100 && offered <= all, `${offered} of ${all} models`);
  await eventually(async () => assert.equal(await calculator.models.count(), offered));
  for (const [search, found] of [
    ["haiku 4.5", "Claude Haiku 4.5"],
    ["mistral", "Mistral Large"],
    ["$3.00 / $15.00", "Claude Sonnet 4.5"],
    ["anthropic 3.00 15.00", "Claude Sonnet 4.5"],
  ]) {
    await calculator.searchModels(search);
    await eventually(async () => {
      const names = await calculator.models.allInnerTexts();
      assert.ok(names.length < all && names.some((name) => name.includes(found)), `${search}: ${names}`);
    });
  }
  await calculator.searchModels("no such model");
  await page.getByText(/^0 of \d+ models$/).waitFor();
  await calculator.models.filter({ hasText: "A model of your own: you type its prices" }).waitFor();
});

test("choosing a model prices it, and Escape keeps it", async (t) => {
  const { page, calculator } = await opened(t, olderLink(...LOWERED));
  await calculator.chooseModel("Claude Haiku 4.5");
  // $1.00 and $5.00 are a third of $3.00 and $15.00, and so are all prices that follow from them.
  await calculator.shows("$3,744");
  await eventually(async () => assert.match(await calculator.picker.innerText(), /Claude Haiku 4\.5/));
  assert.equal(await calculator.models.count(), 0, "the list is closed");

  await calculator.searchModels("nova");
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await calculator.models.count(), 0));
  assert.match(await calculator.picker.innerText(), /Claude Haiku 4\.5/);
  assert.ok(await calculator.picker.evaluate((button) => button === document.activeElement));
  await calculator.shows("$3,744");

  // The same by keyboard alone.
  await page.keyboard.press("Enter");
  await page.keyboard.type("sonnet 4.5");
  await eventually(async () => assert.match((await calculator.models.allInnerTexts()).join(), /^Claude Sonnet 4\.5/));
  await page.keyboard.press("Enter");
  await calculator.shows("$11,232");
});

test("a model without the present scope says that it moves", async (t) => {
  const { page, calculator } = await opened(t, link(...ESTATE));
  await calculator.chooseModel("Jamba 1.5 Large");
  await page.getByText("This model has no Global price, so it is set to One Region.").waitFor();
  assert.equal(await calculator.chosen("Inference scope"), "One Region");
});

test("what a secondary source alone says is marked: in the list, in the bill, and in what it opens to", async (t) => {
  // AWS's price list doesn't have Grok's Flex price of 28 November 2026: it is that of LiteLLM.
  const parts = ["w1.name=Worked+estate", "w1.model=grok-4.6", "w1.tier=flex", "w1.tokens=1000000,0"];
  const { calculator } = await opened(t, link(...parts));
  await calculator.shows("$1.00");
  const panel = await calculator.show("Breakdown");
  assert.match((await calculator.row("Input, Flex", panel))[2], /Not from AWS/);
  const { Source } = await calculator.proof(panel.getByRole("button", { name: "Input, Flex", exact: true }));
  assert.match(Source, /A secondary source, not an AWS publication\./);
  const evidence = await calculator.show("Evidence");
  await evidence.getByText("secondary", { exact: true }).first().waitFor();
  await calculator.searchModels("Grok 4.6");
  await calculator.models.filter({ hasText: /^Grok 4\.6\s.*Not from AWS/s }).waitFor();
  await calculator.searchModels("Sonnet 4.5");
  const listed = calculator.models.filter({ hasText: "Claude Sonnet 4.5" }).first();
  assert.doesNotMatch(await listed.innerText(), /Not from AWS/);
});

test("a pasted profile or ARN sets the scope and the Region too", async (t) => {
  const { calculator } = await opened(t, ONE);
  const chosen = () => Promise.all(["Inference scope", "Region"].map((label) => calculator.chosen(label)));
  const pick = async (text) => {
    await calculator.searchModels(text);
    await calculator.models.first().click();
  };
  await pick("eu.anthropic.claude-sonnet-4-5-20250929-v1:0");
  await eventually(async () => assert.equal((await chosen())[0], "One geography"));
  const profile = "inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0";
  await pick(`arn:aws:bedrock:eu-west-1:123456789012:${profile}`);
  const there = async () => assert.match((await chosen()).join(), /^Global,.*eu-west-1/);
  await eventually(there);
  // A name alone keeps the place.
  await calculator.chooseModel("Claude Sonnet 4.5");
  await eventually(there);
});
