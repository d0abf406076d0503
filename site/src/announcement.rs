//! The one live region: says the total a second after typing has stopped.

use std::cell::Cell;

use answer::el;
use gloo::timers::callback::Timeout;

use crate::kept::effect;
use crate::page;
use crate::state::Calculator;

const PAUSE_MILLISECONDS: u32 = 1_000;

/// The live region.
pub fn announcement(calculator: Calculator) -> web_sys::Element {
    let root = page::make(&el("p").class("visually-hidden").with_all(&[("role", "status"), ("id", "announcement")]));
    let region = root.clone();
    let mut heard: Option<String> = None;
    let waiting = Cell::new(None);
    effect(Box::new(move || {
        let words = match (calculator.error(), calculator.answer()) {
            (Some(error), _) => format!("No price: {error}"),
            (None, Some(answer)) => format!("You pay {} a month", answer.report.month()),
            (None, None) => String::new(),
        };
        let before = heard.replace(words.clone());
        // What the page opens with isn't news.
        if before.is_some_and(|before| before != words) {
            let region = region.clone();
            // Dropping the timer before stops it.
            waiting.set(Some(Timeout::new(PAUSE_MILLISECONDS, move || region.set_text_content(Some(&words)))));
        }
    }));
    root
}
