//! The views of the answer, one behind each tab. All stay in the document, so that they print.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use pricing::explain;
use pricing::presets;
use web_sys::wasm_bindgen::JsCast as _;

use super::ledger::Ledger;
use super::rates::Rates;
use super::table::TableView;
use crate::state::{Answer, use_calculator};

/// Id and title of each view.
const VIEWS: [(&str, &str); 5] = [
    ("lines", "Where it goes"),
    ("caching", "Does caching pay?"),
    ("published", "Published figures"),
    ("assumptions", "Assumptions"),
    ("rates", "Rates"),
];

/// Tabs and views.
#[component]
pub fn Views() -> impl IntoView {
    let chosen = RwSignal::new(0_usize);
    let tabs: Vec<_> = VIEWS
        .into_iter()
        .enumerate()
        .map(|(index, (id, title))| {
            let selected = move || chosen.get() == index;
            view! {
                <button
                    type="button"
                    role="tab"
                    id=format!("tab-{id}")
                    aria-controls=format!("view-{id}")
                    aria-selected=move || selected().to_string()
                    tabindex=move || if selected() { "0" } else { "-1" }
                    on:click=move |_| chosen.set(index)
                >
                    {title}
                </button>
            }
        })
        .collect();
    view! {
        <div
            class="views"
            role="tablist"
            aria-label="Views of the answer"
            on:keydown=move |event| choose_by_key(&event, chosen)
        >
            {tabs}
        </div>
        <View index=0 chosen tabindex=None><Ledger/></View>
        <View index=1 chosen tabindex=Some("0")><BreakEven/></View>
        <View index=2 chosen tabindex=Some("0")><Published/></View>
        <View index=3 chosen tabindex=Some("0")><Assumptions/></View>
        <View index=4 chosen tabindex=None>
            // The one view that doesn't print: it is drawn when it is looked at.
            <Show when=move || chosen.get() == 4><Rates/></Show>
        </View>
    }
}

#[component]
fn View(index: usize, chosen: RwSignal<usize>, tabindex: Option<&'static str>, children: Children) -> impl IntoView {
    let (id, title) = VIEWS.get(index).copied().unwrap_or_default();
    view! {
        <div
            class="view"
            id=format!("view-{id}")
            role="tabpanel"
            aria-labelledby=format!("tab-{id}")
            tabindex=tabindex
            hidden=move || chosen.get() != index
        >
            <h2 class="view-title visually-hidden">{title}</h2>
            {children()}
        </div>
    }
}

/// Left, Right, Home and End move between the tabs and choose.
fn choose_by_key(event: &KeyboardEvent, chosen: RwSignal<usize>) {
    let (now, last) = (chosen.get_untracked(), VIEWS.len() - 1);
    let next = match event.key().as_str() {
        "ArrowLeft" => now.checked_sub(1).unwrap_or(last),
        "ArrowRight" if now == last => 0,
        "ArrowRight" => now + 1,
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    chosen.set(next);
    let (id, _) = VIEWS.get(next).copied().unwrap_or_default();
    if let Some(tab) = document().get_element_by_id(&format!("tab-{id}")) {
        focus(&tab);
    }
}

/// Gives the focus to an element.
pub(super) fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        // Fails only where the element can't have the focus; then there is nothing to do.
        let _ = element.focus();
    }
}

#[component]
fn BreakEven() -> impl IntoView {
    let answer = use_calculator().answer;
    let table = Memo::new(move |_| {
        let table = |answer: &Answer| explain::break_even_table(&answer.report, &answer.scenario, &answer.card);
        answer.with(|answer| answer.as_ref().map(table).unwrap_or_default())
    });
    view! { <TableView table class="table stacks"/> }
}

#[component]
fn Published() -> impl IntoView {
    let calculator = use_calculator();
    let all = StoredValue::new(presets::presets());
    let loaded = Memo::new(move |_| all.with_value(|all| explain::loaded(all, &calculator.scenario())));
    let table = Memo::new(move |_| {
        all.with_value(|all| calculator.card.with(|card| explain::published_table(all, loaded.get(), card)))
    });
    view! { <TableView table class="table stacks"/> }
}

#[component]
fn Assumptions() -> impl IntoView {
    let answer = use_calculator().answer;
    let conventions = Memo::new(move |_| {
        let conventions = |answer: &Answer| explain::conventions(&answer.report, &answer.scenario, &answer.card);
        answer.with(|answer| answer.as_ref().map(conventions).unwrap_or_default())
    });
    let items = move || {
        let item = |convention: explain::Convention| {
            view! {
                <li>
                    <strong>{convention.lead}</strong> " " {convention.rest} " "
                    <span class="quiet">{convention.otherwise}</span>
                </li>
            }
        };
        conventions.get().into_iter().map(item).collect::<Vec<_>>()
    };
    view! { <ul class="assumptions">{items}</ul> }
}
