import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

/** Makes the program trap in the middle of what it next does to the document, this many times. */
function trap(page, times = 1) {
  return page.evaluate((times) => {
    const own = Object.getOwnPropertyDescriptor(Node.prototype, "firstChild");
    let calls = 0;
    Object.defineProperty(Node.prototype, "firstChild", {
      configurable: true,
      get() {
        calls += 1;
        if (calls % 4 === 0 && times > 0) {
          times -= 1;
          throw new WebAssembly.RuntimeError("unreachable");
        }
        return own.get.call(this);
      },
    });
  }, times);
}

test("after a trap the next key works and nothing typed is lost", async (t) => {
  const { page, calculator, problems } = await open(t, { tolerant: true });
  await calculator.field("Output tokens").fill("1.2B");
  await calculator.totalBecomes("$18,432.00");
  // At once, before the page writes it to its address.
  await trap(page);
  await calculator.type("Input tokens", "4.8");
  await eventually(async () => assert.ok(problems.some((problem) => problem.includes("unreachable")), "no trap"));
  await eventually(async () => assert.equal(await calculator.field("Input tokens").inputValue(), "4.8"));
  await page.waitForTimeout(500);
  await page.keyboard.type("B");
  await calculator.totalBecomes("$22,464.00");
  assert.equal(await calculator.field("Output tokens").inputValue(), "1.2B");
  await eventually(async () => assert.match(calculator.fragment(), /w1\.tokens=4800000000,1200000000/));
  await calculator.loadPreset("Routed mix");
  await calculator.button("Undo").click();
  await calculator.totalBecomes("$22,464.00");
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
});

test("a page that traps again and again stops beginning anew", async (t) => {
  const { page, calculator, requests } = await open(t, { tolerant: true });
  await trap(page, 1_000);
  for (const text of ["1B", "2B", "3B", "4B", "5B", "6B", "7B", "8B"]) {
    await calculator.field("Input tokens").fill(text);
    await page.waitForTimeout(150);
  }
  const scripts = requests.map((request) => request.url()).filter((url) => /again=\d+$/.test(url));
  assert.ok(scripts.length <= 5, scripts.join("\n"));
});
