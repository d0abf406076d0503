//! Fields that offer a few values: segments, alternatives with an explanation, and lists that open.

use leptos::prelude::*;

/// One value on offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub label: String,
    /// What it means, where the label doesn't say it.
    pub hint: &'static str,
    /// Shown, but not to be chosen.
    pub disabled: bool,
}

impl Choice {
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    pub fn explained(label: &str, hint: &'static str) -> Self {
        Self { label: label.to_owned(), hint, disabled: false }
    }
}

/// A field with a few values, each known by its position.
#[derive(Clone, Copy)]
pub struct Choices {
    /// Unique on the page: the id of a list, the `name` of radio buttons.
    pub id: StoredValue<String>,
    pub legend: &'static str,
    pub options: Signal<Vec<Choice>>,
    /// The position of the present value.
    pub chosen: Signal<Option<usize>>,
    pub choose: Callback<usize>,
}

impl Choices {
    /// Two to four short values side by side.
    pub fn segments(self) -> AnyView {
        view! {
            <fieldset>
                <legend class="legend">{self.legend}</legend>
                <div class="segments">{move || self.radios("segment")}</div>
            </fieldset>
        }
        .into_any()
    }

    /// Values with an explanation, one below the other.
    pub fn choices(self) -> AnyView {
        view! {
            <fieldset>
                <legend class="legend">{self.legend}</legend>
                <div class="choices">{move || self.radios("choice")}</div>
            </fieldset>
        }
        .into_any()
    }

    fn radios(self, class: &'static str) -> Vec<AnyView> {
        let radio = |(index, choice): (usize, Choice)| {
            let words = if class == "choice" {
                let hint = (!choice.hint.is_empty()).then(|| view! { <span class="hint">{choice.hint}</span> });
                view! { <span>{choice.label}</span> {hint} }.into_any()
            } else {
                choice.label.into_any()
            };
            view! {
                <label class=class>
                    <input type="radio" name=self.id.get_value() disabled=choice.disabled
                        prop:checked=move || self.chosen.get() == Some(index)
                        on:change=move |_| self.choose.run(index)/>
                    {words}
                </label>
            }
            .into_any()
        };
        self.options.get().into_iter().enumerate().map(radio).collect()
    }

    /// A list that opens; `wide` puts it under its label.
    pub fn select(self, wide: bool) -> AnyView {
        let chosen = move |event| {
            if let Ok(index) = event_target_value(&event).parse() {
                self.choose.run(index);
            }
        };
        view! {
            <div class=if wide { "field field-wide" } else { "field" }>
                <label for=self.id.get_value()>{self.legend}</label>
                <select id=self.id.get_value() on:change=chosen>{move || self.list()}</select>
            </div>
        }
        .into_any()
    }

    /// The options of a list.
    pub fn list(self) -> Vec<AnyView> {
        let option = |(index, choice): (usize, Choice)| {
            view! {
                <option value=index.to_string() disabled=choice.disabled
                    prop:selected=move || self.chosen.get() == Some(index)>{choice.label}</option>
            }
            .into_any()
        };
        self.options.get().into_iter().enumerate().map(option).collect()
    }
}
