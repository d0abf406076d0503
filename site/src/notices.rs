//! Notices of the whole page: a damaged link, and rates that are no longer the newest.

use answer::{Element, el};
use pricing::explain;
use pricing::rates::{Date, RateCard};

use crate::field::button;
use crate::live;
use crate::page;
use crate::state::Calculator;

/// The notices of the whole page.
pub fn page_notices(calculator: Calculator) -> web_sys::Element {
    let root = page::make(&el("div").class("page-notices"));
    live::keep(
        root.clone(),
        Box::new(move || damaged_link(calculator).into_iter().chain(newer_rates(calculator)).collect()),
    );
    page::listen_on(
        &root,
        "click",
        Box::new(move |event| {
            let act = page::closest(event, "[data-act]").and_then(|button| button.get_attribute("data-act"));
            match (act.as_deref(), newest(calculator)) {
                (Some("dismiss"), _) => calculator.link_problems.set(Vec::new()),
                (Some("re-price"), Some(date)) => calculator.change("", |scenario| scenario.rates = date),
                _ => return,
            }
            // The button that has the focus goes with its box.
            page::later(|| page::focus("answer"));
        }),
    );
    root
}

/// The date of the newest card.
fn newest(calculator: Calculator) -> Option<Date> {
    calculator.dates.now().last().copied()
}

fn damaged_link(calculator: Calculator) -> Option<Element> {
    let problems = calculator.link_problems.read();
    let lines = problems.iter().map(|problem| el("li").text(&problem.to_string()));
    let title = el("p").class("box-title").with("id", "damaged").text("Part of this link couldn’t be read");
    let notice = el("section").key("damaged").class("box box-error").with("aria-labelledby", "damaged").child(title);
    let notice = notice.child(el("ul").class("plain-list").children(lines));
    let rest = el("p").text("What isn’t in the link has the value shown in its field.");
    let buttons = el("div").class("buttons").child(button("dismiss", "Dismiss"));
    (!problems.is_empty()).then(|| notice.child(rest).child(buttons))
}

/// What newer rates change, where the scenario is priced with older ones.
fn newer_rates(calculator: Calculator) -> Option<Element> {
    let scenario = calculator.scenario();
    let newest = newest(calculator)?;
    if scenario.rates >= newest {
        return None;
    }
    let change = explain::price_with(&scenario, &calculator.card(), &RateCard::newest());
    let (old, new) = (scenario.rates.long(), newest.long());
    let text = format!("Priced with the rates of {old}. With those of {new}: ");
    let words = el("span").with("id", "reprice").text(&text);
    let words = words.child(el("strong").class("figure").text(&change)).text(".");
    let buttons = el("div").class("buttons").child(button("re-price", &format!("Re-price with {new}")));
    let notice = el("section").key("reprice").class("box box-notice").with("aria-labelledby", "reprice");
    Some(notice.child(el("p").child(words)).child(buttons))
}
