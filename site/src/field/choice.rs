//! Fields with a few values: radio buttons and lists.
//!
//! To add a choice between fixed values, add its line to a table of [`Setting`]s: the words of the field, where the
//! value is, and how it is changed. [`Setting::fields`] makes the elements, [`Setting::choose`] changes the value. A
//! choice whose values depend on the scenario is a [`Choices`] made on the spot.

use answer::{Element, el};

use super::owner::Owner;

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
}

/// How the values of a choice are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Two to four short values side by side.
    Segments,
    /// Values with an explanation, one below the other.
    Stack,
    /// A list that opens, beside its label.
    List,
    /// A list that opens, under its label.
    WideList,
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
    /// The field.
    #[inline(never)]
    pub fn field(&self, look: Look) -> Element {
        let (class, each) = match look {
            Look::Segments => ("segments", "segment"),
            Look::Stack => ("choices", "choice"),
            Look::List | Look::WideList => {
                let class = if look == Look::List { "field" } else { "field field-wide" };
                let label = el("label").with("for", self.id).text(self.legend);
                return el("div").key(self.id).class(class).child(label).child(self.list());
            }
        };
        let mut radios = el("div").class(class);
        for (index, choice) in self.options.iter().enumerate() {
            let input = el("input").with_all(&[("type", "radio"), ("name", self.id)]);
            let mut label = el("label").class(each).child(self.option(input, index, choice, "checked"));
            if look == Look::Segments {
                label = label.text(&choice.label);
            } else {
                label = label.child(el("span").text(&choice.label));
                if !choice.hint.is_empty() {
                    label = label.child(el("span").class("hint").text(choice.hint));
                }
            }
            radios = radios.child(label);
        }
        let legend = el("legend").class("legend").text(self.legend);
        el("fieldset").key(self.id).child(legend).child(radios)
    }

    /// A list that opens, without its label.
    #[inline(never)]
    pub fn list(&self) -> Element {
        let mut list = el("select").with("id", self.id);
        for (index, choice) in self.options.iter().enumerate() {
            list = list.child(self.option(el("option"), index, choice, "selected").text(&choice.label));
        }
        list
    }

    fn option(&self, element: Element, index: usize, choice: &Choice, chosen: &'static str) -> Element {
        element.with("value", &index.to_string()).with_if(choice.disabled, "disabled", "").with_if(
            self.chosen == Some(index),
            chosen,
            "",
        )
    }
}

/// What a choice between fixed values says.
pub struct Words {
    /// What its id begins or ends with.
    pub field: &'static str,
    pub legend: &'static str,
    pub look: Look,
    /// The values, each with what it means where the label doesn't say it.
    pub values: &'static [(&'static str, &'static str)],
}

impl Words {
    /// The field.
    #[inline(never)]
    pub fn field(&self, id: &str, chosen: usize) -> Element {
        let options = self.values.iter().map(|(label, hint)| Choice { hint, ..Choice::new(*label) }).collect();
        Choices { id, legend: self.legend, options, chosen: Some(chosen) }.field(self.look)
    }
}

/// A choice between fixed values of a part of the scenario.
pub struct Setting<T: 'static> {
    pub words: Words,
    /// The position of the present value; `None` where this part has no such value.
    pub get: fn(&T) -> Option<usize>,
    pub set: fn(&mut T, usize),
}

impl<T> Setting<T> {
    /// The field; nothing where there is no such value.
    pub fn element(&self, owner: Owner, of: &T) -> Option<Element> {
        Some(self.words.field(&owner.id(self.words.field), (self.get)(of)?))
    }

    /// Changes the value of one of several fields.
    pub fn choose(settings: &[Self], field: &str, of: &mut T, index: usize) {
        if let Some(setting) = settings.iter().find(|setting| setting.words.field == field) {
            (setting.set)(of, index);
        }
    }
}

/// Puts the value at a position in place; without one, nothing changes.
pub fn put<T: Copy>(values: &[T], index: usize, place: &mut T) {
    if let Some(value) = values.get(index) {
        *place = *value;
    }
}
