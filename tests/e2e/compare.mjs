// What the tests of the comparison share: its page opened, and its rows and scenarios as they are read.

import assert from "node:assert/strict";
import { ESTATE, eventually, olderLink, open } from "./page.mjs";

export const beside = (name, ...more) => `compare=${[name, ...ESTATE, ...more].join(";")}`;
// A link's parts after `compare=` have the first rules unless they say otherwise: batch reads the cache at half price.
export const FOUR = olderLink(
  ...ESTATE,
  "compare=List",
  beside("Cached", "w1.cached=1/3"),
  beside("Batch", "w1.cached=1/3", "w1.batch=0.4"),
  beside("Twice", "w1.calls=2"),
);

export const sides = (page) => page.getByRole("list", { name: "Compared scenarios" }).locator("> li");
export const figures = (page) => page.getByRole("table", { name: "Each figure, and how far it lies from A" });
export const opener = (page, name) => figures(page).getByRole("button", { name, exact: true });

/** A row of the comparison; its cells as text. */
export async function cells(page, name) {
  const row = figures(page).getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });
  return (await row.getByRole("cell").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
}

export const becomes = (page, name, expected) =>
  eventually(async () => assert.deepEqual(await cells(page, name), expected));

export const areCompared = (page, count) => eventually(async () => assert.equal(await sides(page).count(), count));

/** Opens the page of the comparison, on a phone too. */
export async function toCompare({ page, calculator }) {
  const button = calculator.button("Compare");
  await ((await button.isVisible()) ? button.click() : calculator.choose("Menu", "Compare"));
  await page.getByRole("heading", { level: 1, name: "Compare" }).waitFor();
}

export async function opened(t, options) {
  const both = await open(t, options);
  await toCompare(both);
  return both;
}

export async function add({ calculator }, label) {
  await calculator.list("Compare with").selectOption(label);
  await calculator.button("Add scenario").click();
}
