// A price of one's own in place of AWS's list price.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, LOWERED, olderLink, open } from "./page.mjs";

test("a typed price replaces the list price and is marked where it is used", async (t) => {
  const { calculator } = await open(t, { fragment: olderLink(...LOWERED) });
  await calculator.openWorkload("Worked estate");
  await calculator.lever("Your own prices").check();
  const price = calculator.field("Output");
  assert.equal(await calculator.belowField(price), "AWS list: $15.00");
  await price.fill("12.50");
  // 360 million tokens at $12.50 in place of $15.00.
  await calculator.shows("$10,332");

  const panel = await calculator.show("Breakdown");
  const output = await calculator.row("Output", panel);
  assert.deepEqual(output.slice(2), ["Your price $12.50", "$4,500.00"]);
  assert.doesNotMatch((await calculator.row("Input, not cached", panel))[2], /Your price/);
  const { Source } = await calculator.proof(panel.getByRole("button", { name: "Output", exact: true }));
  assert.match(Source, /Your price/);

  await calculator.addressBecomes(/price=claude-sonnet-4\.5,/);
  await calculator.lever("Your own prices").uncheck();
  await calculator.shows("$11,232");
  await calculator.addressBecomes(/^(?!.*price=)/);
  await eventually(async () => assert.equal(await price.count(), 0));
});

test("a typed price can hold in one place alone, and the link says so", async (t) => {
  const two = ["w1.name=Near", "w1.model=claude-haiku-4.5", "w1.tokens=1000000,0", "w2.name=Far", "w2.model=claude-haiku-4.5"];
  const { calculator } = await open(t, { fragment: link(...two, "w2.region=eu-west-1", "w2.tokens=1000000,0") });
  // $1.00 a million, twice.
  await calculator.isExactly("$2.00");
  await calculator.openWorkload("Near");
  await calculator.lever("Your own prices").check();
  await calculator.field("Input").fill("0.50");
  await calculator.isExactly("$1.00");
  const hold = calculator.list("Where your prices apply");
  assert.equal(await hold.locator("option:checked").textContent(), "In every scope and Region");
  await hold.selectOption("Only here: global, us-east-1");
  await calculator.isExactly("$1.50");
  await calculator.addressBecomes(/price=claude-haiku-4\.5,standard,ordinary,input,0\.5,1M,global,us-east-1/);
  await calculator.choose("More", "Undo");
  await calculator.isExactly("$1.00");
});
