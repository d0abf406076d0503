// What is on paper: the answer and the open tab, without what can only be pressed, dark on light.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, LOWERED, open } from "./page.mjs";
import { pages, squeezed } from "./pdf.mjs";

/** The text of the page as it prints. */
const printed = async (page) => (await pages(await page.pdf({ format: "A4" }))).join("");

function holdsAll(text, parts) {
  const missing = Object.entries(parts).filter(([, part]) => !text.includes(squeezed(part)));
  assert.deepEqual(missing, [], `missing in ${text}`);
}

const opened = (t, options = {}) => open(t, { fragment: link(...LOWERED), ...options });

test("print holds the answer, the way from list price and what was asked for", async (t) => {
  const { page, calculator } = await opened(t, { colours: "dark" });
  await page.getByRole("heading", { name: "Next best savings" }).waitFor();
  const text = await printed(page);
  holdsAll(text, {
    "the total": "$11,664",
    "the year": "$139,968",
    "list price": "$16,200",
    "a lever": "Prompt caching",
    "the workload": "Worked estate",
    "what is left out": "Guardrails, knowledge bases and vector stores",
    "what the estimate is": "Not an AWS quote",
    "the date of the prices": "Nov 28, 2026",
  });
  // Nothing that can only be pressed.
  await calculator.openWorkload("Worked estate");
  const open = await printed(page);
  const buttons = ["Compare", "Duplicate", "Add workload", "Show as a table", "Save as picture", "Skip to the answer"];
  assert.deepEqual(buttons.filter((button) => open.includes(squeezed(button))), []);
});

test("the tab that is open is printed: every line of the bill, with what was opened", async (t) => {
  const { page, calculator } = await opened(t);
  const panel = await calculator.show("Breakdown");
  await calculator.proof(panel.getByRole("button", { name: "Output, batch", exact: true }));
  holdsAll(await printed(page), {
    "a line": "Cache reads480M tokens$0.30$144.00",
    "an opened line": "240M tokens$7.50$1,800.00",
    "its formula": "240,000,000",
  });
});

test("published figures print when they are what is open", async (t) => {
  const { page, calculator } = await opened(t);
  assert.doesNotMatch(await printed(page), /Publishedfigures/);
  await calculator.show("Evidence");
  assert.match(await printed(page), /Publishedfigures[^]*14,040/);
});

test("print is dark on light in every theme, and in what it is made of", async (t) => {
  const { page, calculator } = await opened(t);
  await calculator.choose("More", "Dark");
  await page.emulateMedia({ media: "print" });
  const colours = await page.evaluate(() => {
    const card = document.querySelector("main section");
    const [text, paper] = [getComputedStyle(card).color, getComputedStyle(card).backgroundColor];
    return [text, paper, getComputedStyle(document.documentElement).backgroundColor];
  });
  const [ink, card, paper] = colours.map((colour) => colour.match(/[\d.]+/g).map(Number));
  assert.ok(ink[0] + ink[1] + ink[2] < 200, colours[0]);
  for (const [at, light] of [card, paper].entries()) {
    assert.ok(light[3] === 0 || light[0] + light[1] + light[2] > 700, colours[at + 1]);
  }
});

test("charts are drawn for paper, whatever the window", async (t) => {
  const { page } = await opened(t);
  const ladder = page.getByRole("figure").first().getByRole("img").first();
  const width = () => ladder.getAttribute("width");
  await ladder.waitFor();
  for (const window of [1440, 360]) {
    await page.setViewportSize({ width: window, height: 900 });
    // What prints says so before and after.
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await eventually(async () => assert.equal(await width(), "640"));
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await eventually(async () => assert.notEqual(await width(), "640"));
  }
});
