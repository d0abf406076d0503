//! Capacity elsewhere that is on offer: units of other providers, instances, and throughput that was published.
//!
//! They come from `rates/elsewhere/capacity/offers.toml` as a text of their own, [`OFFERS`]. Lines of tab-separated fields:
//!
//! ```text
//! S  published  primary  said                                                          a source, and what is said of it
//! U  provider  model  name  throughput  output  reads  minimum  step  price  unit  source  sized  read
//! K  provider  model  price  source  read                                           a cache that is kept
//! I  name  accelerators  form  region  hourly  source  read                           an instance
//! T  model  instance  input  output  each  accelerators  precision  source  read      throughput
//! ```
//!
//! They price nothing by themselves: a scenario holds what was chosen of them.

use std::sync::OnceLock;

use crate::money::{Rate, Unit};
use crate::number;
use crate::quantity::{ModelUnits, Multiple, TokensPerMinute, whole};
use crate::rates::{Date, Said, Source};

/// The file as one text, made when the crate is built.
pub const OFFERS: &str = include_str!(concat!(env!("OUT_DIR"), "/offers.txt"));

/// Units of capacity that a provider sells for a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitOffer {
    /// The provider's identifier.
    pub provider: String,
    /// The model's identifier there.
    pub model: String,
    /// What it is called, with its term.
    pub name: String,
    /// Input tokens a minute of one unit.
    pub throughput: TokensPerMinute,
    /// How many input tokens an output token counts for.
    pub output_weight: Multiple,
    /// How many input tokens a token read from cache counts for.
    pub read_weight: Multiple,
    /// The fewest that are sold.
    pub minimum: ModelUnits,
    /// How many more each step has.
    pub step: ModelUnits,
    /// What a unit costs, by the hour or by the month.
    pub price: Rate,
    /// Where the price was read, and the size.
    pub sources: [Source; 2],
    /// When they were read there.
    pub read: Date,
}

/// What a provider charges for keeping a model's input in a cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StorageOffer {
    /// The provider's identifier.
    pub provider: String,
    /// The model's identifier there.
    pub model: String,
    /// What a million tokens cost for an hour.
    pub price: Rate,
    /// Where the price was read.
    pub source: Source,
    /// When it was read there.
    pub read: Date,
}

/// An instance with accelerators, by the hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Its type: `p5.48xlarge`.
    pub name: String,
    /// What it has: `8 H100`.
    pub accelerators: String,
    /// How it is bought: `on demand`, `three years`.
    pub form: String,
    /// The AWS region of the price.
    pub region: String,
    /// What it costs an hour.
    pub hourly: Rate,
    /// Where the price was read.
    pub source: Source,
    /// When it was read there.
    pub read: Date,
}

/// Throughput of a model on an instance, as it was published: an offline maximum, all requests queued, unless its source says
/// otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Throughput {
    /// The model's identifier on Bedrock.
    pub model: String,
    /// The type of the instance.
    pub instance: String,
    /// Tokens of the prompts and of the answers that it was measured with.
    pub lengths: [u32; 2],
    /// Output tokens a second of the whole instance.
    pub output_per_second: Multiple,
    /// The weights' precision.
    pub precision: String,
    /// Where it was read.
    pub source: Source,
    /// When it was read there.
    pub read: Date,
}

/// Everything on offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CapacityOffers {
    /// Units of other providers.
    pub units: Vec<UnitOffer>,
    /// Caches that other providers keep for a price.
    pub storage: Vec<StorageOffer>,
    /// Instances.
    pub instances: Vec<Instance>,
    /// Published throughput.
    pub throughputs: Vec<Throughput>,
    sources: Vec<Source>,
}

impl CapacityOffers {
    /// What is bundled. It is read once.
    pub fn bundled() -> &'static Self {
        static READ: OnceLock<CapacityOffers> = OnceLock::new();
        READ.get_or_init(|| Self::read(OFFERS))
    }

    /// Reads a text such as [`OFFERS`]. A line that can't be read is left out.
    pub fn read(text: &str) -> Self {
        let mut offers = Self::default();
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            // What can't be read is left out: an offer never stops an answer.
            let _ = offers.line(&fields);
        }
        offers
    }

    fn line(&mut self, fields: &[&str]) -> Option<()> {
        match *fields {
            ["S", dated, primary, said] => self.sources.push(Source {
                said: Said::parse(said)?,
                published: Date::parse(dated)?,
                primary: primary == "1",
            }),
            [
                "U",
                provider,
                model,
                name,
                throughput,
                output,
                reads,
                minimum,
                step,
                price,
                unit,
                source,
                sized,
                read,
            ] => {
                let unit = if unit == "hour" { Unit::ModelUnitHour } else { Unit::Month };
                let offer = UnitOffer {
                    provider: provider.to_owned(),
                    model: model.to_owned(),
                    name: name.to_owned(),
                    throughput: whole(throughput).and_then(TokensPerMinute::new)?,
                    output_weight: Multiple::parse(output).ok()?,
                    read_weight: Multiple::parse(reads).ok()?,
                    minimum: whole(minimum).and_then(ModelUnits::new)?,
                    step: whole(step).and_then(ModelUnits::new)?,
                    price: Rate::new(number::decimal(price)?, unit).ok()?,
                    sources: [self.source(source)?, self.source(sized)?],
                    read: Date::parse(read)?,
                };
                self.units.push(offer);
            }
            ["K", provider, model, price, source, read] => {
                let offer = StorageOffer {
                    provider: provider.to_owned(),
                    model: model.to_owned(),
                    price: Rate::new(number::decimal(price)?, Unit::MillionTokens).ok()?,
                    source: self.source(source)?,
                    read: Date::parse(read)?,
                };
                self.storage.push(offer);
            }
            ["I", name, accelerators, form, region, hourly, source, read] => {
                let instance = Instance {
                    name: name.to_owned(),
                    accelerators: accelerators.to_owned(),
                    form: form.to_owned(),
                    region: region.to_owned(),
                    hourly: Rate::new(number::decimal(hourly)?, Unit::ModelUnitHour).ok()?,
                    source: self.source(source)?,
                    read: Date::parse(read)?,
                };
                self.instances.push(instance);
            }
            ["T", model, instance, input, output, each, accelerators, precision, source, read] => {
                let [input, output] = [input, output].map(|length| length.parse().ok());
                let throughput = Throughput {
                    model: model.to_owned(),
                    instance: instance.to_owned(),
                    lengths: [input?, output?],
                    output_per_second: whole(each)?.checked_mul(whole(accelerators)?).and_then(Multiple::whole)?,
                    precision: precision.to_owned(),
                    source: self.source(source)?,
                    read: Date::parse(read)?,
                };
                self.throughputs.push(throughput);
            }
            _ => return None,
        }
        Some(())
    }

    fn source(&self, number: &str) -> Option<Source> {
        self.sources.get(number.parse::<usize>().ok()?).copied()
    }

    /// What is published for a model, in the order of the file.
    pub fn throughputs_of<'a>(&'a self, model: &'a str) -> impl Iterator<Item = &'a Throughput> {
        self.throughputs.iter().filter(move |own| own.model == model)
    }

    /// What a provider charges for keeping the input of a model of its own; `None` where nothing is published.
    pub fn storage_of(&self, provider: &str, model: &str) -> Option<&StorageOffer> {
        self.storage.iter().find(|own| own.provider == provider && own.model == model)
    }

    /// The units that a provider sells for a model of its own.
    pub fn units_of<'a>(&'a self, provider: &'a str, model: &'a str) -> impl Iterator<Item = &'a UnitOffer> {
        self.units.iter().filter(move |own| own.provider == provider && own.model == model)
    }
}

#[cfg(test)]
mod tests {
    use super::{CapacityOffers, OFFERS};

    #[test]
    fn every_line_is_read() {
        let offers = CapacityOffers::bundled();
        let read = offers.units.len()
            + offers.storage.len()
            + offers.instances.len()
            + offers.throughputs.len()
            + offers.sources.len();
        assert_eq!(read, OFFERS.lines().count());
        assert!(offers.throughputs_of("llama-3.3-70b").any(|own| own.output_per_second.to_string() == "17672"));
    }

    #[test]
    fn a_damaged_line_is_left_out() {
        let text = "S\t2026-01-01\t0\t0\nI\tx\t1 H100\ton demand\tus-east-1\t6.88\t0\t2026-11-28\nI\tx\t1\ty\tz\t-1\t0\t2026-11-28\nI\tx\nT\tm\tx\t1\t1\t1\t1\tFP8\t9\t2026-11-28";
        let offers = CapacityOffers::read(text);
        assert_eq!((offers.instances.len(), offers.throughputs.len()), (1, 0));
    }
}
