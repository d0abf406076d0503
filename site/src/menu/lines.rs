//! The lines of menus: titles, rules, commands.

use std::borrow::Cow;

use leptos::prelude::*;

use crate::flat;
use crate::icon::{self, Icon, icon};

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

/// One line as it is shown; a command closes the menu and then does what it does.
pub fn line(line: Line, close: Callback<()>) -> AnyView {
    match line {
        Line::Head(title) => view! { <div class="head" role="presentation">{title}</div> }.into_any(),
        Line::Rule => view! { <hr/> }.into_any(),
        Line::Command(Command { label, icon: mark, aside, enabled, chosen, act }) => {
            let mark = mark.map(|mark| icon(mark, "16"));
            let aside = (!aside.is_empty()).then(|| view! { <kbd>{aside}</kbd> }.into_any());
            let press = flat::clicked(move || {
                if enabled.get_untracked() {
                    close.run(());
                    act.run(());
                }
            });
            let tick = chosen.map(|chosen| {
                flat::part(move || if chosen.get() { icon(icon::CHECK, "16") } else { icon(icon::NONE, "16") })
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
