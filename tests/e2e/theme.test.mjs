import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

const brightness = (page) =>
  page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
    return red + green + blue > 382 ? "light" : "dark";
  });

test("the page takes the system's colours, and the reader's in their place", async (t) => {
  const { page, calculator } = await open(t, { colours: "dark" });
  const is = (colours) => eventually(async () => assert.equal(await brightness(page), colours));
  await is("dark");
  await calculator.list("Theme").selectOption("Theme: light");
  await is("light");
  await page.reload();
  await calculator.ready();
  await is("light");
  await calculator.list("Theme").selectOption("Theme: auto");
  await is("dark");
  await page.emulateMedia({ colorScheme: "light" });
  await is("light");
  await calculator.list("Theme").selectOption("Theme: dark");
  await is("dark");
});
