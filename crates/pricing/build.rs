//! Turns the rate files under `rates/` into one small text that the crate includes.
//!
//! The format is described in `src/rates/compact.rs`, which reads it. Whether the prices are plausible is
//! `cargo xtask rates check`'s business, which reads the files with the same code; this only refuses what can't be
//! written down.

use std::collections::BTreeMap;
use std::error::Error;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

#[path = "build/events.rs"]
pub(crate) mod events;

#[path = "build/offers.rs"]
pub(crate) mod offers;

#[path = "build/services.rs"]
pub(crate) mod services;

#[path = "build/stated.rs"]
pub(crate) mod stated;

use stated::{Facts, Files, Provider, ProviderFile, Rate, Source, Sources};

/// Strings met so far, each with its number.
#[derive(Default)]
pub(crate) struct Table {
    numbers: BTreeMap<String, usize>,
    texts: Vec<String>,
}

impl Table {
    /// All of them, one a line.
    pub(crate) fn lines(&self) -> String {
        self.texts.join("\n")
    }

    fn number(&mut self, text: &str) -> usize {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.texts.len();
        self.numbers.insert(text.to_owned(), number);
        self.texts.push(text.to_owned());
        number
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("rates");
    // A folder stands for everything in it.
    println!("cargo::rerun-if-changed={}", folder.display());
    // What is only said of prices, by all of the texts.
    let mut said = Table::default();
    let text = compact(&parse(&read(&folder)?)?, &mut said)?;
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("rates.txt"), text)?;
    let elsewhere = compact(&parse(&read(&folder.join("elsewhere"))?)?, &mut said)?;
    fs::write(Path::new(&out).join("elsewhere.txt"), elsewhere)?;
    let offers = fs::read_to_string(folder.join("elsewhere").join("capacity").join("offers.toml"))?;
    fs::write(Path::new(&out).join("offers.txt"), offers::compact(&toml::from_str(&offers)?, &mut said)?)?;
    let facts: Facts = toml::from_str(&fs::read_to_string(folder.join("facts").join("models.toml"))?)?;
    fs::write(Path::new(&out).join("facts.txt"), compact_facts(&facts, &mut said)?)?;
    let events: events::Events = toml::from_str(&fs::read_to_string(folder.join("history").join("events.toml"))?)?;
    fs::write(Path::new(&out).join("events.txt"), events::compact(&events)?)?;
    let services = services::parse(&read(&folder.join("services"))?)?;
    fs::write(Path::new(&out).join("services.txt"), services::compact(&services, &mut said)?)?;
    fs::write(Path::new(&out).join("said.txt"), said.lines())?;
    Ok(())
}

/// The rate files in a folder: name and text, in order of name.
pub(crate) fn read(folder: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let (Some("toml"), Some(name)) = (path.extension().and_then(OsStr::to_str), path.file_name()) {
            files.push((name.to_string_lossy().into_owned(), fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

/// Parses named texts. Refuses a key that a table doesn't have, and a missing one.
pub(crate) fn parse(files: &[(String, String)]) -> Result<Files, Box<dyn Error>> {
    let mut cards = None;
    let mut sources = None;
    let mut providers = Vec::new();
    for (name, text) in files {
        let named = |error: toml::de::Error| format!("{name}: {error}");
        match name.as_str() {
            "cards.toml" => cards = Some(toml::from_str(text).map_err(named)?),
            "sources.toml" => sources = Some(toml::from_str(text).map_err(named)?),
            _ => providers.push((name.clone(), toml::from_str::<ProviderFile>(text).map_err(named)?)),
        }
    }
    providers.sort_by_key(|(_, file)| file.provider.name.to_lowercase());
    Ok(Files { cards: cards.ok_or("no cards.toml")?, sources: sources.ok_or("no sources.toml")?, providers })
}

/// The files as one text. What they say of prices goes into a table of its own.
pub(crate) fn compact(files: &Files, said: &mut Table) -> Result<String, Box<dyn Error>> {
    let Files { cards, sources, providers } = files;
    let regions = regions(providers)?;
    let mut heads = Table::default();
    let mut sets = Table::default();
    let mut body = String::new();
    for (_, file) in providers {
        let Provider { id, name, billed_through } = &file.provider;
        // A seller of its own bills by itself, as AWS does: only what Marketplace bills, and what isn't settled, is told apart.
        let billed = one_of(billed_through, &["aws", "marketplace", "unsettled", "provider"])?;
        let marketplace = if billed == 3 { 0 } else { billed };
        writeln!(body, "P\t{id}\t{marketplace}\t{}", line(name)?)?;
        for model in &file.model {
            let minimum_source = match &model.cache_minimum_source {
                Some(id) => source_number(sources, id)?.to_string(),
                None => String::new(),
            };
            let note = match &model.cache_minimum_note {
                Some(note) => said.number(line(note)?).to_string(),
                None => String::new(),
            };
            writeln!(
                body,
                "M\t{}\t{}\t{}\t{}\t{minimum_source}\t{}\t{note}\t{}\t{}\t{}",
                line(&model.id)?,
                line(&model.name)?,
                one_of(&model.evidence, &["price-list", "secondary"])?,
                number(model.cache_minimum),
                number(model.cache_minimum_first),
                number(model.cache_maximum),
                number(model.long_prompt_above),
                one_of(model.kind.as_deref().unwrap_or("text"), &["text", "embedding", "rerank"])?,
            )?;
            for rate in &model.rate {
                rate_line(&mut body, rate, sources, &regions, &mut heads, &mut sets, said)?;
            }
        }
    }
    let mut text = String::new();
    for card in &cards.card {
        writeln!(text, "C\t{}\t{}", card.date, line(&card.title)?)?;
    }
    for source in &sources.source {
        let primary = one_of(&source.kind, &["secondary", "primary"])?;
        let Source { title, publisher, published, place, .. } = source;
        let words = words(said, [title, publisher, place])?;
        writeln!(text, "S\t{published}\t{primary}\t{words}")?;
    }
    writeln!(text, "R\t{}", regions.join(" "))?;
    for (letter, table) in [("G", &sets), ("H", &heads)] {
        for entry in &table.texts {
            writeln!(text, "{letter}\t{entry}")?;
        }
    }
    text.push_str(&body);
    Ok(text)
}

/// The facts as one text, which `src/rates/facts.rs` describes and reads.
pub(crate) fn compact_facts(facts: &Facts, said: &mut Table) -> Result<String, Box<dyn Error>> {
    let mut lists = Table::default();
    let mut body = String::new();
    for model in &facts.model {
        let mut source = |text: &Option<String>| -> Result<String, String> {
            text.as_deref().map_or(Ok(String::new()), |text| Ok(said.number(line(text)?).to_string()))
        };
        let (end_source, limits_source) = (source(&model.end_source)?, source(&model.limits_source)?);
        let no_cache_source = source(&model.no_cache_source)?;
        let mut list = |words: &[String]| {
            if words.is_empty() { String::new() } else { lists.number(&words.join(" ")).to_string() }
        };
        let (regions, mantle) = (list(&model.regions), list(&model.mantle_regions));
        let needs = match &model.needs_profile {
            Some(word) => one_of(word, &["always", "mostly", "never"])?.to_string(),
            None => String::new(),
        };
        let date = |date: &Option<String>| date.clone().unwrap_or_default();
        writeln!(
            body,
            "M\t{}\t{}\t{}\t{}\t{regions}\t{mantle}\t{needs}\t{}\t{}\t{}\t{}\t{}\t{end_source}\t{}\t{}\t{limits_source}\t{}\t{no_cache_source}",
            line(&model.id)?,
            line(&model.ids.join(" "))?,
            line(&model.other_ids.join(" "))?,
            line(&model.profiles.join(" "))?,
            one_of(&model.state, &["active", "legacy", "ended", "unlisted"])?,
            date(&model.launched),
            date(&model.legacy),
            date(&model.not_before),
            date(&model.end_of_life),
            number(model.input_limit),
            number(model.output_limit),
            number(model.burn_down.map(u32::from)),
        )?;
        for quota in &model.quota {
            writeln!(
                body,
                "Q\t{}\t{}\t{}\t{}\t{}",
                match quota.scope.as_str() {
                    "mantle" => String::new(),
                    scope => one_of(scope, &["global", "geographic", "in-region"])?.to_string(),
                },
                one_of(&quota.counts, &["tokens", "requests", "input", "output"])?,
                quota.a_minute,
                quota.adjustable.map(u8::from).map(|flag| flag.to_string()).unwrap_or_default(),
                said.number(line(&quota.source)?),
            )?;
        }
    }
    let (listed, burn_down) = (said.number(line(&facts.listed_source)?), said.number(line(&facts.burn_down_source)?));
    let mut text = format!("K\t{}\t{listed}\t{burn_down}\n", facts.known);
    for entry in &lists.texts {
        writeln!(text, "R\t{entry}")?;
    }
    text.push_str(&body);
    Ok(text)
}

/// The number of what is said of a source: its title, its publisher and where it is.
fn words(said: &mut Table, [title, publisher, place]: [&str; 3]) -> Result<usize, String> {
    Ok(said.number(&[line(title)?, line(publisher)?, line(place)?].join("\t")))
}

fn rate_line(
    body: &mut String,
    rate: &Rate,
    sources: &Sources,
    regions: &[String],
    heads: &mut Table,
    sets: &mut Table,
    said: &mut Table,
) -> Result<(), Box<dyn Error>> {
    let mut scopes = 0;
    for scope in &rate.scopes {
        scopes |= 1 << one_of(scope, &["global", "geographic", "in-region"])?;
    }
    let head = heads.number(&format!(
        "{}\t{}\t{scopes}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
        rate.from,
        rate.until.as_deref().unwrap_or_default(),
        one_of(
            &rate.buying,
            &[
                "standard",
                "flex",
                "priority",
                "latency-optimised",
                "ultrafast",
                "batch",
                "no-commitment",
                "one-month",
                "six-months",
                "reserved-one-month",
                "reserved-three-months",
                "custom",
                "import",
            ],
        )?,
        one_of(rate.length.as_deref().unwrap_or("ordinary"), &["ordinary", "long"])?,
        one_of(
            &rate.unit,
            &[
                "1K tokens",
                "1M tokens",
                "model unit hour",
                "1K TPM-hour",
                "training hour",
                "month",
                "unit minute",
                "1K queries",
            ],
        )?,
        source_number(sources, &rate.source)?,
        rate.read,
        rate.since.as_deref().unwrap_or_default(),
        rate.promised_until.as_deref().unwrap_or_default(),
        u8::from(rate.single_source),
    ));
    let mut mask = 0_u64;
    for region in rate.regions.iter().flatten() {
        mask |= 1 << regions.binary_search(region).map_err(|_| format!("region {region}"))?;
    }
    let set = sets.number(&if rate.regions.is_some() { format!("{mask:x}") } else { "*".to_owned() });
    let note = match &rate.note {
        Some(note) => said.number(line(note)?).to_string(),
        None => String::new(),
    };
    let meters = [
        &rate.input,
        &rate.output,
        &rate.cache_read,
        &rate.cache_write_5m,
        &rate.cache_write_30m,
        &rate.cache_write_1h,
        &rate.model_unit,
        &rate.training,
        &rate.storage,
        &rate.query,
    ];
    let prices: Vec<&str> = meters.map(|price| price.as_deref().unwrap_or_default()).to_vec();
    let prices = prices.join(" ");
    writeln!(body, "{head}\t{set}\t{note}\t{}", prices.trim_end())?;
    Ok(())
}

/// Every region that a rate names, in order. At most 64, for they are bits of a mask.
fn regions(providers: &[(String, ProviderFile)]) -> Result<Vec<String>, Box<dyn Error>> {
    let rates = providers.iter().flat_map(|(_, file)| &file.model).flat_map(|model| &model.rate);
    let mut regions: Vec<String> = rates.flat_map(|rate| rate.regions.iter().flatten().cloned()).collect();
    regions.sort();
    regions.dedup();
    if regions.len() > 64 {
        return Err("more than 64 regions: the mask needs to grow".into());
    }
    Ok(regions)
}

fn source_number(sources: &Sources, id: &str) -> Result<usize, String> {
    sources.source.iter().position(|source| source.id == id).ok_or_else(|| format!("unknown source {id}"))
}

fn one_of(word: &str, words: &[&str]) -> Result<usize, String> {
    words.iter().position(|known| *known == word).ok_or_else(|| format!("unknown word {word}: one of {words:?}"))
}

fn number(value: Option<u32>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// `text`, which must be one line without tabs.
fn line(text: &str) -> Result<&str, String> {
    if text.contains(['\t', '\n', '\r']) { Err(format!("{text:?} has a tab or a line break")) } else { Ok(text) }
}
