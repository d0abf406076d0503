//! The bill as rows: one section a workload, one row a line.

use super::counted;
use super::services::{self, service_line};
use super::totals::plain;
use super::{
    Explanation, charge, charge_name, line, line_id, line_name, owner_name, percent, place, rate_parts, workload,
    workload_name,
};
use pricing::capacity::sides_of;
use pricing::ladder::Lever;
use pricing::money::{Usd, grouped};
use pricing::rates::{Meter, RateCard};
use pricing::report::{Charge, LineItem, Owner, Report};
use pricing::scenario::Scenario;
use pricing::services::ServiceLine;

/// The lines of one workload, or the charges of one purchase or custom model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What stays the same while its figures change: `workload-0`, `purchase-0`, `custom-0`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its baseline model, scope and region.
    pub place: String,
    /// What it costs a month.
    pub cost: Usd,
    /// Its lines, in the report's order.
    pub rows: Vec<LedgerRow>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// What stays the same while its figures change: `line-` and [`line_id`], `charge-` and its place.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Model, scope and region of a line that a route took there; what is unused of a charge.
    pub place: Option<String>,
    /// How many a month.
    pub quantity: String,
    /// Of what: `tokens`, `unit hours`.
    pub counted: &'static str,
    /// Dollars for one unit.
    pub rate: String,
    /// The unit: `per 1M tokens`.
    pub unit: String,
    /// Whether the reader typed the price.
    pub typed: bool,
    /// Whether the price rests on somebody else's word than AWS's.
    pub secondary: bool,
    /// What it costs a month.
    pub cost: String,
}

/// The sections of a report, in the order of the scenario: workloads, purchases, custom models, services. One without
/// lines or charges has none.
pub fn ledger(report: &Report, scenario: &Scenario, card: &RateCard) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for of in &report.lines {
        let id = format!("workload-{}", of.workload);
        if sections.last().is_none_or(|section| section.id != id) {
            let placement = scenario.workloads.get(of.workload).map(|workload| &workload.placement);
            sections.push(Section {
                id,
                name: workload_name(scenario, of.workload),
                place: placement.map(|placement| place(placement, card)).unwrap_or_default(),
                cost: report.workload_month(of.workload),
                rows: Vec::new(),
            });
        }
        if let Some(section) = sections.last_mut() {
            section.rows.push(row(of, card));
        }
    }
    let mut cost = Usd::ZERO;
    for (index, charge) in report.charges.iter().enumerate() {
        let id = owner_id(charge.owner);
        if sections.last().is_none_or(|section| section.id != id) {
            cost = Usd::ZERO;
            sections.push(Section {
                id,
                name: owner_name(scenario, charge.owner),
                place: place(&charge.placement, card),
                cost: Usd::ZERO,
                rows: Vec::new(),
            });
        }
        cost = if charge.is_once() { cost } else { cost + charge.cost() };
        if let Some(section) = sections.last_mut() {
            section.cost = cost;
            section.rows.push(charge_row(index, charge, scenario, card));
        }
    }
    for (index, line) in report.services.iter().enumerate() {
        let id = owner_id(Owner::Service(line.owner));
        if sections.last().is_none_or(|section| section.id != id) {
            let own = report.services.iter().filter(|other| other.owner == line.owner && !other.once);
            sections.push(Section {
                id,
                name: owner_name(scenario, Owner::Service(line.owner)),
                place: String::new(),
                cost: own.map(ServiceLine::cost).sum(),
                rows: Vec::new(),
            });
        }
        if let Some(section) = sections.last_mut() {
            section.rows.push(services::row(index, line, scenario, card));
        }
    }
    sections
}

fn owner_id(owner: Owner) -> String {
    match owner {
        Owner::Workload(index) => format!("workload-{index}"),
        Owner::Purchase(index) => format!("purchase-{index}"),
        Owner::Custom(index) => format!("custom-{index}"),
        Owner::Service(owner) => format!("{}-{}", owner.kind(), owner.index()),
    }
}

/// Opens a section or a row of the ledger, by its id.
pub fn ledger_entry(id: &str, report: &Report, scenario: &Scenario, card: &RateCard) -> Option<Explanation> {
    let (kind, rest) = id.split_once('-')?;
    match kind {
        "line" => report.lines.iter().find(|of| line_id(of) == rest).map(|of| line(of, scenario, card)),
        "charge" => report.charges.get(rest.parse::<usize>().ok()?).map(|of| charge(of, card)),
        "service" => report.services.get(rest.parse::<usize>().ok()?).map(|of| service_line(of, scenario, card)),
        "workload" => Some(workload(report, rest.parse().ok()?)),
        _ => {
            let of: Vec<&Charge> = report.charges.iter().filter(|charge| owner_id(charge.owner) == id).collect();
            let mut monthly: Vec<Usd> =
                of.iter().filter(|charge| !charge.is_once()).map(|charge| charge.cost()).collect();
            let served = report.services.iter().filter(|line| !line.once && owner_id(Owner::Service(line.owner)) == id);
            monthly.extend(served.map(ServiceLine::cost));
            let terms: Vec<String> = monthly.iter().map(Usd::to_string).collect();
            let total: Usd = monthly.into_iter().sum();
            let what = "What a month of it costs: the sum of its charges. What comes once isn’t in it.";
            Some(plain(what, format!("{} = {total}", terms.join(" + "))))
        }
    }
}

fn charge_row(index: usize, charge: &Charge, scenario: &Scenario, card: &RateCard) -> LedgerRow {
    let (rate, unit) = rate_parts(charge.price.rate());
    LedgerRow {
        id: format!("charge-{index}"),
        name: charge_name(charge),
        place: unused(charge, scenario, card),
        quantity: grouped(&charge.quantity().to_string()),
        counted: counted(charge),
        rate,
        unit,
        typed: charge.price.typed,
        secondary: charge.price.secondary,
        cost: charge.cost().to_string(),
    }
}

/// `31.5% of it unused: $5,060.00`; only said, since the charge covers it.
fn unused(charge: &Charge, scenario: &Scenario, card: &RateCard) -> Option<String> {
    let Owner::Purchase(index) = charge.owner else { return None };
    let (input, output) = sides_of(scenario, card, index, Lever::Prices)?;
    let side = output.filter(|_| charge.meter == Meter::Output).unwrap_or(input);
    let share = rust_decimal::Decimal::ONE - side.utilisation()?;
    Some(format!("{} of it unused: {}", percent(share), charge.cost().part(share)))
}

fn row(line: &LineItem, card: &RateCard) -> LedgerRow {
    let (rate, unit) = rate_parts(line.price.rate());
    LedgerRow {
        id: format!("line-{}", line_id(line)),
        name: line_name(line),
        place: line.route.map(|_| place(&line.placement, card)),
        quantity: grouped(&line.quantity.tokens().to_string()),
        counted: "tokens",
        rate,
        unit,
        typed: line.price.typed,
        secondary: line.price.secondary,
        cost: line.cost().to_string(),
    }
}
