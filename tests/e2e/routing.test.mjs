import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";

const LIST = ["w1.name=Worked+estate", "w1.model=claude-sonnet-4.5", "w1.tokens=2400000000,600000000"];

test("a share of the volume is routed to another model", async (t) => {
  const { calculator } = await open(t, { fragment: link(...LIST) });
  await calculator.totalBecomes("$16,200.00");
  const group = await calculator.openGroup("Routing");
  await calculator.button("Add a route").click();
  const route = group.getByRole("group", { name: /^Route 1, / });
  const picker = route.getByRole("combobox", { name: "Model", exact: true });
  assert.equal(await picker.inputValue(), "Claude Haiku 4.5");

  await calculator.field("Share").fill("40");
  await calculator.totalBecomes("$11,880.00");
  assert.equal(await calculator.slider("Share").inputValue(), "40");
  await group.getByText("Stays on Claude Sonnet 4.5").waitFor();
  await group.getByText("60%", { exact: true }).waitFor();

  await calculator.chooseModel("Nova Lite", picker);
  await route.and(group.getByRole("group", { name: "Route 1, Nova Lite" })).waitFor();
  await calculator.button("Remove route 1").click();
  await calculator.totalBecomes("$16,200.00");
  await calculator.button("Undo").click();
  await group.getByRole("group", { name: "Route 1, Nova Lite" }).waitFor();
});

test("shares above the whole are named beside the field", async (t) => {
  const routes = [0.7, 0.2].map((share) => `w1.route=claude-haiku-4.5,global,us-east-1,${share}`);
  const { calculator } = await open(t, { fragment: link(...LIST, ...routes) });
  await calculator.openGroup("Routing");
  const second = calculator.field("Share").nth(1);
  await second.fill("50");
  await eventually(async () => assert.equal(await second.getAttribute("aria-invalid"), "true"));
  await calculator.answer.getByText(/^Last good answer/).waitFor();
  await second.fill("30");
  await eventually(async () => assert.equal(await second.getAttribute("aria-invalid"), null));
  await calculator.totalBecomes("$5,400.00");
});
