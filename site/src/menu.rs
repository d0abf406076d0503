//! Menus: a button that opens a list of commands.

pub mod lines;

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;

use crate::browser;
use crate::flat;
use crate::late::{self, Soon};

/// The menus of the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The dates of prices.
    Dates,
    /// What can be shared.
    Share,
    /// Everything else.
    More,
    /// All of it: on a phone there is one menu.
    All,
}

/// A button that opens a menu.
#[component]
pub fn Menu(
    /// Unique on the page.
    id: &'static str,
    /// The classes of the button.
    class: &'static str,
    /// What the button is called, where it shows no text.
    #[prop(optional)]
    label: &'static str,
    /// What the button shows.
    button: AnyView,
    /// Which menu it is. Its lines are made when it opens.
    which: Which,
) -> AnyView {
    let is_open = RwSignal::new(false);
    let opened_at = StoredValue::new(Way::First);
    let open = move |way: Way| {
        opened_at.set_value(way);
        is_open.set(true);
    };
    let close = move || {
        is_open.set(false);
        browser::focus(id);
    };
    let keydown: Box<dyn FnMut(KeyboardEvent)> = Box::new(move |event| {
        let way = match (event.key().as_str(), is_open.get_untracked()) {
            ("ArrowDown", false) => {
                open(Way::First);
                event.prevent_default();
                return;
            }
            ("ArrowUp", false) => {
                open(Way::Last);
                event.prevent_default();
                return;
            }
            ("Escape", true) => {
                close();
                event.prevent_default();
                return;
            }
            ("ArrowDown", true) => Way::Next,
            ("ArrowUp", true) => Way::Before,
            ("Home", true) => Way::First,
            ("End", true) => Way::Last,
            _ => return,
        };
        event.prevent_default();
        browser::focus_item(id, way);
    });
    let focusout: Box<dyn FnMut(FocusEvent)> = Box::new(move |event| {
        if browser::leaves(&event) {
            is_open.set(false);
        }
    });
    let list = move || {
        // The lines may come after the menu has opened: the focus waits for them.
        let way = opened_at.get_value();
        let made = Callback::new(move |()| browser::after_render(move || browser::focus_item(id, way)));
        let lines = late::soon(Soon::Menu(which, Callback::new(move |()| close()), made));
        view! { <div class="menu" role="menu" id=format!("{id}-menu") aria-labelledby=id>{lines}</div> }.into_any()
    };
    view! {
        <div class="menu-place" on:keydown=keydown on:focusout=focusout>
            <button class=class type="button" id=id aria-haspopup="menu" aria-label=(!label.is_empty()).then_some(label)
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                on:click=flat::clicked(move || if is_open.get_untracked() { close() } else { open(Way::First) })>{button}</button>
            {flat::shown_if(move || is_open.get(), list)}
        </div>
    }
    .into_any()
}

/// Where the focus goes in a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the first command.
    First,
    /// To the last one.
    Last,
    /// To the next one, or to the first after the last.
    Next,
    /// To the one before, or to the last before the first.
    Before,
}
