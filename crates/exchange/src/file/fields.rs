//! What every type of a scenario's file is read and written by.
//!
//! What goes wrong is noted in one place, with the way to it.

use crate::json::{Value, Writer, Wrong};
use pricing::bounds::WORKLOADS_MAX;
use pricing::harmless::start_of;
use pricing::money::{Rate, Unit};
use pricing::number::decimal;
use pricing::quantity::{
    Count, Dollars, Epochs, Hours, ModelUnits, Months, Multiple, Requests, Share, Tokens, TokensPerMinute,
    TokensPerRequest, TrainingHours, Windows, Years,
};
use pricing::rates::{Buying, Date, InferenceScope, Meter, PromptLength, ServiceItem, ServicePrice};
use pricing::scenario::{CacheInBatch, Rules};
use pricing::text::Texted;

/// What stands in a file.
pub(super) trait Filed: Sized {
    /// Reads it; where it isn't what it should be, `at` says what is wrong.
    fn read(value: &Value, at: &mut Wrong) -> Option<Self>;

    fn write(&self, json: &mut Writer);
}

/// An object's fields.
type Fields = [(String, Value)];

/// The fields of an object that has no other ones than these.
pub(super) fn object<'a>(value: &'a Value, known: &[&str], at: &mut Wrong) -> Option<&'a Fields> {
    let Value::Object(fields) = value else { return unexpected("an object", value, at) };
    for (name, _) in fields {
        if !known.contains(&name.as_str()) {
            at.down(name);
            match at.refuse(&["there is no such field; there are ", &known.join(", ")])? {}
        }
    }
    Some(fields)
}

/// Goes to a field, if it is given.
fn enter<'a>(fields: &'a Fields, name: &str, at: &mut Wrong) -> Option<&'a Value> {
    let (_, value) = fields.iter().find(|(other, _)| other == name)?;
    at.down(name);
    Some(value)
}

/// Goes to a field that must be given.
fn given<'a>(fields: &'a Fields, name: &str, at: &mut Wrong) -> Option<&'a Value> {
    if let Some(value) = enter(fields, name, at) {
        return Some(value);
    }
    at.down(name);
    match at.refuse(&["this field must be given"])? {}
}

/// A field that must be given.
pub(super) fn must<T: Filed>(fields: &Fields, name: &str, at: &mut Wrong) -> Option<T> {
    let read = T::read(given(fields, name, at)?, at)?;
    at.up();
    Some(read)
}

/// A field with a default.
pub(super) fn may<T: Filed + Default>(fields: &Fields, name: &str, at: &mut Wrong) -> Option<T> {
    let Some(value) = enter(fields, name, at) else { return Some(T::default()) };
    let read = T::read(value, at)?;
    at.up();
    Some(read)
}

/// A factor, 1 unless given.
pub(super) fn one(fields: &Fields, name: &str, at: &mut Wrong) -> Option<Multiple> {
    let Some(value) = enter(fields, name, at) else { return Some(Multiple::ONE) };
    let read = Filed::read(value, at)?;
    at.up();
    Some(read)
}

/// The rules of a scenario. A file without them was written before there were any others than the first.
pub(super) fn rules(fields: &Fields, name: &str, at: &mut Wrong) -> Option<Rules> {
    unless_given(fields, name, at, Rules::V1)
}

/// How cached reads are billed inside batch: as the rules say, unless given.
pub(super) fn cache_in_batch(fields: &Fields, name: &str, at: &mut Wrong) -> Option<CacheInBatch> {
    let rules = rules(fields, "rules", at)?;
    unless_given(fields, name, at, rules.cache_in_batch())
}

/// A part, a quarter unless given.
pub(super) fn quarter(fields: &Fields, name: &str, at: &mut Wrong) -> Option<Multiple> {
    unless_given(fields, name, at, Multiple::of_ten_thousandths(2_500)?)
}

/// A field that has this value unless it is given.
fn unless_given<T: Filed>(fields: &Fields, name: &str, at: &mut Wrong, otherwise: T) -> Option<T> {
    let Some(value) = enter(fields, name, at) else { return Some(otherwise) };
    let read = T::read(value, at)?;
    at.up();
    Some(read)
}

/// A list that must be given, and its most entries.
pub(super) fn some<T: Filed>(fields: &Fields, name: &str, at: &mut Wrong, most: usize) -> Option<Vec<T>> {
    let read = list(given(fields, name, at)?, at, most)?;
    at.up();
    Some(read)
}

/// A list, empty unless given, and its most entries.
pub(super) fn many<T: Filed>(fields: &Fields, name: &str, at: &mut Wrong, most: usize) -> Option<Vec<T>> {
    if fields.iter().any(|(other, _)| other == name) { some(fields, name, at, most) } else { Some(Vec::new()) }
}

/// A text that must be given, and its most characters.
pub(super) fn text(fields: &Fields, name: &str, at: &mut Wrong, most: usize) -> Option<String> {
    let value = given(fields, name, at)?;
    let Value::Text(text) = value else { return unexpected("a text", value, at) };
    if text.chars().nth(most).is_some() {
        match at.refuse(&["at most ", &most.to_string(), " characters"])? {}
    }
    at.up();
    Some(text.clone())
}

/// A text, empty unless given, and its most characters.
pub(super) fn label(fields: &Fields, name: &str, at: &mut Wrong, most: usize) -> Option<String> {
    if fields.iter().any(|(other, _)| other == name) { text(fields, name, at, most) } else { Some(String::new()) }
}

/// The entries of a list that has at most so many.
fn entries<'a>(value: &'a Value, at: &mut Wrong, most: usize) -> Option<&'a [Value]> {
    let Value::List(values) = value else { return unexpected("a list", value, at) };
    if values.len() > most {
        match at.refuse(&["at most ", &most.to_string(), " entries"])? {}
    }
    Some(values)
}

/// A list of at most so many entries.
pub(super) fn list<T: Filed>(value: &Value, at: &mut Wrong, most: usize) -> Option<Vec<T>> {
    let mut read = Vec::new();
    for (index, value) in entries(value, at, most)?.iter().enumerate() {
        at.down_to(index);
        read.push(T::read(value, at)?);
        at.up();
    }
    Some(read)
}

/// One of some words by its position, alone or as the key of what belongs to it, to which it goes.
pub(super) fn chosen<'a>(value: &'a Value, words: &[&str], at: &mut Wrong) -> Option<(usize, Option<&'a Value>)> {
    let (name, content) = match value {
        Value::Text(name) => (name, None),
        Value::Object(fields) if fields.len() == 1 => match fields.first() {
            Some((name, content)) => (name, Some(content)),
            None => return None,
        },
        _ => return unexpected(&["one of ", &words.join(", ")].concat(), value, at),
    };
    let Some(place) = words.iter().position(|word| word == name) else {
        match at.refuse(&["one of ", &words.join(", "), " expected, not \u{201c}", &start_of(name), "\u{201d}"])? {}
    };
    if content.is_some() {
        at.down(name);
    }
    Some((place, content))
}

/// What belongs to a word.
pub(super) fn content<'a>(content: Option<&'a Value>, at: &mut Wrong) -> Option<&'a Value> {
    if content.is_none() {
        match at.refuse(&["an object with this word as its key expected"])? {}
    }
    content
}

/// A word with nothing that belongs to it.
pub(super) fn alone(content: Option<&Value>, at: &mut Wrong) -> Option<()> {
    if content.is_some() {
        match at.refuse(&["the word alone expected"])? {}
    }
    Some(())
}

/// Something else was expected.
fn refuse(what: &str, found: &Value, at: &mut Wrong) {
    let _ = match found {
        Value::Text(text) => at.refuse(&[what, " expected, not \u{201c}", &start_of(text), "\u{201d}"]),
        Value::Number(number) if what.starts_with("a small") => {
            at.refuse(&[what, " expected, not ", &start_of(number)])
        }
        Value::Number(number) => {
            at.refuse(&[what, " expected, not the number ", &start_of(number), "; texts are in quotes"])
        }
        other => at.refuse(&[what, " expected, not ", other.kind()]),
    };
}

/// The same, as what is read then.
pub(super) fn unexpected<T>(what: &str, found: &Value, at: &mut Wrong) -> Option<T> {
    refuse(what, found, at);
    None
}

/// A type with words of its own: the words of a link.
macro_rules! words {
    ($type:ident, $name:expr) => {
        impl $crate::file::fields::Filed for $type {
            fn read(value: &$crate::json::Value, at: &mut $crate::json::Wrong) -> Option<Self> {
                let (place, content) = $crate::file::fields::chosen(value, &Self::ALL.map($name), at)?;
                $crate::file::fields::alone(content, at)?;
                Self::ALL.get(place).copied()
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
            fn read(value: &$crate::json::Value, at: &mut $crate::json::Wrong) -> Option<Self> {
                let fields = $crate::file::fields::object(value, &[$(stringify!($field)),*], at)?;
                Some(Self { $($field: $crate::file::fields::$kind(fields, stringify!($field), at $(, $most)?)?),* })
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
            fn read(value: &$crate::json::Value, at: &mut $crate::json::Wrong) -> Option<Self> {
                let (place, content) = $crate::file::fields::chosen(value, &[$($word),*], at)?;
                let mut next = place;
                let read = None;
                $(
                    let read = if next == 0 { Some(choice!(@read content at $variant $body)) } else { read };
                    next = next.wrapping_sub(1);
                )*
                let _ = next;
                if content.is_some() {
                    at.up();
                }
                read
            }

            fn write(&self, json: &mut $crate::json::Writer) {
                match self {
                    $(choice!(@pattern $variant $body) => choice!(@write json $word $body),)*
                }
            }
        }
    };
    (@read $content:ident $at:ident $variant:ident ()) => {{
        $crate::file::fields::alone($content, $at)?;
        Self::$variant
    }};
    (@read $content:ident $at:ident $variant:ident ($inner:ident)) => {
        Self::$variant($crate::file::fields::Filed::read($crate::file::fields::content($content, $at)?, $at)?)
    };
    (@read $content:ident $at:ident $variant:ident ($inner:ident: $most:expr)) => {
        Self::$variant($crate::file::fields::list($crate::file::fields::content($content, $at)?, $at, $most)?)
    };
    (@read $content:ident $at:ident $variant:ident { $($kind:ident $field:ident),* }) => {{
        let value = $crate::file::fields::content($content, $at)?;
        let fields = $crate::file::fields::object(value, &[$(stringify!($field)),*], $at)?;
        Self::$variant { $($field: $crate::file::fields::$kind(fields, stringify!($field), $at)?),* }
    }};
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

/// Types that a file holds as a text.
macro_rules! texted {
    ($($type:ty),+) => {
        $(
            impl Filed for $type {
                fn read(value: &Value, at: &mut Wrong) -> Option<Self> {
                    let read = if let Value::Text(text) = value { <$type as Texted>::from_text(text) } else { None };
                    if read.is_none() {
                        refuse(<$type as Texted>::EXPECTED, value, at);
                    }
                    read
                }

                fn write(&self, json: &mut Writer) {
                    json.text(&self.to_text());
                }
            }
        )+
    };
}

texted!(Tokens, Requests, TokensPerRequest, Hours, ModelUnits, TokensPerMinute, Epochs, TrainingHours, Windows);
texted!(Count, ServiceItem, ServicePrice);
texted!(Years, Months, Dollars, Share, Multiple, Date, InferenceScope, Buying, PromptLength, Meter, Unit);

impl Filed for Rate {
    fn read(value: &Value, at: &mut Wrong) -> Option<Self> {
        let fields = object(value, &["amount", "unit"], at)?;
        let amount = given(fields, "amount", at)?;
        let read = if let Value::Text(text) = amount { decimal(text) } else { None };
        let Some(read) = read else { return unexpected("a plain decimal", amount, at) };
        at.up();
        let unit: Unit = must(fields, "unit", at)?;
        match Self::new(read, unit) {
            Ok(rate) => Some(rate),
            Err(error) => {
                at.down("amount");
                match at.refuse(&[&error.to_string()])? {}
            }
        }
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
    fn read(value: &Value, at: &mut Wrong) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { unexpected("a text", value, at) }
    }

    fn write(&self, json: &mut Writer) {
        json.text(self);
    }
}

impl Filed for bool {
    fn read(value: &Value, at: &mut Wrong) -> Option<Self> {
        if let Value::Truth(is) = value { Some(*is) } else { unexpected("true or false", value, at) }
    }

    fn write(&self, json: &mut Writer) {
        json.word(if *self { "true" } else { "false" });
    }
}

/// A position in a list: small numbers are numbers.
impl Filed for usize {
    fn read(value: &Value, at: &mut Wrong) -> Option<Self> {
        let read = if let Value::Number(number) = value { number.parse().ok() } else { None };
        if read.is_none() {
            refuse("a small whole number without quotes", value, at);
        }
        read
    }

    fn write(&self, json: &mut Writer) {
        json.index(*self);
    }
}

/// Hours or days.
impl Filed for u8 {
    fn read(value: &Value, at: &mut Wrong) -> Option<Self> {
        let read = Self::try_from(usize::read(value, at)?).ok();
        if read.is_none() {
            refuse("a small whole number", value, at);
        }
        read
    }

    fn write(&self, json: &mut Writer) {
        json.index(usize::from(*self));
    }
}

impl<T: Filed> Filed for Option<T> {
    fn read(value: &Value, at: &mut Wrong) -> Option<Self> {
        if *value == Value::Null { Some(None) } else { T::read(value, at).map(Some) }
    }

    fn write(&self, json: &mut Writer) {
        match self {
            Some(value) => value.write(json),
            None => json.word("null"),
        }
    }
}

/// The one list whose length no field gives: the workloads that a purchase serves.
impl<T: Filed> Filed for Vec<T> {
    fn read(value: &Value, at: &mut Wrong) -> Option<Self> {
        list(value, at, WORKLOADS_MAX)
    }

    fn write(&self, json: &mut Writer) {
        json.open('[');
        for value in self {
            value.write(json);
        }
        json.close(']');
    }
}
