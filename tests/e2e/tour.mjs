// Walks through everything the page shows, and stops at each place.

const GROUPS = ["Workloads", "Caching and batch", "Routing", "Prices", "Capacity", "Commitment", "Offers and clauses", "Alternatives"];
const VIEWS = ["Where it goes", "Capacity", "Commitment", "Does caching pay?", "Compare", "Published figures", "Assumptions", "Rates"];

/**
 * @param {import("./calculator.mjs").Calculator} calculator
 * @param {(place: string) => Promise<void>} stop called at each place with its name
 */
export async function tour(calculator, stop) {
  await inputs(calculator, stop);
  await answer(calculator, stop);
  await capacity(calculator, stop);
  await commitment(calculator, stop);
  await panels(calculator, stop);
}

async function inputs(calculator, stop) {
  for (const group of GROUPS) {
    await calculator.openGroup(group);
    await stop(group);
  }
  await calculator.openGroup("Prices");
  await calculator.button("Add a price").click();
  await stop("a typed price");
  await calculator.openGroup("Routing");
  await calculator.button("Add a route").click();
  await stop("a route");
  await calculator.openGroup("Caching and batch");
  await calculator.choice("From traffic").check();
  await calculator.field("Prefix").fill("5");
  await stop("caching from traffic");
  await calculator.choice("Share").check();

  await calculator.openGroup("Workloads");
  for (const demand of ["Requests", "Requests a minute", "Monthly tokens"]) {
    await calculator.choice(demand).check();
    await stop(`demand: ${demand}`);
  }
  await calculator.openAdjustments();
  await calculator.choice("In-region").or(calculator.choice("Geographic")).first().check();
  await stop("adjustments, another scope");
  await calculator.picker.click();
  await calculator.models.first().waitFor();
  await stop("the open picker");
  await calculator.picker.fill("no such model");
  await stop("a picker that finds nothing");
  await calculator.page.keyboard.press("Escape");
  await calculator.field("Input tokens").fill("2.4X");
  await calculator.answer.getByText(/^Last good answer/).waitFor();
  await stop("a wrong number");
  await calculator.field("Input tokens").fill("2.4B");
  await calculator.button("Duplicate").click();
  await stop("two workloads");
  await calculator.chooseModel("Claude Opus 4.1");
  await calculator.answer.getByRole("region", { name: /Claude Opus 4\.1/ }).first().waitFor();
  await stop("a missing price");
  await calculator.button("Undo").click();
}

async function answer(calculator, stop) {
  await calculator.explanation(calculator.figure("A year"));
  await stop("an open figure");
  await calculator.answer.getByText("The same numbers as a table").click();
  await stop("the ladder as a table");
  await calculator.explanation(calculator.line("Input, on demand"));
  for (const view of VIEWS) {
    await calculator.show(view);
    await stop(view);
  }
}

async function capacity(calculator, stop) {
  await calculator.openGroup("Capacity");
  await stop("no capacity");
  await calculator.loadPreset("Worked estate on units");
  const view = await calculator.show("Capacity");
  await view.getByRole("figure").first().waitFor();
  await stop("units");
  await calculator.explanation(view.getByRole("row").getByRole("button", { name: "Six months", exact: true }).first());
  for (const summary of await view.getByText("The same numbers as a table").all()) {
    await summary.click();
  }
  await stop("everything of units open");
  await calculator.choice("Input and output").check();
  await calculator.choice("By hour").check();
  await calculator.page.getByLabel("Hours pasted").fill("many");
  await calculator.answer.getByText(/^Last good answer/).waitFor();
  await stop("a load that can't be read");
  await calculator.page.getByLabel("Hours pasted").fill("1 9 1");
  await stop("a load that overflows");
  await calculator.choice("Hours a day").check();
  await calculator.button("Add reserved").click();
  await stop("two purchases");
  await calculator.loadPreset("Fine-tuned model");
  await view.getByRole("heading", { name: /custom model/ }).waitFor();
  await stop("a custom model");
}

async function commitment(calculator, stop) {
  await calculator.loadPreset("EDP gap, partial");
  const view = await calculator.show("Commitment");
  await view.getByRole("figure").first().waitFor();
  await stop("a commitment");
  await calculator.explanation(view.getByRole("button", { name: "Year 1" }));
  for (const summary of await view.getByText("The same numbers as a table").all()) {
    await summary.click();
  }
  await stop("everything of a commitment open");
  await calculator.openGroup("Commitment");
  await calculator.button("Add a year").click();
  await stop("two years");
  await calculator.openGroup("Offers and clauses");
  await calculator.button("Add an offer").click();
  await calculator.button("Add an offer").click();
  await calculator.field("Discount").last().fill("20");
  await view.getByRole("heading", { name: "Offers" }).waitFor();
  await stop("two offers");
  await calculator.field("Discount").last().fill("150");
  await calculator.answer.getByText(/^Last good answer/).waitFor();
  await stop("a wrong number in an offer");
  await calculator.field("Discount").last().fill("20");
  await calculator.openGroup("Alternatives");
  await calculator.button("Add an alternative").click();
  await calculator.button("Add an alternative").click();
  await calculator.scenario.getByText("Prices per million tokens").last().click();
  await view.getByRole("heading", { name: "Alternatives" }).waitFor();
  await stop("two alternatives");
}

async function panels(calculator, stop) {
  await calculator.button("Presets").click();
  await stop("the presets");
  await calculator.page.keyboard.press("Escape");
  await calculator.button("Scenarios").click();
  await calculator.button("Save this scenario").click();
  const saved = calculator.page.getByRole("dialog", { name: "Scenarios" });
  await saved.getByText(/saved\.$/).waitFor();
  await stop("a saved scenario");
  await saved.getByRole("button", { name: /^Compare: / }).click();
  await saved.getByText(/2 of 4\.$/).waitFor();
  await calculator.page.keyboard.press("Escape");
  await calculator.answer.getByRole("list", { name: "Compared scenarios" }).waitFor();
  await stop("two scenarios side by side");
  const panel = await calculator.copyLink();
  await panel.getByText(/this link|Link copied/).waitFor();
  await stop("the link");
  await panel.getByRole("button", { name: "Close" }).click();
  await calculator.list("Rates of").selectOption("20 Aug 2026");
  await calculator.button("Re-price with 28 Nov 2026").waitFor();
  await stop("older rates");
  await calculator.page.evaluate(() => (location.hash = "v1&rates=2026-10-25&w1.model=nova-lite&w1.colour=red"));
  await calculator.button("Dismiss").waitFor();
  await stop("a damaged link");
}
