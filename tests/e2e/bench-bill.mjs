// How long a legacy Cost and Usage Report of 1 GB takes to be read in Chromium, and how much memory: `cargo xtask bench --only bill`.
//
//     cargo xtask bench --only bill

import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Calculator } from "./page.mjs";
import { launch, SITE, watch } from "./browser.mjs";

const MEGABYTES = Number(process.env.BILL_MEGABYTES ?? 1_000);

const folder = await mkdtemp(join(tmpdir(), "bill-"));
const browser = await launch();
try {
  const file = join(folder, "report.csv");
  const rows = await write(file);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const { problems } = await watch(context, new URL(SITE).origin);
  const page = await context.newPage();
  await page.goto(SITE);
  const calculator = new Calculator(page);
  await page.evaluate(() => globalThis.applicationStarted);
  await calculator.choose("More", "Your AWS bill");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).click();
  const before = memory();
  const start = performance.now();
  await (await chooser).setFiles([file]);
  let most = 0;
  const sampled = setInterval(() => (most = Math.max(most, memory())), 250);
  const done = page.locator("#bill-sum").waitFor({ timeout: 600_000 });
  const failed = page.getByRole("alert").waitFor({ timeout: 600_000 }).then(() => Promise.reject(new Error("it was refused")));
  await Promise.race([done, failed]);
  clearInterval(sampled);
  const seconds = (performance.now() - start) / 1_000;
  console.log(`${MEGABYTES} MB, ${rows} rows: ${seconds.toFixed(1)} s`);
  console.log(`memory of the page: ${before} MB before, ${most} MB at most`);
  problems.forEach((problem) => console.log(`  ${problem}`));
  process.exitCode ||= problems.length ? 1 : 0;
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}

/** Writes a report: the sample's rows again and again, each with an identity of its own. Gives the number of rows. */
async function write(file) {
  const sample = await readFile(new URL("../bill/s05-cur-legacy.csv", import.meta.url), "utf8");
  const [header, ...lines] = sample.trimEnd().split("\n");
  const parts = lines.map((line) => [line.slice(0, line.indexOf(",")), line.slice(line.indexOf(","))]);
  const out = createWriteStream(file);
  out.write(`${header}\n`);
  let rows = 0;
  for (let written = 0; written < MEGABYTES * 1e6; ) {
    let text = "";
    while (text.length < 4_000_000) {
      for (const [id, rest] of parts) {
        text += `${id}${rows}${rest}\n`;
        rows += 1;
      }
    }
    written += text.length;
    if (!out.write(text)) {
      await once(out, "drain");
    }
  }
  out.end();
  await once(out, "finish");
  return rows;
}

/** Resident megabytes of Chromium's largest renderer. */
function memory() {
  const lines = execFileSync("ps", ["-eo", "rss,args"], { encoding: "utf8" }).split("\n");
  const renderers = lines.filter((line) => line.includes("--type=renderer")).map((line) => Number.parseInt(line, 10));
  return Math.round(Math.max(0, ...renderers) / 1_000);
}
