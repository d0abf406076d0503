//! HTML as text.

/// A text as the content of an element or an attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// `<span class="CLASS">TEXT</span>`.
pub(crate) fn span(class: &str, text: &str) -> String {
    format!(r#"<span class="{}">{}</span>"#, class.trim(), escape(text))
}

/// Parts, one after the other.
pub(crate) fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect()
}

/// Lines, two spaces further in.
pub(crate) fn inner(lines: &str) -> String {
    joined(lines.lines().map(|line| format!("  {line}\n")))
}

#[cfg(test)]
mod tests {
    use super::{escape, span};

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escape(r#"<b a="1">&</b>"#), "&lt;b a=&quot;1&quot;&gt;&amp;&lt;/b&gt;");
        assert_eq!(span("unit ", "a < b"), r#"<span class="unit">a &lt; b</span>"#);
    }
}
