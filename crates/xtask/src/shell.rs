//! The static shell: the parts of `index.html` that are written from the pricing core.
//!
//! A region reads `<!-- generated:NAME -->...<!-- /generated:NAME -->`. What stands between the two comments is
//! replaced by what the generator of that name writes: the markup that the page puts there itself, with what only a
//! running page can do left out. The build fills every region; `cargo xtask shell --write` does so in the repository,
//! where the page should read well too.

use crate::failure::{About as _, Result, failure};
use crate::places;
use answer::{Element, Look, Priced};
use exchange::presets;
use lexopt::Parser;
use lexopt::prelude::*;
use pricing::price::price;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::Scenario;
use std::fs;

pub(crate) const HELP: &str = "\
Check or write the parts of index.html that come from the pricing core.

Usage: cargo xtask shell [--write]

Without --write it says whether index.html is up to date. The build fills its own copy
in either case; this is for the page as it reads in the repository.
";

/// What the shell shows: the scenario that the page opens with, priced.
struct Example {
    scenario: Scenario,
    card: RateCard,
    report: Report,
}

/// Writes the HTML of one region.
type Generator = fn(&Example) -> String;

/// Every generated region, by name.
const GENERATORS: &[(&str, Generator)] = &[
    ("rates-date", |example| example.card.date().long()),
    ("workload-cost", |example| example.report.workload_month(0).to_string()),
    ("model-rates", |example| {
        let workload = example.scenario.workloads.first();
        workload.map(|workload| explain::model_rates(&workload.placement, &example.card)).unwrap_or_default()
    }),
    ("answer", |example| {
        let mut elements = vec![answer::total(&example.priced(), None, &Look::default())];
        elements.extend(answer::facts(&example.priced(), &Look::default()));
        answer::html(&elements)
    }),
    ("ladder", |example| answer::html(&[answer::ladder(&example.priced(), &Look::default())])),
    ("notices", |example| {
        let notices: Element = answer::el("div").class("notices").children(answer::notices(&example.priced()));
        answer::html(&[notices])
    }),
    ("lines", |example| answer::html(&[answer::ledger(&example.priced(), &Look::default())])),
    ("break-even", |example| answer::html(&answer::break_even(&example.priced(), &Look::default()))),
    ("assumptions", |example| answer::html(&[answer::assumptions(&example.priced())])),
    ("total-strip", |example| {
        let strip = answer::el("a").class("total-strip").with("href", "#answer");
        answer::html(&[strip.children(answer::strip(Some(&example.priced())))])
    }),
];

impl Example {
    fn priced(&self) -> Priced<'_> {
        Priced { scenario: &self.scenario, card: &self.card, report: &self.report }
    }
}

/// Fills every generated region of the page.
pub(crate) fn fill(html: &str) -> Result<String> {
    let scenario = presets::default_scenario();
    let card = RateCard::of(scenario.rates).unwrap_or_else(RateCard::newest);
    let report = price(&scenario, &card).map_err(|error| failure(format!("the example has no price: {error}")))?;
    fill_from(html, GENERATORS, &Example { scenario, card, report })
}

/// `cargo xtask shell`.
pub(crate) fn run(mut words: Parser) -> Result<()> {
    let mut write = false;
    while let Some(word) = words.next()? {
        match word {
            Long("write") => write = true,
            other => return Err(other.unexpected().into()),
        }
    }
    let page = places::root().join("index.html");
    let html = fs::read_to_string(&page).about(page.display())?;
    let filled = fill(&html)?;
    if filled == html {
        println!("index.html is up to date.");
    } else if write {
        fs::write(&page, filled).about(page.display())?;
        println!("index.html is written.");
    } else {
        return Err(failure("index.html isn't up to date").mend("cargo xtask shell --write"));
    }
    Ok(())
}

fn fill_from(html: &str, generators: &[(&str, Generator)], example: &Example) -> Result<String> {
    let mut filled = html.to_owned();
    for (name, generate) in generators {
        let opens = format!("<!-- generated:{name} -->");
        let closes = format!("<!-- /generated:{name} -->");
        let missing = |mark: &str| {
            failure(format!("index.html has no `{mark}`"))
                .mend("put the region back, or take its generator out of crates/xtask/src/shell.rs")
        };
        let (before, rest) = filled.split_once(&opens).ok_or_else(|| missing(&opens))?;
        let (_, after) = rest.split_once(&closes).ok_or_else(|| missing(&closes))?;
        let content = indented(&generate(example), before);
        filled = format!("{before}{opens}{content}{closes}{after}");
    }
    Ok(filled)
}

/// Lines as far in as the comment before them, where that stands on a line of its own.
fn indented(content: &str, before: &str) -> String {
    let start = before.rsplit('\n').next().unwrap_or_default();
    if !start.trim().is_empty() || !before.contains('\n') {
        return content.to_owned();
    }
    let mut lines: Vec<String> = content.trim_end().lines().map(|line| format!("\n{start}{line}")).collect();
    lines.push(format!("\n{start}"));
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::{Example, GENERATORS, Generator, RateCard, Result, fill, fill_from, places, presets, price};
    use crate::failure::failure;

    const TOTAL: &[(&str, Generator)] = &[("total", |_| "$11,232".to_owned())];

    fn example() -> Result<Example> {
        let (scenario, card) = (presets::default_scenario(), RateCard::newest());
        let report = price(&scenario, &card).map_err(|error| failure(error.to_string()))?;
        Ok(Example { scenario, card, report })
    }

    #[test]
    fn a_region_is_replaced_and_can_be_replaced_again() -> Result<()> {
        let html = "<p><!-- generated:total -->old<!-- /generated:total --></p>";
        let once = fill_from(html, TOTAL, &example()?)?;
        assert_eq!(once, "<p><!-- generated:total -->$11,232<!-- /generated:total --></p>");
        assert_eq!(fill_from(&once, TOTAL, &example()?)?, once);
        Ok(())
    }

    #[test]
    fn a_region_on_lines_of_its_own_keeps_them() -> Result<()> {
        let html = "<p>\n  <!-- generated:total -->\n  old\n  <!-- /generated:total -->\n</p>";
        let filled = fill_from(html, TOTAL, &example()?)?;
        assert_eq!(filled, html.replace("old", "$11,232"));
        Ok(())
    }

    #[test]
    fn a_generator_without_its_region_is_an_error() -> Result<()> {
        assert!(fill_from("<p></p>", TOTAL, &example()?).is_err());
        assert!(fill_from("<!-- generated:total -->", TOTAL, &example()?).is_err());
        Ok(())
    }

    #[test]
    fn every_region_of_the_page_has_a_generator_that_writes_something() -> Result<()> {
        let html = std::fs::read_to_string(places::root().join("index.html")).unwrap_or_default();
        let regions = html.split("<!-- generated:").skip(1).filter_map(|rest| rest.split_once(" -->"));
        let regions: Vec<&str> = regions.map(|(name, _)| name).collect();
        let mut known: Vec<&str> = GENERATORS.iter().map(|(name, _)| *name).collect();
        let mut found = regions.clone();
        known.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, known);
        let example = example()?;
        for (name, generate) in GENERATORS {
            assert!(!generate(&example).trim().is_empty(), "{name}");
        }
        Ok(())
    }

    #[test]
    fn the_page_in_the_repository_is_up_to_date() -> Result<()> {
        let html = std::fs::read_to_string(places::root().join("index.html")).unwrap_or_default();
        assert!(fill(&html)? == html, "type: cargo xtask shell --write");
        Ok(())
    }
}
