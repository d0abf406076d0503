//! What the scenario is compared with, as the state holds it: read, changed, and written again.

use std::sync::Arc;

use exchange::link::{self, Compared, Stands};
use exchange::presets::presets;
use explain::ComparisonWords;
use leptos::prelude::*;
use pricing::bounds::{COMPARED_MAX, NAME_CHARACTERS_MAX};
use pricing::harmless::harmless;
use pricing::rates::RateCard;
use pricing::scenario::Scenario;

use crate::state::{Calculator, Moment, Unread};

/// What is compared, in order: the present scenario at least.
pub fn entries(moment: &Moment) -> Vec<Compared> {
    link::compared(&moment.beside, moment.scenario.rates, &RateCard::dates())
}

/// What is compared, in words; `here` is the present scenario, and `card` the one it is priced with.
pub fn words(entries: &[Compared], here: &Scenario, card: &RateCard) -> ComparisonWords {
    let shown = entries.iter().map(|entry| explain::Compared {
        name: &entry.name,
        scenario: entry.scenario(here),
        is_here: entry.stands == Stands::Here,
        problems: entry.problems.iter().map(ToString::to_string).collect(),
    });
    explain::comparison(&shown.collect::<Vec<_>>(), &presets(), card)
}

/// Names the present scenario among others.
pub fn rename_here(entries: &mut [Compared], name: &str) {
    for entry in entries.iter_mut().filter(|entry| entry.stands == Stands::Here) {
        entry.name = name.chars().take(NAME_CHARACTERS_MAX).collect();
    }
}

/// Puts these in place of what is compared, as one step.
pub fn rearrange(calculator: Calculator, entries: &[Compared]) {
    let mut after = calculator.now();
    after.beside = Arc::new(link::compared_texts(entries, after.scenario.rates));
    calculator.put("", after);
}

/// Adds a scenario to the comparison; says what became of it.
pub fn add(calculator: Calculator, name: &str, scenario: Scenario) -> String {
    let mut entries = entries(&calculator.now());
    if entries.len() >= COMPARED_MAX {
        return format!("{COMPARED_MAX} scenarios are compared already. Remove one first.");
    }
    entries.push(Compared::beside(name, scenario));
    rearrange(calculator, &entries);
    format!("Added {} to the comparison ({} of {COMPARED_MAX}).", harmless(name), entries.len())
}

/// Opens a compared scenario for editing; the present one takes its place beside it.
pub fn open(calculator: Calculator, place: usize) {
    let now = calculator.now();
    let mut entries = entries(&now);
    let Some(entry) = entries.get_mut(place) else { return };
    let Stands::Beside(scenario) = core::mem::replace(&mut entry.stands, Stands::Here) else { return };
    let problems = core::mem::take(&mut entry.problems);
    let others = entries.iter_mut().enumerate().filter(|(index, _)| *index != place).map(|(_, other)| other);
    for was in others.filter(|other| other.stands == Stands::Here) {
        was.stands = Stands::Beside(Box::new(Scenario::clone(&now.scenario)));
    }
    let texts = link::compared_texts(&entries, scenario.rates);
    calculator.replace(Moment::of(*scenario, texts));
    calculator.unread.set(Arc::new(Unread { problems, is_whole: false }));
}
