//! Rust source without its comments, and with or without its text: enough to ask what a file uses.

/// What is left of a source file; everything else is blank, and every line stays where it was.
pub(crate) struct Source {
    /// Code alone.
    pub(crate) code: String,
    /// Code and the text of string literals.
    pub(crate) code_and_text: String,
}

#[derive(Clone, Copy)]
enum Within {
    Code,
    LineComment,
    BlockComment { depth: u32 },
    Text,
    RawText { hashes: usize },
}

/// Takes a source file apart.
pub(crate) fn read(source: &str) -> Source {
    let letters: Vec<char> = source.chars().collect();
    let mut result =
        Source { code: String::with_capacity(source.len()), code_and_text: String::with_capacity(source.len()) };
    let mut within = Within::Code;
    let mut at = 0;
    while at < letters.len() {
        let rest = letters.get(at..).unwrap_or_default();
        let (next, length) = step(within, rest, at.checked_sub(1).and_then(|before| letters.get(before)));
        for &letter in rest.iter().take(length) {
            let blank = if letter == '\n' { '\n' } else { ' ' };
            // A quote belongs to the text it opens or closes.
            let text = matches!(within, Within::Text | Within::RawText { .. })
                || matches!(next, Within::Text | Within::RawText { .. });
            let code = !text && matches!((within, next), (Within::Code, Within::Code));
            result.code.push(if code { letter } else { blank });
            result.code_and_text.push(if code || text { letter } else { blank });
        }
        within = next;
        at += length;
    }
    result
}

/// Where the reader stands after the next few letters, and how many those are.
fn step(within: Within, rest: &[char], before: Option<&char>) -> (Within, usize) {
    match (within, rest) {
        (Within::Code, ['/', '/', ..]) => (Within::LineComment, 2),
        (Within::Code, ['/', '*', ..]) => (Within::BlockComment { depth: 1 }, 2),
        (Within::Code, ['"', ..]) => (Within::Text, 1),
        // A quote, an escape or a letter as a character; anything else after ' is a lifetime.
        (Within::Code, ['\'', '\\', _, '\'', ..]) => (Within::Code, 4),
        (Within::Code, ['\'', _, '\'', ..]) => (Within::Code, 3),
        (Within::Code, ['r', ..]) if !before.is_some_and(|it| it.is_alphanumeric() || *it == '_') => {
            let hashes = rest.iter().skip(1).take_while(|it| **it == '#').count();
            match rest.get(hashes + 1) {
                Some('"') => (Within::RawText { hashes }, hashes + 2),
                _ => (Within::Code, 1),
            }
        }
        (Within::LineComment, ['\n', ..]) | (Within::Text, ['"', ..]) => (Within::Code, 1),
        (Within::BlockComment { depth }, ['/', '*', ..]) => (Within::BlockComment { depth: depth + 1 }, 2),
        (Within::BlockComment { depth: 1 }, ['*', '/', ..]) => (Within::Code, 2),
        (Within::BlockComment { depth }, ['*', '/', ..]) => (Within::BlockComment { depth: depth - 1 }, 2),
        (Within::Text, ['\\', _, ..]) => (Within::Text, 2),
        (Within::RawText { hashes }, ['"', ..])
            if rest.iter().skip(1).take_while(|it| **it == '#').count() >= hashes =>
        {
            (Within::Code, hashes + 1)
        }
        _ => (within, 1),
    }
}

/// The lines that hold a word, counted from 1. A word starts and ends where no letter, digit or `_` goes on.
pub(crate) fn lines_with(text: &str, word: &str) -> Vec<usize> {
    let goes_on = |letter: Option<char>| letter.is_some_and(|it| it.is_alphanumeric() || it == '_');
    let holds = |line: &str| {
        line.match_indices(word).any(|(at, _)| {
            let before = line.get(..at).unwrap_or_default().chars().next_back();
            let after = line.get(at + word.len()..).unwrap_or_default().chars().next();
            let starts = word.chars().next().is_some_and(|it| goes_on(Some(it)));
            let ends = word.chars().next_back().is_some_and(|it| goes_on(Some(it)));
            !(starts && goes_on(before) || ends && goes_on(after))
        })
    };
    (1..).zip(text.lines()).filter(|(_, line)| holds(line)).map(|(number, _)| number).collect()
}

/// What follows each `crate_name::` up to the end of its name, with its line counted from 1; `{` for a group.
pub(crate) fn modules_of<'a>(code: &'a str, crate_name: &str) -> Vec<(usize, &'a str)> {
    let path = format!("{crate_name}::");
    let mut found = Vec::new();
    for (number, line) in (1..).zip(code.lines()) {
        for (at, _) in line.match_indices(&path) {
            let (before, rest) = (line.get(..at).unwrap_or_default(), line.get(at + path.len()..).unwrap_or_default());
            if !before.ends_with(|it: char| it.is_alphanumeric() || it == '_') {
                let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
                found.push((number, rest.get(..end.max(1)).unwrap_or(rest)));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{lines_with, modules_of, read};

    #[test]
    fn modules_are_named() {
        let code = "use std::fmt;\nuse std::{fs, io};\nlet a = std::time::Instant::now(); mystd::net";
        assert_eq!(modules_of(code, "std"), [(1, "fmt"), (2, "{"), (3, "time")]);
    }

    #[test]
    fn comments_and_text_are_told_from_code() {
        let source = "let a = 1; // f64\n/* f64 /* f64 */ f64 */ let b = \"f64 \\\" f64\";\n\
                      let c = r#\"f64 \" f64\"#; let d = '\"'; let e: f64 = 'x';\nfn f<'a>(g: &'a str) {}";
        let source = read(source);
        assert_eq!(lines_with(&source.code, "f64"), [3]);
        assert!(source.code.contains("let e: f64 = 'x';"));
        assert!(source.code.contains("fn f<'a>(g: &'a str) {}"));
        assert_eq!(lines_with(&source.code_and_text, "f64"), [2, 3]);
    }

    #[test]
    fn a_word_is_whole() {
        assert_eq!(lines_with("af64 f64b f64_c\nf64::MAX", "f64"), [2]);
        assert_eq!(lines_with("let style = 1;\nview! { <p style=x> }", "style="), [2]);
        assert_eq!(lines_with("my_style=1", "style="), [] as [usize; 0]);
    }
}
