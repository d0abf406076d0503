//! Answers of AWS's programs: `aws ce get-cost-and-usage` and `aws cloudwatch get-metric-data`, one page or several in a row.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::answer::Summed;
use super::error::{BillError, Wrong};
use super::explorer::{record, source_number};
use super::gather::Gather;
use super::hours::span;
use super::metered::Metrics;
use super::number::amount;
use super::row::{Day, Kind, Net, Row, Source, Step, day, hash};
use super::usage_type::Tables;

/// Any of the answers.
#[derive(Deserialize)]
struct Page<'t> {
    #[serde(rename = "ResultsByTime", borrow, default)]
    results: Option<Vec<Period<'t>>>,
    #[serde(rename = "GroupDefinitions", borrow, default)]
    groups: Vec<Definition<'t>>,
    #[serde(rename = "MetricDataResults", borrow, default)]
    metrics: Option<Vec<Series<'t>>>,
}

#[derive(Deserialize)]
struct Definition<'t> {
    #[serde(rename = "Key", borrow, default)]
    key: Cow<'t, str>,
}

#[derive(Deserialize)]
struct Period<'t> {
    #[serde(rename = "TimePeriod", borrow)]
    time: Time<'t>,
    #[serde(rename = "Groups", borrow, default)]
    groups: Vec<Group<'t>>,
    #[serde(rename = "Estimated", default)]
    estimated: bool,
}

#[derive(Deserialize)]
struct Time<'t> {
    #[serde(rename = "Start", borrow)]
    start: Cow<'t, str>,
    #[serde(rename = "End", borrow)]
    end: Cow<'t, str>,
}

#[derive(Deserialize)]
struct Group<'t> {
    #[serde(rename = "Keys", borrow)]
    keys: Vec<Cow<'t, str>>,
    #[serde(rename = "Metrics", borrow)]
    metrics: BTreeMap<Cow<'t, str>, Amount<'t>>,
}

#[derive(Deserialize)]
struct Amount<'t> {
    #[serde(rename = "Amount", borrow)]
    amount: Cow<'t, str>,
    #[serde(rename = "Unit", borrow, default)]
    unit: Cow<'t, str>,
}

#[derive(Deserialize)]
struct Series<'t> {
    #[serde(rename = "Label", borrow, default)]
    label: Cow<'t, str>,
    #[serde(rename = "Timestamps", borrow, default)]
    times: Vec<Cow<'t, str>>,
    /// Numbers as they are written: a count is never a binary fraction here.
    #[serde(rename = "Values", borrow, default)]
    values: Vec<&'t RawValue>,
    #[serde(rename = "StatusCode", borrow, default)]
    status: Cow<'t, str>,
}

/// Reads the pages of a file.
///
/// # Errors
/// When a page can't be read, or isn't grouped by anything that names a model.
pub(super) fn read(
    text: &str,
    tables: &Tables,
    gather: &mut Gather,
    metrics: &mut Metrics<'_>,
) -> Result<Source, BillError> {
    let mut source = None;
    // Pages are often put into one list, or one after the other.
    let trimmed = text.trim_start();
    if trimmed.starts_with('[') {
        let pages: Vec<Page<'_>> = serde_json::from_str(trimmed).map_err(|error| not_json(text, &error))?;
        for (number, page) in (1..).zip(&pages) {
            source = Some(of_page(page, number, tables, gather, metrics)?);
        }
    } else {
        for (number, page) in (1..).zip(serde_json::Deserializer::from_str(text).into_iter::<Page<'_>>()) {
            let page = page.map_err(|error| not_json(text, &error))?;
            source = Some(of_page(&page, number, tables, gather, metrics)?);
        }
    }
    source.ok_or(BillError::Empty)
}

fn not_json(text: &str, error: &serde_json::Error) -> BillError {
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    BillError::row(error.line() as u64, Wrong::Json, line.trim())
}

fn of_page(
    page: &Page<'_>,
    number: u64,
    tables: &Tables,
    gather: &mut Gather,
    metrics: &mut Metrics<'_>,
) -> Result<Source, BillError> {
    if let Some(series) = &page.metrics {
        for series in series {
            let partial = !matches!(series.status.as_ref(), "" | "Complete");
            metrics.series(&series.label, partial);
            for (time, value) in series.times.iter().zip(&series.values) {
                let Day { month, day } = day(time).ok_or_else(|| BillError::row(number, Wrong::Date, time))?;
                let value = amount(value.get()).ok_or_else(|| BillError::row(number, Wrong::Amount, value.get()))?;
                gather.file.rows += 1;
                metrics.point(&series.label, Day { month, day }, time, value);
            }
        }
        return Ok(Source::Metrics);
    }
    let Some(periods) = &page.results else { return Err(BillError::NotABill(String::new())) };
    let keys: Vec<&str> = page.groups.iter().map(|group| group.key.as_ref()).collect();
    let at = |name: &str| keys.iter().position(|key| *key == name);
    let (service, usage_type, record_type) = (at("SERVICE"), at("USAGE_TYPE"), at("RECORD_TYPE"));
    let mut source = None;
    for period in periods {
        let time = |text: &str| day(text).ok_or_else(|| BillError::row(number, Wrong::Date, text));
        let (start, end) = (time(&period.time.start)?, time(&period.time.end)?);
        // The end is exclusive: a month of seven days so far is still a month.
        let step = if is_day(start, end) { Step::Day } else { Step::Month };
        let of = match (service.is_some(), usage_type.is_some()) {
            (true, true) => Source::Records(step),
            (false, true) => Source::UsageTypes(step),
            (true, false) => Source::Services(step),
            (false, false) => return Err(BillError::GroupedBy(pricing::harmless::start_of(&keys.join(", ")))),
        };
        source = Some(of);
        for group in &period.groups {
            let key = |at: Option<usize>| at.and_then(|at| group.keys.get(at)).map_or("", AsRef::as_ref);
            add(group, [key(service), key(usage_type), key(record_type)], (start, step, of, period), tables, gather)
                .map_err(|text| BillError::row(number, Wrong::Amount, &text))?;
        }
    }
    source.ok_or(BillError::Empty)
}

/// Whether a period is at most a day.
fn is_day(start: Day, end: Day) -> bool {
    // An hour begins and ends on one day.
    let next = (start.month == end.month).then(|| end.day == start.day || end.day == start.day + 1);
    next.unwrap_or(start.day == start.month.days() && end.day == 1)
}

/// Metrics of what something costs before discounts, and after them: of each the first that there is.
const COST: [&str; 2] = ["UnblendedCost", "AmortizedCost"];
const NET: [&str; 2] = ["NetUnblendedCost", "NetAmortizedCost"];

/// Adds a group; the text of an amount that can't be read.
fn add(
    group: &Group<'_>,
    [service, usage_type, record_type]: [&str; 3],
    (start, step, source, period): (Day, Step, Source, &Period<'_>),
    tables: &Tables,
    gather: &mut Gather,
) -> Result<(), String> {
    let metric = |names: &[&str]| names.iter().find_map(|name| group.metrics.get(*name));
    let has = |name: &&&str| group.metrics.contains_key(**name);
    let read = |amount_of: &Amount<'_>| amount(&amount_of.amount).ok_or_else(|| amount_of.amount.as_ref().to_owned());
    // Blended costs are an average of the organisation: no discount can be read from them.
    let (cost, net) = (metric(&COST), metric(&NET));
    let Some(of) = cost.or(net).or_else(|| metric(&["BlendedCost"])) else { return Err("UnblendedCost".to_owned()) };
    let value = read(of)?;
    let day = (step == Step::Day).then_some(start.day);
    let mut row: Row<'_> = record(usage_type, service, start.month, day, value, &of.unit, source, tables);
    row.kind = kind(record_type, row.kind);
    if gather.file.summed == Summed::default() {
        let name = |names: &[&str]| names.iter().find(has).map_or(String::new(), |name| (*name).to_owned());
        let (net, cost) = (name(&NET), name(&COST));
        let cost = [cost, net.clone(), name(&["BlendedCost"])].into_iter().find(|name| !name.is_empty());
        let cost = cost.unwrap_or_default();
        let paid = if net.is_empty() { cost.clone() } else { net };
        gather.file.summed = Summed { paid, cost, list: String::new() };
    }
    row.span = span(&period.time.start, &period.time.end, start.month);
    row.is_before = cost.is_some();
    row.net = net.map(read).transpose()?.map_or(Net::NoColumn, Net::Cell);
    row.estimated = Some(period.estimated);
    if let Some(quantity) = metric(&["UsageQuantity"]) {
        row.quantity = Some(read(quantity)?);
        row.unit = &quantity.unit;
    }
    let number = [source_number(source)];
    let parts: [&[u8]; 5] =
        [&number, period.time.start.as_bytes(), service.as_bytes(), usage_type.as_bytes(), record_type.as_bytes()];
    row.id = Some(hash(&parts));
    gather.add(&row);
    Ok(())
}

/// What a record type of Cost Explorer is.
fn kind(record_type: &str, otherwise: Kind) -> Kind {
    match record_type {
        "Tax" => Kind::Tax,
        "Credit" => Kind::Credit,
        "Refund" => Kind::Refund,
        "" | "Usage" => otherwise,
        _ if record_type.contains("Discount") || record_type.contains("discount") => Kind::Discount,
        _ if record_type.contains("ee") => Kind::CommitmentFee,
        _ => Kind::Other,
    }
}
