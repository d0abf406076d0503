import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";

const DEEP = ["w1.name=Deep", "w1.model=claude-opus-4.1", "w1.scope=geographic", "w1.tokens=1000000000,200000000"];

test("a price that isn't published is named, and typing it completes the answer", async (t) => {
  const { calculator } = await open(t, { fragment: link(...DEEP) });
  await calculator.totalBecomes("$30,000.00");
  await calculator.openGroup("Caching and batch");
  await calculator.field("Requests run as batch").fill("50");

  const asked = calculator.answer.getByRole("region", { name: /batch.*Claude Opus 4\.1/i });
  await asked.first().waitFor();
  assert.equal(await calculator.total(), "$30,000.00", "the last good answer is kept");
  await calculator.answer.getByText(/^Last good answer/).waitFor();

  await asked.getByRole("textbox", { name: /^Input/ }).fill("7.5");
  await asked.getByRole("textbox", { name: /^Output/ }).fill("37.5");
  await calculator.totalBecomes("$22,500.00");
  await calculator.answer.getByText(/^Last good answer/).waitFor({ state: "detached" });
  assert.match((await calculator.row("Input, batch"))[2], /typed/);
});

test("a price typed wrongly is named beside its field", async (t) => {
  const { calculator } = await open(t, { fragment: link(...DEEP, "w1.batch=0.5") });
  const price = calculator.answer.getByRole("region", { name: /batch/i }).getByRole("textbox", { name: /^Input/ });
  await price.fill("7,5,0");
  await eventually(async () => assert.equal(await price.getAttribute("aria-invalid"), "true"));
  await price.fill("7.5");
  await eventually(async () => assert.equal(await price.getAttribute("aria-invalid"), null));
});

test("a price is typed with the decimal sign of the reader's language", async (t) => {
  const { calculator } = await open(t, { fragment: link(...DEEP, "w1.batch=0.5"), context: { locale: "de-DE" } });
  const asked = calculator.answer.getByRole("region", { name: /batch/i });
  await asked.getByRole("textbox", { name: /^Input/ }).fill("7,5");
  await asked.getByRole("textbox", { name: /^Output/ }).fill("37,5");
  await calculator.totalBecomes("$22,500.00");
});

test("a link whose prices are missing shows no price and never 0", async (t) => {
  const { calculator } = await open(t, { fragment: link(...DEEP, "w1.batch=0.5") });
  await calculator.answer.getByText("No price yet").waitFor();
  assert.doesNotMatch(await calculator.answer.innerText(), /\$0\.00/);
  await calculator.workload("Deep").getByText("no rate").waitFor();
});
