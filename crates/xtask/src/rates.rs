//! Checks the rate files, and compares the cards in them.
//!
//! The files are read by the code that builds the bundled text, so nothing can be bundled that wasn't checked here.

mod amount;
mod check;
mod diff;
mod events;
#[path = "../../pricing/build.rs"]
#[expect(dead_code, reason = "the build script's own entry point")]
mod files;
mod import;
mod offers;
mod plausible;
mod services;

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write as _;
use std::path::Path;

use crate::failure::{About as _, Result, failure};
use crate::places;
use amount::Amount;
use files::stated::{Facts, Files, Rate};

pub(crate) const HELP: &str = "\
Check the rate files under crates/pricing/rates, compare two cards, or take
prices over.

Usage: cargo xtask rates check
       cargo xtask rates diff FROM TO
       cargo xtask rates import FILE

  check   refuse duplicates, unknown sources, implausible prices and changes; print
          sizes
  diff    print what was added, removed and changed between the cards of two
          dates, such as 2026-08-20 2026-10-25, as a table for the changelog
  import  write the prices of a file of rows, such as
          tests/rates/evidence/2026-11-28.jsonl, into the rate files for review;
          beside it stands what was decided about the rows, in a .toml file.
          Nothing is written while a row is refused
";

/// What the bundled text may cost after brotli, in bytes.
const BUDGET: usize = 15_000;

/// `cargo xtask rates check`, `cargo xtask rates diff FROM TO` and `cargo xtask rates import FILE`.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let folder = places::root().join("crates").join("pricing").join("rates");
    let texts = files::read(&folder).about(folder.display())?;
    let files = files::parse(&texts).about("the rate files")?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["check"] => {
            let read = |name: [&str; 2]| {
                let file = folder.join(name[0]).join(name[1]);
                std::fs::read_to_string(&file).about(file.display())
            };
            let facts: Facts = toml::from_str(&read(["facts", "models.toml"])?).about("the facts")?;
            let events: files::events::Events =
                toml::from_str(&read(["history", "events.toml"])?).about("the published changes")?;
            let mut problems = check::problems(&files);
            problems.extend(events::problems(&files, &events));
            let (elsewhere, each) = elsewhere(&folder)?;
            problems.extend(check::elsewhere(&elsewhere, &each));
            let offers: files::offers::Offers =
                toml::from_str(&read(["elsewhere", "capacity/offers.toml"])?).about("capacity elsewhere")?;
            problems.extend(offers::problems(&offers, &elsewhere));
            let texts = files::read(&folder.join("services")).about(folder.display())?;
            let served = files::services::parse(&texts).about("the prices of services")?;
            problems.extend(services::problems(&served, &files));
            if problems.is_empty() {
                let said = &mut files::Table::default();
                print_sizes(&files, said)?;
                print_size("facts", &files::compact_facts(&facts, said).about("the facts")?)?;
                print_size("other providers", &files::compact(&elsewhere, said).about("other providers")?)?;
                print_size("capacity elsewhere", &files::offers::compact(&offers, said).map_err(failure)?)?;
                print_size("services", &files::services::compact(&served, said).about("the prices of services")?)?;
                print_size("what is said of them", &said.lines())?;
                return print_size("price history", &files::events::compact(&events).about("the published changes")?);
            }
            for problem in &problems {
                eprintln!("{problem}");
            }
            let count = problems.len();
            Err(failure(format!("{count} {} in the rate files", if count == 1 { "problem" } else { "problems" })))
        }
        ["diff", from, to] => {
            for date in [from, to] {
                if !files.cards.card.iter().any(|card| card.date == **date) {
                    let dates: Vec<&str> = files.cards.card.iter().map(|card| card.date.as_str()).collect();
                    return Err(failure(format!("there is no card of {date}: there are {}", dates.join(", "))));
                }
            }
            for line in diff::lines(&files, from, to) {
                println!("{line}");
            }
            Ok(())
        }
        ["import", rows] => import::run(&folder, Path::new(rows)),
        _ => Err(failure("cargo xtask rates: check, diff and two dates, or import and a file")
            .mend("type: cargo xtask rates --help")),
    }
}

/// The rate files of other providers: all of them, and each by itself.
fn elsewhere(rates: &Path) -> Result<(Files, Vec<Files>)> {
    let folder = rates.join("elsewhere");
    let texts = files::read(&folder).about(folder.display())?;
    let is_shared = |(name, _): &&(String, String)| ["cards.toml", "sources.toml"].contains(&name.as_str());
    let shared: Vec<_> = texts.iter().filter(is_shared).cloned().collect();
    let one = |own: &(String, String)| {
        let texts: Vec<_> = shared.iter().chain([own]).cloned().collect();
        files::parse(&texts).about("the rate files of other providers")
    };
    let each = texts.iter().filter(|text| !is_shared(text)).map(one).collect::<Result<Vec<_>>>()?;
    Ok((files::parse(&texts).about("the rate files of other providers")?, each))
}

fn print_sizes(files: &Files, said: &mut files::Table) -> Result<()> {
    let text = files::compact(files, said).about("the bundled text")?;
    let packed = brotli(text.as_bytes()).about("brotli")?.len();
    let models = files.providers.iter().flat_map(|(_, file)| &file.model);
    let tables: usize = models.clone().map(|model| model.rate.len()).sum();
    let providers = files.providers.len();
    println!("{providers} providers, {} models, {tables} tables of rates", models.count());
    for card in &files.cards.card {
        println!("{} prices on the card of {}", prices(files, &card.date).len(), card.date);
    }
    println!("{} bytes bundled, {packed} after brotli", text.len());
    if packed > BUDGET {
        return Err(failure(format!("the bundled rates are {} bytes over their budget of {BUDGET}", packed - BUDGET)));
    }
    Ok(())
}

fn print_size(what: &str, text: &str) -> Result<()> {
    println!("{what}: {} bytes bundled, {} after brotli", text.len(), brotli(text.as_bytes()).about("brotli")?.len());
    Ok(())
}

fn brotli(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packed = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    packed.write_all(plain)?;
    packed.flush()?;
    Ok(packed.into_inner())
}

/// Everything one price depends on, but for the date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    model: &'a str,
    scope: &'a str,
    buying: &'a str,
    length: &'a str,
    meter: &'static str,
    region: &'a str,
}

/// `global standard ordinary input, us-east-1`: the model is named with the file.
impl fmt::Display for Key<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scope, buying, length, meter, region, .. } = self;
        write!(out, "{scope} {buying} {length} {meter}, {region}")
    }
}

/// The region of a price that holds in every region.
const EVERY: &str = "every region";

/// The prices of a card, one for each key. A malformed price is left out: [`check::problems`] names it.
fn prices<'a>(files: &'a Files, card: &str) -> BTreeMap<Key<'a>, Amount> {
    let mut prices = BTreeMap::new();
    for model in files.providers.iter().flat_map(|(_, file)| &file.model) {
        for rate in model.rate.iter().filter(|rate| on_card(rate, card)) {
            for (key, text) in keys(&model.id, rate) {
                if let Ok(amount) = Amount::parse(text, &rate.unit) {
                    prices.insert(key, amount);
                }
            }
        }
    }
    prices
}

fn on_card(rate: &Rate, card: &str) -> bool {
    rate.from.as_str() <= card && rate.until.as_deref().is_none_or(|until| card < until)
}

/// Every key that a table prices, with the price's text.
fn keys<'a>(model: &'a str, rate: &'a Rate) -> Vec<(Key<'a>, &'a str)> {
    let regions: Vec<&str> = match &rate.regions {
        Some(regions) => regions.iter().map(String::as_str).collect(),
        None => vec![EVERY],
    };
    let (buying, length) = (rate.buying.as_str(), length(rate));
    let mut keys = Vec::new();
    for scope in &rate.scopes {
        for (meter, price) in meters(rate) {
            keys.extend(regions.iter().map(|&region| (Key { model, scope, buying, length, meter, region }, price)));
        }
    }
    keys
}

fn length(rate: &Rate) -> &str {
    rate.length.as_deref().unwrap_or("ordinary")
}

/// The meters, in the order they stand in a table.
const METERS: [&str; 10] = [
    "input",
    "output",
    "cache_read",
    "cache_write_5m",
    "cache_write_30m",
    "cache_write_1h",
    "model_unit",
    "training",
    "storage",
    "query",
];

/// The meters that a table prices, with the price's text.
fn meters(rate: &Rate) -> Vec<(&'static str, &str)> {
    let all = [
        ("input", &rate.input),
        ("output", &rate.output),
        ("cache_read", &rate.cache_read),
        ("cache_write_5m", &rate.cache_write_5m),
        ("cache_write_30m", &rate.cache_write_30m),
        ("cache_write_1h", &rate.cache_write_1h),
        ("model_unit", &rate.model_unit),
        ("training", &rate.training),
        ("storage", &rate.storage),
        ("query", &rate.query),
    ];
    all.into_iter().filter_map(|(meter, price)| Some((meter, price.as_deref()?))).collect()
}

#[cfg(test)]
mod fixture;
