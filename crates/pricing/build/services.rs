//! Turns the files under `rates/services/` into the small text that `src/rates/services.rs` describes and reads.

use std::error::Error;
use std::fmt::Write as _;

use serde::Deserialize;

use super::stated::Sources;
use super::{Table, line, one_of, source_number, words};

/// A file of prices.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServiceFile {
    rate: Vec<ServiceRate>,
}

/// One price of a service.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ServiceRate {
    pub(crate) item: String,
    pub(crate) unit: String,
    /// None for everywhere.
    pub(crate) regions: Option<Vec<String>>,
    pub(crate) price: String,
    pub(crate) from: String,
    pub(crate) until: Option<String>,
    pub(crate) source: String,
    pub(crate) read: String,
    pub(crate) note: Option<String>,
}

/// Every price with its sources.
pub(crate) struct Services {
    pub(crate) sources: Sources,
    pub(crate) rates: Vec<ServiceRate>,
}

/// Parses named texts. Refuses a key that a table doesn't have, and a missing one.
pub(crate) fn parse(files: &[(String, String)]) -> Result<Services, Box<dyn Error>> {
    let mut sources = None;
    let mut rates = Vec::new();
    for (name, text) in files {
        let named = |error: toml::de::Error| format!("{name}: {error}");
        if name == "sources.toml" {
            sources = Some(toml::from_str(text).map_err(named)?);
        } else {
            rates.extend(toml::from_str::<ServiceFile>(text).map_err(named)?.rate);
        }
    }
    Ok(Services { sources: sources.ok_or("no sources of services")?, rates })
}

/// The prices as one text. What is said of them goes into a table of its own.
pub(crate) fn compact(services: &Services, said: &mut Table) -> Result<String, Box<dyn Error>> {
    let Services { sources, rates } = services;
    let mut text = String::new();
    for source in &sources.source {
        let primary = one_of(&source.kind, &["secondary", "primary"])?;
        let words = words(said, [&source.title, &source.publisher, &source.place])?;
        writeln!(text, "S\t{}\t{primary}\t{words}", source.published)?;
    }
    for rate in rates {
        let note = match rate.note.as_deref() {
            None | Some("") => String::new(),
            Some(note) => said.number(line(note)?).to_string(),
        };
        writeln!(
            text,
            "R\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
            line(&rate.item)?,
            line(&rate.unit)?,
            rate.regions.as_deref().map_or_else(|| "*".to_owned(), |regions| regions.join(" ")),
            rate.price,
            rate.from,
            rate.until.as_deref().unwrap_or_default(),
            source_number(sources, &rate.source)?,
            rate.read,
            note,
        )?;
    }
    Ok(text)
}
