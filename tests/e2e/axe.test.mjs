// axe finds nothing wrong in any view, at 1440 and 360 pixels, in light and dark; and nothing is wider than the window.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { link, open } from "./page.mjs";

/** Everything at once: caching, batch, a route, a purchase, a custom model, a commitment with offers, another provider. */
const EVERYTHING = link(
  "w1.name=Worked+estate",
  "w1.model=claude-sonnet-4.5",
  "w1.tokens=2400000000,600000000",
  "w1.cached=1/3",
  "w1.batch=0.4",
  "price=claude-sonnet-4.5,six-months,ordinary,model~_unit,22,hour",
  "p1.model=claude-sonnet-4.5",
  "p1.units=1,six-months,100000",
  "edp=gross,0,1",
  "y1=20000000,26000000,0.15",
  "o1=20000000,0.15,1,1,0,12",
  "o2=28000000,0.17,3,1.1,500000.5,18",
  "compare=List;w1.name=Worked+estate;w1.model=claude-sonnet-4.5;w1.tokens=2400000000,600000000",
  "compare=Now",
);

/** Nobody publishes a batch price of this model. */
const MISSING = link("w1.name=Deep", "w1.model=claude-opus-4.1", "w1.scope=geographic", "w1.tokens=1000000000,200000000", "w1.batch=0.5");

const TABS = ["Overview", "Breakdown", "Commitment and offers", "Capacity", "Evidence"];
const ROWS = ["Current commitment", "Offers", "Capacity", "Other providers"];
const SIZES = [{ width: 1440, height: 900 }, { width: 360, height: 740 }];

for (const colours of ["light", "dark"]) {
  for (const viewport of SIZES) {
    const where = `${colours}, ${viewport.width} pixels`;
    const look = (t, fragment) => open(t, { fragment, colours, viewport });
    const check = async (page, calculator) => {
      await accessible(page);
      assert.equal(await calculator.overflow(), 0, "wider than the window");
    };

    test(`the first visit and its menus, ${where}`, async (t) => {
      const { page, calculator } = await look(t, "");
      await calculator.answer.waitFor();
      await check(page, calculator);
      const wide = viewport.width > 400;
      for (const menu of wide ? [/^Share/, /^More/, /^Prices as of/] : [/^Menu/]) {
        await page.getByRole("banner").getByRole("button", { name: menu }).click();
        await page.getByRole("menu").getByRole(/Prices/.test(menu) ? "menuitemradio" : "menuitem").first().waitFor();
        await check(page, calculator);
        await page.keyboard.press("Escape");
      }
    });

    for (const tab of TABS) {
      test(`the tab ${tab}, ${where}`, async (t) => {
        const { page, calculator } = await look(t, EVERYTHING);
        await calculator.show(tab);
        await page.waitForTimeout(400);
        await check(page, calculator);
      });
    }

    test(`a workload with all of its fields, ${where}`, async (t) => {
      const { page, calculator } = await look(t, EVERYTHING);
      await calculator.openWorkload("Worked estate");
      await check(page, calculator);
      for (const lever of await page.getByRole("switch").all()) {
        await lever.check();
      }
      await check(page, calculator);
    });

    test(`the rows of the organization, ${where}`, async (t) => {
      const { page, calculator } = await look(t, EVERYTHING);
      for (const row of ROWS) {
        await calculator.openRow(row);
        await check(page, calculator);
      }
    });

    test(`a missing price, and the scenario's link, ${where}`, async (t) => {
      const { page, calculator } = await look(t, MISSING);
      await page.getByRole("region", { name: "Verdict" }).getByText("Deep has no input price.").waitFor();
      await calculator.openWorkload("Deep");
      await check(page, calculator);
      await calculator.choose("Share", "Show link");
      await page.getByRole("dialog", { name: "Link to this scenario" }).getByRole("textbox", { name: "Link" }).waitFor();
      await check(page, calculator);
    });

    test(`compare, brief and saved scenarios, ${where}`, async (t) => {
      const { page, calculator } = await look(t, EVERYTHING);
      if (viewport.width > 400) {
        await calculator.button("Compare").click();
      } else {
        await calculator.choose("Menu", "Compare");
      }
      await page.getByRole("heading", { level: 1, name: "Compare" }).waitFor();
      await check(page, calculator);
      await calculator.choose("Share", "Brief");
      await page.getByRole("article", { name: "Brief" }).waitFor();
      await check(page, calculator);
      await calculator.choose("Share", "Saved scenarios");
      const dialog = page.getByRole("dialog", { name: "Saved scenarios" });
      await dialog.getByRole("button", { name: "Save this scenario" }).click();
      await dialog.getByText("saved.").waitFor();
      await check(page, calculator);
    });
  }
}
