// What the tests of the page in Leptos share: it opened in Chromium, as it is built for the public, and the page as its
// reader sees it: roles, labels and names, never classes.

import assert from "node:assert/strict";
import { openEmpty, SITE, SITE_BELOW } from "../e2e/browser.mjs";
import { eventually } from "../e2e/calculator.mjs";

export { eventually, SITE, SITE_BELOW };

/** A link's fragment from its parts, with the newest rates and rules. */
export const link = (...parts) => ["v2", "rates=2026-11-28", ...parts, "end"].join("&");

/** One million input tokens for $3.00, and two for $6.00: Claude Sonnet 4.5 costs $3.00 for a million. */
export const ONE = link("w1.name=One", "w1.model=claude-sonnet-4.5", "w1.tokens=1000000,0");
export const TWO = link("w1.name=Two", "w1.model=claude-sonnet-4.5", "w1.tokens=2000000,0");

/** Opens the page and waits for its program; `site` is where it is served. See `openEmpty` for the other options. */
export async function open(t, { site = SITE, fragment = "", ...options } = {}) {
  const opened = await openEmpty(t, { ...options, origins: [new URL(site).origin] });
  await opened.page.goto(fragment ? `${site}#${fragment}` : site, { waitUntil: "load" });
  if (options.javaScript !== false && options.starts !== false) {
    await opened.page.evaluate(() => globalThis.applicationStarted);
  }
  return { ...opened, calculator: new Calculator(opened.page) };
}

/** The addresses of the files loaded on demand that were asked for. */
export const late = (requests) => requests.map((request) => request.url()).filter((url) => LATE.test(url));

export const LATE = /\/late-[^/]*\.wasm$/;

/** The page, or the calculator in a frame of another one. */
export class Calculator {
  /** @param {import("playwright-core").Page | import("playwright-core").Frame} page */
  constructor(page) {
    this.page = page;
  }

  /** The figures at the top. */
  get answer() {
    return this.page.getByRole("region", { name: "Answer", exact: true });
  }

  /** Waits until the answer has this figure, such as "$3.00". */
  async shows(figure) {
    await this.answer.getByText(figure, { exact: true }).first().waitFor();
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** A text field by its label. */
  field(label) {
    return this.page.getByRole("textbox", { name: label, exact: true });
  }

  /** Opens a workload's card, if it isn't, and waits for its fields. */
  async openWorkload(name) {
    const head = this.page.getByRole("listitem").getByRole("button", { name: new RegExp(`^${name}`) }).first();
    if ((await head.getAttribute("aria-expanded")) !== "true") {
      await head.click();
    }
    await this.field("Name").waitFor();
  }

  /** Opens a row of the organization and waits for what is in it. */
  async openRow(title) {
    const row = this.page.getByRole("button", { name: new RegExp(`^${title}`), expanded: false }).last();
    await row.click();
    const group = this.page.getByRole("group", { name: title, exact: true });
    await arrived(group);
    return group;
  }

  /** Opens a tab of the answer and waits for what is in it. */
  async show(name) {
    await this.page.getByRole("tab", { name }).click();
    const panel = this.page.getByRole("tabpanel", { name });
    await arrived(panel);
    await panel.getByRole("heading").first().waitFor();
    return panel;
  }

  /** Opens a menu of the header; it has all of them on a phone. */
  async menu(name) {
    const wide = this.button(name);
    await ((await wide.isVisible()) ? wide : this.button("Menu")).click();
    return this.page.getByRole("menu");
  }

  /** Chooses a command of a menu. */
  async choose(menu, command) {
    const items = (await this.menu(menu)).getByRole(/^Light|^Dark|^Same/.test(command) ? "menuitemradio" : "menuitem");
    await items.filter({ hasText: new RegExp(`^\\s*${command.replace(/[()]/g, "\\$&")}`) }).first().click();
  }

  /** The message at the foot of the page. */
  async said(text) {
    await this.page.getByRole("status").getByText(text).first().waitFor();
  }

  /** By how many pixels the page is wider than its window. */
  overflow() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  /** What the address has behind its `#`, as soon as it matches. */
  async addressBecomes(pattern) {
    const fragment = () => this.page.evaluate(() => location.hash.slice(1));
    await eventually(async () => assert.match(await fragment(), pattern));
  }
}

/** Waits until nothing of a part of the page is on its way any more. */
async function arrived(part) {
  await part.waitFor();
  await eventually(async () => assert.equal(await part.getByText("Loading…").count(), 0));
}
