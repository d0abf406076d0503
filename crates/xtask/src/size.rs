//! How many bytes the first visit costs: the page and every file it loads, after brotli.

use crate::compress::{beside, files};
use crate::failure::{About as _, Result, failure};
use crate::places;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What the first load may cost. 1 KB is 1,000 bytes here, the stricter reading.
pub(crate) const BUDGET: u64 = 150_000;

pub(crate) const HELP: &str = "\
Print what the first load of dist/ costs, file by file, before and after brotli.

Usage: cargo xtask size

Fails over the budget of 150,000 bytes after brotli. Measures the last `cargo xtask build`.
";

/// Prints the table and refuses a site over budget.
pub(crate) fn run() -> Result<()> {
    let dist = places::dist();
    if !dist.join("index.html").is_file() {
        return Err(failure("there is no dist/ to measure").mend("type: cargo xtask build"));
    }
    let mut rows = Vec::new();
    for file in first_load(&dist)? {
        let plain = length(&file)?;
        // Pictures and the like are sent as they are.
        let packed = length(&beside(&file, "br")).unwrap_or(plain);
        let name = file.strip_prefix(&dist).unwrap_or(&file);
        rows.push((name.display().to_string(), plain, packed));
    }
    let total: u64 = rows.iter().map(|(_, _, packed)| packed).sum();
    println!("{:<44} {:>10} {:>10}", "first load", "bytes", "brotli");
    for (name, plain, packed) in &rows {
        println!("{name:<44} {plain:>10} {packed:>10}");
    }
    let plain: u64 = rows.iter().map(|(_, plain, _)| plain).sum();
    println!("{:<44} {plain:>10} {total:>10}", "total");
    if total > BUDGET {
        return Err(failure(format!(
            "the first load is {total} bytes after brotli, {} over the budget of {BUDGET}",
            total - BUDGET
        )));
    }
    println!("{} of {BUDGET} bytes are left", BUDGET - total);
    Ok(())
}

fn length(file: &Path) -> Result<u64> {
    Ok(fs::metadata(file).about(file.display())?.len())
}

/// The page, and each file that is named in it or in a script or style it loads.
fn first_load(dist: &Path) -> Result<Vec<PathBuf>> {
    let mut unseen: BTreeMap<String, PathBuf> = BTreeMap::new();
    for file in files(dist)? {
        let packed = file.extension().is_some_and(|it| it == "br" || it == "gz");
        // Another page is loaded when its link is followed, not before.
        let other_page = file.extension().is_some_and(|it| it == "html") && !file.ends_with("index.html");
        if let (false, Some(name)) = (packed || other_page, file.file_name()) {
            unseen.insert(name.to_string_lossy().into_owned(), file.clone());
        }
    }
    let mut loaded: Vec<PathBuf> = unseen.remove("index.html").into_iter().collect();
    let mut next = 0;
    while let Some(file) = loaded.get(next) {
        next += 1;
        if file.extension().is_some_and(|it| it == "wasm") {
            continue;
        }
        let text = String::from_utf8_lossy(&fs::read(file).about(file.display())?).into_owned();
        let named: Vec<String> = unseen.keys().filter(|name| text.contains(name.as_str())).cloned().collect();
        loaded.extend(named.iter().filter_map(|name| unseen.remove(name)));
    }
    Ok(loaded)
}
