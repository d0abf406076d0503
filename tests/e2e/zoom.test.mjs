// Zoom of 200%, and the text spacing that readers may need (WCAG 1.4.12): nothing is cut and nothing scrolls sideways.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cut } from "./cut.mjs";
import { eventually, link, open } from "./page.mjs";

/** With a commitment, so that the bar that stays has four figures. $16,200 at list price. */
const SCENARIO = link(
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
);
const TABS = ["Overview", "Breakdown", "Commitment and offers", "Capacity", "Evidence"];
const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
`;

/** Everything that is cut in each tab: at its top, and at its foot, where the bar stands that stays. */
async function looked({ page, calculator }) {
  const bar = page.getByRole("button", { name: /Go to the answer$/ });
  const wrong = [];
  for (const tab of TABS) {
    await page.evaluate(() => scrollTo(0, 0));
    await calculator.show(tab);
    // A chart is drawn anew some frames after the window has changed, and what comes late makes the page longer.
    await eventually(async () => {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      assert.ok(await bar.isVisible());
    });
    let found = [];
    await eventually(async () => {
      found = await cut(page);
      assert.deepEqual(found, []);
    }).catch(() => wrong.push(...found.map((one) => `${tab}: ${one}`)));
    const over = await calculator.overflow();
    if (over !== 0) {
      wrong.push(`${tab}: the page is ${over} pixels too wide`);
    }
  }
  return wrong;
}

for (const width of [1440, 768, 360]) {
  test(`with the spacing of text that readers may set nothing is cut, ${width} pixels wide`, async (t) => {
    // The policy refuses styles of the page's own; a reader's come from the browser.
    const context = { bypassCSP: true };
    const opened = await open(t, { fragment: SCENARIO, viewport: { width, height: 800 }, context });
    await opened.page.addStyleTag({ content: SPACING });
    assert.deepEqual(await looked(opened), []);
  });
}

test("at a zoom of 200% nothing is cut, and everything can be scrolled to", async (t) => {
  const opened = await open(t, { fragment: SCENARIO, viewport: { width: 720, height: 450 }, context: { deviceScaleFactor: 2 } });
  assert.deepEqual(await looked(opened), []);
});

test("on a phone nothing is cut, the arrow of the bar that stays included", async (t) => {
  const opened = await open(t, { fragment: SCENARIO, viewport: { width: 360, height: 740 } });
  assert.deepEqual(await looked(opened), []);
});
