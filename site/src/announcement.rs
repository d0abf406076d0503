//! The one live region: says the total a second after typing has stopped.

use std::cell::Cell;

use explain::total_name;

use crate::kept::effect;
use crate::page;
use crate::state::Calculator;

const PAUSE_MILLISECONDS: u32 = 1_000;

/// The live region.
pub fn announcement(calculator: Calculator) -> web_sys::Element {
    let root = page::written("<p class='visually-hidden' role='status' id='announcement'></p>");
    let region = root.clone();
    let mut heard: Option<String> = None;
    let waiting = Cell::new(None);
    effect(Box::new(move || {
        let words = match (calculator.error(), calculator.answer()) {
            (Some(error), _) => format!("No price: {error}"),
            (None, Some(answer)) => {
                format!("{} {} a month", total_name(&answer.scenario), answer.report.month())
            }
            (None, None) => String::new(),
        };
        let before = heard.replace(words.clone());
        // What the page opens with isn't news.
        if before.is_some_and(|before| before != words) {
            let region = region.clone();
            // Dropping the timer before stops it.
            let say = Box::new(move || region.set_text_content(Some(&words)));
            waiting.set(Some(page::after(PAUSE_MILLISECONDS, say)));
        }
    }));
    root
}
