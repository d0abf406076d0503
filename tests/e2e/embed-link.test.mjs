// What an author writes as an element's scenario: a fragment, a whole link, one that an editor wrapped, or what can't be read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { element, framed, host, last, told } from "./host.mjs";
import { ONE } from "./page.mjs";

const wrapped = ONE.replaceAll("&", "&\n    ");
for (const [what, scenario] of [
  ["a whole link", `https://calculator.example/#${ONE}`],
  ["a link over several lines", wrapped],
]) {
  test(`an element takes ${what}`, async (t) => {
    const { page } = await host(t, element({ scenario }));
    await framed(page);
    await told(page, "3.00");
    assert.deepEqual((await last(page, "change")).totals, { month: "3.00", list: "3.00", year: "36.00" });
  });
}

test("an element whose scenario can't be read keeps its author's own words", async (t) => {
  const { page } = await host(t, element({ scenario: "v9&nothing=known" }, "<p>About $1,500 a month</p>"));
  await page.getByText("About $1,500 a month").waitFor();
  // As long as a calculator takes to come.
  await page.waitForTimeout(4_000);
  await page.getByText("About $1,500 a month").waitFor();
  const frame = page.locator("bedrock-calculator").locator("iframe");
  assert.equal(await frame.evaluate((it) => it.getBoundingClientRect().height > 1 && getComputedStyle(it).visibility !== "hidden" && getComputedStyle(it).display !== "none"), false);
  const ready = await page.evaluate(() => events.filter(({ name }) => name === "ready").length);
  assert.equal(ready, 0);
});
