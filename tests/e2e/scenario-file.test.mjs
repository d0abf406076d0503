import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

/** Opens the menu; its panel, once it is there. */
async function menu(page, calculator) {
  const panel = page.getByRole("dialog", { name: "Export" });
  if (!(await panel.isVisible())) {
    await calculator.button("Export").click();
  }
  await panel.getByLabel("Open a scenario file").waitFor();
  return panel;
}

/** The text of the scenario's file as saved. */
async function saved(page, calculator) {
  const panel = await menu(page, calculator);
  const download = page.waitForEvent("download");
  await panel.getByRole("button", { name: "Scenario as a file" }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "bedrock-scenario.json");
  return readFile(await file.path(), "utf8");
}

/** Chooses a file with this text. */
async function choose(page, calculator, text, name = "scenario.json") {
  const panel = await menu(page, calculator);
  const field = panel.getByLabel("Open a scenario file");
  if (text.path) {
    await field.setInputFiles(text.path);
  } else {
    const buffer = Buffer.isBuffer(text) ? text : Buffer.from(text);
    await field.setInputFiles({ name, mimeType: "application/json", buffer });
  }
  return panel.getByRole("status");
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
    // The first file over the page fetches what reads it.
    await page.waitForTimeout(500);
  }
}

for (const preset of ["Routed mix", "PT curve", "EDP gap, partial", "Bundle close", "Fine-tuned model"]) {
  test(`the preset ${preset} is the same after it was saved and opened`, async (t) => {
    const { page, calculator } = await open(t);
    await calculator.loadPreset(preset);
    const total = await calculator.total();
    const text = await saved(page, calculator);
    await page.waitForTimeout(600);
    const fragment = calculator.fragment();
    await page.keyboard.press("Escape");
    await calculator.button("Reset").click();
    await calculator.totalBecomes("$11,232.00");
    const status = await choose(page, calculator, text);
    await status.getByText("Opened.").waitFor();
    await calculator.totalBecomes(total);
    await eventually(async () => assert.equal(calculator.fragment(), fragment));
    assert.equal(await saved(page, calculator), text);
    await calculator.button("Undo").click();
    await calculator.totalBecomes("$11,232.00");
  });
}

test("a scenario dropped on the page is opened", async (t) => {
  const { page, calculator } = await open(t);
  const text = (await saved(page, calculator)).replace('"600000000"', '"0"');
  await page.keyboard.press("Escape");
  await page.reload();
  await calculator.ready();
  await drop(page, text);
  await calculator.totalBecomes("$4,032.00");
  await page.getByRole("dialog", { name: "Export" }).getByText("Opened.").waitFor();
});

test("a hostile file is refused with its field's path, and loses nothing", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.field("Input tokens").fill("4.8B");
  const text = await saved(page, calculator);
  const name = '"name": "Worked estate"';
  const input = '"input": "4800000000"';
  assert.ok(text.includes(name) && text.includes(input));
  const before = await page.locator("main").innerText();
  const folder = await mkdtemp(join(tmpdir(), "scenario-"));
  t.after(() => rm(folder, { recursive: true }));
  const big = join(folder, "big.json");
  await writeFile(big, Buffer.alloc(50_000_000, "9"));
  for (const [hostile, said] of [
    ["", "not JSON (line 1)"],
    ["not JSON", "not JSON (line 1)"],
    ["[]", "an object expected, not a list"],
    [Buffer.from([0xff, 0xfe, 0, 1]), "not JSON"],
    [text.slice(0, -20), "not JSON"],
    [text.replace(input, '"input": NaN'), "workloads[0].demand.monthly.input: not JSON (line 15)"],
    [text.replace(input, '"input": 1e400'), "workloads[0].demand.monthly.input: tokens as digits"],
    [text.replace(input, '"input": "1e400"'), "workloads[0].demand.monthly.input: tokens as digits"],
    [text.replace(input, '"input": {}'), "expected, not an object"],
    [text.replace(name, `"name": "${"x".repeat(1_000_000)}"`), "workloads[0].name: at most 80 characters"],
    [text.replace(name, `"name": ${"[".repeat(100_000)}${"]".repeat(100_000)}`), "nested more than 32 deep"],
    [text.replace(name, '"name": "a", "__proto__": {"polluted": true}'), "workloads[0].__proto__: there is no such field"],
    [text.replace(name, '"name": "a", "\u202e\\u0007": 1'), 'workloads[0]["\ufffd\ufffd"]: there is no such field'],
    [text.replace(name, '"name": "a\u0000b"'), "workloads[0].name: not JSON"],
    ["[".repeat(100_000), "nested more than 32 deep"],
    [{ path: big }, "at most 5 MB"],
    [`[${"1,".repeat(400_000)}1]`, "more than 100,000 values"],
  ]) {
    const status = await choose(page, calculator, hostile);
    await status.getByText("Not opened, and nothing was changed.").waitFor();
    await eventually(async () => assert.ok((await status.innerText()).includes(said), await status.innerText()));
    assert.equal(await page.locator("main").innerText(), before);
    assert.equal(await page.evaluate(() => ({}).polluted), undefined);
  }
  await drop(page, "null");
  await page.getByText("an object expected, not null").waitFor();
  // The page lives on.
  const status = await choose(page, calculator, text.replace(input, '"input": "2400000000"'));
  await status.getByText("Opened.").waitFor();
  await calculator.totalBecomes("$11,232.00");
});

test("text that is dragged into a field stays the browser's", async (t) => {
  const { page, calculator } = await open(t);
  await menu(page, calculator);
  const prevented = await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.setData("text/plain", "5");
    const event = new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer: transfer });
    document.querySelector("main").dispatchEvent(event);
    return event.defaultPrevented;
  });
  assert.equal(prevented, false);
});
