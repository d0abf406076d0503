//! The one polite live region: says the total a second after typing has stopped.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use crate::flat;
use crate::state::{Calculator, calculator};
use crate::words::amount;

const PAUSE_MILLISECONDS: u32 = 1_000;

/// The region.
pub fn announcement() -> AnyView {
    let calculator = calculator();
    let said = RwSignal::new(String::new());
    let words = flat::text(move || words(calculator));
    let waiting = Rc::new(RefCell::new(None::<Timeout>));
    Effect::new(move |before: Option<String>| {
        let now = words.get();
        // What the page opens with isn't news.
        if before.is_some_and(|before| before != now) {
            let news = now.clone();
            // The timer before, dropped, stops.
            waiting.replace(Some(Timeout::new(PAUSE_MILLISECONDS, move || said.set(news))));
        }
        now
    });
    view! { <p class="sr" role="status" id="announcement">{said}</p> }.into_any()
}

fn words(calculator: Calculator) -> String {
    calculator.present.with(|present| {
        let is_whole = present.missing.is_empty() && present.missing_services.is_empty();
        match (&present.error, &present.answer) {
            // The verdict says why, right after the figures.
            (Some(_), _) => "Not priced. The verdict says why".to_owned(),
            (None, Some(answer)) if is_whole => format!("You pay {} a month", amount(answer.report.month())),
            (None, Some(answer)) => format!("Incomplete: {} a month so far", amount(answer.report.month())),
            (None, None) => String::new(),
        }
    })
}
