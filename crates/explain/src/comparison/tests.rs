use super::{ComparisonWords, comparison};
use crate::Direction;
use exchange::link::{Compared, Stands};
use exchange::presets::presets;
use pricing::rates::RateCard;
use pricing::scenario::Scenario;

fn words(entries: &[Compared], here: &Scenario) -> ComparisonWords {
    let shown = entries.iter().map(|entry| super::Compared {
        name: &entry.name,
        scenario: entry.scenario(here),
        is_here: entry.stands == Stands::Here,
        problems: entry.problems.iter().map(ToString::to_string).collect(),
    });
    comparison(&shown.collect::<Vec<_>>(), &presets(), &RateCard::newest())
}

fn estate() -> [Scenario; 3] {
    let find = |id| presets().into_iter().find(|preset| preset.id == id).map(|preset| preset.scenario);
    let start = exchange::presets::default_scenario;
    ["worked-estate", "worked-estate-caching", "worked-estate-batch"].map(|id| find(id).unwrap_or_else(start))
}

fn here(name: &str) -> Compared {
    Compared { name: name.to_owned(), stands: Stands::Here, problems: Vec::new() }
}

#[test]
fn a_difference_has_its_sign_and_its_word() {
    let [list, caching, batch] = estate();
    let shown = words(&[here("Today"), Compared::beside("", batch.clone()), Compared::beside("C", list)], &caching);
    let month: Vec<_> = shown.rows.iter().filter(|row| row.id == "compare-month").flat_map(|row| &row.cells).collect();
    let texts: Vec<_> =
        month.iter().map(|cell| (cell.figure.as_str(), cell.difference.as_str(), cell.direction)).collect();
    assert_eq!(
        texts,
        [
            ("$14,040.00", "", Direction::Neutral),
            ("$11,232.00", "-$2,808.00, 20.0% lower", Direction::Saving),
            ("$16,200.00", "+$2,160.00, 15.4% higher", Direction::Added),
        ]
    );
    assert_eq!(
        shown.lead,
        "B Worked estate, with caching and batch costs least: $11,232.00 a month, $2,808.00 less than A Today."
    );
    let same = words(&[here(""), Compared::beside("B", batch.clone())], &batch);
    assert_eq!(same.lead, "Each costs $11,232.00 a month.");
    assert!(same.rows.iter().filter_map(|row| row.cells.get(1)).all(|cell| cell.difference == "the same"));
}

#[test]
fn every_figure_says_how_it_comes_about() {
    let [list, caching, _] = estate();
    let shown = words(&[here("Today"), Compared::beside("Cached", caching)], &list);
    for row in &shown.rows {
        assert_eq!(row.opens.formula.len(), 3, "{row:?}");
    }
    let caching = shown.rows.iter().find(|row| row.id == "compare-caching").map(|row| row.opens.formula.clone());
    assert_eq!(
        caching.unwrap_or_default(),
        [
            "A: $0.00",
            "B: $14,040.00 after - $16,200.00 before = -$2,160.00, -13.3% of list price",
            "B against A: -$2,160.00 - $0.00 = -$2,160.00"
        ]
    );
}

fn of_link(link: &str) -> Scenario {
    let link = format!("v1&rates=2026-10-25&{link}&end");
    exchange::link::decode(&link, &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}"))
}

#[test]
fn a_smaller_demand_is_not_called_a_saving() {
    let [list, caching, _] = estate();
    let nightly = of_link("w1.name=Nightly&w1.model=claude-sonnet-4.5&w1.tokens=560000000,100000000");
    let beside = [here("Today"), Compared::beside("Cached", caching), Compared::beside("Nightly", nightly.clone())];
    assert_eq!(
        words(&beside, &list).lead,
        "C Nightly has the smallest bill: $3,180.00 a month, $13,020.00 less than A Today. They differ in tokens a \
         month (A 3,000M, B 3,000M, C 660M): a smaller bill isn’t all a saving. Per million tokens the least is \
         $4.68: B Cached."
    );
    // What is held against the same demand is a saving, whatever else is compared; and so are shorter answers.
    let shorter = of_link("w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w1.trim=0.5");
    let twice = of_link("w1.model=claude-sonnet-4.5&w1.tokens=4800000000,1200000000");
    let beside = [here("Today"), Compared::beside("Shorter", shorter), Compared::beside("Twice", twice)];
    let lead = "B Shorter costs least: $11,700.00 a month, $4,500.00 less than A Today.";
    assert_eq!(words(&beside, &list).lead, lead);
    // Of equals, each is named.
    let shown =
        words(&[here("Small"), Compared::beside("Same", nightly.clone()), Compared::beside("Big", list)], &nightly);
    assert!(shown.lead.ends_with(" Per million tokens the least is $4.82: A Small, B Same."), "{}", shown.lead);
}

#[test]
fn a_typed_ai_spend_is_marked() {
    let deal = "w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&edp=gross,0,1&y1=20000000,26500000,0.15";
    let (typed, own) = (of_link(&format!("{deal},1500000")), of_link(deal));
    let shown = words(&[here("Typed"), Compared::beside("Own", own), Compared::beside("Also", typed.clone())], &typed);
    let row = |id: &str| shown.rows.iter().find(|row| row.id == id);
    let cells = row("compare-adds").map(|row| row.cells.iter().map(|cell| cell.difference.as_str()).collect());
    let marked = vec!["of $1,500,000.00 typed", "-$1,080,600.00, 84.8% lower", "of $1,500,000.00 typed; the same"];
    assert_eq!(cells, Some(marked));
    assert_eq!(row("compare-year").map(|row| row.name.as_str()), Some("A year, before discounts"));
    assert_eq!(shown.lead, "Each costs $16,200.00 a month, before discounts.");
    let said = "AI spend of the commitment’s first year: $1,500,000.00, typed in place of the year’s bill.";
    let marks: Vec<bool> = shown.sides.iter().map(|side| side.about.contains(said)).collect();
    assert_eq!(marks, [true, false, true]);
}

#[test]
fn what_cannot_be_read_or_priced_says_so() {
    let [list, ..] = estate();
    let mut nowhere = list.clone();
    nowhere.workloads.iter_mut().for_each(|workload| workload.placement.model = "nowhere".to_owned());
    let unread = Compared { stands: Stands::Unread("x;".to_owned()), ..here("\u{202e}x") };
    let shown = words(&[here(""), Compared::beside("", nowhere), unread], &list);
    let whys: Vec<_> = shown.sides.iter().map(|side| (side.name.as_str(), side.why.as_str(), side.length)).collect();
    assert_eq!(
        whys,
        [
            ("Worked estate", "", 10_000),
            ("Without a name", "No price: no input price for nowhere, global.", 0),
            ("\u{fffd}x", "This one can’t be read.", 0)
        ]
    );
    assert!(shown.rows.iter().all(|row| row.cells.iter().skip(1).all(|cell| cell.difference.is_empty())));
    assert_eq!(shown.lead, "A Worked estate costs least: $16,200.00 a month.");
}
