// What the tests of the page in Leptos share: it opened in Chromium, as it is built for the public, and the page as its
// reader sees it: roles, labels and names, never classes.

import assert from "node:assert/strict";
import { openEmpty, SITE, SITE_BELOW } from "./browser.mjs";
import { eventually } from "./wait.mjs";

export { eventually, SITE, SITE_BELOW };

/** A link's fragment from its parts, with the newest rates and rules. */
export const link = (...parts) => ["v2", "rates=2026-11-28", ...parts, "end"].join("&");

/** The same by the rules of the first links: batch reads the cache, at half of its price. */
export const olderLink = (...parts) => ["v1", "rates=2026-11-28", ...parts, "end"].join("&");

/**
 * The published estate: 2.4 billion tokens in, 600 million out, on Claude Sonnet 4.5 at $3.00 and $15.00. $7,200 and
 * $9,000: $16,200 at list price.
 */
export const ESTATE = ["w1.name=Worked+estate", "w1.model=claude-sonnet-4.5", "w1.tokens=2400000000,600000000"];

/**
 * The same with a third of its input read from cache at $0.30, and 40% run as batch at half price. By the older rules the
 * cached part of batch is halved too: $11,232 in all. By today's it isn't cached at all: $11,664.
 */
export const LOWERED = [...ESTATE, "w1.cached=1/3", "w1.batch=0.4"];

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

  /** The head of a workload's card: name, cost, place, and what a request costs. */
  workload(name) {
    return this.page.getByRole("listitem").getByRole("button", { name: new RegExp(`^${escaped(name)}`) }).first();
  }

  /** Opens a workload's card, if it isn't, and waits for its fields. */
  async openWorkload(name) {
    const head = this.workload(name);
    if ((await head.getAttribute("aria-expanded")) !== "true") {
      await head.click();
    }
    await this.field("Name").first().waitFor();
  }

  /** The switch of a lever of the open workload: "Batch". */
  lever(title) {
    return this.page.getByRole("switch", { name: title, exact: true });
  }

  /** A list that opens, by its label. */
  list(label) {
    return this.page.getByRole("combobox", { name: label, exact: true });
  }

  /** What is chosen in it. */
  chosen(label) {
    return this.list(label).evaluate((list) => list.selectedOptions[0]?.text);
  }

  /** The button of a model picker, which shows the chosen model; the first one. */
  get picker() {
    return this.page.getByRole("button", { name: /^Model: / }).first();
  }

  /** The models that the open picker offers. */
  get models() {
    return this.page.getByRole("listbox", { name: "Models" }).getByRole("option");
  }

  /** Opens a picker and searches in it. */
  async searchModels(text, picker = this.picker) {
    if ((await picker.getAttribute("aria-expanded")) !== "true") {
      await picker.click();
    }
    await this.page.getByRole("combobox", { name: "Search by name, id or provider" }).fill(text);
  }

  /** Chooses a model of the card by its name. */
  async chooseModel(name, picker = this.picker) {
    await this.searchModels(name, picker);
    await this.models.filter({ has: this.page.getByText(name, { exact: true }) }).first().click();
  }

  /** Waits until the answer's figure is this one, to the cent: "$11,664.00". */
  async isExactly(figure) {
    await this.answer.getByTitle(figure, { exact: true }).first().waitFor();
  }

  /** Types into a field in place of what is there, key by key, and leaves the focus in it. */
  async type(label, text) {
    const field = this.field(label);
    await field.click();
    await field.press("ControlOrMeta+a");
    await field.pressSequentially(text);
    return field;
  }

  /** What stands below a field: its reading, or what is wrong with it. */
  async belowField(field) {
    return field.evaluate((field) => {
      const ids = (field.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);
      return ids.map((id) => document.getElementById(id)?.textContent?.trim() ?? "").join("\n");
    });
  }

  /** Waits until a field is marked as wrong, or isn't any more. */
  async isWrong(field, wrong = true) {
    await eventually(async () => assert.equal(await field.getAttribute("aria-invalid"), wrong ? "true" : null));
  }

  /** The first row of a table that starts with these words; its cells as text. */
  async row(name, place = this.page) {
    const row = place.getByRole("row", { name: new RegExp(`^${escaped(name)}`) }).first();
    const cells = await row.getByRole("rowheader").or(row.getByRole("cell")).allInnerTexts();
    return cells.map((cell) => cell.replace(/\s+/g, " ").trim());
  }

  /** Opens a row of a table and reads what it is made of: text by term, the sentence as "What". */
  async proof(opener) {
    if ((await opener.getAttribute("aria-expanded")) !== "true") {
      await opener.click();
    }
    const proof = this.page.locator(`[id="${await opener.getAttribute("aria-controls")}"]`);
    await proof.getByRole("term").first().waitFor();
    return proof.evaluate((element) => {
      const all = { What: element.querySelector("p").innerText };
      for (const term of element.querySelectorAll("dt")) {
        all[term.innerText] = term.nextElementSibling.innerText;
      }
      return all;
    });
  }

  /** Opens a published example by the title of one of its figures, from the tab Evidence. */
  async openExample(figure) {
    const panel = await this.show("Evidence");
    await panel.getByRole("button", { name: `${figure}: open this example`, exact: true }).click();
    await this.said("Opened the published example");
  }

  /** The button beside the message at the foot of the page. */
  get undo() {
    return this.page.getByRole("status").getByRole("button", { name: "Undo", exact: true });
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
    await eventually(async () => assert.match(await this.fragment(), pattern));
  }

  /** What the address has behind its `#`. */
  fragment() {
    return this.page.evaluate(() => location.hash.slice(1));
  }

  /** A radio button of a group by both names: `choice("Term", "Six months")`. */
  choice(group, name) {
    return this.page.getByRole("group", { name: group, exact: true }).getByRole("radio", { name, exact: true });
  }
}

/** Waits until nothing of a part of the page is on its way any more. */
async function arrived(part) {
  await part.waitFor();
  await eventually(async () => assert.equal(await part.getByText("Loading…").count(), 0));
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
