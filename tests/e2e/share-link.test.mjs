// A link holds the scenario: copied, opened elsewhere, and opened beside.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Calculator, link, LOWERED, olderLink, ONE, open } from "./page.mjs";

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
