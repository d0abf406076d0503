// Offers against the current contract: what each costs, where they cross, what clauses are worth, and their fields.

import assert from "node:assert/strict";
import { test } from "node:test";
import { broken } from "./accessible.mjs";
import { ESTATE, eventually, link, open } from "./page.mjs";

// 10M a year without AI, and no AI: what is paid is easy to say by hand.
const YEAR = [...ESTATE, "edp=net,0,1", "y1=1000000,10000000,0,0"];
const OFFERS = ["o1=8000000,0.1,1,1,0,12", "o2=12000000,0.15,1,1,0,12"];

/** The tab of the commitment, with the fields of offers open. */
async function opened(t, fragment = link(...YEAR), options = {}) {
  const { page, calculator } = await open(t, { fragment, ...options });
  const view = await calculator.show("Commitment and offers");
  const fields = await calculator.openRow("Offers");
  return { page, calculator, view, fields };
}

/** The fields of an offer. */
const offer = (fields, number) => fields.getByRole("group", { name: `Offer ${number}`, exact: true });

const field = (place, label) => place.getByRole("textbox", { name: label, exact: true });

async function fill(place, values) {
  for (const [label, value] of Object.entries(values)) {
    await field(place, label).fill(value);
  }
}

const verdict = (page, text) => page.getByRole("region", { name: "Verdict" }).getByText(text).first().waitFor();

/** A row of a table that stands in the card with this title. */
const row = (calculator, view, title, name) => calculator.row(name, view.getByRole("region", { name: title, exact: true }));

test("two offers and where they cross, net and gross, by hand", async (t) => {
  const { page, calculator, view, fields } = await opened(t);
  await calculator.button("Add an offer").click();
  await fill(offer(fields, 1), { "Commitment, year 1": "8M", Discount: "10" });
  await calculator.button("Add an offer").click();
  await eventually(async () => assert.equal(await field(offer(fields, 2), "Commitment, year 1").inputValue(), "8M"));
  await fill(offer(fields, 2), { "Commitment, year 1": "12M", Discount: "15" });

  // Net, at 8M, 10M and 12M: max(0.9 S, 8M) is 8M, 9M, 10.8M, by 25/50/25 9.2M; max(0.85 S, 12M) is 12M each time. The
  // current contract is what is spent, 10M.
  await verdict(page, "Offer 1 is the cheapest contract.");
  await verdict(page, /It saves \$800,000 in year 1 against your current one\. Offer 2 costs \$2\.0M more in year 1\./);
  const title = "If demand turns out differently";
  assert.deepEqual((await row(calculator, view, title, "Offer 1")).slice(1), ["$8.0M", "$9.0M", "$10.8M", "$9.2M"]);
  assert.deepEqual((await row(calculator, view, title, "Offer 2")).slice(1), ["$12.0M", "$12.0M", "$12.0M", "$12.0M"]);
  // Likely: 12M are promised, 8.5M used.
  const against = "Offers against your current contract";
  assert.deepEqual((await row(calculator, view, against, "Offer 2")).slice(1), ["$12.0M", "15%", "$3.5M", "$12.0M", "$2.0M more"]);
  // 0.9 S > 12M from 13.334M on, 133.34% of plan: then (0.85 S - 8M) / 4M is used.
  const crossings = "Where one contract becomes cheaper than another";
  const crossing = "Offer 2 becomes cheaper than offer 1";
  assert.deepEqual((await row(calculator, view, crossings, crossing)).slice(1), ["grows 33.3%", "$12.0M", "83.3%"]);
  const { Formula } = await calculator.proof(view.getByRole("button", { name: crossing, exact: true }));
  assert.match(Formula, /133\.34% of plan: \$12,000,000\.00 < \$12,000,600\.00/);

  const current = await calculator.openRow("Current commitment");
  await current.getByRole("radio", { name: "Gross spend" }).check();
  // Gross: 0.9 S + max(0, 8M - S) is 7.2M, 9M, 10.8M; 0.85 S + max(0, 12M - S) is 10.8M, 10.5M, 10.2M.
  await verdict(page, /It saves \$1\.0M in year 1 against your current one\. Offer 2 costs \$500,000 more in year 1\./);
  assert.deepEqual((await row(calculator, view, title, "Offer 1")).slice(1), ["$7.2M", "$9.0M", "$10.8M", "$9.0M"]);
  const gross = await row(calculator, view, title, "Offer 2");
  assert.deepEqual(gross.slice(1), ["$10.8M", "$10.5M", "$10.2M", "$10.5M"]);
  assert.match(gross[0], /Cheapest if demand is high/);
  // 12M - 0.15 S < 0.9 S from 11.429M on: then (S - 8M) / 4M is used.
  assert.deepEqual((await row(calculator, view, crossings, crossing)).slice(1), ["grows 14.3%", "$10.29M", "85.7%"]);
  await eventually(async () => {
    const opened = await calculator.proof(view.getByRole("button", { name: crossing, exact: true }));
    assert.match(opened.Formula, /\$10,285,650\.00 </);
  });
});

test("forecasts and clauses change what is said, and what others have seen stands beside", async (t) => {
  const { page, calculator, view, fields } = await opened(t, link(...YEAR, ...OFFERS));
  await verdict(page, /It saves \$800,000/);
  await fields.getByRole("textbox", { name: "Weight", exact: true }).nth(1).fill("0");
  // (0.25 x 8M + 0.25 x 10.8M) / 0.5 is 9.4M, against 10M.
  await verdict(page, /It saves \$600,000/);
  await field(fields, "High demand").fill("110");
  // 0.9 x 11M is 9.9M: (8M + 9.9M) / 2 is 8.95M, against (8M + 11M) / 2.
  await verdict(page, /It saves \$550,000/);
  assert.equal((await row(calculator, view, "If demand turns out differently", "Offer 1")).at(-1), "$8.95M");
  // 40,000 a month for three months.
  await fill(fields, { "Migration, a month": "40k", "It takes": "3" });
  await eventually(async () => {
    assert.equal((await row(calculator, view, "What clauses are worth", "Deprecation parity")).at(-1), "$120,000");
  });
  assert.match(await calculator.belowField(field(fields, "The commitment can be lowered once by")), /10-15%/);
  assert.match(await calculator.belowField(field(offer(fields, 1), "Discount")), /Typical: 12-18%/);
  await fields.getByText(/The AWS Bedrock Licensing and Negotiation Playbook, Redress Compliance, June 2026/).waitFor();
  await calculator.addressBecomes(/forecast=0\.8,1,1\.1,0\.25,0,0\.25/);
  await calculator.addressBecomes(/clauses=0,1,0,40000,3/);
});

test("a rate hold is held against what the provider's prices have done, in both directions", async (t) => {
  // $194,400 a year of AI, above a commitment that is met without it.
  const { calculator, view } = await opened(t, link(...ESTATE, "edp=net,0,1", "y1=1000000,10000000,0"));
  const title = "A rate hold, by what prices have done";
  for (const [name, worth] of [
    ["Prices rise as in the largest published rise", "$194,400"],
    ["Prices rise as in a typical published rise", "$58,320"],
    ["Prices fall as in a typical published cut", "−$38,880"],
    ["Prices fall as in the largest published cut", "−$169,128"],
  ]) {
    await eventually(async () => assert.equal((await row(calculator, view, title, name)).at(-1), worth));
  }
  await view.getByText(/Anthropic −20%: Claude Opus, 5 to 5\.5, Sep 2026/).waitFor();
});

test("an error stands beside its field, and the last good number is still priced", async (t) => {
  const { page, calculator, fields } = await opened(t, link(...YEAR, ...OFFERS));
  const first = offer(fields, 1);
  for (const [label, text, wrong] of [
    ["Discount", "150", /At most 100%\./],
    ["Runs for", "0", /At least 1\./],
    ["Runs for", "6", /5/],
    ["Credits valid for", "61", /60/],
    ["Commitment, year 1", "many", /isn’t a number/],
  ]) {
    const wrongly = field(first, label);
    const before = await wrongly.inputValue();
    await wrongly.fill(text);
    await calculator.isWrong(wrongly);
    await eventually(async () => assert.match(await calculator.belowField(wrongly), wrong));
    await verdict(page, /It saves \$800,000/);
    await wrongly.fill(before);
    await calculator.isWrong(wrongly, false);
  }
  // Weights of nothing are read, but can't be priced.
  const weights = fields.getByRole("textbox", { name: "Weight", exact: true });
  for (const weight of await weights.all()) {
    await weight.fill("0");
  }
  await fields.getByText("Give at least one forecast a weight above 0.").first().waitFor();
  await calculator.answer.getByText("Not up to date").waitFor();
});

test("a link holds every number of offers, forecasts and clauses", async (t) => {
  const parts = [...OFFERS.slice(0, 1), "o2=12000000,0.15,3,1.1,500000,18", "forecast=0.7,1,1.5,0.2,0.5,0.3", "clauses=0.1,2,0.15,40000,3"];
  const { page, calculator, fields } = await opened(t, link(...YEAR, ...parts));
  const shown = async (place, values) => {
    for (const [label, value] of Object.entries(values)) {
      await eventually(async () => assert.equal(await field(place, label).inputValue(), value, label));
    }
  };
  await shown(offer(fields, 2), {
    "Commitment, year 1": "12M",
    Discount: "15",
    "Runs for": "3",
    "Each later year, % of last": "110",
    Credits: "500k",
    "Credits valid for": "18",
  });
  await shown(fields, { "Low demand": "70", "Likely demand": "100", "High demand": "150" });
  const weights = await fields.getByRole("textbox", { name: "Weight", exact: true }).all();
  assert.deepEqual(await Promise.all(weights.map((weight) => weight.inputValue())), ["20", "50", "30"]);
  await shown(fields, {
    "AI prices may rise by": "10",
    "From year": "2",
    "The commitment can be lowered once by": "15",
    "Migration, a month": "40k",
    "It takes": "3",
  });
  await field(fields, "From year").fill("3");
  await calculator.addressBecomes(/clauses=0\.1,3,0\.15,40000,3/);
  const fragment = await page.evaluate(() => location.hash);
  for (const part of parts.slice(0, 3)) {
    assert.ok(fragment.includes(part), `${part} in ${fragment}`);
  }
});

test("offers are added, copied, taken out and brought back by keyboard alone", async (t) => {
  const { page, calculator, fields } = await opened(t, link(...ESTATE));
  const focused = (id) => eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), id));
  await fields.getByRole("button", { name: "Add your commitment" }).focus();
  await page.keyboard.press("Enter");
  await focused("year-1-commitment");
  const again = await calculator.openRow("Offers");
  const add = again.getByRole("button", { name: "Add an offer" });
  await add.focus();
  await page.keyboard.press("Enter");
  await focused("offer-1-commitment");
  await page.keyboard.type("6M");
  await page.keyboard.press("Tab");
  await focused("offer-1-discount");
  await page.keyboard.type("12");
  await calculator.addressBecomes(/o1=6000000,0\.12/);
  for (let number = 2; number <= 4; number += 1) {
    await add.focus();
    await page.keyboard.press("Enter");
    await focused(`offer-${number}-commitment`);
  }
  await calculator.addressBecomes(/o4=6000000,0\.12/);
  assert.equal(await add.count(), 0, "no more than four");
  await page.getByRole("button", { name: /^Offers 4 to compare/ }).waitFor();
  await offer(again, 3).getByRole("button", { name: "Remove offer" }).focus();
  await page.keyboard.press("Enter");
  await focused("add-offer");
  await calculator.addressBecomes(/^(?!.*o4=)/);
  await page.keyboard.press("ControlOrMeta+z");
  await calculator.addressBecomes(/o4=6000000/);
});

for (const width of [320, 768, 1100]) {
  test(`offers fit ${width} pixels, and axe finds nothing wrong, not even beside an error`, async (t) => {
    for (const colours of ["light", "dark"]) {
      // As high as what it shows: nothing is half out of sight.
      const options = { viewport: { width, height: 9000 }, colours };
      const { page, calculator, fields } = await opened(t, link(...YEAR, ...OFFERS), options);
      await verdict(page, "Offer 1 is the cheapest contract.");
      assert.equal(await calculator.overflow(), 0);
      const discount = field(offer(fields, 2), "Discount");
      await discount.fill("150");
      await calculator.isWrong(discount);
      assert.equal(await calculator.overflow(), 0);
      assert.deepEqual(await broken(page), []);
    }
  });
}
