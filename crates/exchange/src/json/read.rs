//! Reads JSON into values with `serde_json`, within bounds: no text makes it run deep or take more memory than its own size allows. An
//! error names its place as a path, which `serde_json` alone doesn't.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{BYTES_MAX, DEPTH_MAX, FIELDS_MAX, VALUES_MAX, Wrong};

/// A value as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Truth(bool),
    /// A number.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object's fields in the order of the text; no two have one name.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// What it is, in words.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Truth(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// Reads a text that is one value.
///
/// # Errors
/// When it isn't JSON (RFC 8259), or is larger or deeper than [`BYTES_MAX`], [`VALUES_MAX`], [`FIELDS_MAX`] and [`DEPTH_MAX`] allow;
/// with the place as a path, where there is one, and its line.
pub fn read(text: &str) -> Result<Value, Wrong> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reading = Reading { depth: 0, values: 0, wrong: Wrong::default() };
    if text.len() > BYTES_MAX {
        "a scenario has at most 5 MB; this is more".clone_into(&mut reading.wrong.message);
        return Err(reading.wrong);
    }
    let mut json = serde_json::Deserializer::from_str(text);
    // The one kind of value that isn't taken is a number with a fraction: no field of a scenario is one.
    let why = |error: &serde_json::Error| if error.is_data() { "decimals are in quotes" } else { "not JSON" };
    let read = Next(&mut reading).deserialize(&mut json).map_err(|error| (why(&error), error));
    let read = read.and_then(|value| json.end().map(|()| value).map_err(|error| ("nothing more expected", error)));
    read.map_err(|(why, error)| {
        let Wrong { steps, message } = reading.wrong;
        let message = if message.is_empty() { why.to_owned() } else { message };
        Wrong { steps, message: format!("{message} (line {})", error.line().max(1)) }
    })
}

/// Where reading is, and what is wrong there.
struct Reading {
    depth: usize,
    values: usize,
    wrong: Wrong,
}

impl Reading {
    /// Something is wrong with what comes next: an error whose words are kept aside, as its place is.
    fn refuse<E: Error>(&mut self, message: &str) -> E {
        message.clone_into(&mut self.wrong.message);
        E::custom("refused")
    }

    fn go_within<E: Error>(&mut self) -> Result<(), E> {
        if self.depth == DEPTH_MAX {
            return Err(self.refuse("nested more than 32 deep"));
        }
        self.depth += 1;
        Ok(())
    }
}

/// The value that comes next.
struct Next<'r>(&'r mut Reading);

impl<'de> DeserializeSeed<'de> for Next<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Value, D::Error> {
        self.0.values += 1;
        if self.0.values > VALUES_MAX {
            return Err(self.0.refuse("more than 100,000 values"));
        }
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Next<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Truth(truth))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let reading = self.0;
        reading.go_within()?;
        let mut values = Vec::new();
        loop {
            reading.wrong.down_to(values.len());
            let next = list.next_element_seed(Next(reading))?;
            reading.wrong.up();
            match next {
                Some(value) => values.push(value),
                None => break,
            }
        }
        reading.depth -= 1;
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let reading = self.0;
        reading.go_within()?;
        let mut fields: Vec<(String, Value)> = Vec::new();
        while let Some(name) = object.next_key::<String>()? {
            reading.wrong.down(&name);
            if fields.iter().any(|(other, _)| *other == name) {
                return Err(reading.refuse("this field is given twice"));
            }
            if fields.len() == FIELDS_MAX {
                return Err(reading.refuse("more than 64 fields"));
            }
            fields.push((name, object.next_value_seed(Next(reading))?));
            reading.wrong.up();
        }
        reading.depth -= 1;
        Ok(Value::Object(fields))
    }
}
