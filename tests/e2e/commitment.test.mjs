import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";

const SONNET = "w1.model=claude-sonnet-4.5";
const TOKENS = "w1.tokens=2400000000,600000000";

/** Loads a preset, and gives the view of the commitment once it is there. */
async function opened(t, preset) {
  const { page, calculator } = await open(t);
  await calculator.loadPreset(preset);
  const view = await calculator.show("Commitment");
  await view.getByRole("figure").first().waitFor();
  return { page, calculator, view };
}

test("AI that only fills the gap adds nothing, and the rest of the shortfall is still due", async (t) => {
  const { view } = await opened(t, "EDP gap, full");
  await view
    .getByText("$1,500,000.00 of AI adds nothing to the first year’s payment; $1,500,000.00 of shortfall is still due.")
    .waitFor();
  await view.getByText("The shortfall ends with $1,500,000.00 more of AI a year before discounts.").waitFor();
  await view.getByText(/^Up to \$3,000,000\.00 of AI a year only fills the gap/).first().waitFor();
});

test("above the gap only the rest is paid; a discount and the measure change it at once", async (t) => {
  const { calculator, view } = await opened(t, "EDP gap, partial");
  await view.getByText(/adds \$500,000\.00 to the first year’s payment; \$1,000,000\.00 only fills the gap/).waitFor();
  await calculator.openGroup("Commitment");
  await calculator.field("Discount").fill("15");
  await calculator.choice("Spend before discount").check();
  await view.getByText(/adds \$275,000\.00 to the first year’s payment; \$1,000,000\.00 only fills the gap/).waitFor();
  await view.getByText(/shortcut.*says \$425,000\.00/).waitFor();
  await calculator.button("Undo").click();
  await calculator.button("Undo").click();
  await view.getByText(/AI adds \$500,000\.00 to the first/).waitFor();
});

test("a year opens to its formula by keyboard, and each picture to its table", async (t) => {
  const { page, view } = await opened(t, "EDP gap, partial");
  const year = view.getByRole("button", { name: "Year 1" });
  await year.focus();
  await page.keyboard.press("Enter");
  await view.getByText("$21,000,000.00 - $20,000,000.00 = $1,000,000.00").or(view.getByText(/= \$500,000\.00$/)).first().waitFor();
  for (const summary of await view.getByText("The same numbers as a table").all()) {
    await summary.focus();
    await page.keyboard.press("Enter");
  }
  await view.getByRole("columnheader", { name: "AI spend" }).waitFor();
  await view.getByRole("columnheader", { name: "Shortfall" }).nth(1).waitFor();
});

test("a five-year plan grows its AI spend and says when the shortfall ends", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.openGroup("Commitment");
  await calculator.button("Add a commitment").click();
  await calculator.field("Commitment").fill("1M");
  await calculator.field("Spend without AI US").fill("700k");
  await calculator.field("AI spend grows").fill("2");
  // The provider is billed through Marketplace: capped unless the contract says otherwise.
  await page.getByRole("group", { name: "Anthropic" }).getByLabel("Counts toward the commitment").selectOption("In full");
  for (let years = 1; years < 5; years += 1) {
    await calculator.button("Add a year").click();
  }
  const view = await calculator.show("Commitment");
  await view.getByRole("heading", { name: /^5 years/ }).waitFor();
  // 11,232 x 12 = 134,784, and twice as much each year: 539,136 exceeds the gap of 300,000 in the third.
  await view.getByText("The shortfall ends in year 3.").waitFor();
  await calculator.button("No commitment").click();
  await view.getByText(/^No spend commitment is given here/).waitFor();
});

test("five years grow from the first one's spend where it is blank", async (t) => {
  const years = ["y1=1000000,800000,0.1,0", "y2=1000000,,0.1,0", "y3=1000000,,0.1,0", "y4=1000000,2000000,0.1,0", "y5=1000000,,0.1,0"];
  const { calculator } = await open(t, { fragment: link(SONNET, TOKENS, "edp=gross,0,1", ...years) });
  const view = await calculator.show("Commitment");
  await calculator.openGroup("Commitment");
  await calculator.field("Spend without AI grows").fill("1.5");
  // 800,000, 1,200,000, 1,800,000, typed 2,000,000, 3,000,000.
  const year = (number) => calculator.scenario.getByRole("group", { name: `Year ${number}`, exact: true });
  for (const [number, spend] of [[2, "1,200,000"], [3, "1,800,000"], [5, "3,000,000"]]) {
    await year(number).getByText(`$${spend}.00 a year: the year before × 1.5`).waitFor();
  }
  await year(1).getByText("7 to 12% observed by one firm for this commitment").waitFor();
  await year(1).getByLabel("Commitment").fill("20M");
  await year(1).getByText("18 to 22% observed by one firm for this commitment").waitFor();
  await calculator.scenario.getByText(/Negotiation Playbook, Redress Compliance, June 2026/).first().waitFor();
  await year(1).getByLabel("Commitment").fill("1M");
  // Gross and without AI, year 1 pays 720,000 + 200,000 of gap; the others nine tenths.
  for (const [number, paid] of [[1, "920,000"], [2, "1,080,000"], [5, "2,700,000"]]) {
    await eventually(async () => assert.ok((await calculator.row(`Year ${number}`)).includes(`$${paid}.00`), `year ${number}`));
  }
  assert.ok(await view.isVisible());
  await eventually(async () => assert.match(calculator.fragment(), /edp=gross,0,1,1\.5&.*y2=1000000,,0\.1,0/));
  await calculator.field("Spend without AI grows").fill("12");
  await calculator.answer.getByText(/^Last good answer/).waitFor();
  await calculator.button("Undo").click();
});

test("a wrong amount is named beside its field, and the answer stays", async (t) => {
  const { calculator, view } = await opened(t, "EDP gap, full");
  await calculator.openGroup("Commitment");
  await calculator.field("Discount").fill("150");
  await calculator.answer.getByText(/^Last good answer/).waitFor();
  await view.getByText(/adds nothing to the first year’s payment/).waitFor();
});

test("amounts of a year keep their cents, whatever way they are written", async (t) => {
  const { calculator } = await open(t, { fragment: link(SONNET, TOKENS, "edp=net,0,1", "y1=20000000.01,17000000.5,0,1500000.99") });
  await calculator.openGroup("Commitment");
  const shown = { Commitment: "20,000,000.01", "Spend without AI": "17,000,000.50", "AI spend": "1,500,000.99" };
  for (const [label, text] of Object.entries(shown)) {
    await eventually(async () => assert.equal(await calculator.field(label).first().inputValue(), text));
  }
  const ai = calculator.field("AI spend").first();
  for (const [typed, kept] of [["1,234,567.89", "1234567.89"], ["$1.5M", "1500000"], ["20M", "20000000"]]) {
    await ai.fill(typed);
    await eventually(async () => assert.ok(calculator.fragment().includes(`,0,${kept}&`), calculator.fragment()));
  }
  await ai.fill("1.005");
  await calculator.scenario.getByText("At most 2 decimal places are kept.").waitFor();
});

test("a commitment without a year says so, and offers one", async (t) => {
  const { calculator } = await open(t, { fragment: link(SONNET, TOKENS, "edp=net,0,1") });
  await calculator.totalBecomes("$16,200.00");
  const view = await calculator.show("Commitment");
  await view.getByText("Add a year to the commitment.").waitFor();
  assert.equal(await view.getByRole("figure").count(), 0);
  await calculator.openGroup("Commitment");
  await calculator.scenario.getByText("Add a year to the commitment.").waitFor();
  assert.equal(await calculator.button("Remove the last").getAttribute("aria-disabled"), "true");
  await calculator.button("Add a year").click();
  await eventually(async () => assert.equal(await calculator.field("Commitment").inputValue(), "1M"));
  await view.getByRole("heading", { name: /^One year/ }).waitFor();
  await calculator.button("Undo").click();
  await view.getByText("Add a year to the commitment.").waitFor();
  await calculator.button("No commitment").click();
  await view.getByText(/^No spend commitment is given here/).waitFor();
});

test("AI spend of a provider opens to its formula, what counts, and whose terms these are", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(SONNET, TOKENS, "edp=net,0.1,1", "y1=1000000,700000,0.05") });
  const view = await calculator.show("Commitment");
  const row = view.getByRole("button", { name: "Anthropic" });
  await row.focus();
  await page.keyboard.press("Enter");
  let terms = await calculator.explanation(row);
  // 16,200 x 12 = 194,400; less a tenth, 174,960; it earns no discount as Marketplace spend.
  assert.match(terms.Formula, /^\$194,400\.00 × \(1 - 10% negotiated\) = \$174,960\.00 paid/);
  assert.match(terms.Formula, /\$174,960\.00 after the discount × 100% = \$174,960\.00 counts, before the cap$/);
  const notes = () => view.getByText(/^The terms are/);
  await view.getByText("All Marketplace spend together counts to a quarter of the commitment: $250,000.00.", { exact: true }).waitFor();
  assert.match(await notes().innerText(), /are an assumption/);
  await calculator.openGroup("Commitment");
  await page.getByRole("group", { name: "Anthropic" }).getByText("Yes", { exact: true }).click();
  await view.getByText("The terms are typed, as they stand in your contract.").waitFor();
  terms = await calculator.explanation(row);
  assert.match(terms.Formula, /× \(1 - 10% negotiated\) × \(1 - 5% discount\) = \$166,212\.00 paid/);
});

test("a link holds the commitment", async (t) => {
  const { page, calculator } = await opened(t, "EDP gap, partial");
  await page.waitForFunction(() => location.hash.includes("edp=net"));
  const { calculator: again } = await open(t, { fragment: new URL(page.url()).hash.slice(1) });
  const view = await again.show("Commitment");
  await view.getByText(/AI adds \$500,000\.00 to the first/).waitFor();
  assert.match(await calculator.page.title(), /Bedrock/);
});

for (const width of [768, 360]) {
  test(`what a commitment discounts is never called what is paid, ${width} pixels wide`, async (t) => {
    const fragment = link(
      "w1.model=nova-pro",
      "w1.scope=in-region",
      "w1.tokens=800000000000,600000000000",
      "edp=net,0.2,1",
      "y1=30000000,5000000,0.1",
    );
    const { page, calculator } = await open(t, { fragment, viewport: { width, height: 800 } });
    await calculator.totalBecomes("$2,560,000.00");
    await page.getByText("a month, before discounts", { exact: true }).waitFor();
    await page.getByText("none before discounts", { exact: true }).waitFor();
    const strip = page.getByRole("link", { name: /^Before discounts \$2,560,000\.00 a month/ });
    assert.equal(await strip.evaluate((element) => element.scrollWidth - element.clientWidth), 0, "the strip is cut off");
    assert.equal(await page.getByText("You pay").count(), 0);
    assert.equal(await calculator.overflow(), 0);
  });
}
