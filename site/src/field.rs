//! Fields as elements: one row of the ledger each, with its name, its value and what the value comes to.
//!
//! Plain functions from values to elements. What is typed and chosen comes back by the field's id.

pub mod figure;
pub mod picker;

use answer::{Element, el};
use pricing::number::DecimalSign;
use pricing::quantity::Share;
use pricing::rates::RateCard;
use pricing::scenario::{FieldError, Scenario};

use crate::echo;
pub use figure::{Figure, Number, Place};

/// What number fields are made from.
pub struct Sheet<'a> {
    pub scenario: &'a Scenario,
    pub card: &'a RateCard,
    pub problems: &'a [FieldError],
    pub sign: DecimalSign,
    /// What was typed in the field with this id.
    pub draft: &'a dyn Fn(&str) -> Draft,
}

/// What was typed in a field.
pub struct Draft {
    pub text: Option<String>,
    /// What is wrong with it.
    pub fault: Option<String>,
}

impl Sheet<'_> {
    /// The field of one number; nothing where the scenario has no such number.
    pub fn number(&self, place: Place) -> Option<Element> {
        let number = place.get(self.scenario)?;
        let id = place.id();
        let Draft { text: draft, fault } = (self.draft)(&id);
        // The draft stays while it says what the scenario holds, or nothing that can be read.
        let says_so =
            |draft: &String| fault.is_some() || place.read(draft, self.sign, self.scenario).as_ref() == Ok(&number);
        let text = draft.filter(says_so).unwrap_or_else(|| place.write(number, self.sign));
        let wrong = fault.clone().or_else(|| place.problem(self.problems));
        let echo = echo::echo(place, self.scenario, self.card);
        let echo = echo.map(|text| if fault.is_some() { format!("Still priced: {text}") } else { text });
        let (label, unit) = place.figure.label(self.scenario.workloads.get(place.workload));
        let parts = [("error", wrong), ("echo", echo)];
        let described: Vec<String> =
            parts.iter().filter(|part| part.1.is_some()).map(|part| format!("{id}-{}", part.0)).collect();
        let slider = match number {
            Number::Share(share) if place.figure.has_slider() => Some(slider(&id, label, share)),
            _ => None,
        };
        let input = text_input(&id, &text)
            .with("inputmode", "decimal")
            .with_if(parts.first().is_some_and(|part| part.1.is_some()), "aria-invalid", "true")
            .with_if(!described.is_empty(), "aria-describedby", &described.join(" "));
        let says = parts.into_iter().filter_map(|(class, text)| {
            Some(el("p").key(class).class(class).with("id", &format!("{id}-{class}")).text(&text?))
        });
        let name = el("label").with("for", &id).text(label).text(" ").child(el("span").class("unit").text(unit));
        let class = if slider.is_some() { "field field-share" } else { "field" };
        Some(el("div").key(&id).class(class).child(name).children(slider).child(input).children(says))
    }

    /// Several fields of a workload.
    pub fn numbers(&self, workload: usize, figures: &[Figure]) -> Vec<Element> {
        figures.iter().filter_map(|figure| self.number(Place { workload, figure: *figure })).collect()
    }
}

fn slider(id: &str, label: &str, share: Share) -> Element {
    el("input")
        .key("slider")
        .with_all(&[("type", "range"), ("min", "0"), ("max", "100"), ("step", "1"), ("data-slider", id)])
        .with("value", &share.of(100).to_string())
        .with("aria-label", &format!("{label}, slider"))
}

/// A field that takes text.
pub fn text_input(id: &str, value: &str) -> Element {
    let fixed = [("type", "text"), ("autocomplete", "off"), ("spellcheck", "false")];
    el("input").key(id).with("id", id).with_all(&fixed).with("value", value)
}

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

/// Choices without more to say about them.
pub fn plain<const N: usize>(labels: [&str; N]) -> Vec<Choice> {
    labels.map(Choice::new).to_vec()
}

/// A field with a few values, each known by its position.
pub struct Choices<'a> {
    /// Unique on the page: the id of a list, the `name` of radio buttons.
    pub id: &'a str,
    pub legend: &'a str,
    pub options: Vec<Choice>,
    /// The position of the present value.
    pub chosen: Option<usize>,
}

impl Choices<'_> {
    /// Two to four short values side by side.
    pub fn segments(self) -> Element {
        self.radios("segments", "segment")
    }

    /// Values with an explanation, one below the other.
    pub fn choices(self) -> Element {
        self.radios("choices", "choice")
    }

    fn radios(self, class: &str, each: &str) -> Element {
        let radio = |(index, choice): (usize, Choice)| {
            let input = el("input")
                .with_all(&[("type", "radio"), ("name", self.id)])
                .with("value", &index.to_string())
                .with_if(choice.disabled, "disabled", "")
                .with_if(self.chosen == Some(index), "checked", "");
            let label = el("label").class(each).child(input);
            if each == "segment" {
                return label.text(&choice.label);
            }
            let hint = (!choice.hint.is_empty()).then(|| el("span").class("hint").text(choice.hint));
            label.child(el("span").text(&choice.label)).children(hint)
        };
        let legend = el("legend").class("legend").text(self.legend);
        let radios = self.options.into_iter().enumerate().map(radio);
        el("fieldset").key(self.id).child(legend).child(el("div").class(class).children(radios))
    }

    /// A list that opens; `wide` puts it under its label.
    pub fn select(self, wide: bool) -> Element {
        let class = if wide { "field field-wide" } else { "field" };
        let label = el("label").with("for", self.id).text(self.legend);
        el("div").key(self.id).class(class).child(label).child(self.list())
    }

    /// The list without its label.
    pub fn list(self) -> Element {
        let option = |(index, choice): (usize, Choice)| {
            el("option")
                .with("value", &index.to_string())
                .with_if(choice.disabled, "disabled", "")
                .with_if(self.chosen == Some(index), "selected", "")
                .text(&choice.label)
        };
        el("select").with("id", self.id).children(self.options.into_iter().enumerate().map(option))
    }
}

/// A button that does what its name says.
pub fn button(act: &str, label: &str) -> Element {
    el("button").key(act).with_all(&[("type", "button"), ("data-act", act)]).text(label)
}
