//! A scenario from plain values: as strict as its schema, every refusal with a code and a path.
//!
//! Serde alone would take a list for an object's fields in order, and says what is wrong in words only.

use crate::place;
use crate::problem::{Code, Problem};
use core::fmt;
use pricing::harmless::start_of;
use pricing::scenario::Scenario;
use serde::Deserialize;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, Expected, IntoDeserializer, Unexpected, VariantAccess, Visitor,
};
use serde_json::Value;

/// Reads JSON, whatever is in it.
pub(crate) fn json(text: &str) -> Result<Value, Vec<Problem>> {
    serde_json::from_str(text)
        .map_err(|error| vec![Problem::new(Code::BadValue, String::new(), format!("not JSON: {error}"))])
}

/// Reads a scenario.
pub(crate) fn scenario(value: Value) -> Result<Scenario, Vec<Problem>> {
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(Strict(value), &mut track);
    Scenario::deserialize(tracked).map_err(|refusal| {
        let Refusal { code, message, field } = refusal;
        vec![Problem::new(code, place::of_reading(&track.path(), field), message)]
    })
}

/// Why a value isn't what stands at its place.
#[derive(Debug)]
struct Refusal {
    code: Code,
    message: String,
    /// A field below the place.
    field: Option<&'static str>,
}

impl Refusal {
    fn new(code: Code, message: String) -> Self {
        Self { code, message, field: None }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for Refusal {}

impl Error for Refusal {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Code::BadValue, message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let number = matches!(found, Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_));
        let expected = words(&expected.to_string());
        let hint = if number && expected == "text" { "; write the number in quotes" } else { "" };
        Self::new(Code::WrongType, format!("{expected} expected, not {}{hint}", kind(&found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Code::BadValue, format!("{} expected, not {}", words(&expected.to_string()), kind(&found)))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let message = format!("one of {} expected, not {:?}", expected.join(", "), start_of(variant));
        Self::new(Code::UnknownWord, message)
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Code::UnknownField, format!("there is no such field here; there are {}", expected.join(", ")))
    }

    fn missing_field(field: &'static str) -> Self {
        Self { field: Some(field), ..Self::new(Code::MissingField, "this field must be given".to_owned()) }
    }
}

/// What serde calls an expected type, in a reader's words.
fn words(expected: &str) -> String {
    match expected {
        "a string" => "text".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "u8" => "a whole number from 0 to 255".to_owned(),
        "usize" => "a whole number".to_owned(),
        _ if expected.starts_with("struct ") => "an object".to_owned(),
        _ => expected.to_owned(),
    }
}

fn kind(found: &Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => value.to_string(),
        Unexpected::Unsigned(value) => value.to_string(),
        Unexpected::Signed(value) => value.to_string(),
        Unexpected::Float(_) => "a number with a fraction".to_owned(),
        Unexpected::Str(text) => format!("{:?}", start_of(text)),
        Unexpected::Unit | Unexpected::Option => "null".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "an object".to_owned(),
        _ => "this".to_owned(),
    }
}

/// JSON read as its schema describes it: objects for objects, one key for a choice with content.
struct Strict(Value);

impl Strict {
    fn unexpected(&self) -> Unexpected<'_> {
        match &self.0 {
            Value::Null => Unexpected::Unit,
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(value), _) => Unexpected::Unsigned(value),
                (None, Some(value)) => Unexpected::Signed(value),
                (None, None) => Unexpected::Float(0.0),
            },
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        }
    }
}

impl IntoDeserializer<'_, Refusal> for Strict {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Strict {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(value), _) => visitor.visit_u64(value),
                (None, Some(value)) => visitor.visit_i64(value),
                (None, None) => Err(Refusal::invalid_type(Unexpected::Float(0.0), &visitor)),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(values) => visitor.visit_seq(SeqDeserializer::new(values.into_iter().map(Strict))),
            Value::Object(fields) => {
                visitor.visit_map(MapDeserializer::new(fields.into_iter().map(|(key, value)| (key, Strict(value)))))
            }
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self.0 {
            Value::Object(_) => self.deserialize_any(visitor),
            _ => Err(Refusal::invalid_type(self.unexpected(), &visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refusal> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let choice = match self.0 {
            Value::String(name) => Choice { name, content: None },
            Value::Object(fields) if fields.len() == 1 => {
                let Some((name, value)) = fields.into_iter().next() else { return Err(not_one_of(variants)) };
                Choice { name, content: Some(Strict(value)) }
            }
            _ => return Err(not_one_of(variants)),
        };
        visitor.visit_enum(choice)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

fn not_one_of(variants: &[&str]) -> Refusal {
    Refusal::new(Code::WrongType, format!("exactly one of {} expected", variants.join(", ")))
}

/// One of some words, with or without content.
struct Choice {
    name: String,
    content: Option<Strict>,
}

impl<'de> EnumAccess<'de> for Choice {
    type Error = Refusal;
    type Variant = Content;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Content), Refusal> {
        Ok((seed.deserialize(self.name.into_deserializer())?, Content(self.content)))
    }
}

/// What stands below a choice.
struct Content(Option<Strict>);

impl Content {
    fn given(self) -> Result<Strict, Refusal> {
        self.0.ok_or_else(|| Refusal::new(Code::WrongType, "an object with this word as its key expected".to_owned()))
    }
}

impl<'de> VariantAccess<'de> for Content {
    type Error = Refusal;

    fn unit_variant(self) -> Result<(), Refusal> {
        match self.0 {
            None => Ok(()),
            Some(_) => {
                Err(Refusal::new(Code::WrongType, "the word alone expected, without anything below it".to_owned()))
            }
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Refusal> {
        seed.deserialize(self.given()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Refusal> {
        self.given()?.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Refusal> {
        self.given()?.deserialize_struct("", fields, visitor)
    }
}
