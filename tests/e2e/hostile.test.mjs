import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";

const MARKUP = `<img src=x onerror="globalThis.ran = true"><b>bold</b>`;
const TOKENS = ["w1.model=claude-sonnet-4.5", "w1.tokens=1000000,0"];
const ran = (page) => page.evaluate(() => globalThis.ran ?? false);

test("markup in a name is text wherever the name is shown", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.field("Name").fill(MARKUP);
  await calculator.workload(MARKUP).waitFor();
  await calculator.line(MARKUP).waitFor();
  await calculator.button("Copy link").click();
  await page.getByRole("dialog", { name: "Copy link" }).getByText(MARKUP).waitFor();
  for (const tab of ["Does caching pay?", "Assumptions", "Rates"]) {
    await calculator.show(tab);
  }
  assert.equal(await page.locator("img, b").count(), 0);
  assert.equal(await ran(page), false);
});

test("markup in a link is text", async (t) => {
  const name = encodeURIComponent(MARKUP).replaceAll("%20", "+");
  const { page, calculator } = await open(t, { fragment: link(`w1.name=${name}`, ...TOKENS, name) });
  assert.equal(await calculator.field("Name").inputValue(), MARKUP);
  await calculator.workload(MARKUP).waitFor();
  assert.equal(await page.locator("img, b").count(), 0);
  assert.equal(await ran(page), false);
});

test("names that mean something to JavaScript are only names", async (t) => {
  const fields = ["__proto__=1", "w1.__proto__=1", "constructor=1", "w1.name=__proto__"];
  const price = "price=__proto__,standard,ordinary,input,2,1M";
  const { page, calculator } = await open(t, { fragment: link(...fields, ...TOKENS, price) });
  await calculator.totalBecomes("$3.00");
  assert.equal(await calculator.field("Name").inputValue(), "__proto__");
  assert.deepEqual(await page.evaluate(() => Object.keys(Object.prototype)), []);
  const lost = page.getByRole("region", { name: "Part of this link couldn’t be read" }).getByRole("listitem");
  assert.equal(await lost.count(), 3, (await lost.allInnerTexts()).join("\n"));
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
    await calculator.button("Reset").click();
    await calculator.totalBecomes("$11,232.00");
    await calculator.field("Input tokens").fill("4.8B");
    await calculator.totalBecomes("$15,264.00");
    assert.equal(await calculator.overflow(), 0);
    assert.equal(await ran(page), false);
  });
}

test("whatever is typed into a number's field is only an error", async (t) => {
  const { calculator } = await open(t);
  const field = calculator.field("Input tokens");
  const texts = ["1e5", "0x10", "NaN", "Infinity", "-1", "9".repeat(500), "1__2", "٣", "<b>1</b>", "1/0", " ", "𝟙"];
  for (const text of texts) {
    await field.fill(text);
    await eventually(async () => assert.equal(await field.getAttribute("aria-invalid"), "true", text));
    assert.equal(await calculator.total(), "$11,232.00");
  }
});
