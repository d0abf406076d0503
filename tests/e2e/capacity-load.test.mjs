import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";
import { card, CURVE, showCapacity, table } from "./capacity.mjs";

/** The page with one unit whose load is pasted; the field for it. */
async function pasting(t) {
  const opened = await open(t, { fragment: CURVE });
  await opened.calculator.openGroup("Capacity");
  await opened.calculator.choice("By hour").check();
  await showCapacity(opened.calculator);
  const area = card(opened.calculator, "Purchase 1").getByRole("textbox", { name: /^Hours/ });
  return { ...opened, area, beside: () => opened.calculator.besideField("Hours pasted") };
}

/** Puts a text into the field at once; Chromium itself takes long for the lines of a large one that is typed. */
function paste(area, text) {
  return area.evaluate((field, value) => {
    field.focus();
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
}

test("24 numbers are the hours of a day", async (t) => {
  const { calculator, area, beside } = await pasting(t);
  await area.fill("2 2 2 2 2 2 8 8 8 8 14 14 14 14 14 14 14 14 8 8 8 8 2 2");
  await eventually(async () => assert.match(await beside(), /24 hours by weight/));
  await eventually(async () => assert.match(calculator.fragment(), /p1\.load=hours:2,2,/));
  await calculator.answer.getByText(/tokens are served; [\d,]+ overflow/).first().waitFor();
  const week = Array.from({ length: 168 }, (_, hour) => hour % 24).join(";");
  await area.fill(week);
  await eventually(async () => assert.match(await beside(), /168 hours by weight/));
});

test("what is unused costs less than all, however the load divides", async (t) => {
  const { calculator, area } = await pasting(t);
  await calculator.choice("Input and output").check();
  await area.fill("2026-10-01 00:00,1\n2026-10-01 01:00,9\n2026-10-01 02:00,1");
  const unused = calculator.answer.getByRole("row", { name: /^Unused/ }).first();
  await eventually(async () => assert.match(await unused.innerText(), /\$9,106\.67/));
  await calculator.show("Where it goes");
  await calculator.answer.getByText("56.7% of it unused: $9,106.67").first().waitFor();
});

test("a table with a gap is read, and the gap named", async (t) => {
  const { calculator, area, beside } = await pasting(t);
  const rows = ["time,input,output", "2026-10-01 00:00,100,20", "2026-10-01 01:00,300,60", "2026-10-01 04:00,50,10"];
  await area.fill(rows.join("\n"));
  await eventually(async () => {
    assert.match(await beside(), /5 hours from .*3 rows: 450 input and 90 output tokens.*2 hours without rows are left out: .*02:00 \(2\)/);
  });
  await eventually(async () => assert.match(calculator.fragment(), /p1\.load=hours:120,360,60/));
});

test("a table that can't be read names its row, and the last answer is kept", async (t) => {
  const { calculator, area, beside } = await pasting(t);
  for (const [text, says] of [
    ["time\ttokens\n2026-10-01 00:00\t5\n2026-10-01 01:00\tmany", /Row 3, “many”: not a count/],
    ["2026-10-01 00:00,5\n2026-10-01 01:00,-5", /Row 2, “-5”/],
    ["2026-10-01 00:00,5\nyesterday,5", /Row 2, “yesterday”: not a time/],
    ["<b>hello</b>", /^(Row|Table)/],
    [table(100_001, 5, 5), /100,000 rows/],
  ]) {
    await paste(area, text);
    await eventually(async () => assert.match(await beside(), says));
    assert.equal(await area.getAttribute("aria-invalid"), "true");
    await calculator.answer.getByText(/^Last good answer\. Load of purchase 1/).waitFor();
    assert.equal(await calculator.total(), "$16,060.00");
  }
  await area.fill("2026-10-01 00:00,1\n2026-10-01 01:00,2\n2026-10-01 02:00,3");
  await calculator.answer.getByText(/^Last good answer/).waitFor({ state: "detached" });
  assert.equal(await area.getAttribute("aria-invalid"), null);
});

test("a table that can't be read is forgotten with its field", async (t) => {
  const { calculator, area } = await pasting(t);
  await area.fill("2026-10-01 00:00,many");
  await calculator.answer.getByText(/^Last good answer/).waitFor();
  await calculator.choice("Flat").check();
  await calculator.answer.getByText(/^Last good answer/).waitFor({ state: "detached" });
});

test("what is said of a pasted table follows undo", async (t) => {
  const { calculator, area, beside } = await pasting(t);
  await area.fill("2026-10-01 00:00,5\n2026-10-01 01:00,7");
  await eventually(async () => assert.match(await beside(), /2 rows: 12 tokens/));
  await calculator.button("Undo").click();
  await eventually(async () => assert.match(await beside(), /24 hours by weight/));
});

test("100,000 rows are read, and the next key works", async (t) => {
  const { calculator, area, beside } = await pasting(t);
  const text = table(100_000, 5, 7);
  const start = Date.now();
  await paste(area, text);
  await eventually(async () => assert.match(await beside(), /100,000 rows: 700,000 tokens/));
  t.diagnostic(`${Date.now() - start} ms`);
  const typed = Date.now();
  await calculator.type("Units", "2");
  await calculator.totalBecomes("$32,120.00");
  t.diagnostic(`${Date.now() - typed} ms for a key`);
  assert.equal(await calculator.overflow(), 0);
});
