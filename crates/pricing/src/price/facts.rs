//! Notices that rest on what is known of a model besides its prices: its end, its quotas, the profile it needs.
//!
//! Facts are as of a date. An older card's answer doesn't rest on what came later, so it gets none of these.

use crate::rates::{Buying, Counts, Date, InferenceScope, Meter, NeedsProfile, RateCard, in_order};
use crate::report::{Charge, LineItem, Notice};
use crate::scenario::{Bought, Demand, Placement, ReservedTerm, Scenario, Term};

/// The months that every answer covers: its year.
const YEAR: u32 = 12;

/// What the facts say about this answer, by model and then by place, each once.
pub(crate) fn notices(scenario: &Scenario, card: &RateCard, lines: &[LineItem], charges: &[Charge]) -> Vec<Notice> {
    if card.date() < card.facts_known() {
        return Vec::new();
    }
    let placements = lines.iter().map(|line| &line.placement).chain(charges.iter().map(|charge| &charge.placement));
    let mut placements: Vec<&Placement> = in_order(placements);
    placements.dedup();
    let mut models: Vec<&str> = placements.iter().map(|placement| placement.model.as_str()).collect();
    models.dedup();
    let last = after(card.date(), months(scenario));
    let ends = models.into_iter().filter_map(|model| end(card, model, last));
    let profiles = placements.iter().filter_map(|placement| profile(card, placement));
    let quotas = placements.iter().filter_map(|placement| quota(scenario, card, lines, placement));
    ends.chain(profiles).chain(quotas).collect()
}

fn name(card: &RateCard, model: &str) -> String {
    card.model(model).map_or_else(|| model.to_owned(), |known| known.name.clone())
}

/// The longest time the scenario plans for: its commitment, an offer of one, the term of a purchase, or the year that every
/// answer has.
fn months(scenario: &Scenario) -> u32 {
    let committed = scenario.commitment.as_ref().map_or(0, |commitment| {
        let offered = commitment.offers.iter().map(|offer| offer.years.count());
        let years = offered.chain([commitment.years.len() as u64]).max().unwrap_or(0);
        u32::try_from(years).unwrap_or(u32::MAX).saturating_mul(YEAR)
    });
    let terms = scenario.capacity.purchases.iter().map(|purchase| match purchase.bought {
        Bought::Units { term: Term::None, .. } => 0,
        Bought::Units { term: Term::OneMonth, .. } | Bought::Reserved { term: ReservedTerm::OneMonth, .. } => 1,
        Bought::Reserved { term: ReservedTerm::ThreeMonths, .. } => 3,
        Bought::Units { term: Term::SixMonths, .. } => 6,
    });
    terms.chain([committed, YEAR]).max().unwrap_or(YEAR)
}

/// The date this many months later; a month's last days count as its 28th.
fn after(date: Date, months: u32) -> Date {
    let month = u32::from(date.month()) - 1 + months;
    let year = u32::from(date.year()) + month / YEAR;
    let (year, month) = (u16::try_from(year).unwrap_or(u16::MAX), u8::try_from(month % YEAR + 1).unwrap_or(1));
    Date::new(year, month, date.day().min(28)).unwrap_or(date)
}

fn end(card: &RateCard, model: &str, last: Date) -> Option<Notice> {
    let date = card.facts(model)?.end_of_life?;
    let model = name(card, model);
    if date <= card.date() {
        return Some(Notice::ModelEnded { model, date });
    }
    (date <= last).then_some(Notice::EndsWithin { model, date })
}

fn profile(card: &RateCard, placement: &Placement) -> Option<Notice> {
    let facts = card.facts(&placement.model)?;
    let needed = matches!(facts.needs_profile?, NeedsProfile::Always | NeedsProfile::Mostly);
    let region = placement.region.as_str();
    let without = facts.regions.contains(&region) || facts.mantle_regions.contains(&region);
    let here = placement.scope == InferenceScope::InRegion && needed && !without;
    here.then(|| Notice::ProfileNeeded { model: name(card, &placement.model), region: placement.region.clone() })
}

/// Where the traffic on a place is above the default quota of its scope. Flex and Priority share the quota of Standard;
/// batch has one of its own, and so has what is reserved.
fn quota(scenario: &Scenario, card: &RateCard, lines: &[LineItem], placement: &Placement) -> Option<Notice> {
    let facts = card.facts(&placement.model)?;
    let quotas = facts.quotas.iter();
    let quota = quotas.filter(|quota| quota.scope == Some(placement.scope) && quota.counts == Counts::Tokens);
    let quota = quota.map(|quota| quota.a_minute).max()?;
    let peak = |burn_down| peak(scenario, lines, placement, burn_down);
    let (model, scope, region) = (name(card, &placement.model), placement.scope, placement.region.clone());
    // Where it isn't known how output counts, it counts once at least.
    let least = peak(facts.burn_down.unwrap_or(1));
    if least > quota {
        return Some(Notice::AboveQuota { model, scope, region, peak: least, quota, burn_down: facts.burn_down });
    }
    let most = peak(BURN_DOWN_MOST);
    (facts.burn_down.is_none() && most > quota).then_some(Notice::MayExceedQuota {
        model,
        scope,
        region,
        least,
        most,
        quota,
    })
}

/// The most tokens of a quota that one output token takes. AWS, "Token burndown": 1, 5, 10 or 15.
const BURN_DOWN_MOST: u8 = 15;

/// Tokens a minute on a place that count against its quota, rounded up for each workload.
fn peak(scenario: &Scenario, lines: &[LineItem], placement: &Placement, burn_down: u8) -> u64 {
    let mut peak: u128 = 0;
    for (index, workload) in scenario.workloads.iter().enumerate() {
        let Demand::Traffic { hours_per_day, days_per_month, .. } = workload.demand else { continue };
        let own = lines.iter().filter(|line| {
            line.workload == index
                && line.placement == *placement
                && line.buying.is_by_token()
                && line.buying != Buying::Batch
        });
        let counted: u128 = own.map(|line| u128::from(line.quantity.tokens()) * weight(line.meter, burn_down)).sum();
        // Hours and days are in ten-thousandths.
        let minutes = 60 * u128::from(hours_per_day.ten_thousandths()) * u128::from(days_per_month.ten_thousandths());
        if minutes > 0 {
            peak += (counted * 100_000_000).div_ceil(minutes);
        }
    }
    u64::try_from(peak).unwrap_or(u64::MAX)
}

/// How many tokens of a quota one token of a meter takes. AWS, "Token burndown": fresh input and cache writes count, cache
/// reads don't, output counts several times.
fn weight(meter: Meter, burn_down: u8) -> u128 {
    match meter {
        Meter::Input | Meter::CacheWrite5m | Meter::CacheWrite30m | Meter::CacheWrite1h => 1,
        Meter::Output => u128::from(burn_down),
        _ => 0,
    }
}
