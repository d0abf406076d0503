//! What one request costs: a bar of its parts.

use rust_decimal::Decimal;

use super::readout::{Entry, Stop};
use super::{Canvas, Chart, NARROW, Px, measure, series};
use crate::{Column, Holds, Row, Table, amounts, workload_name};
use pricing::money::{Usd, rounded_to};
use pricing::rates::Meter;
use pricing::report::Report;
use pricing::scenario::Scenario;

/// A part of a request.
struct Part {
    name: &'static str,
    in_title: &'static str,
    cost: Usd,
    tokens: u64,
}

/// Draws the parts of one request of a workload; `None` where requests aren't known or nothing is billed by the token.
pub fn request(report: &Report, scenario: &Scenario, workload: usize, width: i32) -> Option<Chart> {
    let requests = Decimal::from(scenario.workloads.get(workload)?.demand.requests().filter(|count| *count > 0)?);
    let of = |name, in_title, holds: fn(Meter) -> bool| {
        let lines = || report.lines_of(workload).filter(|line| holds(line.meter));
        let cost: Usd = lines().map(pricing::report::LineItem::cost).sum();
        let tokens = lines().map(|line| line.quantity.tokens()).sum();
        Part { name, in_title, cost, tokens }
    };
    let mut parts = vec![
        of("Answer", "the answer", |meter| meter == Meter::Output),
        of("Prompt, not cached", "prompt that isn’t cached", |meter| meter == Meter::Input),
        of("Cache reads", "read from cache", |meter| meter == Meter::CacheRead),
        of("Cache writes", "written to cache", |meter| {
            matches!(meter, Meter::CacheWrite5m | Meter::CacheWrite30m | Meter::CacheWrite1h)
        }),
    ];
    parts.retain(|part| part.cost > Usd::ZERO);
    let total: Usd = parts.iter().map(|part| part.cost).sum();
    let largest = parts.iter().max_by_key(|part| part.cost)?;
    let share = amounts::percent(largest.cost.share_of(total)?);
    let title = format!("One request costs {}, and {share} of it is {}", each(total, requests), largest.in_title);
    let drawn: Vec<Drawn> = parts
        .iter()
        .enumerate()
        .map(|(place, part)| Drawn {
            name: part.name,
            cost: each(part.cost, requests),
            tokens: format!("{} tokens", tokens_each(part.tokens, requests)),
            share: part.cost.share_of(total).unwrap_or_default(),
            class: series(place),
            words: WORDS.get(place).copied().unwrap_or("t-5"),
        })
        .collect();
    let right = Px::new(width);
    let mut canvas = Canvas::default();
    let (height, stops) = match (width >= NARROW).then(|| places(&drawn, right)).flatten() {
        Some(places) => wide(&mut canvas, &drawn, &places, right),
        None => narrow(&mut canvas, &drawn, right),
    };
    Some(Chart {
        name: format!("request-{workload}"),
        title,
        subtitle: format!("{}, per request", workload_name(scenario, workload)),
        legend: Vec::new(),
        width: right,
        height,
        shapes: canvas.shapes,
        stops,
        table: table(&drawn),
    })
}

/// Classes of the names, in the colors of their bars.
const WORDS: [&str; 5] = ["t-1", "t-2", "t-3", "t-4", "t-5"];

/// A part as it is drawn.
struct Drawn {
    name: &'static str,
    cost: String,
    tokens: String,
    share: Decimal,
    class: &'static str,
    words: &'static str,
}

/// Dollars of one request: four significant digits where they are small.
fn each(cost: Usd, requests: Decimal) -> String {
    cost.per(requests).map_or_else(String::new, per_request)
}

/// What one request costs, as the page says it: `$0.0086`, `$0.24`, `$1,200`.
pub fn per_request(cost: Usd) -> String {
    let size = cost.amount();
    if size.is_zero() || size >= Decimal::ONE {
        return amounts::whole(cost);
    }
    // Two significant digits at least, and no more than a hundredth of a cent needs.
    let mut places = 2;
    let mut grown = size * Decimal::ONE_HUNDRED;
    while grown < Decimal::TEN && places < 12 {
        grown *= Decimal::TEN;
        places += 1;
    }
    format!("${}", rounded_to(size, places))
}

fn tokens_each(tokens: u64, requests: Decimal) -> String {
    let each = Decimal::from(tokens).checked_div(requests).unwrap_or_default();
    pricing::money::grouped(&rounded_to(each, u32::from(each < Decimal::TEN)).normalize().to_string())
}

/// Where the words below each part begin, so that none runs into the next; `None` where there isn't room for all.
fn places(parts: &[Drawn], right: Px) -> Option<Vec<Px>> {
    let mut places = Vec::new();
    let (mut bar, mut free) = (Px::ZERO, Px::ZERO);
    for part in parts {
        let place = bar.max(free);
        places.push(place);
        bar = bar + right.share(Some(part.share));
        free = place + words_width(part) + Px::new(16);
    }
    // What doesn't fit at the right end moves left, as far as the words before it allow.
    let mut limit = right;
    for (place, part) in places.iter_mut().zip(parts).rev() {
        *place = (*place).min(limit - words_width(part));
        limit = *place - Px::new(16);
    }
    places.first().is_some_and(|first| *first >= Px::ZERO).then_some(places)
}

fn words_width(part: &Drawn) -> Px {
    let below = measure::width(&part.cost, measure::SMALL) + Px::new(12) + measure::width(&part.tokens, measure::SMALL);
    below.max(measure::width(part.name, measure::SMALL))
}

fn wide(canvas: &mut Canvas, parts: &[Drawn], places: &[Px], right: Px) -> (Px, Vec<Stop>) {
    let mut x = Px::ZERO;
    let mut stops = Vec::new();
    for (part, place) in parts.iter().zip(places) {
        let end = x + right.share(Some(part.share));
        canvas.rect(x, Px::ZERO, (end - x - Px::new(2)).max(Px::new(2)), Px::new(28), part.class);
        canvas.text(*place, Px::new(50), part.name, part.words);
        canvas.text(*place, Px::new(68), part.cost.clone(), "");
        let tokens = *place + measure::width(&part.cost, measure::SMALL) + Px::new(12);
        canvas.text(tokens, Px::new(68), part.tokens.clone(), "");
        stops.push(stop(part, (x, end), (Px::ZERO, Px::new(28))));
        x = end;
    }
    (Px::new(72), stops)
}

fn narrow(canvas: &mut Canvas, parts: &[Drawn], right: Px) -> (Px, Vec<Stop>) {
    let row = Px::new(46);
    let mut stops = Vec::new();
    for (part, index) in parts.iter().zip(0..) {
        let top = row.times(index);
        canvas.text(Px::ZERO, top + Px::new(14), part.name, "name");
        canvas.text(right, top + Px::new(14), part.cost.clone(), "end val");
        canvas.rect(
            Px::ZERO,
            top + Px::new(22),
            right.share(Some(part.share)).max(Px::new(2)),
            Px::new(10),
            part.class,
        );
        stops.push(stop(part, (Px::ZERO, right), (top, top + row)));
    }
    (row.times(i32::try_from(parts.len()).unwrap_or(0)) - Px::new(2), stops)
}

fn stop(part: &Drawn, across: (Px, Px), down: (Px, Px)) -> Stop {
    let share = amounts::percent(part.share);
    let entries = vec![
        Entry::new("Cost", part.cost.clone()),
        Entry::new("Quantity", part.tokens.clone()),
        Entry::new("Share", share),
    ];
    Stop { across, down, heading: part.name.to_owned(), entries }
}

fn table(parts: &[Drawn]) -> Table {
    let rows = parts.iter().map(|part| Row {
        name: part.name.to_owned(),
        cells: vec![
            part.tokens.trim_end_matches(" tokens").to_owned(),
            part.cost.clone(),
            amounts::percent(part.share),
        ],
        ..Row::default()
    });
    Table {
        caption: "One request".to_owned(),
        head: "Part",
        columns: ["Tokens", "Cost", "Share"].map(|name| Column::new(name, Holds::Number)).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Drawn, per_request, places};
    use crate::drawing::Px;
    use pricing::money::Usd;

    #[test]
    fn a_request_has_two_digits_at_least() {
        let said = [(86, 4), (8_550, 6), (2_125, 6), (2_375, 4), (0, 0), (12, 1)];
        let said = said.map(|(digits, places)| per_request(Usd::new(Decimal::new(digits, places))));
        assert_eq!(said, ["$0.0086", "$0.0086", "$0.0021", "$0.24", "$0", "$1.20"]);
    }

    fn part(share: i64) -> Drawn {
        let share = Decimal::new(share, 2);
        let (cost, tokens) = ("$0.0024".to_owned(), "800 tokens".to_owned());
        Drawn { name: "Prompt, not cached", cost, tokens, share, class: "f-1", words: "t-1" }
    }

    #[test]
    fn words_below_the_parts_never_run_into_each_other() {
        let parts = [part(90), part(6), part(4)];
        let found = places(&parts, Px::new(900)).unwrap_or_default();
        let gaps: Vec<bool> =
            found.windows(2).map(|two| matches!(two, [one, other] if *other - *one > Px::new(120))).collect();
        assert_eq!(gaps, [true, true]);
        assert!(found.last().is_some_and(|last| *last < Px::new(780)));
        // There is no room for three of them in 300 pixels.
        assert_eq!(places(&parts, Px::new(300)), None);
    }
}
