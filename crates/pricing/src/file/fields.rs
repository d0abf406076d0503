//! What every type of a scenario's file is read and written by.

use crate::json::{Value, Writer, Wrong, harmless};
use crate::money::{Rate, Unit};
use crate::number::decimal;
use crate::quantity::Multiple;
use crate::text::Texted;

type Result<T> = core::result::Result<T, Wrong>;

/// What stands in a file.
pub(super) trait Filed: Sized {
    fn read(value: Value) -> Result<Self>;
    fn write(&self, json: &mut Writer);
}

/// An object's fields, taken one by one.
pub(super) struct Fields(Vec<(String, Value)>);

impl Fields {
    /// An object with no other fields than these.
    pub(super) fn of(value: Value, known: &[&str]) -> Result<Self> {
        let Value::Object(fields) = value else { return Err(expected("an object", &value)) };
        match fields.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((name, _)) => {
                let message = ["there is no such field; there are ", &known.join(", ")].concat();
                Err(Wrong::new(&message).in_field(name))
            }
            None => Ok(Self(fields)),
        }
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        let place = self.0.iter().position(|(other, _)| other == name)?;
        Some(self.0.swap_remove(place).1)
    }

    fn given(&mut self, name: &str) -> Result<Value> {
        self.take(name).ok_or_else(|| Wrong::new("this field must be given").in_field(name))
    }

    /// A field that must be given.
    pub(super) fn must<T: Filed>(&mut self, name: &str) -> Result<T> {
        T::read(self.given(name)?).map_err(|wrong| wrong.in_field(name))
    }

    /// A field with a default.
    pub(super) fn may<T: Filed + Default>(&mut self, name: &str) -> Result<T> {
        let Some(value) = self.take(name) else { return Ok(T::default()) };
        T::read(value).map_err(|wrong| wrong.in_field(name))
    }

    /// A factor, 1 unless given.
    pub(super) fn one(&mut self, name: &str) -> Result<Multiple> {
        let Some(value) = self.take(name) else { return Ok(Multiple::ONE) };
        Filed::read(value).map_err(|wrong: Wrong| wrong.in_field(name))
    }

    /// A list that must be given, and its most entries.
    pub(super) fn some<T: Filed>(&mut self, name: &str, most: usize) -> Result<Vec<T>> {
        list(self.given(name)?, most).map_err(|wrong| wrong.in_field(name))
    }

    /// A list, empty unless given, and its most entries.
    pub(super) fn list<T: Filed>(&mut self, name: &str, most: usize) -> Result<Vec<T>> {
        let Some(value) = self.take(name) else { return Ok(Vec::new()) };
        list(value, most).map_err(|wrong| wrong.in_field(name))
    }

    /// A list or nothing, and its most entries.
    pub(super) fn some_list<T: Filed>(&mut self, name: &str, most: usize) -> Result<Option<Vec<T>>> {
        match self.take(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => list(value, most).map(Some).map_err(|wrong| wrong.in_field(name)),
        }
    }

    /// A text that must be given, and its most characters.
    pub(super) fn text(&mut self, name: &str, most: usize) -> Result<String> {
        let text = match self.given(name)? {
            Value::Text(text) => text,
            other => return Err(expected("a text", &other).in_field(name)),
        };
        // Text is counted as far as it may go, however long it is.
        if text.chars().nth(most).is_some() {
            let message = ["at most ", &most.to_string(), " characters"].concat();
            return Err(Wrong::new(&message).in_field(name));
        }
        Ok(text)
    }

    /// A text, empty unless given, and its most characters.
    pub(super) fn label(&mut self, name: &str, most: usize) -> Result<String> {
        if self.0.iter().any(|(other, _)| other == name) { self.text(name, most) } else { Ok(String::new()) }
    }
}

/// The entries of a list that has at most so many.
pub(super) fn list<T: Filed>(value: Value, most: usize) -> Result<Vec<T>> {
    let Value::List(values) = value else { return Err(expected("a list", &value)) };
    if values.len() > most {
        return Err(Wrong::new(&["at most ", &most.to_string(), " entries"].concat()));
    }
    let mut read = Vec::with_capacity(values.len());
    for (index, value) in values.into_iter().enumerate() {
        read.push(T::read(value).map_err(|wrong| wrong.at_index(index))?);
    }
    Ok(read)
}

/// One of some words, alone or as the key of what belongs to it.
pub(super) fn chosen(value: Value, words: &[&'static str]) -> Result<(&'static str, Option<Value>)> {
    let (name, content) = match value {
        Value::Text(name) => (name, None),
        Value::Object(mut fields) if fields.len() == 1 => match fields.pop() {
            Some((name, content)) => (name, Some(content)),
            None => (String::new(), None),
        },
        other => return Err(expected(&one_of(words), &other)),
    };
    match words.iter().find(|word| **word == name) {
        Some(word) => Ok((*word, content)),
        None => Err(expected(&one_of(words), &Value::Text(name))),
    }
}

fn one_of(words: &[&str]) -> String {
    ["one of ", &words.join(", ")].concat()
}

/// What belongs to a word.
pub(super) fn content(content: Option<Value>) -> Result<Value> {
    content.ok_or_else(|| Wrong::new("an object with this word as its key expected"))
}

/// A word with nothing that belongs to it.
pub(super) fn alone<T>(content: Option<&Value>, chosen: T) -> Result<T> {
    if content.is_some() { Err(Wrong::new("the word alone expected")) } else { Ok(chosen) }
}

/// Something else was expected.
pub(super) fn expected(what: &str, found: &Value) -> Wrong {
    let mut message = [what, " expected, not "].concat();
    match found {
        Value::Text(text) => message.extend(["\u{201c}", &harmless(text), "\u{201d}"]),
        Value::Number(number) => message.extend(["the number ", &harmless(number), "; texts are in quotes"]),
        other => message.push_str(other.kind()),
    }
    Wrong::new(&message)
}

/// A type with words of its own: the words of a link.
macro_rules! words {
    ($type:ident, $name:expr) => {
        impl $crate::file::fields::Filed for $type {
            fn read(value: $crate::json::Value) -> Result<Self, $crate::json::Wrong> {
                let words = Self::ALL.map($name);
                let (word, content) = $crate::file::fields::chosen(value, &words)?;
                let found = words.iter().position(|other| *other == word).and_then(|place| Self::ALL.get(place));
                let found = found.copied().ok_or_else(|| $crate::json::Wrong::new(""))?;
                $crate::file::fields::alone(content.as_ref(), found)
            }

            fn write(&self, json: &mut $crate::json::Writer) {
                json.text($name(*self));
            }
        }
    };
}

/// A type whose fields stand in the file by their names.
macro_rules! fields {
    ($type:ident { $($kind:ident $(($most:expr))? $field:ident),* $(,)? }) => {
        impl $crate::file::fields::Filed for $type {
            fn read(value: $crate::json::Value) -> Result<Self, $crate::json::Wrong> {
                let mut fields = $crate::file::fields::Fields::of(value, &[$(stringify!($field)),*])?;
                Ok(Self { $($field: fields.$kind(stringify!($field) $(, $most)?)?),* })
            }

            fn write(&self, json: &mut $crate::json::Writer) {
                json.open('{');
                $(
                    json.key(stringify!($field));
                    self.$field.write(json);
                )*
                json.close('}');
            }
        }
    };
}

/// A type that is one of several things, each below its word; a word alone where nothing belongs to it.
macro_rules! choice {
    ($type:ident { $($word:literal => $variant:ident $body:tt),* $(,)? }) => {
        impl $crate::file::fields::Filed for $type {
            fn read(value: $crate::json::Value) -> Result<Self, $crate::json::Wrong> {
                let (word, content) = $crate::file::fields::chosen(value, &[$($word),*])?;
                let read: Result<Self, $crate::json::Wrong> = match word {
                    $($word => choice!(@read content $variant $body),)*
                    _ => Err($crate::json::Wrong::new("")),
                };
                read.map_err(|wrong| wrong.in_field(word))
            }

            fn write(&self, json: &mut $crate::json::Writer) {
                match self {
                    $(choice!(@pattern $variant $body) => choice!(@write json $word $body),)*
                }
            }
        }
    };
    (@read $content:ident $variant:ident ()) => {
        $crate::file::fields::alone($content.as_ref(), Self::$variant)
    };
    (@read $content:ident $variant:ident ($inner:ident)) => {
        $crate::file::fields::content($content)
            .and_then($crate::file::fields::Filed::read)
            .map(Self::$variant)
    };
    (@read $content:ident $variant:ident ($inner:ident: $most:expr)) => {
        $crate::file::fields::content($content)
            .and_then(|value| $crate::file::fields::list(value, $most))
            .map(Self::$variant)
    };
    (@read $content:ident $variant:ident { $($kind:ident $field:ident),* }) => {
        $crate::file::fields::content($content)
            .and_then(|value| $crate::file::fields::Fields::of(value, &[$(stringify!($field)),*]))
            .and_then(|mut fields| Ok(Self::$variant { $($field: fields.$kind(stringify!($field))?),* }))
    };
    (@pattern $variant:ident ()) => { Self::$variant };
    (@pattern $variant:ident ($inner:ident $(: $most:expr)?)) => { Self::$variant($inner) };
    (@pattern $variant:ident { $($kind:ident $field:ident),* }) => { Self::$variant { $($field),* } };
    (@write $json:ident $word:literal ()) => { $json.text($word) };
    (@write $json:ident $word:literal ($inner:ident $(: $most:expr)?)) => {{
        $json.open('{');
        $json.key($word);
        $inner.write($json);
        $json.close('}');
    }};
    (@write $json:ident $word:literal { $($kind:ident $field:ident),* }) => {{
        $json.open('{');
        $json.key($word);
        $json.open('{');
        $(
            $json.key(stringify!($field));
            $field.write($json);
        )*
        $json.close('}');
        $json.close('}');
    }};
}

pub(super) use {choice, fields, words};

impl<T: Texted> Filed for T {
    fn read(value: Value) -> Result<Self> {
        let read = if let Value::Text(text) = &value { T::from_text(text) } else { None };
        read.ok_or_else(|| expected(T::EXPECTED, &value))
    }

    fn write(&self, json: &mut Writer) {
        json.text(&self.to_text());
    }
}

impl Filed for Rate {
    fn read(value: Value) -> Result<Self> {
        let mut fields = Fields::of(value, &["amount", "unit"])?;
        let amount = fields.given("amount")?;
        let read = if let Value::Text(text) = &amount { decimal(text) } else { None };
        let read = read.ok_or_else(|| expected("a plain decimal", &amount).in_field("amount"))?;
        let unit: Unit = fields.must("unit")?;
        Self::new(read, unit).map_err(|error| Wrong::new(&error.to_string()).in_field("amount"))
    }

    fn write(&self, json: &mut Writer) {
        json.open('{');
        json.field("amount", &self.amount().to_string());
        json.key("unit");
        self.unit().write(json);
        json.close('}');
    }
}

impl Filed for String {
    fn read(value: Value) -> Result<Self> {
        if let Value::Text(text) = value { Ok(text) } else { Err(expected("a text", &value)) }
    }

    fn write(&self, json: &mut Writer) {
        json.text(self);
    }
}

impl Filed for bool {
    fn read(value: Value) -> Result<Self> {
        if let Value::Truth(is) = value { Ok(is) } else { Err(expected("true or false", &value)) }
    }

    fn write(&self, json: &mut Writer) {
        json.word(if *self { "true" } else { "false" });
    }
}

/// A position in a list, or a number of hours or days: small numbers are numbers.
macro_rules! number {
    ($type:ty) => {
        impl Filed for $type {
            fn read(value: Value) -> Result<Self> {
                let read = if let Value::Number(number) = &value { number.parse().ok() } else { None };
                read.ok_or_else(|| {
                    let mut wrong = Wrong::new("a small whole number without quotes expected");
                    if let Value::Number(number) = &value {
                        wrong.message.extend([", not ", &harmless(number)]);
                    }
                    wrong
                })
            }

            fn write(&self, json: &mut Writer) {
                json.word(&self.to_string());
            }
        }
    };
}

number!(usize);
number!(u8);

impl<T: Filed> Filed for Option<T> {
    fn read(value: Value) -> Result<Self> {
        if value == Value::Null { Ok(None) } else { T::read(value).map(Some) }
    }

    fn write(&self, json: &mut Writer) {
        match self {
            Some(value) => value.write(json),
            None => json.word("null"),
        }
    }
}

impl<T: Filed> Filed for Vec<T> {
    fn read(value: Value) -> Result<Self> {
        list(value, usize::MAX)
    }

    fn write(&self, json: &mut Writer) {
        json.open('[');
        for value in self {
            value.write(json);
        }
        json.close(']');
    }
}
