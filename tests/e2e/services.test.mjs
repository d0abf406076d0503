// Services around inference: what is added to the total, by whom it is driven, and what is missing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { link, open } from "./page.mjs";

/** 10,000,000 calls of 5,000 tokens, 20,000 characters, at $3.00 per million: $150,000. */
const CALLS = ["w1.name=Chat", "w1.model=claude-sonnet-4.5", "w1.requests=10000000,5000,0"];

/** Opens the row of services. */
async function openServices(page) {
  await page.getByRole("button", { name: /^Services/ }).click();
  await page.getByRole("button", { name: "Add a guardrail" }).waitFor();
}

test("a guardrail checks the whole prompt of each call, or its tagged part", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...CALLS) });
  await openServices(page);
  await calculator.button("Add a guardrail").click();
  // 20 text units a call at $0.15 per thousand.
  await calculator.shows("$150,000 inference, $30,000 services");
  await page.getByLabel("Sensitive information (PII)").check();
  await calculator.shows("$150,000 inference, $50,000 services");
  await calculator.shows("$200,000");
  await calculator.field("Tagged part of each prompt").fill("1,000");
  await calculator.shows("$150,000 inference, $2,500 services");
  await accessible(page);
  await calculator.button("Remove guardrail").click();
  await calculator.shows("$150,000");
  await calculator.button("Undo").first().click();
  await calculator.shows("$150,000 inference, $2,500 services");
});

test("services that need requests ask for them where demand is in tokens", async (t) => {
  const { page, calculator } = await open(t, {
    fragment: link("w1.name=Chat", "w1.model=claude-sonnet-4.5", "w1.tokens=50000000000,0"),
  });
  await openServices(page);
  await calculator.button("Add a guardrail").click();
  await calculator.field("Requests a month").fill("10M");
  await calculator.shows("$150,000 inference, $30,000 services");
});

test("a store is charged by the hour, and a price that isn't known for the Region is asked for", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...CALLS.slice(0, 2), "w1.region=eu-west-3", CALLS[2]) });
  await openServices(page);
  await calculator.button("Add a knowledge base").click();
  await calculator.list("Vector store").selectOption({ label: "OpenSearch Serverless" });
  await page.getByText("Enter a price: none is known for eu-west-3.").first().waitFor();
  // Two OCUs for 730 hours at $0.24: $350.40.
  await page.getByLabel("Use N. Virginia’s price where your Region’s isn’t known").check();
  await calculator.shows("$150,000 inference, $350.40 services");
  // None is missing now, so the fields of prices are behind their switch.
  await page.getByRole("switch", { name: "Your own prices of services" }).click();
  await calculator.field("OpenSearch Serverless, compute").fill("0.30");
  await calculator.shows("$150,000 inference, $438.00 services");
  assert.equal(await page.getByText("Enter a price: none is known").count(), 0);
});

test("what isn't included is named, and can be added", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...CALLS) });
  const left = page.getByRole("region", { name: "Not included" });
  await left.getByText(/^Guardrails, knowledge bases and vector stores, .* and a support plan\./).waitFor();
  await left.getByText(/Typical: 40 to 100%/).waitFor();
  await calculator.button("Add services").click();
  await calculator.button("Add a guardrail").click();
  await left.getByText(/^Knowledge bases and vector stores, /).waitFor();
  assert.equal(await left.getByText(/Typical/).count(), 0, "the scenario has a figure of its own");
});

test("the template of a chat with checks has a guardrail", async (t) => {
  const { calculator } = await open(t);
  await calculator.choose("More", "Screened chat");
  // 626,400 requests of 3,800 and 350 tokens, 16 and 2 text units, at $0.25 per thousand.
  await calculator.shows("$5,356 inference, $2,819 services");
});

test("costs of one's own and monitoring are added, and the link holds them", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...CALLS) });
  await openServices(page);
  await calculator.button("Add a cost of your own").click();
  await calculator.field("Amount").fill("1,200");
  await calculator.shows("$150,000 inference, $1,200 services");
  await calculator.button("Add monitoring, network, support").click();
  // Five dashboards, of which three are free, at $3.00.
  await calculator.field("Dashboards").fill("5");
  await calculator.shows("$150,000 inference, $1,206 services");
  await calculator.addressBecomes(/monitoring=.*&own=/);
  await page.reload();
  await calculator.shows("$150,000 inference, $1,206 services");
});
