//! Metered usage, priced record by record: as a program logs it, many at a time.
//!
//! Records of one kind (model, region, tier, batch or not, card) share their prices, so a kind is looked up once for a whole
//! batch. JavaScript sorts records into kinds and sends counts as numbers: text or objects for each would take longer than pricing.

use crate::problem::{Code, Problem};
use crate::{bundled, cards};
use pricing::money::Rate;
use pricing::rates::{Buying, Date, InferenceScope, Meter, PromptLength, RateCard, RateKey};
use rust_decimal::Decimal;
use serde::Deserialize;

/// What decides the prices of a record.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kind {
    /// An identifier of Bedrock, an inference profile, an ARN, or an identifier on the card.
    model: String,
    /// The region that the request was sent to; empty where an ARN says.
    region: String,
    /// `standard` or `default`, `flex`, `priority`, `latency-optimised`, `ultrafast`; empty for standard.
    tier: String,
    batch: bool,
    /// The day of the request, or more exactly; empty for today's prices.
    when: String,
}

/// Counts of one record: tokens by meter, and calls.
pub(crate) const COUNTS: usize = 6;

/// The meters of a record's tokens, in the order of its counts; its last count is its calls.
const METERS: [Meter; COUNTS - 1] =
    [Meter::Input, Meter::CacheRead, Meter::CacheWrite5m, Meter::CacheWrite1h, Meter::Output];

/// How a field is called in a record, in the same order.
const FIELDS: [&str; COUNTS - 1] = ["fresh", "read", "written5m", "written1h", "output"];

/// The prices of a kind.
struct Prices {
    /// Tokens of a prompt above which it is long.
    long_above: Option<u32>,
    ordinary: [Option<Rate>; COUNTS - 1],
    long: [Option<Rate>; COUNTS - 1],
    /// Words for a price that is missing.
    name: String,
}

/// Prices records: `of` has for each record the place of its kind, `counts` its [`COUNTS`] counts. For each record a line: the
/// amount in dollars, exactly, or `!code path message` with the path within the record.
pub(crate) fn price(kinds: &[Kind], of: &[u32], counts: &[u64]) -> String {
    let prices: Vec<Result<Prices, Problem>> = kinds.iter().map(prices).collect();
    let mut lines = String::with_capacity(of.len() * 12);
    for (kind, counts) in of.iter().zip(counts.chunks_exact(COUNTS)) {
        let cost = match usize::try_from(*kind).ok().and_then(|kind| prices.get(kind)) {
            Some(Ok(prices)) => cost(prices, counts),
            Some(Err(problem)) => Err(problem.clone()),
            None => Err(Problem::new(Code::Internal, String::new(), "a record without a kind".to_owned())),
        };
        match cost {
            Ok(amount) => lines.push_str(&amount.to_string()),
            Err(Problem { code, path, message, .. }) => {
                let code = serde_json::to_value(code).ok();
                let code = code.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
                lines.extend(["!", code, " ", &path, " ", &message]);
            }
        }
        lines.push('\n');
    }
    lines
}

fn prices(kind: &Kind) -> Result<Prices, Problem> {
    let wrong = |code, field: &str, message: String| Problem::new(code, field.to_owned(), message);
    let card = card(&kind.when)?;
    let found = card
        .identify(&kind.model)
        .ok_or_else(|| wrong(Code::BadValue, "model", "no model on the card has this identifier".to_owned()))?;
    let region = if kind.region.is_empty() { found.region.unwrap_or_default() } else { &kind.region };
    if region.is_empty() {
        return Err(wrong(Code::MissingField, "region", "the region that the request was sent to".to_owned()));
    }
    let tier = match kind.tier.as_str() {
        "" | "default" => Buying::Standard,
        name => Buying::from_name(name)
            .filter(|buying| buying.is_by_token() && *buying != Buying::Batch)
            .ok_or_else(|| wrong(Code::UnknownWord, "tier", "a service tier expected".to_owned()))?,
    };
    let buying = if kind.batch { Buying::Batch } else { tier };
    let scope = found.scope.unwrap_or(InferenceScope::InRegion);
    let model = found.model;
    let rate = |length, meter| {
        let key = RateKey { model: &model.id, scope, region, buying, length, meter };
        card.rate(&key).map(|published| published.rate)
    };
    let of_length = |length| METERS.map(|meter| rate(length, meter));
    Ok(Prices {
        long_above: model.long_prompt_above,
        ordinary: of_length(PromptLength::Ordinary),
        long: of_length(PromptLength::Long),
        name: format!("{}, {}, {region}, {}", model.id, scope.name(), buying.name()),
    })
}

/// The newest card of the day or before; today's where no day is said.
fn card(when: &str) -> Result<&'static RateCard, Problem> {
    let none = || Problem::new(Code::Internal, String::new(), "no rate card".to_owned());
    if when.is_empty() {
        return cards().last().ok_or_else(none);
    }
    let day = when.get(..10).and_then(Date::parse);
    let rest = when.get(10..).unwrap_or_default();
    let day = day.filter(|_| rest.is_empty() || rest.starts_with(['T', ' ']));
    let day = day.ok_or_else(|| {
        Problem::new(Code::BadValue, "when".to_owned(), "a date such as 2026-11-28 expected".to_owned())
    })?;
    let known = cards().iter().rev().find(|card| card.date() <= day);
    known.or_else(|| bundled(cards().first()?.date())).ok_or_else(none)
}

fn cost(prices: &Prices, counts: &[u64]) -> Result<Decimal, Problem> {
    let [tokens @ .., calls] = counts else {
        return Err(Problem::new(Code::Internal, String::new(), "a record without counts".to_owned()));
    };
    let prompts: u128 = tokens.iter().take(COUNTS - 2).map(|count| u128::from(*count)).sum();
    let is_long = prices.long_above.is_some_and(|above| prompts > u128::from(above) * u128::from(*calls));
    let rates = if is_long { &prices.long } else { &prices.ordinary };
    let mut sum = Decimal::ZERO;
    for ((count, rate), field) in tokens.iter().zip(rates).zip(FIELDS) {
        if *count == 0 {
            continue;
        }
        let Some(rate) = rate else {
            let length = if is_long { " of long prompts" } else { "" };
            let message = format!("no price{length} is known for {}", prices.name);
            return Err(Problem::new(Code::MissingRate, field.to_owned(), message));
        };
        sum = sum.checked_add(rate.cost(*count).amount()).ok_or_else(|| {
            Problem::new(Code::OutOfRange, field.to_owned(), "more than can be kept exactly".to_owned())
        })?;
    }
    Ok(sum.normalize())
}

#[cfg(test)]
mod tests {
    use super::{Kind, price};

    fn kind(model: &str, region: &str, tier: &str, batch: bool, when: &str) -> Kind {
        let text = |text: &str| text.to_owned();
        Kind { model: text(model), region: text(region), tier: text(tier), batch, when: text(when) }
    }

    #[test]
    fn a_record_costs_what_its_counts_cost() {
        // Sonnet 4.5, geographic: 1,000 x 3.30 + 2,000 x 0.33 + 300 x 4.125 + 500 x 16.50, in millionths.
        let sonnet = kind("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "us-east-1", "", false, "");
        assert_eq!(price(&[sonnet], &[0], &[1_000, 2_000, 300, 0, 500, 1]), "0.0134475\n");
    }

    #[test]
    fn a_long_prompt_is_told_by_its_length() {
        // Haiku 5.5, global: 0.10 a million up to 100,000 tokens of a prompt, 0.50 above: the same tokens in one call and in two.
        let haiku = kind("global.anthropic.claude-haiku-5-5", "us-east-1", "default", false, "2026-11-29T08:00:00Z");
        let both = price(&[haiku], &[0, 0], &[150_000, 0, 0, 0, 0, 1, 150_000, 0, 0, 0, 0, 2]);
        assert_eq!(both, "0.075\n0.015\n");
    }

    #[test]
    fn what_has_no_price_says_so_and_is_never_nothing() {
        let kinds = [
            kind("sonnet", "us-east-1", "", false, ""),
            kind("claude-sonnet-4.5", "", "", false, ""),
            kind("claude-sonnet-4.5", "us-east-1", "fast", false, ""),
            kind("claude-sonnet-4.5", "us-east-1", "", false, "yesterday"),
            // Batch isn't cached.
            kind("claude-sonnet-4.5", "us-east-1", "", true, ""),
        ];
        let counts = [1, 1, 0, 0, 1, 1].repeat(5);
        let said = price(&kinds, &[0, 1, 2, 3, 4], &counts);
        let codes: Vec<&str> = said.lines().map(|line| line.split(' ').next().unwrap_or_default()).collect();
        assert_eq!(codes, ["!bad-value", "!missing-field", "!unknown-word", "!bad-value", "!missing-rate"]);
        let paths: Vec<&str> = said.lines().filter_map(|line| line.split(' ').nth(1)).collect();
        assert_eq!(paths, ["model", "region", "tier", "when", "read"]);
    }
}
