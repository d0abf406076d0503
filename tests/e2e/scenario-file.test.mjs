// A scenario as a file: the same after it was saved and opened, refused with its field's path where it can't be read.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ESTATE, eventually, link, ONE, open } from "./page.mjs";

/** The text of the scenario's file as saved. */
async function saved({ page, calculator }) {
  const download = page.waitForEvent("download");
  await calculator.choose("Share", "Scenario file");
  const file = await download;
  assert.equal(file.suggestedFilename(), "bedrock-scenario.json");
  return readFile(await file.path(), "utf8");
}

/** Chooses a file with this text, or the one at a path. */
async function choose({ page, calculator }, text) {
  const chooser = page.waitForEvent("filechooser");
  await calculator.choose("Share", "Open a scenario file");
  const buffer = () => (Buffer.isBuffer(text) ? text : Buffer.from(text));
  const file = text.path ?? { name: "scenario.json", mimeType: "application/json", buffer: buffer() };
  await (await chooser).setFiles(file);
}

for (const [preset, figure] of Object.entries({
  "Routed mix": "Saved by routing 40% to Claude Haiku 4.5",
  "PT curve": "One unit on six months, a month",
  "EDP gap, partial": "What AI adds at no discount",
  "Bundle close": "How much of the increase must be used before it pays",
  "Fine-tuned model": "Training, once",
})) {
  test(`the published example ${preset} is the same after it was saved and opened`, async (t) => {
    const opened = await open(t, { fragment: ONE });
    const { page, calculator } = opened;
    await calculator.openExample(figure);
    const text = await saved(opened);
    await calculator.addressBecomes(/^v\d&(?!.*w1\.name=One)/);
    // Chromium drops a download that meets a change of the address.
    await page.waitForTimeout(500);
    const fragment = await page.evaluate(() => location.hash.slice(1));
    const answer = await calculator.answer.innerText();
    await calculator.choose("More", "Worked example");
    await calculator.shows("$11,664");
    await choose(opened, text);
    await calculator.said("Opened the scenario file");
    await eventually(async () => assert.equal(await calculator.answer.innerText(), answer));
    await eventually(async () => assert.equal(await page.evaluate(() => location.hash.slice(1)), fragment));
    assert.equal(await saved(opened), text);
    await calculator.undo.click();
    await calculator.shows("$11,664");
  });
}

test("a hostile file is refused with its field's path, and loses nothing", async (t) => {
  const opened = await open(t, { fragment: link(...ESTATE) });
  const { page, calculator } = opened;
  const text = await saved(opened);
  const name = '"name": "Worked estate"';
  const input = '"input": "2400000000"';
  assert.ok(text.includes(name) && text.includes(input), text);
  await page.getByRole("heading", { name: "Next best savings" }).waitFor();
  const before = await page.locator("main").innerText();
  const folder = await mkdtemp(join(tmpdir(), "scenario-"));
  t.after(() => rm(folder, { recursive: true }));
  const big = join(folder, "big.json");
  await writeFile(big, Buffer.alloc(50_000_000, "9"));
  const line = text.slice(0, text.indexOf(input)).split("\n").length;
  for (const [hostile, said] of [
    ["", "not JSON (line 1)"],
    ["not JSON", "not JSON (line 1)"],
    ["null", "an object expected, not null"],
    ["[]", "an object expected, not a list"],
    [Buffer.from([0xff, 0xfe, 0, 1]), "not JSON"],
    [text.slice(0, -20), "not JSON"],
    [text.replace(input, '"input": NaN'), `workloads[0].demand.monthly.input: not JSON (line ${line})`],
    [text.replace(input, '"input": 1e400'), `workloads[0].demand.monthly.input: not JSON (line ${line})`],
    [text.replace(input, '"input": 1.5'), "workloads[0].demand.monthly.input: decimals are in quotes"],
    [text.replace(input, '"input": "1e400"'), "workloads[0].demand.monthly.input: tokens as digits"],
    [text.replace(input, '"input": {}'), "expected, not an object"],
    [text.replace(name, `"name": "${"x".repeat(1_000_000)}"`), "workloads[0].name: at most 80 characters"],
    [text.replace(name, `"name": ${"[".repeat(100_000)}${"]".repeat(100_000)}`), "nested more than 32 deep"],
    [text.replace(name, '"name": "a", "__proto__": {"polluted": true}'), "workloads[0].__proto__: there is no such field"],
    [text.replace(name, '"name": "a", "\u202e\\u0007": 1'), 'workloads[0]["\ufffd\ufffd"]: there is no such field'],
    [text.replace(name, '"name": "a\u0000b"'), "workloads[0].name: not JSON"],
    ["[".repeat(100_000), "nested more than 32 deep"],
    [{ path: big }, "too large to be a scenario"],
    [`[${"1,".repeat(400_000)}1]`, "more than 100,000 values"],
  ]) {
    await choose(opened, hostile);
    await calculator.said(said);
    await calculator.said("Nothing was changed.");
    await page.getByRole("status").getByRole("button", { name: "Dismiss" }).click();
    assert.equal(await page.locator("main").innerText(), before, said);
    assert.equal(await page.evaluate(() => ({}).polluted), undefined);
  }
  // The page lives on: 1.2B x $3 + 600M x $15.
  await choose(opened, text.replace(input, '"input": "1200000000"'));
  await calculator.said("Opened the scenario file");
  await calculator.shows("$12,600");
});
