import assert from "node:assert/strict";
import { test } from "node:test";
import { broken } from "./accessible.mjs";
import { open } from "./browser.mjs";
import { tour } from "./tour.mjs";

test("axe finds nothing wrong anywhere in dark colours", async (t) => {
  const { page, calculator } = await open(t, { colours: "dark" });
  const found = await broken(page);
  await tour(calculator, async (place) => {
    found.push(...(await broken(page)).map((one) => `${place}: ${one}`));
  });
  assert.deepEqual(found, []);
});
