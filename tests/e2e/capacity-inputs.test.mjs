// The fields of capacity: what is bought, at which price, for which traffic.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CURVE, entry, RESERVED, TWO_SERVED, utilizationBecomes, verdictSays } from "./capacity.mjs";
import { eventually, link, open } from "./page.mjs";

const focused = (locator) => eventually(async () => assert.ok(await locator.evaluate((it) => it === document.activeElement)));

test("units are added, filled in, and priced as soon as their price is typed", async (t) => {
  const { calculator } = await open(t, { fragment: CURVE.replace(/&price=.*(?=&end)/, "") });
  await calculator.isExactly("$16,200.00");
  await calculator.openRow("Capacity");
  await calculator.button("Add model units").click();
  const purchase = entry(calculator, "Model units 1");
  await focused(purchase.getByRole("button", { name: /^Model: Claude Sonnet 4\.5/ }));
  await verdictSays(calculator, /price of Model units 1 is missing/);
  const six = calculator.field("A unit for six months");
  await six.fill("22");
  await calculator.type("Tokens a minute of one unit", "100k");
  await calculator.isExactly("$16,060.00");
  await calculator.show("Capacity");
  // 3,000 of 4,380 million tokens.
  await utilizationBecomes(calculator, "68.5%");

  await calculator.field("Model units").fill("2");
  await calculator.isExactly("$32,120.00");
  await verdictSays(calculator, "For Chat, one six-month unit is cheapest.");
  await six.fill("");
  await verdictSays(calculator, /price of Model units 1 is missing/);
  await calculator.isWrong(six);
  await six.fill("11");
  await calculator.isExactly("$16,060.00");
});

test("a price that is left blank is the card's; less than AWS reserves is refused beside the field", async (t) => {
  const { calculator } = await open(t, { fragment: RESERVED });
  await calculator.openRow("Capacity");
  const field = calculator.field("1,000 input tokens a minute");
  assert.equal(await field.inputValue(), "");
  assert.match(await calculator.belowField(field), /List price: \$0\.18 per 1K TPM-hour/);
  // Input: 100 x 730 x $0.18 = $13,140. Output: 10 x 730 x $0.90 = $6,570, and 162 of 600 million tokens overflow at
  // $15.00 per million: $2,430.
  await calculator.isExactly("$22,140.00");
  await field.fill("0.09");
  // Half of $13,140 less.
  await calculator.isExactly("$15,570.00");
  await field.fill("");
  await calculator.isExactly("$22,140.00");
  for (const [label, least] of [["Input tokens", "At least 100,000."], ["Output tokens", "At least 10,000."]]) {
    const rate = calculator.field(label);
    const given = await rate.inputValue();
    await rate.fill("9999");
    await calculator.isWrong(rate);
    assert.ok((await calculator.belowField(rate)).includes(least), label);
    await rate.fill(given);
    await calculator.isWrong(rate, false);
  }
});

test("what can't be a number of units, a throughput or a price is named beside the field, and the last answer kept", async (t) => {
  const { calculator } = await open(t, { fragment: CURVE });
  await calculator.openRow("Capacity");
  for (const [label, wrong] of [
    ["Model units", { 0: /At least 1\./, "-1": /./, x: /“x” isn’t a number\. Try 2\./, 1.5: /whole number/ }],
    ["Tokens a minute of one unit", { 0: /At least 1\./, "-1": /./, x: /“x” isn’t a number/ }],
    ["A unit for six months", { "-1": /./, x: /“x” isn’t a number/ }],
  ]) {
    const field = calculator.field(label);
    const given = await field.inputValue();
    for (const [text, says] of Object.entries(wrong)) {
      await field.fill(text);
      await calculator.isWrong(field);
      assert.match(await calculator.belowField(field), says, text);
      await calculator.isExactly("$16,060.00");
    }
    await field.fill(given);
    await calculator.isWrong(field, false);
    await calculator.isExactly("$16,060.00");
  }
});

test("the term, the throughput and the hours of the traffic change the answer", async (t) => {
  const { calculator } = await open(t, { fragment: CURVE });
  await calculator.openRow("Capacity");
  const view = await calculator.show("Capacity");
  const overflow = async () => (await calculator.row("Overflow", view))[1];
  for (const [term, total] of [["One month", "$28,908.00"], ["No term", "$32,120.00"], ["Six months", "$16,060.00"]]) {
    await calculator.choice("Term", term).check({ force: true });
    await calculator.isExactly(total);
  }
  assert.equal(await overflow(), "0 tokens");
  await calculator.choice("When traffic comes", "Some hours").check({ force: true });
  assert.equal(await calculator.field("Hours a day").inputValue(), "8");
  assert.equal(await calculator.field("Days a week").inputValue(), "5");
  await eventually(async () => assert.notEqual(await overflow(), "0 tokens"));
  await calculator.field("Hours a day").fill("24");
  await calculator.field("Days a week").fill("7");
  await eventually(async () => assert.equal(await overflow(), "0 tokens"));
  await calculator.field("Hours a day").fill("25");
  await calculator.isWrong(calculator.field("Hours a day"));
  await calculator.choice("When traffic comes", "All day").check({ force: true });
  await eventually(async () => assert.equal(await overflow(), "0 tokens"));
  await calculator.choice("A unit handles", "Input and output apart").check({ force: true });
  await calculator.field("Output of one unit").fill("10k");
  // 438 of 600 million output tokens fit into 10,000 a minute, and no more than all of the input's 2,400 million.
  await eventually(async () => assert.notEqual(await overflow(), "0 tokens"));
});

test("a purchase serves the workloads that are ticked", async (t) => {
  const { calculator } = await open(t, { fragment: TWO_SERVED });
  const group = await calculator.openRow("Capacity");
  await calculator.show("Capacity");
  await utilizationBecomes(calculator, "68.5%");
  const box = (name) => group.getByRole("checkbox", { name, exact: true });
  assert.ok(await box("Chat").isChecked());
  await box("Search").uncheck();
  await utilizationBecomes(calculator, "34.2%");
  // $16,060 and half of $16,200.
  await calculator.isExactly("$24,160.00");
  await box("Chat").uncheck();
  // Both by the token, and a unit that nobody uses.
  await calculator.isExactly("$32,260.00");
  await box("Chat").check();
  await box("Search").check();
  await utilizationBecomes(calculator, "68.5%");
  await eventually(async () => assert.doesNotMatch(await calculator.fragment(), /serves/));
});

test("a workload that is removed or duplicated leaves what a purchase serves", async (t) => {
  const { page, calculator } = await open(t, { fragment: TWO_SERVED.replace("&end", "&p1.serves=2&end") });
  await calculator.openWorkload("Chat");
  await calculator.button("Duplicate").click();
  await calculator.addressBecomes(/w3\.name=Search.*p1\.serves=3/);
  await calculator.openWorkload("Chat copy");
  await calculator.button("Remove").click();
  await calculator.addressBecomes(/w2\.name=Search.*p1\.serves=2/);
  await calculator.openWorkload("Chat");
  await calculator.button("Remove").click();
  await eventually(async () => assert.doesNotMatch(await calculator.fragment(), /w2|serves=2/));
  await calculator.show("Capacity");
  await utilizationBecomes(calculator, "34.2%");
  await page.keyboard.press("ControlOrMeta+z");
  await calculator.addressBecomes(/p1\.serves=2/);
});

test("a purchase is removed, and comes back with undo", async (t) => {
  const { page, calculator } = await open(t, { fragment: CURVE });
  const group = await calculator.openRow("Capacity");
  await calculator.show("Capacity");
  await group.getByRole("button", { name: "Remove", exact: true }).click();
  await calculator.isExactly("$16,200.00");
  await focused(calculator.button("Add model units"));
  const view = page.getByRole("tabpanel", { name: "Capacity" });
  await view.getByRole("heading", { name: "Would capacity by the hour be cheaper?" }).waitFor();
  await calculator.said("Capacity removed");
  await calculator.undo.click();
  await calculator.isExactly("$16,060.00");
  await utilizationBecomes(calculator, "68.5%");
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await calculator.isExactly("$16,200.00");
});

test("a custom model is added, trained, served and removed", async (t) => {
  const { calculator } = await open(t, { fragment: CURVE.replace(/&p1.*(?=&end)/, "") });
  await calculator.openRow("Capacity");
  await calculator.button("Add a custom model").click();
  const model = entry(calculator, "Custom model 1");
  await calculator.chooseModel("Command", model.getByRole("button", { name: /^Model: / }));
  await calculator.field("Training set").fill("10M");
  await calculator.field("Epochs").fill("3");
  const view = await calculator.show("Capacity");
  // 10 million tokens, three times, at $4.00 a million.
  await eventually(async () => assert.equal((await calculator.row("Training", view)).at(-1), "$120.00"));
  await model.getByRole("combobox", { name: "Served", exact: true }).selectOption("By model units");
  await calculator.choice("Term of the units", "One month").check({ force: true });
  await view.getByText(/Cheapest to serve/).waitFor();
  await calculator.button("Remove custom model").click();
  await calculator.isExactly("$16,200.00");
});

test("batch jobs run on idle units only where that is asked for", async (t) => {
  const fragment = link(
    ...["w1.name=Work", "w1.model=llama-3.3-70b", "w1.scope=in-region", "w1.tokens=250000000,250000000", "w1.batch=0.6"],
    "price=llama-3.3-70b,no-commitment,ordinary,model~_unit,10,hour",
    ...["p1.model=llama-3.3-70b", "p1.scope=in-region", "p1.units=1,no-commitment,10000"],
  );
  const { calculator } = await open(t, { fragment });
  // A unit: $7,300. It serves the 200M that aren't batch; 300M of batch at $0.36: $108.
  await calculator.isExactly("$7,408.00");
  await calculator.openRow("Capacity");
  const box = calculator.page.getByRole("checkbox", { name: /^Run batch jobs as ordinary calls/ });
  assert.equal(await box.isChecked(), false);
  await box.check();
  // A unit does 438M a month: 238M of the batch too. 62M are left at $0.36: $22.32.
  await calculator.isExactly("$7,322.32");
  await calculator.addressBecomes(/batch-on-units=yes/);
  await box.uncheck();
  await calculator.isExactly("$7,408.00");
});
