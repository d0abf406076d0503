//! The page without what only its readers in the repository need: comments, indentation, empty lines.

use crate::failure::{Result, failure};

/// Leaves out comments, and white space at the ends of lines. A line break stays, as the white space that it is.
pub(crate) fn minify(html: &str) -> Result<String> {
    if let Some(tag) = ["<pre", "<textarea"].into_iter().find(|tag| html.contains(tag)) {
        return Err(failure(format!("index.html has a `{tag}>`, whose white space the build would change"))
            .mend("teach crates/xtask/src/html.rs to leave it as it is"));
    }
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    let lines = kept.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.flat_map(|line| [line, "\n"]).collect())
}

/// The first `src` or `href` that starts at the top of the host.
pub(crate) fn absolute_address(html: &str) -> Option<&str> {
    ["src=\"/", "href=\"/"].into_iter().find_map(|mark| {
        let (_, rest) = html.split_once(mark)?;
        rest.split_once('"').map(|(address, _)| address)
    })
}

/// The page as Leptos renders it, for readers who have no program running yet: without the marks that Leptos finds its way
/// by, and with controls that say that they don't act.
pub(crate) fn still(html: &str) -> String {
    let mut still = html.replace("<!>", "");
    for control in ["button", "input", "select", "textarea"] {
        for end in [' ', '>'] {
            still = still.replace(&format!("<{control}{end}"), &format!("<{control} disabled{end}"));
        }
        // One that says so itself said it twice.
        let twice = format!("<{control} disabled ");
        let parts: Vec<&str> = still.split(&twice).collect();
        still = parts
            .iter()
            .enumerate()
            .map(|(place, part)| {
                let tag = part.split('>').next().unwrap_or_default();
                let says = place > 0 && tag.split(' ').any(|word| word == "disabled" || word.starts_with("disabled="));
                let start = match (place, says) {
                    (0, _) => String::new(),
                    (_, true) => format!("<{control} "),
                    (_, false) => twice.clone(),
                };
                start + part
            })
            .collect();
    }
    still
}

#[cfg(test)]
mod tests {
    use super::{absolute_address, minify, still};

    #[test]
    fn addresses_are_relative() {
        assert_eq!(absolute_address(r#"<a href="./a"><a href="b">"#), None);
        assert_eq!(absolute_address(r#"<img src="/a.png">"#), Some("a.png"));
    }

    #[test]
    fn what_stands_still_has_no_marks_and_no_control_that_seems_to_act() {
        let html = "<p>a<!>b</p><button>c</button><button class=\"d\">e</button><input disabled id=\"f\"><input id=\"g\" disabled>";
        let expected = "<p>ab</p><button disabled>c</button><button disabled class=\"d\">e</button>\
                        <input disabled id=\"f\"><input id=\"g\" disabled>";
        assert_eq!(still(html), expected);
    }

    #[test]
    fn words_stay_apart_and_lines_lose_their_ends() -> crate::failure::Result<()> {
        let html = "<p>\n  <!-- generated:a -->\n  one <b>two</b>\n\n  three\n  <!-- /generated:a -->\n</p>\n";
        assert_eq!(minify(html)?, "<p>\none <b>two</b>\nthree\n</p>\n");
        assert!(minify("<pre>\n  a\n</pre>").is_err());
        Ok(())
    }
}
