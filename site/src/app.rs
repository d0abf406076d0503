//! The whole page: header, inputs, answer, footer; and what keeps it and the browser together.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::document;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;

use crate::address::{self, Asked};
use crate::announcement::announcement;
use crate::browser;
use crate::first_visit::first_visit;
use crate::flat;
use crate::late::{self, Soon};
use crate::state::{Calculator, Present, Screen, Theme, Unread};
use crate::turn::{self, Turn};
use crate::{answer, files, header, organization, toast, workloads};

/// How long after the last change what takes long is worked out.
const SETTLED_MILLISECONDS: u32 = 250;
/// Where the theme is kept in this browser.
const THEME: &str = "bedrock-calculator-theme";

/// The page, with what its address asks for, which is priced already. It is built in turns, which `turn` counts.
#[component]
pub fn App(asked: Asked, first: Present, turn: Signal<Turn>) -> AnyView {
    let Asked { moment, problems, is_link } = asked;
    let is_whole = is_link && moment.is_example;
    let calculator = Calculator::new(moment, first);
    calculator.unread.set(Arc::new(Unread { problems, is_whole }));
    calculator.theme.set(Theme::from_name(&browser::kept(THEME).unwrap_or_default()));
    provide_context(calculator);
    provide_context(turn);
    if browser::IS_HERE {
        address::keep(calculator);
        keep_settled(calculator);
        keep_theme(calculator);
        hear_keys(calculator);
        files::take_drops(calculator);
    }
    let screen = flat::part(move || match calculator.screen.get() {
        Screen::Calculator => calculator_screen(is_link),
        Screen::Compare => late::scenarios(late::Scenarios::Compare),
        Screen::Brief => late::evidence(late::Evidence::Brief),
        Screen::Bill => late::bill(),
    });
    // The address holds the scenario: the link must not write a place of the page over it.
    let skip: flat::Clicked = Box::new(|event| {
        event.prevent_default();
        browser::focus(if browser::element("hero").is_some() { "hero" } else { "main" });
    });
    view! {
        <a class="btn skip" href="#main" on:click=skip>"Skip to the answer"</a>
        {turn::from(Turn::Header, header::header)}
        <main class="page" id="main" tabindex="-1">{screen}</main>
        <footer class="foot">
            <span>
                "An estimate from published list prices, before tax. Not an AWS quote. Not affiliated with Amazon Web Services."
            </span>
            <span>"Nothing you type leaves this browser."</span>
        </footer>
        {late::soon(Soon::Dialogs)}
        {toast::toast()}
        {announcement()}
    }
    .into_any()
}

fn calculator_screen(is_link: bool) -> AnyView {
    let calculator = crate::state::calculator();
    let title = flat::shown_if(
        move || !calculator.is_example() || browser::is_framed(),
        || view! { <h1 class="sr">"Bedrock cost calculator"</h1> }.into_any(),
    );
    view! {
        {title}
        {late::soon(Soon::Notices(!is_link))}
        {turn::from(Turn::Workloads, first_visit)}
        <div class="cols">
            <aside class="side" aria-label="Inputs">
                {turn::from(Turn::Workloads, workloads::workloads)}
                {turn::from(Turn::Organization, organization::organization)}
            </aside>
            {answer::answer()}
        </div>
    }
    .into_any()
}

/// Tells a moment after the last change, for what takes long to work out.
fn keep_settled(calculator: Calculator) {
    let waiting = Rc::new(RefCell::new(None::<Timeout>));
    Effect::new(move || {
        let present = calculator.present.get();
        if calculator.settled.with_untracked(|settled| *settled == present) {
            return;
        }
        // The timer before, dropped, stops.
        waiting.replace(Some(Timeout::new(SETTLED_MILLISECONDS, move || calculator.settled.set(present))));
    });
}

fn keep_theme(calculator: Calculator) {
    Effect::new(move |before: Option<Theme>| {
        let theme = calculator.theme.get();
        browser::set_root("data-theme", theme.name());
        if before.is_some() {
            browser::keep(THEME, theme.name());
        }
        theme
    });
}

/// Ctrl+Z and Ctrl+Shift+Z, also in a field: a number that was typed is a step of the scenario.
fn hear_keys(calculator: Calculator) {
    let hear = move |event: &web_sys::Event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if !(key.ctrl_key() || key.meta_key()) || key.alt_key() {
            return;
        }
        let act: fn(Calculator) = match (key.key().to_ascii_lowercase().as_str(), key.shift_key()) {
            ("z", false) => Calculator::undo,
            ("z", true) | ("y", false) => Calculator::redo,
            _ => return,
        };
        event.prevent_default();
        act(calculator);
    };
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", options, hear).forget();
}
