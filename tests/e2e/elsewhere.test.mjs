// Other providers beside what the same work adds to the bill on Bedrock: what moving comes to, and its fields.

import assert from "node:assert/strict";
import { test } from "node:test";
import { broken } from "./accessible.mjs";
import { ESTATE, eventually, link, open } from "./page.mjs";
import { pages, squeezed } from "./pdf.mjs";

// 2,400M x $3 + 600M x $15 = $16,200 a month: $194,400 a year.
const TOGETHER = "a1=tokens,0.54,0.72,1,0,Together";

/** The card of other providers in the tab of the commitment, with their fields open. */
async function opened(t, fragment = link(...ESTATE), options = {}) {
  const { page, calculator } = await open(t, { fragment, ...options });
  const panel = await calculator.show("Commitment and offers");
  const view = panel.getByRole("region", { name: "Other providers", exact: true });
  const fields = await calculator.openRow("Other providers");
  return { page, calculator, panel, view, fields };
}

const provider = (fields, number) => fields.getByRole("group", { name: `Provider ${number}`, exact: true });

const field = (place, label) => place.getByRole("textbox", { name: label, exact: true });

async function fill(place, values) {
  for (const [label, value] of Object.entries(values)) {
    await field(place, label).fill(value);
  }
}

test("a provider a month and one by the token, without a commitment, by hand", async (t) => {
  const { calculator, view, fields } = await opened(t);
  await fields.getByRole("button", { name: "Add a provider" }).click();
  await fill(provider(fields, 1), {
    Name: "Own cluster",
    "Price of all that moves": "4000",
    "Share of AI spend that moves": "50",
    "Cost of switching, once": "20k",
  });
  // Half of $194,400.00 moves to $48,000.00 a year: saves $49,200.00; 20,000 x 12 / 49,200 is 4.9 months.
  await view
    .getByText(
      "Own cluster costs $48,000.00 a year for what adds $97,200.00 to the payment on Bedrock: it saves $49,200.00 a year and repays the switch in 5 months.",
    )
    .waitFor();
  const row = await calculator.row("Own cluster", view);
  assert.match(row[0], /50% of the AI spend moves/);
  assert.deepEqual(row.slice(1), ["$48,000.00", "$97,200.00", "$97,200.00", "$49,200.00", "$20,000.00", "in 5 months"]);

  await fields.getByRole("button", { name: "Add another" }).click();
  const second = provider(fields, 2);
  await second.getByRole("combobox", { name: "Priced by" }).selectOption("Per million tokens");
  await fill(second, { "Input, per million": "0.54", "Output, per million": "0.72" });
  // 12 x (2,400 x 0.54 + 600 x 0.72) = 12 x 1,728
  await view.getByText(/Alternative 2 costs \$20,736\.00 a year for what adds \$194,400\.00/).waitFor();
  const proof = await calculator.proof(view.getByRole("button", { name: "Own cluster", exact: true }));
  assert.match(proof.Formula, /\$97,200\.00 - \$48,000\.00 = \+\$49,200\.00/);
});

test("a wrong price is named beside its field, and the last good number is still compared", async (t) => {
  const { calculator, view, fields } = await opened(t, link(...ESTATE, TOGETHER));
  const first = provider(fields, 1);
  for (const [label, text, wrong] of [
    ["Input, per million", "free", /isn’t a number/],
    ["Output, per million", "1001", /1,000/],
    ["Share of AI spend that moves", "101", /At most 100%\./],
    ["Cost of switching, once", "0.001", /decimal places/],
  ]) {
    const wrongly = field(first, label);
    const before = await wrongly.inputValue();
    await wrongly.fill(text);
    await calculator.isWrong(wrongly);
    await eventually(async () => assert.match(await calculator.belowField(wrongly), wrong));
    await view.getByText(/^Together costs \$20,736\.00/).waitFor();
    await wrongly.fill(before);
    await calculator.isWrong(wrongly, false);
  }
});

test("providers are added, named, taken out and brought back by keyboard, and a link holds them", async (t) => {
  const { page, calculator, panel, fields } = await opened(t);
  const focused = (id) => eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), id));
  await panel.getByRole("button", { name: "Compare another provider" }).focus();
  await page.keyboard.press("Enter");
  await focused("alternative-1-name");
  await page.keyboard.type("Path 1");
  const add = fields.getByRole("button", { name: "Add another" });
  for (let number = 2; number <= 4; number += 1) {
    await add.focus();
    await page.keyboard.press("Enter");
    await focused(`alternative-${number}-name`);
    await page.keyboard.type(`Path ${number}`);
  }
  assert.equal(await add.count(), 0, "no more than four");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await calculator.addressBecomes(/a4=tokens,0,0,1,0,Path_4/);
  await provider(fields, 2).getByRole("button", { name: "Remove provider" }).focus();
  await page.keyboard.press("Enter");
  await focused("add-alternative");
  await calculator.addressBecomes(/^(?!.*Path_2)/);
  await calculator.undo.click();
  await calculator.addressBecomes(/a2=month,0,1,0,Path_2/);
  const again = await opened(t, await calculator.fragment());
  const fourth = provider(again.fields, 4);
  await eventually(async () => assert.equal(await field(fourth, "Name").inputValue(), "Path 4"));
  assert.equal(await field(fourth, "Output, per million").inputValue(), "0.00");
  await again.page.getByRole("button", { name: /^Other providers 4 to compare/ }).waitFor();
});

for (const width of [320, 360, 768, 1100]) {
  test(`other providers fit ${width} pixels, and axe finds nothing wrong`, async (t) => {
    for (const colours of ["light", "dark"]) {
      const parts = ["a1=month,40000,0.5,200000,Own+cluster", "a2=tokens,0.54,0.72,1,50000,Together"];
      // As high as what it shows: nothing is half out of sight.
      const options = { viewport: { width, height: 4000 }, colours };
      const { page, calculator, view } = await opened(t, link(...ESTATE, ...parts), options);
      await view.getByText(/Together costs/).waitFor();
      await calculator.proof(view.getByRole("button", { name: "Together", exact: true }));
      assert.equal(await calculator.overflow(), 0);
      assert.deepEqual(await broken(page), []);
    }
  });
}

// Sonnet 4.5, 1,000M in and 100M out, half read from cache, 0.4 in batch: 2,790 on Bedrock, where batch isn't cached; 2,520 with
// Anthropic itself, where it is, at half. By hand in tests/golden/elsewhere-claude-with-anthropic.toml.
const STACKED =
  "v2&rates=2026-11-28&w1.name=Support&w1.model=claude-sonnet-4.5&w1.tokens=1000000000,100000000&w1.cached=0.5&w1.batch=0.4&end";

test("a provider’s price list prices each workload with its own levers, by hand", async (t) => {
  const { page, calculator, view, fields } = await opened(t, STACKED);
  await fields.getByRole("button", { name: "Add a provider" }).click();
  const first = provider(fields, 1);
  await first.getByRole("combobox", { name: "Priced by" }).selectOption("Its price list");
  await first.getByRole("combobox", { name: "Provider", exact: true }).selectOption("Anthropic API");
  await view
    .getByText(/Anthropic API costs \$30,240\.00 a year for what adds \$33,480\.00 to the payment on Bedrock: it saves \$3,240\.00 a year/)
    .waitFor();
  await view.getByText("Cheaper with Anthropic API: Support.").waitFor();
  const row = await calculator.row("Support", view);
  assert.match(row[0], /Anthropic API/);
  assert.deepEqual(row.slice(1), [
    "Claude Sonnet 4.5", "like for like", "$2,790.00", "$2,520.00", "$30,240.00", "$33,480.00", "$3,240.00",
  ]);
  await view.getByText(/Pricing, Claude Platform documentation, Anthropic/).first().waitFor();

  // OpenAI doesn't sell it: named, then another model stands for it.
  await first.getByRole("combobox", { name: "Provider", exact: true }).selectOption("OpenAI API");
  await view.getByText(/no input price for Claude Sonnet 4\.5, global there/).waitFor();
  await first.getByRole("combobox", { name: "Model there" }).selectOption("GPT-6.1 Terra");
  await view.getByText(/OpenAI API costs \$[\d,.]+ a year/).waitFor();
  assert.match((await calculator.row("Support", view))[1], /GPT-6\.1 Terra \(substitute\)/);
  assert.deepEqual(await broken(page), []);
});

test("instances of one’s own: break-even by hand, and never", async (t) => {
  const llama =
    "v2&rates=2026-11-28&w1.name=Chat&w1.model=llama-3.3-70b&w1.scope=in-region&w1.tokens=10000000000,10000000000&end";
  const { view, fields } = await opened(t, llama);
  await fields.getByRole("button", { name: "Add a provider" }).click();
  const first = provider(fields, 1);
  await first.getByRole("combobox", { name: "Priced by" }).selectOption("Your own instances");
  // Two of p5.48xlarge at 55.04 for 730 hours, against 14,400 on Bedrock; 60.1% of one pays.
  await view.getByText(/\$80,358\.40 a month for what costs \$14,400\.00 on Bedrock/).waitFor();
  await view.getByText("60.1%").waitFor();
  await view.getByText(/these instances never cost less/).waitFor();
  // On a plan of three years, with none that stands by: 23.77728 x 730.
  await first.getByRole("combobox", { name: "Instance" }).selectOption({ index: 1 });
  await field(first, "Instances that stand by").fill("0");
  await view.getByText(/\$17,357\.41 a month .* from 1\.21 times the volume/).waitFor();
});

test("a price that a provider offered goes before its list’s, for that meter alone", async (t) => {
  const { page, calculator, view, fields } = await opened(t, STACKED);
  await fields.getByRole("button", { name: "Add a provider" }).click();
  const first = provider(fields, 1);
  await first.getByRole("combobox", { name: "Priced by" }).selectOption("Its price list");
  await first.getByRole("combobox", { name: "Provider", exact: true }).selectOption("Anthropic API");
  await view.getByText(/Anthropic API costs \$30,240\.00 a year/).waitFor();
  const offered = first.getByRole("switch", { name: "Prices you were offered" });
  await offered.click();
  const output = field(first, "Output");
  await eventually(async () => assert.equal(await calculator.belowField(output), "Its list: $15.00"));
  assert.equal(await calculator.belowField(field(first, "Output, batch")), "Its list: $7.50");
  await output.fill("12");
  // 60M of output on demand at 12 in place of 15: 180 less of 2,520 a month.
  await view.getByText(/Anthropic API costs \$28,080\.00 a year for what adds \$33,480\.00 .* it saves \$5,400\.00 a year/).waitFor();
  await calculator.addressBecomes(/t1=claude-sonnet-4\.5,standard,ordinary,output,12,1M/);
  await output.fill("free");
  await calculator.isWrong(output);
  await view.getByText(/costs \$28,080\.00/).waitFor();
  assert.deepEqual(await broken(page), []);
  await offered.click();
  await view.getByText(/Anthropic API costs \$30,240\.00 a year/).waitFor();
  await calculator.addressBecomes(/^(?!.*t1=)/);
});

test("a price for prompts that are long with the provider alone has its field", async (t) => {
  // Nova Pro has no threshold on Bedrock. GPT-5.4, which stands for it, has one at 272,000 tokens.
  const workload = "w1.model=nova-pro&w1.scope=geographic&w1.requests=1000,300000,0";
  const { page, view, fields } = await opened(t, `#v2&rates=2026-11-28&${workload}&m1=nova-pro,gpt-5.4&a1=provider,openai-api,2026-11-28,1,0,OpenAI&end`);
  // 300M tokens at $5.00 in place of the ordinary $2.50.
  await view.getByText(/OpenAI costs \$18,000\.00 a year/).waitFor();
  const first = provider(fields, 1);
  await first.getByRole("switch", { name: "Prices you were offered" }).click();
  const long = field(first, "Input, long prompts");
  await eventually(async () => assert.match(await first.innerText(), /Its list: \$5\.00/));
  await long.fill("4");
  await view.getByText(/OpenAI costs \$14,400\.00 a year/).waitFor();
  assert.deepEqual(await broken(page), []);
});

test("tokens that Gemini keeps in a cache are charged by the hour, whatever share moves", async (t) => {
  // 500M at 1.25, 500M read at 0.125, 100M out at 10: 1,687.50 a month. By hand in tests/golden/elsewhere-a-cache-that-is-kept.toml.
  const half = link("w1.name=Assistant", "w1.model=claude-sonnet-4.5", "w1.tokens=1000000000,100000000", "w1.cached=0.5");
  const { page, calculator, view, fields } = await opened(t, half);
  await fields.getByRole("button", { name: "Add a provider" }).click();
  const first = provider(fields, 1);
  await first.getByRole("combobox", { name: "Priced by" }).selectOption("Its price list");
  await first.getByRole("combobox", { name: "Provider", exact: true }).selectOption("Google Gemini API");
  await first.getByRole("combobox", { name: "Model there" }).selectOption("Gemini 2.5 Pro");
  await view.getByText(/costs \$20,250\.00 a year/).waitFor();
  await field(first, "Tokens kept in cache").fill("2M");
  await view.getByText(/costs \$99,090\.00 a year/).waitFor();
  const row = () => calculator.row("Caches kept", view);
  assert.deepEqual((await row()).slice(4, 6), ["$6,570.00", "$78,840.00"]);
  await field(first, "Hours a month it is kept").fill("220");
  await view.getByText(/costs \$44,010\.00 a year/).waitFor();
  await field(first, "Share of AI spend that moves").fill("50");
  // Half of the tokens, and the whole cache: 10,125 + 23,760.
  await view.getByText(/costs \$33,885\.00 a year/).waitFor();
  await calculator.addressBecomes(/s1=claude-sonnet-4\.5,2000000,220,4\.5/);
  const proof = await calculator.proof(view.getByRole("button", { name: "Caches kept", exact: true }));
  assert.match(proof.Formula, /2,000,000 tokens × 220 hours × \$4\.50 per million tokens and hour/);
  assert.deepEqual(await broken(page), []);
  // Another model there: what was kept for the first is gone.
  await first.getByRole("combobox", { name: "Model there" }).selectOption("Gemini 3.5 Flash");
  await calculator.addressBecomes(/^(?!.*s1=)/);
});

test("units of a provider are counted for the busiest minute", async (t) => {
  // 40 requests a minute of 800 in and 50 out; an output token counts for six: 44,000 a minute, 36.7 of 1,200: 15 and five steps of 5.
  const chat = link("w1.name=Chat", "w1.model=gpt-5.5", "w1.scope=in-region", "w1.region=us-east-2", "w1.traffic=40,24,30,800,50");
  const { view, fields } = await opened(t, chat);
  await fields.getByRole("button", { name: "Add a provider" }).click();
  const first = provider(fields, 1);
  await first.getByRole("combobox", { name: "Priced by" }).selectOption("Its price list");
  await first.getByRole("combobox", { name: "Provider", exact: true }).selectOption({ label: "Azure OpenAI" });
  await first.getByRole("combobox", { name: "Bought" }).selectOption({ label: "PTU, global, reserved for a month: $260 a month a unit" });
  await view.getByText("40 units", { exact: true }).waitFor();
  await field(first, "Busiest minute over mean").fill("2");
  // 88,000 a minute, 73.3: 15 and twelve steps.
  await view.getByText("75 units", { exact: true }).waitFor();
});

/** Three workloads of 100M in and 10M out, each over four providers: $450.00, $150.00 and $79.20 on Bedrock. */
const OVER_FOUR = link(
  ...["claude-sonnet-4.5", "claude-haiku-4.5", "llama-3.3-70b"].flatMap((model, at) => [
    `w${at + 1}.name=${["Support", "Chat", "Drafts"][at]}`, `w${at + 1}.model=${model}`,
    ...(at === 2 ? ["w3.scope=in-region"] : []), `w${at + 1}.tokens=100000000,10000000`,
  ]),
  "a1=provider,anthropic-api,2026-11-28,1,0,Anthropic", "m1=llama-3.3-70b,claude-haiku-4.5",
  "a2=provider,openai-api,2026-11-28,1,0,OpenAI",
  ...["claude-sonnet-4.5", "claude-haiku-4.5", "llama-3.3-70b"].map((model) => `m2=${model},gpt-5-mini`),
  "a3=provider,gemini-api,2026-11-28,1,5000,Gemini",
  ...["claude-sonnet-4.5", "claude-haiku-4.5", "llama-3.3-70b"].map((model) => `m3=${model},gemini-2.5-flash`),
  "a4=provider,together,2026-11-28,0.05,0,Together",
  ...["claude-sonnet-4.5", "claude-haiku-4.5"].map((model) => `m4=${model},llama-3.3-70b`),
);

test("three workloads over four providers: each by hand, what is no like comparison says so, by keyboard and on paper", async (t) => {
  const { page, calculator, view } = await opened(t, OVER_FOUR, { viewport: { width: 360, height: 4000 } });
  const row = (workload, seller) =>
    view.getByRole("row").filter({ hasText: workload }).filter({ has: page.getByRole("rowheader", { name: new RegExp(seller) }) }).first();
  const cells = (workload, seller) => row(workload, seller).getByRole("cell").allInnerTexts();
  await row("Support", "Anthropic").waitFor();
  // 100 x 3 + 10 x 15 there and here.
  assert.deepEqual((await cells("Support", "Anthropic")).slice(0, 5), ["Claude Sonnet 4.5", "like for like", "$450.00", "$450.00", "$5,400.00"]);
  // 100 x 1 + 10 x 5, of another model, in any region: Bedrock's stays in one.
  assert.deepEqual((await cells("Drafts", "Anthropic")).slice(0, 5),
    ["Claude Haiku 4.5 (substitute)", "global there, one region here", "$79.20", "$150.00", "$1,800.00"]);
  // 100 x 0.25 + 10 x 2; 100 x 0.30 + 10 x 2.50.
  assert.equal((await cells("Chat", "OpenAI"))[3], "$45.00");
  assert.equal((await cells("Chat", "Gemini"))[3], "$55.00");
  // 110 x 0.88 a month; 5% of it a year.
  assert.deepEqual((await cells("Drafts", "Together")).slice(0, 5),
    ["Llama 3.3 70B", "global there, one region here", "$79.20", "$96.80", "$58.08"]);
  // 12 x 135 there, 12 x 679.20 here; 12 x 165, and 5,000 x 12 / 6,170.40 is 9.7 months.
  await view.getByText(/OpenAI costs \$1,620\.00 a year for what adds \$8,150\.40/).waitFor();
  await view.getByText(/Gemini costs \$1,980\.00 a year .* repays the switch in 10 months/).waitFor();
  await view.getByText(/Cheaper with Together: Support, Chat\. Cheaper on Bedrock than with Together: Drafts\./).waitFor();
  assert.equal(await calculator.overflow(), 0);
  assert.deepEqual(await broken(page), []);

  const opener = row("Drafts", "Anthropic").getByRole("button").first();
  await opener.focus();
  await page.keyboard.press("Enter");
  const proof = page.locator(`[id="${await opener.getAttribute("aria-controls")}"]`);
  await proof.getByText(/is a substitute: another model/).waitFor();
  await proof.getByText(/Not like for like: on Bedrock it runs in one region/).waitFor();

  await page.setViewportSize({ width: 1440, height: 900 });
  await calculator.choose("Share", "Brief");
  await page.getByRole("article", { name: "Brief" }).getByRole("heading", { name: "Assumptions and sources" }).waitFor();
  const paper = (await pages(await page.pdf({ format: "A4" }))).join("");
  for (const part of ["GPT-5 mini (substitute)", "Gemini 2.5 Flash (substitute)", "global there, one region here", "Together", "$58.08"]) {
    assert.ok(paper.includes(squeezed(part)), part);
  }
});
