import assert from "node:assert/strict";
import { test } from "node:test";
import { broken } from "./accessible.mjs";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";

const SONNET = ["w1.model=claude-sonnet-4.5", "w1.tokens=2400000000,600000000"];
// S = 10M a year without AI, and no AI: what is paid is easy to say by hand.
const YEAR = [...SONNET, "edp=net,0,1", "y1=1000000,10000000,0,0"];
const OFFERS = ["o1=8000000,0.1,1,1,0,12", "o2=12000000,0.15,1,1,0,12"];

/** The fields of an offer. */
function offer(calculator, number) {
  return calculator.scenario.getByRole("group", { name: `Offer ${number}`, exact: true });
}

/** The group of offers and the view of the commitment. */
async function opened(t, fragment = link(...YEAR), options = {}) {
  const { page, calculator } = await open(t, { fragment, ...options });
  const view = await calculator.show("Commitment");
  await calculator.openGroup("Offers and clauses");
  return { page, calculator, view };
}

async function fill(group, values) {
  for (const [label, value] of Object.entries(values)) {
    await group.getByLabel(label).fill(value);
  }
}

test("two offers and where they cross, net and gross, by hand", async (t) => {
  const { calculator, view } = await opened(t);
  await calculator.button("Add an offer").click();
  await fill(offer(calculator, 1), { "Commitment US": "8M", Discount: "10" });
  await calculator.button("Add an offer").click();
  await eventually(async () => assert.equal(await offer(calculator, 2).getByLabel("Commitment US").inputValue(), "8M"));
  await fill(offer(calculator, 2), { "Commitment US": "12M", Discount: "15" });
  // Net, S = 8M, 10M and 12M: max(0.9 S, 8M) is 8M, 9M, 10.8M, expected 9.2M; max(0.85 S, 12M) is 12M each time.
  await view.getByText(/By the weights 25\/50\/25 offer 1 is cheapest: \$9,200,000\.00 expected over 1 year/).waitFor();
  const net = await calculator.row("Offer 2");
  assert.deepEqual(net.slice(-5), ["$12,000,000.00", "$12,000,000.00", "$12,000,000.00", "$12,000,000.00", "$5,200,000.00"]);
  // 0.9 S > 12M from S = 13.334M on: then (0.85 S - 8M) / 4M is used.
  await view.getByText(/^Offer 2 only beats offer 1 once 83\.\d+% of what it promises more is used/).waitFor();
  await view.getByText("$12,000,600.00").first().waitFor();
  await calculator.openGroup("Commitment");
  await calculator.choice("Spend before discount").check();
  // Gross: 0.9 S + max(0, 8M - S) is 7.2M, 9M, 10.8M; 0.85 S + max(0, 12M - S) is 10.8M, 10.5M, 10.2M.
  await view.getByText(/By the weights 25\/50\/25 offer 1 is cheapest: \$9,000,000\.00 .* if high offer 2\./).waitFor();
  const gross = await calculator.row("Offer 2");
  assert.deepEqual(gross.slice(-5), ["$10,800,000.00", "$10,500,000.00", "$10,200,000.00", "$10,500,000.00", "$4,000,000.00"]);
  // 12M - 0.15 S < 0.9 S from S = 11.429M on: then (S - 8M) / 4M is used.
  await view.getByText(/^Offer 2 only beats offer 1 once 85\.\d+% of what it promises more is used/).waitFor();
  await view.getByText("$10,285,650.00").first().waitFor();
});

test("forecasts and clauses change what is said, and what others have seen stands beside", async (t) => {
  const { calculator, view } = await opened(t, link(...YEAR, ...OFFERS));
  await view.getByText(/By the weights 25\/50\/25 offer 1 is cheapest: \$9,200,000\.00/).waitFor();
  const likely = calculator.scenario.getByRole("group", { name: "Likely forecast" });
  await likely.getByLabel("Weight").fill("0");
  // (0.25 x 8M + 0.25 x 10.8M) / 0.5
  await view.getByText(/By your weights offer 1 is cheapest: \$9,400,000\.00/).waitFor();
  await calculator.scenario.getByRole("group", { name: "High forecast" }).getByLabel("Demand").fill("110%");
  // 0.9 x 11M = 9.9M: (8M + 9.9M) / 2
  await view.getByText(/By your weights offer 1 is cheapest: \$8,950,000\.00/).waitFor();
  const clauses = calculator.scenario.getByRole("group", { name: "Clauses" });
  await fill(clauses, { "A migration costs": "40k", "It takes": "3" });
  await view.getByText(/“Deprecation parity” is worth most here: \$120,000\.00/).waitFor();
  assert.match(await calculator.besideField("Commitment may be lowered by"), /10 to 15% published/);
  await offer(calculator, 1).getByText("12 to 18% observed by one firm for this commitment").waitFor();
  await calculator.scenario.getByText(/The AWS Bedrock Licensing and Negotiation Playbook, Redress Compliance, June 2026/).last().waitFor();
  for (const part of ["forecast=0.8,1,1.1,0.25,0,0.25", "clauses=0,1,0,40000,3"]) {
    await eventually(async () => assert.ok(calculator.fragment().includes(part), calculator.fragment()));
  }
});

test("an error stands beside its field, and the last answer stays", async (t) => {
  const { calculator, view } = await opened(t, link(...YEAR, ...OFFERS));
  const first = offer(calculator, 1);
  for (const [label, text, wrong] of [
    ["Discount", "150", "At most 100%."],
    ["Runs for", "0", "At least 1."],
    ["Runs for", "6", /5/],
    ["Credits used within", "61", /60/],
    ["Commitment US", "many", /isn’t a number/],
  ]) {
    const field = first.getByLabel(label);
    const before = await field.inputValue();
    await field.fill(text);
    await first.getByText(wrong).first().waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await calculator.answer.getByText(/^Last good answer/).waitFor();
    await view.getByText(/offer 1 is cheapest: \$9,200,000\.00/).waitFor();
    await field.fill(before);
    await eventually(async () => assert.equal(await field.getAttribute("aria-invalid"), null));
  }
  // Weights of nothing are read, but can't be priced.
  for (const name of ["Low", "Likely", "High"]) {
    await calculator.scenario.getByRole("group", { name: `${name} forecast` }).getByLabel("Weight").fill("0");
  }
  const low = calculator.scenario.getByRole("group", { name: "Low forecast" });
  await low.getByText("Give at least one forecast a weight above 0.").waitFor();
});

test("a link holds every number of offers, forecasts and clauses", async (t) => {
  const parts = [...OFFERS.slice(0, 1), "o2=12000000,0.15,3,1.1,500000,18", "forecast=0.7,1,1.5,0.2,0.5,0.3", "clauses=0.1,2,0.15,40000,3"];
  const { calculator } = await opened(t, link(...YEAR, ...parts));
  const shown = async (group, values) => {
    for (const [label, value] of Object.entries(values)) {
      await eventually(async () => assert.equal(await group.getByLabel(label).inputValue(), value, label));
    }
  };
  await shown(offer(calculator, 2), {
    "Commitment US": "12M", Discount: "15%", "Runs for": "3", "Commitment grows": "1.1", "Credits US dollars": "500k", "Credits used within": "18",
  });
  const group = (name) => calculator.scenario.getByRole("group", { name, exact: true });
  await shown(group("Low forecast"), { Demand: "70%", Weight: "20%" });
  await shown(group("High forecast"), { Demand: "150%", Weight: "30%" });
  await shown(group("Clauses"), { "AI prices rise": "10%", "They rise in": "2", "Commitment may be lowered by": "15%", "A migration costs": "40k", "It takes": "3" });
  await group("Clauses").getByLabel("They rise in").fill("3");
  await eventually(async () => assert.ok(calculator.fragment().includes("clauses=0.1,3,0.15,40000,3"), calculator.fragment()));
  for (const part of parts.slice(0, 3)) {
    assert.ok(calculator.fragment().includes(part), calculator.fragment());
  }
});

test("offers are added, copied, taken out and brought back by keyboard alone", async (t) => {
  const { page, calculator } = await opened(t, link(...SONNET));
  const focused = (id) => eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), id));
  const button = calculator.button("Add a commitment");
  await button.focus();
  await page.keyboard.press("Enter");
  await focused("add-offer");
  await page.keyboard.press("Enter");
  await focused("offer-1-commitment");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("6M");
  await page.keyboard.press("Tab");
  await focused("offer-1-discount");
  await page.keyboard.type("12");
  await eventually(async () => assert.match(calculator.fragment(), /o1=6000000,0\.12/));
  for (let number = 2; number <= 4; number += 1) {
    await calculator.button("Add an offer").focus();
    await page.keyboard.press("Enter");
    await focused(`offer-${number}-commitment`);
  }
  await eventually(async () => assert.match(calculator.fragment(), /o4=6000000,0\.12/));
  assert.equal(await calculator.button("Add an offer").getAttribute("aria-disabled"), "true");
  await calculator.button("Remove offer 3").focus();
  await page.keyboard.press("Enter");
  await focused("add-offer");
  await eventually(async () => assert.doesNotMatch(calculator.fragment(), /o4=/));
  await calculator.button("Undo").click();
  await eventually(async () => assert.match(calculator.fragment(), /o4=6000000/));
  await calculator.group("Offers and clauses").getByRole("heading").click();
  await calculator.scenario.getByText("4 offers").waitFor();
});

for (const width of [320, 360, 768, 1100]) {
  test(`offers fit ${width} pixels, and axe finds nothing wrong`, async (t) => {
    for (const colours of ["light", "dark"]) {
      // As high as what it shows: nothing is half behind the strip at the foot.
      const options = { viewport: { width, height: 9000 }, colours };
      const { page, calculator, view } = await opened(t, link(...YEAR, ...OFFERS), options);
      await view.getByText(/offer 1 is cheapest/).waitFor();
      assert.equal(await calculator.overflow(), 0);
      await offer(calculator, 2).getByLabel("Discount").fill("150");
      await calculator.answer.getByText(/^Last good answer/).waitFor();
      assert.equal(await calculator.overflow(), 0);
      assert.deepEqual(await broken(page), []);
    }
  });
}
