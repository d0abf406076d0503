// The package as its users get it: packed, installed without a network, imported, bundled, compiled; and its examples run.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { folder, pinned, root } from "./given.mjs";

const NPM = process.platform === "win32" ? "npm.cmd" : "npm";
const quiet = { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] };
let project;

before(() => {
  project = mkdtempSync(join(tmpdir(), "bedrock-npm-"));
  const alone = { ...quiet, cwd: project, env: { ...process.env, npm_config_cache: join(project, ".cache"), npm_config_offline: "true" } };
  const packed = execFileSync(NPM, ["pack", folder, "--json", "--loglevel", "error"], alone);
  const archive = readdirSync(project).find((file) => file.endsWith(".tgz"));
  assert.ok(archive, packed);
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  execFileSync(NPM, ["install", "--offline", "--no-audit", "--no-fund", "--loglevel", "error", `./${archive}`], alone);
});

after(() => rmSync(project, { recursive: true, force: true }));

const run = (file) => execFileSync(process.execPath, [file], { ...quiet, cwd: project });

/** The fenced blocks of a language in a text. */
function blocks(text, language) {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map((found) => found[1]);
}

/** Runs an example. What a `console.log` line says in its comment must be what it prints. */
function runs(name, code) {
  writeFileSync(join(project, name), code);
  const printed = run(name).split("\n");
  const said = code.split("\n").filter((line) => line.includes("console.log(")).map((line) => line.split("); // ")[1]);
  for (const words of said.filter((words) => words !== undefined)) {
    assert.ok(printed.includes(words), `${name} doesn't print ${words}, but\n${printed.join("\n")}`);
  }
}

const texts = { "README.md": join(root, "README.md"), "the package's README.md": join(root, "crates/pricing-js/npm/README.md") };
for (const [title, file] of Object.entries(texts)) {
  const text = readFileSync(file, "utf8");
  const examples = blocks(text, "js");
  assert.ok(examples.length > 0, `${title} has no example`);
  examples.forEach((code, index) => test(`example ${index + 1} of ${title} runs`, () => runs(`example-${index + 1}.mjs`, code)));
}

test("the archive holds what it should and no more", () => {
  const files = readdirSync(join(project, "node_modules", "bedrock-cost-calculator")).sort();
  assert.deepEqual(files, [
    "LICENSE-APACHE", "LICENSE-MIT", "README.md", "bills.js", "core.js", "glue.js", "index.d.ts", "index.js", "package.json",
    "plain.js", "scenario.schema.json", "types.d.ts", "usage.js", "wasm.js",
  ]);
  assert.deepEqual(readdirSync(join(project, "node_modules")).filter((file) => !file.startsWith(".")), ["bedrock-cost-calculator"]);
});

test("the schema is imported by its name", () => {
  writeFileSync(
    join(project, "schema.mjs"),
    'import schema from "bedrock-cost-calculator/scenario.schema.json" with { type: "json" };\nconsole.log(schema.title);\n',
  );
  assert.equal(run("schema.mjs").trim(), "Scenario");
});

const PROGRAM = `import { defaultScenario, price } from "bedrock-cost-calculator";
const answer = price(defaultScenario());
console.log(answer.ok ? answer.value.totals.month : answer.errors);
`;

for (const [format, platform] of [["esm", "browser"], ["iife", "browser"], ["esm", "node"], ["cjs", "node"]]) {
  test(`bundled by esbuild as ${format} for ${platform}, it runs`, () => {
    writeFileSync(join(project, "program.mjs"), PROGRAM);
    const outfile = join(project, "bundles", `${format}-${platform}.${format === "esm" ? "mjs" : "cjs"}`);
    mkdirSync(dirname(outfile), { recursive: true });
    const { warnings } = pinned("esbuild").buildSync({
      absWorkingDir: project,
      entryPoints: ["program.mjs"],
      bundle: true,
      minify: true,
      format,
      platform,
      target: "es2020",
      logLevel: "silent",
      outfile,
    });
    assert.deepEqual(warnings, []);
    assert.equal(run(outfile).trim(), "11664");
  });
}

const compile = (files, options) => {
  const tsc = join(dirname(pinned.resolve("typescript/package.json")), "bin", "tsc");
  const words = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--types", "", "--lib", "es2022,dom"];
  try {
    execFileSync(process.execPath, [tsc, ...words, ...options, ...files], { ...quiet, cwd: project });
    return "";
  } catch (error) {
    return error.stdout + error.stderr;
  }
};

const USAGE = `import { decodeLink, defaultScenario, encodeLink, ladder, presets, price, rateCard } from "bedrock-cost-calculator";
import type { Caching, Demand, ErrorCode, Line, OfferStanding, OfferTurn, Purchase, Scenario, YearOutlook } from "bedrock-cost-calculator";

const demand: Demand = { traffic: { requests_per_minute: "12.5", hours_per_day: "8", days_per_month: "22", input: "4000", output: "500" } };
const caching: Caching = { traffic: { prefix: "4000", requests_per_minute: "12.5", lifetime: "1h", arrivals: "even" } };
const shared: Caching = { share: { cached: "0.5", reads_per_write: "3", lifetime: "5m", hour_share: "0.25" } };
const placement = { model: "claude-sonnet-4.5", scope: "global", region: "us-east-1" } as const;
const purchase: Purchase = {
  placement,
  bought: { units: { units: "1", term: "six-months", throughput: { split: { input: "1000", output: "500" } } } },
  load: { window: { hours: 4, days: 7 } },
};
const scenario: Scenario = {
  rates: "2026-10-25",
  workloads: [{ name: "Chat", placement, demand, caching, routes: [{ placement, share: "1/3" }] },
    { name: "Shared", placement, demand, caching: shared }],
  prices: [{ model: "house-model", meter: "input", rate: { amount: "2.5", unit: "1M tokens" } }],
  capacity: { hours: "720", purchases: [purchase] },
  commitment: { years: [{ commitment: "20000000", organic: "17000000" }], terms: [{ provider: "x", earns: true, counts: "marketplace" }] },
};
const answer = price(scenario);
if (answer.ok) {
  const lines: Line[] = answer.value.lines;
  const years: YearOutlook[] | null = answer.value.commitment?.years ?? null;
  for (const step of lines.flatMap((line) => line.steps)) {
    if (step.step === "routed") {
      const leftover: string = step.leftover;
      console.log(leftover);
    }
  }
  console.log(years?.[0]?.shortfallEndsAt ?? "never", answer.value.purchases[0]?.sides[0]?.utilisation);
  const carried: string | undefined = years?.[0]?.carriedWithout;
  const standing: OfferStanding | undefined = answer.value.commitment?.offers?.standings[0];
  const turns: OfferTurn[] = [...(standing?.turns.all ?? []), ...(standing?.turns.ai ?? []), ...(standing?.turns.other ?? [])];
  console.log(carried, standing?.paysAboveAi ?? standing?.paysAboveOther ?? "never", turns.filter((turn) => turn.cheaper).length);
} else {
  const code: ErrorCode | undefined = answer.errors[0]?.code;
  console.log(code, answer.errors[0]?.missing?.placement.model);
}
const steps = ladder(defaultScenario());
const link = encodeLink(defaultScenario());
const read = decodeLink(link.ok ? link.value : "");
const card = rateCard("2026-08-20");
console.log(steps.ok, read.ok && read.value.scenario?.rates, card.ok && card.value.models.length, presets()[0]?.comparisons[0]?.published);
`;

/** What must not compile: the line after each is the mistake. */
const MISTAKES = `import { price, type Scenario } from "bedrock-cost-calculator";
const placement = { model: "x", scope: "global", region: "us-east-1" } as const;
// @ts-expect-error a number where text is expected
const number: Scenario["workloads"][0]["demand"] = { monthly: { input: 5, output: "5" } };
// @ts-expect-error a field that isn't there
const field: Scenario = { rates: "2026-10-25", workloads: [], colour: "red" };
// @ts-expect-error a word that isn't there
const word: Scenario["workloads"][0]["tier"] = "fast";
// @ts-expect-error a field that must be given
const missing: Scenario["workloads"][0] = { name: "x", placement };
// @ts-expect-error an answer that may be errors
const month: string = price(field).value.totals.month;
console.log(number, word, missing, month);
`;

for (const resolution of ["nodenext", "bundler"]) {
  test(`the types compile strictly, resolved as ${resolution}`, () => {
    const examples = blocks(readFileSync(texts["the package's README.md"], "utf8"), "ts");
    const files = { "usage.mts": USAGE, "mistakes.mts": MISTAKES };
    examples.forEach((code, index) => (files[`example-${index + 1}.mts`] = code));
    assert.ok(examples.length > 0);
    for (const [name, code] of Object.entries(files)) {
      writeFileSync(join(project, name), code);
    }
    const module = resolution === "bundler" ? "esnext" : "nodenext";
    assert.equal(compile(Object.keys(files), ["--target", "es2022", "--module", module, "--moduleResolution", resolution]), "");
  });
}

test("the usage that compiles runs", () => {
  for (const [index, code] of blocks(readFileSync(texts["the package's README.md"], "utf8"), "ts").concat(USAGE).entries()) {
    const { code: script } = pinned("esbuild").transformSync(code, { loader: "ts" });
    writeFileSync(join(project, `typed-${index}.mjs`), script);
    assert.notEqual(run(`typed-${index}.mjs`), "");
  }
});
