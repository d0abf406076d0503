import type { Bill, DecodedLink, Ladder, Preset, Problem, RateCard, Report, Scenario } from "./types.js";

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

/** One file of a bill: `name` is only shown. */
export interface BillFile {
  name: string;
  bytes: Uint8Array;
}

/**
 * Reads bills of AWS: cost and usage reports (CUR, CUR 2.0), FOCUS, Cost Explorer, CloudWatch, invocation logs; as CSV, JSON,
 * Parquet, gzip or zip. All files together are one bill; one that comes twice counts once.
 */
export function readBill(files: BillFile[]): Result<Bill>;

/** What one or more calls to a model used. */
export interface UsageRecord {
  /** An identifier of Bedrock, an inference profile or an ARN. */
  model: string;
  /** The region that the request was sent to; an ARN may say it. */
  region?: string;
  /** `default` or `standard`, `flex`, `priority`, `latency-optimised`, `ultrafast`. */
  tier?: string;
  /** Whether it ran as batch. */
  batch?: boolean;
  /** Input tokens that were neither read from the cache nor written to it. */
  fresh?: number;
  /** Tokens read from the cache. */
  read?: number;
  /** Tokens written to the cache for 5 minutes. */
  written5m?: number;
  /** Tokens written to the cache for 30 minutes. */
  written30m?: number;
  /** Tokens written to the cache for an hour. */
  written1h?: number;
  /** Output tokens. */
  output?: number;
  /** The calls it stands for: one, unless given. A prompt is long by the tokens of a call. */
  calls?: number;
  /** When, such as `2026-11-28` or `2026-11-28T09:00:00Z`: prices are those of the newest card up to that day, and unknown before the oldest. */
  when?: string;
}

/**
 * Prices usage records: for each its cost in dollars, exactly, or what is wrong with it. A price that isn't known is an error,
 * never 0. Give many at a time: up to a million.
 */
export function priceUsage(records: UsageRecord[]): Result<Result<string>[]>;

/** Published examples, with the published figures beside the exact ones. */
export function presets(): Preset[];

/** The scenario that the calculator opens with. */
export function defaultScenario(): Scenario;
