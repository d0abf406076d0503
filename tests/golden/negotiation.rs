//! What a case expects of offers, clauses, alternatives and obligations.

use pricing::commitment::{
    Forecasted, HeldRates, Offers, Vary, alternatives, clauses, obligations, offers, rate_hold, years,
};
use pricing::money::Usd;
use pricing::price::PriceError;
use pricing::rates::{Elsewhere, RateCard};
use pricing::report::Report;
use pricing::scenario::Scenario;
use rust_decimal::Decimal;
use serde::Deserialize;
use vectors::text::clause_name;

use super::Expect;
use super::capacity::{Figures, of_figures};

/// Figures of an offer, a crossing, an alternative or an obligation, by its index.
#[derive(Deserialize)]
pub struct Entry {
    #[serde(
        default,
        alias = "offer",
        alias = "crossing",
        alias = "alternative",
        alias = "obligation",
        alias = "standing"
    )]
    index: usize,
    #[serde(flatten)]
    figures: Figures,
}

/// A clause, at its rank.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedClause {
    clause: String,
    without: String,
    with: String,
    value: String,
}

/// A rate hold by what prices have done, from the largest rise to the largest cut.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedHold {
    precedent: String,
    /// What each provider's prices follow, where they follow something.
    follows: Vec<String>,
    without: String,
    with: String,
    value: String,
}

type Named = Vec<(&'static str, Option<Decimal>)>;

/// The figures that differ.
pub fn differences(expect: &Expect, scenario: &Scenario, report: &Report, card: &RateCard) -> Vec<String> {
    let compared = scenario.commitment.as_ref().and_then(|commitment| offers(commitment, report, card));
    let mut found = if expect.compared.is_empty() {
        Vec::new()
    } else {
        of_figures(&expect.compared, Some(compared.as_ref().map_or_else(nothing_compared, whole)))
    };
    let compared = compared.as_ref();
    let owed = || {
        let commitment = scenario.commitment.as_ref()?;
        Some(obligations(commitment, &years(commitment, report, card)?, report, card))
    };
    let others = alternatives(scenario, report, card, Elsewhere::bundled());
    found.extend(of_entries("offer", &expect.offers, &|index| compared.and_then(|offers| offer(offers, index))));
    found.extend(of_entries("standing", &expect.standings, &|index| {
        compared.and_then(|offers| standing(offers, index))
    }));
    found.extend(of_entries("crossing", &expect.crossings, &|index| {
        compared.and_then(|offers| crossing(offers, index))
    }));
    found.extend(of_entries("alternative", &expect.alternatives, &|index| {
        let outlook = others.as_ref()?.get(index)?;
        // Units of a provider, or instances of one's own: the first kind.
        let fleet = outlook.fleets().first();
        let there = |workload: usize| {
            let own = outlook.provider.as_ref()?.workloads.get(workload)?;
            own.there.as_ref().ok().map(|month| month.amount())
        };
        let tokens = |side: usize| Some(Decimal::from(*outlook.tokens.as_ref()?.get(side)?));
        Some(vec![
            ("moved", Some(outlook.moved.amount())),
            ("cash", Some(outlook.cash.amount())),
            ("adds", Some(outlook.adds.amount())),
            ("owed", Some(outlook.owed.amount())),
            ("missing", Some(Decimal::from(u8::from(matches!(outlook.problem, Some(PriceError::MissingRate(_))))))),
            ("price", outlook.price.map(Usd::amount)),
            ("saves", outlook.saves().map(Usd::amount)),
            ("switching", Some(outlook.switching.amount())),
            (
                "months",
                outlook
                    .months_to_repay()
                    .and_then(|months| Decimal::try_from_i128_with_scale(i128::try_from(months).ok()?, 0).ok()),
            ),
            ("input", tokens(0)),
            ("output", tokens(1)),
            ("units", fleet.map(|it| Decimal::from(it.count))),
            ("load", fleet.map(|it| Decimal::from(it.load))),
            ("units_month", fleet.map(|it| it.month.amount())),
            ("utilisation", fleet.and_then(|it| it.utilisation)),
            ("break_even", fleet.and_then(|it| it.break_even)),
            ("storage", outlook.provider.as_ref().map(|own| own.storage.amount())),
            ("volume", outlook.own.as_ref().and_then(|own| own.break_even_volume)),
            ("workload_1", there(0)),
            ("workload_2", there(1)),
            ("workload_3", there(2)),
        ])
    }));
    found.extend(of_entries("obligation", &expect.obligations, &|index| {
        let owed = owed()?;
        let obligation = owed.get(index)?;
        Some(vec![
            ("month", Some(obligation.month.amount())),
            ("months", Some(Decimal::from(obligation.months))),
            ("owed", Some(obligation.owed.amount())),
            ("list", Some(obligation.spend.list.amount())),
            ("cash", Some(obligation.spend.cash.amount())),
            ("counted", Some(obligation.spend.counted.amount())),
        ])
    }));
    if let Some(expected) = &expect.clauses {
        found.extend(of_clauses(expected, scenario, report, card));
    }
    if let Some(expected) = &expect.rate_hold {
        found.extend(of_holds(expected, scenario, report, card));
    }
    found
}

fn of_entries(what: &str, expected: &[Entry], got: &dyn Fn(usize) -> Option<Named>) -> Vec<String> {
    let of_one = |entry: &Entry| {
        let found = of_figures(&entry.figures, got(entry.index));
        found.into_iter().map(|difference| format!("{what} {}, {difference}", entry.index)).collect::<Vec<_>>()
    };
    expected.iter().flat_map(of_one).collect()
}

fn whole(offers: &Offers) -> Named {
    let forecast = |index: usize| Some(offers.contract.forecasts.get(index)?.payment.amount());
    vec![
        ("horizon", Some(Decimal::from(offers.horizon))),
        ("crossings", Some(Decimal::from(offers.crossings.len()))),
        ("best_low", offers.best_at(0).map(Decimal::from)),
        ("best_likely", offers.best_at(1).map(Decimal::from)),
        ("best_high", offers.best_at(2).map(Decimal::from)),
        ("best_expected", offers.best_expected().map(Decimal::from)),
        ("contract_low", forecast(0)),
        ("contract_likely", forecast(1)),
        ("contract_high", forecast(2)),
        ("cheapest_low", Some(Decimal::from(offers.cheapest_at(0)))),
        ("cheapest_likely", Some(Decimal::from(offers.cheapest_at(1)))),
        ("cheapest_high", Some(Decimal::from(offers.cheapest_at(2)))),
        ("cheapest_expected", Some(Decimal::from(offers.cheapest_expected()))),
    ]
}

fn nothing_compared() -> Named {
    vec![("horizon", None)]
}

fn offer(offers: &Offers, index: usize) -> Option<Named> {
    let offer = offers.offers.get(index)?;
    let mut figures = vec![
        ("years", Some(Decimal::from(offer.years))),
        ("promised", Some(offer.promised.amount())),
        ("expected", Some(offer.expected.amount())),
    ];
    let names = [
        ["low", "low_shortfall", "low_credits", "low_retired"],
        ["likely", "likely_shortfall", "likely_credits", "likely_retired"],
        ["high", "high_shortfall", "high_credits", "high_retired"],
    ];
    for (names, forecasted) in names.into_iter().zip(&offer.forecasts) {
        let Forecasted { payment, shortfall, credits, retired, .. } = forecasted;
        let amounts = [payment, shortfall, credits, retired].map(|amount| Some(amount.amount()));
        figures.extend(names.into_iter().zip(amounts));
    }
    Some(figures)
}

/// An offer against the current contract.
fn standing(offers: &Offers, index: usize) -> Option<Named> {
    let standing = offers.standings.get(index)?;
    let [low, likely, high] = standing.saves.map(|saves| Some(saves.amount()));
    let parts = |parts: u64| Decimal::try_from_i128_with_scale(i128::from(parts), 4).ok();
    let above = |vary| standing.pays_above(vary);
    let turns = |index: usize| Some(Decimal::from(standing.turns.get(index)?.len()));
    Some(vec![
        ("saves_low", low),
        ("saves_likely", likely),
        ("saves_high", high),
        ("saves_expected", Some(standing.expected_saves.amount())),
        ("pays_above", above(Vary::All).and_then(|turn| parts(turn.demand))),
        ("spend_above", above(Vary::All).map(|turn| turn.spend.amount())),
        ("payment_above", above(Vary::All).map(|turn| turn.payment.amount())),
        ("contract_above", above(Vary::All).map(|turn| turn.contract_payment.amount())),
        ("ai_above", above(Vary::Ai).and_then(|turn| parts(turn.demand))),
        ("other_above", above(Vary::Other).and_then(|turn| parts(turn.demand))),
        ("turns", turns(0)),
        ("ai_turns", turns(1)),
        ("other_turns", turns(2)),
        ("discount_to_ask", standing.discount_to_ask.and_then(|ask| parts(ask.ten_thousandths()))),
        ("commitment_worth", standing.commitment_worth.map(|worth| worth.usd().amount())),
    ])
}

fn crossing(offers: &Offers, index: usize) -> Option<Named> {
    let crossing = offers.crossings.get(index)?;
    Some(vec![
        ("one", Some(Decimal::from(crossing.one))),
        ("other", Some(Decimal::from(crossing.other))),
        ("demand", Decimal::try_from_i128_with_scale(i128::from(crossing.demand), 4).ok()),
        ("payment", Some(crossing.payment.amount())),
        ("other_payment", Some(crossing.other_payment.amount())),
        ("used", crossing.used),
    ])
}

fn of_clauses(expected: &[ExpectedClause], scenario: &Scenario, report: &Report, card: &RateCard) -> Vec<String> {
    let got = || {
        let commitment = scenario.commitment.as_ref()?;
        Some(clauses(commitment, &years(commitment, report, card)?))
    };
    let got = got().unwrap_or_default();
    let names: Vec<&str> = got.iter().map(|clause| clause_name(clause.clause)).collect();
    if names != expected.iter().map(|clause| clause.clause.as_str()).collect::<Vec<_>>() {
        return vec![format!("clauses, ranked: {names:?}")];
    }
    let differ = |(expected, got): (&ExpectedClause, &pricing::commitment::ClauseValue)| {
        let amounts = [(&expected.without, got.without), (&expected.with, got.with), (&expected.value, got.value())];
        let same = amounts.iter().all(|(text, amount)| super::signed(text).map(Usd::new) == Some(*amount));
        (!same).then(|| format!("{}: {} - {} = {}", expected.clause, got.without, got.with, got.value()))
    };
    expected.iter().zip(&got).filter_map(differ).collect()
}

fn of_holds(expected: &[ExpectedHold], scenario: &Scenario, report: &Report, card: &RateCard) -> Vec<String> {
    let got = || {
        let commitment = scenario.commitment.as_ref()?;
        Some(rate_hold(commitment, &years(commitment, report, card)?, card))
    };
    let got = got().unwrap_or_default();
    let follows = |held: &HeldRates| {
        let items = held.followed.iter().filter_map(|own| Some(own.event.as_ref()?.item.to_owned()));
        (held.precedent.name().to_owned(), items.collect::<Vec<_>>())
    };
    let wanted = expected.iter().map(|held| (held.precedent.clone(), held.follows.clone()));
    let told: Vec<_> = got.iter().map(follows).collect();
    if told != wanted.collect::<Vec<_>>() {
        return vec![format!("rate holds: {told:?}")];
    }
    let differ = |(expected, got): (&ExpectedHold, &HeldRates)| {
        let amounts = [(&expected.without, got.without), (&expected.with, got.with), (&expected.value, got.value())];
        let same = amounts.iter().all(|(text, amount)| super::signed(text).map(Usd::new) == Some(*amount));
        (!same).then(|| format!("{}: {} - {} = {}", expected.precedent, got.without, got.with, got.value()))
    };
    expected.iter().zip(&got).filter_map(differ).collect()
}
