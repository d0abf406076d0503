import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { Calculator, eventually, link } from "./calculator.mjs";

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

test("a copied link opens elsewhere as the same scenario with the same answer", async (t) => {
  const { page, calculator } = await open(t, { context: CLIPBOARD });
  await calculator.field("Name").fill("Chat & search");
  await calculator.chooseModel("Claude Haiku 4.5");
  await calculator.field("Input tokens").fill("4.8B");
  await calculator.openGroup("Caching and batch");
  await calculator.field("Requests run as batch").fill("25");
  await calculator.field("Reads per write").fill("12.5");
  const total = await calculator.total();

  const panel = await calculator.copyLink();
  await panel.getByText("Link copied.").waitFor();
  const copied = await panel.getByRole("textbox", { name: "Link" }).inputValue();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), copied);

  const other = await open(t, { fragment: new URL(copied).hash.slice(1) });
  assert.equal(await other.calculator.total(), total);
  assert.equal(await other.calculator.figure("List").innerText(), await calculator.figure("List").innerText());
  assert.equal(await other.calculator.field("Name").inputValue(), "Chat & search");
  assert.equal(await other.calculator.picker.inputValue(), "Claude Haiku 4.5");
  assert.equal(await other.calculator.field("Input tokens").inputValue(), "4.8B");
  await other.calculator.openGroup("Caching and batch");
  assert.equal(await other.calculator.field("Requests run as batch").inputValue(), "25%");
  assert.equal(await other.calculator.field("Reads per write").inputValue(), "12.5");
});

test("the panel says what the link holds and how long it is, and closes with Escape", async (t) => {
  const { page, calculator } = await open(t, { context: CLIPBOARD });
  const panel = await calculator.copyLink();
  await panel.getByText(/of 2,000 characters/).waitFor();
  const holds = await panel.getByRole("listitem").allInnerTexts();
  assert.ok(holds.some((part) => part.includes("Worked estate")), holds.join("; "));
  assert.ok(holds.some((part) => part.includes("28 November 2026") || part.includes("28 Nov 2026")), holds.join("; "));
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  assert.ok(await calculator.button("Copy link").evaluate((button) => button === document.activeElement));
});

test("a link opened in a second tab doesn't change the first", async (t) => {
  const { context, page, calculator } = await open(t);
  const second = await context.newPage();
  const fragment = link("w1.model=nova-lite", "w1.scope=in-region", "w1.tokens=1000000,0");
  await second.goto(`${page.url().split("#")[0]}#${fragment}`);
  await new Calculator(second).ready();
  await new Calculator(second).totalBecomes("$0.06");
  await eventually(async () => assert.equal(await calculator.total(), "$11,232.00"));
});
