// What the tests of capacity share: scenarios as fragments, and how its view and its fields are read.

import { eventually, link, olderLink } from "./page.mjs";

/** Prices of a model unit of Claude Sonnet 4.5 by term: AWS publishes none, so they are typed. A link writes `_` as `~_`. */
export const PRICES = [
  "price=claude-sonnet-4.5,no-commitment,ordinary,model~_unit,44,hour",
  "price=claude-sonnet-4.5,one-month,ordinary,model~_unit,39.6,hour",
  "price=claude-sonnet-4.5,six-months,ordinary,model~_unit,22,hour",
];
const UNIT = ["p1.model=claude-sonnet-4.5", "p1.units=1,six-months,100000"];
const SONNET = "w1.model=claude-sonnet-4.5";

/**
 * One six-month unit for 3 billion tokens, which it can all serve: 100,000 tokens a minute are 4.38 billion in 730 hours.
 * $7,200 + $9,000 = $16,200 by the token; 730 x $22 = $16,060 by the unit.
 */
export const CURVE = link("w1.name=Chat", SONNET, "w1.tokens=2400000000,600000000", ...PRICES, ...UNIT);

/** A load of a day that spills over one unit from six in the morning on. $31,104 by the token. */
export const SPILL = link(
  SONNET,
  "w1.tokens=4608000000,1152000000",
  ...PRICES,
  "hours=720",
  ...UNIT,
  "p1.load=hours:2,2,2,2,2,2,8,8,8,8,14,14,14,14,14,14,14,14,8,8,8,8,2,2",
);

/** Two workloads, one unit for all of them. */
export const TWO_SERVED = link(
  "w1.name=Chat",
  SONNET,
  "w1.tokens=1200000000,300000000",
  "w2.name=Search",
  "w2.model=claude-sonnet-4.5",
  "w2.tokens=1200000000,300000000",
  ...PRICES,
  ...UNIT,
);

/**
 * Throughput reserved at the prices of the card, by the rules of the first links: input and output overflow each for itself.
 * By today's a request overflows as a whole.
 */
export const RESERVED = olderLink(
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

/** Waits until the verdict says this. */
export async function verdictSays(calculator, text) {
  await calculator.page.getByRole("region", { name: "Verdict" }).getByText(text).first().waitFor();
}

/** A picture of a view by its conclusion. */
export function picture(view, title) {
  return view.getByRole("figure").filter({ has: view.page().getByRole("heading", { name: title }) });
}

/** The words that are drawn in a picture. */
export async function words(figure) {
  return figure.getByRole("img").locator("text").allTextContents();
}

/** Shows a picture as a table, by keyboard; its rows as cells. */
export async function numbers(figure) {
  await figure.getByRole("button", { name: "Show as a table" }).focus();
  await figure.page().keyboard.press("Enter");
  await figure.getByRole("table").waitFor();
  const rows = await figure.getByRole("row").evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.innerText.replace(/\s+/g, " ").trim())),
  );
  return rows.slice(1);
}

/** The fields of a purchase or a custom model, by its title: "Model units 1". */
export function entry(calculator, title) {
  return calculator.page.getByRole("group", { name: title, exact: true });
}

/** What of the capacity is used, in the table of the view: "68.5%". */
export async function utilization(calculator) {
  return (await calculator.row("Utilization", calculator.page.getByRole("tabpanel")))[1];
}

/** Waits until the capacity is used by so much. */
export async function utilizationBecomes(calculator, share) {
  await eventually(async () => {
    const found = await utilization(calculator);
    if (found !== share) {
      throw new Error(`${found} is used, not ${share}`);
    }
  });
}

/** The times of so many rows, so many minutes apart, with the same tokens each, as comma-separated text. */
export function table(rows, minutes, tokens) {
  const start = Date.UTC(2026, 0, 1);
  const time = (row) => new Date(start + row * minutes * 60_000).toISOString().slice(0, 16).replace("T", " ");
  return Array.from({ length: rows }, (_, row) => `${time(row)},${tokens}`).join("\n");
}
