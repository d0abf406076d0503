// Walks through what the page shows, and stops at each place.

import { link, LOWERED } from "./page.mjs";

/** Priced in full: capacity, a commitment with two years and two offers, another provider. */
const PRICED = link(
  ...LOWERED,
  "price=claude-sonnet-4.5,six-months,ordinary,model~_unit,22,hour",
  "p1.model=claude-sonnet-4.5",
  "p1.units=1,six-months,100000",
  "edp=gross,0,1",
  "y1=20000000,26000000,0.15",
  "y2=22000000,,0.17",
  "o1=20000000,0.15,1,1,0,12",
  "o2=28000000,0.17,3,1.1,500000.5,18",
  "a1=tokens,0.54,0.72,0.5,50000,Together",
);
const TABS = ["Overview", "Breakdown", "Commitment and offers", "Capacity", "Evidence"];

/**
 * @param {import("./page.mjs").Calculator} calculator with a workload called "Worked estate"
 * @param {(place: string) => Promise<void>} stop called at each place with its name
 */
export async function tour(calculator, stop) {
  await workload(calculator, stop);
  await organization(calculator, stop);
  await answer(calculator, stop);
  await screens(calculator, stop);
  await notices(calculator, stop);
}

async function workload(calculator, stop) {
  const { page } = calculator;
  await calculator.openWorkload("Worked estate");
  await stop("a workload");
  for (const lever of await page.getByRole("switch").all()) {
    await lever.check();
  }
  await stop("every lever on");
  for (const demand of ["A month", "Requests a minute", "Tokens"]) {
    await page.getByRole("radio", { name: demand, exact: true }).first().check();
    await stop(`demand: ${demand}`);
  }
  await calculator.picker.click();
  await calculator.models.first().waitFor();
  await stop("the open picker");
  await calculator.searchModels("no such model");
  await stop("a picker that finds nothing");
  await page.keyboard.press("Escape");
  const input = calculator.field("Input tokens a month");
  await input.fill("2.4X");
  await calculator.isWrong(input);
  await stop("a wrong number");
  await input.fill("2.4B");
  await calculator.button("Duplicate").click();
  await stop("two workloads");
  await calculator.chooseModel("Claude Opus 4.1");
  await page.getByText("Price missing").first().waitFor();
  await stop("a missing price");
  await calculator.button("Remove").last().click();
}

async function organization(calculator, stop) {
  const { page } = calculator;
  for (const [row, ...buttons] of [
    ["Current commitment", "Add your commitment"],
    ["Offers", "Add an offer", "Add an offer"],
    ["Capacity", "Add model units", "Add Reserved capacity", "Add a custom model"],
    [
      "Services",
      "Add a guardrail",
      "Add a knowledge base",
      "Add document reading",
      "Add agents (AgentCore)",
      "Add a flow",
      "Add invocation logs",
      "Add a cost of your own",
      "Add monitoring, network, evaluation, support",
    ],
    ["Other providers", "Add a provider", "Add another"],
  ]) {
    const group = await calculator.openRow(row);
    await stop(row);
    for (const name of buttons) {
      await group.getByRole("button", { name, exact: true }).click();
      await stop(`${row}: ${name}`);
    }
  }
  for (const form of ["Per million tokens", "Its price list", "Your own instances"]) {
    await page.getByRole("combobox", { name: "Priced by" }).last().selectOption(form);
    await stop(`a provider: ${form}`);
  }
}

async function answer(calculator, stop) {
  await calculator.page.evaluate((hash) => (location.hash = hash), PRICED);
  await calculator.page.getByRole("region", { name: "Verdict" }).getByText(/cheapest contract|current contract/).first().waitFor();
  for (const tab of TABS) {
    const panel = await calculator.show(tab);
    await stop(tab);
    const charts = panel.getByRole("button", { name: "Show as a table" });
    while ((await charts.count()) > 0) {
      await charts.first().click();
    }
    await stop(`${tab}, its charts as tables`);
    const opener = panel.getByRole("row").getByRole("button", { expanded: false });
    if ((await opener.count()) > 0) {
      await opener.first().click();
      await stop(`${tab}, a row open`);
    }
  }
}

async function screens(calculator, stop) {
  const { page } = calculator;
  await calculator.menu("More");
  await stop("the menu");
  await page.keyboard.press("Escape");
  const compare = calculator.button("Compare");
  await ((await compare.isVisible()) ? compare.click() : calculator.choose("Menu", "Compare"));
  await page.getByRole("heading", { level: 1, name: "Compare" }).waitFor();
  await stop("nothing to compare");
  await calculator.button("Add scenario").click();
  await page.getByRole("list", { name: "Compared scenarios" }).waitFor();
  await stop("two scenarios side by side");
  await calculator.choose("Share", "Brief");
  await page.getByRole("article", { name: "Brief" }).waitFor();
  await stop("the brief");
  await calculator.choose("More", "Your AWS bill");
  await page.getByRole("heading", { level: 1, name: "Your AWS bill" }).waitFor();
  await stop("the bill");
}

async function notices(calculator, stop) {
  const { page } = calculator;
  await page.getByRole("button", { name: "Calculator", exact: true }).click();
  const older = link("w1.model=nova-lite", "w1.cached=often", "w1.tokens=1000000,0").replace("2026-11-28", "2026-08-20");
  await page.evaluate((hash) => (location.hash = hash), older);
  await page.getByText("Part of the link couldn’t be read.").waitFor();
  await page.getByRole("button", { name: "Re-price" }).waitFor();
  await stop("a damaged link, older prices");
}
