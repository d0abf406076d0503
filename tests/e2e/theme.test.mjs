// Light and dark: the system's, and the reader's in its place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, ONE, open } from "./page.mjs";

const brightness = (page) =>
  page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.documentElement).backgroundColor.match(/[\d.]+/g).map(Number);
    return red + green + blue > 382 ? "light" : "dark";
  });

test("the page takes the system's colours, and the reader's in their place", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE, colours: "dark" });
  const is = (colours) => eventually(async () => assert.equal(await brightness(page), colours));
  await is("dark");
  await calculator.choose("More", "Light");
  await is("light");
  await page.reload({ waitUntil: "load" });
  await calculator.shows("$3.00");
  await is("light");
  const chosen = (await calculator.menu("More")).getByRole("menuitemradio", { name: "Light" });
  assert.equal(await chosen.getAttribute("aria-checked"), "true");
  await page.keyboard.press("Escape");
  await calculator.choose("More", "Same as system");
  await is("dark");
  await page.emulateMedia({ colorScheme: "light" });
  await is("light");
  await calculator.choose("More", "Dark");
  await is("dark");
});
