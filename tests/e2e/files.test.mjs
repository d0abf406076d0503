// Files: a scenario saved, dropped and refused; the report for a spreadsheet and for programs; paper.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { eventually, ONE, open } from "./page.mjs";

/** The file that a command of the menu Share saves. */
async function saved({ page, calculator }, command) {
  const download = page.waitForEvent("download");
  await calculator.choose("Share", command);
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/** Drops a file with this text on the page. */
async function drop(page, text) {
  const transfer = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "scenario.json", { type: "application/json" }));
    return transfer;
  }, text);
  for (const name of ["dragover", "drop"]) {
    await page.dispatchEvent("main", name, { dataTransfer: transfer });
  }
}

test("a scenario is the same after it was saved and dropped, and that can be undone", async (t) => {
  const opened = await open(t, { fragment: ONE });
  const { page, calculator } = opened;
  const { name, text } = await saved(opened, "Scenario file");
  assert.equal(name, "bedrock-scenario.json");
  await drop(page, text.replace('"1000000"', '"2000000"'));
  await calculator.shows("$6.00");
  await calculator.said("Opened the scenario file");
  await calculator.addressBecomes(/w1\.tokens=2000000,0/);
  await page.keyboard.press("Control+z");
  await calculator.shows("$3.00");
});

test("a file that is dropped before everything has come is opened once it has", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE, tolerant: true });
  const { text } = await saved({ page, calculator }, "Scenario file");
  let goOn;
  const held = new Promise((go) => (goOn = go));
  await page.route(/\/late-soon-[^/]*\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload({ waitUntil: "commit" });
  await page.evaluate(() => globalThis.applicationStarted);
  await drop(page, text.replace('"1000000"', '"3000000"'));
  goOn();
  await calculator.shows("$9.00");
  await calculator.said("Opened the scenario file");
});

test("a file can be chosen from the menu", async (t) => {
  const opened = await open(t, { fragment: ONE });
  const { page, calculator } = opened;
  const { text } = await saved(opened, "Scenario file");
  const chooser = page.waitForEvent("filechooser");
  await calculator.choose("Share", "Open a scenario file");
  const buffer = Buffer.from(text.replace('"1000000"', '"4000000"'));
  await (await chooser).setFiles({ name: "scenario.json", mimeType: "application/json", buffer });
  await calculator.shows("$12.00");
});

test("a hostile file is refused with its field's path, and loses nothing", async (t) => {
  const opened = await open(t, { fragment: ONE });
  const { page, calculator } = opened;
  const { text } = await saved(opened, "Scenario file");
  const [name, input] = ['"name": "One"', '"input": "1000000"'];
  assert.ok(text.includes(name) && text.includes(input), text);
  for (const [hostile, said] of [
    ["", "not JSON (line 1)"],
    ["[]", "an object expected, not a list"],
    [text.replace(input, '"input": "1e400"'), "workloads[0].demand.monthly.input: tokens as digits"],
    [text.replace(name, `"name": "${"x".repeat(1_000_000)}"`), "workloads[0].name: at most 80 characters"],
    [text.replace(name, '"name": "a", "__proto__": {"polluted": true}'), "workloads[0].__proto__: there is no such field"],
    ["[".repeat(100_000), "nested more than 32 deep"],
  ]) {
    await drop(page, hostile);
    await calculator.said(said);
    await calculator.said("Nothing was changed.");
    await calculator.shows("$3.00");
  }
  assert.equal(await page.evaluate(() => ({}).polluted), undefined);
  // What is too large to be a scenario can only be a bill; this is none.
  await drop(page, "9".repeat(6_000_000));
  await page.getByRole("alert").first().waitFor();
  await page.getByRole("button", { name: "Calculator", exact: true }).click();
  await calculator.shows("$3.00");
});

test("the report is saved for spreadsheets and for programs", async (t) => {
  const opened = await open(t, { fragment: ONE });
  const csv = await saved(opened, "Spreadsheet (CSV)");
  assert.equal(csv.name, "bedrock-report.csv");
  assert.ok(csv.text.startsWith("\ufeff"));
  assert.match(csv.text, /One.*\b3\b/s);
  const json = await saved(opened, "Report for programs");
  assert.equal(json.name, "bedrock-report.json");
  assert.ok(JSON.parse(json.text));
});

test("text that is dragged stays the browser's", async (t) => {
  const { page } = await open(t, { fragment: ONE });
  const prevented = await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.setData("text/plain", "5");
    const event = new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer: transfer });
    document.querySelector("main").dispatchEvent(event);
    return event.defaultPrevented;
  });
  assert.equal(prevented, false);
});

test("a chart is saved as a picture that stands alone", async (t) => {
  const { page } = await open(t, {});
  const chart = page.locator("#chart-ladder");
  await chart.getByRole("button", { name: "Save as picture" }).click();
  const download = page.waitForEvent("download");
  await chart.getByRole("button", { name: "SVG, to edit" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  assert.match(text, /^<svg xmlns/);
  assert.doesNotMatch(text, /class=|var\(--/);
});

test("paper has the brief, and no button", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.choose("Share", "Brief");
  const brief = page.getByRole("article", { name: "Brief" });
  await brief.getByText("$3.00").first().waitFor();
  await page.emulateMedia({ media: "print" });
  await eventually(async () => assert.equal(await page.locator("button:visible").count(), 0));
  assert.ok(await brief.isVisible());
});

test("a chart is saved as PNG, twice as sharp as it is drawn, with its title above it", async (t) => {
  const { page } = await open(t);
  const chart = page.getByRole("tabpanel", { name: "Overview" }).getByRole("figure").first();
  const drawn = await chart.getByRole("img").evaluate((picture) => ["width", "height"].map((name) => Number(picture.getAttribute(name))));
  await chart.getByRole("button", { name: "Save as picture" }).click();
  const download = page.waitForEvent("download");
  await chart.getByRole("button", { name: "PNG, for slides" }).click();
  const file = await download;
  assert.match(file.suggestedFilename(), /^[a-z0-9-]+\.png$/);
  const bytes = await readFile(await file.path());
  assert.equal(bytes.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n");
  // Around it 24 pixels, and 60 for the title above it.
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  assert.deepEqual([width, height], [2 * (drawn[0] + 48), 2 * (Math.ceil(drawn[1]) + 48 + 60)]);
  // It isn't empty: the title is there, and below it a bar.
  const inks = await page.evaluate(async (base64) => {
    const blob = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: "image/png" });
    const picture = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    const colours = (from, to) => {
      const { data } = context.getImageData(0, from, picture.width, to - from);
      return new Set(new Uint32Array(data.buffer)).size;
    };
    return [colours(0, 40), colours(40, 160), colours(168, picture.height)];
  }, bytes.toString("base64"));
  assert.equal(inks[0], 1, "the margin");
  assert.ok(inks[1] > 3 && inks[2] > 3, inks.join());
});
