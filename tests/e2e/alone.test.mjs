import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { open } from "./browser.mjs";
import { link } from "./calculator.mjs";

/** The calculator that is one file, from the disk. */
const FILE = pathToFileURL(join(process.env.DIST ?? "../../dist", "bedrock-calculator.html")).href;

/** Fails the test when anything but the file itself was asked for. */
function alone(requests) {
  assert.deepEqual(requests.map((request) => request.url().replace(/#.*/, "")), [FILE]);
}

test("one file prices the worked estate from a disk, without a request", async (t) => {
  const { page, calculator, requests } = await open(t, { site: FILE, context: { offline: true } });
  await calculator.totalBecomes("$11,232.00");
  await calculator.field("Input tokens").fill("4.8B");
  await calculator.totalBecomes("$15,264.00");
  assert.ok(!(await page.getByRole("button", { name: "Embed" }).isVisible()), "an embed needs a host");
  await page.waitForTimeout(500);
  assert.match(calculator.fragment(), /w1\.tokens=4800000000,600000000/);
  alone(requests);
});

test("what the site loads on demand is in the one file too", async (t) => {
  const { page, calculator, requests } = await open(t, { site: FILE, context: { offline: true } });
  await calculator.loadPreset("EDP gap, full");
  const view = await calculator.show("Commitment");
  await view.getByText(/^\$1,500,000\.00 of AI adds nothing to the first year’s payment/).waitFor();
  await calculator.loadPreset("PT curve");
  await calculator.show("Capacity");
  await calculator.answer.getByRole("heading", { name: /unit.* of / }).first().waitFor();
  await calculator.show("Rates");
  await page.waitForTimeout(300);
  alone(requests);
});

test("links open in the one file, and its policy lets nothing out", async (t) => {
  const fragment = link("w1.model=nova-lite", "w1.scope=in-region", "w1.tokens=1000000000,0");
  const { page, calculator, requests, problems } = await open(t, { site: FILE, fragment, tolerant: true });
  await calculator.totalBecomes("$60.00");
  assert.deepEqual(problems, []);
  const carried = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  assert.match(carried, /^default-src 'none'; script-src 'wasm-unsafe-eval' 'sha256-[^']+'; style-src 'sha256-/);
  assert.doesNotMatch(carried, /unsafe-inline|'unsafe-eval'|'self'|https?:|\*/);
  const refused = await page.evaluate(() => fetch("https://example.com/").then(() => false, () => true));
  assert.ok(refused);
  assert.ok(problems.some((problem) => problem.includes("Content Security Policy")), problems.join("\n"));
  alone(requests);
});
