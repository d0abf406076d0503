//! The whole calculator as one file, for a disk or a mail: `bedrock-calculator.html`. It needs no server and no network.
//!
//! Style, script and the files of the program stand in the page. Its policy allows what their hashes name and no request at all.

use crate::failure::{About as _, Result, failure};
use crate::parts::{Alone, Program};
use crate::{compress, places, policy, site};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The file's name.
pub(crate) const NAME: &str = "bedrock-calculator.html";

/// Where the script names the files of the program.
const FILES: &str = "FILES_OF_THE_PROGRAM";

/// What makes the script of the file.
///
/// # Errors
/// Where a file of the page's source can't be read.
pub(crate) fn scripts() -> Result<Alone> {
    let folder = places::root().join(site::PACKAGE).join("alone");
    let start = folder.join("start.js");
    let start = fs::read_to_string(&start).about(start.display())?;
    Ok(Alone { fetch: folder.join("fetch.js"), start })
}

/// Writes the file, from the page as it is served but for its policy.
///
/// # Errors
/// Where the page would still ask for another file.
pub(crate) fn write(page: &str, program: &Program, dist: &Path) -> Result<()> {
    let mut files = BTreeMap::new();
    for module in program.pieces.iter().chain([&program.module]) {
        let packed = compress::gzip(&module.content).about(&module.name)?;
        files.insert(&module.name, STANDARD.encode(packed));
    }
    let script = program.alone.replace(FILES, &json!(files).to_string());
    if script == program.alone {
        return Err(failure(format!("site/alone/fetch.js has no `{FILES}`")));
    }
    let file = dist.join(NAME);
    fs::write(&file, policy::insert_alone(&joined(page, &style(dist)?, &script)?)?).about(file.display())
}

/// The page's only style sheet.
fn style(dist: &Path) -> Result<String> {
    let mut found = compress::files(dist)?;
    found.retain(|file| file.parent() == Some(dist) && file.extension().is_some_and(|it| it == "css"));
    let [sheet] = <[PathBuf; 1]>::try_from(found)
        .map_err(|files| failure(format!("the page has {} style sheets, not one", files.len())))?;
    fs::read_to_string(&sheet).about(sheet.display())
}

fn joined(page: &str, style: &str, script: &str) -> Result<String> {
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
    use super::joined;
    use crate::failure::Result;
    use crate::policy;

    #[test]
    fn nothing_is_left_to_ask_for() -> Result<()> {
        let page = "<meta charset=\"utf-8\">\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"./a.css\">\n\
                    <script type=\"module\">import './a.js'</script>\n\
                    <link rel=\"modulepreload\" href=\"./a.js\"><link rel=\"preload\" href=\"./a.wasm\">\n\
                    <p><a href=\"./rates.html\">Rates</a></p>\n<p><a href=\"#answer\">Answer</a></p>\n";
        let whole = policy::insert_alone(&joined(page, "a{b:c}", "start()")?)?;
        assert!(whole.contains("<style>a{b:c}</style>") && whole.contains("<script type=\"module\">start()</script>"));
        assert!(!whole.contains("a.css") && !whole.contains("a.js") && !whole.contains("rates.html"));
        let policy = policy::of(&whole).unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'; script-src 'wasm-unsafe-eval' 'sha256-"));
        assert!(policy.contains("style-src 'sha256-") && !policy.contains("'self'"));
        assert!(joined(&page.replace("data:,", "./icon.svg"), "", "").is_err());
        Ok(())
    }
}
