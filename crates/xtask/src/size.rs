//! How many bytes the first visit costs: the page and every file it loads, after brotli. And what is loaded on demand.

use crate::compress::{beside, files};
use crate::embed;
use crate::failure::{About as _, Result, failure};
use crate::packs::BROUGHT;
use crate::{held, parts, places};
use lexopt::Parser;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What the first load may cost: 230 KB, of 1,000 bytes each, which is the stricter reading.
pub(crate) const BUDGET: u64 = 230_000;

/// What one part may cost that is loaded on demand, with all files that it needs.
const BUDGET_OF_PART: u64 = 160_000;

/// What reads files may cost: bills in every format but Parquet with scenario files, and Parquet. The page of the bill is there before them,
/// and asks for the first before a file is chosen, for the second when one of its kind is.
const BUDGET_OF_READER: u64 = 200_000;

/// The parts that read files.
const READERS: [&str; 2] = ["bill_reader", "parquet"];

/// What a page of another site may load to show the calculator in a frame: the custom element.
const BUDGET_OF_ELEMENT: u64 = 3_000;

pub(crate) const HELP: &str = "\
Print what the first load of dist/ costs, file by file, before and after brotli, what each
part costs that comes later, and what embedding adds. What is loaded right after the page counts once.

Usage: cargo xtask size

Fails over the budget of 230,000 bytes after brotli, over 160,000 for a part (200,000 for
what reads bills and Parquet), and over 3,000 for the custom element. Measures the last `cargo xtask build`.
";

/// `cargo xtask size`.
pub(crate) fn run(mut words: Parser) -> Result<()> {
    match words.next()? {
        None => measure(),
        Some(word) => Err(word.unexpected().into()),
    }
}

/// Prints what the first load of the page costs and what each part does, and refuses what is over its budget. Both together
/// show that what is to be loaded on demand isn't in the first load: whatever that reaches stays in it, without a word.
pub(crate) fn measure() -> Result<()> {
    let dist = places::dist();
    if !dist.join("index.html").is_file() {
        return Err(failure("there is no dist/ to measure").mend("type: cargo xtask build"));
    }
    println!("{:<44} {:>10} {:>10}", "first load", "bytes", "brotli");
    let total = print(&dist, &first_load(&dist)?)?;
    within("the first load", total, BUDGET)?;
    let parts = parts::read()?;
    let brought = BROUGHT.iter().filter_map(|name| parts.get_key_value(*name));
    let on_demand = parts.iter().filter(|(name, _)| !BROUGHT.contains(&name.as_str()));
    let mut there = BTreeSet::new();
    for (part, files) in brought.chain(on_demand) {
        let is_brought = BROUGHT.contains(&part.as_str());
        let when = if is_brought { "right after it" } else { "on demand, beside what is there by then" };
        println!("{:<44} {:>10} {:>10}", format!("{part}: {when}"), "bytes", "brotli");
        let own: Vec<&String> = files.iter().filter(|name| !there.contains(*name)).collect();
        if is_brought {
            there.extend(own.iter().copied());
        }
        let files: Vec<PathBuf> = own.into_iter().map(|name| dist.join(name)).collect();
        let budget = if READERS.contains(&part.as_str()) { BUDGET_OF_READER } else { BUDGET_OF_PART };
        within(part, print(&dist, &files)?, budget)?;
    }
    held::check()?;
    println!("{:<44} {:>10} {:>10}", "for embedding", "bytes", "brotli");
    print(&dist, &of_embed(&dist)?)?;
    within("the custom element", length(&beside(&dist.join(embed::ELEMENT), "br"))?, BUDGET_OF_ELEMENT)
}

/// Prints a row for each file and the sum, which it gives.
fn print(dist: &Path, files: &[PathBuf]) -> Result<u64> {
    let mut sum = (0, 0);
    for file in files {
        let plain = length(file)?;
        // Pictures and the like are sent as they are.
        let packed = length(&beside(file, "br")).unwrap_or(plain);
        let name = file.strip_prefix(dist).unwrap_or(file);
        println!("{:<44} {plain:>10} {packed:>10}", name.display());
        sum = (sum.0 + plain, sum.1 + packed);
    }
    println!("{:<44} {:>10} {:>10}", "total", sum.0, sum.1);
    Ok(sum.1)
}

fn within(what: &str, total: u64, budget: u64) -> Result<()> {
    let Some(left) = budget.checked_sub(total) else {
        let over = total - budget;
        return Err(failure(format!("{what} is {total} bytes after brotli, {over} over the budget of {budget}")));
    };
    println!("{what}: {left} of {budget} bytes are left");
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
        // So is the dialog, an embed is another site's, and a trap should never be.
        let of_embed = ["embed", embed::AGAIN].iter().any(|folder| file.starts_with(dist.join(folder)));
        if let (false, Some(name)) = (packed || other_page || of_embed || parts::is_late(&file), file.file_name()) {
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

/// What embedding adds to the page's own files, without the demonstration.
fn of_embed(dist: &Path) -> Result<Vec<PathBuf>> {
    let mut found = files(&dist.join(embed::FOLDER))?;
    found.retain(|file| file.extension().is_some_and(|it| it != "br" && it != "gz"));
    Ok(found)
}
