// Prompt caching worked out from traffic, and what stays when its form changes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ESTATE, eventually, link, LOWERED, olderLink, open } from "./page.mjs";

// 30 million requests of 4,000 tokens at $3.00 a million: $360,000.
const REQUESTS = link("w1.name=Chat", "w1.model=claude-sonnet-4.5", "w1.requests=30000000,4000,0");

/** Opens the workload with caching from its traffic. */
async function cached(t) {
  const opened = await open(t, { fragment: REQUESTS });
  const { calculator } = opened;
  await calculator.isExactly("$360,000.00");
  await calculator.openWorkload("Chat");
  await calculator.lever("Prompt caching").check();
  await calculator.choice("Work out cache reads from", "Your traffic").check({ force: true });
  return { ...opened, prefix: opened.page.getByRole("textbox", { name: /^prefix/i }) };
}

test("caching can be worked out from the traffic", async (t) => {
  const { page, calculator, prefix } = await cached(t);
  const rate = calculator.field("Requests that share it");
  await prefix.fill("4,000");
  await rate.fill("694.4444");
  // So often that all but the first read: a tenth of the price.
  await calculator.shows("$36,000");
  await rate.fill("0.01");
  const even = page.getByRole("radio", { name: /evenly/i });
  await even.check({ force: true });
  // 100 minutes apart every request writes: 1.25 times the price.
  await calculator.isExactly("$450,000.00");
});

test("a prefix shorter than the model caches is named", async (t) => {
  const { calculator, prefix } = await cached(t);
  await prefix.fill("500");
  await eventually(async () =>
    assert.match(await calculator.belowField(prefix), /Not cached: this model caches from 1,024 tokens on/),
  );
  await calculator.isExactly("$360,000.00");
  const breakdown = await calculator.show("Breakdown");
  await breakdown.getByRole("note").filter({ hasText: /1,024/ }).first().waitFor();
});

test("another form of caching keeps what was given for the first", async (t) => {
  const { calculator } = await open(t, { fragment: olderLink(...LOWERED) });
  await calculator.openWorkload("Worked estate");
  const share = calculator.field("Read from cache");
  await share.fill("50");
  // 1,200 x $3.00 + 1,200 x $0.30 + 600 x $15.00 = $12,960, and 40% of it at half.
  await calculator.isExactly("$10,368.00");
  await calculator.choice("Work out cache reads from", "Your traffic").check({ force: true });
  await share.waitFor({ state: "detached" });
  await calculator.choice("Work out cache reads from", "A share of the prompt").check({ force: true });
  await calculator.isExactly("$10,368.00");
  assert.equal(await share.inputValue(), "50");
});

test("requests of many prefixes find the cache of their own only", async (t) => {
  const { calculator, prefix } = await cached(t);
  await prefix.fill("4,000");
  await calculator.field("Requests that share it").fill("694.4444");
  await calculator.shows("$36,000");
  // So many that none is asked for twice within five minutes: next to all write, at 1.25 times the price.
  await calculator.field("Different prefixes").fill("100,000,000");
  await calculator.isExactly("$450,000.00");
  // A hit share that was measured goes before: half read at $0.30, half written at $3.75.
  await calculator.field("Requests that find the cache, if you measured it").fill("50");
  await calculator.isExactly("$243,000.00");
});

test("tokens can be given as a bill counts them", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...ESTATE) });
  await calculator.openWorkload("Worked estate");
  await calculator.lever("Prompt caching").check();
  await calculator.choice("Work out cache reads from", "Counted tokens").check({ force: true });
  await calculator.field("Tokens read from cache").fill("800,000,000");
  // 1,600 x $3.00 + 800 x $0.30 + 600 x $15.00.
  await calculator.isExactly("$14,040.00");
  await calculator.field("Tokens written for 5 minutes").fill("100,000,000");
  await calculator.field("Tokens written for 1 hour").fill("100,000,000");
  // 200 fewer fresh, 100 x $3.75 and 100 x $6.00.
  await calculator.isExactly("$14,415.00");
  await calculator.addressBecomes(/w1\.counted=800000000,100000000,0,100000000/);
  await calculator.field("Tokens written for 1 hour").fill("2,000,000,000");
  await page.getByText("come to more than the whole input", { exact: false }).first().waitFor();
});

test("writes can be kept for two different times", async (t) => {
  const fragment = link("w1.name=Chat", "w1.model=claude-sonnet-4.5", "w1.tokens=12000000000,1000000000", "w1.cached=0.5", "w1.reads=3");
  const { page, calculator } = await open(t, { fragment });
  // 4,000 x $3.00 + 6,000 x $0.30 + 2,000 x $3.75 + 1,000 x $15.00.
  await calculator.isExactly("$36,300.00");
  await calculator.openWorkload("Chat");
  const hour = calculator.field("Cache writes kept for 1 hour");
  await hour.fill("25");
  // 500 of the writes at $6.00.
  await calculator.isExactly("$37,425.00");
  await calculator.addressBecomes(/w1\.hour=0\.25/);
  assert.match(await calculator.belowField(hour), /The rest is kept for 5 minutes/);
  await hour.fill("120");
  await calculator.isWrong(hour);
  await calculator.isExactly("$37,425.00");
  const evidence = await calculator.show("Evidence");
  await evidence.getByText("1 hour (25%) and 5 minutes", { exact: false }).first().waitFor();
  // All for an hour: nothing is left to say.
  await calculator.list("Lifetime").selectOption("1 hour");
  await hour.waitFor({ state: "detached" });
  await calculator.isExactly("$40,800.00");
  assert.equal(await page.getByRole("textbox", { name: "Cache writes kept for 1 hour" }).count(), 0);
});
