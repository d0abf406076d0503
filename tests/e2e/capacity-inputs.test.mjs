import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";
import { card, CURVE, RESERVED, showCapacity, TWO } from "./capacity.mjs";

const UTILISATION = /This load uses ([\d.]+%)/;

/** What the view says of utilisation. */
async function utilisation(calculator) {
  return (await calculator.answer.getByRole("tabpanel").innerText()).match(UTILISATION)?.[1];
}

test("units are added, filled in, and priced as soon as their price is typed", async (t) => {
  const { calculator } = await open(t, { fragment: CURVE.replace(/&price=.*(?=&end)/, "") });
  await calculator.totalBecomes("$16,200.00");
  await calculator.openGroup("Capacity");
  await calculator.button("Add model units").click();
  const purchase = card(calculator, "Purchase 1");
  const model = purchase.getByRole("combobox", { name: "Model" });
  await eventually(async () => assert.ok(await model.evaluate((field) => field === document.activeElement)));
  await calculator.answer.getByText(/No model unit \(six months\) price/).first().waitFor();
  const six = purchase.getByRole("textbox", { name: /^Six months/ });
  await six.fill("22");
  await calculator.type("Throughput", "100k");
  await calculator.totalBecomes("$16,060.00");
  await showCapacity(calculator);
  await eventually(async () => assert.equal(await utilisation(calculator), "68.5%"));

  await calculator.type("Units", "2");
  await calculator.totalBecomes("$32,120.00");
  await calculator.answer.getByRole("heading", { name: "2 six-month units of Claude Sonnet 4.5" }).waitFor();
  await six.fill("");
  await calculator.answer.getByText(/No model unit \(six months\) price/).first().waitFor();
  await six.fill("11");
  await calculator.totalBecomes("$16,060.00");
});

test("a price that is left blank is the card's", async (t) => {
  const { calculator } = await open(t, { fragment: RESERVED });
  await calculator.openGroup("Capacity");
  const field = calculator.field("Input, one month");
  assert.equal(await field.inputValue(), "");
  assert.match(await calculator.besideField("Input, one month"), /The card’s \$0\.18 per 1K TPM-hour/);
  const total = await calculator.total();
  await field.fill("0.09");
  await eventually(async () => assert.notEqual(await calculator.total(), total));
  await field.fill("");
  await calculator.totalBecomes(total);
});

for (const [label, wrong] of [
  ["Units", { 0: "At least 1.", "-1": /./, x: /“x” isn’t a number. Write a whole number, such as 2\.$/, 1.5: /whole number/ }],
  ["Throughput", { 0: "At least 1.", "-1": /./, x: /“x” isn’t a number/ }],
  ["Six months", { "-1": /./, x: /“x” isn’t a number/ }],
]) {
  test(`what can't be ${label} is named beside the field, and the last answer kept`, async (t) => {
    const { calculator } = await open(t, { fragment: CURVE });
    await calculator.openGroup("Capacity");
    const field = calculator.field(label);
    const given = await field.inputValue();
    for (const [text, says] of Object.entries(wrong)) {
      await field.fill(text);
      await eventually(async () => assert.equal(await field.getAttribute("aria-invalid"), "true", text));
      const beside = await calculator.besideField(label);
      assert.ok(says instanceof RegExp ? says.test(beside) : beside.includes(says), `${text}: ${beside}`);
      await calculator.answer.getByText(/^Last good answer\. .*of purchase 1/).waitFor();
      assert.equal(await calculator.total(), "$16,060.00");
    }
    await field.fill(given);
    await calculator.answer.getByText(/^Last good answer/).waitFor({ state: "detached" });
    await calculator.totalBecomes("$16,060.00");
  });
}

test("less than AWS reserves is refused beside the field", async (t) => {
  const { calculator } = await open(t, { fragment: RESERVED });
  await calculator.openGroup("Capacity");
  for (const [label, least] of [["Input reserved", "At least 100,000."], ["Output reserved", "At least 10,000."]]) {
    const field = calculator.field(label);
    const given = await field.inputValue();
    await field.fill("9999");
    await eventually(async () => assert.ok((await calculator.besideField(label)).includes(least), label));
    await field.fill(given);
    await eventually(async () => assert.equal(await field.getAttribute("aria-invalid"), null));
  }
});

test("the term, the throughput and the window of the load change the answer", async (t) => {
  const { calculator } = await open(t, { fragment: CURVE });
  await calculator.openGroup("Capacity");
  await showCapacity(calculator);
  await calculator.choice("1 month").check();
  await calculator.totalBecomes("$28,908.00");
  await calculator.choice("None").check();
  await calculator.totalBecomes("$32,120.00");
  await calculator.choice("6 months").check();
  await calculator.totalBecomes("$16,060.00");

  await calculator.choice("Hours a day").check();
  const purchase = card(calculator, "Purchase 1");
  assert.equal(await purchase.getByRole("textbox", { name: /^Hours/ }).inputValue(), "8");
  await calculator.answer.getByText(/tokens are served; [\d,]+ overflow/).first().waitFor();
  await purchase.getByRole("textbox", { name: /^Hours/ }).fill("24");
  await purchase.getByRole("textbox", { name: /^Days/ }).fill("7");
  await calculator.answer.getByText("All tokens are served.").first().waitFor();
  await purchase.getByRole("textbox", { name: /^Hours/ }).fill("25");
  await calculator.answer.getByText(/^Last good answer/).waitFor();
  await calculator.choice("Flat").check();
  await calculator.answer.getByText("All tokens are served.").first().waitFor();

  await calculator.choice("Input and output").check();
  await calculator.field("Output of a unit").fill("10k");
  await calculator.answer.getByText(/tokens are served; [\d,]+ overflow/).first().waitFor();
});

test("a purchase serves the workloads that are ticked", async (t) => {
  const { calculator } = await open(t, { fragment: TWO });
  await calculator.openGroup("Capacity");
  await showCapacity(calculator);
  await eventually(async () => assert.equal(await utilisation(calculator), "68.5%"));
  const box = (name) => card(calculator, "Purchase 1").getByRole("checkbox", { name });
  assert.ok(await box("Chat").isChecked());
  await box("Search").uncheck();
  await eventually(async () => assert.equal(await utilisation(calculator), "34.2%"));
  await calculator.totalBecomes("$24,160.00");
  await box("Chat").uncheck();
  await calculator.answer.getByText("Nothing is offered to it.").first().waitFor();
  await box("Chat").check();
  await box("Search").check();
  await eventually(async () => assert.equal(await utilisation(calculator), "68.5%"));
  await eventually(async () => assert.doesNotMatch(calculator.fragment(), /serves/));
});

test("a workload that is removed or duplicated leaves what a purchase serves", async (t) => {
  const { calculator } = await open(t, { fragment: TWO.replace("&end", "&p1.serves=2&end") });
  await calculator.openGroup("Workloads");
  await calculator.workload("Chat").click();
  await calculator.button("Duplicate").click();
  await eventually(async () => assert.match(calculator.fragment(), /w3\.name=Search.*p1\.serves=3/));
  await calculator.button("Remove").click();
  await eventually(async () => assert.match(calculator.fragment(), /w2\.name=Search.*p1\.serves=2/));
  await calculator.workload("Chat").click();
  await calculator.button("Remove").click();
  await calculator.workload("Search").waitFor();
  await eventually(async () => assert.doesNotMatch(calculator.fragment(), /w2|serves=2/));
  await showCapacity(calculator);
  await eventually(async () => assert.equal(await utilisation(calculator), "34.2%"));
  await calculator.button("Undo").click();
  await eventually(async () => assert.match(calculator.fragment(), /p1\.serves=2/));
});

test("a purchase is removed, and comes back with undo", async (t) => {
  const { page, calculator } = await open(t, { fragment: CURVE });
  await calculator.openGroup("Capacity");
  await calculator.button("Remove purchase 1").click();
  await calculator.totalBecomes("$16,200.00");
  const add = calculator.button("Add model units");
  await eventually(async () => assert.ok(await add.evaluate((button) => button === document.activeElement)));
  await calculator.show("Capacity");
  await calculator.answer.getByText(/^No capacity is bought here/).waitFor();
  await calculator.button("Undo").click();
  await calculator.totalBecomes("$16,060.00");
  await showCapacity(calculator);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await calculator.totalBecomes("$16,200.00");
});

test("a custom model is added, trained and served", async (t) => {
  const { calculator } = await open(t, { fragment: CURVE.replace(/&p1.*(?=&end)/, "") });
  await calculator.openGroup("Capacity");
  await calculator.button("Add a custom model").click();
  await calculator.chooseModel("Command", card(calculator, "Custom model 1").getByRole("combobox", { name: "Model" }));
  await calculator.field("Training set").fill("10M");
  await calculator.field("Epochs").fill("3");
  await eventually(async () => assert.equal((await calculator.row("Paid once")).at(-1), "$120.00"));
  await card(calculator, "Custom model 1").getByRole("combobox", { name: "Served" }).selectOption("By model units");
  await calculator.choice("1 month").check();
  await showCapacity(calculator);
  await calculator.answer.getByText(/Cheapest to serve/).waitFor();
  await calculator.button("Remove custom model 1").click();
  await calculator.totalBecomes("$16,200.00");
});
