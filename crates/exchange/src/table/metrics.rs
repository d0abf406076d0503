//! A load as `CloudWatch` prints it: JSON of `aws cloudwatch get-metric-data` or `get-metric-statistics`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Number;

use super::count::{self, Reading};
use super::days::Days;
use super::error::{TableError, Wrong};
use super::{Hour, Sums, TEXT_MAX, Table, time};

/// Most points that are read, of all series.
const POINTS_MAX: usize = 100_000;

/// What either command prints, as far as it's read.
#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "MetricDataResults")]
    results: Option<Vec<Series>>,
    #[serde(rename = "Datapoints")]
    points: Option<Vec<Point>>,
}

/// A metric of `get-metric-data`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Series {
    #[serde(default)]
    id: String,
    #[serde(default)]
    label: String,
    timestamps: Vec<String>,
    values: Vec<Number>,
}

/// A point of `get-metric-statistics`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Point {
    timestamp: String,
    sum: Number,
}

/// Reads the text. The first series is input, the second output, unless their names say otherwise.
pub(super) fn read(text: &str) -> Result<Table, TableError> {
    if text.len() > TEXT_MAX {
        return Err(Wrong::TooLong.anywhere());
    }
    let not_such = |error: &serde_json::Error| Wrong::Json.at(error.line().max(1), "");
    let answer: Answer = serde_json::from_str(text).map_err(|error| not_such(&error))?;
    let mut all: Vec<Vec<(String, Number)>> = Vec::new();
    match (answer.results, answer.points) {
        (Some(results), None) => {
            let is =
                |series: &Series, what| format!("{} {}", series.id, series.label).to_ascii_lowercase().contains(what);
            let swapped = matches!(results.as_slice(), [one, other] if is(one, "output") && is(other, "input"));
            for series in results {
                if series.timestamps.len() != series.values.len() {
                    return Err(Wrong::Json.at(1, ""));
                }
                all.push(series.timestamps.into_iter().zip(series.values).collect());
            }
            if swapped {
                all.reverse();
            }
        }
        (None, Some(points)) => all.push(points.into_iter().map(|point| (point.timestamp, point.sum)).collect()),
        _ => return Err(Wrong::Json.at(1, "")),
    }
    if all.len() > 2 {
        return Err(Wrong::TooManyFields.at(1, ""));
    }
    table(&all)
}

/// One or two series as a table: a point that only one of them has counts as 0 in the other.
fn table(all: &[Vec<(String, Number)>]) -> Result<Table, TableError> {
    if all.iter().map(Vec::len).sum::<usize>() > POINTS_MAX {
        return Err(Wrong::TooManyRows.at(1, ""));
    }
    let (mut zones, mut days) = ([false; 2], Days::default());
    let mut points = Vec::new();
    for (column, series) in all.iter().enumerate() {
        for (stamp, value) in series {
            let time = time::read(stamp).ok_or_else(|| Wrong::NoTime.at(1, stamp))?;
            let [Some(hour), Some(same)] = time.hours else { return Err(Wrong::DayOrMonth.at(1, stamp)) };
            if hour != same {
                return Err(Wrong::DayOrMonth.at(1, stamp));
            }
            if let Some(zoned) = zones.get_mut(usize::from(time.zoned)) {
                *zoned = true;
            }
            days.note(&time);
            points.push((column, time, tokens(value)?));
        }
    }
    if zones == [true; 2] {
        return Err(Wrong::Offsets.at(1, ""));
    }
    let each = days.each(false);
    let mut rows: BTreeMap<(Hour, u16), [Option<u64>; 2]> = BTreeMap::new();
    for (column, time, tokens) in &points {
        let cells = each.place(time, 0).map(|place| rows.entry(place).or_default());
        if let Some(cell) = cells.and_then(|cells| cells.get_mut(*column)) {
            *cell = Some(cell.unwrap_or(0).saturating_add(*tokens));
        }
    }
    let Some(((start, _), _)) = rows.first_key_value() else { return Err(Wrong::NoRows.anywhere()) };
    let mut sums = Sums::new(*start);
    sums.columns = all.len();
    for ((hour, within), cells) in &rows {
        sums.blanks += cells.iter().take(all.len()).filter(|cell| cell.is_none()).count();
        sums.add(*hour, *within, *cells).map_err(|wrong| wrong.at(1, &hour.to_string()))?;
    }
    sums.finish(each, zones == [false, true], 0)
}

/// The tokens of a point.
fn tokens(value: &Number) -> Result<u64, TableError> {
    let text = value.to_string();
    let [point, _] = count::read(&text);
    match point {
        Reading::Whole(tokens) => Ok(tokens),
        Reading::NotWhole => Err(Wrong::NotWhole.at(1, &text)),
        Reading::NotACount if text.starts_with('-') => Err(Wrong::Negative.at(1, &text)),
        Reading::NotACount => Err(Wrong::NoCount.at(1, &text)),
    }
}
