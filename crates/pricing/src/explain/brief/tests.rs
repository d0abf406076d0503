use super::{Brief, brief};
use crate::link::decode;
use crate::presets::presets;
use crate::price::price;
use crate::rates::RateCard;
use crate::scenario::Scenario;

const ESTATE: &str = "w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000";

fn of_scenario(scenario: &Scenario) -> Brief {
    let card = RateCard::newest();
    let report = price(scenario, &card).unwrap_or_else(|problems| unreachable!("{problems}"));
    brief(&report, scenario, &card)
}

fn of_link(link: &str) -> Brief {
    let link = format!("v1&rates=2026-10-25&{link}&end");
    of_scenario(&decode(&link, &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}")))
}

/// Every sentence of a section.
fn said(brief: &Brief, section: &str) -> String {
    let found = brief.sections.iter().find(|found| found.id == format!("brief-{section}"));
    found.map(|found| found.lead.join(" ")).unwrap_or_default()
}

fn holds_all(text: &str, parts: &[&str]) {
    let missing: Vec<&&str> = parts.iter().filter(|part| !text.contains(**part)).collect();
    assert!(missing.is_empty(), "{missing:?} missing in {text}");
}

#[test]
fn the_lead_says_at_once_that_the_commitment_has_a_typed_ai_spend() {
    for (id, ai, sentence) in [
        ("bundle-close", "$1,500,000.00", "In the first year the typed AI adds $1,275,000.00 "),
        ("bank-deal", "$8,000,000.00", "In the first year the typed AI adds $5,472,000.00 "),
        ("edp-gap-full", "$1,500,000.00", "In the first year the typed AI adds nothing "),
        ("edp-gap-partial", "$1,500,000.00", "In the first year the typed AI adds $500,000.00 "),
    ] {
        let found = presets().into_iter().find(|preset| preset.id == id).unwrap_or_else(|| unreachable!("{id}"));
        let brief = of_scenario(&found.scenario);
        let typed = format!(
            "The commitment is computed with a typed AI spend of {ai} (list) in its first year, in place of the year’s bill \
             of $194,400.00."
        );
        assert_eq!(brief.lead.get(1), Some(&typed));
        assert!(brief.lead.last().is_some_and(|last| last.starts_with(sentence)), "{:?}", brief.lead);
        let titles: Vec<&str> = brief.sections.iter().map(|section| section.title.as_str()).collect();
        assert!(titles.contains(&"From list price down: the bill, not the typed AI spend"), "{titles:?}");
    }
}

#[test]
fn an_ai_spend_of_nothing_says_that_it_is_typed() {
    let lead = of_link(&format!("{ESTATE}&edp=net,0,1&y1=20000000,17000000,0.1,0")).lead;
    holds_all(
        &lead.join(" "),
        &[
            "a typed AI spend of $0.00 (list) in its first year, in place of the year’s bill of $194,400.00.",
            "There is no AI spend in the first year of the commitment: 0 is typed.",
        ],
    );
}

#[test]
fn the_rates_say_what_they_are_and_when_they_were_read() {
    assert!(said(&of_link(ESTATE), "rests-on").contains(
        "Rates of 25 Oct 2026: AWS Price List of 20 August 2026, with models published up to 25 October 2026. “Read” beside \
         a source is the date on which it was read."
    ));
}
