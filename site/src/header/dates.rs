//! The menu of the dates whose prices the page has: each with what it would change.

use std::sync::Arc;

use explain::amounts;
use pricing::money::Usd;
use pricing::price::price;
use pricing::rates::{Date, RateCard};
use pricing::scenario::Scenario;

use crate::flat;
use crate::icon;
use crate::menu::lines::Line;
use crate::state::{Calculator, Screen, Tab};
use crate::words;
use leptos::prelude::{Set, With};

/// Its lines.
pub fn lines(calculator: Calculator) -> Vec<Line> {
    let present = calculator.present_now();
    let here = present.fresh().filter(|_| present.missing.is_empty()).map(|answer| answer.report.month());
    let mut lines = vec![Line::Head("Prices as of")];
    lines.extend(RateCard::dates().into_iter().rev().map(|date| {
        let chosen = flat::flag(move || calculator.present.with(|present| present.card.date() == date));
        let change = here.zip(month(&present.scenario, date)).map(|(here, there)| there - here);
        let aside = if date == present.card.date() { String::new() } else { change.map_or_else(unknown, changed) };
        Line::choice(words::date(date), aside, chosen, move || choose(calculator, date, change))
    }));
    lines.push(Line::Rule);
    lines.push(Line::command("Every price and its source", icon::BOOK, move || {
        calculator.screen.set(Screen::Calculator);
        calculator.tab.set(Tab::Evidence);
    }));
    lines
}

/// What a month costs with the prices of a date; `None` where one of them isn't known.
fn month(scenario: &Arc<Scenario>, date: Date) -> Option<Usd> {
    let scenario = Scenario { rates: date, ..Scenario::clone(scenario) };
    Some(price(&scenario, &RateCard::of(date)?).ok()?.month())
}

fn unknown() -> String {
    "not all priced".to_owned()
}

fn changed(change: Usd) -> String {
    if change == Usd::ZERO { "no change".to_owned() } else { format!("{} a month", amounts::change(change)) }
}

fn choose(calculator: Calculator, date: Date, change: Option<Usd>) {
    if calculator.now().scenario.rates == date {
        return;
    }
    calculator.change("", |scenario| scenario.rates = date);
    let says = change.map_or_else(unknown, changed);
    calculator.say_with_undo(format!("Prices of {}: {says}", words::date(date)));
}
