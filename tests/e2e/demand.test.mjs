// The demand through its three doors, and what adjusts it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, LOWERED, olderLink, ONE, open } from "./page.mjs";

const value = (calculator, label) => calculator.field(label).inputValue();

test("the three ways to say the demand keep the numbers and the answer", async (t) => {
  const { page, calculator } = await open(t, { fragment: olderLink(...LOWERED) });
  await calculator.openWorkload("Worked estate");
  await page.getByRole("radio", { name: "A month", exact: true }).check();
  // 2.4 billion tokens in requests of 2,000.
  await eventually(async () => assert.equal(await value(calculator, "Requests a month"), "1.2M"));
  assert.equal(await value(calculator, "Prompt, whole"), "2,000");
  assert.equal(await value(calculator, "Answer"), "500");
  await calculator.isExactly("$11,232.00");
  // $11,232 over 1.2 million requests: $9.36 a thousand.
  await calculator.workload("Worked estate").getByText("$0.0094 a request").waitFor();
  await page.getByRole("radio", { name: "Tokens", exact: true }).check();
  await eventually(async () => assert.equal(await value(calculator, "Input tokens a month"), "2.4B"));
  assert.equal(await value(calculator, "Output tokens a month"), "600M");
  await calculator.isExactly("$11,232.00");
});

test("requests a minute, hours a day and days a month make the month", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.openWorkload("One");
  await page.getByRole("radio", { name: "Requests a minute", exact: true }).check();
  await calculator.list("Days").selectOption("Another number");
  for (const [label, number] of [
    ["Requests a minute", "12.5"],
    ["Hours a day", "8"],
    ["Days a month", "22"],
    ["Prompt, whole", "4,000"],
    ["Answer", "500"],
  ]) {
    await calculator.field(label).fill(number);
  }
  // 132,000 requests: 528M tokens at $3.00 and 66M at $15.00.
  await calculator.isExactly("$2,574.00");
  await page.getByText("132,000 requests a month").waitFor();
  // Weekdays: 12.5 x 60 x 8 x 21.75 are 130,500 requests.
  await calculator.list("Days").selectOption("Weekdays (21.75 a month)");
  await calculator.isExactly("$2,544.75");
});

test("calls a request, extra prompt tokens and shorter answers adjust the tokens", async (t) => {
  const { calculator } = await open(t, { fragment: link("w1.name=Agents", "w1.model=claude-haiku-4.5", "w1.requests=250000,6000,700") });
  // 1.5B x $1 + 175M x $5.
  await calculator.isExactly("$2,375.00");
  await calculator.openWorkload("Agents");
  await calculator.lever("Agent").check();
  await calculator.field("Calls a request").fill("4.5");
  await calculator.isExactly("$10,687.50");
  await calculator.lever("Extra prompt tokens").check();
  await calculator.field("System prompts, tools and schemas").fill("25%");
  await calculator.isExactly("$12,375.00");
  await calculator.lever("Shorter answers").check();
  await calculator.field("Cut from answers").fill("20");
  await calculator.isExactly("$11,587.50");
  const calls = calculator.field("Calls a request");
  await calls.fill("0.5");
  await calculator.isWrong(calls);
  assert.match(await calculator.belowField(calls), /At least 1/);
  await calculator.isExactly("$11,587.50");
});

test("a tier is offered where the card has its price", async (t) => {
  const { page, calculator } = await open(t, { fragment: link("w1.name=Tiers", "w1.model=gpt-oss-120b", "w1.scope=in-region", "w1.tokens=1000000000,200000000") });
  await calculator.isExactly("$270.00");
  await calculator.openWorkload("Tiers");
  await page.getByRole("radio", { name: "Priority", exact: true }).check();
  // 1.75 times the standard price.
  await calculator.isExactly("$472.50");
  assert.equal(await page.getByRole("radio", { name: "Low latency", exact: true }).count(), 0, "what has no price isn't offered");
});

test("typed max_tokens are held against the default quota, and stand in the link", async (t) => {
  const peak = ["w1.name=Peak", "w1.model=claude-sonnet-5", "w1.scope=geographic", "w1.traffic=500,1,1,3000,200"];
  const { page, calculator } = await open(t, { fragment: link(...peak) });
  // 30,000 requests: 90M at $2.20 and 6M at $11.
  await calculator.isExactly("$264.00");
  await calculator.openWorkload("Peak");
  const field = calculator.field("max_tokens, if you set it");
  assert.equal(await field.inputValue(), "");
  // 500 x (3,000 + 9,000) = 6,000,000, which is the quota; one token more is above it.
  await calculator.show("Breakdown");
  const notice = page.getByText(/set aside up to [\d,]+ tokens of AWS quota a minute/);
  await field.fill("9,000");
  await calculator.addressBecomes(/w1\.max=9000/);
  assert.equal(await notice.count(), 0);
  await field.fill("9001");
  await notice.waitFor();
  assert.match(await notice.textContent(), /set aside up to 6,000,500 tokens of AWS quota a minute.*default quota is 6,000,000/);
  await calculator.isExactly("$264.00");
  await field.fill("");
  await eventually(async () => assert.equal(await notice.count(), 0));
  await eventually(async () => assert.doesNotMatch(await calculator.fragment(), /w1\.max/));
});
