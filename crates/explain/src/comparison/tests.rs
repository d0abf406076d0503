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

fn said(words: &ComparisonWords) -> String {
    format!("{}: {} {}", words.verdict.word, words.verdict.lead, words.verdict.reason)
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
fn a_difference_has_its_word() {
    let [list, caching, batch] = estate();
    let shown = words(&[here("Today"), Compared::beside("", batch.clone()), Compared::beside("C", list)], &caching);
    let month: Vec<_> = shown.rows.iter().filter(|row| row.id == "compare-month").flat_map(|row| &row.cells).collect();
    let texts: Vec<_> = month
        .iter()
        .map(|cell| (cell.figure.as_str(), cell.difference.as_str(), &*cell.beside, cell.direction))
        .collect();
    assert_eq!(
        texts,
        [
            ("$14,040", "", "", Direction::Neutral),
            ("$11,232", "$2,808 less", "20.0%", Direction::Saving),
            ("$16,200", "$2,160 more", "15.4%", Direction::Added),
        ]
    );
    assert_eq!(
        said(&shown),
        "Saving: Worked estate, with caching and batch saves $2,808 a month. It costs $11,232, and Today $14,040."
    );
    assert_eq!(shown.title, "Worked estate, with caching and batch saves most: 20% against Today");
    assert_eq!(shown.sides.iter().map(|side| side.is_cheapest).collect::<Vec<_>>(), [false, true, false]);
    let same = words(&[here(""), Compared::beside("B", batch.clone())], &batch);
    assert_eq!(said(&same), "Equal: Each costs $11,232 a month. ");
    assert!(same.sides.iter().all(|side| !side.is_cheapest));
    assert!(same.rows.iter().filter_map(|row| row.cells.get(1)).all(|cell| cell.difference.is_empty()));
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
    let shown = words(&beside, &list);
    assert_eq!(
        said(&shown),
        "Check: Nightly has the smallest bill: $3,180 a month, $13,020 less than Today. They differ in tokens a \
         month (A 3,000M, B 3,000M, C 660M): a smaller bill isn’t all a saving. Per million tokens the least is \
         $4.68: B Cached."
    );
    assert!(shown.sides.iter().all(|side| !side.is_cheapest));
    // What is held against the same demand is a saving, whatever else is compared; and so are shorter answers.
    let shorter = of_link("w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w1.trim=0.5");
    let twice = of_link("w1.model=claude-sonnet-4.5&w1.tokens=4800000000,1200000000");
    let beside = [here("Today"), Compared::beside("Shorter", shorter), Compared::beside("Twice", twice)];
    let lead = "Saving: Shorter saves $4,500 a month. It costs $11,700, and Today $16,200.";
    assert_eq!(said(&words(&beside, &list)), lead);
    // Of equals, each is named.
    let shown =
        words(&[here("Small"), Compared::beside("Same", nightly.clone()), Compared::beside("Big", list)], &nightly);
    assert!(said(&shown).ends_with(" Per million tokens the least is $4.82: A Small, B Same."), "{}", said(&shown));
}

#[test]
fn a_typed_ai_spend_is_marked() {
    let deal = "w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&edp=gross,0,1&y1=20000000,26500000,0.15";
    let (typed, own) = (of_link(&format!("{deal},1500000")), of_link(deal));
    let shown = words(&[here("Typed"), Compared::beside("Own", own), Compared::beside("Also", typed.clone())], &typed);
    let row = |id: &str| shown.rows.iter().find(|row| row.id == id);
    let cells = row("compare-adds")
        .map(|row| row.cells.iter().map(|cell| (cell.difference.as_str(), cell.beside.as_str())).collect::<Vec<_>>());
    let marked = vec![("", "of $1,500,000 typed"), ("$1,080,600 less", "84.8%"), ("", "of $1,500,000 typed")];
    assert_eq!(cells, Some(marked));
    assert_eq!(row("compare-year").map(|row| row.name.as_str()), Some("A year, before discounts"));
    assert_eq!(said(&shown), "Equal: Each costs $16,200 a month, before discounts. ");
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
    let whys: Vec<_> =
        shown.sides.iter().map(|side| (side.name.as_str(), side.why.as_str(), side.month.is_some())).collect();
    assert_eq!(
        whys,
        [
            ("Worked estate", "", true),
            ("Without a name", "No price: no input price for nowhere, global.", false),
            ("\u{fffd}x", "This one can’t be read.", false)
        ]
    );
    assert!(shown.rows.iter().all(|row| row.cells.iter().skip(1).all(|cell| cell.difference.is_empty())));
    assert_eq!(said(&shown), "Cheapest: Worked estate costs least: $16,200 a month. ");
}

#[test]
fn workloads_have_rows_by_their_names() {
    let of = |chat: &str, batch: &str| {
        of_link(&format!(
            "w1.name=Chat&w1.model=claude-sonnet-4.5&w1.requests=1000000,2000,{chat}&w2.name=Night&w2.model=claude-sonnet-4.5&\
             w2.tokens=1000000000,0&w2.batch={batch}"
        ))
    };
    let (today, shorter) = (of("400", "0"), of("200", "1"));
    let only = of_link("w1.name=Chat&w1.model=claude-sonnet-4.5&w1.requests=1000000,2000,400");
    let shown = words(&[here("Today"), Compared::beside("Shorter", shorter), Compared::beside("Only", only)], &today);
    let row = |name: &str| -> Vec<String> {
        let row = shown.rows.iter().find(|row| row.name == name);
        let cell = |cell: &super::ComparedCell| format!("{} | {} | {}", cell.figure, cell.difference, cell.beside);
        row.map(|row| row.cells.iter().map(cell).collect()).unwrap_or_default()
    };
    // 2,000M at $3 and 400M, 200M at $15; 1,000M at $3, and in batch at half.
    assert_eq!(
        row("Chat"),
        [
            "$12,000 |  | $0.012 a request",
            "$9,000 | $3,000 less | 25.0%; $0.0090 a request",
            "$12,000 |  | $0.012 a request"
        ]
    );
    assert_eq!(row("Night"), ["$3,000 |  | ", "$1,500 | $1,500 less | 50.0%", "not there |  | "]);
    let names: Vec<&str> = shown.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(
        names.iter().take(6).copied().collect::<Vec<_>>(),
        ["You pay, a month", "A year", "Per million tokens", "List price, a month", "Chat", "Night"]
    );
}
