//! The whole calculator as one file, for a disk or a mail: `bedrock-calculator.html`. It needs no server and no network.
//!
//! Style, script and program stand in the page. Its policy allows what their hashes name and no request at all.

use crate::failure::{About as _, Result, failure};
use crate::{compress, page, parts, places, policy};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::path::{Path, PathBuf};

/// The file's name.
pub(crate) const NAME: &str = "bedrock-calculator.html";

/// What goes into the file beside the page.
pub(crate) struct Alone {
    style: String,
    script: String,
}

/// The page's program without parts, and its script: it is compiled once more for this.
pub(crate) fn program() -> Result<(Vec<u8>, String)> {
    let starter = places::root().join(page::PACKAGE).join("alone.js");
    let starter = fs::read_to_string(&starter).about(starter.display())?;
    parts::whole(&page::compile_whole()?, &starter)
}

/// Puts together what stands in the page: the program, and the style that `dist` has.
pub(crate) fn prepare(dist: &Path, (wasm, script): &(Vec<u8>, String)) -> Result<Alone> {
    filled(style(dist)?, wasm, script)
}

/// The page's only style sheet.
fn style(dist: &Path) -> Result<String> {
    let mut found = compress::files(dist)?;
    found.retain(|file| file.parent() == Some(dist) && file.extension().is_some_and(|it| it == "css"));
    let [sheet] = <[PathBuf; 1]>::try_from(found)
        .map_err(|files| failure(format!("the page has {} style sheets, not one", files.len())))?;
    fs::read_to_string(&sheet).about(sheet.display())
}

fn filled(style: String, wasm: &[u8], script: &str) -> Result<Alone> {
    let packed = STANDARD.encode(compress::gzip(wasm).about("the program")?);
    let filled = script.replace("PROGRAM", &packed);
    if filled == script {
        return Err(failure("alone.js has no `PROGRAM` for the program"));
    }
    Ok(Alone { style, script: filled })
}

/// Writes the file, from the page as it is served but for its policy.
pub(crate) fn write(page: &str, alone: &Alone, dist: &Path) -> Result<()> {
    let file = dist.join(NAME);
    fs::write(&file, policy::insert_alone(&joined(page, alone)?)?).about(file.display())
}

fn joined(page: &str, alone: &Alone) -> Result<String> {
    let Alone { style, script } = alone;
    if style.contains("</style") || script.contains("</script") {
        return Err(failure("the style or the script ends its own element"));
    }
    // Other pages aren't there.
    let kept: Vec<&str> = page.split_inclusive('\n').filter(|line| !line.contains("href=\"./rates.html")).collect();
    let mut page = kept.concat();
    for start in ["<link rel=\"modulepreload\"", "<link rel=\"preload\""] {
        page = replaced(&page, start, ">", "")?;
    }
    page = replaced(&page, "<link rel=\"stylesheet\"", ">", &format!("<style>{style}</style>"))?;
    page = replaced(&page, "<script", "</script>", &format!("<script type=\"module\">{script}</script>"))?;
    match ["src=\"", "href=\"./", "href=\"/", "url("].into_iter().find(|mark| page.contains(mark)) {
        Some(mark) => Err(failure(format!("{NAME} names another file: `{mark}`"))),
        None => Ok(page),
    }
}

/// The page with something else from the first `start` to the next `end`.
fn replaced(page: &str, start: &str, end: &str, instead: &str) -> Result<String> {
    let (before, rest) = page.split_once(start).ok_or_else(|| failure(format!("index.html has no `{start}`")))?;
    let (_, after) = rest.split_once(end).ok_or_else(|| failure(format!("index.html has no `{end}`")))?;
    Ok([before, instead, after].concat())
}

#[cfg(test)]
mod tests {
    use super::{Alone, joined};
    use crate::failure::Result;
    use crate::policy;

    #[test]
    fn nothing_is_left_to_ask_for() -> Result<()> {
        let page = "<meta charset=\"utf-8\">\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"./a.css\">\n\
                    <script type=\"module\">import './a.js'</script>\n\
                    <link rel=\"modulepreload\" href=\"./a.js\"><link rel=\"preload\" href=\"./a.wasm\">\n\
                    <p><a href=\"./rates.html\">Rates</a></p>\n<p><a href=\"#answer\">Answer</a></p>\n";
        let alone = Alone { style: "a{b:c}".to_owned(), script: "start()".to_owned() };
        let whole = policy::insert_alone(&joined(page, &alone)?)?;
        assert!(whole.contains("<style>a{b:c}</style>") && whole.contains("<script type=\"module\">start()</script>"));
        assert!(!whole.contains("a.css") && !whole.contains("a.js") && !whole.contains("rates.html"));
        let policy = policy::of(&whole).unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'; script-src 'wasm-unsafe-eval' 'sha256-"));
        assert!(policy.contains("style-src 'sha256-") && !policy.contains("'self'"));
        assert!(joined(&page.replace("data:,", "./icon.svg"), &alone).is_err());
        Ok(())
    }
}
