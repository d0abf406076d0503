// Every golden case that a link can carry: the page comes to its figures, and saves the report that the core writes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { eventually, open, SITE } from "./page.mjs";

const golden = readFileSync(process.env.GOLDEN, "utf8").trim().split("\n").map((line) => JSON.parse(line));

test("every golden case that a link can carry comes to its figures in the page", async (t) => {
  assert.ok(golden.length >= 160, `${golden.length} cases`);
  const { page, calculator } = await open(t, { before: [keepFiles] });
  for (const { name, link, month, report } of golden) {
    await page.goto(`${SITE}#${link}`);
    await calculator.addressBecomes(new RegExp(`^${link.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`));
    await eventually(async () => {
      await calculator.choose("Share", "Report for programs");
      await eventually(async () => assert.ok(await page.evaluate(() => globalThis.files.length > 0)));
      assert.equal(await page.evaluate(() => globalThis.files.pop()), report, name);
    });
    if (month !== null) {
      const figure = calculator.answer.getByTitle(dollars(month), { exact: true });
      assert.ok((await figure.count()) > 0, `${name}: ${dollars(month)}`);
    }
  }
});

/** Keeps the text of each file that the page makes: Chromium drops a download that meets a change of the address. */
function keepFiles() {
  globalThis.files = [];
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    globalThis.files.push(blob.text());
    return make.call(URL, blob);
  };
}

/** A decimal as the page writes money: to the cent, below one to four significant digits, half away from zero. */
function dollars(text) {
  const [units, places = ""] = text.split(".");
  const zeros = /^0*/.exec(places)[0].length;
  const below = units === "0" && zeros >= 2 && zeros < places.length;
  const kept = below ? zeros + 4 : 2;
  const digits = places.padEnd(kept + 1, "0");
  const size = BigInt(units + digits.slice(0, kept)) + (digits[kept] >= "5" ? 1n : 0n);
  const scale = 10n ** BigInt(kept);
  const part = String(size % scale).padStart(kept, "0");
  return `$${(size / scale).toLocaleString("en-US")}.${below ? part.replace(/0+$/, "") : part}`;
}
