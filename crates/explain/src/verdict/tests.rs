//! The one verdict, on figures worked by hand.

use super::{Tone, Verdict, incomplete, saved_verdict, verdict};
use exchange::link::decode;
use pricing::price::{PriceError, price};
use pricing::rates::RateCard;

/// What is said of a scenario by today's rules, given as the fields of a link.
fn of(link: &str) -> Verdict {
    let card = RateCard::newest();
    let link = format!("v2&rates={}&{link}&end", card.date());
    let scenario = decode(&link, &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}"));
    match price(&scenario, &card) {
        Ok(report) => verdict(&report, &scenario, &card, &[]),
        Err(PriceError::MissingRate(missing)) => incomplete(&[*missing], &scenario),
        Err(error) => unreachable!("{link}: {error}"),
    }
}

fn said(link: &str) -> (Tone, &'static str, String) {
    let Verdict { tone, word, lead, reason, .. } = of(link);
    (tone, word, format!("{lead} {reason}"))
}

/// 4,608,000 a year of AI that AWS bills: 240,000M x 0.80 + 60,000M x 3.20 = 384,000 a month.
const OWN: &str = "w1.model=nova-pro&w1.scope=in-region&w1.tokens=240000000000,60000000000";
/// 30M of other spend under a contract of 20M at 15%, no AI yet.
const NOTHING: &str = "w1.model=claude-sonnet-4.5&w1.scope=global&w1.tokens=0,0&edp=net,0,1&y1=20000000,30000000,0.15";

#[test]
fn without_a_lever_it_is_list_price() {
    let expected = "You pay list price. No lever here would lower it.".to_owned();
    assert_eq!(said(OWN), (Tone::Neutral, "Checked", expected));
}

#[test]
fn services_are_no_saving_and_make_nothing_dearer_than_list_price() {
    let services = "own=100000,month,aws,";
    let expected = "You pay list price. No lever here would lower it.".to_owned();
    assert_eq!(said(&format!("{OWN}&{services}")), (Tone::Neutral, "Checked", expected));
    // Half of 240,000M read from cache at 0.20 in place of 0.80: 72,000 of 384,000.
    let (tone, _, text) = said(&format!("{OWN}&w1.cached=0.5&{services}"));
    assert_eq!(tone, Tone::Good);
    assert_eq!(text, "Caching saves $72,000 a month. That is 19% of list price. At list price it would cost $384,000.");
}

#[test]
fn ai_inside_the_commitment_adds_nothing() {
    // 10M promised; 5M and 4.608M of AI retire 9.608M at no discount: 392,000 short, 10M paid either way.
    let (tone, word, text) = said(&format!("{OWN}&edp=net,0,1&y1=10000000,5000000,0"));
    assert_eq!((tone, word), (Tone::Caution, "Covered"));
    assert_eq!(
        text,
        "Your AI fits inside the commitment. Year 1 costs $10.0M with or without it. You still fall $392K short."
    );
    // 9.608M promised: nothing is short any more.
    let (tone, _, text) = said(&format!("{OWN}&edp=net,0,1&y1=9608000,5000000,0"));
    assert_eq!(tone, Tone::Good);
    assert_eq!(text, "Your AI fits inside the commitment. Year 1 costs $9.6M with or without it.");
}

#[test]
fn ai_above_the_gap_adds_the_rest() {
    // Gap 1M of 6M; 4.608M of AI: 3.608M is added.
    let (tone, word, text) = said(&format!("{OWN}&edp=net,0,1&y1=6000000,5000000,0"));
    assert_eq!((tone, word), (Tone::Neutral, "Added"));
    assert_eq!(text, "AI adds $3.6M to your AWS bill in year 1. Another $1.0M of it replaces unused commitment.");
}

#[test]
fn the_contract_is_kept_where_no_offer_is_expected_to_save() {
    // tests/golden/offers-against-the-contract.toml: 2.97M, 0.9M and 0.16M more.
    let offers = "o1=28000000,0.17,1,1,0,12,Large&o2=18000000,0.12,1,1,0,12&o3=22000000,0.16,1,1,0,12,Middle";
    let (tone, word, text) = said(&format!("{NOTHING}&{offers}"));
    assert_eq!((tone, word), (Tone::Good, "Keep"));
    assert_eq!(
        text,
        "Keep your current contract. The cheapest offer costs $160K more over 1 year. At likely demand Middle wins. At high demand Large wins."
    );
}

#[test]
fn an_offer_that_saves_is_signed() {
    // 20.4M - 20.16M, 25.5M - 25.2M, 30.6M - 30.24M.
    let expected = "Sign offer 1. Expect to save $300K over 1 year.".to_owned();
    assert_eq!(said(&format!("{NOTHING}&o1=20000000,0.16,1,1,0,12")), (Tone::Good, "Sign", expected));
}

#[test]
fn units_that_never_pay_are_skipped() {
    // A unit of 1,000 tokens a minute serves 43.8M in 730 hours: 35.04 on demand at 0.80 a million, 730 for the unit.
    // 730 / 35.04 = 20.83..
    let units = "p1.model=nova-pro&p1.scope=in-region&p1.units=1,no-commitment,1000";
    let price = "price=nova-pro,no-commitment,ordinary,model~_unit,1,hour";
    let (tone, word, text) =
        said(&format!("w1.model=nova-pro&w1.scope=in-region&w1.tokens=1000000000,0&{price}&{units}"));
    assert_eq!((tone, word), (Tone::Bad, "Skip"));
    assert_eq!(
        text,
        "Buy no model units of Nova Pro: no term pays off. Not reachable: even the cheapest term needs 2,083% utilization."
    );
}

#[test]
fn a_missing_price_leaves_the_answer_incomplete() {
    let (tone, word, text) = said("w1.name=Triage&w1.model=not-a-model&w1.scope=global&w1.tokens=1,0");
    assert_eq!((tone, word), (Tone::Bad, "Incomplete"));
    assert_eq!(text, "Triage has no input price. Type the price to get an answer.");
}

#[test]
fn prompts_that_aws_refuses_are_no_missing_price() {
    let (tone, word, text) = said("w1.name=Triage&w1.model=claude-haiku-4.5&w1.scope=global&w1.requests=10,200001,1");
    assert_eq!((tone, word), (Tone::Bad, "Incomplete"));
    let refused = "Triage sends longer prompts than its model takes. AWS refuses prompts of Claude Haiku 4.5 above 200,000 \
                   tokens, so they have no price. Shorten them, or choose another model.";
    assert_eq!(text, refused);
    assert_eq!(
        said("w1.name=Triage&w1.model=claude-haiku-4.5&w1.scope=global&w1.requests=10,200001,1&w2.model=nova-pro&w2.tokens=1,0").2,
        format!("{refused} The other workload is complete.")
    );
}

#[test]
fn what_the_ladder_alone_says_is_what_the_whole_verdict_says() {
    let card = RateCard::newest();
    let both = |link: &str| {
        let link = format!("v2&rates={}&{link}&end", card.date());
        let scenario = decode(&link, &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}"));
        let report = price(&scenario, &card).unwrap_or_else(|error| unreachable!("{link}: {error}"));
        (saved_verdict(&report, &scenario), verdict(&report, &scenario, &card, &[]))
    };
    let cached = "w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w1.cached=1/3";
    let (short, whole) = both(cached);
    assert_eq!(short.as_ref(), Some(&whole));
    assert!(whole.lead.contains("$2,160"), "{}", whole.lead);
    for more in [OWN.to_owned(), format!("{cached}&edp=net,0,1&y1=10000000,5000000,0")] {
        assert_eq!(both(&more).0, None, "{more}");
    }
}
