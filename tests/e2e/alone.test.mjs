// The calculator that is one file, from a disk, without a network.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { ONE, open } from "./page.mjs";

const FILE = pathToFileURL(join(process.env.DIST ?? "../../dist", "bedrock-calculator.html")).href;

/** Fails the test when anything but the file itself was asked for. */
function alone(requests) {
  assert.deepEqual(requests.map((request) => request.url().replace(/#.*/, "")), [FILE]);
}

test("it prices a link and what is typed, and shows every view, without a request", async (t) => {
  const { page, calculator, requests } = await open(t, { site: FILE, fragment: ONE, context: { offline: true } });
  await calculator.shows("$3.00");
  await calculator.openWorkload("One");
  await calculator.field("Input tokens a month").fill("2M");
  await calculator.shows("$6.00");
  await calculator.addressBecomes(/w1\.tokens=2000000,0/);
  for (const tab of ["Breakdown", "Commitment and offers", "Capacity", "Evidence"]) {
    await calculator.show(tab);
  }
  await calculator.button("Compare").click();
  await page.getByRole("heading", { level: 1, name: "Compare" }).waitFor();
  alone(requests);
});

test("an embed needs a host: it isn't offered", async (t) => {
  const { calculator } = await open(t, { site: FILE });
  const menu = await calculator.menu("Share");
  await menu.getByRole("menuitem", { name: "Copy link" }).waitFor();
  assert.equal(await menu.getByRole("menuitem", { name: "Embed" }).count(), 0);
});

test("its policy lets nothing out", async (t) => {
  const { page, calculator, requests, problems } = await open(t, { site: FILE, fragment: ONE, tolerant: true });
  await calculator.shows("$3.00");
  assert.deepEqual(problems, []);
  const carried = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  assert.match(carried, /^default-src 'none'; script-src 'wasm-unsafe-eval' 'sha256-[^']+'/);
  assert.doesNotMatch(carried, /unsafe-inline|'unsafe-eval'|'self'|https?:|\*/);
  assert.ok(await page.evaluate(() => fetch("https://example.com/").then(() => false, () => true)));
  alone(requests);
});
