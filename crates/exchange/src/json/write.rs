//! Writes JSON, one value to a line, two spaces deeper in each list and object.

/// JSON as it is written: lists and objects are opened, filled and closed.
///
/// ```
/// let mut json = exchange::json::Writer::new();
/// json.open('{');
/// json.key("month");
/// json.text("11232");
/// json.close('}');
/// assert_eq!(json.finish(), "{\n  \"month\": \"11232\"\n}\n");
/// ```
#[derive(Debug, Default)]
pub struct Writer {
    written: String,
    depth: usize,
    /// Whether the list or object that is open has anything in it.
    filled: bool,
    /// Whether a value comes next, on the line of its key.
    keyed: bool,
}

impl Writer {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What was written, as a text file.
    pub fn finish(mut self) -> String {
        self.written.push('\n');
        self.written
    }

    /// Begins a list, `[`, or an object, `{`.
    pub fn open(&mut self, bracket: char) {
        self.place();
        self.written.push(bracket);
        self.depth += 1;
        self.filled = false;
    }

    /// Ends it.
    pub fn close(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        if self.filled {
            self.line();
        }
        self.written.push(bracket);
        self.filled = true;
    }

    /// The key of the value that comes next.
    pub fn key(&mut self, key: &str) {
        self.place();
        self.quoted(key);
        self.written.push_str(": ");
        self.keyed = true;
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.place();
        self.quoted(text);
    }

    /// A text below a key.
    pub fn field(&mut self, key: &str, text: &str) {
        self.key(key);
        self.text(text);
    }

    /// `true`, `false`, `null` or a whole number.
    pub fn word(&mut self, word: &str) {
        self.place();
        self.written.push_str(word);
    }

    /// A whole number.
    pub fn index(&mut self, index: usize) {
        self.word(&index.to_string());
    }

    /// `true` or `false` below a key.
    pub fn truth(&mut self, key: &str, is: bool) {
        self.key(key);
        self.word(if is { "true" } else { "false" });
    }

    /// Goes to where the next value or key stands.
    fn place(&mut self) {
        if core::mem::take(&mut self.keyed) {
            return;
        }
        if self.filled {
            self.written.push(',');
        }
        if self.depth > 0 {
            self.line();
        }
        self.filled = true;
    }

    fn line(&mut self) {
        self.written.push('\n');
        for _ in 0..self.depth {
            self.written.push_str("  ");
        }
    }

    fn quoted(&mut self, text: &str) {
        self.written.push('"');
        for letter in text.chars() {
            match letter {
                '"' => self.written.push_str("\\\""),
                '\\' => self.written.push_str("\\\\"),
                '\u{8}' => self.written.push_str("\\b"),
                '\u{c}' => self.written.push_str("\\f"),
                '\n' => self.written.push_str("\\n"),
                '\r' => self.written.push_str("\\r"),
                '\t' => self.written.push_str("\\t"),
                '\0'..='\u{1f}' => {
                    self.written.push_str("\\u00");
                    for nibble in [u32::from(letter) >> 4, u32::from(letter) & 15] {
                        self.written.push(char::from_digit(nibble, 16).unwrap_or('0'));
                    }
                }
                _ => self.written.push(letter),
            }
        }
        self.written.push('"');
    }
}
