//! Menus: a button that opens a list of commands.

use std::borrow::Cow;

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;

use crate::browser;
use crate::flat;
use crate::icon::{Icon, icon};

/// One line of a menu.
#[derive(Clone)]
pub enum Line {
    /// A title above the lines that follow.
    Head(&'static str),
    /// A line between groups.
    Rule,
    /// A command.
    Command(Command),
}

/// A command of a menu.
#[derive(Clone)]
pub struct Command {
    /// What it is called.
    pub label: Cow<'static, str>,
    /// Before the label.
    pub icon: Option<Icon>,
    /// At the end of its line: the keys that do the same, or what it would change; empty for none.
    pub aside: Cow<'static, str>,
    /// Whether it can be chosen now.
    pub enabled: Signal<bool>,
    /// Of a choice between several: whether it is the present one.
    pub chosen: Option<Signal<bool>>,
    /// What it does.
    pub act: Callback<()>,
}

impl Line {
    /// A command that can always be chosen.
    pub fn command(label: &'static str, mark: Icon, act: impl Fn() + Send + Sync + 'static) -> Self {
        Self::Command(Command {
            label: Cow::Borrowed(label),
            icon: Some(mark),
            aside: Cow::Borrowed(""),
            enabled: Signal::stored(true),
            chosen: None,
            act: Callback::new(move |()| act()),
        })
    }

    /// One of several, of which one is the present one.
    pub fn choice(
        label: impl Into<Cow<'static, str>>,
        aside: String,
        chosen: Signal<bool>,
        act: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self::Command(Command {
            label: label.into(),
            icon: None,
            aside: Cow::Owned(aside),
            enabled: Signal::stored(true),
            chosen: Some(chosen),
            act: Callback::new(move |()| act()),
        })
    }
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
    /// The lines, made when the menu opens.
    lines: Callback<(), Vec<Line>>,
) -> AnyView {
    let is_open = RwSignal::new(false);
    let open = move |last: bool| {
        is_open.set(true);
        browser::after_render(move || browser::focus_item(id, if last { Way::Last } else { Way::First }));
    };
    let close = move || {
        is_open.set(false);
        browser::focus(id);
    };
    let keydown: Box<dyn FnMut(KeyboardEvent)> = Box::new(move |event| {
        let way = match (event.key().as_str(), is_open.get_untracked()) {
            ("ArrowDown", false) => {
                open(false);
                event.prevent_default();
                return;
            }
            ("ArrowUp", false) => {
                open(true);
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
        let lines = lines.run(()).into_iter().map(|line| self::line(line, close)).collect::<Vec<_>>();
        view! { <div class="menu" role="menu" id=format!("{id}-menu") aria-labelledby=id>{lines}</div> }.into_any()
    };
    view! {
        <div class="menu-place" on:keydown=keydown on:focusout=focusout>
            <button class=class type="button" id=id aria-haspopup="menu" aria-label=(!label.is_empty()).then_some(label)
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                on:click=flat::clicked(move || if is_open.get_untracked() { close() } else { open(false) })>{button}</button>
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

fn line(line: Line, close: impl Fn() + Copy + 'static) -> AnyView {
    match line {
        Line::Head(title) => view! { <div class="head" role="presentation">{title}</div> }.into_any(),
        Line::Rule => view! { <hr/> }.into_any(),
        Line::Command(Command { label, icon: mark, aside, enabled, chosen, act }) => {
            let mark = mark.map(|mark| icon(mark, "16"));
            let aside = (!aside.is_empty()).then(|| view! { <kbd>{aside}</kbd> }.into_any());
            let press = flat::clicked(move || {
                if enabled.get_untracked() {
                    close();
                    act.run(());
                }
            });
            let tick = chosen.map(|chosen| {
                flat::part(
                    move || if chosen.get() { icon(crate::icon::CHECK, "16") } else { icon(crate::icon::NONE, "16") },
                )
            });
            view! {
                <button type="button" tabindex="-1" role=if chosen.is_some() { "menuitemradio" } else { "menuitem" }
                    aria-checked=move || chosen.map(|chosen| if chosen.get() { "true" } else { "false" })
                    aria-disabled=move || (!enabled.get()).then_some("true") on:click=press>
                    {mark} {tick} {label} {aside}
                </button>
            }
            .into_any()
        }
    }
}
