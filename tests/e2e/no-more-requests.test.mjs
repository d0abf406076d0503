import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { tour } from "./tour.mjs";

test("after loading, nothing that is done causes a request", async (t) => {
  const { context, page, calculator, requests } = await open(t, {
    context: { permissions: ["clipboard-read", "clipboard-write"] },
  });
  const loaded = requests.length;
  await tour(calculator, async () => {});
  await calculator.loadPreset("Routed mix");
  await page.waitForTimeout(500);
  assert.deepEqual(requests.slice(loaded).map((request) => request.url()), []);
  assert.deepEqual(await context.cookies(), []);
});

test("the page works without a network once it is loaded", async (t) => {
  const { context, calculator } = await open(t);
  await context.setOffline(true);
  await calculator.field("Input tokens").fill("4.8B");
  await calculator.totalBecomes("$15,264.00");
  await calculator.chooseModel("Nova Lite");
  await calculator.show("Rates");
});
