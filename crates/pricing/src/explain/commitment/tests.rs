use super::commitment;
use crate::chart::{Mark, MarkKind, Plot};
use crate::explain::{CapacitySection, brief, year_ladder};
use crate::link::decode;
use crate::price::price;
use crate::rates::RateCard;
use crate::report::Report;
use crate::scenario::Scenario;

/// $4,608,000.00 a year of AI that earns the discount and counts in full.
const OWN: &str = "w1.model=nova-pro&w1.scope=in-region&w1.tokens=240000000000,60000000000";

fn priced(link: &str) -> (Report, Scenario, RateCard) {
    let card = RateCard::newest();
    let link = format!("v1&rates=2026-10-25&{link}&end");
    let scenario = decode(&link, &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}"));
    let report = price(&scenario, &card).unwrap_or_else(|problems| unreachable!("{link}: {problems:?}"));
    (report, scenario, card)
}

fn sections(link: &str) -> Vec<CapacitySection> {
    let (report, scenario, card) = priced(link);
    commitment(&report, &scenario, &card)
}

/// Every sentence of a section.
fn said(link: &str, section: &str) -> String {
    let found = sections(link).into_iter().find(|found| found.id == section);
    found.map(|found| found.lead.join(" ")).unwrap_or_default()
}

/// The name, what stands under it, and the figures of each row of a section's table.
fn rows(link: &str, section: &str, table: usize) -> Vec<String> {
    let found = sections(link).into_iter().find(|found| found.id == section);
    let table = found.and_then(|found| found.tables.into_iter().nth(table));
    let rows = table.into_iter().flat_map(|table| table.rows);
    rows.map(|row| format!("{}: {} [{}]", row.name, row.under, row.cells.join(", "))).collect()
}

fn brief_says(link: &str) -> String {
    let (report, scenario, card) = priced(link);
    brief(&report, &scenario, &card).lead.join(" ")
}

#[test]
fn ai_that_retires_more_than_it_costs_lowers_the_payment() {
    let link = format!("{OWN}&edp=gross,0,1&y1=20000000,12000000,0.3&clauses=0.2,1,0,0,0&a1=month,100,0.5,100,Cheap");
    let lowers =
        "$3,225,600.00 of AI lowers the first year’s payment by $1,382,400.00, since it retires more than it costs; ";
    assert!(said(&link, "commitment").starts_with(lowers));
    assert!(brief_says(&link).ends_with(
        "In the first year AI lowers a payment of $16,400,000.00 by $1,382,400.00: $3,225,600.00 is paid for it, and $4,608,000.00 less of shortfall."
    ));
    assert_eq!(
        said(&link, "alternatives"),
        "Cheap costs $1,200.00 a year for what lowers the payment on Bedrock by $691,200.00: $692,400.00 more a year."
    );
    let (report, scenario, card) = priced(&link);
    let caption = year_ladder(&report, &scenario, &card).map(|(_, picture)| picture.caption);
    let lowered = "Of $4,608,000.00 a year at list price, AI lowers the payment by $1,382,400.00.";
    assert_eq!(caption.as_deref(), Some(lowered));
    // Dearer AI would retire more still: what holds its price is a loss, and not just worth nothing.
    let held = rows(&link, "clauses", 0).into_iter().find(|row| row.starts_with("Rate hold"));
    let loses =
        "Rate hold: It costs more than it saves: dearer AI would retire more than it costs more. [-$276,480.00]";
    assert_eq!(held.as_deref(), Some(loses));
    let plots: Vec<Plot> =
        sections(&link).into_iter().filter(|found| found.id == "clauses").flat_map(|found| found.plots).collect();
    let captions: Vec<&str> = plots.iter().map(|plot| plot.caption.as_str()).collect();
    assert_eq!(captions, ["No clause is worth something here, and “Rate hold” costs more than it saves."]);
    // One bar, as wide as the drawing, in the colour of what is added.
    let bars: Vec<&Mark> =
        plots.iter().flat_map(|plot| &plot.marks).filter(|mark| mark.kind == MarkKind::Area).collect();
    assert_eq!(bars.iter().map(|bar| bar.class).collect::<Vec<_>>(), ["overflow"]);
    assert!(bars.iter().all(|bar| bar.text.starts_with("M0 ") && bar.text.contains("L10000 ")), "{bars:?}");
}

#[test]
fn only_spend_before_discounts_tells_whether_there_is_ai() {
    let free = format!("{OWN}&edp=net,0,1&y1=20000000,17000000,1");
    assert!(said(&free, "commitment").starts_with("$0.00 of AI adds nothing to the first year’s payment; "));
    let none = "w1.model=nova-pro&w1.scope=in-region&w1.tokens=0,0&edp=net,0,1&y1=20000000,17000000,0.1";
    assert_eq!(
        said(none, "commitment"),
        "There is no AI spend in the first year; $4,700,000.00 of shortfall is still due."
    );
    assert!(brief_says(none).ends_with("There is no AI spend in the first year of the commitment."));
}

#[test]
fn a_shortfall_that_comes_back_has_not_ended() {
    let years = |last: &str| format!("{OWN}&edp=net,0,1&y1=20000000,17000000,0.1&y2=2,,0.1&y3={last},,0.1");
    assert!(!said(&years("90000000"), "commitment").contains("ends in year"));
    assert!(said(&years("2"), "commitment").ends_with("The shortfall ends in year 2."));
}

#[test]
fn a_commitment_without_a_year_has_no_years_in_its_title() {
    let link = format!("{OWN}&edp=net,0,1");
    let titles: Vec<String> = sections(&link).into_iter().map(|section| section.title).collect();
    assert_eq!(titles, ["Commitment"]);
    let (report, scenario, card) = priced(&link);
    let titles: Vec<String> =
        brief(&report, &scenario, &card).sections.into_iter().map(|section| section.title).collect();
    assert!(titles.contains(&"Commitment".to_owned()), "{titles:?}");
}

#[test]
fn offers_that_cost_the_same_are_named() {
    let offer = "20000000,0.1,1,1,0,12";
    let link = format!("{OWN}&edp=net,0,1&y1=20000000,19000000,0.1&o1={offer}&o2={offer}");
    assert!(said(&link, "offers").contains("By the weights 25/50/25 offer 1 is cheapest: "));
    assert!(said(&link, "offers").contains(" Expected to cost the same: offer 2."));
    let plots = sections(&link).into_iter().flat_map(|section| section.plots);
    let captions: Vec<String> = plots.map(|plot| plot.caption).collect();
    let overtakes = "Offer 1 costs less than no commitment from a demand 15.28% below yours on.".to_owned();
    assert!(captions.contains(&overtakes), "{captions:?}");
}

#[test]
fn a_crossing_says_why_no_increase_is_used() {
    let link =
        format!("{OWN}&edp=net,0,1&y1=20000000,19000000,0.1&o1=20000000,0.1,1,1,0,12&o2=24000000,0.14,2,1.1,500000,18");
    let why = |start: &str| {
        let found = rows(&link, "offers", 1).into_iter().find(|row| row.starts_with(start));
        found.and_then(|row| row.rsplit(", ").next().map(str::to_owned))
    };
    assert_eq!(why("Offer 2 costs less than offer 1").as_deref(), Some("years differ]"));
    assert_eq!(why("Offer 1 costs less than no commitment").as_deref(), Some("nothing promised]"));
    // What an offer promises beyond its first year, and gives back, stands with it.
    let second = rows(&link, "offers", 0).into_iter().find(|row| row.starts_with("Offer 2"));
    let terms = "Offer 2: $24,000,000.00 at 14% for 2 years, each × 1.1, $500,000.00 of credits; ";
    assert!(second.as_ref().is_some_and(|row| row.starts_with(terms)), "{second:?}");
}

#[test]
fn an_offer_that_wins_by_credits_alone_uses_none_of_its_increase() {
    let link = format!("{OWN}&edp=net,0,1&y1=1,19000000,0.1&o1=90000000,0.1,1,1,0,12&o2=91500000,0.1,1,1,20000000,1");
    let lead = said(&link, "offers");
    assert!(lead.contains(" before any of what it promises more is used."), "{lead}");
    assert!(!lead.contains("only beats offer 1 once -"), "{lead}");
}

#[test]
fn an_offer_that_promises_too_much_says_so() {
    let link = format!("{OWN}&edp=net,0,1&y1=20000000,19000000,0.1&o1=100000000000,0.1,5,11,0,12");
    assert!(said(&link, "offers").starts_with("Spend, or what an offer promises, grows above "));
}

#[test]
fn an_alternative_that_moves_or_saves_nothing_says_so() {
    let link =
        format!("{OWN}&a1=month,1000,0,5000,Still&a2=month,384000,1,1000,Same&a3=month,380000,1,100000000000,Slow");
    let lead = said(&link, "alternatives");
    assert!(lead.starts_with("No AI spend moves to Still, which costs $12,000.00 a year. "), "{lead}");
    assert!(lead.contains(": the same, and $1,000.00 of switching is never repaid. "), "{lead}");
    assert!(lead.ends_with("repays the switch in 25,000,000 months."), "{lead}");
    let free = said(&format!("{OWN}&a1=month,380000,1,0,Free"), "alternatives");
    assert!(free.ends_with(": it saves $48,000.00 a year."), "{free}");
    let link = format!("{OWN}&a1=month,0,1,0,New&a2=tokens,0,0,1,0,");
    let lead = said(&link, "alternatives");
    assert_eq!(lead, "New has no price yet: type one. Alternative 2 has no price yet: type one.");
    let unknown = rows(&link, "alternatives", 0);
    assert!(unknown.iter().all(|row| row.contains("no price") && row.contains("not known")), "{unknown:?}");
}
