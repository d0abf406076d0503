//! The scenario in the address: read when the page opens or the address changes, written after a pause.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::page::window;
use exchange::link::{self, Decoded};
use exchange::presets;
use gloo::timers::callback::Timeout;
use pricing::rates::RateCard;
use pricing::scenario::Scenario;
use web_sys::js_sys::Reflect;
use web_sys::wasm_bindgen::JsValue;

use crate::kept::effect;
use crate::page;
use crate::state::{Beside, Calculator};

/// Safari refuses to write after 100 times in 30 seconds.
const PAUSE_MILLISECONDS: u32 = 400;

/// The state that the address asks for.
pub fn open() -> Calculator {
    let fragment = fragment();
    if !is_link(&fragment) {
        return Calculator::new(presets::default_scenario(), Beside::default());
    }
    let Decoded { scenario, compared, problems } = link::decode(&fragment, &RateCard::dates());
    let calculator = Calculator::new(scenario.unwrap_or_else(presets::default_scenario), Beside::new(compared));
    calculator.link_problems.set(problems);
    calculator
}

/// Keeps the address and the state together from now on.
pub fn keep(calculator: Calculator) {
    let arrived = Rc::new(RefCell::new(Arrived {
        scenario: Some((calculator.scenario_now(), calculator.beside_now())),
        fragment: fragment(),
        writing: None,
    }));

    let writer = Rc::clone(&arrived);
    effect(Box::new(move || {
        let now = (calculator.scenario(), calculator.beside());
        let mut arrived = writer.borrow_mut();
        arrived.writing = None;
        // What came from the address is there already, in its sender's words.
        if arrived.scenario.as_ref().is_some_and(|had| Beside::ptr_eq(&had.1, &now.1) && *had.0 == *now.0) {
            pend("");
            return;
        }
        arrived.scenario = None;
        pend(&link::encode_with(&now.0, &now.1));
        let later = Rc::clone(&writer);
        let write = Box::new(move || later.borrow_mut().fragment = write(&now.0, &now.1));
        arrived.writing = Some(page::after(PAUSE_MILLISECONDS, write));
    }));

    for event in ["hashchange", "popstate"] {
        let arrived = Rc::clone(&arrived);
        page::listen(event, Box::new(move |_| read(calculator, &arrived)));
    }
}

/// Leaves outside of the program what is about to be written to the address: where the program traps before it is,
/// `site/again.js` finds it there.
fn pend(text: &str) {
    let _ = Reflect::set(&window(), &"pending".into(), &text.into());
}

/// What the address brought, and what is about to be written to it.
struct Arrived {
    /// The scenario that the address brought, until it is changed.
    scenario: Option<(Arc<Scenario>, Beside)>,
    /// The fragment last read or written.
    fragment: String,
    writing: Option<Timeout>,
}

/// A link was pasted, or the reader went back or forward: it wins over what is about to be written.
fn read(calculator: Calculator, arrived: &Rc<RefCell<Arrived>>) {
    let fragment = fragment();
    if arrived.borrow().fragment == fragment || !(fragment.is_empty() || is_link(&fragment)) {
        return;
    }
    let decoded = if fragment.is_empty() {
        Decoded { scenario: Some(presets::default_scenario()), compared: Vec::new(), problems: Vec::new() }
    } else {
        link::decode(&fragment, &calculator.dates.now())
    };
    let is_read = decoded.scenario.is_some();
    let now = match decoded.scenario {
        Some(scenario) => (Arc::new(scenario), Beside::new(decoded.compared)),
        None => (calculator.scenario_now(), calculator.beside_now()),
    };
    {
        let mut arrived = arrived.borrow_mut();
        arrived.writing = None;
        arrived.fragment = fragment;
        arrived.scenario = Some(now.clone());
    }
    if is_read {
        calculator.replace_all(Arc::unwrap_or_clone(now.0), now.1);
    }
    calculator.link_problems.set(decoded.problems);
}

/// The page's address with the scenario in it, and what it is compared with.
pub fn link_to(scenario: &Scenario, beside: &Beside) -> String {
    [&without_fragment(), "#", &link::encode_with(scenario, beside)].concat()
}

/// The page's address, without a fragment.
pub fn without_fragment() -> String {
    let here = window().location().href().unwrap_or_default();
    match here.split_once('#') {
        Some((page, _)) => page.to_owned(),
        None => here,
    }
}

/// Writes the scenario to the address; what stands there now, without its `#`.
pub fn write(scenario: &Scenario, beside: &Beside) -> String {
    let text = link::encode_with(scenario, beside);
    if fragment() != text {
        let history = window().history();
        let _ = history
            .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&["#", &text].concat())));
    }
    fragment()
}

/// The fragment of the address, without its `#`.
fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Links begin with a version; other fragments are places on the page.
fn is_link(fragment: &str) -> bool {
    matches!(fragment.as_bytes(), [b'v', digit, ..] if digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_link;

    #[test]
    fn a_place_on_the_page_is_no_link() {
        assert!(is_link("v1&rates=2026-10-25&end"));
        assert!(is_link("v9"));
        assert!(!is_link("answer") && !is_link("view-lines") && !is_link(""));
    }
}
