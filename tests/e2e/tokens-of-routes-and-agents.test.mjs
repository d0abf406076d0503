// What is typed of tokens beyond a request's own: those that a route's model counts, and those that an agent's calls add. The
// totals are those of tests/golden/a-route-counts-more-tokens.toml and agent-prompt-grows.toml.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, open } from "./page.mjs";

test("a route's model may count the same text as more tokens", async (t) => {
  const fragment = link(
    "w1.name=Work",
    "w1.model=claude-sonnet-4.5",
    "w1.requests=1000,10000,1000",
    "w1.route=own-model,global,us-east-1,0.5",
    "price=own-model,standard,ordinary,input,2,1M",
    "price=own-model,standard,ordinary,output,10,1M",
  );
  const { page, calculator } = await open(t, { fragment });
  // 5M x $3.00 + 0.5M x $15.00, and 5M x $2.00 + 0.5M x $10.00.
  await calculator.isExactly("$37.50");
  await calculator.openWorkload("Work");
  const factor = page.getByRole("group", { name: "Model 2", exact: true }).getByRole("textbox", { name: "Token factor", exact: true });
  await factor.fill("1.3");
  // 6.5M x $2.00 + 0.65M x $10.00.
  await calculator.isExactly("$42.00");
  assert.match(await calculator.belowField(factor), /Times the tokens that this workload’s own model counts/);
  await calculator.addressBecomes(/w1\.route=own-model,global,us-east-1,0\.5,1\.3&/);
});

test("an agent's calls may send what the calls before them added", async (t) => {
  const { calculator } = await open(t, { fragment: link("w1.name=Agent", "w1.model=claude-sonnet-4.5", "w1.requests=1000,4000,500") });
  // 4M x $3.00 + 0.5M x $15.00.
  await calculator.isExactly("$19.50");
  await calculator.openWorkload("Agent");
  await calculator.lever("Agent").check();
  await calculator.field("Calls a request").fill("5");
  // All of it five times.
  await calculator.isExactly("$97.50");
  await calculator.list("Each call sends").selectOption("The prompt, and all calls before it");
  await calculator.field("Tool results after each call").fill("300");
  // Prompts of 4,000, 4,800, 5,600, 6,400 and 7,200: 28M x $3.00 + 2.5M x $15.00.
  await calculator.isExactly("$121.50");
  await eventually(async () => assert.match(await calculator.belowField(calculator.field("Tool results after each call")), /adds 800 tokens/));
  await calculator.addressBecomes(/w1\.calls=5&w1\.grows=300&/);
});
