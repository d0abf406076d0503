// What is kept in this browser and compared: the draft, saved scenarios, links that hold several.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, ONE, open, TWO } from "./page.mjs";

async function shelf({ page, calculator }) {
  await calculator.choose("Share", "Saved scenarios");
  const dialog = page.getByRole("dialog", { name: "Saved scenarios" });
  await dialog.getByRole("button", { name: "Save this scenario" }).waitFor();
  return dialog;
}

test("a scenario is saved, renamed, duplicated, deleted and opened again", async (t) => {
  const opened = await open(t, { fragment: ONE });
  const { page, calculator } = opened;
  let dialog = await shelf(opened);
  await dialog.getByRole("textbox", { name: "Name" }).fill("First");
  await dialog.getByRole("button", { name: "Save this scenario" }).click();
  await dialog.getByText("First saved.").waitFor();
  await dialog.getByRole("button", { name: "Rename: First" }).click();
  await dialog.getByRole("textbox", { name: "New name" }).fill("Plan");
  await dialog.getByRole("button", { name: "Rename", exact: true }).click();
  await dialog.getByRole("button", { name: "Duplicate: Plan" }).click();
  await eventually(async () => assert.equal(await dialog.getByRole("listitem").count(), 2));
  await dialog.getByRole("button", { name: /^Delete: Plan/ }).last().click();
  await eventually(async () => assert.equal(await dialog.getByRole("listitem").count(), 1));
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await dialog.isVisible(), false));
  await page.evaluate((fragment) => (location.hash = fragment), TWO);
  await calculator.shows("$6.00");
  await page.reload({ waitUntil: "load" });
  await calculator.shows("$6.00");
  dialog = await shelf(opened);
  await dialog.getByRole("button", { name: /^Plan/ }).click();
  await calculator.shows("$3.00");
  await calculator.said("Opened Plan");
});

test("the bare address offers to go on, and a link wins over it", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.openWorkload("One");
  await calculator.field("Input tokens a month").fill("2M");
  await calculator.addressBecomes(/2000000/);
  await page.goto("about:blank");
  await page.goto(`${new URL(process.env.SITE_URL).href}`, { waitUntil: "load" });
  await page.getByText("Continue where you left off?").waitFor();
  await calculator.button("Continue").click();
  await calculator.shows("$6.00");
  await page.goto("about:blank");
  await page.goto(`${process.env.SITE_URL}#${ONE}`, { waitUntil: "load" });
  await calculator.shows("$3.00");
  assert.equal(await page.getByText("Continue where you left off?").count(), 0);
});

test("scenarios are compared, and one link holds them all", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.button("Compare").click();
  await page.getByRole("button", { name: "Add scenario" }).click();
  await page.getByRole("button", { name: "Calculator", exact: true }).click();
  await calculator.openWorkload("One");
  await calculator.field("Input tokens a month").fill("2M");
  await calculator.shows("$6.00");
  await calculator.button("Compare").click();
  const compared = page.getByRole("list", { name: "Compared scenarios" }).getByRole("listitem");
  await eventually(async () => assert.equal(await compared.count(), 2));
  await page.getByRole("table").getByText("$3.00").first().waitFor();
  await page.getByRole("table").getByText("$6.00").first().waitFor();
  // The typed tokens are in the address a moment later than the comparison.
  await calculator.addressBecomes(/tokens=2000000,0.*&compare=/);
  const link = page.url();
  const other = await open(t, { fragment: new URL(link).hash.slice(1) });
  await other.calculator.shows("$6.00");
  await other.calculator.button("Compare").click();
  const there = other.page.getByRole("list", { name: "Compared scenarios" }).getByRole("listitem");
  await eventually(async () => assert.equal(await there.count(), 2));
  await other.page.getByRole("button", { name: /^Remove: / }).click();
  await other.page.getByRole("heading", { name: "Compare up to four scenarios" }).waitFor();
});

test("a published example opens with its figures, and can be undone", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  const panel = await calculator.show("Evidence");
  const example = panel.getByRole("button", { name: /open this example$/ }).first();
  await example.click();
  await calculator.said("Opened the published example");
  await page.keyboard.press("Control+z");
  await calculator.shows("$3.00");
});

test("a damaged link opens what can be read, and says what can't; markup in it is text", async (t) => {
  const markup = `<img src=x onerror="globalThis.ran = true"><b>bold</b>`;
  const fragment = ONE.replace("w1.name=One", `w1.name=${encodeURIComponent(markup)}&w1.cached=often&__proto__=1`);
  const { page, calculator } = await open(t, { fragment });
  await calculator.shows("$3.00");
  await page.getByText("Part of the link couldn’t be read.").waitFor();
  assert.equal(await page.locator("main img").count(), 0);
  assert.equal(await page.evaluate(() => globalThis.ran ?? false), false);
});

test("capacity whose price is missing says so in its tab, and leads to its field", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE.replace("&end", "&p1.model=claude-sonnet-4.5&p1.units=1,six-months,100000&end") });
  const panel = await calculator.show("Capacity");
  await panel.getByText("Capacity isn’t priced yet").waitFor();
  await panel.getByRole("button", { name: "Open capacity" }).click();
  await page.getByRole("group", { name: "Capacity", exact: true }).getByRole("textbox").first().waitFor();
});
