import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { open, SITE } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

const golden = readFileSync(process.env.GOLDEN, "utf8").trim().split("\n").map((line) => JSON.parse(line));

test("every golden case that a link can carry comes to its figures in the page", async (t) => {
  assert.ok(golden.length >= 160, `${golden.length} cases`);
  const { page, calculator } = await open(t, { before: [keepFiles] });
  await calculator.button("Export").click();
  const save = page.getByRole("dialog", { name: "Export" }).getByRole("button", { name: "Report as JSON" });
  for (const { name, link, month, report } of golden) {
    await page.goto(`${SITE}#${link}`);
    await eventually(async () => {
      await save.click();
      assert.equal(await page.evaluate(() => globalThis.files.pop()), report, name);
    });
    if (month !== null) {
      assert.equal(await calculator.total(), dollars(month), name);
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
