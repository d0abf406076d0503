//! Capacity elsewhere as one small text: what `rates/elsewhere/capacity/offers.toml` states.
//!
//! The format is described in `src/rates/offers.rs`, which reads it.

use std::fmt::Write as _;

use serde::Deserialize;

use super::{Table, line, words};

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Offers {
    pub(crate) source: Vec<NamedSource>,
    pub(crate) units: Vec<Units>,
    pub(crate) storage: Vec<Storage>,
    pub(crate) instance: Vec<Instance>,
    pub(crate) throughput: Vec<Throughput>,
}

/// A source; who published it says whether it is the seller.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedSource {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) published: String,
    #[serde(rename = "where")]
    pub(crate) place: String,
}

/// Units of capacity with a provider.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Units {
    pub(crate) provider: String,
    pub(crate) model: String,
    pub(crate) name: String,
    pub(crate) throughput: u64,
    pub(crate) output_weight: String,
    pub(crate) read_weight: String,
    pub(crate) minimum: u32,
    pub(crate) step: u32,
    pub(crate) price: String,
    pub(crate) unit: String,
    pub(crate) source: String,
    /// Where its size was read.
    pub(crate) sized: String,
    pub(crate) read: String,
}

/// What a provider charges for a million tokens that it keeps in a cache for an hour.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Storage {
    pub(crate) provider: String,
    pub(crate) model: String,
    pub(crate) price: String,
    pub(crate) source: String,
    pub(crate) read: String,
}

/// An instance by the hour.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Instance {
    pub(crate) name: String,
    pub(crate) accelerators: String,
    pub(crate) form: String,
    pub(crate) region: String,
    pub(crate) hourly: String,
    pub(crate) source: String,
    pub(crate) read: String,
}

/// Output tokens a second that were published.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Throughput {
    pub(crate) model: String,
    pub(crate) instance: String,
    pub(crate) input: u32,
    pub(crate) output: u32,
    pub(crate) per_accelerator: u32,
    pub(crate) accelerators: u32,
    pub(crate) precision: String,
    pub(crate) source: String,
    pub(crate) read: String,
}

/// The file as one text. What it says of sources goes into a table of its own.
pub(crate) fn compact(offers: &Offers, said: &mut Table) -> Result<String, String> {
    let number = |id: &str| {
        offers.source.iter().position(|source| source.id == id).ok_or_else(|| format!("unknown source {id}"))
    };
    let mut text = String::new();
    let mut put = |fields: &[&str]| -> Result<(), String> {
        for field in fields {
            line(field)?;
        }
        writeln!(text, "{}", fields.join("\t")).map_err(|error| error.to_string())
    };
    for NamedSource { title, publisher, published, place, .. } in &offers.source {
        // They say what they charge themselves; a reseller's word is somebody else's.
        let primary = ["Amazon Web Services", "Google", "Microsoft", "NVIDIA"].contains(&publisher.as_str());
        let words = words(said, [title, publisher, place])?.to_string();
        put(&["S", published, if primary { "1" } else { "0" }, &words])?;
    }
    for own in &offers.units {
        let [source, sized] = [number(&own.source)?, number(&own.sized)?].map(|number| number.to_string());
        let counts = [own.throughput, own.minimum.into(), own.step.into()].map(|count| count.to_string());
        let [throughput, minimum, step] = &counts;
        let unit = match own.unit.as_str() {
            "model unit hour" => "hour",
            "month" => "month",
            other => return Err(format!("no unit of capacity: {other}")),
        };
        put(&[
            "U",
            &own.provider,
            &own.model,
            &own.name,
            throughput,
            &own.output_weight,
            &own.read_weight,
            minimum,
            step,
            &own.price,
            unit,
            &source,
            &sized,
            &own.read,
        ])?;
    }
    for own in &offers.storage {
        let source = number(&own.source)?.to_string();
        put(&["K", &own.provider, &own.model, &own.price, &source, &own.read])?;
    }
    for own in &offers.instance {
        let source = number(&own.source)?.to_string();
        put(&["I", &own.name, &own.accelerators, &own.form, &own.region, &own.hourly, &source, &own.read])?;
    }
    for own in &offers.throughput {
        if !offers.instance.iter().any(|instance| instance.name == own.instance) {
            return Err(format!("throughput of {}, which has no price", own.instance));
        }
        let source = number(&own.source)?.to_string();
        let counts = [own.input, own.output, own.per_accelerator, own.accelerators].map(|count| count.to_string());
        let [input, output, each, accelerators] = &counts;
        put(&["T", &own.model, &own.instance, input, output, each, accelerators, &own.precision, &source, &own.read])?;
    }
    Ok(text)
}
