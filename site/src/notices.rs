//! Notices of the whole page: a damaged link, and rates that are no longer the newest.

use std::sync::Arc;

use answer::{Element, el};
use leptos::html;
use leptos::prelude::*;
use pricing::money::Usd;
use pricing::price::price;
use pricing::rates::RateCard;
use pricing::scenario::Scenario;

use crate::field::button;
use crate::live;
use crate::page;
use crate::state::{Calculator, use_calculator};

#[component]
pub fn PageNotices() -> impl IntoView {
    let calculator = use_calculator();
    let newest = Memo::new(|_| Arc::new(RateCard::newest()));
    let root = NodeRef::<html::Div>::new();
    root.on_load(move |root| {
        live::keep(
            root.into(),
            Box::new(move || damaged_link(calculator).into_iter().chain(newer_rates(calculator, newest)).collect()),
        );
    });
    let click = move |event: leptos::ev::MouseEvent| {
        let act = page::closest(&event, "[data-act]").and_then(|button| button.get_attribute("data-act"));
        match act.as_deref() {
            Some("dismiss") => calculator.link_problems.set(Vec::new()),
            Some("re-price") => {
                let date = newest.get_untracked().date();
                calculator.change("", |scenario| scenario.rates = date);
            }
            _ => {}
        }
    };
    view! { <div class="page-notices" node_ref=root on:click=click></div> }
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
fn newer_rates(calculator: Calculator, newest_card: Memo<Arc<RateCard>>) -> Option<Element> {
    let scenario = calculator.scenario();
    let newest = calculator.dates.with_value(|dates| dates.last().copied())?;
    if scenario.rates >= newest {
        return None;
    }
    let change = difference(&scenario, &calculator.card.read(), &newest_card.read());
    let (old, new) = (scenario.rates.long(), newest.long());
    let text = format!("Priced with the rates of {old}. With those of {new}: ");
    let words = el("span").with("id", "reprice").text(&text);
    let words = words.child(el("strong").class("figure").text(&change)).text(".");
    let buttons = el("div").class("buttons").child(button("re-price", &format!("Re-price with {new}")));
    let notice = el("section").key("reprice").class("box box-notice").with("aria-labelledby", "reprice");
    Some(notice.child(el("p").child(words)).child(buttons))
}

fn difference(scenario: &Scenario, present: &RateCard, newest: &RateCard) -> String {
    let now = price(scenario, present);
    let then = price(&Scenario { rates: newest.date(), ..scenario.clone() }, newest);
    match (now, then) {
        (Ok(now), Ok(then)) => {
            let change = then.month() - now.month();
            if change == Usd::ZERO {
                return "no change".to_owned();
            }
            let sign = if change > Usd::ZERO { "+" } else { "" };
            format!("{sign}{change} a month")
        }
        (Err(_), Ok(then)) => format!("{} a month", then.month()),
        (_, Err(error)) => error.to_string(),
    }
}
