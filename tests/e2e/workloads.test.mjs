import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";

test("workloads are summed, duplicated, removed, and come back with undo", async (t) => {
  const { calculator } = await open(t);
  assert.ok(await calculator.button("Remove").isDisabled(), "one workload stays");
  await calculator.button("Duplicate").click();
  await calculator.totalBecomes("$22,464.00");
  assert.equal(await calculator.field("Name").inputValue(), "Worked estate copy");
  await eventually(async () =>
    assert.ok(await calculator.field("Name").evaluate((field) => field === document.activeElement)),
  );

  await calculator.field("Input tokens").fill("4.8B");
  await calculator.totalBecomes("$26,496.00");
  assert.match(await calculator.workload("Worked estate copy").innerText(), /\$15,264\.00/);
  assert.match(await calculator.workload("Worked estate $").innerText(), /\$11,232\.00/);

  await calculator.button("Remove").click();
  await calculator.totalBecomes("$11,232.00");
  await calculator.button("Undo").click();
  await calculator.totalBecomes("$26,496.00");
});

test("each workload has its own fields in every group", async (t) => {
  const { calculator } = await open(t);
  await calculator.button("Add").click();
  const total = await calculator.total();
  await calculator.field("Name").fill("Search");
  await calculator.workload("Worked estate").click();
  assert.equal(await calculator.field("Input tokens").inputValue(), "2.4B");
  assert.equal(await calculator.field("Name").inputValue(), "Worked estate");

  await calculator.openGroup("Caching and batch");
  const workload = calculator.list("Workload");
  assert.equal(await calculator.field("Requests run as batch").inputValue(), "40%");
  await workload.selectOption("Search");
  await eventually(async () => assert.equal(await calculator.field("Requests run as batch").inputValue(), "0%"));
  await calculator.field("Requests run as batch").fill("100");
  await eventually(async () => assert.notEqual(await calculator.total(), total));
  assert.equal((await calculator.row("Worked estate")).at(-1), "$11,232.00");
});

test("there can be forty workloads and no more", async (t) => {
  const numbers = Array.from({ length: 39 }, (_, at) => at + 1);
  const workloads = numbers.map((at) => `w${at}.model=claude-sonnet-4.5&w${at}.tokens=1000000,0`);
  const { calculator } = await open(t, { fragment: link(...workloads) });
  await calculator.totalBecomes("$117.00");
  await calculator.button("Duplicate").click();
  await calculator.totalBecomes("$120.00");
  assert.ok(await calculator.button("Add").isDisabled());
  assert.ok(await calculator.button("Duplicate").isDisabled());
  assert.equal(await calculator.overflow(), 0);
});

test("too many tokens are said where they are typed", async (t) => {
  const fragment = link("w1.name=Small", "w1.model=claude-sonnet-4.5", "w1.tokens=1000,1000", "w2.name=Large", "w2.model=claude-haiku-4.5", "w2.tokens=600000000000000,600000000000000");
  const { calculator } = await open(t, { fragment });
  const beside = /^More than 10.?15.? tokens a month in all/;
  await calculator.workload("Large").getByText("not priced").waitFor();
  assert.match(await calculator.workload("Small").innerText(), /\$0\.02/);
  await calculator.workload("Large").click();
  await calculator.scenario.getByText(beside).waitFor();
  await calculator.workload("Small").click();
  await eventually(async () => assert.equal(await calculator.scenario.getByText(beside).count(), 0));
});
