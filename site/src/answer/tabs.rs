//! The strip of tabs, and the panel of the open one.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::overview;
use crate::browser;
use crate::flat;
use crate::late;
use crate::state::{Tab, calculator};
use crate::views::{capacity, commitment, evidence};

/// Strip and panel.
pub fn tabs() -> AnyView {
    let calculator = calculator();
    let strip = Tab::ALL.map(tab).into_iter().collect::<Vec<_>>();
    let panel = flat::part(move || {
        let tab = calculator.tab.get();
        let cards = match tab {
            Tab::Overview => overview::overview(),
            Tab::Breakdown => late::breakdown(late::Breakdown::View),
            Tab::Commitment => commitment::commitment(),
            Tab::Capacity => capacity::capacity(),
            Tab::Evidence => evidence::evidence(),
        };
        view! {
            <div class="stack o4" role="tabpanel" id=format!("panel-{}", tab.id())
                aria-labelledby=format!("tab-{}", tab.id())>{cards}</div>
        }
        .into_any()
    });
    // The open tab stays in view on a phone, whoever opened it.
    Effect::new(move |before: Option<Tab>| {
        let now = calculator.tab.get();
        if before.is_some_and(|before| before != now) {
            browser::show(&format!("tab-{}", now.id()));
        }
        now
    });
    view! {
        <div class="tabs o4" role="tablist" aria-label="Views">{strip}</div>
        {panel}
    }
    .into_any()
}

fn tab(tab: Tab) -> AnyView {
    let calculator = calculator();
    let is_open = flat::flag(move || calculator.tab.get() == tab);
    let keydown: Box<dyn FnMut(KeyboardEvent)> = Box::new(move |event| {
        let here = Tab::ALL.iter().position(|other| *other == tab).unwrap_or_default();
        let last = Tab::ALL.len() - 1;
        let there = match event.key().as_str() {
            "ArrowRight" => {
                if here == last {
                    0
                } else {
                    here + 1
                }
            }
            "ArrowLeft" => here.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        if let Some(there) = Tab::ALL.get(there) {
            calculator.tab.set(*there);
            browser::focus(&format!("tab-{}", there.id()));
        }
    });
    view! {
        <button type="button" role="tab" id=format!("tab-{}", tab.id())
            aria-selected=move || if is_open.get() { "true" } else { "false" }
            aria-controls=move || is_open.get().then(|| format!("panel-{}", tab.id()))
            tabindex=move || if is_open.get() { "0" } else { "-1" }
            on:click=flat::clicked(move || calculator.tab.set(tab)) on:keydown=keydown>{tab.title()}</button>
    }
    .into_any()
}
