//! The fields of a row.

/// What can stand between fields, the surest first; a space stands for two and more.
pub(super) const SEPARATORS: [u8; 5] = *b"\t;| ,";

/// The first four fields of a row, and how many there are.
pub(super) struct Fields<'a> {
    pub texts: [&'a str; 4],
    pub count: usize,
    /// Whether any of them stands in quotes.
    pub quoted: bool,
}

/// The fields of a row; `None` where quotes don't enclose a whole field.
pub(super) fn split(line: &str, separator: u8) -> Option<Fields<'_>> {
    let mut fields = Fields { texts: [""; 4], count: 0, quoted: false };
    let mut line = line;
    if separator == b'|' {
        line = line.strip_prefix('|').unwrap_or(line);
        line = line.strip_suffix('|').unwrap_or(line);
    }
    let bytes = line.as_bytes();
    let (mut start, mut quotes) = (0, 0);
    for at in 0..=bytes.len() {
        let ends = match bytes.get(at) {
            Some(b'"') => {
                quotes += 1;
                false
            }
            Some(byte) if *byte == separator && quotes % 2 == 0 => {
                separator != b' ' || bytes.get(at + 1) == Some(&b' ')
            }
            Some(_) => false,
            None => true,
        };
        if !ends {
            continue;
        }
        let mut text = line.get(start..at).unwrap_or_default().trim();
        if quotes > 0 {
            text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).filter(|_| quotes == 2)?.trim();
            fields.quoted = true;
        }
        if separator != b' ' || !text.is_empty() {
            if let Some(field) = fields.texts.get_mut(fields.count) {
                *field = text;
            }
            fields.count += 1;
        }
        (start, quotes) = (at + 1, 0);
    }
    Some(fields)
}

/// The lines of a text: they end as on any system, with `\n`, `\r\n` or `\r`.
pub(super) struct Lines<'a>(pub Option<&'a str>);

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.0?;
        let Some(end) = text.bytes().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            self.0 = None;
            return Some(text);
        };
        let (line, rest) = text.split_at(end);
        self.0 = rest.strip_prefix("\r\n").or_else(|| rest.get(1..));
        Some(line)
    }
}

/// What follows a space: an ordinary one, or one of those that group digits or stand before `PM`.
pub(super) const fn after_space(text: &[u8]) -> Option<&[u8]> {
    match text {
        [b' ', rest @ ..] | [0xc2, 0xa0, rest @ ..] | [0xe2, 0x80, 0x89 | 0xaf, rest @ ..] => Some(rest),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, split};

    #[test]
    fn lines_end_as_on_any_system() {
        let lines = |text| Lines(Some(text)).collect::<Vec<_>>();
        assert_eq!(lines("a\nb\r\nc\rd"), ["a", "b", "c", "d"]);
        assert_eq!(lines("a\r\r\n\n"), ["a", "", "", ""]);
        assert_eq!(lines(""), [""]);
    }

    fn texts(line: &str, separator: u8) -> Option<(Vec<&str>, usize)> {
        split(line, separator).map(|fields| (fields.texts.into_iter().take(3).collect(), fields.count))
    }

    #[test]
    fn fields_are_split_outside_quotes() {
        assert_eq!(texts("a,\"1,2\" , c", b','), Some((vec!["a", "1,2", "c"], 3)));
        assert_eq!(texts("a   b c  d", b' '), Some((vec!["a", "b c", "d"], 3)));
        assert_eq!(texts("| a | b |", b'|'), Some((vec!["a", "b", ""], 2)));
        assert_eq!(texts("a;;c;d;e", b';'), Some((vec!["a", "", "c"], 5)));
        assert_eq!(texts("", b','), Some((vec!["", "", ""], 1)));
    }

    #[test]
    fn quotes_enclose_a_field() {
        for line in ["\"", "a,\"", "a,b\"c\"", "a,\"b\"c", "a,\"b\"\"c\"", "a,\"b", "\"\"\""] {
            assert_eq!(texts(line, b','), None, "{line}");
        }
        assert_eq!(texts("a,\"\"", b','), Some((vec!["a", "", ""], 2)));
    }
}
