import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";

test("the three ways to say the demand keep the numbers and the answer", async (t) => {
  const { calculator } = await open(t);
  await calculator.choice("Requests").check();
  await eventually(async () => assert.equal(await calculator.field("Requests a month").inputValue(), "1.2M"));
  assert.equal(await calculator.field("Input tokens a request").inputValue(), "2000");
  assert.equal(await calculator.total(), "$11,232.00");
  assert.equal(await calculator.figure("Per thousand requests").innerText(), "$9.36");
  await calculator.choice("Monthly tokens").check();
  await eventually(async () => assert.equal(await calculator.field("Input tokens a month").inputValue(), "2.4B"));
  assert.equal(await calculator.total(), "$11,232.00");
});

test("requests a minute, hours a day and days a month make the month", async (t) => {
  const { calculator } = await open(t, {
    fragment: link("w1.model=claude-sonnet-4.5", "w1.tokens=1000000,0"),
  });
  await calculator.choice("Requests a minute").check();
  for (const [label, number] of [
    ["Requests a minute", "12.5"],
    ["Hours", "8"],
    ["Days", "22"],
    ["Input", "4,000"],
    ["Output", "500"],
  ]) {
    await calculator.field(label).fill(number);
  }
  await calculator.totalBecomes("$2,574.00");
});

test("calls per request, overhead and trim adjust the tokens", async (t) => {
  const { calculator } = await open(t, {
    fragment: link("w1.name=Agents", "w1.model=claude-haiku-4.5", "w1.requests=250000,6000,700"),
  });
  await calculator.totalBecomes("$2,375.00");
  await calculator.openAdjustments();
  await calculator.field("Calls").fill("4.5");
  await calculator.totalBecomes("$10,687.50");
  await calculator.field("Added to input").fill("25%");
  await calculator.totalBecomes("$12,375.00");
  await calculator.field("Cut from output").fill("20");
  await calculator.totalBecomes("$11,587.50");
  await calculator.field("Calls").fill("0.5");
  await eventually(async () => assert.match(await calculator.besideField("Calls"), /At least 1/));
});

test("a tier is offered where the card has its price", async (t) => {
  const { calculator } = await open(t, {
    fragment: link("w1.model=gpt-oss-120b", "w1.scope=in-region", "w1.tokens=1000000000,200000000"),
  });
  await calculator.totalBecomes("$270.00");
  await calculator.openAdjustments();
  await calculator.list("Tier").selectOption("Priority");
  await calculator.totalBecomes("$472.50");
  const latency = calculator.list("Tier").getByRole("option", { name: /Latency-optimised/ });
  assert.ok(await latency.evaluate((option) => option.disabled), "what has no price isn't offered");
});
