import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { open } from "./browser.mjs";

test("axe finds nothing wrong on a narrow page", async (t) => {
  const { page, calculator } = await open(t, { viewport: { width: 320, height: 640 } });
  await accessible(page);
  await calculator.explanation(calculator.line("Input, on demand"));
  await accessible(page);
});
