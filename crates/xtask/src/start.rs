//! When the page's program is asked for: once the shell is drawn.
//!
//! Trunk asks for it at once, beside the style sheet: on a slow network the shell is then drawn later than it could be.

use crate::failure::{About as _, Result, failure};
use crate::places;
use crate::site::PACKAGE;
use std::fs;

/// Puts `site/start.js` in the place of Trunk's script, and into templates, which it opens, what asks for the program and for what
/// reads links: `reads_links` are the files of that part.
pub(crate) fn after_shell(page: &str, reads_links: &[String]) -> Result<String> {
    let file = places::root().join(PACKAGE).join("start.js");
    put(page, &fs::read_to_string(&file).about(file.display())?, reads_links)
}

fn put(page: &str, start: &str, reads_links: &[String]) -> Result<String> {
    let (page, script) = taken(page, "<link rel=\"modulepreload\"", ">")?;
    let (page, program) = taken(&page, "<link rel=\"preload\"", ">")?;
    // Browsers check no hash of what is asked for as `fetch`, and say so in the console.
    let program = taken(&program, " integrity=\"", "\"").map_or_else(|_| program.clone(), |(without, _)| without);
    let lines: Vec<&str> = start.lines().filter(|line| !line.starts_with("//")).collect();
    let mut start = lines.join("\n");
    for (mark, link) in [("SITE_SCRIPT", &script), ("SITE_PROGRAM", &program)] {
        let address = link.split_once("href=\"").and_then(|(_, rest)| rest.split_once('"'));
        let (address, _) = address.ok_or_else(|| failure(format!("index.html: a link without an address: {link}")))?;
        if !start.contains(mark) {
            return Err(failure(format!("{PACKAGE}/start.js has no `{mark}`")));
        }
        start = start.replace(mark, address);
    }
    let (before, rest) = split(&page, "<script type=\"module\">")?;
    let (_, after) = split(rest, "</script>")?;
    // As `site/pieces.js` asks for them: otherwise they would be loaded twice.
    let asked = |file: &String| {
        format!(
            "<link rel=\"preload\" href=\"./{file}\" as=\"fetch\" crossorigin=\"anonymous\" type=\"application/wasm\">"
        )
    };
    let asking: String = reads_links.iter().map(asked).collect();
    Ok(format!(
        "{before}<script type=\"module\">{start}</script>\n<template id=\"program\">{script}{program}</template>\n\
         <template id=\"links\">{asking}</template>{after}"
    ))
}

/// The page without the first element that begins so, and that element.
fn taken(page: &str, start: &str, end: &str) -> Result<(String, String)> {
    let (before, rest) = split(page, start)?;
    let (inside, after) = split(rest, end)?;
    Ok((format!("{before}{after}"), format!("{start}{inside}{end}")))
}

fn split<'a>(page: &'a str, mark: &str) -> Result<(&'a str, &'a str)> {
    page.split_once(mark).ok_or_else(|| failure(format!("index.html has no `{mark}`")))
}

#[cfg(test)]
mod tests {
    use super::put;
    use crate::failure::Result;

    #[test]
    fn the_program_is_asked_for_by_the_script_alone() -> Result<()> {
        let page = "<head><script type=\"module\">import './a.js'</script>\n\
                    <link rel=\"modulepreload\" href=\"./a.js\" integrity=\"x\"><link rel=\"preload\" href=\"./a.wasm\" integrity=\"y\" as=\"fetch\"></head>\n\
                    <body><script>watch()</script></body>";
        let start = "// Starts.\nimport(\"SITE_SCRIPT\");\nstart(\"SITE_PROGRAM\");\n";
        let put_there = put(page, start, &["late-links-0a1b2c3d.wasm".to_owned()])?;
        assert_eq!(
            put_there,
            "<head><script type=\"module\">import(\"./a.js\");\nstart(\"./a.wasm\");</script>\n\
             <template id=\"program\"><link rel=\"modulepreload\" href=\"./a.js\" integrity=\"x\">\
             <link rel=\"preload\" href=\"./a.wasm\" as=\"fetch\"></template>\n<template id=\"links\"><link rel=\"preload\" \
             href=\"./late-links-0a1b2c3d.wasm\" as=\"fetch\" crossorigin=\"anonymous\" type=\"application/wasm\"></template>\n</head>\n<body><script>watch()</script></body>"
        );
        assert!(put(page, "start(\"SITE_PROGRAM\")", &[]).is_err());
        assert!(put(&page.replace("modulepreload", "x"), start, &[]).is_err());
        Ok(())
    }
}
