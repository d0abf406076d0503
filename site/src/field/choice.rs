//! Fields with a few values, and switches.

use leptos::prelude::*;

use super::Label;
use crate::flat;
use crate::icon::{self, icon};

/// One value on offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What it is called.
    pub label: String,
    /// Shown, but not to be chosen.
    pub disabled: bool,
}

impl Choice {
    /// A value that can be chosen.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), disabled: false }
    }

    /// Values that never change.
    pub fn fixed(labels: &[&str]) -> Signal<Vec<Self>> {
        Signal::stored(labels.iter().map(|label| Self::new(*label)).collect())
    }
}

/// A list that opens: five values or more, or long ones.
#[component]
pub fn SelectField(
    /// Unique on the page.
    id: String,
    /// Above the list.
    #[prop(into)]
    label: Label,
    /// The values, each known by its place.
    options: Signal<Vec<Choice>>,
    /// The place of the present value.
    chosen: Signal<Option<usize>>,
    /// A value was chosen.
    choose: Callback<usize>,
    /// Below the list; empty for nothing.
    #[prop(optional, into)]
    echo: Signal<String>,
) -> AnyView {
    let entries = flat::part(move || {
        let chosen = chosen.get();
        let entries = options.get().into_iter().enumerate().map(|(index, choice)| {
            view! {
                <option value=index.to_string() disabled=choice.disabled selected=chosen == Some(index)>{choice.label}</option>
            }
            .into_any()
        });
        entries.collect::<Vec<_>>().into_any()
    });
    let echo_id = format!("{id}-echo");
    view! {
        <div class="field">
            {label.above(&id)}
            <div class="select">
                <select id=id aria-label=label.term.map(|_| label.line()) aria-describedby=echo_id.clone()
                    on:change=flat::valued(move |value| if let Ok(index) = value.parse() { choose.run(index) })>
                    {entries}
                </select>
                {icon(icon::DOWN, "16")}
            </div>
            {below(echo_id, echo)}
        </div>
    }
    .into_any()
}

/// Two to four short values side by side.
#[component]
pub fn SegmentField(
    /// Unique on the page: the name of its radio buttons.
    id: String,
    /// What is chosen, for those who don't see it.
    legend: &'static str,
    /// Whether the legend is shown above.
    #[prop(optional)]
    is_labeled: bool,
    /// The values, each known by its place.
    options: Signal<Vec<Choice>>,
    /// The place of the present value.
    chosen: Signal<Option<usize>>,
    /// A value was chosen.
    choose: Callback<usize>,
) -> AnyView {
    let radios = flat::part(move || {
        let radios = options.get().into_iter().enumerate().map(|(index, choice)| {
            let is_chosen = Signal::derive(move || chosen.get() == Some(index));
            view! {
                <label>
                    <input type="radio" name=id.clone() disabled=choice.disabled
                        checked=is_chosen prop:checked=is_chosen
                        on:change=flat::valued(move |_| choose.run(index))/>
                    {choice.label}
                </label>
            }
            .into_any()
        });
        radios.collect::<Vec<_>>().into_any()
    });
    let field = view! { <fieldset class="seg fill"><legend class="sr">{legend}</legend>{radios}</fieldset> }.into_any();
    if is_labeled {
        view! { <div class="field"><span class="label" aria-hidden="true">{legend}</span>{field}</div> }.into_any()
    } else {
        field
    }
}

/// On or off.
#[component]
pub fn Switch(
    /// Unique on the page.
    id: String,
    /// What it switches, for those who don't see what stands beside it.
    label: &'static str,
    /// Whether it is on.
    on: Signal<bool>,
    /// It was switched.
    switch: Callback<bool>,
) -> AnyView {
    view! {
        <input class="switch" type="checkbox" role="switch" id=id aria-label=label checked=on prop:checked=on
            on:change=flat::checked(move |on| switch.run(on))/>
    }
    .into_any()
}

/// A box to check, with a sentence beside it.
#[component]
pub fn CheckField(
    /// Unique on the page.
    id: String,
    /// The sentence.
    label: &'static str,
    /// Below the sentence; empty for nothing.
    #[prop(optional, into)]
    note: Signal<String>,
    /// Whether it is checked.
    on: Signal<bool>,
    /// It was checked or not.
    check: Callback<bool>,
) -> AnyView {
    let note = flat::part(move || match note.get() {
        note if note.is_empty() => ().into_any(),
        note => view! { <small>{note}</small> }.into_any(),
    });
    view! {
        <label class="check">
            <input type="checkbox" id=id checked=on prop:checked=on on:change=flat::checked(move |on| check.run(on))/>
            <span>{label} {note}</span>
        </label>
    }
    .into_any()
}

/// The line below a field, while it says something.
pub fn below(id: String, text: Signal<String>) -> AnyView {
    flat::part(move || match text.get() {
        text if text.is_empty() => ().into_any(),
        text => view! { <p class="echo" id=id.clone()>{text}</p> }.into_any(),
    })
}
