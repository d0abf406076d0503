// Tables of load that are pasted into a purchase: what is read, what is refused, how many rows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CURVE, table } from "./capacity.mjs";
import { eventually, open } from "./page.mjs";

/** The page with one unit whose load is pasted; the field for it, and what stands below it. */
async function pasting(t) {
  const opened = await open(t, { fragment: CURVE });
  const { calculator } = opened;
  await calculator.openRow("Capacity");
  await calculator.choice("When traffic comes", "From a table").check({ force: true });
  const view = await calculator.show("Capacity");
  const area = calculator.field("Tokens by hour");
  const says = (pattern) => eventually(async () => assert.match(await calculator.belowField(area), pattern));
  return { ...opened, view, area, says };
}

/** Puts a text into the field at once; Chromium itself takes long for the lines of a large one that is typed. */
function paste(area, text) {
  return area.evaluate((field, value) => {
    field.focus();
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
}

test("24 numbers are the hours of a day, 168 those of a week; what is said of them follows undo", async (t) => {
  const { page, calculator, view, area, says } = await pasting(t);
  await area.fill("2 2 2 2 2 2 8 8 8 8 14 14 14 14 14 14 14 14 8 8 8 8 2 2");
  await says(/The 24 hours of a day\./);
  await calculator.addressBecomes(/p1\.load=hours:2,2,/);
  await eventually(async () => assert.match((await calculator.row("Overflow", view))[1], /^[1-9][\d,]+ tokens$/));
  await area.fill(Array.from({ length: 168 }, (_, hour) => 10 + (hour % 24) * 5).join(";"));
  await says(/The 168 hours of a week\./);
  await area.fill("2026-10-01 00:00,5\n2026-10-01 01:00,7");
  await says(/2 rows: 12 tokens/);
  await calculator.button("Bedrock cost calculator").focus();
  await page.keyboard.press("ControlOrMeta+z");
  await says(/168 hours|24 hours/);
});

test("what is unused costs less than all, however the load divides", async (t) => {
  const { calculator, view, area } = await pasting(t);
  await calculator.choice("A unit handles", "Input and output apart").check({ force: true });
  await area.fill("2026-10-01 00:00,1\n2026-10-01 01:00,9\n2026-10-01 02:00,1");
  // $16,060 x 56.7%, of which the page knows every digit.
  await eventually(async () => assert.match((await calculator.row("Unused", view)).at(-1), /^\$9,107$/));
});

test("a table with a gap is read, the gap named, and counted as nothing where that is so", async (t) => {
  const { page, calculator, area, says } = await pasting(t);
  const rows = ["time,input,output", "2026-10-01 00:00,100,20", "2026-10-01 01:00,300,60", "2026-10-01 04:00,50,10"];
  await area.fill(rows.join("\n"));
  await says(/5 hours from .*3 rows: 450 input and 90 output tokens.*2 hours without rows are left out: .*02:00 \(2\)/);
  await calculator.addressBecomes(/p1\.load=hours:120,360,60/);
  await page.getByRole("checkbox", { name: "Hours without a row had no traffic" }).check();
  await says(/2 hours without rows count as 0/);
  await calculator.addressBecomes(/p1\.load=hours:120,360,0,0,60/);
});

test("a table that can't be read names its row, the last answer is kept, and it is forgotten with its field", async (t) => {
  const { calculator, area, says } = await pasting(t);
  for (const [text, why] of [
    ["time\ttokens\n2026-10-01 00:00\t5\n2026-10-01 01:00\tmany", /Row 3, “many”: not a count/],
    ["2026-10-01 00:00,5\n2026-10-01 01:00,-5", /Row 2, “-5”/],
    ["2026-10-01 00:00,5\nyesterday,5", /Row 2, “yesterday”: not a time/],
    ["<b>hello</b>", /^(Row|Table)/],
    [table(100_001, 5, 5), /100,000 rows/],
  ]) {
    await paste(area, text);
    await says(why);
    await calculator.isWrong(area);
    await calculator.isExactly("$16,060.00");
  }
  await area.fill("2026-10-01 00:00,1\n2026-10-01 01:00,2\n2026-10-01 02:00,3");
  await calculator.isWrong(area, false);
  await area.fill("2026-10-01 00:00,many");
  await calculator.isWrong(area);
  await calculator.choice("When traffic comes", "All day").check({ force: true });
  await area.waitFor({ state: "detached" });
  await calculator.choice("When traffic comes", "From a table").check({ force: true });
  await calculator.isWrong(area, false);
});

test("100,000 rows are read, and the next key works", async (t) => {
  const { calculator, area, says } = await pasting(t);
  const start = Date.now();
  await paste(area, table(100_000, 5, 7));
  await says(/100,000 rows: 700,000 tokens/);
  t.diagnostic(`${Date.now() - start} ms`);
  const typed = Date.now();
  await calculator.type("Model units", "2");
  await calculator.isExactly("$32,120.00");
  t.diagnostic(`${Date.now() - typed} ms for a key`);
  assert.equal(await calculator.overflow(), 0);
});
