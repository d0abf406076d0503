//! `cargo xtask test --only hosting`: the recipes of `hosting/` as they are shipped, run on this machine.

mod answer;
mod nginx;

use crate::failure::{About as _, Result, failure};
use crate::tally::{self, Tally};
use crate::test::{Done, tests};
use crate::{browser, compress, places, run};
use answer::Answer;
use nginx::Nginx;
use std::path::PathBuf;
use std::process::Command;

/// The path of `hosting/nginx/below-a-path.conf`.
const BELOW: &str = "/team/costs/";

/// What the browser does on nginx: starts, loads its parts below a path too, and stays within its files.
const BROWSED: [&str; 4] = ["start.test.mjs", "below-a-path.test.mjs", "late.test.mjs", "own-files.test.mjs"];

pub(crate) fn step(_: &[String]) -> Result<Done> {
    if !places::dist().join("index.html").is_file() {
        return Err(failure("there is no dist/ to host").mend("type: cargo xtask build"));
    }
    let mut tally = Tally::default();
    report(&mut tally, "the object store gets each file once, with its type", &to_object_store()?);
    let Some(nginx) = Nginx::start()? else {
        println!("nginx is not installed and can't be from here: its recipe is not run.");
        return Ok(Done::Tests(tally));
    };
    for (what, wrong) in on_nginx(&nginx)? {
        report(&mut tally, what, &wrong);
    }
    let mut node = browser::served_to(&["--test", "--test-reporter=spec", "--test-concurrency=2"])?;
    node.args(BROWSED).env("SITE_URL", nginx.address("/")).env("SITE_BELOW_URL", nginx.address(BELOW));
    if let Done::Tests(browsed) = tests(&mut node, tally::node_test)? {
        tally.add(browsed);
    }
    Ok(Done::Tests(tally))
}

fn report(tally: &mut Tally, what: &str, wrong: &[String]) {
    println!("{} {what}", if wrong.is_empty() { "ok     " } else { "BROKEN " });
    for wrong in wrong {
        println!("        {wrong}");
    }
    if wrong.is_empty() { tally.passed += 1 } else { tally.failed += 1 }
}

/// A check in words, and what is wrong.
type Checked = (&'static str, Vec<String>);

fn on_nginx(nginx: &Nginx) -> Result<Vec<Checked>> {
    let mut checked = Vec::new();
    for (what, base) in [("at the top of a host", "/"), ("below a path", BELOW)] {
        let mut wrong = Vec::new();
        for file in assets()? {
            for (accepted, encoding) in [("gzip, br", "br"), ("gzip", "gzip"), ("", "")] {
                let path = format!("{base}{}", file.strip_prefix("index.html").unwrap_or(&file));
                wrong.extend(of_file(&nginx.get(&path, accepted)?, &file, encoding)?);
            }
        }
        checked.push((what, wrong));
    }
    let mut wrong = Vec::new();
    for path in ["/page-0123456789abcdef.js", "/no/such/page", "/team/costs/none.html", "/..%2fetc/passwd", "/rates/"] {
        let answer = nginx.get(path, "br")?;
        if !matches!(answer.status, 400 | 403 | 404) || answer.header("cache-control").contains("immutable") {
            wrong.push(format!("{path}: {} {}", answer.status, answer.header("cache-control")));
        }
    }
    checked.push(("what isn't there is missing, and not kept", wrong));
    let answer = nginx.get(BELOW.trim_end_matches('/'), "")?;
    let is_moved = answer.status == 301 && answer.header("location") == BELOW;
    let wrong = format!("{} to {:?}", answer.status, answer.header("location"));
    checked.push(("a path without its last slash leads to the page", Vec::from_iter((!is_moved).then_some(wrong))));
    Ok(checked)
}

/// What is wrong with an answer.
fn of_file(answer: &Answer, file: &str, encoding: &str) -> Result<Vec<String>> {
    let mut expected = vec![
        ("content-type", type_of(file)),
        ("content-encoding", encoding),
        ("cache-control", if is_hashed(file) { "public, max-age=31536000, immutable" } else { "no-cache" }),
        ("access-control-allow-origin", "*"),
        ("content-security-policy", "frame-ancestors 'none'"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("vary", "Accept-Encoding"),
    ];
    let mut wrong = Vec::new();
    if answer.status != 200 {
        return Ok(vec![format!("{file}: {}", answer.status)]);
    }
    for (name, value) in expected.drain(..) {
        if answer.header(name) != value {
            wrong.push(format!("{file} ({encoding}): {name}: {:?}, not {value:?}", answer.header(name)));
        }
    }
    let file = places::dist().join(file);
    let file = match encoding {
        "br" => compress::beside(&file, "br"),
        "gzip" => compress::beside(&file, "gz"),
        _ => file,
    };
    if std::fs::read(&file).about(file.display())? != answer.body {
        wrong.push(format!("{} isn't what is sent", file.display()));
    }
    Ok(wrong)
}

/// The files of the site, by their paths in it.
fn assets() -> Result<Vec<String>> {
    let dist = places::dist();
    let mut files = compress::files(&dist)?;
    files.retain(|file| !file.extension().is_some_and(|ending| ending == "br" || ending == "gz"));
    let path = |file: PathBuf| Some(file.strip_prefix(&dist).ok()?.to_string_lossy().into_owned());
    Ok(files.into_iter().filter_map(path).collect())
}

fn type_of(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

fn is_hashed(file: &str) -> bool {
    file.split(['-', '.', '_'])
        .any(|part| (8..=16).contains(&part.len()) && part.chars().all(|digit| digit.is_ascii_hexdigit()))
}

/// What `hosting/object-store.sh` would copy, compared with the files.
fn to_object_store() -> Result<Vec<String>> {
    let script = places::root().join("hosting").join("object-store.sh");
    let shown = run::quiet(Command::new("sh").arg(&script).arg("s3://bucket/path/").env("AWS", "echo"))?;
    let lines: Vec<&str> = shown.lines().collect();
    let mut wrong = Vec::new();
    for file in assets()? {
        let caching = if is_hashed(&file) { "public, max-age=31536000, immutable" } else { "no-cache" };
        let (target, kind) = (format!(" s3://bucket/path/{file} "), type_of(&file));
        let options = format!("--cache-control {caching} --content-type {kind} ");
        let copied = lines.iter().filter(|line| line.contains(&target) && line.contains(&options)).count();
        if copied != 1 {
            wrong.push(format!("{file}: copied {copied} times as {kind}, {caching}"));
        }
    }
    if lines.len() != assets()?.len() || !lines.last().is_some_and(|line| line.contains("path/index.html ")) {
        wrong.push("other files, or index.html isn't the last".to_owned());
    }
    Ok(wrong)
}
