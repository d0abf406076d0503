//! At the bounds no line overflows or loses a digit.

use pricing::bounds;
use pricing::capacity::purchase_outlook;
use pricing::commitment::years;
use pricing::money::Usd;
use pricing::money::{Rate, RateError, Unit};
use pricing::price::price;
use pricing::quantity::{
    Dollars, Epochs, Hours, ModelUnits, Multiple, Share, Tokens, TokensPerMinute, TrainingHours, Windows,
};
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard};
use pricing::scenario::{
    Bought, Caching, Capacity, Commitment, CommitmentYear, Counts, CustomModel, CustomServing, Demand, Load, Measure,
    Placement, ProviderTerms, Purchase, ReservedTerm, Scenario, Services, Term, Throughput, TypedPrice, Workload,
};
use rust_decimal::Decimal;

pub(crate) fn typed(meter: Meter, amount: &str, unit: Unit) -> Result<TypedPrice, RateError> {
    let rate = Rate::new(pricing::number::decimal(amount).unwrap_or_default(), unit)?;
    Ok(TypedPrice {
        model: "limit".into(),
        place: None,
        buying: Buying::Standard,
        length: PromptLength::Ordinary,
        meter,
        rate,
    })
}

#[test]
fn the_largest_scenario_is_exact_to_the_last_digit() -> Result<(), Box<dyn std::error::Error>> {
    let card = RateCard::newest();
    let half = bounds::TOKENS_MAX / 80;
    let demand =
        Demand::Monthly { input: Tokens::new(half).unwrap_or_default(), output: Tokens::new(half).unwrap_or_default() };
    let workload = Workload::new("Limit", Placement::new("limit", InferenceScope::Global, "us-east-1"), demand);
    let scenario = Scenario {
        rates: card.date(),
        rules: pricing::scenario::Rules::V1,
        cache_in_batch: pricing::scenario::CacheInBatch::Halved,
        workloads: vec![workload; bounds::WORKLOADS_MAX],
        // Both units at their finest and highest: 14 places a token.
        prices: vec![
            typed(Meter::Input, "999.99999999", Unit::MillionTokens)?,
            typed(Meter::Output, "0.99999999999", Unit::ThousandTokens)?,
        ],
        thresholds: Vec::new(),
        capacity: Capacity::default(),
        commitment: None,
        alternatives: Vec::new(),
        services: Services::default(),
        billed: None,
    };
    let report = price(&scenario, &card)?;
    // In integers: tokens x 10^14 of a dollar a token.
    let million = 99_999_999_999_i128 * i128::from(half) * 40;
    let thousand = 99_999_999_999_i128 * i128::from(half) * 40;
    let month = Decimal::try_from_i128_with_scale(million + thousand, 14).map_err(|error| error.to_string())?;
    assert_eq!(report.month().amount(), month);
    let year = Decimal::try_from_i128_with_scale((million + thousand) * 12, 14).map_err(|error| error.to_string())?;
    assert_eq!(report.year().amount(), year);
    let ladder = report.ladder.map_err(|error| error.to_string())?;
    assert_eq!(ladder.end().amount(), month);
    Ok(())
}

#[test]
fn a_year_of_halved_prices_at_the_limit_is_exact() -> Result<(), Box<dyn std::error::Error>> {
    let card = RateCard::newest();
    let tokens = bounds::TOKENS_MAX - 1;
    let demand = Demand::Monthly { input: Tokens::new(tokens).unwrap_or_default(), output: Tokens::ZERO };
    let mut workload = Workload::new("Limit", Placement::new("limit", InferenceScope::Global, "us-east-1"), demand);
    workload.batch = Share::parse("0.5")?;
    workload.caching = Caching::Share {
        cached: Share::parse("0.0001")?,
        reads_per_write: None,
        lifetime: pricing::scenario::CacheLifetime::FiveMinutes,
        hour_share: Share::NONE,
    };
    let highest = "999.99999999";
    let mut batch = typed(Meter::Input, highest, Unit::MillionTokens)?;
    batch.buying = Buying::Batch;
    let scenario = Scenario {
        rates: card.date(),
        rules: pricing::scenario::Rules::V1,
        cache_in_batch: pricing::scenario::CacheInBatch::Halved,
        workloads: vec![workload],
        prices: vec![
            typed(Meter::Input, highest, Unit::MillionTokens)?,
            typed(Meter::CacheRead, highest, Unit::MillionTokens)?,
            batch,
        ],
        thresholds: Vec::new(),
        capacity: Capacity::default(),
        commitment: None,
        alternatives: Vec::new(),
        services: Services::default(),
        billed: None,
    };
    let report = price(&scenario, &card)?;
    // Half of the tokens run as batch; of those one in 10,000, rounded down, is read from cache at half the price.
    let in_batch = tokens / 2;
    let halved = i128::from(in_batch / 10_000);
    let whole = i128::from(tokens) - halved;
    // In units of 10^-15 dollars.
    let month = 99_999_999_999_i128 * (whole * 10 + halved * 5);
    assert_eq!(
        report.month().amount(),
        Decimal::try_from_i128_with_scale(month, 15).map_err(|error| error.to_string())?
    );
    let year = Decimal::try_from_i128_with_scale(month * 12, 15).map_err(|error| error.to_string())?;
    assert_eq!(report.year().amount(), year);
    Ok(())
}

/// A price of capacity for a model.
fn bought(model: &str, buying: Buying, meter: Meter, amount: &str, unit: Unit) -> Result<TypedPrice, RateError> {
    Ok(TypedPrice { model: model.into(), place: None, buying, ..typed(meter, amount, unit)? })
}

#[test]
fn a_first_year_of_the_largest_capacity_is_exact() -> Result<(), Box<dyn std::error::Error>> {
    let card = RateCard::newest();
    let tokens = bounds::TOKENS_MAX - 1;
    let placement = Placement::new("limit", InferenceScope::InRegion, "us-east-1");
    let demand = Demand::Monthly { input: Tokens::new(tokens).unwrap_or_default(), output: Tokens::ZERO };
    let mut workload = Workload::new("Limit", placement.clone(), demand);
    // All of it in batch and read from cache at half the price: 15 places a token.
    workload.batch = Share::ALL;
    let lifetime = pricing::scenario::CacheLifetime::FiveMinutes;
    workload.caching = Caching::Share { cached: Share::ALL, reads_per_write: None, lifetime, hour_share: Share::NONE };
    let most = TokensPerMinute::new(bounds::TOKENS_PER_MINUTE_MAX).unwrap_or_default();
    let purchase = Purchase {
        placement: placement.clone(),
        bought: Bought::Reserved { input: most, output: most, term: ReservedTerm::OneMonth },
        serves: Some(Vec::new()),
        load: Load::Flat,
    };
    let mut custom = CustomModel::new(placement);
    custom.serving = CustomServing::Import;
    custom.import_units = ModelUnits::new(bounds::MODEL_UNITS_MAX).unwrap_or_default();
    custom.windows = Windows::new(bounds::UNIT_WINDOWS_MAX / bounds::MODEL_UNITS_MAX).unwrap_or_default();
    custom.training_tokens = Tokens::new(bounds::TRAINING_TOKENS_MAX).unwrap_or_default();
    custom.epochs = Epochs::new(bounds::EPOCHS_MAX).unwrap_or_default();
    custom.training_hours = TrainingHours::new(bounds::TRAINING_HOURS_MAX).unwrap_or_default();
    // Each at its highest and finest.
    let (reserved, hourly) = ("99.99999999999", "9999.99999999999999");
    let mut in_batch = typed(Meter::Input, "999.99999999", Unit::MillionTokens)?;
    in_batch.buying = Buying::Batch;
    let import = |meter, unit| bought("custom-model-import", Buying::Import, meter, hourly, unit);
    let scenario = Scenario {
        rates: card.date(),
        rules: pricing::scenario::Rules::V1,
        cache_in_batch: pricing::scenario::CacheInBatch::Halved,
        workloads: vec![workload],
        prices: vec![
            typed(Meter::Input, "999.99999999", Unit::MillionTokens)?,
            typed(Meter::CacheRead, "999.99999999", Unit::MillionTokens)?,
            in_batch,
            bought("limit", Buying::ReservedOneMonth, Meter::Input, reserved, Unit::ThousandTpmHour)?,
            bought("limit", Buying::ReservedOneMonth, Meter::Output, reserved, Unit::ThousandTpmHour)?,
            bought("limit", Buying::Custom, Meter::Training, "999.99999999", Unit::MillionTokens)?,
            import(Meter::Storage, Unit::Month)?,
            import(Meter::ModelUnit, Unit::ImportUnitMinute)?,
        ],
        thresholds: Vec::new(),
        capacity: Capacity {
            hours: Hours::new(bounds::HOURS_MAX).unwrap_or_default(),
            purchases: vec![purchase; bounds::PURCHASES_MAX],
            customs: vec![custom; bounds::CUSTOM_MODELS_MAX],
            ..Capacity::default()
        },
        commitment: None,
        alternatives: Vec::new(),
        services: Services::default(),
        billed: None,
    };
    let report = price(&scenario, &card)?;
    // In units of 10^-15 dollars: a reserved price has 14 places for one token a minute, a price of a unit 14.
    let by_token = 99_999_999_999_i128 * 5 * i128::from(tokens);
    let reserved = 9_999_999_999_999_i128 * 10 * 1_000_000_000 * 744 * 2 * 8;
    let unit = 999_999_999_999_999_999_i128 * 10;
    let imported = unit * (1_000 * 8_928 * 5 + 1_000) * 8;
    let trained = 99_999_999_999_i128 * 10 * 1_000_000_000_000_000 * 8;
    let month = by_token + reserved + imported;
    let dollars = |units: i128| Decimal::try_from_i128_with_scale(units, 15).map_err(|error| error.to_string());
    assert_eq!(report.month().amount(), dollars(month)?);
    assert_eq!(report.year().amount(), dollars(month * 12)?);
    assert_eq!(report.once().amount(), dollars(trained)?);
    assert_eq!((report.year() + report.once()).amount(), dollars(month * 12 + trained)?);
    assert_eq!(report.ladder.map_err(|error| error.to_string())?.end().amount(), dollars(month)?);
    Ok(())
}

#[test]
fn the_largest_load_on_the_most_units_is_exact() -> Result<(), Box<dyn std::error::Error>> {
    let card = RateCard::newest();
    let half = bounds::TOKENS_MAX / 2;
    let demand =
        Demand::Monthly { input: Tokens::new(half).unwrap_or_default(), output: Tokens::new(half).unwrap_or_default() };
    let placement = Placement::new("limit", InferenceScope::InRegion, "us-east-1");
    let most = TokensPerMinute::new(bounds::TOKENS_PER_MINUTE_MAX).unwrap_or_default();
    let whole = Tokens::new(bounds::TOKENS_MAX).unwrap_or_default();
    let even = vec![whole; bounds::LOAD_HOURS_MAX];
    let mut one_hour = vec![Tokens::ZERO; bounds::LOAD_HOURS_MAX];
    one_hour.push(whole);
    one_hour.remove(0);
    let hourly = "9999.99999999999999";
    for (weights, rate) in [(&even, most), (&one_hour, most), (&even, TokensPerMinute::new(1).unwrap_or_default())] {
        let throughput = Throughput::Blended(rate);
        let units = ModelUnits::new(bounds::MODEL_UNITS_MAX).unwrap_or_default();
        let scenario = Scenario {
            rates: card.date(),
            rules: pricing::scenario::Rules::V1,
            cache_in_batch: pricing::scenario::CacheInBatch::Halved,
            workloads: vec![Workload::new("Limit", placement.clone(), demand)],
            prices: vec![
                typed(Meter::Input, "999.99999999", Unit::MillionTokens)?,
                typed(Meter::Output, "999.99999999", Unit::MillionTokens)?,
                bought("limit", Buying::SixMonths, Meter::ModelUnit, hourly, Unit::ModelUnitHour)?,
            ],
            thresholds: Vec::new(),
            capacity: Capacity {
                hours: Hours::new(bounds::HOURS_MAX).unwrap_or_default(),
                purchases: vec![Purchase {
                    placement: placement.clone(),
                    bought: Bought::Units { units, term: Term::SixMonths, throughput },
                    serves: None,
                    load: Load::Hourly(weights.clone()),
                }],
                ..Capacity::default()
            },
            commitment: None,
            alternatives: Vec::new(),
            services: Services::default(),
            billed: None,
        };
        let outlook = purchase_outlook(&scenario, &card, 0).ok_or("no outlook")?;
        let side = outlook.sides.first().ok_or("no side")?;
        let (count, all) = (8_784_u128, u128::from(bounds::TOKENS_MAX));
        let unit = u128::from(rate.count()) * 60 * 744;
        let slots = side.sizing.slots.iter().map(|slot| u128::from(*slot));
        assert_eq!(slots.clone().sum::<u128>(), all);
        let served: u128 = slots.map(|slot| (slot * count).min(1_000 * unit)).sum();
        assert_eq!(side.sizing.served(), served);
        let overflow = bounds::TOKENS_MAX / 2 - u64::try_from(u128::from(half) * served / (count * all))?;
        let by_token = 99_999_999_999_i128 * i128::from(overflow) * 2;
        let month = by_token + 999_999_999_999_999_999_i128 * 1_000 * 744;
        let report = price(&scenario, &card)?;
        let dollars = |units: i128| Decimal::try_from_i128_with_scale(units, 14).map_err(|error| error.to_string());
        assert_eq!(report.month().amount(), dollars(month)?);
        // What is divided stays in range.
        let term = outlook.chosen_term().ok_or("no term")?;
        let monthly = outlook.month(term).ok_or("no price")?;
        assert_eq!(monthly.amount(), dollars(999_999_999_999_999_999 * 744_000)?);
        let one = term.hourly.first().copied().flatten().ok_or("no price")?;
        let cost = side.otherwise.ok_or("no price")?;
        assert!(side.break_even(one, cost, outlook.hours).is_some());
        assert!(side.utilisation().is_some_and(|used| used <= Decimal::ONE));
        assert!(side.per_million(one, outlook.hours).is_some_and(|cost| cost > Usd::ZERO));
        let best = side.best(one.times(744)).ok_or("nothing is best")?;
        let nothing = side.cost_with(0, one.times(744)).ok_or("no cost")?;
        assert!(best.cost <= nothing && nothing == cost, "{best:?} {nothing}");
    }
    Ok(())
}

/// AI spend of almost the bound, 99,999,999,836.54 a year, on the terms of its provider.
fn almost_the_largest_spend() -> Result<Scenario, RateError> {
    // (10^15 - 1,234,567) x $8.33333333 a million x 12 = 99,999,999,836.5433…
    let tokens = Tokens::new(bounds::TOKENS_MAX - 1_234_567).unwrap_or_default();
    let demand = Demand::Monthly { input: tokens, output: Tokens::ZERO };
    Ok(Scenario {
        rates: RateCard::newest().date(),
        rules: pricing::scenario::Rules::V1,
        cache_in_batch: pricing::scenario::CacheInBatch::Halved,
        workloads: vec![Workload::new("Limit", Placement::new("limit", InferenceScope::Global, "us-east-1"), demand)],
        prices: vec![typed(Meter::Input, "8.33333333", Unit::MillionTokens)?],
        thresholds: Vec::new(),
        capacity: Capacity::default(),
        commitment: None,
        alternatives: Vec::new(),
        services: Services::default(),
        billed: None,
    })
}

#[test]
fn the_largest_commitment_is_exact_to_the_last_digit() -> Result<(), Box<dyn std::error::Error>> {
    let card = RateCard::newest();
    let scenario = almost_the_largest_spend()?;
    let report = price(&scenario, &card)?;
    let most = bounds::DOLLARS_MAX * 100;
    // Each share has four places: 0.9999 below list, of discount and of what counts, so 14 places in all.
    let almost = Multiple::of_ten_thousandths(9_999).unwrap_or_default();
    let shade = Multiple::of_ten_thousandths(1).unwrap_or_default();
    for (part, discount, organic) in [(almost, shade, 1), (almost, shade, most - 1), (shade, almost, most / 2 + 1)] {
        let year = CommitmentYear {
            organic_after_discount: false,
            commitment: Dollars::of_cents(most).unwrap_or_default(),
            organic: Dollars::of_cents(organic),
            discount,
            ai: None,
        };
        let mut commitment = Commitment {
            measure: Measure::Net,
            negotiated: shade,
            ai_growth: Multiple::ONE,
            // Models that aren't on the card are of a provider without a name.
            terms: vec![ProviderTerms { provider: String::new(), earns: true, counts: Counts::Part(part) }],
            years: vec![year; bounds::COMMITMENT_YEARS_MAX],
            ..Commitment::default()
        };
        // In units of 10^-14 dollars.
        let unit = 10_i128.pow(12);
        let paid = i128::from(10_000 - discount.ten_thousandths());
        let cash = 9_999_999_983_654 * 9_999 * paid * unit / 100_000_000;
        let counted = cash / 10_000 * i128::from(part.ten_thousandths());
        let usage = i128::from(organic) * paid * unit / 10_000;
        let gap = (i128::from(most) * unit - usage).max(0);
        let shortfall = (gap - counted).max(0);
        let dollars = |units: i128| {
            let amount = Decimal::try_from_i128_with_scale(units, 14).map_err(|error| error.to_string());
            amount.map(Usd::new)
        };
        let found = years(&commitment, &report, &card).ok_or("too large")?;
        assert_eq!(found.len(), bounds::COMMITMENT_YEARS_MAX);
        for year in found {
            assert_eq!(year.ai_cash(), dollars(cash)?);
            assert_eq!((year.gap(), year.shortfall()), (dollars(gap)?, dollars(shortfall)?));
            assert_eq!(year.payment(), dollars(usage + cash + shortfall)?);
            assert_eq!(year.payment_without(), dollars(usage + gap)?);
            assert_eq!(year.incremental(), dollars(cash + shortfall - gap)?);
            assert_eq!(year.absorbed(), dollars(gap - shortfall)?);
            assert!(year.effective_discount().is_some() && year.shortfall_ends_at().is_some());
        }
        // More than 10^11 in a later year isn't computed.
        commitment.ai_growth = Multiple::of_ten_thousandths(10_001).unwrap_or_default();
        assert_eq!(years(&commitment, &report, &card), None);
    }
    Ok(())
}

#[test]
fn one_token_more_than_the_bound_is_refused() {
    let demand = |input| Demand::Monthly { input: Tokens::new(input).unwrap_or_default(), output: Tokens::ZERO };
    let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
    let workload = |input| Workload::new("Limit", placement.clone(), demand(input));
    let scenario = |workloads| Scenario {
        rates: RateCard::newest().date(),
        rules: pricing::scenario::Rules::V1,
        cache_in_batch: pricing::scenario::CacheInBatch::Halved,
        workloads,
        prices: Vec::new(),
        thresholds: Vec::new(),
        capacity: Capacity::default(),
        commitment: None,
        alternatives: Vec::new(),
        services: Services::default(),
        billed: None,
    };
    assert_eq!(scenario(vec![workload(bounds::TOKENS_MAX)]).check(), vec![]);
    assert_eq!(scenario(vec![workload(bounds::TOKENS_MAX), workload(1)]).check().len(), 1);
    let mut called = workload(bounds::TOKENS_MAX);
    called.calls_per_request = Multiple::of_ten_thousandths(10_001).unwrap_or_default();
    assert_eq!(scenario(vec![called]).check().len(), 1);
    assert_eq!(Tokens::new(bounds::TOKENS_MAX + 1), None);
    assert_eq!(scenario(vec![workload(1); bounds::WORKLOADS_MAX + 1]).check().len(), 1);
}

#[test]
fn rates_beyond_their_bounds_are_refused() {
    let rate = |text: &str, unit| Rate::new(pricing::number::decimal(text).unwrap_or_default(), unit);
    assert!(rate("1000", Unit::MillionTokens).is_ok());
    assert!(rate("1", Unit::ThousandTokens).is_ok());
    assert_eq!(rate("1000.00000001", Unit::MillionTokens), Err(RateError::TooHigh));
    assert_eq!(rate("1.00000000001", Unit::ThousandTokens), Err(RateError::TooHigh));
    assert_eq!(rate("0.000000001", Unit::MillionTokens), Err(RateError::TooFine));
    assert_eq!(rate("0.000000000001", Unit::ThousandTokens), Err(RateError::TooFine));
    assert!(rate("100", Unit::ThousandTpmHour).is_ok());
    assert_eq!(rate("100.00000000001", Unit::ThousandTpmHour), Err(RateError::TooHighToReserve));
    assert!(rate("10000", Unit::ModelUnitHour).is_ok());
    assert_eq!(rate("10000.00000000000001", Unit::ModelUnitHour), Err(RateError::TooHighForUnit));
    assert_eq!(rate("0.000000000000001", Unit::Month), Err(RateError::TooFine));
    assert_eq!(Rate::new(Decimal::NEGATIVE_ONE, Unit::MillionTokens), Err(RateError::Negative));
}

#[test]
fn shares_of_caching_that_exceed_the_input_are_refused() {
    let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
    let demand = Demand::Monthly { input: Tokens::new(1_000_000).unwrap_or_default(), output: Tokens::ZERO };
    let caching = |cached: &str, reads: &str| {
        let mut workload = Workload::new("", placement.clone(), demand);
        workload.caching = Caching::Share {
            cached: Share::parse(cached).unwrap_or_default(),
            reads_per_write: Multiple::parse(reads).ok(),
            lifetime: pricing::scenario::CacheLifetime::FiveMinutes,
            hour_share: Share::NONE,
        };
        let rates = RateCard::newest().date();
        let cache_in_batch = pricing::scenario::CacheInBatch::Halved;
        Scenario {
            rates,
            rules: pricing::scenario::Rules::V1,
            cache_in_batch,
            workloads: vec![workload],
            prices: Vec::new(),
            thresholds: Vec::new(),
            capacity: Capacity::default(),
            commitment: None,
            alternatives: Vec::new(),
            services: Services::default(),
            billed: None,
        }
        .check()
        .len()
    };
    // 0.8 x (1 + 1/4) is exactly the input; a shade more isn't.
    assert_eq!(caching("0.8", "4"), 0);
    assert_eq!(caching("0.8001", "4"), 1);
    assert_eq!(caching("0.8", "3.9999"), 1);
}
