// Services around inference: what is added to the total, by whom it is driven, and what is missing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { link, open } from "./page.mjs";
import { pages, squeezed } from "./pdf.mjs";

/** 10,000,000 calls of 5,000 tokens, 20,000 characters, at $3.00 per million: $150,000. */
const CALLS = ["w1.name=Chat", "w1.model=claude-sonnet-4.5", "w1.requests=10000000,5000,0"];

/** Opens the row of services. */
async function openServices(page) {
  await page.getByRole("button", { name: /^Services/ }).click();
  await page.getByRole("button", { name: "Add a guardrail" }).waitFor();
}

test("a guardrail checks the whole prompt of each call, or its tagged part", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...CALLS) });
  await openServices(page);
  await calculator.button("Add a guardrail").click();
  // 20 text units a call at $0.15 per thousand.
  await calculator.shows("$150,000 inference, $30,000 services");
  await page.getByLabel("Sensitive information (PII)").check();
  await calculator.shows("$150,000 inference, $50,000 services");
  await calculator.shows("$200,000");
  await calculator.field("Tagged part of each prompt").fill("1,000");
  await calculator.shows("$150,000 inference, $2,500 services");
  await accessible(page);
  await calculator.button("Remove guardrail").click();
  await calculator.shows("$150,000");
  await calculator.button("Undo").first().click();
  await calculator.shows("$150,000 inference, $2,500 services");
});

test("services that need requests ask for them where demand is in tokens", async (t) => {
  const { page, calculator } = await open(t, {
    fragment: link("w1.name=Chat", "w1.model=claude-sonnet-4.5", "w1.tokens=50000000000,0"),
  });
  await openServices(page);
  await calculator.button("Add a guardrail").click();
  await calculator.field("Requests a month").fill("10M");
  await calculator.shows("$150,000 inference, $30,000 services");
});

test("a store is charged by the hour, and a price that isn't known for the Region is asked for", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...CALLS.slice(0, 2), "w1.region=eu-west-3", CALLS[2]) });
  await openServices(page);
  await calculator.button("Add a knowledge base").click();
  await calculator.list("Vector store").selectOption({ label: "OpenSearch Serverless" });
  await page.getByText("Enter a price: none is known for eu-west-3.").first().waitFor();
  // Two OCUs for 730 hours at $0.24: $350.40.
  await page.getByLabel("Use N. Virginia’s price where your Region’s isn’t known").check();
  await calculator.shows("$150,000 inference, $350.40 services");
  // None is missing now, so the fields of prices are behind their switch.
  await page.getByRole("switch", { name: "Your own prices of services" }).click();
  await calculator.field("OpenSearch Serverless, compute").fill("0.30");
  await calculator.shows("$150,000 inference, $438.00 services");
  assert.equal(await page.getByText("Enter a price: none is known").count(), 0);
});

test("what isn't included is named, and can be added", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...CALLS) });
  const left = page.getByRole("region", { name: "Not included" });
  await left.getByText(/^Guardrails, knowledge bases and vector stores, .* and a support plan\./).waitFor();
  await left.getByText(/Typical: 40 to 100%/).waitFor();
  await calculator.button("Add services").click();
  await calculator.button("Add a guardrail").click();
  await left.getByText(/^Knowledge bases and vector stores, /).waitFor();
  assert.equal(await left.getByText(/Typical/).count(), 0, "the scenario has a figure of its own");
});

test("the template of a chat with checks has a guardrail", async (t) => {
  const { calculator } = await open(t);
  await calculator.choose("More", "Screened chat");
  // 626,400 requests of 3,800 and 350 tokens, 16 and 2 text units, at $0.25 per thousand.
  await calculator.shows("$5,356 inference, $2,819 services");
});

test("costs of one's own and monitoring are added, and the link holds them", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...CALLS) });
  await openServices(page);
  await calculator.button("Add a cost of your own").click();
  await calculator.field("Amount").fill("1,200");
  await calculator.shows("$150,000 inference, $1,200 services");
  await calculator.button("Add monitoring, network, evaluation, support").click();
  // Five dashboards, of which three are free, at $3.00.
  await calculator.field("Dashboards").fill("5");
  await calculator.shows("$150,000 inference, $1,206 services");
  await calculator.addressBecomes(/monitoring=.*&own=/);
  await page.reload();
  await calculator.shows("$150,000 inference, $1,206 services");
});

for (const [add, values, figure] of [
  // 10,000 pages at $0.010; 1,000 at $0.040 with ten fields beyond 30 at $0.0005.
  ["Add document reading", { "Pages, standard output": "10,000", "Pages, custom output": "1,000", "Fields of a custom page": "40" }, "$145.00"],
  // 100,000 sessions: 1,000 vCPU-hours at $0.0895, 10,000 GB-hours at $0.00945, a million gateway calls at $0.005 a thousand.
  [
    "Add agents (AgentCore)",
    { Sessions: "100,000", "vCPU-seconds of a session": "36", "Seconds of a session": "360", "Memory of a session": "1", "Gateway calls of a session": "10" },
    "$189.00",
  ],
  // 10M executions of four transitions at $0.035 a thousand.
  ["Add a flow", { Executions: "10M", "Node transitions of each": "4" }, "$1,400"],
  // 10M times 20,000 + 1,475 bytes are 200.0015 GB: $0.50 to take in, $0.03 to keep for a month.
  ["Add invocation logs", { "Other bytes of each call": "1,475" }, "$106.00"],
  // 3 x 2 x 730 hours at $0.01, 1,000 GB at $0.01, 400 of 500 GB out at $0.09, and 400 tasks at $0.21.
  [
    "Add monitoring, network, evaluation, support",
    { "Private endpoints": "3", "Zones of each": "2", "Through them": "1,000", "Out to the internet": "500", "Human evaluation tasks": "400" },
    "$173.80",
  ],
]) {
  test(`${add}: by hand, and a link holds it`, async (t) => {
    const { page, calculator } = await open(t, { fragment: link(...CALLS) });
    await openServices(page);
    await calculator.button(add).click();
    for (const [label, value] of Object.entries(values)) {
      await calculator.field(label).fill(value);
    }
    await calculator.shows(`$150,000 inference, ${figure} services`);
    await accessible(page);
    await page.waitForFunction(() => location.hash.length > 100);
    await page.reload();
    await calculator.shows(`$150,000 inference, ${figure} services`);
  });
}

test("the support plan is charged what AI adds to its bands, and only for what AWS itself bills", async (t) => {
  // 125 billion tokens of Nova Pro at $0.80: $100,000 that AWS bills.
  const nova = link("w1.name=Chat", "w1.model=nova-pro", "w1.scope=in-region", "w1.tokens=125000000000,0");
  const { page, calculator } = await open(t, { fragment: nova });
  await openServices(page);
  await calculator.button("Add monitoring, network, evaluation, support").click();
  await page.getByLabel("Enterprise Support").check();
  await calculator.field("Other AWS charges, before discount").fill("100,000");
  // From $100,000 to $200,000: 10% of $50,000 and 7% of $50,000.
  await calculator.shows("$100,000 inference, $8,500 services");
  await calculator.openWorkload("Chat");
  // Marketplace bills Claude: support isn't charged on it.
  await calculator.chooseModel("Claude Sonnet 4.5");
  await calculator.shows("$412,500");
});

/** One of each service. */
const ALL = [
  "g1.name=Checks", "g1.policies=content,pii", "k1.name=Manuals", "k1.docs=50000,1200", "k1.queries=2,150", "k1.opensearch=classic,yes,2,2,,10,shared",
  "d1.name=Papers", "d1.per=month", "d1.pages=1000", "r1.name=Agents", "r1.sessions=1", "r1.per=requests", "r1.runtime=v1,30,600,0.5",
  "f1.name=Flow", "f1.executions=1000000", "f1.transitions=8", "l1.name=Logs", "monitoring=20,5,4", "network=3,2,1000,500", "evaluation=400", "support=enterprise,250000",
  "own=500,month,aws,Gateway",
];

for (const [width, colours] of [[360, "light"], [360, "dark"], [1440, "dark"]]) {
  test(`one of each service fits ${width} pixels, ${colours}, and is on paper`, async (t) => {
    const { page, calculator } = await open(t, { fragment: link(...CALLS, ...ALL), viewport: { width, height: 4000 }, colours });
    await calculator.answer.getByText(/ services$/).first().waitFor();
    await openServices(page);
    await accessible(page);
    assert.equal(await calculator.overflow(), 0);
    if (width === 1440) {
      await calculator.choose("Share", "Brief");
      await page.getByRole("article", { name: "Brief" }).getByRole("heading", { name: "Assumptions and sources" }).waitFor();
      const paper = (await pages(await page.pdf({ format: "A4" }))).join("");
      for (const part of ["Checks", "Manuals", "Model evaluation by people", "Agents", "Flow", "Logs", "Support plan", "Gateway", "2 other parts", "Inference and services, a year"]) {
        assert.ok(paper.includes(squeezed(part)), `${part} in ${paper}`);
      }
    }
  });
}
