//! The pictures of a purchase: break-even, load, number of units, months of need.

use rust_decimal::Decimal;

use super::WIDTH;
use super::plot::{DEPTH, MarkKind, Plot, Sheet};
use crate::capacity::{PurchaseOutlook, Side, TermOutlook};
use crate::explain::{Column, Holds, Row, Table, capitalised, percent};
use crate::money::{Usd, grouped, rounded_to, shifted};

/// Utilisation rules that articles publish, as parts of the width.
const BENCHMARKS: [(u32, u32, &str); 3] = [(2_800, 4_200, "28–42%"), (5_000, 6_000, "50–60%"), (7_000, 7_040, "70%")];

/// Classes of the terms' lines.
const TERMS: [&str; 3] = ["term-0", "term-1", "term-2"];

/// Months that are drawn.
const MONTHS: u32 = 24;

/// Units that are drawn at most.
const UNITS: u64 = 64;

/// Bars of a load at most: the hours of a week.
const BARS: usize = 168;

/// The pictures of a purchase: two for each side, and what holds for all of it. Those whose prices are missing aren't there.
pub fn purchase(outlook: &PurchaseOutlook, name: &str) -> Vec<Plot> {
    let mut plots = Vec::new();
    for (index, side) in outlook.sides.iter().enumerate() {
        let name = if index == 0 { name.to_owned() } else { format!("{name}-output") };
        plots.extend(utilisation(outlook, index, side, &name));
        plots.push(load(outlook, side, &name));
    }
    plots.extend(units(outlook, name));
    plots.extend(months(outlook, name));
    plots
}

fn term_columns(terms: &[TermOutlook]) -> Vec<Column> {
    terms.iter().map(|term| Column::new(&capitalised(term_words(term)), Holds::Number)).collect()
}

/// `six months`; `one month` of a reservation too.
fn term_words(term: &TermOutlook) -> &'static str {
    let words = term.buying.words();
    words.strip_prefix("Reserved, ").unwrap_or(words)
}

/// Which tokens, where input and output are bought apart: `Input: `.
fn of_side(side: &Side) -> String {
    side.meter.map_or_else(String::new, |meter| format!("{}: ", capitalised(meter.words())))
}

/// What a share is of the width.
fn across(share: Decimal) -> u32 {
    let x = shifted(share, 4).map(|share| rounded_to(share, 0));
    x.and_then(|x| u32::try_from(x).ok()).unwrap_or(WIDTH).min(WIDTH)
}

/// Cost a month against utilisation.
fn utilisation(outlook: &PurchaseOutlook, index: usize, side: &Side, name: &str) -> Option<Plot> {
    let (list, otherwise) = (side.at_full(side.list?)?, side.at_full(side.otherwise?)?);
    let months: Vec<Option<Usd>> = outlook.terms.iter().map(|term| outlook.side_month(term, index)).collect();
    let top = months.iter().flatten().copied().fold(list.max(otherwise), Usd::max);
    let mut sheet = Sheet::new(top);
    for (from, to, label) in BENCHMARKS {
        sheet.path(MarkKind::Area, "benchmark", &[(from, 0), (to, 0), (to, DEPTH), (from, DEPTH)]);
        sheet.label("benchmark", u32::midpoint(from, to), DEPTH - 10, label.to_owned());
    }
    let mut columns = vec![Column::new("On demand, list", Holds::Number)];
    sheet.path(MarkKind::Line, "demand", &[(0, DEPTH), (WIDTH, sheet.y(list))]);
    sheet.label("demand", 4_500, sheet.y(list.times(45).hundredth()), "list".to_owned());
    if otherwise != list {
        columns.push(Column::new("As otherwise bought", Holds::Number));
        sheet.path(MarkKind::Line, "otherwise", &[(0, DEPTH), (WIDTH, sheet.y(otherwise))]);
        sheet.label("otherwise", 4_500, sheet.y(otherwise.times(45).hundredth()), "otherwise".to_owned());
    }
    columns.extend(term_columns(&outlook.terms));
    for ((term, month), class) in outlook.terms.iter().zip(&months).zip(TERMS) {
        let Some(month) = *month else { continue };
        let y = sheet.y(month);
        sheet.path(MarkKind::Line, class, &[(0, y), (WIDTH, y)]);
        sheet.edge_label(class, y, format!("{} {month}", term_words(term)));
        for cost in [side.list, side.otherwise.filter(|cost| Some(*cost) != side.list)] {
            let share = cost.and_then(|cost| outlook.break_even(term, index, cost));
            if let Some(share) = share.filter(|share| *share <= Decimal::ONE) {
                let x = across(share);
                sheet.point(class, x, y);
                // Words further right would meet those of the terms.
                if x < 8_500 {
                    sheet.label("break-even", x, y, percent(share));
                }
            }
        }
    }
    let mut caption = break_evens(outlook, index, side.list, "list price");
    if otherwise != list {
        caption.push(' ');
        caption.push_str(&break_evens(outlook, index, side.otherwise, "what the traffic would cost otherwise"));
    }
    let used = side.utilisation();
    // The ends make room for the mark between them.
    let x = used.map_or(WIDTH / 2, across);
    sheet.ends(if x < 2_000 { "" } else { "0%" }, if x > 7_500 { "" } else { "100%" });
    if let Some(used) = used {
        sheet.path(MarkKind::Line, "yours", &[(x, 0), (x, DEPTH)]);
        sheet.label("yours", x, DEPTH, format!("yours {}", percent(used)));
        caption = format!("{caption} This load uses {}.", percent(used));
    }
    let row = |tenth: u32| {
        let mut cells = vec![list.times(tenth).tenth().to_string()];
        if otherwise != list {
            cells.push(otherwise.times(tenth).tenth().to_string());
        }
        cells.extend(months.iter().map(|month| month.map_or_else(|| "no price".to_owned(), |month| month.to_string())));
        Row { name: format!("{tenth}0%"), cells, ..Row::default() }
    };
    Some(Plot {
        name: format!("{name}-utilisation"),
        title: "Cost a month against utilisation of the capacity",
        caption,
        note: "Bands: utilisation rules that articles publish.",
        marks: sheet.marks,
        table: Table {
            caption: "Cost a month".to_owned(),
            head: "Utilisation",
            columns,
            rows: (1..=10).map(row).collect(),
            ..Table::default()
        },
    })
}

/// `Against list price, six months breaks even at 67.9% utilisation; no commitment and one month never do.`
fn break_evens(outlook: &PurchaseOutlook, index: usize, cost: Option<Usd>, against: &str) -> String {
    let (mut reached, mut never) = (Vec::new(), Vec::new());
    for term in &outlook.terms {
        match cost.and_then(|cost| outlook.break_even(term, index, cost)) {
            Some(share) if share <= Decimal::ONE => {
                reached.push(format!("{} at {}", term_words(term), percent(share)));
            }
            Some(_) => never.push(term_words(term)),
            None => {}
        }
    }
    let mut text = format!("Against {against}, ");
    match (reached.is_empty(), never.is_empty()) {
        (true, true) => text.push_str("no price is known"),
        (true, false) => text.push_str("no term ever breaks even"),
        (false, _) => {
            text.push_str("break-even: ");
            text.push_str(&reached.join(", "));
            if !never.is_empty() {
                text.push_str("; never: ");
                text.push_str(&never.join(", "));
            }
        }
    }
    text.push('.');
    text
}

/// The load, with what is served, what overflows and what is idle.
fn load(outlook: &PurchaseOutlook, side: &Side, name: &str) -> Plot {
    let sizing = &side.sizing;
    let slots = sizing.slot_count();
    let each = sizing.slots.len().div_ceil(BARS).max(1);
    let bars: Vec<(u64, u64)> =
        sizing.slots.chunks(each).map(|slots| (slots.iter().sum(), u64::try_from(slots.len()).unwrap_or(1))).collect();
    // What a bar would come to in a month, if all the month were like it.
    let level = |(tokens, hours): (u64, u64)| u128::from(tokens) * u128::from(slots) / u128::from(hours.max(1));
    let capacity = u128::from(sizing.units) * u128::from(sizing.unit);
    let top = bars.iter().map(|bar| level(*bar)).fold(capacity, u128::max).max(1);
    let y = |level: u128| DEPTH - u32::try_from(level * u128::from(DEPTH) / top).unwrap_or(DEPTH);
    let mut sheet = Sheet::new(Usd::ZERO);
    let at = y(capacity);
    sheet.path(MarkKind::Area, "idle", &[(0, DEPTH), (0, at), (WIDTH, at), (WIDTH, DEPTH)]);
    let count = u32::try_from(bars.len()).unwrap_or(1).max(1);
    for (class, most) in [("overflow", u128::MAX), ("served", capacity)] {
        let mut points = vec![(0, DEPTH)];
        for (bar, place) in bars.iter().zip(0_u32..) {
            let y = y(level(*bar).min(most));
            points.push((WIDTH * place / count, y));
            points.push((WIDTH * (place + 1) / count, y));
        }
        points.push((WIDTH, DEPTH));
        sheet.path(MarkKind::Area, class, &points);
    }
    sheet.path(MarkKind::Line, "capacity", &[(0, at), (WIDTH, at)]);
    sheet.ends("first hour", "last hour");
    let an_hour = capacity / u128::from(outlook.hours.max(1));
    sheet.label("axis", 0, 0, format!("dotted: capacity {} tokens an hour", grouped(&an_hour.to_string())));
    let served_in = |(tokens, hours): (u64, u64)| {
        let most = capacity * u128::from(hours) / u128::from(slots.max(1));
        (u128::from(tokens).min(most), most)
    };
    let mut rows = Vec::new();
    let mut hour = 0;
    for bar in &bars {
        let (served, most) = served_in(*bar);
        let figures = [u128::from(bar.0), served, u128::from(bar.0) - served, most - served];
        rows.push(Row {
            name: slot_name(hour, bar.1, slots),
            cells: figures.map(|tokens| grouped(&tokens.to_string())).to_vec(),
            ..Row::default()
        });
        hour += bar.1;
    }
    let served = sizing.served() / u128::from(slots.max(1));
    let overflow = u128::from(sizing.offered) - served;
    let caption = match (sizing.offered, overflow) {
        (0, _) => format!("{}Nothing is offered to it.", of_side(side)),
        (_, 0) => format!("{}All tokens are served.", of_side(side)),
        _ => format!(
            "{}{} of {} tokens are served; {} overflow to on-demand.",
            of_side(side),
            grouped(&served.to_string()),
            grouped(&sizing.offered.to_string()),
            grouped(&overflow.to_string())
        ),
    };
    let columns = ["Offered", "Served", "Overflow", "Unused"].map(|name| Column::new(name, Holds::Number));
    Plot {
        name: format!("{name}-load"),
        title: "Tokens by hour",
        caption,
        note: "Blue: served. Red, above the capacity: overflow, on demand. Sand, below it: idle, paid for all the same.",
        marks: sheet.marks,
        table: Table {
            caption: "Tokens a month".to_owned(),
            head: "Hours",
            columns: columns.to_vec(),
            rows,
            ..Table::default()
        },
    }
}

/// `09:00`, `day 2, 09:00`, `hours 1 to 5`.
fn slot_name(hour: u64, hours: u64, slots: u64) -> String {
    match slots {
        1 => "every hour".to_owned(),
        24 => format!("{hour:02}:00"),
        168 => format!("day {}, {:02}:00", hour / 24 + 1, hour % 24),
        _ if hours == 1 => format!("hour {}", hour + 1),
        _ => format!("hours {} to {}", hour + 1, hour + hours),
    }
}

/// Cost a month against the number of units.
fn units(outlook: &PurchaseOutlook, name: &str) -> Option<Plot> {
    let side = outlook.sides.first().filter(|side| side.meter.is_none())?;
    let monthly: Vec<Option<Usd>> = outlook.terms.iter().map(|term| outlook.unit_month(term)).collect();
    let best: Vec<_> = monthly.iter().map(|monthly| monthly.and_then(|monthly| side.best(monthly))).collect();
    let (mean, peak) = side.sizing.mean_and_peak();
    let most = best.iter().flatten().map(|best| best.units).fold(peak.max(side.sizing.units), u64::max);
    let most = u32::try_from((most + 1).clamp(3, UNITS)).unwrap_or(3);
    let costs = |units: u32| -> Vec<Option<Usd>> {
        monthly.iter().map(|monthly| monthly.and_then(|monthly| side.cost_with(u64::from(units), monthly))).collect()
    };
    let all: Vec<Vec<Option<Usd>>> = (0..=most).map(costs).collect();
    let top = all.iter().flatten().flatten().copied().fold(Usd::ZERO, Usd::max);
    let mut sheet = Sheet::new(top);
    sheet.ends("0 units", &format!("{most} units"));
    let mut captions = Vec::new();
    for (index, ((term, best), class)) in outlook.terms.iter().zip(&best).zip(TERMS).enumerate() {
        let cost_of = |units: u32| all.get(units as usize).and_then(|costs| costs.get(index).copied().flatten());
        let x = |units: u32| WIDTH * units / most;
        let points: Vec<(u32, u32)> =
            (0..=most).filter_map(|units| Some((x(units), sheet.y(cost_of(units)?)))).collect();
        let Some(&(_, end)) = points.last() else { continue };
        sheet.path(MarkKind::Line, class, &points);
        sheet.edge_label(class, end, term_words(term).to_owned());
        let Some(best) = best else { continue };
        if let Some(units) = u32::try_from(best.units).ok().filter(|units| *units <= most) {
            sheet.point("best", x(units), sheet.y(best.cost));
        }
        let many = match best.units {
            0 => "none".to_owned(),
            1 => "1 unit".to_owned(),
            units => format!("{units} units"),
        };
        captions.push(format!("{many} on {} ({} a month)", term_words(term), best.cost));
    }
    if captions.is_empty() {
        return None;
    }
    if best.iter().flatten().all(|best| best.units == 0) {
        captions = vec!["no units, on any term".to_owned()];
    }
    let rows = all.iter().enumerate().map(|(units, costs)| {
        let sized = |of: u64| u64::try_from(units).is_ok_and(|units| units == of);
        let marks = [(mean, "for the mean"), (peak, "for the peak"), (side.sizing.units, "yours")];
        let under: Vec<&str> = marks.into_iter().filter(|(of, _)| sized(*of)).map(|(_, mark)| mark).collect();
        let cell = |cost: &Option<Usd>| cost.map_or_else(|| "no price".to_owned(), |cost| cost.to_string());
        Row {
            name: units.to_string(),
            under: under.join(", "),
            cells: costs.iter().map(cell).collect(),
            ..Row::default()
        }
    });
    Some(Plot {
        name: format!("{name}-units"),
        title: "Cost a month against the number of units",
        caption: format!("Cheapest: {}.", captions.join(", ")),
        note: "Each point: the units, and what they leave over on demand. Dots: the cheapest number.",
        marks: sheet.marks,
        table: Table {
            caption: "Cost a month, overflow included".to_owned(),
            head: "Units",
            columns: term_columns(&outlook.terms),
            rows: rows.collect(),
            ..Table::default()
        },
    })
}

/// Cost against months of need.
fn months(outlook: &PurchaseOutlook, name: &str) -> Option<Plot> {
    let monthly: Vec<Option<Usd>> = outlook.terms.iter().map(|term| outlook.month(term)).collect();
    let cost = |term: usize, need: u32| -> Option<Usd> {
        Some(monthly.get(term).copied()??.times(outlook.terms.get(term)?.billed(need)))
    };
    let cheapest = |need: u32| -> Option<usize> {
        let mut found: Option<(usize, Usd)> = None;
        for term in 0..outlook.terms.len() {
            if let Some(cost) = cost(term, need)
                && found.is_none_or(|(_, best)| cost < best)
            {
                found = Some((term, cost));
            }
        }
        found.map(|(term, _)| term)
    };
    let words = |term: usize| outlook.terms.get(term).map_or("", term_words);
    let top = (0..outlook.terms.len()).filter_map(|term| cost(term, MONTHS)).fold(Usd::ZERO, Usd::max);
    let mut sheet = Sheet::new(top);
    sheet.ends("now", "24 months");
    let x = |month: u32| WIDTH * month / MONTHS;
    for (term, class) in (0..outlook.terms.len()).zip(TERMS) {
        let mut points = Vec::new();
        for need in 1..=MONTHS {
            let Some(cost) = cost(term, need) else { continue };
            let y = sheet.y(cost);
            points.extend([(x(need - 1), y), (x(need), y)]);
        }
        let Some(&(_, end)) = points.last() else { continue };
        sheet.path(MarkKind::Line, class, &points);
        sheet.edge_label(class, end, words(term).to_owned());
    }
    let (first, last) = (cheapest(1)?, cheapest(MONTHS)?);
    // The month from which the last one stays the cheapest.
    let mut stays = MONTHS;
    while stays > 1 && cheapest(stays - 1) == Some(last) {
        stays -= 1;
    }
    let caption = match stays {
        1 => format!("Cheapest for any length of need: {}.", words(last)),
        _ => format!("Cheapest at first: {}; from {stays} months on: {}.", words(first), words(last)),
    };
    let chosen = outlook.chosen_term()?;
    let row = |need: u32| {
        let cell = |term| cost(term, need).map_or_else(|| "no price".to_owned(), |cost| cost.to_string());
        let mut cells: Vec<String> = (0..outlook.terms.len()).map(cell).collect();
        cells.push(cheapest(need).map_or("", words).to_owned());
        let owed = outlook.month(chosen).map(|month| month.times(chosen.owed(need)));
        cells.push(owed.map_or_else(String::new, |owed| owed.to_string()));
        Row { name: need.to_string(), cells, ..Row::default() }
    };
    let mut columns = term_columns(&outlook.terms);
    columns.push(Column::new("Cheapest", Holds::Words));
    columns.push(Column::new(&format!("Owed on {}, if left then", term_words(chosen)), Holds::Number));
    Some(Plot {
        name: format!("{name}-months"),
        title: "Cost against months of need",
        caption,
        note: "A term that is begun is paid to its end.",
        marks: sheet.marks,
        table: Table {
            caption: "Cost of all months".to_owned(),
            head: "Months",
            columns,
            rows: (1..=MONTHS).map(row).collect(),
            ..Table::default()
        },
    })
}
