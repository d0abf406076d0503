//! The pictures of a purchase: break-even, load, number of units, months of need.

mod load;
mod months;
mod units;

use rust_decimal::Decimal;

use super::plot::{DEPTH, MarkKind, Plot, Sheet};
use super::{WIDTH, WIDTH_POWER, along};
use crate::{Column, Holds, Row, Table, capitalised, count, percent, price_digits};
use pricing::capacity::{PurchaseOutlook, Side, TermOutlook};
use pricing::money::Usd;

/// Utilisation rules that articles publish, as parts of the width.
const BENCHMARKS: [(u32, u32, &str); 3] = [(2_800, 4_200, "28–42%"), (5_000, 6_000, "50–60%"), (7_000, 7_040, "70%")];

/// Classes of the terms' lines.
const TERMS: [&str; 3] = ["term-0", "term-1", "term-2"];

/// The pictures of a purchase: two for each side, and what holds for all of it. Those whose prices are missing aren't there.
pub fn purchase(outlook: &PurchaseOutlook, name: &str) -> Vec<Plot> {
    let mut plots = Vec::new();
    for (index, side) in outlook.sides.iter().enumerate() {
        let name = if index == 0 { name.to_owned() } else { format!("{name}-output") };
        plots.extend(utilisation(outlook, index, side, &name));
        plots.push(load::load(outlook, side, &name));
    }
    plots.extend(units::units(outlook, name));
    plots.extend(months::months(outlook, name));
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

/// What the capacity of some sides costs a month, with its numbers: `2 units × $22.00 × 730 hours`, of a reservation
/// `($5.00 + $4.00) × 730 hours`. `None` where a price is missing.
fn month_words(outlook: &PurchaseOutlook, units: u64, hourly: &[Option<Usd>]) -> Option<String> {
    // With every digit, so that the product can be checked.
    let amounts = hourly.iter().map(|hourly| hourly.map(|hourly| format!("${}", price_digits(hourly.amount()))));
    let amounts: Vec<String> = amounts.collect::<Option<_>>()?;
    let amounts = match amounts.as_slice() {
        [one] => one.clone(),
        many => format!("({})", many.join(" + ")),
    };
    let by_unit = outlook.sides.first().is_some_and(|side| side.meter.is_none());
    let units = if by_unit { format!("{} × ", units_words(units)) } else { String::new() };
    Some(format!("{units}{amounts} × {} hours", outlook.hours))
}

/// `no units`, `1 unit`, `1,200 units`.
fn units_words(units: u64) -> String {
    match units {
        0 => "no units".to_owned(),
        1 => "1 unit".to_owned(),
        units => format!("{} units", count(units)),
    }
}

/// Which terms of those drawn have a price.
enum Priced<'a> {
    All,
    Only(&'a TermOutlook),
    Several,
}

fn priced<'a>(outlook: &'a PurchaseOutlook, amounts: &[Option<Usd>]) -> Priced<'a> {
    let mut known = outlook.terms.iter().zip(amounts).filter(|(_, amount)| amount.is_some());
    match (known.next(), known.count() + 1) {
        (_, count) if count == outlook.terms.len() => Priced::All,
        (Some((term, _)), 1) => Priced::Only(term),
        _ => Priced::Several,
    }
}

/// The term whose numbers stand for all: the chosen one if it has a price, else the first that has.
fn pattern<'a>(outlook: &'a PurchaseOutlook, amounts: &[Option<Usd>]) -> Option<(&'a TermOutlook, Usd)> {
    let priced = |(term, amount): (&'a TermOutlook, &Option<Usd>)| amount.map(|amount| (term, amount));
    let all = || outlook.terms.iter().zip(amounts).filter_map(priced);
    all().find(|(term, _)| outlook.chosen_term() == Some(*term)).or_else(|| all().next())
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
    sheet.label("demand", 4_500, sheet.y(list.times_parts(4_500)), "list".to_owned());
    if otherwise != list {
        columns.push(Column::new("As otherwise bought", Holds::Number));
        sheet.path(MarkKind::Line, "otherwise", &[(0, DEPTH), (WIDTH, sheet.y(otherwise))]);
        sheet.label("otherwise", 4_500, sheet.y(otherwise.times_parts(4_500)), "otherwise".to_owned());
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
                let x = along(Some(share), WIDTH_POWER);
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
    let x = used.map_or(WIDTH / 2, |used| along(Some(used), WIDTH_POWER));
    sheet.ends(if x < 2_000 { "" } else { "0%" }, if x > 7_500 { "" } else { "100%" });
    if let Some(used) = used {
        sheet.path(MarkKind::Line, "yours", &[(x, 0), (x, DEPTH)]);
        sheet.label("yours", x, DEPTH, format!("yours {}", percent(used)));
        caption = format!("{caption} This load uses {}.", percent(used));
    }
    let row = |tenth: u64| {
        let mut cells = vec![list.times_parts(1_000 * tenth).to_string()];
        if otherwise != list {
            cells.push(otherwise.times_parts(1_000 * tenth).to_string());
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
            caption: formulas(outlook, index, side, &months),
            head: "Utilisation",
            columns,
            rows: (1..=10).map(row).collect(),
            ..Table::default()
        },
    })
}

/// How the costs at each utilisation come about, with their numbers.
fn formulas(outlook: &PurchaseOutlook, index: usize, side: &Side, months: &[Option<Usd>]) -> String {
    let sizing = &side.sizing;
    let mut text = "Cost a month.".to_owned();
    let otherwise = side.otherwise.filter(|cost| Some(*cost) != side.list);
    for (name, cost) in [("On demand, list", side.list), ("As otherwise bought", otherwise)] {
        if let Some((cost, full)) = cost.and_then(|cost| Some((cost, side.at_full(cost)?))) {
            let (offered, most) = (count(sizing.offered), count(sizing.units * sizing.unit));
            text = format!("{text} {name}, at 100%: {cost} / {offered} tokens offered × {most} at most = {full}.");
        }
    }
    let term = pattern(outlook, months).and_then(|(term, month)| {
        let words = month_words(outlook, sizing.units, term.hourly.get(index..=index)?)?;
        Some(format!("{}, at any utilisation: {words} = {month}.", capitalised(term_words(term))))
    });
    match term {
        Some(term) => format!("{text} {term}"),
        None => text,
    }
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
        (true, false) if never.len() < outlook.terms.len() => text.push_str("no term with a price ever breaks even"),
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

#[cfg(test)]
mod tests {
    use super::purchase;
    use crate::chart::Plot;
    use exchange::presets::presets;
    use pricing::capacity::purchase_outlook;
    use pricing::rates::{Buying, RateCard};

    /// The pictures of a preset's purchase, with the prices of these terms only.
    fn plots(preset: &str, terms: &[Buying]) -> Vec<Plot> {
        let found = presets().into_iter().find(|known| known.id == preset);
        let outlook = found.and_then(|mut preset| {
            preset.scenario.prices.retain(|price| terms.contains(&price.buying));
            purchase_outlook(&preset.scenario, &RateCard::newest(), 0)
        });
        outlook.map(|outlook| purchase(&outlook, "p")).unwrap_or_default()
    }

    /// A picture's caption, and the caption of its table.
    fn said(plots: &[Plot], name: &str) -> [String; 2] {
        let plot = plots.iter().find(|plot| plot.name == name);
        plot.map(|plot| [plot.caption.clone(), plot.table.caption.clone()]).unwrap_or_default()
    }

    const ALL: [Buying; 3] = [Buying::NoCommitment, Buying::OneMonth, Buying::SixMonths];

    #[test]
    fn the_cheapest_of_all_terms_is_said() {
        let plots = plots("worked-estate-units", &ALL);
        let [months, table] = said(&plots, "p-months");
        assert_eq!(months, "Cheapest at first: one month; from 4 months on: six months.");
        assert_eq!(
            table,
            "Cost of all months. Six months: 1 unit × $22.00 × 730 hours = $16,060.00 a month. 7 months of need are 12 billed: \
             12 × $16,060.00 = $192,720.00. Left then, 12 - 7 = 5 months are owed: 5 × $16,060.00 = $80,300.00."
        );
        assert_eq!(
            said(&plots, "p-units"),
            [
                "Cheapest: no units, on any term.",
                "Cost a month, overflow included. As a pattern, 1 unit on six months: 1 unit × $22.00 × 730 hours = $16,060.00."
            ]
        );
        let [_, table] = said(&plots, "p-utilisation");
        assert_eq!(
            table,
            "Cost a month. On demand, list, at 100%: $16,200.00 / 3,000,000,000 tokens offered × 4,380,000,000 at most = \
             $23,652.00. As otherwise bought, at 100%: $11,232.00 / 3,000,000,000 tokens offered × 4,380,000,000 at most = \
             $16,398.72. Six months, at any utilisation: 1 unit × $22.00 × 730 hours = $16,060.00."
        );
    }

    #[test]
    fn a_single_price_is_no_comparison() {
        let plots_ = plots("worked-estate-units", &[Buying::SixMonths]);
        let [months, _] = said(&plots_, "p-months");
        assert_eq!(months, "Only six months has a price, so there is nothing to compare it with.");
        let columns = plots_.iter().find(|plot| plot.name == "p-months").map(|plot| plot.table.columns.len());
        assert_eq!(columns, Some(3 + 1), "three terms and what is owed");
        let [units, _] = said(&plots_, "p-units");
        assert_eq!(units, "Cheapest: no units on six months. No other term has a price.");
        let [units, table] = said(&plots("support-copilot", &ALL), "p-units");
        assert_eq!(units, "Cheapest: 2 units on six months ($4,400.00 a month). No other term has a price.");
        assert!(table.ends_with("2 units × $3.0137 × 730 hours = $4,400.00."), "{table}");
    }

    #[test]
    fn two_prices_of_three_are_named_as_such() {
        let plots = plots("worked-estate-units", &[Buying::NoCommitment, Buying::SixMonths]);
        let [months, _] = said(&plots, "p-months");
        assert_eq!(
            months,
            "Of the terms with a price, cheapest at first: no commitment; from 4 months on: six months."
        );
        let [units, _] = said(&plots, "p-units");
        assert_eq!(units, "Cheapest: no units, on any term with a price.");
    }
}
