// The picture of the way from list price to what is paid: its words stand clear of its bars, at any width.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, open } from "./page.mjs";

const rectangles = (all) => all.map((one) => one.getBoundingClientRect().toJSON());

for (const width of [320, 360, 768, 1100, 1440]) {
  test(`no bar runs under its words, and no word under another, at ${width} pixels`, async (t) => {
    const gross = ["edp=gross,0,1", "y1=400000,100000,0.15", "terms=anthropic,yes,1"];
    for (const [bars, ...parts] of [
      [3, "w1.tokens=2400000000,600000000", "w1.cached=1/3"],
      [3, "w1.tokens=240000000000000,60000000000000", "w1.cached=1/3"],
      [4, "w1.tokens=2400000000,600000000", "w1.cached=1/3", "w1.batch=0.4", ...gross],
      // Above list price: what is typed for input is ten times as much.
      [3, "w1.tokens=2400000000,600000000", "price=claude-sonnet-4.5,standard,ordinary,input,30,1M"],
    ]) {
      const fragment = link("w1.name=Estate", "w1.model=claude-sonnet-4.5", ...parts);
      const { page, calculator } = await open(t, { viewport: { width, height: 900 }, fragment });
      const overview = await calculator.show("Overview");
      const picture = overview.getByRole("figure").first().getByRole("img");
      // A bar for list price, one for each step, one for what is paid.
      await eventually(async () => assert.equal(await picture.locator("rect").count(), bars));
      await page.evaluate(() => document.fonts.ready);
      const all = await picture.locator("text").evaluateAll(rectangles);
      assert.ok(all.length >= 2 * bars, `${all.length} words`);
      const meets = (one, other) =>
        one.left < other.right && other.left < one.right && one.top + 2 < other.bottom && other.top + 2 < one.bottom;
      for (const bar of await picture.locator("rect").evaluateAll(rectangles)) {
        assert.deepEqual(all.filter((word) => meets(word, bar)), []);
      }
      const crossed = all.filter((one, at) => all.slice(at + 1).some((other) => meets(one, other)));
      assert.deepEqual(crossed, []);
      assert.ok(all.every((word) => word.left >= 0 && word.right <= width), "a word is cut off");
      await page.close();
    }
  });
}
