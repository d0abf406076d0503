// A spend commitment: what AI adds to its payment, year by year, and under which terms.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, LOWERED, olderLink, open } from "./page.mjs";

const SONNET = "w1.model=claude-sonnet-4.5";
const TOKENS = "w1.tokens=2400000000,600000000";
// $20,000,000 promised without a discount, $1,500,000 of AI beside $17,000,000 or $19,000,000 of other spend.
const FULL = link(SONNET, TOKENS, "edp=net,0,1", "y1=20000000,17000000,0,1500000");
const PARTIAL = link(SONNET, TOKENS, "edp=net,0,1", "y1=20000000,19000000,0,1500000");

async function opened(t, fragment, options = {}) {
  const { page, calculator } = await open(t, { fragment, ...options });
  const fields = await calculator.openRow("Current commitment");
  const view = await calculator.show("Commitment and offers");
  const says = (text) => page.getByRole("region", { name: "Verdict" }).getByText(text).waitFor();
  const year = (number) => fields.getByRole("group", { name: `Year ${number}`, exact: true });
  return { page, calculator, fields, view, says, year };
}

test("AI that only fills the gap adds nothing, and the rest of the shortfall is still due", async (t) => {
  const { calculator, view, says, year } = await opened(t, FULL);
  await says("Your AI fits inside the commitment: year 1 costs $20.0M with or without it.");
  await says("You still leave $1.5M of the commitment unused (shortfall), and pay for it.");
  await view.getByRole("heading", { name: "You have room for $3.0M of AI a year" }).waitFor();
  // The hero says the same.
  await calculator.answer.getByText("Year 1, all of it covered").waitFor();
  // A wrong discount is named beside its field, and the answer stays.
  const discount = year(1).getByRole("textbox", { name: "Discount", exact: true });
  await discount.fill("150");
  await calculator.isWrong(discount);
  assert.match(await calculator.belowField(discount), /At most 100%/);
  await says("Your AI fits inside the commitment: year 1 costs $20.0M with or without it.");
});

test("above the gap only the rest is paid; a discount and the measure change it at once; its figures open", async (t) => {
  const { page, calculator, fields, view, says, year } = await opened(t, PARTIAL);
  await says("AI adds $500,000 to the bill; $1.0M of it replaces unused commitment.");
  await calculator.answer.getByText("Year 1, $1.0M covered").waitFor();
  // A year opens to its formula by keyboard, and each picture to its table.
  const opener = view.getByRole("button", { name: "Year 1", exact: true });
  await opener.focus();
  await page.keyboard.press("Enter");
  const { Formula } = await calculator.proof(opener);
  assert.match(Formula, /\$20,500,000\.00 .*= \$500,000\.00/s);
  for (const button of await view.getByRole("button", { name: "Show as a table" }).all()) {
    await button.focus();
    await page.keyboard.press("Enter");
  }
  await view.getByRole("columnheader", { name: "Unused" }).first().waitFor();

  // AI from Marketplace earns nothing: $19M x 85% + $1.5M = $17.65M, against $19M x 85% + $1M = $17.15M. Read the other way it
  // earns 15%: $20.5M x 85% = $17.425M, $275,000 more.
  await year(1).getByRole("textbox", { name: "Discount", exact: true }).fill("15");
  await fields.getByRole("radio", { name: "Gross spend" }).check({ force: true });
  await view.getByRole("row", { name: /^Earns 15%/ }).getByText("$275,000").waitFor();
  await says("AI adds $500,000 to the bill; $1.0M of it replaces unused commitment.");
  // The shortcut: $500,000 less 15%.
  await view.getByText(/shortcut.* gives \$425,000\.00/).first().waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  await page.keyboard.press("ControlOrMeta+z");
  await says("AI adds $500,000 to the bill; $1.0M of it replaces unused commitment.");
});

test("a five-year plan grows its AI spend and says when the shortfall ends", async (t) => {
  const { calculator, fields, view, year } = await opened(t, olderLink(...LOWERED));
  await fields.getByRole("button", { name: "Add your commitment" }).click();
  const amount = (label) => year(1).getByRole("textbox", { name: label, exact: true });
  await eventually(async () =>
    assert.ok(await amount("Commitment a year").evaluate((field) => field === document.activeElement)),
  );
  await amount("Commitment a year").fill("1M");
  await amount("Discount").fill("0");
  await year(1).getByRole("textbox", { name: /without AI/ }).fill("700k");
  const growth = fields.getByRole("group", { name: "How spend grows" });
  await growth.getByRole("textbox", { name: "AI spend", exact: true }).fill("200");
  // The provider is billed through Marketplace: capped unless the contract says otherwise.
  await fields.getByRole("combobox", { name: "Count toward the commitment" }).selectOption("In full");
  for (let number = 2; number <= 5; number += 1) {
    await calculator.button(`Add year ${number}`).click();
  }
  await year(5).waitFor();
  assert.equal(await fields.getByRole("button", { name: /^Add year/ }).count(), 0);
  // $11,232 x 12 = $134,784, and twice as much each year. $539,136 exceeds the gap of $300,000 in the third.
  for (const [number, unused] of [[1, "$165,216"], [2, "$30,432"], [3, "$0"], [5, "$0"]]) {
    await eventually(async () => assert.equal((await calculator.row(`Year ${number}`, view)).at(-1), unused, `year ${number}`));
  }
  await calculator.button("Remove commitment").click();
  await view.getByRole("heading", { name: "What does AI add to your AWS commitment?" }).waitFor();
});

test("five years grow from the first one's spend where it is blank", async (t) => {
  const years = ["y1=1000000,800000,0.1,0", "y2=1000000,,0.1,0", "y3=1000000,,0.1,0", "y4=1000000,2000000,0.1,0", "y5=1000000,,0.1,0"];
  const { calculator, fields, view, year } = await opened(t, link(SONNET, TOKENS, "edp=gross,0,1", ...years));
  const growth = fields.getByRole("group", { name: "How spend grows" }).getByRole("textbox", { name: "Spend without AI" });
  await growth.fill("150");
  await eventually(async () => assert.match(await calculator.belowField(growth), /50% more each year/));
  // $800,000, $1,200,000, $1,800,000, typed $2,000,000, $3,000,000.
  for (const [number, spend] of [[2, "1,200,000"], [3, "1,800,000"], [5, "3,000,000"]]) {
    await year(number).getByText(`From the year before: $${spend} before discount`).waitFor();
  }
  // Gross and without AI, year 1 pays $720,000 + $200,000 of gap; the others nine tenths.
  for (const [number, paid] of [[1, "$920,000"], [2, "$1.08M"], [5, "$2.7M"]]) {
    await eventually(async () => assert.equal((await calculator.row(`Year ${number}`, view))[1], paid, `year ${number}`));
  }
  await calculator.addressBecomes(/edp=gross,0,1,1\.5&.*y2=1000000,,0\.1,0/);
  await growth.fill("12000");
  await calculator.isWrong(growth);
  assert.equal((await calculator.row("Year 5", view))[1], "$2.7M");
});

test("what one firm has seen for a commitment stands beside its discount", async (t) => {
  const { calculator, year } = await opened(t, link(SONNET, TOKENS, "edp=net,0,1", "y1=1000000,800000,0.1"));
  const discount = year(1).getByRole("textbox", { name: "Discount", exact: true });
  // Redress Compliance, June 2026: 7 to 12% from $1M on, 18 to 22% from $20M on.
  await eventually(async () => assert.match(await calculator.belowField(discount), /Typical: 7-12% \(Redress Compliance, 2026\)/));
  await year(1).getByRole("textbox", { name: "Commitment a year" }).fill("20M");
  await eventually(async () => assert.match(await calculator.belowField(discount), /Typical: 18-22%/));
});

test("amounts of a year keep their cents, whatever way they are written", async (t) => {
  const { calculator, year } = await opened(t, link(SONNET, TOKENS, "edp=net,0,1", "y1=20000000.01,17000000.5,0,1500000.99"));
  for (const [label, text] of [
    [/^Commitment/, "20,000,000.01"],
    [/without AI/, "17,000,000.50"],
    [/^AI spend/, "1,500,000.99"],
  ]) {
    assert.equal(await year(1).getByRole("textbox", { name: label }).inputValue(), text);
  }
  const ai = year(1).getByRole("textbox", { name: /^AI spend/ });
  for (const [typed, kept] of [["1,234,567.89", "1234567.89"], ["$1.5M", "1500000"], ["20M", "20000000"]]) {
    await ai.fill(typed);
    await eventually(async () => assert.ok((await calculator.fragment()).includes(`,0,${kept}&`), kept));
  }
  await ai.fill("1.005");
  await calculator.isWrong(ai);
  assert.match(await calculator.belowField(ai), /At most 2 decimal places are kept\./);
});

test("a commitment without a year says so, and offers one", async (t) => {
  const { page, calculator, fields, view, year } = await opened(t, link(SONNET, TOKENS, "edp=net,0,1"));
  await calculator.isExactly("$16,200.00");
  await view.getByText(/^The commitment has no year/).waitFor();
  assert.equal(await view.getByRole("figure").count(), 0);
  await page.getByRole("button", { name: "Current commitment Add a year" }).waitFor();
  assert.equal(await fields.getByRole("button", { name: /^Remove year/ }).count(), 0);
  await calculator.button("Add year 1").click();
  await eventually(async () =>
    assert.equal(await year(1).getByRole("textbox", { name: "Commitment a year" }).inputValue(), "10M"),
  );
  await eventually(async () => assert.equal((await calculator.row("Year 1", view)).length, 6));
  await page.keyboard.press("ControlOrMeta+z");
  await view.getByText(/^The commitment has no year/).waitFor();
  await calculator.button("Remove commitment").click();
  await view.getByRole("heading", { name: "What does AI add to your AWS commitment?" }).waitFor();
});

test("AI spend of a provider opens to its formula, what counts, and whose terms these are", async (t) => {
  const { page, calculator, fields, view } = await opened(t, link(SONNET, TOKENS, "edp=net,0.1,1", "y1=1000000,700000,0.05"));
  const row = view.getByRole("button", { name: "Anthropic", exact: true });
  await row.focus();
  await page.keyboard.press("Enter");
  let terms = await calculator.proof(row);
  // 16,200 x 12 = 194,400; less a tenth, 174,960; it earns no discount as Marketplace spend.
  assert.match(terms.Formula, /^\$194,400\.00 × \(1 - 10% negotiated\) = \$174,960\.00 paid/);
  assert.match(terms.Formula, /\$174,960\.00 after the discount × 100% = \$174,960\.00 counts, before the cap$/);
  await view.getByText("Marketplace spend counts up to $250,000, 25% of the commitment.").first().waitFor();
  const provider = fields.getByRole("group", { name: "Anthropic models" });
  await provider.getByText("Billed through AWS Marketplace: check your contract").waitFor();
  await provider.getByRole("checkbox", { name: /^Earn the discount/ }).check();
  await provider.getByText("As you set it").waitFor();
  await eventually(async () => {
    terms = await calculator.proof(view.getByRole("button", { name: "Anthropic", exact: true }));
    assert.match(terms.Formula, /× \(1 - 10% negotiated\) × \(1 - 5% discount\) = \$166,212\.00 paid/);
  });
});

test("a link holds the commitment", async (t) => {
  const { calculator, fields } = await opened(t, PARTIAL);
  await fields.getByRole("checkbox", { name: /^Spend above a year/ }).check();
  await calculator.addressBecomes(/edp=net/);
  await eventually(async () => assert.notEqual(await calculator.fragment(), PARTIAL));
  const again = await opened(t, await calculator.fragment());
  await again.says("AI adds $500,000 to the bill; $1.0M of it replaces unused commitment.");
  assert.ok(await again.fields.getByRole("checkbox", { name: /^Spend above a year/ }).isChecked());
  assert.match(await again.page.title(), /Bedrock/);
});

for (const width of [768, 360]) {
  test(`what a commitment discounts is said to be before the discount, ${width} pixels wide`, async (t) => {
    // 800,000 x $0.80 + 600,000 x $3.20.
    const fragment = link(
      "w1.model=nova-pro",
      "w1.scope=in-region",
      "w1.tokens=800000000000,600000000000",
      "edp=net,0.2,1",
      "y1=30000000,5000000,0.1",
    );
    const { calculator } = await open(t, { fragment, viewport: { width, height: 800 } });
    await calculator.isExactly("$2,560,000.00");
    await calculator.answer.getByText("Before your 10% commitment discount").waitFor();
    assert.equal(await calculator.overflow(), 0);
  });
}
