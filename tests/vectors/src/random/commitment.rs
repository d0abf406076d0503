//! Random commitments, many of about the size of the AI spend.

use pricing::bounds;
use pricing::price::price;
use pricing::quantity::{Dollars, Months, Multiple};
use pricing::rates::RateCard;
use pricing::scenario::{
    Alternative, Commitment, CommitmentYear, Counts, Measure, PrivateOffer, ProviderTerms, Scenario,
};

use super::{Generator, negotiation, scenario, with_capacity};

/// Ten-thousandths in one.
const ONE: u64 = 10_000;

/// A random scenario for a card, without capacity, with a commitment.
pub fn with_commitment(generator: &mut Generator, card: &RateCard) -> Scenario {
    let mut scenario = scenario(generator, card);
    scenario.commitment = Some(commitment(generator, card, &scenario));
    scenario
}

/// A random scenario with capacity and a commitment.
pub fn with_capacity_and_commitment(generator: &mut Generator, card: &RateCard) -> Scenario {
    let mut scenario = with_capacity(generator, card);
    scenario.commitment = Some(commitment(generator, card, &scenario));
    scenario
}

/// A random scenario with a commitment of at least one year and offers to compare, none of them out of range.
pub fn with_offers(generator: &mut Generator, card: &RateCard) -> Scenario {
    loop {
        let scenario = with_commitment(generator, card);
        let compared = |given: &Commitment| !given.years.is_empty() && !given.offers.is_empty();
        if scenario.commitment.as_ref().is_some_and(compared) && scenario.check().is_empty() {
            return scenario;
        }
    }
}

/// A random scenario with alternatives, in two thirds of them with a commitment, in some with capacity.
pub fn with_alternatives(generator: &mut Generator, card: &RateCard) -> Scenario {
    let mut scenario = super::any(generator, card);
    if generator.chance(50) {
        scenario.commitment = Some(commitment(generator, card, &scenario));
    }
    while scenario.alternatives.is_empty() {
        scenario.alternatives = alternatives(generator, card, &scenario);
    }
    scenario
}

/// Alternatives to a part of the AI spend.
pub(super) fn alternatives(generator: &mut Generator, card: &RateCard, scenario: &Scenario) -> Vec<Alternative> {
    let ai = a_year(scenario, card);
    (0..generator.below(5)).map(|_| negotiation::alternative(generator, scenario, card, ai)).collect()
}

/// A commitment for a scenario.
pub(super) fn commitment(generator: &mut Generator, card: &RateCard, scenario: &Scenario) -> Commitment {
    let ai = a_year(scenario, card);
    let years: Vec<CommitmentYear> = (0..years_given(generator)).map(|_| year(generator, ai)).collect();
    let first = years.first().copied().unwrap_or_default();
    let demand = first.organic.map_or(0, Dollars::cents).saturating_add(first.ai.map_or(ai, Dollars::cents));
    let growth = |generator: &mut Generator| {
        let most = if generator.chance(2) { 12 } else { 3 };
        if generator.chance(30) { Multiple::ONE } else { generator.multiple(0, most) }
    };
    let marketplace = generator.chance(30);
    Commitment {
        measure: generator.pick(&Measure::ALL).copied().unwrap_or_default(),
        negotiated: if generator.chance(50) { Multiple::ZERO } else { part(generator) },
        private_offers: private_offers(generator, card, scenario),
        flat_discount: if generator.chance(60) { Multiple::ZERO } else { part(generator) },
        marketplace_share: if marketplace { part(generator) } else { Commitment::default().marketplace_share },
        marketplace_used: if marketplace { dollars(around(generator, ai, 50)) } else { Dollars::default() },
        carries_forward: generator.chance(30),
        credits_lower_retirement: generator.chance(40),
        ai_growth: growth(generator),
        organic_growth: growth(generator),
        terms: terms(generator, card, scenario),
        offers: negotiation::offers(generator, demand),
        forecasts: negotiation::forecasts(generator),
        clauses: negotiation::clauses(generator, demand),
        years,
    }
}

/// One to five years, rarely none.
fn years_given(generator: &mut Generator) -> u64 {
    if generator.chance(2) { 0 } else { 1 + generator.below(5) }
}

/// What a scenario comes to in a year, in cents.
fn a_year(scenario: &Scenario, card: &RateCard) -> u64 {
    let Ok(report) = price(scenario, card) else { return 1_000_000_000 };
    let year = report.year().amount();
    let cents = year.mantissa() / 10_i128.pow(year.scale()) * 100;
    u64::try_from(cents).unwrap_or(u64::MAX).min(bounds::DOLLARS_MAX * 100)
}

/// A part of one to four places, rarely above one.
pub(super) fn part(generator: &mut Generator) -> Multiple {
    let parts = match generator.below(200) {
        0 => ONE + 1 + generator.below(ONE),
        1..=20 => ONE,
        21..=40 => 0,
        41..=120 => generator.below(101) * 100,
        _ => generator.below(ONE + 1),
    };
    Multiple::of_ten_thousandths(parts).unwrap_or_default()
}

/// So many hundredths of an amount, and some cents.
pub(super) fn around(generator: &mut Generator, cents: u64, hundredths: u64) -> u64 {
    let whole = u128::from(cents) * u128::from(generator.below(hundredths + 1)) / 100;
    let odd = if generator.chance(50) { generator.below(100) } else { 0 };
    u64::try_from(whole).unwrap_or(u64::MAX).saturating_add(odd)
}

/// An amount of any magnitude up to the bound, the bound itself now and then.
pub(super) fn any_amount(generator: &mut Generator) -> u64 {
    let most = bounds::DOLLARS_MAX * 100;
    match generator.below(8) {
        0 => 0,
        1 => most - generator.below(2),
        _ => generator.count(most),
    }
}

/// An amount in cents, at most the bound.
pub(super) fn dollars(cents: u64) -> Dollars {
    Dollars::of_cents(cents.min(bounds::DOLLARS_MAX * 100)).unwrap_or_default()
}

fn year(generator: &mut Generator, ai: u64) -> CommitmentYear {
    let close = generator.chance(75);
    let commitment = if close { around(generator, ai, 500) } else { any_amount(generator) };
    let organic = match generator.below(4) {
        // A gap that AI fills in part, or all but fills.
        0 | 1 => commitment.saturating_sub(around(generator, ai, 150)),
        2 => around(generator, commitment, 120),
        _ => any_amount(generator),
    };
    let typed = generator.chance(20).then(|| {
        let gap = commitment.saturating_sub(organic);
        if generator.chance(60) { around(generator, gap, 200) } else { any_amount(generator) }
    });
    CommitmentYear {
        commitment: dollars(commitment),
        organic: generator.chance(75).then(|| dollars(organic)),
        organic_after_discount: generator.chance(25),
        discount: if generator.chance(25) { Multiple::ZERO } else { part(generator) },
        ai: typed.map(dollars),
    }
}

/// Terms of providers in use and of others; of two for the same one the first holds.
fn terms(generator: &mut Generator, card: &RateCard, scenario: &Scenario) -> Vec<ProviderTerms> {
    let names = providers(generator, card, scenario);
    names.into_iter().map(|provider| one_of(generator, provider)).collect()
}

/// Rates with some providers, of any length; of two for the same one the first holds.
fn private_offers(generator: &mut Generator, card: &RateCard, scenario: &Scenario) -> Vec<PrivateOffer> {
    if generator.chance(65) {
        return Vec::new();
    }
    let names = providers(generator, card, scenario);
    let offer = |provider| PrivateOffer {
        provider,
        below_list: part(generator),
        months: Months::new(1 + generator.below(60)).unwrap_or_default(),
    };
    names.into_iter().map(offer).collect()
}

/// Providers in use and others.
fn providers(generator: &mut Generator, card: &RateCard, scenario: &Scenario) -> Vec<String> {
    let baselines = scenario.workloads.iter().map(|workload| &workload.placement);
    let routes = scenario.workloads.iter().flat_map(|workload| workload.routes.iter().map(|route| &route.placement));
    let models = baselines.chain(routes).filter_map(|placement| card.model(&placement.model));
    let mut names: Vec<String> = models.map(|model| card.provider_of(model).id.clone()).collect();
    names.retain(|_| generator.chance(60));
    if generator.chance(20) {
        names.extend(generator.pick(card.providers()).map(|provider| provider.id.clone()));
    }
    if generator.chance(5) {
        names.push("no-such-provider".to_owned());
    }
    names
}

fn one_of(generator: &mut Generator, provider: String) -> ProviderTerms {
    let counts = if generator.chance(45) { Counts::Marketplace } else { Counts::Part(part(generator)) };
    ProviderTerms { provider, earns: generator.chance(50), counts }
}
