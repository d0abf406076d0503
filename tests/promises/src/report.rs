//! What holds for every report, and everything that the page shows of one.

use exchange::export::{self, Exported};
use exchange::link::{Compared, Stands};
use explain::{self, Figure};
use pricing::bounds::MODEL_UNITS_MAX;
use pricing::capacity::{custom_outlook, purchase_outlook};
use pricing::commitment::{Clause, alternatives, clauses, offers, years};
use pricing::ladder::Lever;
use pricing::money::Usd;
use pricing::price::month_with;
use pricing::quantity::{Hours, Multiple};
use pricing::rates::{Elsewhere, RateCard};
use pricing::report::{Charge, Report};
use pricing::scenario::{Measure, Rules, Scenario};
use pricing::services::ServiceLine;
use rust_decimal::Decimal;
use serde_json::Value;

/// The laws of `docs/arithmetic.md` that hold without another scenario to compare with; then all that is shown and exported.
pub(crate) fn holds(scenario: &Scenario, card: &RateCard, report: &Report, file: &str) {
    totals(scenario, card, report);
    capacity(scenario, card);
    commitment(scenario, card, report);
    exports(scenario, card, report, file);
    shown(scenario, card, report);
}

fn totals(scenario: &Scenario, card: &RateCard, report: &Report) {
    let lines: Usd = report.lines.iter().map(|line| line.price.rate().cost(line.quantity.tokens())).sum();
    let charged = |once| report.charges.iter().filter(|charge| charge.is_once() == once).map(Charge::cost).sum::<Usd>();
    let served = |once| report.services.iter().filter(|line| line.once == once).map(ServiceLine::cost).sum::<Usd>();
    assert_eq!(report.month(), lines + charged(false) + served(false));
    assert_eq!(report.once(), charged(true) + served(true));
    let by_workload: Usd = (0..scenario.workloads.len()).map(|index| report.workload_month(index)).sum();
    assert_eq!(by_workload, lines, "every line belongs to a workload");
    assert_eq!(report.workloads_month(), lines);
    if report.rules == Rules::V1 || scenario.capacity.hours == Hours::default() {
        assert_eq!(report.year(), (0..12).map(|_| report.month()).sum());
    }
    assert!(report.lines.iter().all(|line| line.quantity.tokens() > 0 && line.cost() >= Usd::ZERO));
    assert!(report.charges.iter().all(|charge| charge.quantity() > 0 && charge.cost() >= Usd::ZERO));
    let billed: u64 = report.lines.iter().map(|line| line.quantity.tokens()).sum();
    // A model that counts more tokens for the same text is billed for more than were asked for.
    let mut routes = scenario.workloads.iter().flat_map(|workload| &workload.routes);
    if routes.all(|route| route.token_factor == Multiple::ONE) {
        assert!(billed <= report.tokens, "{billed} tokens are billed of {}", report.tokens);
        if scenario.capacity.is_none() {
            assert_eq!(billed, report.tokens, "no token is lost or billed twice");
        }
    }
    // What is paid is priced once more: the ladder takes it as given.
    assert_eq!(month_with(scenario, card, Lever::Services).ok(), Some(report.month()));
    if let Ok(ladder) = &report.ladder {
        assert_eq!(ladder.end(), report.month(), "the steps add up");
        assert!(ladder.steps.iter().all(|step| step.change != Usd::ZERO));
    }
}

fn capacity(scenario: &Scenario, card: &RateCard) {
    for index in 0..scenario.capacity.purchases.len() {
        let Some(outlook) = purchase_outlook(scenario, card, index) else { continue };
        for side in &outlook.sides {
            assert!(side.served() <= side.sizing.offered, "{side:?}");
            let used = side.utilisation().unwrap_or_default();
            assert!((Decimal::ZERO..=Decimal::ONE).contains(&used), "{used}");
        }
        for term in &outlook.terms {
            let (Some(side), Some(monthly)) = (outlook.sides.first(), outlook.unit_month(term)) else { continue };
            if side.meter.is_some() {
                continue;
            }
            let Some(best) = side.best(monthly) else { continue };
            // A quotient has 28 digits; the comparison that chose was exact.
            let slack = Usd::new(Decimal::new(1, 9));
            for units in [best.units.saturating_sub(1), best.units + 1, 0, side.sizing.units] {
                // More can't be bought.
                if units > MODEL_UNITS_MAX {
                    continue;
                }
                if let Some(cost) = side.cost_with(units, monthly) {
                    assert!(best.cost <= cost + slack, "{units} units cost less than {best:?}: {cost:?}");
                }
            }
        }
    }
    for index in 0..scenario.capacity.customs.len() {
        if let Some(outlook) = custom_outlook(scenario, card, index) {
            let _ = (outlook.first_year(), outlook.serving_share());
        }
    }
}

fn commitment(scenario: &Scenario, card: &RateCard, report: &Report) {
    for alternative in alternatives(scenario, report, card, Elsewhere::bundled()).unwrap_or_default() {
        assert!(alternative.moved >= Usd::ZERO && alternative.cash >= Usd::ZERO, "{alternative:?}");
        assert!(alternative.adds <= alternative.cash, "{alternative:?}");
        let months = alternative.months_to_repay();
        assert_eq!(months.is_some(), alternative.saves().is_some_and(|saves| saves > Usd::ZERO), "{alternative:?}");
    }
    let Some(commitment) = &scenario.commitment else { return };
    let found = years(commitment, report, card).unwrap_or_default();
    for year in &found {
        assert_eq!(year.absorbed() + year.incremental(), year.ai_cash(), "{year:?}");
        assert_eq!(year.payment_without() + year.incremental(), year.payment(), "{year:?}");
        assert!(year.gap() >= year.shortfall() && year.shortfall() >= Usd::ZERO, "{year:?}");
        assert!(year.ai_cash() <= year.ai_negotiated() && year.ai_negotiated() <= year.ai_list(), "{year:?}");
        if year.deal.measure == Measure::Net {
            // What earlier years carry forward lowers what this one pays.
            assert!(year.payment() + year.carried_with >= year.deal.commitment, "{year:?}");
            assert!(commitment.carries_forward || year.incremental() >= Usd::ZERO, "{year:?}");
        }
        if year.shortfall_ends_at().is_none() {
            assert!(year.shortfall() > Usd::ZERO, "{year:?}");
        }
    }
    let values = clauses(commitment, &found);
    assert!(values.is_sorted_by(|one, next| one.value() >= next.value()), "{values:?}");
    for value in &values {
        assert!(value.clause == Clause::RateHold || value.value() >= Usd::ZERO, "{value:?}");
    }
    if let Some(offers) = offers(commitment, report, card) {
        assert_eq!(offers.offers.len(), commitment.offers.len() + 1);
        for offer in &offers.offers {
            let payments = offer.forecasts.iter().map(|at| at.payment);
            let (least, most) = (payments.clone().min(), payments.max());
            assert!(Some(offer.expected) >= least && Some(offer.expected) <= most, "{offer:?}");
        }
        for crossing in &offers.crossings {
            assert!(crossing.payment < crossing.other_payment && crossing.one != crossing.other, "{crossing:?}");
        }
    }
}

fn exports(scenario: &Scenario, card: &RateCard, report: &Report, file: &str) {
    let exported = Exported { scenario, card, report };
    let json = export::json(&exported);
    let value: Value = match serde_json::from_str(&json) {
        Ok(value) => value,
        Err(error) => panic!("not JSON: {error}\n{json}"),
    };
    let month = value.pointer("/totals/month").and_then(Value::as_str).map(str::to_owned);
    assert_eq!(month, Some(report.month().exact()));
    assert_eq!(value.get("scenario").cloned(), serde_json::from_str(file).ok());
    let csv = export::csv(&exported);
    assert!(csv.ends_with("\r\n"));
    // Nothing that a spreadsheet takes for a formula begins a cell.
    for cell in csv.split("\r\n").flat_map(|row| row.split(',')) {
        let text = cell.trim_start_matches('"');
        let number = text.trim_end_matches('"').parse::<f64>().is_ok();
        let starts = text.starts_with(['=', '+', '@', '\t']) || (text.starts_with('-') && !number);
        assert!(!starts || !cell.starts_with('"') && number, "{cell}");
    }
}

/// All that the page shows of a report, with everything open.
fn shown(scenario: &Scenario, card: &RateCard, report: &Report) {
    let mut opened = Vec::new();
    for section in explain::ledger(report, scenario, card) {
        opened.extend(section.rows.into_iter().map(|row| row.id));
        opened.push(section.id);
    }
    for id in &opened {
        assert!(explain::bill_entry(id, report, scenario, card).is_some(), "{id} opens");
    }
    let all = [
        Figure::Month,
        Figure::List,
        Figure::Percent,
        Figure::Saving,
        Figure::PerMillionTokens,
        Figure::PerThousandRequests,
    ];
    for figure in all {
        let _ = (figure.text(report, scenario), figure.explain(report), figure.direction(report));
    }
    let verdict = explain::verdict(report, scenario, card, &[]);
    assert!(!verdict.lead.is_empty());
    let models: Vec<&str> = scenario.workloads.iter().map(|workload| workload.placement.model.as_str()).collect();
    let _ = explain::rate_table(card, &models);
}

/// Scenarios side by side.
pub(crate) fn compare(entries: &[Compared], here: &Scenario, card: &RateCard) {
    if entries.len() < 2 {
        return;
    }
    let shown = entries.iter().map(|entry| explain::Compared {
        name: &entry.name,
        scenario: entry.scenario(here),
        is_here: entry.stands == Stands::Here,
        problems: entry.problems.iter().map(ToString::to_string).collect(),
    });
    let words = explain::comparison(&shown.collect::<Vec<_>>(), &exchange::presets::presets(), card);
    assert_eq!(words.sides.len(), entries.len());
    assert!(words.rows.iter().all(|row| row.cells.len() == entries.len()));
}
