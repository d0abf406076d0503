//! Savings that aren't used yet: each says by exactly how much it changes the month.

use exchange::presets::{default_scenario, presets};
use pricing::decide::{SavingKind, savings};
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
    // 40% at Sonnet 5.5's $2 and $10 instead of $3 and $15: a third of 40%. Haiku 4.5 costs less still, but is further away.
    let route = found.iter().find(|saving| matches!(saving.kind, SavingKind::Route(_)));
    assert_eq!(route.map(|saving| saving.change.to_string()).as_deref(), Some("-$2,160.00"));
    let SavingKind::Route(to) = &route.unwrap_or_else(|| unreachable!("Sonnet has a cheaper sibling")).kind else {
        unreachable!("found by its kind")
    };
    assert_eq!(to.model, "claude-sonnet-5.5");
    // Used levers aren't offered again.
    let used = savings(&default_scenario(), &card);
    assert!(!used.iter().any(|saving| matches!(saving.kind, SavingKind::Cache | SavingKind::Batch)));
}
