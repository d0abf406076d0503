import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";

const WIDTHS = [320, 640, 680, 700, 768, 1100, 1180, 1440, 1600];

/** The tables that can be seen and stick out of what they stand in, and by how much. */
function tooWide(page) {
  return page.evaluate(() => {
    const wide = [];
    for (const table of document.querySelectorAll("table")) {
      const inside = table.parentElement.getBoundingClientRect();
      const edges = [table, ...table.querySelectorAll("th, td")].map((part) => part.getBoundingClientRect());
      const over = Math.max(...edges.filter((box) => box.width > 1).map((box) => box.right - inside.right));
      if (inside.width > 0 && over > 1) {
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
);

/** Asserts that nothing sticks out in any view, pictures' tables included, at any width. */
async function fits(page, calculator) {
  const wide = [];
  for (const name of await calculator.answer.getByRole("tab").allInnerTexts()) {
    const view = await calculator.show(name);
    await view.getByText(/\w/).first().waitFor();
    await eventually(async () => assert.equal(await view.getByText("Loading").count(), 0));
    for (const summary of await view.getByText("The same numbers as a table").all()) {
      await summary.click();
    }
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      wide.push(...(await tooWide(page)).map((table) => `${width}, ${name}: ${table}`));
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  assert.deepEqual(wide, []);
}

for (const preset of ["EDP gap, partial", "Worked estate on units", "Fine-tuned model"]) {
  test(`no table of “${preset}” is wider than its place, whatever the window's width`, async (t) => {
    const { page, calculator } = await open(t);
    await calculator.loadPreset(preset);
    await fits(page, calculator);
  });
}

test("no table of the largest amounts is wider than its place", async (t) => {
  const { page, calculator } = await open(t, { fragment: LARGEST });
  await fits(page, calculator);
});
