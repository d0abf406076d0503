//! A bill of AWS as it goes out: your payments for Bedrock, and the scenario that it makes.

use crate::cards;
use crate::problem::{Code, Problem};
use crate::text::Count;
use exchange::bill::{Bill, BillError, HoursOf, Kind, Line, NoHours, NoWorkload, Period, Reader, Source, Subject};
use pricing::rates::{Buying, Meter, PromptLength};
use pricing::scenario::{Load, Scenario};
use rust_decimal::Decimal;
use serde::Serialize;

/// An amount in the bill's currency, or a share: exactly.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
struct Amount(String);

impl From<Decimal> for Amount {
    fn from(amount: Decimal) -> Self {
        Self(amount.normalize().to_string())
    }
}

/// What bills say of Amazon Bedrock.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Bill"))]
#[serde(rename_all = "camelCase")]
pub(crate) struct BillAnswer {
    /// The currency of every amount, such as `USD`; empty where no file names one.
    currency: String,
    /// The sum of every row of every file.
    file_total: Amount,
    /// Whether all lines, and what is in none, add up to that.
    adds_up: bool,
    /// Your payments for Bedrock.
    totals: Totals,
    /// The months, in order.
    months: Vec<MonthOf>,
    /// Usage by account, region, model and meter.
    lines: Vec<LineOf>,
    /// What was metered in an average whole month, or in the last month where none is whole; null where no tokens were.
    scenario: Option<Scenario>,
    /// Usage that the scenario doesn't hold, the dearest first.
    left: Vec<LeftOf>,
    /// The tokens of each of the scenario's models by the hour, where a file has hours: loads for capacity.
    loads: Vec<LoadOf>,
    /// The models without, and why.
    unloaded: Vec<Unloaded>,
}

/// A model's tokens by the hour, batch apart.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "BillLoad"))]
#[serde(rename_all = "camelCase")]
struct LoadOf {
    /// The model on the rate card.
    model: String,
    /// The kind of file that has the hours: `bill`, `metrics`, `log`.
    from: &'static str,
    /// Input, cache reads, cache writes and output of all hours together.
    tokens: Amount,
    /// How many hours have a row.
    hours: Count,
    /// How many hours without a row are between them, in whole days. They are without tokens in `load` where `from` is `bill`, and
    /// left out of it otherwise.
    gaps: Count,
    /// The load of a purchase of model units on this model: input and output together. Purchases of the scenario have it already.
    load: Load,
}

/// A model without hours.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "BillUnloaded"))]
struct Unloaded {
    /// The model on the rate card.
    model: String,
    /// Why: `longer` (rows are longer than an hour), `unsaid` (no row says its hour), `apart` (hours don't add up to the bill),
    /// `half` (input or output alone), `too-many`.
    why: &'static str,
}

/// Your payments for Bedrock, by kind.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "BillTotals"))]
struct Totals {
    /// Usage, after discounts.
    usage: Amount,
    /// All of it: usage, credits, refunds, tax and fees.
    net: Amount,
    /// Credits, below zero.
    credits: Amount,
    /// Refunds, below zero.
    refunds: Amount,
    /// Tax.
    tax: Amount,
    /// Usage whose model, or whose kind, isn't known.
    unmapped: Amount,
    /// The share of the list price that you didn't pay, for usage with a list price; null where none has one.
    discount: Option<Amount>,
}

/// A month of a bill.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "BillMonth"))]
struct MonthOf {
    /// Such as `2026-08`.
    month: String,
    /// Usage, after discounts.
    usage: Amount,
    /// Whether there may be more to it than the files have.
    incomplete: bool,
}

/// A line of a bill.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "BillLine"))]
struct LineOf {
    /// Such as `2026-08`.
    month: String,
    /// The account that used it; empty where the file doesn't say.
    account: String,
    /// The region; empty where the file doesn't say.
    region: String,
    /// What kind of line.
    kind: &'static str,
    /// The model on the rate card; null for anything else.
    model: Option<String>,
    /// The file's own words where the line isn't a model's tokens.
    text: String,
    /// Where its price holds: `global`, `geographic|in-region`, `in-region`; null where it has no price by the token.
    scope: Option<&'static str>,
    /// How it is bought; null where the file doesn't say.
    buying: Option<Buying>,
    /// Which prompts its price is for.
    length: PromptLength,
    /// What is counted; null where the file doesn't say.
    meter: Option<Meter>,
    /// How much; null where the file has none.
    quantity: Option<Amount>,
    /// The list price; null where neither file nor card has it.
    list: Option<Amount>,
    /// Your payment, after discounts.
    net: Amount,
    /// Whether AWS Marketplace bills it.
    marketplace: bool,
    /// The rows it sums.
    rows: Count,
}

/// Usage that the scenario doesn't hold.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "BillLeft"))]
struct LeftOf {
    /// Why.
    why: &'static str,
    /// What: a service, a model, or the file's own words.
    what: String,
    /// Your payment, after discounts.
    net: Amount,
}

/// A reader with the newest card; `None` if there is none.
pub(crate) fn reader() -> Option<Reader<'static>> {
    cards().last().map(Reader::new)
}

/// Why a file can't be read, with its place in the list.
pub(crate) fn problem(file: usize, error: &BillError) -> Problem {
    Problem::new(Code::BadValue, format!("[{file}].bytes"), error.to_string())
}

/// The bill of all files that were read.
pub(crate) fn answer(reader: Reader<'_>) -> BillAnswer {
    let bill = reader.finish();
    let usage = bill.usage();
    let whole = bill.months.iter().any(|month| !month.is_incomplete());
    let last = bill.months.last().map(|month| Period::Of(month.month));
    let period = if whole { Some(Period::Average) } else { last };
    let baseline = period.zip(cards().last()).and_then(|(period, card)| bill.baseline(period, card));
    let (mut loads, mut unloaded) = (Vec::new(), Vec::new());
    let (scenario, left) = baseline.map_or((None, Vec::new()), |mut found| {
        found.hold_against_hours(None);
        loads = found.hours.into_iter().filter_map(load).collect();
        unloaded = found.hourless.into_iter().map(|(model, why)| Unloaded { model, why: no_hours(why) }).collect();
        (Some(found.scenario), found.left)
    });
    BillAnswer {
        currency: bill.currency.clone(),
        file_total: bill.file_total.into(),
        adds_up: bill.adds_up(),
        totals: Totals {
            usage: usage.net.into(),
            net: bill.net().into(),
            credits: bill.of_kind(Kind::Credit).into(),
            refunds: bill.of_kind(Kind::Refund).into(),
            tax: bill.of_kind(Kind::Tax).into(),
            unmapped: bill.unrecognized().into(),
            discount: usage.discount().map(Amount::from),
        },
        months: months(&bill),
        lines: bill.lines.into_iter().map(line).collect(),
        scenario,
        left: left
            .into_iter()
            .map(|left| LeftOf { why: why(left.why), what: left.what, net: left.net.into() })
            .collect(),
        loads,
        unloaded,
    }
}

/// What of a model's hours goes out; `None` where they are no load.
fn load(of: HoursOf) -> Option<LoadOf> {
    let load = of.all(of.usual())?;
    let from = match of.source {
        Source::Metrics => "metrics",
        Source::Log => "log",
        _ => "bill",
    };
    let (hours, gaps) = ((of.known as u64).into(), (of.gaps as u64).into());
    Some(LoadOf { model: of.model, from, tokens: of.tokens.into(), hours, gaps, load })
}

const fn no_hours(why: NoHours) -> &'static str {
    match why {
        NoHours::Longer => "longer",
        NoHours::Unsaid => "unsaid",
        NoHours::Apart => "apart",
        NoHours::Half => "half",
        NoHours::TooMany => "too-many",
        NoHours::Narrowed => "narrowed",
    }
}

fn months(bill: &Bill) -> Vec<MonthOf> {
    let totals = bill.by_month();
    let usage = |month| totals.iter().find(|(other, _)| *other == month).map_or(Decimal::ZERO, |(_, total)| total.net);
    let of = |month: &exchange::bill::MonthOf| MonthOf {
        month: month.month.to_string(),
        usage: usage(month.month).into(),
        incomplete: month.is_incomplete(),
    };
    bill.months.iter().map(of).collect()
}

fn line(line: Line) -> LineOf {
    LineOf {
        month: line.month.to_string(),
        account: line.account,
        region: line.region,
        kind: kind(line.kind),
        model: match line.subject {
            Subject::Model(model) => Some(model),
            _ => None,
        },
        text: line.text,
        scope: line.scope.map(exchange::bill::Scope::name),
        buying: line.buying,
        length: line.length,
        meter: line.meter,
        quantity: line.quantity.map(Amount::from),
        list: line.list.map(Amount::from),
        net: line.net.into(),
        marketplace: line.marketplace,
        rows: line.rows.into(),
    }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Usage => "usage",
        Kind::Covered => "covered",
        Kind::Discount => "discount",
        Kind::Credit => "credit",
        Kind::Refund => "refund",
        Kind::Tax => "tax",
        Kind::CommitmentFee => "commitment-fee",
        Kind::Other => "other",
    }
}

const fn why(why: NoWorkload) -> &'static str {
    match why {
        NoWorkload::Service => "service",
        NoWorkload::NoModel => "no-model",
        NoWorkload::NotByToken => "not-by-token",
        NoWorkload::NoQuantity => "no-quantity",
        NoWorkload::OtherMeter => "other-meter",
        NoWorkload::TooMany => "too-many",
        NoWorkload::TooLarge => "too-large",
    }
}
