// Takes pictures of the page: three widths, light and dark, for each fragment given (default: none).
//
//     cargo xtask look [FRAGMENT...]

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launch, SITE, watch } from "./browser.mjs";

const WIDTHS = [1440, 768, 360];
const HEIGHT = 900;

const folder = process.env.SCREENS || "../../target/screens";
const fragments = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const browser = await launch();
let wrong = 0;
for (const fragment of fragments.length ? fragments : [""]) {
  for (const colours of ["light", "dark"]) {
    for (const width of WIDTHS) {
      const context = await browser.newContext({ colorScheme: colours, viewport: { width, height: HEIGHT } });
      const { problems } = await watch(context, new URL(SITE).origin);
      const page = await context.newPage();
      await page.goto(fragment ? `${SITE}#${fragment.replace(/^#/, "")}` : SITE);
      await page.evaluate(() => globalThis.applicationStarted);
      await page.waitForTimeout(300);
      const file = join(folder, `${name(fragment)}-${width}-${colours}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
      problems.forEach((problem) => console.log(`  ${problem}`));
      wrong += problems.length;
      await context.close();
    }
  }
}
await browser.close();
process.exitCode = wrong ? 1 : 0;

function name(fragment) {
  const words = fragment.replace(/[^a-z0-9]+/gi, "-").replace(/^-+|-+$/g, "");
  return words.slice(0, 60) || "start";
}
