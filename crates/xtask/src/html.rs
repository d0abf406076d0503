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

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn words_stay_apart_and_lines_lose_their_ends() -> crate::failure::Result<()> {
        let html = "<p>\n  <!-- generated:a -->\n  one <b>two</b>\n\n  three\n  <!-- /generated:a -->\n</p>\n";
        assert_eq!(minify(html)?, "<p>\none <b>two</b>\nthree\n</p>\n");
        assert!(minify("<pre>\n  a\n</pre>").is_err());
        Ok(())
    }
}
