//! At the bounds no line overflows or loses a digit.

use pricing::bounds;
use pricing::money::{Rate, RateError, Unit};
use pricing::price::price;
use pricing::quantity::{Multiple, Share, Tokens};
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard};
use pricing::scenario::{Caching, Capacity, Demand, Placement, Scenario, TypedPrice, Workload};
use rust_decimal::Decimal;

fn typed(meter: Meter, amount: &str, unit: Unit) -> Result<TypedPrice, RateError> {
    let rate = Rate::new(pricing::number::decimal(amount).unwrap_or_default(), unit)?;
    Ok(TypedPrice { model: "limit".into(), buying: Buying::Standard, length: PromptLength::Ordinary, meter, rate })
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
        cache_in_batch: pricing::scenario::CacheInBatch::Halved,
        workloads: vec![workload; bounds::WORKLOADS_MAX],
        // Both units at their finest and highest: 14 places a token.
        prices: vec![
            typed(Meter::Input, "999.99999999", Unit::MillionTokens)?,
            typed(Meter::Output, "0.99999999999", Unit::ThousandTokens)?,
        ],
        capacity: Capacity::default(),
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
    };
    let highest = "999.99999999";
    let mut batch = typed(Meter::Input, highest, Unit::MillionTokens)?;
    batch.buying = Buying::Batch;
    let scenario = Scenario {
        rates: card.date(),
        cache_in_batch: pricing::scenario::CacheInBatch::Halved,
        workloads: vec![workload],
        prices: vec![
            typed(Meter::Input, highest, Unit::MillionTokens)?,
            typed(Meter::CacheRead, highest, Unit::MillionTokens)?,
            batch,
        ],
        capacity: Capacity::default(),
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

#[test]
fn one_token_more_than_the_bound_is_refused() {
    let demand = |input| Demand::Monthly { input: Tokens::new(input).unwrap_or_default(), output: Tokens::ZERO };
    let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
    let workload = |input| Workload::new("Limit", placement.clone(), demand(input));
    let scenario = |workloads| Scenario {
        rates: RateCard::newest().date(),
        cache_in_batch: pricing::scenario::CacheInBatch::Halved,
        workloads,
        prices: Vec::new(),
        capacity: Capacity::default(),
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
        };
        let rates = RateCard::newest().date();
        let cache_in_batch = pricing::scenario::CacheInBatch::Halved;
        Scenario { rates, cache_in_batch, workloads: vec![workload], prices: Vec::new(), capacity: Capacity::default() }
            .check()
            .len()
    };
    // 0.8 x (1 + 1/4) is exactly the input; a shade more isn't.
    assert_eq!(caching("0.8", "4"), 0);
    assert_eq!(caching("0.8001", "4"), 1);
    assert_eq!(caching("0.8", "3.9999"), 1);
}
