// What the tests of capacity share: scenarios as fragments, and how its view is read.

import { link } from "./calculator.mjs";

/** The published prices of a model unit, by term. */
export const PRICES = [
  "price=claude-sonnet-4.5,no-commitment,ordinary,model_unit,44,hour",
  "price=claude-sonnet-4.5,one-month,ordinary,model_unit,39.6,hour",
  "price=claude-sonnet-4.5,six-months,ordinary,model_unit,22,hour",
];
const UNIT = ["p1.model=claude-sonnet-4.5", "p1.units=1,six-months,100000"];
const SONNET = "w1.model=claude-sonnet-4.5";

/** One six-month unit for 3 billion tokens. */
export const CURVE = link("w1.name=Chat", SONNET, "w1.tokens=2400000000,600000000", ...PRICES, ...UNIT);

/** A load of a day that spills over one unit from six in the morning on. */
export const SPILL = link(
  SONNET,
  "w1.tokens=4608000000,1152000000",
  ...PRICES,
  "hours=720",
  ...UNIT,
  "p1.load=hours:2,2,2,2,2,2,8,8,8,8,14,14,14,14,14,14,14,14,8,8,8,8,2,2",
);

/** Two workloads, one unit for all of them. */
export const TWO = link(
  "w1.name=Chat",
  SONNET,
  "w1.tokens=1200000000,300000000",
  "w2.name=Search",
  "w2.model=claude-sonnet-4.5",
  "w2.tokens=1200000000,300000000",
  ...PRICES,
  ...UNIT,
);

/** Throughput reserved at the prices of the card. */
export const RESERVED = link(
  SONNET,
  "w1.tokens=2400000000,600000000",
  "p1.model=claude-sonnet-4.5",
  "p1.reserved=100000,10000,one-month",
);

/** A custom model that is trained, kept and served by a unit. */
export const CUSTOM = link(
  "w1.name=Tickets",
  "w1.model=command",
  "w1.scope=in-region",
  "w1.tokens=200000000,40000000",
  "c1.model=command",
  "c1.scope=in-region",
  "c1.serves=1",
  "c1.serving=units",
  "c1.training=10000000,3,0",
  "c1.units=1,one-month",
  "c1.import=8,400",
);

/** Shows the view, and waits until it holds what is bought. */
export async function showCapacity(calculator) {
  const view = await calculator.show("Capacity");
  await view.getByRole("heading", { level: 3 }).first().waitFor();
  return view;
}

/** A picture of the view by the beginning of its title. */
export function picture(view, title) {
  const drawing = view.page().getByRole("img", { name: new RegExp(`^${title}`) });
  return view.getByRole("figure").filter({ has: drawing });
}

/** What is drawn in a picture: how many lines and areas, how many dots, and the words. */
export function drawn(figure) {
  return figure.getByRole("img").first().evaluate((drawing) => ({
    paths: drawing.querySelectorAll("path").length,
    dots: drawing.querySelectorAll("circle").length,
    words: [...drawing.querySelectorAll("text")].map((text) => text.textContent).filter(Boolean),
  }));
}

/** Opens the table behind a picture with the keys; its rows as cells. */
export async function numbers(figure) {
  await figure.getByText("The same numbers as a table").focus();
  await figure.page().keyboard.press("Enter");
  await figure.getByRole("table").waitFor();
  const rows = await figure.getByRole("row").evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.innerText.replace(/\s+/g, " ").trim())),
  );
  return rows.slice(1);
}

/** A purchase's fields, or a custom model's. */
export function card(calculator, name) {
  return calculator.scenario.getByRole("group", { name: new RegExp(`^${name}`) });
}

/** The times of so many rows, so many minutes apart, with the same tokens each, as comma-separated text. */
export function table(rows, minutes, tokens) {
  const start = Date.UTC(2026, 0, 1);
  const time = (row) => new Date(start + row * minutes * 60_000).toISOString().slice(0, 16).replace("T", " ");
  return Array.from({ length: rows }, (_, row) => `${time(row)},${tokens}`).join("\n");
}
