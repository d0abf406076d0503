import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

test("a typed price replaces the list price and is marked where it is used", async (t) => {
  const { calculator } = await open(t);
  const group = await calculator.openGroup("Prices");
  await calculator.button("Add a price").click();
  const card = group.getByRole("group", { name: /^Typed price 1, Claude Sonnet 4\.5, output/ });
  await card.getByText("List: $15.00 per 1M tokens").waitFor();
  await calculator.field("Price").fill("12.50");
  await calculator.totalBecomes("$10,332.00");

  const output = await calculator.row("Output, on demand");
  assert.deepEqual(output.slice(2), ["typed $12.50 per 1M tokens", "$4,500.00"]);
  assert.doesNotMatch((await calculator.row("Input, on demand"))[2], /typed/);
  assert.match((await calculator.explanation(calculator.line("Output, on demand"))).Source, /Your price/);

  await eventually(async () => assert.match(calculator.fragment(), /price=claude-sonnet-4\.5,/));
  await calculator.button("Remove price 1").click();
  await calculator.totalBecomes("$11,232.00");
});
