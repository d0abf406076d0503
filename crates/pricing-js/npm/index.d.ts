import type { DecodedLink, Ladder, Preset, Problem, RateCard, Report, Scenario } from "./types.js";

export * from "./types.js";

/** A value, or everything that is wrong. No function throws because of what it is given. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; errors: Problem[] };

/** Prices a scenario with the rate card of its date: what it costs in a month, and why. */
export function price(scenario: Scenario): Result<Report>;

/** The steps from list price to what is paid. */
export function ladder(scenario: Scenario): Result<Ladder>;

/**
 * A scenario as the text of a link to the calculator, without the `#`. It keeps its meaning for ever. A scenario with a field
 * out of range has none.
 */
export function encodeLink(scenario: Scenario): Result<string>;

/** What the text of a link says, with or without the `#`: the scenario as far as it can be read, and what can't. */
export function decodeLink(text: string): Result<DecodedLink>;

/** Every published price on the card of a date such as `2026-08-20`; without a date, on the newest card. */
export function rateCard(date?: string): Result<RateCard>;

/** Published examples, with the published figures beside the exact ones. */
export function presets(): Preset[];

/** The scenario that the calculator opens with. */
export function defaultScenario(): Scenario;
