//! Tests of what terms, sizes and paths cost.

use super::*;
use crate::money::{Rate, Unit};
use crate::quantity::{Hours, ModelUnits, Tokens, TokensPerMinute};
use crate::rates::InferenceScope;
use crate::report::Owner;
use crate::scenario::{CustomModel, Demand, Load, Purchase, ServiceTier, Throughput, TypedPrice, Workload};

fn number(text: &str) -> Option<Decimal> {
    crate::number::decimal(text)
}

fn dollars(text: &str) -> Option<Usd> {
    number(text).map(Usd::new)
}

fn term(months: u32, hourly: &[Option<Usd>]) -> TermOutlook {
    TermOutlook { buying: Buying::SixMonths, months, prices: Vec::new(), hourly: hourly.to_vec() }
}

/// 300 and 700 tokens in the two halves of a month, against units that do 250 tokens a month: 125 in each half.
///
/// In halves of a token four units serve 600 + 1,000 of 2,000, and could do 2,000.
fn side(units: u64) -> Side {
    let sizing = Sizing::new(vec![300, 700], 1_000, 250, units);
    Side { meter: None, sizing, list: dollars("8"), otherwise: dollars("4"), beyond: dollars("5") }
}

/// Four units in a month of 720 hours.
fn outlook() -> PurchaseOutlook {
    let hourly = [dollars("0.002")];
    let terms = vec![term(0, &hourly), term(1, &hourly), term(6, &[None])];
    PurchaseOutlook { sides: vec![side(4)], terms, chosen: 1, hours: 720, average_hours: 730 }
}

#[test]
fn months_of_need_are_billed_by_whole_terms() {
    let billed = |months| term(months, &[]).billed_months().collect::<Vec<u32>>();
    // Three years of need: six terms of six months, and as many months without a commitment as are needed.
    assert_eq!(billed(0), (1..=36).collect::<Vec<u32>>());
    assert_eq!(billed(6), [6, 12, 18, 24, 30, 36].map(|month| [month; 6]).concat());
    assert_eq!([6, 7, 12].map(|need| term(6, &[]).billed(need)), [6, 12, 12]);
    assert_eq!([6, 7, 12].map(|need| term(6, &[]).owed(need)), [0, 5, 0]);
    assert_eq!([1, 7].map(|need| term(0, &[]).owed(need)), [0, 0]);
}

#[test]
fn a_month_costs_hours_times_price_of_all_that_is_bought() {
    let outlook = outlook();
    let Some(chosen) = outlook.chosen_term() else { unreachable!() };
    assert_eq!(chosen.months, 1);
    // 4 x 0.002 x 720 hours, and of one unit 0.002 x 720.
    assert_eq!(outlook.month(chosen), dollars("5.76"));
    assert_eq!(outlook.side_month(chosen, 0), dollars("5.76"));
    assert_eq!(outlook.unit_month(chosen), dollars("1.44"));
    // A term counts months of 730 hours: 4 x 0.002 x 730 = 5.84 each. Without a commitment none begins by itself.
    assert_eq!(outlook.months(chosen, 3), dollars("17.52"));
    assert_eq!(outlook.renewal(chosen), dollars("5.84"));
    assert_eq!(outlook.terms.first().and_then(|term| outlook.renewal(term)), Some(Usd::ZERO));
    // No such side.
    assert_eq!(outlook.side_month(chosen, 1), None);
}

#[test]
fn the_hour_of_a_reservation_is_that_of_both_sides() {
    let sides = [side(4), side(1)];
    // 4 x 0.002 + 0.003.
    assert_eq!(term(1, &[dollars("0.002"), dollars("0.003")]).hour(&sides), dollars("0.011"));
    assert_eq!(term(1, &[dollars("0.002"), None]).hour(&sides), None);
}

#[test]
fn a_term_without_a_price_has_no_figures() {
    let outlook = outlook();
    let Some(unpriced) = outlook.terms.last() else { unreachable!() };
    assert_eq!(outlook.month(unpriced), None);
    assert_eq!(outlook.months(unpriced, 1), None);
    assert_eq!(outlook.side_month(unpriced, 0), None);
    assert_eq!(outlook.unit_month(unpriced), None);
    assert_eq!(outlook.best(unpriced, 0), None);
    assert_eq!(outlook.unused(unpriced, 0), None);
    assert_eq!(outlook.idle_cost(unpriced, 0), None);
    assert_eq!(outlook.break_even(unpriced, 0, Usd::ZERO), None);
}

#[test]
fn what_serves_nothing_is_paid_all_the_same() {
    let outlook = outlook();
    let Some(chosen) = outlook.chosen_term() else { unreachable!() };
    // 1,600 of 2,000 are used, a fifth isn't: 5.76 / 5.
    assert_eq!(outlook.unused(chosen, 0), dollars("1.152"));
    // The first half needs 600 / 250 = 2.4 units, so one of four is idle in one of two halves: 5.76 / 8.
    assert_eq!(outlook.idle_cost(chosen, 0), dollars("0.72"));
}

#[test]
fn an_hour_pays_from_its_break_even_on() {
    let outlook = outlook();
    let Some(chosen) = outlook.chosen_term() else { unreachable!() };
    // 1.44 for 250 tokens against 4 for 1,000: 0.00576 / 0.004. At twice the cost half as much is enough.
    assert_eq!(outlook.break_even(chosen, 0, dollars("4").unwrap_or_default()), number("1.44"));
    assert_eq!(outlook.break_even(chosen, 0, dollars("8").unwrap_or_default()), number("0.72"));
    assert_eq!(outlook.break_even(chosen, 0, Usd::ZERO), None);
}

#[test]
fn what_overflows_is_billed_where_overflow_is_billed() {
    let four = side(4);
    // 1,600 halves are 800 tokens; of 5 dollars a fifth is left, 400 of 2,000.
    assert_eq!((four.served(), four.overflow()), (800, 200));
    assert_eq!(four.overflow_cost(), dollars("1"));
    // Six units do 700 in the second half and more: nothing overflows, and nothing is said of its cost.
    let six = side(6);
    assert_eq!((six.served(), six.overflow()), (1_000, 0));
    assert_eq!(six.overflow_cost(), None);
    assert_eq!(Side { beyond: None, ..four }.overflow_cost(), None);
    // Half a token that isn't served makes a whole one overflow.
    let odd = Side { sizing: Sizing::new(vec![0, 3], 3, 3, 1), ..six };
    assert_eq!((odd.served(), odd.overflow()), (1, 2));
}

#[test]
fn tokens_at_full_use_cost_as_much_each() {
    // Eight units do 2,000 tokens a month, twice what is offered for 4 dollars.
    assert_eq!(side(8).at_full(dollars("4").unwrap_or_default()), dollars("8"));
    // 4 units at 0.002 x 720 are 5.76 for 800 tokens that are served: 0.0072 each.
    assert_eq!(side(4).per_million(dollars("0.002").unwrap_or_default(), 720), dollars("7200"));
    assert_eq!(side(0).per_million(dollars("0.002").unwrap_or_default(), 720), None);
}

#[test]
fn a_month_with_more_units_pays_less_overflow() {
    let cost = |units| side(1).cost_with(units, dollars("1.44").unwrap_or_default());
    // Units serve 0, 500, 1,000, 1,350, 1,600, 1,850 and 2,000 of 2,000 halves; overflow costs 4 dollars for all of them.
    assert_eq!(cost(0), dollars("4"));
    assert_eq!(cost(2), dollars("4.88"));
    assert_eq!(cost(4), dollars("6.56"));
    assert_eq!(cost(6), dollars("8.64"));
    assert_eq!(cost(8), dollars("11.52"));
}

#[test]
fn a_unit_is_bought_while_it_saves_more_than_it_costs() {
    let best = |monthly| side(1).best(dollars(monthly).unwrap_or_default());
    // They serve 500, 500, 350, 250, 250 and 150 halves more, one after another: worth 1, 1, 0.7, 0.5, 0.5 and 0.3 dollars.
    let sizes = |units, cost| dollars(cost).map(|cost| Sizes { units, cost });
    assert_eq!(best("1.01"), sizes(0, "4"));
    // What saves just what it costs isn't bought.
    assert_eq!(best("1"), sizes(0, "4"));
    assert_eq!(best("0.8"), sizes(2, "3.6"));
    assert_eq!(best("0.31"), sizes(5, "1.85"));
    assert_eq!(best("0.2"), sizes(6, "1.2"));
    assert_eq!(best("0"), sizes(6, "0"));
}

#[test]
fn only_units_have_a_best_number() {
    let mut outlook = outlook();
    let Some(chosen) = outlook.chosen_term().cloned() else { unreachable!() };
    // At 1.44 a month no unit pays.
    assert_eq!(outlook.best(&chosen, 0), dollars("4").map(|cost| Sizes { units: 0, cost }));
    for side in &mut outlook.sides {
        side.meter = Some(Meter::Input);
    }
    assert_eq!(outlook.best(&chosen, 0), None);
}

fn charge(meter: Meter, unit: Unit, price: i64, factors: [u64; 2], average_hours: Option<u64>) -> Option<Vec<Charge>> {
    let base = Rate::new(Decimal::from(price), unit).ok()?;
    let price = AppliedRate { base, halved: false, typed: true, secondary: false, priced_as: None };
    let placement = Placement::new("mine", InferenceScope::InRegion, "us-east-1");
    let owner = Owner::Custom(0);
    Some(vec![Charge { owner, placement, buying: Buying::Custom, meter, factors, average_hours, price }])
}

#[test]
fn a_custom_model_is_trained_once_and_served_every_month() {
    let units = charge(Meter::ModelUnit, Unit::ModelUnitHour, 3, [2, 720], Some(730));
    let path = |serving, charges| Path { serving, charges, chosen: serving == CustomServing::Units };
    let mut outlook = CustomOutlook {
        training: charge(Meter::Training, Unit::TrainingHour, 8, [1_500, 1], None),
        storage: charge(Meter::Storage, Unit::Month, 95, [1, 1], None),
        paths: vec![path(CustomServing::OnDemand, None), path(CustomServing::Units, units)],
    };
    assert_eq!(outlook.once(), dollars("12000"));
    assert_eq!(outlook.storage_month(), dollars("95"));
    assert_eq!(outlook.storage_year(), dollars("1140"));
    // 2 x 720 x 3 a month, and 2 x 730 x 3 in each of the twelve of a year.
    assert_eq!(outlook.serving(), dollars("4320"));
    assert_eq!(outlook.serving_year(), dollars("52560"));
    // 12,000 + 1,140 + 52,560, of which 80% is serving.
    assert_eq!(outlook.first_year(), dollars("65700"));
    assert_eq!(outlook.serving_share(), number("0.8"));
    // A model that isn't served costs its training and its storage: no serving is free, a price that is missing isn't.
    for path in &mut outlook.paths {
        path.chosen = false;
    }
    assert_eq!((outlook.serving(), outlook.serving_year()), (Some(Usd::ZERO), Some(Usd::ZERO)));
    assert_eq!(outlook.first_year(), dollars("13140"));
    if let Some(path) = outlook.paths.first_mut() {
        path.chosen = true;
    }
    assert_eq!((outlook.serving(), outlook.serving_year(), outlook.first_year()), (None, None, None));
}

#[test]
fn what_a_purchase_is_held_against_is_what_it_serves() {
    let card = RateCard::newest();
    let workload = |model: &str, scope| {
        let demand = Demand::Monthly { input: Tokens::new(1_000_000_000).unwrap_or_default(), output: Tokens::ZERO };
        Workload::new(model, Placement::new(model, scope, "us-east-1"), demand)
    };
    let claude = || workload("claude-sonnet-4.5", InferenceScope::Global);
    let nova = workload("nova-pro", InferenceScope::InRegion);
    let units = |serves| Purchase {
        placement: claude().placement,
        bought: Bought::Units {
            units: ModelUnits::default(),
            term: Term::OneMonth,
            throughput: Throughput::Blended(TokensPerMinute::default()),
        },
        serves,
        load: Load::Flat,
    };
    // The third workload runs on a custom model, and the fourth is served by the purchase before.
    let mut scenario = Scenario::new(card.date(), vec![claude(), nova, claude(), claude()]);
    scenario.capacity.hours = Hours::new(720).unwrap_or_default();
    scenario.capacity.purchases = vec![units(Some(vec![3])), units(None)];
    let placement = claude().placement;
    scenario.capacity.customs =
        vec![CustomModel { workload: Some(2), serving: CustomServing::Units, ..CustomModel::new(placement) }];
    for (rules, average_hours) in [(Rules::V1, 720), (Rules::V2, 730)] {
        let scenario = scenario.clone().under(rules);
        let Some(outlook) = purchase_outlook(&scenario, &card, 1) else { unreachable!() };
        let Some(side) = outlook.sides.first() else { unreachable!() };
        // 1,000M of input at $3: the first workload alone.
        assert_eq!(side.sizing.offered, 1_000_000_000);
        assert_eq!((side.list, side.otherwise, side.beyond), (dollars("3000"), dollars("3000"), dollars("3000")));
        assert_eq!((outlook.hours, outlook.average_hours, outlook.chosen), (720, average_hours, 1));
        assert_eq!(outlook.terms.iter().map(|term| term.months).collect::<Vec<u32>>(), [0, 1, 6]);
        assert_eq!(purchase_outlook(&scenario, &card, 2), None);
    }
}

#[test]
fn a_reservation_has_two_sides_and_two_terms() {
    let card = RateCard::newest();
    let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
    let tokens = |count| Tokens::new(count).unwrap_or_default();
    let demand = Demand::Monthly { input: tokens(1_000_000_000), output: tokens(100_000_000) };
    let rate = |count| TokensPerMinute::new(count).unwrap_or_default();
    let chosen = |term, rules| {
        let bought = Bought::Reserved { input: rate(100_000), output: rate(10_000), term };
        let workloads = vec![Workload::new("One", placement.clone(), demand)];
        let mut scenario = Scenario::new(card.date(), workloads).under(rules);
        scenario.capacity.purchases =
            vec![Purchase { placement: placement.clone(), bought, serves: None, load: Load::Flat }];
        let outlook = purchase_outlook(&scenario, &card, 0);
        outlook.map(|outlook| {
            let sides: Vec<_> = outlook.sides.iter().map(|side| (side.meter, side.sizing.offered, side.list)).collect();
            (outlook.chosen, outlook.terms.iter().map(|term| term.months).collect::<Vec<u32>>(), sides)
        })
    };
    // 1,000M in at $3 and 100M out at $15.
    let sides = || {
        let input = (Some(Meter::Input), 1_000_000_000, dollars("3000"));
        vec![input, (Some(Meter::Output), 100_000_000, dollars("1500"))]
    };
    for rules in Rules::ALL {
        assert_eq!(chosen(ReservedTerm::OneMonth, rules), Some((0, vec![1, 3], sides())));
        assert_eq!(chosen(ReservedTerm::ThreeMonths, rules), Some((1, vec![1, 3], sides())));
    }
}

#[test]
fn what_a_reservation_leaves_over_is_bought_as_standard() {
    let card = RateCard::newest();
    let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
    let tokens = |count| Tokens::new(count).unwrap_or_default();
    let demand = Demand::Monthly { input: tokens(1_000_000_000), output: tokens(100_000_000) };
    let rate = |count| TokensPerMinute::new(count).unwrap_or_default();
    let flex = |meter, amount: &str| {
        let rate = Rate::new(number(amount)?, Unit::MillionTokens).ok()?;
        let (model, length) = (placement.model.clone(), PromptLength::Ordinary);
        Some(TypedPrice { model, place: None, buying: Buying::Flex, length, meter, rate })
    };
    let reserved = Bought::Reserved { input: rate(100_000), output: rate(10_000), term: ReservedTerm::OneMonth };
    let throughput = Throughput::Blended(TokensPerMinute::default());
    let units = Bought::Units { units: ModelUnits::default(), term: Term::None, throughput };
    let of = |bought| {
        let workload = Workload { tier: ServiceTier::Flex, ..Workload::new("One", placement.clone(), demand) };
        let mut scenario = Scenario::new(card.date(), vec![workload]);
        scenario.prices = [flex(Meter::Input, "1.5"), flex(Meter::Output, "7.5")].into_iter().flatten().collect();
        scenario.capacity.purchases =
            vec![Purchase { placement: placement.clone(), bought, serves: None, load: Load::Flat }];
        let outlook = purchase_outlook(&scenario, &card, 0);
        outlook.map(|outlook| {
            outlook.sides.iter().map(|side| [side.list, side.otherwise, side.beyond]).collect::<Vec<_>>()
        })
    };
    // Flex costs half of 3,000 and 1,500. Beyond units it is Flex all the same, 1,500 + 750.
    assert_eq!(of(reserved), Some(vec![["3000", "1500", "3000"].map(dollars), ["1500", "750", "1500"].map(dollars)]));
    assert_eq!(of(units), Some(vec![["4500", "2250", "2250"].map(dollars)]));
}
