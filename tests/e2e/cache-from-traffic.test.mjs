import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";

const REQUESTS = link("w1.name=Chat", "w1.model=claude-sonnet-4.5", "w1.requests=30000000,4000,0");

test("caching can be worked out from the traffic", async (t) => {
  const { calculator } = await open(t, { fragment: REQUESTS });
  await calculator.totalBecomes("$360,000.00");
  await calculator.openGroup("Caching and batch");
  await calculator.choice("From traffic").check();
  await calculator.field("Prefix").fill("4,000");
  await calculator.field("Requests a minute").fill("694.4444");
  await calculator.totalBecomes("$36,000.00");

  await calculator.field("Requests a minute").fill("0.01");
  await calculator.choice("Evenly spaced").check();
  await calculator.totalBecomes("$450,000.00");
});

test("a prefix shorter than the model caches is named", async (t) => {
  const { calculator } = await open(t, { fragment: REQUESTS });
  await calculator.openGroup("Caching and batch");
  await calculator.choice("From traffic").check();
  await calculator.field("Prefix").fill("500");
  await eventually(async () =>
    assert.match(await calculator.besideField("Prefix"), /1,024 tokens is the least this model caches/),
  );
  await calculator.totalBecomes("$360,000.00");
  await calculator.answer.getByText(/1,024/).first().waitFor();
});

test("another kind of caching keeps what was given for the first", async (t) => {
  const { calculator } = await open(t);
  await calculator.openGroup("Caching and batch");
  await calculator.field("Input read from cache").fill("50");
  await calculator.choice("None").check();
  await calculator.totalBecomes("$12,960.00");
  await calculator.choice("Share").check();
  await calculator.totalBecomes("$10,368.00");
  assert.match(await calculator.field("Input read from cache").inputValue(), /^50%?$/);
});
