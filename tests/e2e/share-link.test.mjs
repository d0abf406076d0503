// A link holds the scenario: copied, opened elsewhere, and opened beside.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Calculator, eventually, link, LOWERED, olderLink, ONE, open } from "./page.mjs";

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

test("a copied link opens elsewhere as the same scenario with the same answer", async (t) => {
  const { page, calculator } = await open(t, { fragment: olderLink(...LOWERED), context: CLIPBOARD });
  await calculator.openWorkload("Worked estate");
  await calculator.chooseModel("Claude Haiku 4.5");
  await calculator.field("Name").fill("Chat & search");
  await calculator.field("Input tokens a month").fill("4.8B");
  await calculator.field("Share sent as batch").fill("25");
  await calculator.field("Reads per write").fill("12.5");
  // $1.00, $5.00, cache read $0.10 and write $1.25. 1.6B of input are read from cache,
  // a 12.5th of that is written to it, 3.072B are left: 87.5% of 3,072 + 160 + 160 + 3,000 dollars, with a quarter at half price.
  await calculator.shows("$5,593");

  await calculator.choose("Share", "Copy link");
  await calculator.said("Link copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, page.url(), "the address says the same");

  const other = await open(t, { fragment: new URL(copied).hash.slice(1) });
  await other.calculator.shows("$5,593");
  assert.equal(await other.calculator.answer.innerText(), await calculator.answer.innerText());
  await other.calculator.openWorkload("Chat & search");
  assert.match(await other.calculator.picker.innerText(), /Claude Haiku 4\.5/);
  for (const [label, text] of [
    ["Name", "Chat & search"],
    ["Input tokens a month", "4.8B"],
    ["Share sent as batch", "25"],
    ["Reads per write", "12.5"],
  ]) {
    assert.equal(await other.calculator.field(label).inputValue(), text, label);
  }
});

test("a link says in full what the example is, with the date of its rates", async (t) => {
  const { page, calculator } = await open(t, { context: CLIPBOARD });
  await calculator.choose("Share", "Copy link");
  await calculator.said("Link copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /#v2&rates=2026-11-28&.*w1\.name=Document_assistant&.*&end$/);
  assert.ok(copied.length < 2_000, `${copied.length} characters`);
  const other = await open(t, { fragment: new URL(copied).hash.slice(1) });
  await other.calculator.shows("$11,664");
});

test("a link opened in a second tab doesn't change the first", async (t) => {
  const { context, page, calculator } = await open(t, { fragment: ONE });
  const second = await context.newPage();
  const fragment = link("w1.model=nova-lite", "w1.scope=in-region", "w1.tokens=1000000,0");
  await second.goto(`${page.url().split("#")[0]}#${fragment}`);
  await second.evaluate(() => globalThis.applicationStarted);
  await new Calculator(second).shows("$0.06");
  await page.waitForTimeout(600);
  await calculator.shows("$3.00");
});

test("the link is shown with its length, and follows the scenario", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE, context: CLIPBOARD });
  await calculator.choose("Share", "Show link");
  const dialog = page.getByRole("dialog", { name: "Link to this scenario" });
  const shown = dialog.getByRole("textbox", { name: "Link" });
  await eventually(async () => assert.equal(await shown.inputValue(), page.url()));
  const length = (await shown.inputValue()).length.toLocaleString("en-US");
  await dialog.getByText(`${length} characters.`).waitFor();
  assert.equal(await dialog.getByRole("button", { name: "Save scenario file" }).count(), 0);
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await eventually(async () => assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url()));
  await dialog.getByRole("button", { name: "Close" }).click();
  await dialog.waitFor({ state: "detached" });
});

test("a link of more than 2,000 characters offers a scenario file", async (t) => {
  const workloads = Array.from({ length: 20 }, (_, index) => index + 1).flatMap((place) => [
    `w${place}.name=A_workload_with_a_long_name_${place}`,
    `w${place}.model=claude-sonnet-4.5`,
    `w${place}.tokens=2400000000,600000000`,
  ]);
  const { page, calculator } = await open(t, { fragment: link(...workloads), context: CLIPBOARD });
  await calculator.choose("Share", "Copy link");
  const dialog = page.getByRole("dialog", { name: "Link to this scenario" });
  await dialog.getByText("Some programs cut a link this long.").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.length > 2_000, `${copied.length} characters`);
  const saved = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save scenario file" }).click();
  assert.equal((await saved).suggestedFilename(), "bedrock-scenario.json");
});
