//! What capacity costs, by hand.

use exchange::link::LinkReason;
use pricing::capacity::{Sizes, purchase_outlook};
use pricing::ladder::Lever;
use pricing::money::{Rate, Unit, Usd};
use pricing::price::price;
use pricing::quantity::{ModelUnits, Share, Tokens, TokensPerMinute};
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard};
use pricing::scenario::{
    Bought, CacheInBatch, CacheLifetime, Caching, Capacity, CustomModel, CustomServing, Demand, Load, Placement,
    Purchase, ReservedTerm, Rules, Scenario, ServiceTier, Services, Term, Throughput, TypedPrice, Workload,
};
use rust_decimal::Decimal;

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn dollars(text: &str) -> Usd {
    Usd::new(number(text))
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap_or(Decimal::MIN)
}

fn tokens(count: u64) -> Tokens {
    Tokens::new(count).unwrap_or_default()
}

fn unit_price(buying: Buying, amount: &str) -> Tried<TypedPrice> {
    Ok(TypedPrice {
        model: "claude-sonnet-4.5".into(),
        place: None,
        buying,
        length: PromptLength::Ordinary,
        meter: Meter::ModelUnit,
        rate: Rate::new(number(amount), Unit::ModelUnitHour)?,
    })
}

/// The worked estate with caching and batch, on one six-month unit of 100,000 tokens a minute at $22.00 an hour.
fn estate_on_units() -> Tried<Scenario> {
    let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
    let demand = Demand::Monthly { input: tokens(2_400_000_000), output: tokens(600_000_000) };
    let mut workload = Workload::new("Estate", placement.clone(), demand);
    let cached = Share::new(1, 3).ok_or("share")?;
    let lifetime = CacheLifetime::default();
    workload.caching = Caching::Share { cached, reads_per_write: None, lifetime, hour_share: Share::NONE };
    workload.batch = Share::new(2, 5).ok_or("share")?;
    let purchase = Purchase {
        placement,
        bought: Bought::Units {
            units: ModelUnits::default(),
            term: Term::SixMonths,
            throughput: Throughput::Blended(TokensPerMinute::default()),
        },
        serves: None,
        load: Load::Flat,
    };
    Ok(Scenario {
        rates: RateCard::newest().date(),
        rules: Rules::V1,
        cache_in_batch: CacheInBatch::Halved,
        workloads: vec![workload],
        prices: vec![
            unit_price(Buying::NoCommitment, "44")?,
            unit_price(Buying::OneMonth, "39.6")?,
            unit_price(Buying::SixMonths, "22")?,
        ],
        thresholds: Vec::new(),
        capacity: Capacity { purchases: vec![purchase], ..Capacity::default() },
        commitment: None,
        alternatives: Vec::new(),
        services: Services::default(),
        billed: None,
    })
}

#[test]
fn one_six_month_unit_carries_the_worked_estate() -> Tried {
    let (scenario, card) = (estate_on_units()?, RateCard::newest());
    let report = price(&scenario, &card)?;
    assert_eq!(report.month(), dollars("16060"));
    assert_eq!(report.lines.len(), 0);
    let ladder = report.ladder?;
    assert_eq!(ladder.list, dollars("16200"));
    assert_eq!(ladder.change(Lever::Caching), dollars("-2160"));
    assert_eq!(ladder.change(Lever::Batch), dollars("-2808"));
    assert_eq!(ladder.change(Lever::Capacity), dollars("4828"));
    let outlook = purchase_outlook(&scenario, &card, 0).ok_or("no outlook")?;
    let side = outlook.sides.first().ok_or("no side")?;
    assert_eq!(side.list, Some(dollars("16200")));
    assert_eq!(side.otherwise, Some(dollars("11232")));
    let at = |term: usize, cost: &str| {
        let hourly = outlook.terms.get(term)?.hourly.first().copied()??;
        side.break_even(hourly, dollars(cost), 730)
    };
    // 44 / (6M an hour x $5.40 a million) = 44 / 32.40.
    assert_eq!(at(0, "16200"), Some(number("1.358024691358")));
    assert_eq!(at(1, "16200"), Some(number("1.222222222222")));
    assert_eq!(at(2, "16200"), Some(number("0.679012345679")));
    // 3,000M of 4,380M.
    assert_eq!(side.utilisation(), Some(number("0.684931506849")));
    // Against caching and batch a unit never pays: 16,060 against 11,232.
    assert_eq!(side.best(dollars("16060")), Some(Sizes { units: 0, cost: dollars("11232") }));
    Ok(())
}

#[test]
fn the_best_number_of_units_leaves_a_spill() -> Tried {
    let (mut scenario, card) = (estate_on_units()?, RateCard::newest());
    let hourly = [2_u64, 8, 14].map(|millions| [tokens(millions * 1_000_000); 8]).concat();
    for workload in &mut scenario.workloads {
        workload.caching = Caching::None;
        workload.batch = Share::NONE;
        // 192M a day for thirty days, four fifths of it input: $5.40 a million.
        workload.demand = Demand::Monthly { input: tokens(4_608_000_000), output: tokens(1_152_000_000) };
    }
    scenario.capacity.hours = pricing::quantity::Hours::new(720).ok_or("hours")?;
    for purchase in &mut scenario.capacity.purchases {
        purchase.load = Load::Hourly(hourly.clone());
    }
    let outlook = purchase_outlook(&scenario, &card, 0).ok_or("no outlook")?;
    let side = outlook.sides.first().ok_or("no side")?;
    let monthly = dollars("22").times(720);
    for (units, daily) in [(0, "1036.8"), (1, "960"), (2, "1142.4"), (3, "1584")] {
        assert_eq!(side.cost_with(units, monthly), Some(dollars(daily).times(30)), "{units} units");
    }
    assert_eq!(side.best(monthly), Some(Sizes { units: 1, cost: dollars("28800") }));
    assert_eq!(side.sizing.mean_and_peak(), (2, 3));
    assert_eq!(price(&scenario, &card)?.month(), dollars("28800"));
    Ok(())
}

/// Fresh traffic of Sonnet 4.5 at list, on a reservation of 100,000 input and 10,000 output tokens a minute for a month.
fn on_a_reservation() -> Tried<Scenario> {
    let mut scenario = estate_on_units()?.under(Rules::V2);
    for workload in &mut scenario.workloads {
        workload.caching = Caching::None;
        workload.batch = Share::NONE;
    }
    let rate = |rate| TokensPerMinute::new(rate).ok_or("a rate");
    let bought = Bought::Reserved { input: rate(100_000)?, output: rate(10_000)?, term: ReservedTerm::OneMonth };
    for purchase in &mut scenario.capacity.purchases {
        purchase.bought = bought;
    }
    Ok(scenario)
}

#[test]
fn a_reservation_serves_whole_requests_wherever_it_is_shown() -> Tried {
    let (mut scenario, card) = (on_a_reservation()?, RateCard::newest());
    // Output is the tighter side: 438M of 600M, so 73% of all requests. 19,710 + 27% of 7,200 + 9,000.
    assert_eq!(price(&scenario, &card)?.month(), dollars("24084"));
    let outlook = purchase_outlook(&scenario, &card, 0).ok_or("no outlook")?;
    let [input, output] = outlook.sides.as_slice() else { return Err("two sides".into()) };
    assert_eq!((input.served(), input.overflow()), (1_752_000_000, 648_000_000));
    assert_eq!((output.served(), output.overflow()), (438_000_000, 162_000_000));
    // 1,752M of 4,380M.
    assert_eq!((input.utilisation(), output.utilisation()), (Some(number("0.4")), Some(number("1"))));
    assert_eq!((input.overflow_cost(), output.overflow_cost()), (Some(dollars("1944")), Some(dollars("2430"))));
    let purchase = scenario.capacity.purchases.first().ok_or("no purchase")?;
    let decision = explain::provisioned::decision(&outlook, purchase, &scenario, &card);
    assert_eq!(decision.lead, "Don’t reserve this capacity for Estate.");
    assert_eq!(
        decision.reason,
        "The input you reserve would be 40% busy, the output 100%. It costs $7,884 more a month than paying by the token."
    );
    // Flex costs half: 8,100 without the reservation. What overflows is Standard all the same.
    for workload in &mut scenario.workloads {
        workload.tier = ServiceTier::Flex;
    }
    let flex = [
        (Meter::Input, Rate::new(number("1.5"), Unit::MillionTokens)?),
        (Meter::Output, Rate::new(number("7.5"), Unit::MillionTokens)?),
    ];
    scenario.prices.extend(flex.map(|(meter, rate)| TypedPrice {
        model: "claude-sonnet-4.5".into(),
        place: None,
        buying: Buying::Flex,
        length: PromptLength::Ordinary,
        meter,
        rate,
    }));
    assert_eq!(price(&scenario, &card)?.month(), dollars("24084"));
    let outlook = purchase_outlook(&scenario, &card, 0).ok_or("no outlook")?;
    assert_eq!(outlook.sides.first().and_then(pricing::capacity::Side::overflow_cost), Some(dollars("1944")));
    let purchase = scenario.capacity.purchases.first().ok_or("no purchase")?;
    let decision = explain::provisioned::decision(&outlook, purchase, &scenario, &card);
    assert!(
        decision.reason.ends_with("It costs $15,984 more a month than paying by the token."),
        "{}",
        decision.reason
    );
    Ok(())
}

#[test]
fn the_decision_is_a_sentence() -> Tried {
    let (scenario, card) = (estate_on_units()?, RateCard::newest());
    let outlook = purchase_outlook(&scenario, &card, 0).ok_or("no outlook")?;
    let purchase = scenario.capacity.purchases.first().ok_or("no purchase")?;
    let decision = explain::provisioned::decision(&outlook, purchase, &scenario, &card);
    assert_eq!(decision.lead, "Buy no model units for Estate.");
    // 3,000M of 4,380M is 68%; 22 / (6M an hour x 11,232 / 3,000M) = 22 / 22.464 is 98%.
    assert_eq!(decision.reason, "One unit would be busy 68% of the month. The six-month term needs 98% to pay off.");
    Ok(())
}

#[test]
fn a_link_carries_capacity() -> Tried {
    let dates = RateCard::dates();
    let mut scenario = estate_on_units()?;
    let placement = Placement::new("command", InferenceScope::InRegion, "us-west-2");
    let link = exchange::link::encode(&scenario);
    assert!(link.contains("&p1.model=claude-sonnet-4.5&p1.units=1,six-months,100000&end"), "{link}");
    let rate = |count| TokensPerMinute::new(count).ok_or("tokens a minute");
    let reserved = Bought::Reserved { input: rate(100_000)?, output: rate(10_000)?, term: ReservedTerm::ThreeMonths };
    let split = Throughput::Split { input: rate(80_000)?, output: rate(20_000)? };
    let units = Bought::Units { units: ModelUnits::new(3).ok_or("units")?, term: Term::None, throughput: split };
    let loads = [Load::Window { hours: 4, days: 7 }, Load::Hourly([2, 0, 14].map(tokens).to_vec())];
    for ((bought, load), serves) in [reserved, units].into_iter().zip(loads).zip([vec![], vec![0]]) {
        scenario.capacity.purchases.push(Purchase { placement: placement.clone(), bought, serves: Some(serves), load });
    }
    scenario.capacity.hours = pricing::quantity::Hours::new(744).ok_or("hours")?;
    scenario.capacity.customs = vec![
        CustomModel {
            workload: Some(0),
            serving: CustomServing::Import,
            training_tokens: tokens(10_000_000),
            epochs: pricing::quantity::Epochs::new(3).ok_or("epochs")?,
            stored: false,
            import_units: ModelUnits::new(8).ok_or("units")?,
            windows: pricing::quantity::Windows::new(400).ok_or("windows")?,
            ..CustomModel::new(placement.clone())
        },
        CustomModel::new(placement),
    ];
    let link = exchange::link::encode(&scenario);
    let decoded = exchange::link::decode(&link, &dates);
    assert_eq!(decoded.problems, [], "{link}");
    assert_eq!(decoded.scenario.as_ref(), Some(&scenario), "{link}");
    for (bad, reason) in [
        ("p1.units=0,six-months,1", LinkReason::BadValue),
        ("p1.reserved=1,1,one-month", LinkReason::NoModel),
        ("p1.model=x&p1.units=1,six-months,1&p1.reserved=1,1,one-month", LinkReason::Contradiction),
        ("p1.model=x", LinkReason::NothingBought),
        ("p1.model=x&p1.model=y&p1.units=1,one-month,1", LinkReason::Repeated),
        ("p1.model=x&p1.units=1,one-month,1&p1.load=hours:1,x", LinkReason::BadValue),
        ("c1.model=x&c1.load=window:1,1", LinkReason::UnknownField),
        ("q1.model=x", LinkReason::UnknownField),
        ("hours=745", LinkReason::BadValue),
    ] {
        let link = format!("v1&rates=2026-10-25&w1.model=claude-sonnet-4.5&w1.tokens=1,1&{bad}&end");
        let problems = exchange::link::decode(&link, &dates).problems;
        assert!(problems.iter().any(|problem| problem.reason == reason), "{bad}: {problems:?}");
    }
    Ok(())
}
