// Lighthouse on the built site, as on a phone with a slow network: `cargo xtask bench --only lighthouse`.
//
// Figures of a machine, so nothing here is a test. It fails only where a category is below its aim.

import { createServer } from "node:net";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";

const AIM = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const METRICS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"];

const port = await new Promise((found) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || undefined,
  headless: true,
  args: [`--remote-debugging-port=${port}`, "--no-sandbox", "--disable-gpu", "--no-first-run"],
});
let wrong = 0;
try {
  for (const [what, address] of [["the page", process.env.SITE_URL], ["rates.html", `${process.env.SITE_URL}rates.html`]]) {
    // Lighthouse's own settings: mobile, simulated slow 4G, a processor four times slower.
    const { lhr } = await lighthouse(address, { port, onlyCategories: CATEGORIES, output: "json", logLevel: "error" });
    console.log(`${what} (Lighthouse ${lhr.lighthouseVersion}, ${lhr.configSettings.formFactor}, ${lhr.configSettings.throttlingMethod} throttling)`);
    for (const name of CATEGORIES) {
      const score = Math.round(lhr.categories[name].score * 100);
      wrong += score < AIM ? 1 : 0;
      console.log(`  ${name.padEnd(26)} ${score}${score < AIM ? `, below ${AIM}` : ""}`);
      for (const { id, weight } of lhr.categories[name].auditRefs) {
        const { score, title, displayValue } = lhr.audits[id];
        if (weight > 0 && score !== null && score < 0.9) {
          console.log(`    ${score} ${title} ${displayValue ?? ""}`);
        }
      }
    }
    for (const id of METRICS) {
      console.log(`  ${id.padEnd(26)} ${lhr.audits[id].displayValue}`);
    }
  }
} finally {
  await browser.close();
}
process.exitCode = wrong ? 1 : 0;
