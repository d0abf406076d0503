//! Turns the files under `rates/services/` into the small text that `src/rates/services.rs` describes and reads.

use std::error::Error;
use std::fmt::Write as _;

use serde::Deserialize;

use super::stated::Sources;
use super::{line, one_of, source_number};

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

/// The prices as one text.
pub(crate) fn compact(services: &Services) -> Result<String, Box<dyn Error>> {
    let Services { sources, rates } = services;
    let mut text = String::new();
    for source in &sources.source {
        let primary = one_of(&source.kind, &["secondary", "primary"])?;
        let (title, publisher, place) = (line(&source.title)?, line(&source.publisher)?, line(&source.place)?);
        writeln!(text, "S\t{}\t{primary}\t{title}\t{publisher}\t{place}", source.published)?;
    }
    for rate in rates {
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
            line(rate.note.as_deref().unwrap_or_default())?,
        )?;
    }
    Ok(text)
}
