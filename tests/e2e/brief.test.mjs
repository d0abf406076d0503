// The brief: the answer on a page of A4, what it rests on behind it, and nothing else on paper.

import assert from "node:assert/strict";
import { test } from "node:test";
import { olderLink, open } from "./page.mjs";
import { pages, squeezed } from "./pdf.mjs";

const ESTATE = "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w1.cached=1/3&w1.batch=0.4";

/** A gap that AI only fills, offers, clauses and other providers. */
const NEGOTIATION =
  `v1&rates=2026-10-25&${ESTATE}&p1.model=command&p1.scope=in-region&p1.units=1,six-months,100000` +
  "&edp=net,0.1,1.2,1.05&y1=20000000,19950000,0.05&y2=22000000,,0.1&y3=24000000,,0.12" +
  "&o1=20000000,0.1,1,1,0,12&o2=19000000,0.15,3,1.1,500000,18&clauses=0.1,2,0.15,40000,3" +
  "&a1=tokens,0.54,0.72,0.5,50000,Together&a2=month,1000,1,0,&end";

/** Five years, four offers, four other providers, four workloads and two purchases. */
const MUCH =
  `v1&rates=2026-10-25&${ESTATE}&w2.name=Chat&w2.model=nova-pro&w2.scope=in-region&w2.traffic=12.5,8,22,4000,500` +
  "&w3.name=B&w3.model=gpt-oss-120b&w3.scope=in-region&w3.tokens=1000000000,200000000" +
  "&w4.model=claude-haiku-4.5&w4.requests=250000,6000,700&p1.model=command&p1.scope=in-region" +
  "&p1.units=1,six-months,100000&p2.model=claude-sonnet-4.5&p2.reserved=100000,10000,three-months" +
  "&edp=net,0.1,1.2,1.05&y1=20000000,19950000,0.05&y2=22000000,,0.1&y3=24000000,,0.12&y4=24000000,,0.12" +
  "&y5=24000000,,0.12&o1=20000000,0.1,1,1,0,12&o2=19000000,0.15,3,1.1,500000,18&o3=19000000,0.15,3,1.1,500000,18" +
  "&o4=29000000,0.2,5,1.1,500000,18&clauses=0.1,2,0.15,40000,3&a1=tokens,0.54,0.72,0.5,50000,Together" +
  "&a2=month,1000,1,0,&a3=month,1000,1,0,&a4=month,1000,1,0,&end";

const FULL_GAP = `v1&rates=2026-10-25&${ESTATE}&edp=net,0,1&y1=20000000,17000000,0,1500000&end`;

/** What the answer ends with. */
const LAST = "Services around inference aren’t included.";

async function opened(t, fragment, options = {}) {
  const { page, calculator } = await open(t, { fragment, ...options });
  await calculator.choose("Share", "Brief");
  const brief = page.getByRole("article", { name: "Brief" });
  await brief.getByRole("heading", { level: 1 }).waitFor();
  await brief.getByRole("heading", { name: "Assumptions and sources" }).waitFor();
  return { page, calculator, brief };
}

/** The brief, printed, and what of it must stay together: each row, and each heading with what follows it. */
async function printed(t, fragment) {
  const { page, brief } = await opened(t, fragment);
  const together = await brief.evaluate((brief) => {
    const text = (element) => element?.textContent ?? "";
    const rows = [...brief.querySelectorAll("tbody tr, li")].map(text);
    const headings = [...brief.querySelectorAll("section > h2")].map((heading) => {
      const next = heading.nextElementSibling;
      // A list's entries are drawn with their numbers.
      return text(heading) + (next?.matches("ul, ol") ? "" : text(next?.querySelector("caption, thead") ?? next));
    });
    return [...rows, ...headings];
  });
  return { page, brief, together: together.map(squeezed), printed: await pages(await page.pdf({ format: "A4" })) };
}

/** What of the brief is wider than A4 between its margins: a browser shrinks the whole page for it, or cuts it off. */
async function wideOnPaper(page, brief) {
  await page.setViewportSize({ width: Math.floor((182 / 25.4) * 96), height: 1000 });
  await page.emulateMedia({ media: "print" });
  return brief.evaluate((brief) => {
    const right = document.documentElement.clientWidth;
    const elements = [brief, ...brief.querySelectorAll("*")].filter((element) => element.checkVisibility());
    return elements.filter((element) => element.getBoundingClientRect().right > right + 1).map((element) => element.textContent);
  });
}

function holdsAll(text, parts) {
  const missing = Object.entries(parts).filter(([, part]) => !text.includes(squeezed(part)));
  assert.deepEqual(missing, [], `missing in ${text}`);
}

test("the printed brief stands on its own", async (t) => {
  const { printed: found } = await printed(t, NEGOTIATION);
  const text = found.join("");
  holdsAll(text, {
    "what a month costs": "$28,584 a month",
    "what a year costs": "$343,009",
    "the demand": "2,400M input and 600M output tokens a month",
    "the unit cost": "$9.53 for a million tokens",
    "a rate, its source and date": "$3.00 per 1M tokens AWS Price List, Amazon Bedrock, read 20 Nov 2026",
    "the years of the current contract": "Year 3 $24.0M at 12%",
    "what a clause is worth": "Deprecation parity$120,000",
    "capacity that is owed": "for 6 months$17,352.10$104,112.60",
    "another provider": "Together 50% of the AI spend moves, at $0.54 input and $0.72 output per 1M tokens$10,368.00",
    "spend without AI": "spend without AI: year 1 $19,950,000.00; then × 1.05 a year",
    "AI growth": "AI spend: the bill of $343,009.20, × 1.2 a year",
    "the rate below list": "Negotiated rate: 10% below list",
    "the forecasts": "low 80% × 25, likely 100% × 50, high 120% × 25 (the page’s default)",
    "the clauses’ inputs": "AI prices rise 10% from year 2 on; reduction 15%; migration 3 months × $40,000.00",
    "the capacity": "One six-month unit of Command, each 100,000 tokens a minute (the page’s default)",
    "an assumption": "A year is twelve such months",
    "the date of the rates": "Rates of 25 Oct 2026: AWS Price List of 20 August 2026, with models published up to 25 October 2026",
    "what it is": "not AWS’s quote",
    "the link": `#${NEGOTIATION}`,
  });
  for (const left of ["Print or save", "Share", "Compare", "Show as a table", "Nothing you type"]) {
    assert.ok(!text.includes(squeezed(left)), `“${left}” isn’t printed`);
  }
});

for (const [name, fragment, most, last] of [
  ["a negotiation", NEGOTIATION, 2, LAST],
  ["all there can be side by side", MUCH, 3, "No commitment"],
  ["a full gap", FULL_GAP, 2, LAST],
  ["an estate without a commitment", `v1&rates=2026-10-25&${ESTATE}&end`, 2, LAST],
]) {
  test(`the printed brief of ${name} breaks between rows, on at most ${most} pages`, async (t) => {
    const { page, brief, together, printed: found } = await printed(t, fragment);
    assert.deepEqual(await wideOnPaper(page, brief), []);
    assert.ok(found.length <= most, `${found.length} pages`);
    assert.ok(together.length > 10);
    const torn = together.filter((part) => !found.some((page) => page.includes(part)));
    assert.deepEqual(torn, []);
    // The answer is on the first page, or as much of it as there is room for.
    holdsAll(found[0], { last });
  });
}

test("a name without a break pushes no column off the paper", async (t) => {
  const name = "Unbreakable".repeat(6).slice(0, 60);
  const fragment = NEGOTIATION.replace("Together", name).replaceAll("Worked+estate", name);
  const { page, brief, printed: found } = await printed(t, fragment);
  holdsAll(found.join(""), {
    "the heads": "It costs a year Bedrock adds Bedrock bills Saves a year Switching Repaid",
    "the last figure": "$50,000.00never",
  });
  assert.deepEqual(await wideOnPaper(page, brief), []);
});

test("it is reached and printed by keyboard, and only it prints", async (t) => {
  const counts = () => {
    globalThis.printed = 0;
    globalThis.print = () => (globalThis.printed += 1);
  };
  const { page, calculator } = await open(t, { fragment: olderLink(ESTATE), before: [counts] });
  await calculator.button("Share").focus();
  await page.keyboard.press("ArrowDown");
  await page.getByRole("menuitem", { name: /^Brief/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("article", { name: "Brief" }).waitFor();
  await page.getByRole("button", { name: "Print or save as PDF" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => globalThis.printed), 1);
  const [text] = await pages(await page.pdf({ format: "A4" }));
  assert.ok(text.startsWith(squeezed("Amazon Bedrock cost brief")), text);
});

test("a typed AI spend is named in words, since figures rest on it", async (t) => {
  const { brief } = await opened(t, FULL_GAP);
  const says = /computed with a typed AI spend of \$1,500,000\.00 \(list\) in its first year, in place of the year’s bill of \$134,784\.00/;
  await brief.getByText(says).waitFor();
});
