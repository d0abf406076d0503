// Each term of a contract, set on the page: a figure worked by hand, and the link that carries it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ESTATE, eventually, link, open } from "./page.mjs";

// 12 x $16,200 = $194,400 a year with Anthropic, billed by Marketplace unless the contract says otherwise.
const AI = [...ESTATE, "edp=net,0,1"];

/** The tab of the commitment, the fields of a row beside it, and the way to another scenario. */
async function opened(t, fragment, title) {
  const { page, calculator } = await open(t, { fragment });
  const view = await calculator.show("Commitment and offers");
  const fields = await calculator.openRow(title);
  const field = (label, place = fields) => place.getByRole("textbox", { name: label, exact: true });
  /** Waits until a row of the table with this title has these cells. */
  const rowIs = (table, name, ...cells) =>
    eventually(async () => assert.deepEqual((await calculator.row(name, view.getByRole("region", { name: table, exact: true }))).slice(1), cells, name));
  const turnTo = (fragment) => page.evaluate((hash) => (location.hash = hash), fragment);
  return { page, calculator, view, fields, field, rowIs, turnTo };
}

// Without AI, with it, added by AI, covered, unused.
const YEARS = "Year by year";

test("a provider's private offer with its end, and what Marketplace counts up to", async (t) => {
  const { calculator, fields, field, rowIs, turnTo } = await opened(t, link(...AI, "y1=0,,0", "y2=0,,0", "y3=0,,0"), "Current commitment");
  await rowIs(YEARS, "Year 1", "$0", "$194,400", "$194,400", "$0", "$0");
  const anthropic = fields.getByRole("group", { name: "Anthropic models", exact: true });
  await field("Private offer discount", anthropic).fill("20");
  await field("Valid for", anthropic).fill("18");
  // 18 months at 20% below list: all of the first year, half of the second, none of the third.
  await rowIs(YEARS, "Year 1", "$0", "$155,520", "$155,520", "$0", "$0");
  await rowIs(YEARS, "Year 2", "$0", "$174,960", "$174,960", "$0", "$0");
  await rowIs(YEARS, "Year 3", "$0", "$194,400", "$194,400", "$0", "$0");
  await calculator.addressBecomes(/private=anthropic,0\.2,18&/);

  await turnTo(link(...AI, "y1=400000,100000,0.1"));
  // $90,000 of other spend and a quarter of $400,000 count: $210,000 is still due.
  await rowIs(YEARS, "Year 1", "$400,000", "$494,400", "$94,400", "$100,000", "$210,000");
  await field("Marketplace counts up to").fill("40");
  // $160,000 counts.
  await rowIs(YEARS, "Year 1", "$400,000", "$434,400", "$34,400", "$160,000", "$150,000");
  await field("Used by other purchases").fill("90k");
  // $160,000 less $90,000.
  await rowIs(YEARS, "Year 1", "$400,000", "$524,400", "$124,400", "$70,000", "$240,000");
  await calculator.addressBecomes(/market=0\.4,90000&/);
});

test("spend carried forward, a discount without a commitment, and spend after the discount", async (t) => {
  const start = link(...AI, "y1=200000,100000,0", "y2=600000,300000,0", "terms=anthropic,no,1");
  const { calculator, fields, field, rowIs, turnTo } = await opened(t, start, "Current commitment");
  // $294,400 of $200,000, and $494,400 of $600,000.
  await rowIs(YEARS, "Year 1", "$200,000", "$294,400", "$94,400", "$100,000", "$0");
  await rowIs(YEARS, "Year 2", "$600,000", "$600,000", "$0", "$194,400", "$105,600");
  await fields.getByRole("checkbox", { name: /^Spend above a year’s commitment counts toward the next/ }).check();
  // The first year's $94,400 more counts in the second: $588,800 of $600,000.
  await rowIs(YEARS, "Year 1", "$200,000", "$294,400", "$94,400", "$100,000", "$0");
  await rowIs(YEARS, "Year 2", "$600,000", "$505,600", "−$94,400", "$288,800", "$11,200");
  await calculator.addressBecomes(/carry=yes&/);

  await turnTo(link(...AI, "y1=0,100000,0,0", "y2=0,200000,0.1,0", "y3=50000,300000,0,0"));
  await rowIs(YEARS, "Year 1", "$100,000", "$100,000", "$0", "$0", "$0");
  await field("Without a commitment").fill("5");
  // A year that promises nothing; one with a discount of its own; one that promises something.
  await rowIs(YEARS, "Year 1", "$95,000", "$95,000", "$0", "$0", "$0");
  await rowIs(YEARS, "Year 2", "$180,000", "$180,000", "$0", "$0", "$0");
  await rowIs(YEARS, "Year 3", "$300,000", "$300,000", "$0", "$0", "$0");
  await calculator.addressBecomes(/flat=0\.05&/);

  await turnTo(link(...AI, "y1=20000000,17000000,0.15,0"));
  const year = fields.getByRole("group", { name: "Year 1", exact: true });
  const spend = year.getByRole("textbox", { name: /without AI/ });
  await eventually(async () => assert.equal(await spend.inputValue(), "17M"));
  await year.getByRole("radio", { name: "After discount", exact: true }).check({ force: true });
  await spend.fill("14,450,000");
  // 14,450,000 / 0.85.
  await eventually(async () => assert.match(await calculator.belowField(spend), /^\$17,000,000 before discount, \$14,450,000 after 15%/));
  // The gap is $20,000,000 less $14,450,000.
  await rowIs(YEARS, "Year 1", "$20.0M", "$20.0M", "$0", "$0", "$5.55M");
  await calculator.addressBecomes(/y1=20000000,14450000,0\.15,0,after&/);
});

test("credits that retire nothing, offers by name, and AI demand apart from the rest", async (t) => {
  const start = link(...AI, "y1=0,1000000,0,0", "o1=900000,0.1,1,1,200000,6");
  const { page, calculator, fields, field, rowIs, turnTo } = await opened(t, start, "Offers");
  const against = "Offers against your current contract";
  // $900,000 of usage retires all of it, and $200,000 of credits pay: $700,000 against $1,000,000.
  await rowIs(against, "Offer 1", "$900,000", "10%", "$0", "$700,000", "$300,000 less");
  await field("Name", fields.getByRole("group", { name: "Offer 1", exact: true })).fill("AWS, May");
  await rowIs(against, "AWS, May", "$900,000", "10%", "$0", "$700,000", "$300,000 less");
  await page.getByRole("region", { name: "Verdict" }).getByText(/AWS, May/).first().waitFor();
  await calculator.addressBecomes(/,6,AWS~2C_May&/);

  const current = await calculator.openRow("Current commitment");
  await current.getByRole("checkbox", { name: /^Spend that credits pay doesn’t count/ }).check();
  // $700,000 retires: $200,000 is unused, and paid.
  await rowIs(against, "AWS, May", "$900,000", "10%", "$200,000", "$900,000", "$100,000 less");
  await calculator.addressBecomes(/credits=unretired&/);

  await turnTo(link(...AI, "y1=12000000,10000000,0.1,5000000", "terms=anthropic,yes,1", "o1=15000000,0.15,1,1,0,12"));
  const offers = await calculator.openRow("Offers");
  for (const [label, at, ai] of [["Low demand", 0, "20"], ["High demand", 2, "300"]]) {
    await field(label, offers).fill("100");
    await field("AI demand, if it differs", offers).nth(at).fill(ai);
  }
  // $10M beside $1M, $5M and $15M of AI: the contract takes nine tenths and $12M at least, the offer 85% and $15M at least.
  // The weights are 25/50/25.
  const title = "If demand turns out differently";
  await rowIs(title, "Your current contract", "$12.0M", "$13.5M", "$22.5M", "$15.38M");
  await rowIs(title, "Offer 1", "$15.0M", "$15.0M", "$21.25M", "$16.56M");
  await calculator.addressBecomes(/forecast=1,1,1,0\.25,0\.5,0\.25,0\.2,,3&/);
  const again = await opened(t, await calculator.fragment(), "Offers");
  await again.rowIs(title, "Offer 1", "$15.0M", "$15.0M", "$21.25M", "$16.56M");
});
