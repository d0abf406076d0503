//! Notices of the whole page: a damaged link, and rates that are no longer the newest.

use answer::Markup;
use pricing::rates::{Date, RateCard};
use web_sys::Event;

use crate::live;
use crate::page;
use crate::state::Calculator;

/// The notices of the whole page.
pub fn page_notices(calculator: Calculator) -> web_sys::Element {
    let root = page::written("<div class='page-notices'></div>");
    live::keep_written(
        root.clone(),
        Box::new(move |page| {
            damaged_link(page, calculator);
            newer_rates(page, calculator);
        }),
    );
    page::listen_on(&root, "click", Box::new(move |event| click(calculator, event)));
    root
}

fn click(calculator: Calculator, event: &Event) {
    match (page::act(event).as_str(), newest(calculator)) {
        ("dismiss", _) => calculator.link_problems.set(Vec::new()),
        ("re-price", Some(date)) => calculator.change("", |scenario| scenario.rates = date),
        _ => return,
    }
    // The button that has the focus goes with its box.
    page::later(|| page::focus("answer"));
}

/// The date of the newest card.
fn newest(calculator: Calculator) -> Option<Date> {
    calculator.dates.now().last().copied()
}

fn damaged_link(page: &mut Markup, calculator: Calculator) {
    let problems = calculator.link_problems.read();
    if problems.is_empty() {
        return;
    }
    page.add(
        "<section key='damaged' class='box box-error' aria-labelledby='damaged'><p class='box-title' id='damaged'>Part of this link couldn’t be read</p><ul class='plain-list'>",
        &[],
    );
    for problem in &*problems {
        page.add("<li>{}</li>", &[&problem.to_string()]);
    }
    page.add(
        "</ul><p>What isn’t in the link has the value shown in its field.</p><div class='buttons'><button type='button' data-act='dismiss' key='dismiss'>Dismiss</button></div></section>",
        &[],
    );
}

/// What newer rates change, where the scenario is priced with older ones.
fn newer_rates(page: &mut Markup, calculator: Calculator) {
    let scenario = calculator.scenario();
    let Some(newest) = newest(calculator) else { return };
    if scenario.rates >= newest {
        return;
    }
    let change = explain::price_with(&scenario, &calculator.card(), &RateCard::newest());
    let (old, new) = (scenario.rates.long(), newest.long());
    page.add(
        "<section key='reprice' class='box box-notice' aria-labelledby='reprice'><p><span id='reprice'>Priced with the rates of {}. With those of {}: <strong class='figure'>{}</strong>.</span></p>",
        &[&old, &new, &change],
    );
    page.add(
        "<div class='buttons'><button type='button' data-act='re-price' key='re-price'>Re-price with {}</button></div></section>",
        &[&new],
    );
}
