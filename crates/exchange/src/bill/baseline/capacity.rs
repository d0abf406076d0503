//! Capacity that a bill has, as purchases of the scenario that is made of it.

use std::collections::BTreeMap;

use pricing::price::price;
use pricing::quantity::{Hours, ModelUnits, TokensPerMinute};
use pricing::rates::{Buying, InferenceScope, Meter, RateCard};
use pricing::scenario::{Bought, Load, Placement, Purchase, ReservedTerm, Scenario, Term, Throughput};
use rust_decimal::Decimal;

use super::super::answer::Bill;
use super::super::line::{Scope, Subject};
use super::super::number::Exact;
use super::super::row::{Kind, Month};
use super::super::says::Way;
use super::REGION;

/// Puts the capacity of a period into a scenario, as far as it was there for all of it: model units and the Reserved tier. Each
/// stands beside the workloads and serves none of them: what it served isn't on the bill, and what is there was paid by the token.
/// Returns what was paid for it, by model.
pub(super) fn capacity(
    bill: &Bill,
    months: &[Month],
    scenario: &mut Scenario,
    card: &RateCard,
) -> Vec<(Decimal, String)> {
    let hours: u64 = months.iter().map(|month| u64::from(month.days()) * 24).sum();
    let count = u64::try_from(months.len()).unwrap_or(u64::MAX);
    let Some(each) = hours.checked_div(count).filter(|each| each * count == hours).and_then(Hours::new) else {
        return Vec::new();
    };
    let mut found = BTreeMap::<(Placement, Buying), Paid>::new();
    for line in bill.lines.iter().filter(|line| months.contains(&line.month)) {
        let (Subject::Model(model), Some(buying), Some(meter), Some(quantity)) =
            (&line.subject, line.buying, line.meter, line.quantity)
        else {
            continue;
        };
        if !matches!(line.kind, Kind::Usage | Kind::Covered) || !matches!(line.way(), Way::Provisioned | Way::Reserved)
        {
            continue;
        }
        let scope = match line.scope {
            Some(Scope::Global) => InferenceScope::Global,
            _ if meter == Meter::ModelUnit => InferenceScope::InRegion,
            _ => InferenceScope::Geographic,
        };
        let region = if line.region.is_empty() { REGION } else { &line.region };
        let of = found.entry((Placement::new(model, scope, region), buying)).or_default();
        of.net.add(line.net);
        of.by_meter.entry(meter).or_default().add(quantity);
    }
    let mut bought = Vec::new();
    for ((placement, buying), of) in found {
        let model = placement.model.clone();
        let Some(purchase) = of.purchase(placement, buying, hours) else { continue };
        let mut tried = scenario.clone();
        tried.capacity.hours = each;
        tried.capacity.purchases.push(purchase);
        // Only what the card has a price for, and a scenario has room for.
        if price(&tried, card).is_ok() {
            *scenario = tried;
            bought.push((of.net.value(), model));
        }
    }
    bought
}

/// What is paid for capacity: quantities by meter, in hours of units and of a thousand tokens a minute.
#[derive(Default)]
struct Paid {
    by_meter: BTreeMap<Meter, Exact>,
    net: Exact,
}

impl Paid {
    /// The purchase, where it was there for all of these hours.
    fn purchase(&self, placement: Placement, buying: Buying, hours: u64) -> Option<Purchase> {
        let each = |meter: Meter, thousand: u64| {
            let of = self.by_meter.get(&meter)?.value().checked_mul(Decimal::from(thousand))?;
            let each = of.checked_div(Decimal::from(hours))?;
            if each.fract().is_zero() { u64::try_from(each).ok() } else { None }
        };
        let bought = if let Some(term) = Term::ALL.into_iter().find(|term| term.buying() == buying) {
            // Serving nothing, it has no say: AWS doesn't publish it, and a reader who lets the units serve something types it.
            let throughput = Throughput::Blended(TokensPerMinute::default());
            Bought::Units { units: ModelUnits::new(each(Meter::ModelUnit, 1)?)?, term, throughput }
        } else {
            let term = ReservedTerm::ALL.into_iter().find(|term| term.buying() == buying)?;
            let rate = |meter| TokensPerMinute::new(each(meter, 1_000)?);
            Bought::Reserved { input: rate(Meter::Input)?, output: rate(Meter::Output)?, term }
        };
        Some(Purchase { placement, bought, serves: Some(Vec::new()), load: Load::default() })
    }
}
