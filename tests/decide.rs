//! Savings that aren't used yet: each says by exactly how much it changes the month.

use exchange::link::decode;
use exchange::presets::{default_scenario, presets};
use pricing::decide::{SavingKind, idle_hours_save, savings};
use pricing::money::Usd;
use pricing::price::price;
use pricing::rates::RateCard;
use pricing::scenario::{Caching, Scenario};

fn month(scenario: &Scenario, card: &RateCard) -> Usd {
    price(scenario, card).map(|report| report.month()).unwrap_or_default()
}

#[test]
fn applied_it_changes_the_month_by_exactly_what_it_said() {
    let card = RateCard::newest();
    let mut tried = 0;
    for preset in presets() {
        let Ok(report) = price(&preset.scenario, &card) else { continue };
        let found = savings(&preset.scenario, &card);
        assert!(found.is_sorted_by_key(|saving| saving.change), "{}", preset.id);
        for saving in found {
            assert!(saving.change < Usd::ZERO, "{}: {:?}", preset.id, saving.kind);
            let after = month(&saving.scenario, &card);
            assert_eq!(after, report.month() + saving.change, "{}: {:?}", preset.id, saving.kind);
            tried += 1;
        }
    }
    assert!(tried > 20, "{tried}");
}

#[test]
fn batch_of_everything_halves_a_bill_without_caching() {
    let mut scenario = default_scenario();
    let card = RateCard::of(scenario.rates).unwrap_or_else(RateCard::newest);
    for workload in &mut scenario.workloads {
        workload.caching = Caching::None;
        workload.batch = pricing::quantity::Share::NONE;
    }
    // 2.4B x $3 + 600M x $15 = $16,200, and half of it in batch.
    let found = savings(&scenario, &card);
    let batch = found.iter().find(|saving| saving.kind == SavingKind::Batch).map(|saving| saving.change.to_string());
    assert_eq!(batch.as_deref(), Some("-$8,100.00"));
    // 20% of $9,000 of output.
    let trim = found.iter().find(|saving| saving.kind == SavingKind::Trim).map(|saving| saving.change.to_string());
    assert_eq!(trim.as_deref(), Some("-$1,800.00"));
    // 40% at Haiku 4.5's $1 and $5 instead of $3 and $15. Sonnet 5.5 has $2 and $10, but counts 1.3 times the tokens: 2.60 and 13.
    let route = found.iter().find(|saving| matches!(saving.kind, SavingKind::Route(_)));
    assert_eq!(route.map(|saving| saving.change.to_string()).as_deref(), Some("-$4,320.00"));
    let SavingKind::Route(to) = &route.unwrap_or_else(|| unreachable!("Sonnet has a cheaper sibling")).kind else {
        unreachable!("found by its kind")
    };
    assert_eq!(to.model, "claude-haiku-4.5");
    // Used levers aren't offered again.
    let used = savings(&default_scenario(), &card);
    assert!(!used.iter().any(|saving| matches!(saving.kind, SavingKind::Cache | SavingKind::Batch)));
}

#[test]
fn a_route_to_a_model_that_counts_more_tokens_is_priced_with_them() {
    // A million of input at $15, 40% to Opus 5: 1.3 x 400,000 at $5.50 is $2.86 in place of $6.
    let link = "v2&rates=2026-11-28&w1.model=claude-opus-4.1&w1.scope=geographic&w1.tokens=1000000,0&end";
    let card = RateCard::newest();
    let scenario = decode(link, &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}"));
    let found = savings(&scenario, &card);
    let route = found.iter().find(|saving| matches!(saving.kind, SavingKind::Route(_)));
    let route = route.unwrap_or_else(|| unreachable!("Opus has a cheaper sibling"));
    assert_eq!(route.change.to_string(), "-$3.14");
    assert_eq!(
        explain::saving_words(route, &scenario, &card).condition,
        "Test quality first. Includes about 1.3 times the tokens for the same text"
    );
}

#[test]
fn idle_hours_of_units_save_what_batch_would_have_cost() {
    // tests/golden/batch-jobs-on-idle-units.toml, its arithmetic: 22.32 of batch is left of 300M at 0.36, 108.
    let link = "v2&rates=2026-10-25&w1.model=llama-3.3-70b&w1.scope=in-region&w1.tokens=250000000,250000000&w1.batch=0.6\
                &price=llama-3.3-70b,no-commitment,ordinary,model~_unit,10,hour&p1.model=llama-3.3-70b&p1.scope=in-region\
                &p1.units=1,no-commitment,10000";
    let scenario =
        decode(&format!("{link}&end"), &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}"));
    let card = RateCard::of(scenario.rates).unwrap_or_else(RateCard::newest);
    assert_eq!(month(&scenario, &card).to_string(), "$7,408.00");
    assert_eq!(idle_hours_save(&scenario, &card).map(|saved| saved.to_string()).as_deref(), Some("$85.68"));
    let mut used = scenario.clone();
    used.capacity.batch_on_units = true;
    assert_eq!(idle_hours_save(&used, &card), idle_hours_save(&scenario, &card));
    used.capacity.purchases.clear();
    assert_eq!(idle_hours_save(&used, &card), None);
}
