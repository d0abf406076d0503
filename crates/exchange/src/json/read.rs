//! Reads JSON (RFC 8259) into values. No text makes it panic, run deep or take more memory than its own size bounds.

use super::{BYTES_MAX, DEPTH_MAX, FIELDS_MAX, VALUES_MAX, Wrong};
use pricing::harmless::start_of;

/// A value as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Truth(bool),
    /// A number, as it is written.
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
/// When it isn't JSON, or is larger or deeper than [`BYTES_MAX`], [`VALUES_MAX`], [`FIELDS_MAX`] and [`DEPTH_MAX`] allow; with
/// the place as a path, where there is one, and its line.
pub fn read(text: &str) -> Result<Value, Wrong> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { text, at: 0, depth: 0, values: 0, wrong: Wrong::default() };
    reader.whole().ok_or(reader.wrong)
}

struct Reader<'a> {
    text: &'a str,
    /// The next byte. Between characters whenever a text is cut here.
    at: usize,
    depth: usize,
    values: usize,
    wrong: Wrong,
}

impl Reader<'_> {
    fn whole(&mut self) -> Option<Value> {
        if self.text.len() > BYTES_MAX {
            match self.wrong.refuse(&["a scenario has at most 5 MB; this is more"])? {}
        }
        let value = self.value()?;
        self.space();
        if self.at < self.text.len() { self.refuse(&["nothing more expected"]) } else { Some(value) }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Goes past a byte, if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Something is wrong at the next byte.
    fn refuse(&mut self, message: &[&str]) -> Option<Value> {
        let before = self.text.as_bytes().get(..self.at).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        match self.wrong.refuse(&[&message.concat(), " (line ", &line.to_string(), ")"])? {}
    }

    fn not_json(&mut self) -> Option<Value> {
        self.refuse(&["not JSON"])
    }

    fn value(&mut self) -> Option<Value> {
        self.space();
        self.values += 1;
        if self.values > VALUES_MAX {
            return self.refuse(&["more than 100,000 values"]);
        }
        match self.peek() {
            Some(b'"') => self.quoted().map(Value::Text),
            Some(b'[' | b'{') => self.within(),
            Some(b'-' | b'0'..=b'9') => match self.number() {
                Some(number) => Some(number),
                None => self.not_json(),
            },
            _ => self.word(),
        }
    }

    /// A list or an object.
    fn within(&mut self) -> Option<Value> {
        if self.depth == DEPTH_MAX {
            return self.refuse(&["nested more than 32 deep"]);
        }
        self.depth += 1;
        let value = if self.take(b'[') { self.list() } else { self.object() };
        self.depth -= 1;
        value
    }

    fn word(&mut self) -> Option<Value> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        for (word, value) in [("null", Value::Null), ("true", Value::Truth(true)), ("false", Value::Truth(false))] {
            if rest.starts_with(word) {
                self.at += word.len();
                return Some(value);
            }
        }
        self.not_json()
    }

    fn list(&mut self) -> Option<Value> {
        let mut values = Vec::new();
        self.space();
        if self.take(b']') {
            return Some(Value::List(values));
        }
        loop {
            self.wrong.down_to(values.len());
            values.push(self.value()?);
            self.wrong.up();
            self.space();
            if self.take(b']') {
                return Some(Value::List(values));
            }
            if !self.take(b',') {
                return self.not_json();
            }
        }
    }

    fn object(&mut self) -> Option<Value> {
        let mut fields: Vec<(String, Value)> = Vec::new();
        self.at += 1;
        self.space();
        if self.take(b'}') {
            return Some(Value::Object(fields));
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return self.not_json();
            }
            let name = self.quoted()?;
            self.wrong.down(&name);
            if fields.iter().any(|(other, _)| *other == name) {
                return self.refuse(&["this field is given twice"]);
            }
            if fields.len() == FIELDS_MAX {
                return self.refuse(&["more than 64 fields"]);
            }
            self.space();
            if !self.take(b':') {
                return self.not_json();
            }
            fields.push((name, self.value()?));
            self.wrong.up();
            self.space();
            if self.take(b'}') {
                return Some(Value::Object(fields));
            }
            if !self.take(b',') {
                return self.not_json();
            }
        }
    }

    /// `-12.5e+3`: kept as it is written.
    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        self.text.get(start..self.at).map(|number| Value::Number(number.to_owned()))
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    /// A text in quotes.
    fn quoted(&mut self) -> Option<String> {
        self.at += 1;
        let mut read = String::new();
        loop {
            let start = self.at;
            while self.peek().is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
                self.at += 1;
            }
            // Bytes that end a piece are characters by themselves.
            read.push_str(self.text.get(start..self.at).unwrap_or_default());
            if self.take(b'"') {
                return Some(read);
            }
            let letter = if self.take(b'\\') { self.escaped() } else { None };
            let Some(letter) = letter else {
                let start = start_of(&read);
                self.refuse(&["not JSON: a text that begins with \u{201c}", &start, "\u{201d} can\u{2019}t be read"])?;
                return None;
            };
            read.push(letter);
        }
    }

    /// The character after a backslash.
    fn escaped(&mut self) -> Option<char> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex()?;
                let code = if let 0xd800..=0xdbff = first {
                    (self.take(b'\\') && self.take(b'u')).then_some(())?;
                    let second = self.hex().filter(|second| matches!(second, 0xdc00..=0xdfff))?;
                    0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)
                } else {
                    first
                };
                char::from_u32(code)?
            }
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            code = code << 4 | char::from(self.peek()?).to_digit(16)?;
            self.at += 1;
        }
        Some(code)
    }
}
