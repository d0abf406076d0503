import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { open } from "./browser.mjs";

test("axe finds nothing wrong in light colours", async (t) => {
  const { page } = await open(t, { colours: "light" });
  await accessible(page);
});
