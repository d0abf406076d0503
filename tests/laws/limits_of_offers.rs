//! At the bounds offers, clauses and alternatives stay exact, and nothing overflows.

use pricing::bounds;
use pricing::commitment::{Clause, alternatives, clauses, offers, years};
use pricing::money::{Rate, Unit, Usd};
use pricing::price::price;
use pricing::quantity::{Dollars, Months, Multiple, Tokens, Years};
use pricing::rates::{Elsewhere, InferenceScope, Meter, RateCard};
use pricing::scenario::{
    Alternative, AlternativePrice, Capacity, Clauses, Commitment, CommitmentYear, Counts, Demand, Forecast, Forecasts,
    Measure, Offer, Placement, ProviderTerms, Scenario, Services, TypedPrice, Workload,
};
use rust_decimal::Decimal;

use crate::limits::typed;

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// A cent less than the bound.
const MOST: u64 = bounds::DOLLARS_MAX * 100 - 1;
/// Units of 10^-14 dollars in a cent.
const CENT: i128 = 1_000_000_000_000;

fn parts(parts: u64) -> Multiple {
    Multiple::of_ten_thousandths(parts).unwrap_or_default()
}

fn cents(cents: u64) -> Dollars {
    Dollars::of_cents(cents).unwrap_or_default()
}

/// An amount of so many 10^-14 dollars.
fn dollars(units: i128) -> Tried<Usd> {
    Ok(Usd::new(Decimal::try_from_i128_with_scale(units, 14).map_err(|error| error.to_string())?))
}

/// So many ten-thousandths of cents, half up.
fn scaled(cents: i128, parts: i128) -> i128 {
    (cents * parts * 2 + 10_000) / 20_000
}

/// A model of every provider on the card, each spending almost the bound a year: its month's tokens at a typed price.
fn every_provider(card: &RateCard) -> Tried<(Scenario, Vec<String>)> {
    let providers: Vec<String> = card.providers().iter().map(|provider| provider.id.clone()).collect();
    let model_of = |provider: &String| card.models().iter().find(|model| card.provider_of(model).id == *provider);
    let models: Vec<String> = providers.iter().filter_map(model_of).map(|model| model.id.clone()).collect();
    let tokens = Tokens::new(bounds::TOKENS_MAX / models.len() as u64).ok_or("tokens")?;
    let demand = Demand::Monthly { input: tokens, output: Tokens::ZERO };
    let place = |model: &String| Placement::new(model, InferenceScope::InRegion, "us-east-1");
    // Of 10^15 tokens each of them has a part, at a price that takes it just below 10^11 a year.
    let price = |model: &String| -> Tried<TypedPrice> {
        let highest = Decimal::from(bounds::DOLLARS_MAX * 1_000_000 / 12 / tokens.count());
        let amount = (highest - Decimal::new(12_345_679, 8)).to_string();
        Ok(TypedPrice { model: model.clone(), ..typed(Meter::Input, &amount, Unit::MillionTokens)? })
    };
    let scenario = Scenario {
        rates: card.date(),
        rules: pricing::scenario::Rules::V1,
        cache_in_batch: pricing::scenario::CacheInBatch::Halved,
        workloads: models.iter().map(|model| Workload::new("Limit", place(model), demand)).collect(),
        prices: models.iter().map(price).collect::<Tried<Vec<_>>>()?,
        thresholds: Vec::new(),
        capacity: Capacity::default(),
        commitment: None,
        alternatives: Vec::new(),
        services: Services::default(),
        billed: None,
    };
    Ok((scenario, providers))
}

/// At the bounds, with shares that have four places: what counts has fourteen.
fn at_the_bounds(providers: &[String]) -> Commitment {
    let terms = |(index, provider): (usize, &String)| ProviderTerms {
        provider: provider.clone(),
        earns: true,
        counts: if index % 4 == 3 { Counts::Marketplace } else { Counts::Part(parts(9_999 - index as u64)) },
    };
    let year = CommitmentYear {
        organic_after_discount: false,
        commitment: cents(MOST),
        organic: Some(cents(MOST - 2)),
        discount: parts(1_111),
        ai: None,
    };
    let offer = |discount: u64| Offer {
        name: String::new(),
        commitment: cents(MOST - discount),
        discount: parts(discount),
        years: Years::new(bounds::OFFER_YEARS_MAX).unwrap_or_default(),
        growth: Multiple::ONE,
        credits: cents(MOST),
        credit_months: Months::new(59).unwrap_or_default(),
    };
    let forecast = |demand, weight| Forecast { demand: parts(demand), ai: None, weight: parts(weight) };
    Commitment {
        measure: Measure::Net,
        negotiated: parts(1),
        terms: providers.iter().enumerate().map(terms).collect(),
        years: vec![year; bounds::COMMITMENT_YEARS_MAX],
        offers: [1, 3_333, 9_999, 10_000].map(offer).to_vec(),
        forecasts: Forecasts { low: forecast(30_000, 1), likely: forecast(29_999, 9_999), high: forecast(1, 10_000) },
        clauses: Clauses {
            price_rise: parts(100_000),
            rise_year: Years::default(),
            reduction: parts(9_999),
            migration_cost: cents(MOST),
            migration_months: parts(600_000),
        },
        ..Commitment::default()
    }
}

/// One year in 10^-14 dollars: usage, and what is paid.
struct Settled {
    usage: i128,
    paid: i128,
    shortfall: i128,
}

/// A year by whole numbers, measured net.
fn settle(promised: i128, discount: i128, organic: i128, ai: &[(i128, Counts)]) -> Settled {
    let usage_without = organic * (10_000 - discount) * CENT / 10_000;
    let (mut cash, mut open, mut capped) = (0, 0, 0);
    for (amount, counts) in ai {
        let own = amount * 9_999 * (10_000 - discount) * (CENT / 100_000_000);
        cash += own;
        match counts {
            Counts::Part(part) => open += own * i128::from(part.ten_thousandths()) / 10_000,
            Counts::Marketplace => capped += own,
        }
    }
    let retired = usage_without + open + capped.min(promised * CENT / 4);
    let shortfall = (promised * CENT - retired).max(0);
    Settled { usage: usage_without + cash, paid: usage_without + cash + shortfall, shortfall }
}

#[test]
fn the_largest_offers_of_every_provider_are_exact_to_the_cent() -> Tried {
    let card = RateCard::newest();
    let (scenario, providers) = every_provider(&card)?;
    let commitment = at_the_bounds(&providers);
    let scenario = Scenario { commitment: Some(commitment.clone()), ..scenario };
    assert_eq!(scenario.check(), vec![]);
    let report = price(&scenario, &card)?;
    let found = years(&commitment, &report, &card).ok_or("too large")?;
    let first = found.first().ok_or("no year")?;
    let ai = |demand: i128| -> Tried<Vec<(i128, Counts)>> {
        let spend = |spend: &pricing::commitment::AiSpend| -> Tried<(i128, Counts)> {
            let mut list = spend.list.amount();
            list.rescale(2);
            Ok((scaled(list.mantissa(), demand), spend.terms.counts))
        };
        first.ai.iter().map(spend).collect()
    };
    // Each provider spends more than nine tenths of the bound.
    assert!(ai(10_000)?.iter().all(|(spend, _)| *spend > i128::from(MOST) * 9 / 10), "{:?}", ai(10_000)?);
    assert_eq!(first.ai.len(), providers.len());
    let compared = offers(&commitment, &report, &card).ok_or("too large")?;
    for (offer, outlook) in commitment.offers.iter().zip(compared.offers.iter().skip(1)) {
        for (forecast, forecasted) in commitment.forecasts.all().iter().zip(&outlook.forecasts) {
            let demand = i128::from(forecast.demand.ten_thousandths());
            let (promised, discount) = (offer.commitment.cents(), offer.discount.ten_thousandths());
            let organic = scaled(i128::from(MOST - 2), demand);
            let year = settle(i128::from(promised), i128::from(discount), organic, &ai(demand)?);
            // 59 months: four years and eleven twelfths of the fifth, down to the cent.
            let within = year.usage * 4 + year.usage * 11 / (12 * CENT) * CENT;
            let credits = within.min(i128::from(MOST) * CENT);
            let paid = (year.paid * 5 - credits + CENT / 2) / CENT * CENT;
            assert_eq!((forecasted.payment, forecasted.credits), (dollars(paid)?, dollars(credits)?));
            assert_eq!(forecasted.shortfall, dollars(year.shortfall * 5)?);
        }
    }
    // A year whose commitment grows above the bound isn't compared.
    let mut growing = commitment;
    for offer in &mut growing.offers {
        offer.growth = parts(10_001);
    }
    assert_eq!(offers(&growing, &report, &card), None);
    Ok(())
}

#[test]
fn the_largest_clauses_and_alternatives_are_exact() -> Tried {
    let card = RateCard::newest();
    let (scenario, providers) = every_provider(&card)?;
    let commitment = at_the_bounds(&providers);
    let rate = Rate::new(Decimal::new(99_999_999_999, 8), Unit::MillionTokens)?;
    let alternative =
        |price, share| Alternative { name: String::new(), price, share: parts(share), switching: cents(MOST) };
    let alternatives_given = vec![
        alternative(AlternativePrice::Tokens { input: rate, output: rate }, 10_000),
        alternative(AlternativePrice::Monthly(cents(MOST)), 9_999),
        alternative(AlternativePrice::Monthly(cents(1)), 1),
    ];
    let scenario = Scenario { alternatives: alternatives_given, ..scenario };
    assert_eq!(scenario.check(), vec![]);
    let report = price(&scenario, &card)?;
    let found = years(&commitment, &report, &card).ok_or("too large")?;
    let first = found.first().ok_or("no year")?;
    let mut spends = Vec::new();
    for spend in &first.ai {
        let mut list = spend.list.amount();
        list.rescale(2);
        spends.push((list.mantissa(), spend.terms.counts));
    }
    let organic = i128::from(MOST - 2);
    let year = |ai: &[(i128, Counts)]| settle(i128::from(MOST), 1_111, organic, ai);
    let eleven: Vec<_> = spends.iter().map(|(list, counts)| (list * 11, *counts)).collect();
    for own in clauses(&commitment, &found) {
        match own.clause {
            Clause::RateHold => {
                assert_eq!(
                    (own.without, own.with),
                    (dollars(year(&eleven).paid * 5)?, dollars(year(&spends).paid * 5)?)
                );
            }
            Clause::DeprecationParity => assert_eq!(own.without, dollars(i128::from(MOST) * CENT * 60)?),
            _ => assert!(own.value() >= Usd::ZERO, "{own:?}"),
        }
    }
    // Without a commitment: the token price of all tokens is beyond every saving; a ten-thousandth that moves for a cent saves.
    let others = alternatives(&scenario, &report, &card, Elsewhere::bundled()).ok_or("too large")?;
    let [by_tokens, monthly, cheap] = others.as_slice() else { return Err("three were expected".into()) };
    let listed: i128 = spends.iter().map(|(list, _)| list * CENT).sum();
    let tokens = by_tokens.tokens.ok_or("tokens")?;
    assert_eq!(by_tokens.price, Some(dollars(i128::from(tokens.iter().sum::<u64>()) * 99_999_999_999 * 12)?));
    assert_eq!((by_tokens.adds, by_tokens.months_to_repay()), (dollars(listed)?, None));
    let stays = |share: i128| -> i128 { spends.iter().map(|(list, _)| list - scaled(*list, share)).sum() };
    assert_eq!(monthly.adds, dollars(listed - stays(9_999) * CENT)?);
    assert_eq!(monthly.price, Some(dollars(i128::from(MOST) * CENT * 12)?));
    let saves = listed - stays(1) * CENT - 12 * CENT;
    assert_eq!(cheap.saves(), Some(dollars(saves)?));
    let months = (i128::from(MOST) * CENT * 12 + saves - 1) / saves;
    assert_eq!(cheap.months_to_repay(), u128::try_from(months).ok());
    Ok(())
}
