//! One style sheet from the several that the page is written in: one request instead of five, and a third smaller.

use crate::failure::{About as _, Result, failure};
use crate::fingerprint;
use std::fs;
use std::path::Path;

const LINK: &str = "<link rel=\"stylesheet\" href=\"./";

/// Joins the style sheets that a built page links, in their order, and links the one instead.
pub(crate) fn bundle(html: &str, dist: &Path) -> Result<String> {
    let mut joined = String::new();
    let mut page = String::with_capacity(html.len());
    let mut place = None;
    for line in html.lines() {
        if let Some((name, _)) = line.trim_start().strip_prefix(LINK).and_then(|rest| rest.split_once('"')) {
            let file = dist.join(name);
            joined.push_str(&fs::read_to_string(&file).about(file.display())?);
            fs::remove_file(&file).about(file.display())?;
            place.get_or_insert(page.len());
        } else {
            page.push_str(line);
            page.push('\n');
        }
    }
    let place = place.ok_or_else(|| failure("index.html links no style sheet"))?;
    let small = minify(&joined);
    let name = format!("page-{}.css", fingerprint::short(small.as_bytes()));
    fs::write(dist.join(&name), &small).about(&name)?;
    let integrity = fingerprint::integrity(small.as_bytes());
    page.insert_str(place, &format!("    {LINK}{name}\" integrity=\"{integrity}\">\n"));
    Ok(page)
}

/// Leaves out comments and the white space that means nothing. Quoted texts stay as they are.
pub(crate) fn minify(css: &str) -> String {
    let mut small = String::with_capacity(css.len());
    let mut rest = css;
    let mut quote = None;
    let mut space = false;
    while let Some(letter) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            space = true;
            continue;
        }
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        match quote {
            Some(open) => {
                small.push(letter);
                if letter == open {
                    quote = None;
                }
            }
            None if letter.is_whitespace() => space = true,
            None => {
                // A colon keeps the space before it: `a :hover` is not `a:hover`.
                let tight_after = small.is_empty() || small.ends_with(['{', '}', ';', ',', ':']);
                if space && !tight_after && !matches!(letter, '{' | '}' | ';' | ',') {
                    small.push(' ');
                }
                space = false;
                if letter == '}' && small.ends_with(';') {
                    small.pop();
                }
                if matches!(letter, '"' | '\'') {
                    quote = Some(letter);
                }
                small.push(letter);
            }
        }
    }
    small
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn only_what_means_nothing_is_left_out() {
        let css = "/* why */\n.a :hover,\n.b > .c {\n  color: red;\n  width: calc(1px + 2px);\n}\n";
        assert_eq!(minify(css), ".a :hover,.b > .c{color:red;width:calc(1px + 2px)}");
        assert_eq!(minify("a::after { content: \"/* ; */ \" }"), "a::after{content:\"/* ; */ \"}");
        assert_eq!(minify("@media (width >= 10px) { a { b: c } }"), "@media (width >= 10px){a{b:c}}");
    }
}
