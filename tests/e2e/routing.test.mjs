// Shares of a workload's volume that other models serve.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ESTATE, eventually, link, open } from "./page.mjs";

test("a share of the volume is routed to another model", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...ESTATE) });
  await calculator.shows("$16,200");
  await calculator.openWorkload("Worked estate");
  await calculator.lever("Routing").check();
  const route = page.getByRole("group", { name: "Model 2", exact: true });
  const picker = route.getByRole("button", { name: /^Model: / });
  // The nearest that costs at most two thirds for the same text. Sonnet 5.5 has $2.00 and $10.00, but counts 1.3 times the tokens.
  await eventually(async () => assert.match(await picker.innerText(), /Claude Haiku 4\.5/));

  await calculator.field("Share").fill("50");
  // Half of it for a third of its price.
  await calculator.shows("$10,800");
  assert.equal(await page.getByRole("slider", { name: "Share, slider" }).inputValue(), "50");
  await calculator.field("Share").fill("40");
  await calculator.shows("$11,880");
  assert.equal(await page.getByRole("slider", { name: "Share, slider" }).inputValue(), "40");
  await page.getByText("60% stay on Claude Sonnet 4.5.").waitFor();

  await calculator.chooseModel("Nova Lite", picker);
  // 40% of it for $0.06 and $0.24: $9,720 + $57.60 + $57.60.
  await calculator.shows("$9,835");
  await route.getByRole("button", { name: "Remove" }).click();
  await calculator.shows("$16,200");
  assert.equal(await calculator.lever("Routing").isChecked(), false);
  await page.keyboard.press("ControlOrMeta+z");
  await calculator.shows("$9,835");
  await eventually(async () => assert.match(await picker.innerText(), /Nova Lite/));
});

test("shares above the whole are named beside the field", async (t) => {
  const routes = [0.7, 0.2].map((share) => `w1.route=claude-haiku-4.5,global,us-east-1,${share}`);
  const { page, calculator } = await open(t, { fragment: link(...ESTATE, ...routes) });
  await calculator.openWorkload("Worked estate");
  const second = calculator.field("Share").nth(1);
  await second.fill("50");
  await calculator.isWrong(second);
  await calculator.answer.getByText("Not up to date").waitFor();
  await page.getByRole("region", { name: "Verdict" }).getByText("One entry isn’t valid.").waitFor();
  await second.fill("30");
  await calculator.isWrong(second, false);
  // All of it for a third of its price.
  await calculator.shows("$5,400");
});
