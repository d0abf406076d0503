//! Alternatives to Bedrock: what moves, what stays, and what it costs there.

use pricing::commitment::{alternatives, years};
use pricing::money::{Rate, Unit, Usd};
use pricing::price::{PriceError, price};
use pricing::quantity::{Dollars, Multiple};
use pricing::rates::{Buying, Elsewhere, Meter, Offered, PromptLength, RateCard, RateKey};
use pricing::report::{LineItem, Report};
use pricing::scenario::{
    Alternative, AlternativePrice, CacheInBatch, Caching, Capacity, CustomServing, OtherProvider, Place, Placement,
    Rules, Scenario, Services, TypedPrice,
};
use rust_decimal::Decimal;
use vectors::{Generator, any, same_prices, with_alternatives};

use crate::{CASES_OF_ALTERNATIVES, Verdict, equal, law_on};

/// The scenario with one alternative, changed.
fn alone(scenario: &Scenario, generator: &mut Generator) -> Result<Scenario, String> {
    let one = generator.pick(&scenario.alternatives).cloned().ok_or("no alternative")?;
    Ok(Scenario { alternatives: vec![one], ..scenario.clone() })
}

#[test]
fn an_alternative_that_moves_nothing_saves_what_it_costs_less_than_nothing() {
    law_on(CASES_OF_ALTERNATIVES, 105, with_alternatives, |scenario, report, card, generator| {
        let mut scenario = alone(scenario, generator)?;
        for alternative in &mut scenario.alternatives {
            alternative.share = Multiple::ZERO;
        }
        let Some(found) = alternatives(&scenario, report, card, Elsewhere::bundled()) else {
            return Ok(Verdict::Silent);
        };
        for outlook in &found {
            let nothing = (outlook.moved, outlook.cash, outlook.adds, outlook.months_to_repay());
            equal("nothing moves", nothing, (Usd::ZERO, Usd::ZERO, Usd::ZERO, None))?;
            equal("saves", outlook.saves(), outlook.price.map(|price| -price))?;
            equal("tokens", outlook.tokens.unwrap_or_default(), [0, 0])?;
            equal(
                "by tokens it is free",
                outlook.tokens.is_none() || outlook.price.unwrap_or(Usd::ZERO) == Usd::ZERO,
                true,
            )?;
        }
        Ok(if found.is_empty() { Verdict::Silent } else { Verdict::Holds })
    });
}

#[test]
fn moving_everything_leaves_what_is_paid_without_ai() {
    law_on(CASES_OF_ALTERNATIVES, 106, with_alternatives, |scenario, report, card, generator| {
        let mut scenario = alone(scenario, generator)?;
        // Services stay on Bedrock, whatever moves.
        if !scenario.services.is_none() {
            return Ok(Verdict::Silent);
        }
        for alternative in &mut scenario.alternatives {
            alternative.share = Multiple::ONE;
        }
        let Some(found) = alternatives(&scenario, report, card, Elsewhere::bundled()) else {
            return Ok(Verdict::Silent);
        };
        let commitment = scenario.commitment.as_ref();
        let year = commitment.and_then(|commitment| years(commitment, report, card)).unwrap_or_default();
        let Some((outlook, year)) = found.first().zip(year.first()) else { return Ok(Verdict::Silent) };
        equal("moved, and owed", outlook.moved + outlook.owed, year.ai_list())?;
        if outlook.owed > Usd::ZERO {
            return Ok(Verdict::Silent);
        }
        equal("cash", outlook.cash, year.ai_cash())?;
        equal("adds", outlook.adds, year.incremental())
    });
}

/// The price of a key here: typed, for its place before one for every place, else the card's.
fn price_here(scenario: &Scenario, card: &RateCard, key: &RateKey<'_>) -> Option<TypedPrice> {
    let place = Place { scope: key.scope, region: key.region.to_owned() };
    let is_of = |price: &&TypedPrice| {
        price.model == key.model
            && (price.buying, price.length, price.meter) == (key.buying, key.length, key.meter)
            && price.place.as_ref().is_none_or(|own| *own == place)
    };
    let typed = || scenario.prices.iter().filter(is_of);
    let typed = typed().find(|price| price.place.is_some()).or_else(|| typed().next());
    let rate = typed.map(|price| price.rate).or_else(|| card.rate(key).map(|listed| listed.rate))?;
    let (model, buying, length, meter) = (key.model.to_owned(), key.buying, key.length, key.meter);
    Some(TypedPrice { model, place: Some(place), buying, length, meter, rate })
}

/// The prices that decide what is bought here although nothing is billed by them: those of a custom model on demand that serves
/// nothing, and those of cache reads where a part only writes. `None` where one of them isn't known here either.
fn unbilled(scenario: &Scenario, report: &Report, card: &RateCard) -> Option<Vec<TypedPrice>> {
    let mut found = Vec::new();
    for custom in &scenario.capacity.customs {
        if custom.serving == CustomServing::OnDemand {
            let Placement { model, scope, region } = &custom.placement;
            for meter in [Meter::Input, Meter::Output] {
                let (buying, length) = (Buying::Custom, PromptLength::Ordinary);
                found.push(price_here(
                    scenario,
                    card,
                    &RateKey { model, scope: *scope, region, buying, length, meter },
                )?);
            }
        }
    }
    let of = |line: &LineItem| (line.workload, line.route, line.buying, line.length);
    for write in &report.lines {
        let is_write = !matches!(write.meter, Meter::Input | Meter::Output | Meter::CacheRead);
        let reads = |line: &LineItem| of(line) == of(write) && line.meter == Meter::CacheRead;
        if is_write && !report.lines.iter().any(reads) {
            let key = RateKey { meter: Meter::CacheRead, ..write.key() };
            let at_standard = RateKey { buying: Buying::Standard, ..key };
            let read = price_here(scenario, card, &key).or_else(|| price_here(scenario, card, &at_standard));
            found.push(read?);
        }
    }
    Some(found)
}

/// The prices that a scenario has, held against it as an alternative's, give its total. Left out is what the law isn't about:
///
/// - AI spend that is typed: it stands in place of the scenario's tokens.
/// - More prices than an alternative can have.
/// - A total of 0: it is no price (docs/arithmetic.md, "Alternatives").
/// - A custom model that serves nothing, and a cache that is only written, for which a price that nothing is billed by isn't known
///   here: whether it is bought, or cached, there can't be said then.
///
/// Services stay on Bedrock. Theirs and the models' spend of one provider are taken to the cent together, and there the models'
/// alone, so that a cent a provider can lie between them.
#[test]
fn the_same_prices_elsewhere_give_the_same_total() {
    law_on(CASES_OF_ALTERNATIVES, 110, any, |scenario, _, card, generator| {
        let mut scenario = Scenario { rules: Rules::V2, ..scenario.clone() };
        for year in scenario.commitment.iter_mut().flat_map(|commitment| &mut commitment.years) {
            year.ai = None;
        }
        scenario.alternatives = Vec::new();
        let Ok(report) = price(&scenario, card) else { return Ok(Verdict::Silent) };
        let mut prices = same_prices(&scenario, card);
        let Some(more) = unbilled(&scenario, &report, card) else { return Ok(Verdict::Silent) };
        prices.extend(more);
        let billed = report.lines.len() + report.charges.len();
        let nothing_runs = report.inference() == Usd::ZERO && report.inference_once() == Usd::ZERO;
        if nothing_runs || billed.max(prices.len()) > pricing::bounds::TYPED_PRICES_MAX {
            return Ok(Verdict::Silent);
        }
        let share = Multiple::of_ten_thousandths(generator.below(10_001)).unwrap_or_default();
        scenario.alternatives = [Multiple::ONE, share]
            .into_iter()
            .map(|share| Alternative {
                name: String::new(),
                price: AlternativePrice::Prices(prices.clone()),
                share,
                switching: Dollars::default(),
            })
            .collect();
        let found = alternatives(&scenario, &report, card, Elsewhere::bundled()).unwrap_or_default();
        let [all, part] = found.as_slice() else { return Ok(Verdict::Silent) };
        let cents = if scenario.services.is_none() { 0 } else { card.providers().len() + 1 };
        let alike = |what: &str, price: Option<Usd>, here: Usd| {
            let apart = price.map(|price| (price - here).amount().abs());
            let within = apart.is_some_and(|apart| apart <= Decimal::new(i64::try_from(cents).unwrap_or(0), 2));
            if within { Ok(()) } else { Err(format!("{what}: {price:?} is not {here:?}")) }
        };
        equal("no price is missing", &all.problem, &None)?;
        alike("all of it", all.price, all.moved + all.owed)?;
        if all.owed == Usd::ZERO {
            alike("a part", part.price, part.moved)?;
            if scenario.commitment.is_none() {
                alike("nothing is saved", part.saves(), Usd::ZERO)?;
            }
        }
        Ok(Verdict::Holds)
    });
}

#[test]
fn the_same_card_elsewhere_gives_the_same_total() -> Result<(), String> {
    // Bedrock's own rates as those of other providers: who makes a model sells it.
    let same = Elsewhere::decode(pricing::rates::BUNDLED).map_err(|error| error.to_string())?;
    law_on(CASES_OF_ALTERNATIVES, 112, any, |scenario, _, card, generator| {
        let first = scenario.workloads.first().ok_or("no workload")?;
        let maker = |model: &str| card.model(model).map(|model| card.provider_of(model).id.clone());
        let Some(seller) = maker(&first.placement.model) else { return Ok(Verdict::Silent) };
        let mut scenario = Scenario {
            rules: Rules::V2,
            cache_in_batch: CacheInBatch::NotCached,
            prices: Vec::new(),
            thresholds: Vec::new(),
            capacity: Capacity::default(),
            services: Services::default(),
            commitment: None,
            ..scenario.clone()
        };
        // The most that a model caches is Bedrock's rule: other providers' cards have none.
        let is_capped = |model: &str| card.model(model).is_some_and(|model| model.cache_maximum.is_some());
        scenario.workloads.retain(|workload| {
            let routes = workload.routes.iter().map(|route| &route.placement.model);
            let mut all = core::iter::once(&workload.placement.model).chain(routes);
            let is_cached = workload.caching != Caching::None;
            all.all(|model| maker(model).as_deref() == Some(&seller) && !(is_cached && is_capped(model)))
        });
        let part = Multiple::of_ten_thousandths(generator.below(10_001)).unwrap_or_default();
        scenario.alternatives = [Multiple::ONE, part]
            .into_iter()
            .map(|share| Alternative {
                name: String::new(),
                price: AlternativePrice::Provider(OtherProvider::new(&seller, scenario.rates)),
                share,
                switching: Dollars::default(),
            })
            .collect();
        let Ok(report) = price(&scenario, card) else { return Ok(Verdict::Silent) };
        let found = alternatives(&scenario, &report, card, &same).unwrap_or_default();
        let [all, part] = found.as_slice() else { return Ok(Verdict::Silent) };
        let there = all.provider.as_ref().ok_or("no provider")?;
        let lines_at = |own: &Offered| {
            let at = (own.model.clone(), own.asked, own.region.clone());
            let place = |place: &Placement| (place.model.clone(), place.scope, place.region.clone());
            report.lines.iter().filter(move |line| place(&line.placement) == at)
        };
        // A place that lists prices of long prompts alone isn't one where the model is sold: the next one is.
        let is_long_alone = |own: &Offered| lines_at(own).all(|line| line.length == PromptLength::Long);
        if there.offered.iter().any(|own| own.given != own.asked && lines_at(own).count() > 0 && is_long_alone(own)) {
            return Ok(Verdict::Silent);
        }
        equal("no price is missing", &all.problem, &None)?;
        equal("all of it", all.price, Some(all.moved))?;
        equal("a part of it", part.price, Some(part.moved))?;
        for own in &there.workloads {
            equal("each workload", own.there.as_ref().ok(), Some(&own.here))?;
        }
        // Where nothing runs no place needs a price.
        let runs = |own: &&Offered| lines_at(own).count() > 0;
        equal("every place is the same", there.offered.iter().filter(runs).all(|own| own.given == own.asked), true)
    });
    Ok(())
}

#[test]
fn a_workload_that_moves_leaves_its_share() {
    law_on(CASES_OF_ALTERNATIVES, 113, any, |scenario, _, card, generator| {
        let mut scenario = Scenario {
            rules: Rules::V2,
            capacity: Capacity::default(),
            services: Services::default(),
            commitment: None,
            ..scenario.clone()
        };
        scenario.workloads.truncate(1);
        let share = Multiple::of_ten_thousandths(generator.below(10_001)).unwrap_or_default();
        scenario.alternatives = vec![Alternative {
            name: String::new(),
            price: AlternativePrice::Provider(OtherProvider::new("anthropic-api", Elsewhere::bundled().newest())),
            share,
            switching: Dollars::default(),
        }];
        let Ok(report) = price(&scenario, card) else { return Ok(Verdict::Silent) };
        let found = alternatives(&scenario, &report, card, Elsewhere::bundled()).unwrap_or_default();
        let Some(outlook) = found.first() else { return Ok(Verdict::Silent) };
        let own = outlook.provider.as_ref().and_then(|provider| provider.workloads.first()).ok_or("no workload")?;
        equal("it is all that runs", own.adds, Some(outlook.adds))?;
        equal("a month of it", own.here, report.month())
    });
}

#[test]
fn a_price_that_is_taken_away_elsewhere_is_named() {
    law_on(CASES_OF_ALTERNATIVES, 111, any, |scenario, _, card, generator| {
        let mut scenario = Scenario { rules: Rules::V2, commitment: None, ..scenario.clone() };
        let Ok(report) = price(&scenario, card) else { return Ok(Verdict::Silent) };
        let mut prices = same_prices(&scenario, card);
        let Some(line) = generator.pick(&report.lines) else { return Ok(Verdict::Silent) };
        let key = line.key();
        let by_token = |other: &pricing::scenario::TypedPrice| {
            (other.model.as_str(), other.buying, other.length, other.meter)
                == (key.model, key.buying, key.length, key.meter)
        };
        // With counts of a few tokens a line may be of none, and its price isn't among them.
        let all = Alternative {
            name: String::new(),
            price: AlternativePrice::Prices(prices.clone()),
            share: Multiple::ONE,
            switching: Dollars::default(),
        };
        let complete = Scenario { alternatives: vec![all], ..scenario.clone() };
        let complete = alternatives(&complete, &report, card, Elsewhere::bundled());
        if complete.is_none_or(|found| found.first().is_none_or(|found| found.problem.is_some())) {
            return Ok(Verdict::Silent);
        }
        prices.retain(|price| !by_token(price));
        // Routes and batches of a model without prices of a cache aren't cached: then none is missing.
        let is_cache = !matches!(line.meter, Meter::Input | Meter::Output);
        if is_cache || line.buying == Buying::Custom || prices.len() >= pricing::bounds::TYPED_PRICES_MAX {
            return Ok(Verdict::Silent);
        }
        scenario.alternatives = vec![Alternative {
            name: String::new(),
            price: AlternativePrice::Prices(prices),
            share: Multiple::ONE,
            switching: Dollars::default(),
        }];
        let Some(found) = alternatives(&scenario, &report, card, Elsewhere::bundled()) else {
            return Ok(Verdict::Silent);
        };
        let Some(PriceError::MissingRate(missing)) = found.first().and_then(|found| found.problem.as_ref()) else {
            return Err(format!("{key:?} isn't missing: {found:?}"));
        };
        let named = (missing.placement.model.as_str(), missing.buying, missing.length, missing.meter);
        equal("named", named, (key.model, key.buying, key.length, key.meter))
    });
}

#[test]
fn months_to_repay_are_the_least_that_do() {
    law_on(CASES_OF_ALTERNATIVES, 107, with_alternatives, |scenario, report, card, _| {
        let Some(found) = alternatives(scenario, report, card, Elsewhere::bundled()) else {
            return Ok(Verdict::Silent);
        };
        let mut tried = false;
        for outlook in &found {
            equal("what it saves is known by its price", outlook.saves().is_some(), outlook.price.is_some())?;
            let Some(saves) = outlook.saves() else { continue };
            let once = outlook.switching.times(12);
            let Some(months) = outlook.months_to_repay() else {
                equal("it never saves", saves > Usd::ZERO, false)?;
                continue;
            };
            // In units of 10^-14 dollars: saves x months may be too large for a decimal.
            let units = |amount: Usd| {
                let amount = amount.amount();
                u128::try_from(amount.mantissa())
                    .ok()
                    .map(|units| units * 10_u128.pow(14_u32.saturating_sub(amount.scale())))
            };
            let (Some(saves), Some(once)) = (units(saves), units(once)) else { return Err("negative".to_owned()) };
            let repaid = |months: u128| saves.checked_mul(months).is_none_or(|saved| saved >= once);
            equal(
                "repaid then, not a month before",
                (repaid(months), months > 0 && repaid(months - 1)),
                (true, false),
            )?;
            tried |= months > 1;
        }
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn without_a_commitment_what_moves_saves_its_list_price() {
    law_on(CASES_OF_ALTERNATIVES, 108, with_alternatives, |scenario, report, card, generator| {
        let mut scenario = alone(scenario, generator)?;
        scenario.commitment = None;
        let free = Rate::new(Decimal::ZERO, Unit::MillionTokens).map_err(|error| error.to_string())?;
        for alternative in &mut scenario.alternatives {
            alternative.price = AlternativePrice::Tokens { input: free, output: free };
            alternative.switching = Dollars::default();
        }
        let found = alternatives(&scenario, report, card, Elsewhere::bundled());
        let Some(outlook) = found.as_ref().and_then(|found| found.first()) else { return Ok(Verdict::Silent) };
        let unknown = (outlook.cash, outlook.adds, outlook.saves(), outlook.price, outlook.months_to_repay());
        equal("nothing runs for nothing", unknown, (outlook.moved, outlook.moved, None, None, None))?;
        for alternative in &mut scenario.alternatives {
            alternative.price = AlternativePrice::Monthly(Dollars::of_cents(1).ok_or("a cent")?);
        }
        let found = alternatives(&scenario, report, card, Elsewhere::bundled());
        let Some(outlook) = found.as_ref().and_then(|found| found.first()) else { return Ok(Verdict::Silent) };
        let (moved, price) = (outlook.moved, Usd::new(Decimal::new(12, 2)));
        let amounts = (outlook.cash, outlook.adds, outlook.saves(), outlook.price);
        equal("all of it", amounts, (moved, moved, Some(moved - price), Some(price)))?;
        let months = (moved > price).then_some(0);
        equal("a switch for nothing is repaid at once", outlook.months_to_repay(), months)?;
        Ok(if months.is_some() { Verdict::Holds } else { Verdict::Silent })
    });
}
