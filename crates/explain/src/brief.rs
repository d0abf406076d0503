//! The whole answer on a page or two, for a negotiation: what is asked, what it costs and why, what a commitment does, and what
//! the figures rest on. It has no new figure.

mod inputs;
#[cfg(test)]
mod tests;

pub(super) use inputs::weight_words;

use core::cmp::Reverse;

use super::{
    CapacitySection, Column, Holds, Row, Table, WORTH_NOTHING, adds_to, card_words, charge_name, commitment,
    conventions, ladder_table, ledger, line_name, place, rate_parts, year_ladder, year_ladder_table,
};
use crate::chart;
use crate::words;
use pricing::commitment::years;
use pricing::money::{Usd, grouped};
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{Commitment, Scenario};

/// Rates that a brief lists, those at which most is paid; the rest stand in the calculator.
const RATES_MAX: usize = 10;

/// Parts of the bill that a brief lists by name; what more there are is one row.
const PARTS_MAX: usize = 10;

/// The answer in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// What it comes to, a sentence each.
    pub lead: Vec<String>,
    /// Its sections, in order, with at most two tables each, and three of other providers; nothing in them opens.
    pub sections: Vec<CapacitySection>,
}

/// The brief of a scenario that is priced.
pub fn brief(report: &Report, scenario: &Scenario, card: &RateCard) -> Brief {
    let mut sections = vec![baseline(report, scenario, card), unit_costs(report, card), ladder(report, scenario, card)];
    for mut section in commitment(report, scenario, card) {
        shorten(&mut section);
        if section.id == "alternatives" {
            let rows = section.tables.iter_mut().flat_map(|table| &mut table.rows);
            for (row, given) in rows.zip(&scenario.alternatives) {
                row.under = format!("{}, at {}", row.under, inputs::alternative_price(given));
            }
        }
        sections.push(section);
    }
    sections.extend(inputs::inputs(report, scenario, card));
    sections.push(rests_on(report, scenario, card));
    for section in &mut sections {
        section.id = format!("brief-{}", section.id);
        for row in section.tables.iter_mut().flat_map(|table| &mut table.rows) {
            // The same rows stand in the other views, where they open.
            row.id.clear();
            (row.opens, row.current) = (None, false);
        }
    }
    Brief { lead: lead(report, scenario, card), sections }
}

/// Leaves out what a reader of a page can do without.
fn shorten(section: &mut CapacitySection) {
    match section.id.as_str() {
        "commitment" => {
            if !section.tables.is_empty() {
                section.title = format!("Commitment: {}", lowered(&section.title));
            }
            // AI spend by provider: its sum is among the years.
            if section.tables.len() > 1 {
                section.tables.remove(1);
            }
        }
        // The sentences say where one overtakes another.
        "offers" => section.tables.truncate(1),
        // The table says it all.
        "alternatives" => section.lead.clear(),
        "clauses" => {
            let mut worthless = Vec::new();
            for table in &mut section.tables {
                table.rows.retain(|row| {
                    let is_worthless = row.under.starts_with(WORTH_NOTHING);
                    if is_worthless {
                        worthless.push(row.name.clone());
                    }
                    !is_worthless
                });
            }
            // Where nothing is left, the section has said so.
            if !worthless.is_empty() && section.tables.iter().any(|table| !table.rows.is_empty()) {
                section.lead.push(format!("{WORTH_NOTHING}: {}.", worthless.join(", ")));
            }
        }
        _ => {}
    }
    for row in section.tables.iter_mut().flat_map(|table| &mut table.rows) {
        // A benchmark belongs beside the field, not into a brief.
        if let Some((terms, _)) = row.under.split_once("; ") {
            row.under = terms.to_owned();
        }
    }
}

fn lowered(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn lead(report: &Report, scenario: &Scenario, card: &RateCard) -> Vec<String> {
    let mut lead = vec![format!("{} a month, {} a year, before tax and discounts.", report.month(), report.year())];
    if report.once() > Usd::ZERO {
        lead.push(format!("{} more once, for training.", report.once()));
    }
    let Some(commitment) = &scenario.commitment else { return lead };
    let typed = commitment.first_typed_ai();
    if let Some(ai) = typed {
        // Two bills in one lead, unless it says at once which of them the commitment is computed with.
        lead.insert(
            1,
            format!(
                "The commitment is computed with a typed AI spend of {} (list) in its first year, in place of the year’s \
                 bill of {}.",
                ai.usd(),
                report.year()
            ),
        );
    }
    if let Some(year) = years(commitment, report, card).as_deref().and_then(<[_]>::first) {
        lead.push(if year.ai_list() == Usd::ZERO {
            let why = if typed.is_some() { ": 0 is typed" } else { "" };
            format!("There is no AI spend in the first year of the commitment{why}.")
        } else {
            let payment = format!("a payment of {}", year.payment_without());
            let (cash, absorbed) = (year.ai_cash(), year.absorbed());
            let adds = adds_to(year.incremental(), &payment);
            let which = if typed.is_some() { "the typed AI" } else { "AI" };
            format!("In the first year {which} {adds}: you pay {cash} for it, and it replaces {absorbed} of unused commitment.")
        });
    }
    lead
}

fn baseline(report: &Report, scenario: &Scenario, card: &RateCard) -> CapacitySection {
    let mut section = CapacitySection::new("baseline", "Baseline");
    section.lead.extend(super::against_the_bill(report, scenario));
    section.lead.push(format!("Demand: {}.", words::workloads(scenario, card)));
    section.lead.push(format!("Caching and batch: {}.", words::caching_and_batch(scenario)));
    if scenario.workloads.iter().any(|workload| !workload.routes.is_empty()) {
        section.lead.push(format!("Routing: {}.", words::routing(scenario, card)));
    }
    let mut table =
        Table { head: "Part of the bill", columns: vec![Column::new("A month", Holds::Number)], ..Table::default() };
    let mut parts = ledger(report, scenario, card);
    if parts.len() > PARTS_MAX {
        parts.sort_by_key(|part| Reverse(part.cost));
    }
    let rest = parts.split_off(parts.len().min(PARTS_MAX));
    for part in parts {
        table.rows.push(Row {
            under: format!("{}{}", part.place, asked(&part.id, scenario)),
            name: part.name,
            cells: vec![part.cost.to_string()],
            ..Row::default()
        });
    }
    if !rest.is_empty() {
        let cost: Usd = rest.iter().map(|part| part.cost).sum();
        let (name, under) = (counted_parts(rest.len()), "Each by name in the calculator".to_owned());
        table.rows.push(Row { name, under, cells: vec![cost.to_string()], ..Row::default() });
    }
    table.rows.push(Row { name: "All together".to_owned(), cells: vec![report.month().to_string()], ..Row::default() });
    section.tables.push(table);
    section
}

fn counted_parts(count: usize) -> String {
    if count == 1 { "1 other part".to_owned() } else { format!("{count} other parts") }
}

/// What one of several workloads asks for; the demand of a single one is said above the bill.
fn asked(id: &str, scenario: &Scenario) -> String {
    let index = id.strip_prefix("workload-").and_then(|index| index.parse::<usize>().ok());
    let workload = index.filter(|_| scenario.workloads.len() > 1).and_then(|index| scenario.workloads.get(index));
    workload.map_or_else(String::new, |workload| format!(": {}", words::demand_and_adjustments(workload)))
}

fn unit_costs(report: &Report, card: &RateCard) -> CapacitySection {
    let mut section = CapacitySection::new("unit-costs", "Unit costs");
    if let Some(blended) = report.per_million_tokens() {
        section.lead.push(format!("{blended} for a million tokens, input and output together."));
    }
    if let Some(blended) = report.per_thousand_requests() {
        section.lead.push(format!("{blended} for a thousand requests."));
    }
    let mut table = Table {
        head: "Rate",
        columns: vec![Column::new("Price", Holds::Number), Column::new("Source", Holds::Words)],
        ..Table::default()
    };
    let lines = report.lines.iter().map(|line| {
        let source = if line.price.typed { None } else { card.rate(&line.key()) };
        (lowered(&line_name(line)), line.price, source, place(&line.placement, card), line.cost())
    });
    let charges = report.charges.iter().map(|charge| {
        let source = if charge.price.typed { None } else { card.rate(&charge.key()) };
        let name = lowered(&charge_name(charge));
        (name, charge.price, source, place(&charge.placement, card), charge.cost())
    });
    // Each rate once, with all that is paid at it.
    let mut rates: Vec<(Row, Usd)> = Vec::new();
    for (name, price, source, place, cost) in lines.chain(charges) {
        let (amount, unit) = rate_parts(price.rate());
        let cell = format!("{amount} {unit}");
        let name = format!("{place}: {name}");
        let same = |row: &Row| row.name == name && row.cells.first() == Some(&cell);
        if let Some((_, paid)) = rates.iter_mut().find(|(row, _)| same(row)) {
            *paid = *paid + cost;
            continue;
        }
        let source = source
            .map_or_else(|| "typed".to_owned(), |rate| format!("{}, read {}", rate.source.title(), rate.read.long()));
        rates.push((Row { name, cells: vec![cell, source], ..Row::default() }, cost));
    }
    if rates.len() > RATES_MAX {
        rates.sort_by_key(|(_, paid)| Reverse(*paid));
        let left_out = rates.split_off(RATES_MAX).len();
        let what = if left_out == 1 { "1 more rate is" } else { &format!("{left_out} more rates are") };
        section.lead.push(format!("The rates at which most is paid; {what} in the calculator."));
    }
    table.rows.extend(rates.into_iter().map(|(row, _)| row));
    section.tables.push(table);
    section
}

fn ladder(report: &Report, scenario: &Scenario, card: &RateCard) -> CapacitySection {
    let is_typed = scenario.commitment.as_ref().and_then(Commitment::first_typed_ai).is_some();
    let bill = "From list price to the bill, not the typed AI spend";
    let mut section = CapacitySection::new("ladder", if is_typed { bill } else { "From list price to what is paid" });
    if let Some((ladder, picture)) = year_ladder(report, scenario, card) {
        section.lead.push(picture.caption.clone());
        section.tables.push(year_ladder_table(&ladder, &picture));
    } else if let Ok(ladder) = &report.ladder {
        let picture = chart::ladder(ladder, scenario);
        section.lead.push(picture.caption.clone());
        section.tables.push(ladder_table(report, &picture));
    }
    section
}

fn rests_on(report: &Report, scenario: &Scenario, card: &RateCard) -> CapacitySection {
    let mut section = CapacitySection::new("rests-on", "What this rests on");
    let conventions: Vec<String> =
        conventions(report, scenario, card).into_iter().map(|convention| convention.lead).collect();
    section.lead.push(conventions.join(" "));
    section.lead.push(card_words(card));
    if !scenario.prices.is_empty() {
        section.lead.push(format!("{} prices are the customer’s own.", grouped(&scenario.prices.len().to_string())));
    }
    section.lead.push(
        "Estimates from the figures given, not AWS’s quote. Contract terms are as typed: check them against the contract."
            .to_owned(),
    );
    section
}
