// No table sticks out of its place: in any tab, in the comparison and the brief, whatever the window's width.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, ONE, open } from "./page.mjs";

const WIDTHS = [320, 640, 680, 700, 720, 721, 768, 1080, 1081, 1180, 1440, 1600];
const TABS = ["Overview", "Breakdown", "Commitment and offers", "Capacity", "Evidence"];

/** The tables that can be seen and stick out of what they stand in, and by how much. */
function tooWide(page) {
  return page.evaluate(() => {
    const wide = [];
    for (const table of document.querySelectorAll("table")) {
      const inside = table.parentElement.getBoundingClientRect();
      // The heads of pairs of label and value are for those who don't see them.
      const heads = table.tHead && getComputedStyle(table.tHead).position === "absolute" ? table.tHead : null;
      const parts = [...table.querySelectorAll("th, td, td > span")].filter((part) => !heads?.contains(part));
      const edges = [table, ...parts].map((part) => part.getBoundingClientRect());
      const over = Math.max(...edges.filter((box) => box.width > 1).map((box) => box.right - inside.right));
      // A row that is marked reaches to its card's edge.
      if (inside.width > 0 && over > 11) {
        wide.push(`${table.caption?.textContent ?? table.rows[0].textContent}: ${over} of ${inside.width} pixels`);
      }
    }
    return wide;
  });
}

/** The largest amounts there can be. */
const LARGEST = link(
  "w1.model=claude-opus-4.1",
  "w1.scope=geographic",
  "w1.tokens=500000000000000,500000000000000",
  "edp=gross,0,1",
  "y1=100000000000,17000000000.55,0.05,99999999999.99",
  "y2=99999999999.99,99000000000.55,0.05",
  "o1=99999999999.99,0.15,2,1,0,12",
  "a1=month,99999999999.99,0.5,99999999999.99,Elsewhere",
);

/** Asserts that nothing sticks out anywhere at any width, charts as tables included. */
async function fits(page, calculator) {
  let tables = 0;
  const measured = async (width, place) => {
    const over = await calculator.overflow();
    const found = (await tooWide(page)).map((table) => `${width}, ${place}: ${table}`);
    return over ? [...found, `${width}, ${place}: the page, ${over} pixels`] : found;
  };
  const check = async (place) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      // A chart is drawn anew some frames after the window has changed.
      await eventually(async () => assert.deepEqual(await measured(width, place), []));
    }
    tables += await page.getByRole("table").count();
    await page.setViewportSize({ width: 1440, height: 900 });
  };
  for (const name of TABS) {
    const panel = await calculator.show(name);
    const charts = panel.getByRole("button", { name: "Show as a table" });
    while ((await charts.count()) > 0) {
      await charts.first().click();
    }
    await check(name);
  }
  await calculator.button("Compare").click();
  await calculator.button("Add scenario").click();
  await page.getByRole("button", { name: "Show as a table" }).click();
  await check("Compare");
  await calculator.choose("Share", "Brief");
  await page.getByRole("article", { name: "Brief" }).getByRole("table").first().waitFor();
  await check("Brief");
  assert.ok(tables >= 7, `${tables} tables`);
}

for (const [preset, figure] of Object.entries({
  "EDP gap, partial": "What AI adds at no discount",
  "Worked estate on units": "A month on one six-month unit",
  "Fine-tuned model": "Training, once",
})) {
  test(`no table of “${preset}” is wider than its place, whatever the window's width`, async (t) => {
    const { page, calculator } = await open(t, { fragment: ONE });
    await calculator.openExample(figure);
    await fits(page, calculator);
  });
}

test("no table of the largest amounts is wider than its place", async (t) => {
  const { page, calculator } = await open(t, { fragment: LARGEST });
  await fits(page, calculator);
});
