//! Fields: a few components, each compiled once, whatever stands in them.
//!
//! - [`number::NumberField`]: text field with unit, reading, error, and a slider where it is a share
//! - [`choice::SelectField`] and [`choice::SegmentField`]: a few values
//! - [`choice::Switch`]: on or off
//! - [`text::TextField`]: a name
//! - [`term::term`]: a glossary word that explains itself

pub mod choice;
pub mod kind;
pub mod number;
pub mod picker;
pub mod term;
pub mod text;
pub mod typed_price;

use std::borrow::Cow;

use leptos::prelude::*;
use term::Term;

/// A field's label, with the glossary word that it begins with, if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The word that explains itself, before the text.
    pub term: Option<&'static Term>,
    /// The text.
    pub text: Cow<'static, str>,
}

impl From<&'static str> for Label {
    fn from(text: &'static str) -> Self {
        Self::of(text)
    }
}

impl Label {
    /// A label of plain text.
    pub const fn of(text: &'static str) -> Self {
        Self { term: None, text: Cow::Borrowed(text) }
    }

    /// A label that begins with a glossary word.
    pub const fn with(term: &'static Term, text: &'static str) -> Self {
        Self { term: Some(term), text: Cow::Borrowed(text) }
    }

    /// A label that is made on the spot.
    pub const fn made(text: String) -> Self {
        Self { term: None, text: Cow::Owned(text) }
    }

    /// The line as it stands above the field with this id.
    pub fn above(&self, id: &str) -> AnyView {
        match self.term {
            Some(word) => view! { <div class="label">{term::term(word, id)}{self.tail()}</div> }.into_any(),
            None => view! { <label for=id.to_owned()>{self.text.to_string()}</label> }.into_any(),
        }
    }

    /// What follows the glossary word.
    pub fn tail(&self) -> String {
        let space = if self.text.is_empty() || self.text.starts_with(',') { "" } else { " " };
        format!("{space}{}", self.text)
    }

    /// The whole line as text.
    pub fn line(&self) -> String {
        match self.term {
            Some(term) => format!("{}{}", term.word, self.tail()),
            None => self.text.to_string(),
        }
    }
}
