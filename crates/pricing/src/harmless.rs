//! Text from outside, made fit to stand anywhere: in a sentence, a table, a message.

/// How much of a text from outside a message repeats, in characters.
const MOST: usize = 40;

/// A text in which a mark stands for every character that could hide, or turn the letters around it. Joiners stay: scripts
/// and emoji need them.
pub fn harmless(text: &str) -> String {
    text.chars().map(marked).collect()
}

/// The same of a text's first 40 characters, with an ellipsis where there are more.
pub fn start_of(text: &str) -> String {
    let mut start: String = text.chars().take(MOST).map(marked).collect();
    if text.chars().nth(MOST).is_some() {
        start.push('\u{2026}');
    }
    start
}

fn marked(letter: char) -> char {
    let hides = letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(letter, '\u{e0000}'..='\u{e007f}');
    if hides { char::REPLACEMENT_CHARACTER } else { letter }
}

#[cfg(test)]
mod tests {
    use super::{harmless, start_of};

    #[test]
    fn nothing_hides_or_turns_around() {
        assert_eq!(harmless("\u{202e}ab\u{2066}c\n"), "\u{fffd}ab\u{fffd}c\u{fffd}");
        assert_eq!(harmless("a\u{0}b\u{ad}c\u{e0041}"), "a\u{fffd}b\u{fffd}c\u{fffd}");
        let kept = "A & <b>, \u{5d0}\u{5d1} \u{1f469}\u{200d}\u{1f4bb}";
        assert_eq!(harmless(kept), kept);
    }

    #[test]
    fn a_message_repeats_the_start() {
        assert_eq!(start_of("Claude Sonnet 4.5"), "Claude Sonnet 4.5");
        assert_eq!(start_of(&"x".repeat(40)), "x".repeat(40));
        assert_eq!(start_of(&"x".repeat(1_000_000)).chars().count(), 41);
    }
}
