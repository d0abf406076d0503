// Names, links and numbers that mean harm: each is text, or an error beside its field, and the page works on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, ONE, open } from "./page.mjs";

const MARKUP = `<img src=x onerror="globalThis.ran = true"><b>bold</b>`;
const TOKENS = ["w1.model=claude-sonnet-4.5", "w1.tokens=1000000,0"];

/** Fails where markup became elements, or ran. */
async function isOnlyText(page) {
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.locator("b", { hasText: /^bold$/ }).count(), 0);
  assert.equal(await page.evaluate(() => globalThis.ran ?? false), false);
}

test("markup in a name is text wherever the name is shown", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.openWorkload("One");
  await calculator.field("Name").fill(MARKUP);
  await calculator.workload(MARKUP).waitFor();
  for (const tab of ["Breakdown", "Capacity", "Evidence", "Overview"]) {
    await calculator.show(tab);
    await isOnlyText(page);
  }
  await (await calculator.show("Breakdown")).getByRole("heading", { name: `${MARKUP}, line by line` }).waitFor();
  // The scenario's own name, in the header, saved, compared and printed.
  await page.getByRole("button", { name: /^Rename scenario: / }).click();
  await calculator.field("Scenario name").fill(MARKUP);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: `Rename scenario: ${MARKUP}` }).waitFor();
  await calculator.choose("Share", "Saved scenarios");
  const dialog = page.getByRole("dialog", { name: "Saved scenarios" });
  await dialog.getByRole("button", { name: "Save this scenario" }).click();
  await dialog.getByRole("button", { name: `Delete: ${MARKUP}` }).waitFor();
  await isOnlyText(page);
  await page.keyboard.press("Escape");
  await calculator.button("Compare").click();
  await page.getByRole("button", { name: "Add scenario" }).click();
  await page.getByRole("list", { name: "Compared scenarios" }).getByText(MARKUP).first().waitFor();
  await isOnlyText(page);
  await calculator.choose("Share", "Brief");
  await page.getByRole("article", { name: "Brief" }).getByText(MARKUP).first().waitFor();
  await isOnlyText(page);
});

test("markup in a link is text, and what can't be read of it is said as text", async (t) => {
  const name = encodeURIComponent(MARKUP).replaceAll("%20", "+");
  const { page, calculator } = await open(t, { fragment: link(`w1.name=${name}`, ...TOKENS, name) });
  await page.getByText("Part of the link couldn’t be read.").waitFor();
  await calculator.openWorkload(MARKUP);
  assert.equal(await calculator.field("Name").inputValue(), MARKUP);
  await isOnlyText(page);
});

test("names that mean something to JavaScript are only names", async (t) => {
  const fields = ["__proto__=1", "w1.__proto__=1", "constructor=1", "w1.name=~_~_proto~_~_"];
  const price = "price=__proto__,standard,ordinary,input,2,1M";
  const { page, calculator } = await open(t, { fragment: link(...fields, ...TOKENS, price) });
  await calculator.shows("$3.00");
  await calculator.workload("__proto__").waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(Object.prototype)), []);
  const lost = page.getByText("Part of the link couldn’t be read.").locator("..").getByRole("listitem");
  await eventually(async () => assert.equal(await lost.count(), 3, (await lost.allInnerTexts()).join("\n")));
});

for (const [what, fragment] of Object.entries({
  "an endless name": link(`w1.name=${"x".repeat(40_000)}`, ...TOKENS),
  "a thousand workloads": link(...Array.from({ length: 1_000 }, (_, at) => `w${at}.model=nova-lite&w${at}.tokens=1,1`)),
  "numbers beyond every bound": link(TOKENS[0], `w1.tokens=${"9".repeat(400)},1e999`, "w1.batch=-1", "w1.cached=1/0"),
  "broken escapes": link("w1.name=%E0%A4%A", "w1.model=%00%ff", "w1.tokens=%,%", "", "", "=="),
  "other directions of writing": link(`w1.name=${encodeURIComponent("\u202Eabc\u0000\u2066")}`, ...TOKENS),
})) {
  test(`a link with ${what} opens and leaves the page working`, async (t) => {
    const { page, calculator } = await open(t, { fragment });
    await calculator.choose("More", "Worked example");
    await calculator.shows("$11,664");
    await calculator.openWorkload("Document assistant");
    // Another demand makes the example the reader's own, without caching and batch: 4.8B x $3 + 600M x $15.
    await calculator.field("Input tokens a month").fill("4.8B");
    await calculator.shows("$23,400");
    assert.equal(await calculator.overflow(), 0);
    await isOnlyText(page);
  });
}

test("whatever is typed into a number's field is only an error", async (t) => {
  const { calculator } = await open(t, { fragment: ONE });
  await calculator.openWorkload("One");
  const field = calculator.field("Input tokens a month");
  const texts = ["1e5", "0x10", "NaN", "Infinity", "-1", "9".repeat(500), "1__2", "٣", "<b>1</b>", "1/0", " ", "𝟙"];
  for (const text of texts) {
    await field.fill(text);
    await calculator.isWrong(field);
    await calculator.shows("$3.00");
  }
});
