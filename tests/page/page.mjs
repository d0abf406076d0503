// What the tests of the page in Leptos share: it opened in Chromium, as it is built for the public.

import { openEmpty, SITE, SITE_BELOW } from "../e2e/browser.mjs";

export { SITE_BELOW };

/** Opens the page and waits for its program; `site` is where it is served. See `openEmpty` for the other options. */
export async function open(t, { site = SITE, ...options } = {}) {
  const opened = await openEmpty(t, { ...options, origins: [new URL(site).origin] });
  await opened.page.goto(site, { waitUntil: "load" });
  if (options.javaScript !== false && options.starts !== false) {
    await opened.page.evaluate(() => globalThis.applicationStarted);
  }
  return opened;
}

/** The addresses of the files loaded on demand that were asked for. */
export const late = (requests) => requests.map((request) => request.url()).filter((url) => LATE.test(url));

export const LATE = /\/late-[^/]*\.wasm$/;
