//! The scenario in the address: read when the page opens or the address changes, written after a pause.
//!
//! Only the reader's own changes are written, and only they are kept in this browser as the draft.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use exchange::link::{self, Decoded, LinkProblem};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use leptos::prelude::*;
use pricing::rates::RateCard;
use web_sys::js_sys::Reflect;

use crate::browser;
use crate::draft;
use crate::state::{Calculator, Moment};

/// Safari refuses to write more than 100 times in 30 seconds.
const PAUSE_MILLISECONDS: u32 = 400;

/// What the address asks for.
pub struct Asked {
    /// The moment to begin with.
    pub moment: Moment,
    /// What of it could not be read.
    pub problems: Vec<LinkProblem>,
    /// Whether the address holds a link: what is kept in this browser isn't offered over it.
    pub is_link: bool,
}

/// What the address asks for; the example where it asks for nothing.
pub fn asked() -> Asked {
    let fragment = browser::fragment();
    if !is_link(&fragment) {
        return Asked { moment: Moment::example(), problems: Vec::new(), is_link: false };
    }
    let Decoded { scenario, compared, problems } = link::decode(&fragment, &RateCard::dates());
    let moment = scenario.map_or_else(Moment::example, |scenario| Moment::of(scenario, compared));
    Asked { moment, problems, is_link: true }
}

/// Keeps the address, the draft and the state together from now on.
pub fn keep(calculator: Calculator) {
    let known =
        Rc::new(RefCell::new(Known { arrived: Some(calculator.now()), fragment: browser::fragment(), writing: None }));
    let writer = Rc::clone(&known);
    Effect::new(move || {
        let now = calculator.moment();
        let mut known = writer.borrow_mut();
        known.writing = None;
        // What came from the address is there already, in its sender's words.
        if known.arrived.as_ref() == Some(&now) {
            pend("");
            return;
        }
        known.arrived = None;
        let text = fragment_of(&now);
        pend(&text);
        let later = Rc::clone(&writer);
        known.writing = Some(Timeout::new(PAUSE_MILLISECONDS, move || {
            browser::write_fragment(&text);
            later.borrow_mut().fragment = browser::fragment();
            draft::keep(&now, &text);
        }));
    });
    for event in ["hashchange", "popstate"] {
        let known = Rc::clone(&known);
        EventListener::new(&window(), event, move |_| read(calculator, &known)).forget();
    }
}

/// What is known of the address.
struct Known {
    /// What the address brought, until it is changed.
    arrived: Option<Moment>,
    /// The fragment last read or written.
    fragment: String,
    writing: Option<Timeout>,
}

/// A link was pasted, or the reader went back or forth: it wins over what is about to be written.
fn read(calculator: Calculator, known: &Rc<RefCell<Known>>) {
    let fragment = browser::fragment();
    if known.borrow().fragment == fragment || !(fragment.is_empty() || is_link(&fragment)) {
        return;
    }
    let Asked { moment, problems, .. } = asked();
    let is_unreadable = !fragment.is_empty() && moment.is_example;
    {
        let mut known = known.borrow_mut();
        known.writing = None;
        known.fragment = fragment;
        known.arrived = Some(if is_unreadable { calculator.now() } else { moment.clone() });
    }
    if !is_unreadable {
        calculator.replace(moment);
    }
    calculator.link_problems.set(Arc::new(problems));
}

/// Leaves outside of the program what is about to be written to the address: if the program stops before it is, another
/// instance finds it there.
fn pend(text: &str) {
    let _ = Reflect::set(&window(), &"pending".into(), &text.into());
}

/// What stands in the address for a moment; nothing for the example.
pub fn fragment_of(moment: &Moment) -> String {
    if moment.is_example { String::new() } else { link::encode_with(&moment.scenario, &moment.beside) }
}

/// The page's address with a moment in it. The example is written out: a link keeps its rates.
pub fn link_to(moment: &Moment) -> String {
    format!("{}#{}", browser::address(), link::encode_with(&moment.scenario, &moment.beside))
}

/// Links begin with a version. What has fields but no version was meant as one, and is said to be unreadable; other
/// fragments are places on the page.
fn is_link(fragment: &str) -> bool {
    let has_version = matches!(fragment.as_bytes(), [b'v' | b'V', digit, ..] if digit.is_ascii_digit());
    has_version || fragment.contains(['=', '&', '%'])
}

#[cfg(test)]
mod tests {
    use super::is_link;

    #[test]
    fn a_place_on_the_page_is_no_link() {
        assert!(is_link("v1&rates=2026-10-25&end"));
        assert!(is_link("v9") && is_link("w1.model=claude-sonnet-4.5&end") && is_link("v1%26rates%3D2026-10-25"));
        assert!(!is_link("main") && !is_link("view-lines") && !is_link(""));
    }
}
