//! Turns the rate files under `rates/` into one small text that the crate includes.
//!
//! The format is described in `src/rates/compact.rs`, which reads it. Whether the prices are plausible is
//! `cargo xtask rates check`'s business; this only refuses what can't be written down.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cards {
    card: Vec<Card>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Card {
    date: String,
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sources {
    source: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    id: String,
    title: String,
    publisher: String,
    published: String,
    #[serde(rename = "where")]
    place: String,
    kind: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProviderFile {
    provider: Provider,
    model: Vec<Model>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Provider {
    id: String,
    name: String,
    billed_through: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Model {
    id: String,
    name: String,
    evidence: String,
    cache_minimum: Option<u32>,
    cache_minimum_source: Option<String>,
    long_prompt_above: Option<u32>,
    rate: Vec<Rate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rate {
    from: String,
    until: Option<String>,
    scopes: Vec<String>,
    regions: Option<Vec<String>>,
    buying: String,
    length: Option<String>,
    unit: String,
    input: Option<String>,
    output: Option<String>,
    cache_read: Option<String>,
    cache_write_5m: Option<String>,
    cache_write_30m: Option<String>,
    cache_write_1h: Option<String>,
    source: String,
    read: String,
    note: Option<String>,
}

/// Strings met so far, each with its number.
#[derive(Default)]
struct Table {
    numbers: BTreeMap<String, usize>,
    texts: Vec<String>,
}

impl Table {
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
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(&folder)? {
        files.push(entry?.path());
    }
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut cards = None;
    let mut sources = None;
    let mut providers = Vec::new();
    for path in files {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path)?;
        let named = |error: toml::de::Error| format!("{}: {error}", path.display());
        match path.file_stem().and_then(|stem| stem.to_str()) {
            Some("cards") => cards = Some(toml::from_str::<Cards>(&text).map_err(named)?),
            Some("sources") => sources = Some(toml::from_str::<Sources>(&text).map_err(named)?),
            _ => providers.push(toml::from_str::<ProviderFile>(&text).map_err(named)?),
        }
    }
    providers.sort_by_key(|file| file.provider.name.to_lowercase());
    let text = compact(&cards.ok_or("no cards.toml")?, &sources.ok_or("no sources.toml")?, &providers)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("rates.txt"), text)?;
    Ok(())
}

fn compact(cards: &Cards, sources: &Sources, providers: &[ProviderFile]) -> Result<String, Box<dyn Error>> {
    let regions = regions(providers)?;
    let mut heads = Table::default();
    let mut sets = Table::default();
    let mut notes = Table::default();
    let mut body = String::new();
    for file in providers {
        let Provider { id, name, billed_through } = &file.provider;
        let marketplace = one_of(billed_through, &["aws", "marketplace"])?;
        writeln!(body, "P\t{id}\t{marketplace}\t{}", line(name)?)?;
        for model in &file.model {
            let minimum_source = match &model.cache_minimum_source {
                Some(id) => source_number(sources, id)?.to_string(),
                None => String::new(),
            };
            writeln!(
                body,
                "M\t{}\t{}\t{}\t{}\t{minimum_source}\t{}",
                line(&model.id)?,
                line(&model.name)?,
                one_of(&model.evidence, &["price-list", "secondary"])?,
                number(model.cache_minimum),
                number(model.long_prompt_above),
            )?;
            for rate in &model.rate {
                rate_line(&mut body, rate, sources, &regions, &mut heads, &mut sets, &mut notes)?;
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
        writeln!(text, "S\t{published}\t{primary}\t{}\t{}\t{}", line(title)?, line(publisher)?, line(place)?)?;
    }
    writeln!(text, "R\t{}", regions.join(" "))?;
    for (letter, table) in [("N", &notes), ("G", &sets), ("H", &heads)] {
        for entry in &table.texts {
            writeln!(text, "{letter}\t{entry}")?;
        }
    }
    text.push_str(&body);
    Ok(text)
}

fn rate_line(
    body: &mut String,
    rate: &Rate,
    sources: &Sources,
    regions: &[String],
    heads: &mut Table,
    sets: &mut Table,
    notes: &mut Table,
) -> Result<(), Box<dyn Error>> {
    let mut scopes = 0;
    for scope in &rate.scopes {
        scopes |= 1 << one_of(scope, &["global", "geographic", "in-region"])?;
    }
    let head = heads.number(&format!(
        "{}\t{}\t{scopes}\t{}\t{}\t{}\t{}\t{}",
        rate.from,
        rate.until.as_deref().unwrap_or_default(),
        one_of(&rate.buying, &["standard", "flex", "priority", "latency-optimised", "batch"])?,
        one_of(rate.length.as_deref().unwrap_or("ordinary"), &["ordinary", "long"])?,
        one_of(&rate.unit, &["1K tokens", "1M tokens"])?,
        source_number(sources, &rate.source)?,
        rate.read,
    ));
    let mut mask = 0_u64;
    for region in rate.regions.iter().flatten() {
        mask |= 1 << regions.binary_search(region).map_err(|_| format!("region {region}"))?;
    }
    let set = sets.number(&if rate.regions.is_some() { format!("{mask:x}") } else { "*".to_owned() });
    let note = match &rate.note {
        Some(note) => notes.number(line(note)?).to_string(),
        None => String::new(),
    };
    let meters = [
        &rate.input,
        &rate.output,
        &rate.cache_read,
        &rate.cache_write_5m,
        &rate.cache_write_30m,
        &rate.cache_write_1h,
    ];
    let prices: Vec<&str> = meters.map(|price| price.as_deref().unwrap_or_default()).to_vec();
    let prices = prices.join(" ");
    writeln!(body, "{head}\t{set}\t{note}\t{}", prices.trim_end())?;
    Ok(())
}

/// Every region that a rate names, in order. At most 64, for they are bits of a mask.
fn regions(providers: &[ProviderFile]) -> Result<Vec<String>, Box<dyn Error>> {
    let rates = providers.iter().flat_map(|file| &file.model).flat_map(|model| &model.rate);
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
