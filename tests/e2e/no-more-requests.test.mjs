import assert from "node:assert/strict";
import { test } from "node:test";
import { open, SITE } from "./browser.mjs";
import { tour } from "./tour.mjs";

test("all that is done causes one request at most: for the page's own part, with nothing typed in it", async (t) => {
  const { context, page, calculator, requests } = await open(t, {
    context: { permissions: ["clipboard-read", "clipboard-write"] },
  });
  const loaded = requests.length;
  await tour(calculator, async () => {});
  await calculator.loadPreset("Routed mix");
  await page.waitForTimeout(500);
  const asked = requests.slice(loaded).map((request) => request.url());
  assert.match(asked.join(), /^http:\/\/127\.0\.0\.1:\d+\/site-[0-9a-f]{16}_part\.wasm$/);
  assert.deepEqual(await context.cookies(), []);
});

test("what needs capacity causes one request, for a file of the page's own, with nothing typed in it", async (t) => {
  const { page, calculator, requests } = await open(t);
  const loaded = requests.length;
  await calculator.field("Input tokens").fill("4.8B");
  await calculator.loadPreset("PT curve");
  await calculator.show("Capacity");
  await calculator.answer.getByRole("heading", { name: /unit.* of / }).first().waitFor();
  await calculator.loadPreset("Routed mix");
  await calculator.loadPreset("PT curve");
  await page.waitForTimeout(500);
  const asked = requests.slice(loaded);
  assert.equal(asked.length, 1, asked.map((request) => request.url()).join("\n"));
  const [part] = asked;
  assert.equal(part.method(), "GET");
  assert.equal(part.postData(), null);
  const url = new URL(part.url());
  assert.equal(url.origin, new URL(SITE).origin);
  assert.match(url.pathname, /^\/site-[0-9a-f]{16}_part\.wasm$/);
  assert.equal(url.search + url.hash, "");
});

test("pricing, caching, routing and the default views cause no request, the first figure that is opened one", async (t) => {
  const { page, calculator, requests } = await open(t);
  const loaded = requests.length;
  await calculator.field("Input tokens").fill("4.8B");
  for (const view of ["Does caching pay?", "Assumptions", "Capacity", "Commitment", "Where it goes"]) {
    await calculator.show(view);
  }
  await calculator.loadPreset("Routed mix");
  await page.waitForTimeout(500);
  assert.deepEqual(requests.slice(loaded).map((request) => request.url()), []);
  await calculator.explanation(calculator.figure("A year"));
  await calculator.show("Where it goes");
  await calculator.explanation(calculator.line("Input, on demand"));
  await page.waitForTimeout(500);
  const asked = requests.slice(loaded).map((request) => request.url());
  assert.match(asked.join(), /^http:\/\/127\.0\.0\.1:\d+\/site-[0-9a-f]{16}_part\.wasm$/);
});

test("the page works without a network once it is loaded", async (t) => {
  const { context, calculator } = await open(t);
  await (await calculator.show("Rates")).getByRole("table").waitFor();
  await context.setOffline(true);
  await calculator.field("Input tokens").fill("4.8B");
  await calculator.totalBecomes("$15,264.00");
  await calculator.chooseModel("Nova Lite");
  await calculator.show("Rates");
});
