//! Metered usage, priced record by record: as a program logs it, many at a time.
//!
//! Records of one kind (model, region, tier, batch or not, card) share their prices, so a kind is looked up once for a whole
//! batch. JavaScript sorts records into kinds and sends counts as numbers: text or objects for each would take longer than pricing.

use crate::cards;
use crate::problem::{Code, Problem};
use pricing::rates::{Buying, Date, InferenceScope, RateCard};
use pricing::usage::{Counts, METERS, Prices, UsageError};
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

/// Counts of one record: the tokens of each meter, then its calls.
const COUNTS: usize = METERS.len() + 1;

/// How a meter's field is called in a record, in the order of [`METERS`].
const FIELDS: [&str; METERS.len()] = ["fresh", "read", "written5m", "written30m", "written1h", "output"];

/// The prices of a kind, and words for where they are.
struct Known {
    prices: Prices,
    place: String,
}

/// Prices records: `of` has for each record the place of its kind, `counts` its [`COUNTS`] counts. For each record a line: the
/// amount in dollars, exactly, or `!code path message` with the path within the record.
pub(crate) fn price(kinds: &[Kind], of: &[u32], counts: &[u64]) -> String {
    let known: Vec<Result<Known, Problem>> = kinds.iter().map(prices).collect();
    let mut lines = String::with_capacity(of.len() * 12);
    for (kind, counts) in of.iter().zip(counts.chunks_exact(COUNTS)) {
        let written = match usize::try_from(*kind).ok().and_then(|kind| known.get(kind)) {
            Some(Ok(known)) => write_cost(known, counts, &mut lines),
            Some(Err(problem)) => Err(problem.clone()),
            None => Err(Problem::new(Code::Internal, String::new(), "a record without a kind".to_owned())),
        };
        if let Err(Problem { code, path, message, .. }) = written {
            let code = serde_json::to_value(code).ok();
            let code = code.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
            lines.extend(["!", code, " ", &path, " ", &message]);
        }
        lines.push('\n');
    }
    lines
}

fn prices(kind: &Kind) -> Result<Known, Problem> {
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
    Ok(Known {
        prices: Prices::of(card, model, scope, region, buying),
        place: format!("{}, {}, {region}, {}", model.id, scope.name(), buying.name()),
    })
}

/// The newest card of the day or before; the newest of all where no day is said. No card knows what held before the oldest.
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
    cards().iter().rev().find(|card| card.date() <= day).ok_or_else(|| {
        let oldest = cards().first().map_or(day, RateCard::date);
        Problem::new(Code::OutOfRange, "when".to_owned(), format!("prices are known from {oldest} on"))
    })
}

fn write_cost(known: &Known, counts: &[u64], to: &mut String) -> Result<(), Problem> {
    let without = || Problem::new(Code::Internal, String::new(), "a record without counts".to_owned());
    let (calls, tokens) = counts.split_last().ok_or_else(without)?;
    let tokens = tokens.try_into().map_err(|_| without())?;
    known.prices.write_cost(&Counts { tokens, calls: *calls }, to).map_err(|error| match error {
        UsageError::NoPrice(meter, _) => {
            let field = METERS.iter().zip(FIELDS).find(|(other, _)| **other == meter).map_or("", |(_, field)| field);
            Problem::new(Code::MissingRate, field.to_owned(), format!("{error}: {}", known.place))
        }
        UsageError::TooLarge => Problem::new(Code::OutOfRange, String::new(), error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::{Kind, price};

    fn kind(model: &str, region: &str, tier: &str, batch: bool, when: &str) -> Kind {
        let text = |text: &str| text.to_owned();
        Kind { model: text(model), region: text(region), tier: text(tier), batch, when: text(when) }
    }

    #[test]
    fn a_line_is_the_amount_that_the_core_gives() {
        // 1,000 x 3.30 + 2,000 x 0.33 + 300 x 4.125 + 500 x 16.50, in millionths.
        let sonnet = kind("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "us-east-1", "", false, "");
        assert_eq!(price(&[sonnet], &[0], &[1_000, 2_000, 300, 0, 0, 500, 1]), "0.0134475\n");
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
            kind("claude-sonnet-4.5", "us-east-1", "", false, "2026-08-19"),
        ];
        let counts = [1, 1, 0, 0, 0, 1, 1].repeat(6);
        let said = price(&kinds, &[0, 1, 2, 3, 4, 5], &counts);
        let codes: Vec<&str> = said.lines().map(|line| line.split(' ').next().unwrap_or_default()).collect();
        assert_eq!(
            codes,
            ["!bad-value", "!missing-field", "!unknown-word", "!bad-value", "!missing-rate", "!out-of-range"]
        );
        let paths: Vec<&str> = said.lines().filter_map(|line| line.split(' ').nth(1)).collect();
        assert_eq!(paths, ["model", "region", "tier", "when", "read", "when"]);
    }
}
