// A price of one's own in place of AWS's list price.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, LOWERED, olderLink, open } from "./page.mjs";

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
