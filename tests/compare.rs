//! Scenarios side by side: laws of their differences, and the links that hold them.
//!
//! `links/compare/*.txt` only grows: each file holds a link's fragment, then the scenario that opens, then each of those
//! compared as its name and its own link; `here` for the one that opens.

use exchange::link::{Compared, LinkReason, Stands, compared, compared_texts, decode, encode, encode_with};
use exchange::presets::presets;
use explain::ComparisonWords;
use explain::compare::{Measure, compare};
use pricing::money::Usd;
use pricing::price::price;
use pricing::rates::RateCard;
use pricing::scenario::Scenario;
use vectors::{Generator, any};

/// Random scenarios, some without a price, that a link has words for.
fn scenarios(generator: &mut Generator, card: &RateCard, count: usize) -> Vec<Scenario> {
    let mut found = Vec::new();
    while found.len() < count {
        let scenario = any(generator, card);
        if scenario.capacity.is_none() || scenario.check().is_empty() {
            found.push(scenario);
        }
    }
    found
}

#[test]
fn a_scenario_does_not_differ_from_itself() {
    let card = RateCard::newest();
    let mut generator = Generator::new(71);
    for scenario in scenarios(&mut generator, &card, 300) {
        let comparison = compare(&[Some((&scenario, &card)), Some((&scenario, &card))]);
        for row in &comparison.rows {
            let is_known = row.figures.first().copied().flatten().is_some();
            assert_eq!(row.difference(1), is_known.then_some(Usd::ZERO), "{row:?} {}", encode(&scenario));
        }
    }
}

#[test]
fn the_order_of_the_others_changes_nothing_and_each_figure_is_its_own_report_s() {
    let card = RateCard::newest();
    let mut generator = Generator::new(72);
    let mut unpriced = 0;
    for _ in 0..150 {
        let four = scenarios(&mut generator, &card, 4);
        let sides: Vec<_> = four.iter().map(|scenario| Some((scenario, &card))).collect();
        let mut turned = sides.clone();
        if let Some(others) = turned.get_mut(1..) {
            others.rotate_left(1);
        }
        let (straight, turned) = (compare(&sides), compare(&turned));
        assert_eq!(straight.rows.len(), turned.rows.len());
        for (row, other) in straight.rows.iter().zip(&turned.rows) {
            assert_eq!(row.measure, other.measure);
            for (index, place) in [(0, 0), (1, 3), (2, 1), (3, 2)] {
                assert_eq!(row.figures.get(index), other.figures.get(place));
                assert_eq!(row.difference(index), other.difference(place));
            }
        }
        for (index, scenario) in four.iter().enumerate() {
            let month = straight.row(Measure::Month).and_then(|row| row.figures.get(index).copied().flatten());
            assert_eq!(month, price(scenario, &card).ok().map(|report| report.month()), "{}", encode(scenario));
            unpriced += u32::from(month.is_none());
            // The steps of a ladder add up in a comparison too.
            if let Some(Ok(ladder)) = straight.report(index).map(|report| &report.ladder) {
                let of = |row: &explain::compare::Row| row.figures.get(index).copied().flatten();
                let steps = straight.rows.iter().filter(|row| matches!(row.measure, Measure::Step(_) | Measure::List));
                assert_eq!(steps.filter_map(of).sum::<Usd>(), ladder.end());
            }
        }
    }
    assert!(unpriced > 0, "every scenario had a price");
}

#[test]
fn what_is_compared_survives_its_link() {
    let card = RateCard::newest();
    let dates = RateCard::dates();
    let mut generator = Generator::new(73);
    for turn in 0..100 {
        let mut all = scenarios(&mut generator, &card, 4);
        let Some(here) = all.pop() else { return };
        let mut entries: Vec<Compared> =
            all.into_iter().enumerate().map(|(index, one)| Compared::beside(&format!("{index};&"), one)).collect();
        let present = Compared { name: "Now".to_owned(), stands: Stands::Here, problems: Vec::new() };
        entries.insert(turn % 4, present);
        let link = encode_with(&here, &compared_texts(&entries, here.rates));
        let read = decode(&link, &dates);
        assert_eq!((read.problems.as_slice(), read.scenario.as_ref()), ([].as_slice(), Some(&here)), "{link}");
        assert_eq!(compared(&read.compared, here.rates, &dates), entries, "{link}");
        // In words, too, whatever they are.
        let words = in_words(&entries, &here, &card);
        assert!(words.sides.len() == 4 && words.rows.iter().all(|row| row.cells.len() == 4));
    }
}

#[test]
fn a_link_cut_anywhere_says_so_and_hostile_ones_do_no_harm() {
    let (card, dates) = (RateCard::newest(), RateCard::dates());
    let good = "v1&rates=2026-10-25&w1.model=nova-lite&w1.scope=in-region&w1.tokens=1000,1000&compare=Now&compare=Then;w1.model=nova-pro;w1.scope=in-region;w1.tokens=5,5&end";
    assert_eq!(decode(good, &dates).problems, vec![]);
    for end in 0..good.len() {
        let cut = good.get(..end).unwrap_or_default();
        assert!(!decode(cut, &dates).problems.is_empty(), "{cut}");
    }
    let mut generator = Generator::new(74);
    let junk = [";", "&", "=", "%", "compare=", "%3B", "\u{202e}", "\0", "w1.", "rates=", "end", ",", "1e9"];
    for _ in 0..1_000 {
        let mut text = good.to_owned();
        for _ in 0..generator.below(8) {
            let at = usize::try_from(generator.below(good.len() as u64)).unwrap_or_default();
            if text.is_char_boundary(at) {
                text.insert_str(at, generator.pick(&junk).copied().unwrap_or_default());
            }
        }
        let read = decode(&text, &dates);
        let Some(here) = read.scenario else { continue };
        let entries = compared(&read.compared, here.rates, &dates);
        assert!((1..=4).contains(&entries.len()), "{text}");
        assert_eq!(entries.iter().filter(|entry| entry.stands == Stands::Here).count(), 1, "{text}");
        let words = in_words(&entries, &here, &card);
        assert!(words.sides.iter().all(|side| !side.name.contains('\u{202e}')), "{text}");
        // What is written again is read as the same.
        let again = compared(&compared_texts(&entries, here.rates), here.rates, &dates);
        assert_eq!(again.len(), entries.len(), "{text}");
        for (one, other) in again.iter().zip(&entries) {
            assert_eq!((&one.name, &one.stands), (&other.name, &other.stands), "{text}");
        }
    }
}

#[test]
fn a_comparison_within_a_comparison_is_refused() {
    let text =
        "v1&rates=2026-10-25&w1.model=m&w1.tokens=1,1&compare=A;w1.model=m;w1.tokens=1,1;compare=B;w1.model=m&end";
    let read = decode(text, &RateCard::dates());
    let rates = RateCard::newest().date();
    let reasons = compared(&read.compared, rates, &RateCard::dates()).into_iter().flat_map(|entry| entry.problems);
    let reasons: Vec<LinkReason> = reasons.map(|problem| problem.reason).collect();
    assert_eq!(reasons, [LinkReason::Repeated, LinkReason::Nested]);
}

#[test]
fn old_links_keep_what_they_compare() -> Result<(), Box<dyn std::error::Error>> {
    let files = tests::files("links/compare", "txt")?;
    assert!(files.len() >= 4, "only {} links", files.len());
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        let mut lines = text.lines();
        let (link, opens) = (lines.next().ok_or("no link")?, lines.next().ok_or("no scenario")?);
        let read = decode(link, &RateCard::dates());
        assert_eq!(read.problems, vec![], "{}", file.display());
        let here = read.scenario.ok_or("no scenario")?;
        assert_eq!(encode(&here), opens, "{}", file.display());
        let entries = compared(&read.compared, here.rates, &RateCard::dates());
        let meant: Vec<String> = entries
            .iter()
            .map(|entry| match &entry.stands {
                Stands::Here => format!("{}\there", entry.name),
                Stands::Beside(scenario) => format!("{}\t{}", entry.name, encode(scenario)),
                Stands::Unread(text) => format!("{}\tunread {text}", entry.name),
            })
            .collect();
        assert_eq!(meant, lines.collect::<Vec<_>>(), "{}", file.display());
        assert!(entries.iter().all(|entry| entry.problems.is_empty()), "{}", file.display());
    }
    Ok(())
}

/// A comparison in words, as the page makes it.
fn in_words(entries: &[Compared], here: &Scenario, card: &RateCard) -> ComparisonWords {
    let shown = entries.iter().map(|entry| explain::Compared {
        name: &entry.name,
        scenario: entry.scenario(here),
        is_here: entry.stands == Stands::Here,
        problems: entry.problems.iter().map(ToString::to_string).collect(),
    });
    explain::comparison(&shown.collect::<Vec<_>>(), &presets(), card)
}
