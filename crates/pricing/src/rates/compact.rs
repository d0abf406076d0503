//! The bundled text: every rate file in one, small enough to ship with the page.
//!
//! `build.rs` writes it, this reads it, and nothing else knows it. Lines of tab-separated fields, each beginning with
//! its kind; tables come before what refers to them, and are referred to by number:
//!
//! ```text
//! C  date  title                                                a card
//! S  published  primary  said                                   a source: what is said of it
//! R  af-south-1 ap-east-2 ...                                   every region, in order
//! G  1f00a  or  *                                               a set of regions: bits in hexadecimal, or every region
//! H  from  until  scopes  buying  length  unit  source  read  since  promised  single
//!                                                               what rates share
//! P  id  channel  name                                          a provider; models below are its own
//! M  id  name  secondary  minimum  its source  of the first rules  note (what is said)  maximum  long above  kind
//!                                                               a model; rates below are its own
//! 3  12  0  3 15 0.3                                            a rate: head, region set, note (what is said), prices by meter
//! ```
//!
//! Decoding never panics. A rate that can't be read is reported and left out; any other line that can't be read ends the
//! reading, for what follows would be counted or attributed wrongly.

use rust_decimal::Decimal;

use crate::bounds;
use crate::money::{Rate, Unit};
use crate::quantity::Multiple;
use crate::rates::{Buying, Date, InferenceScope, Kind, Meter, Model, PromptLength, Provider, Said, Source};

/// The rate files as one text, made when the crate is built.
pub const BUNDLED: &str = include_str!(concat!(env!("OUT_DIR"), "/rates.txt"));

/// Why a compact text can't be read in full.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the bundled rates: {problem}")]
pub struct DecodeError {
    /// Line number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: &'static str,
}

/// The meters in the order their prices stand on a line.
const METERS: [Meter; 10] = [
    Meter::Input,
    Meter::Output,
    Meter::CacheRead,
    Meter::CacheWrite5m,
    Meter::CacheWrite30m,
    Meter::CacheWrite1h,
    Meter::ModelUnit,
    Meter::Training,
    Meter::Storage,
    Meter::Query,
];

/// Everything in a compact text, of all dates.
#[derive(Clone, Debug, Default)]
pub(super) struct Bundle {
    pub(super) cards: Vec<(Date, String)>,
    pub(super) sources: Vec<Source>,
    pub(super) regions: Vec<String>,
    pub(super) providers: Vec<Provider>,
    pub(super) models: Vec<Model>,
    /// What the text's own numbers stand for: empty where nothing is read.
    pub(super) sets: Vec<Regions>,
    pub(super) heads: Vec<Head>,
}

/// The regions that a price holds in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Regions {
    /// Every commercial region, known to the card or not. `GovCloud` is a partition of its own, with prices of its own.
    Every,
    /// The regions whose bits are set.
    Of(u64),
}

impl Regions {
    /// Whether a price holds in a region, whose bit is 0 where the card doesn't know it.
    pub(super) fn contains(self, region: &str, bit: u64) -> bool {
        match self {
            Self::Every => !is_gov_cloud(region),
            Self::Of(mask) => mask & bit != 0,
        }
    }
}

/// Whether a region is of AWS `GovCloud` (US), a partition apart from the commercial regions.
fn is_gov_cloud(region: &str) -> bool {
    region.starts_with("us-gov-")
}

/// What many rates share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    from: Date,
    until: Option<Date>,
    scopes: u8,
    buying: Buying,
    length: PromptLength,
    unit: Unit,
    source: usize,
    read: Date,
    since: Option<Date>,
    promised_until: Option<Date>,
    single_source: bool,
}

/// The prices of one table of a rate file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) from: Date,
    pub(super) until: Option<Date>,
    scopes: u8,
    pub(super) regions: Regions,
    pub(super) buying: Buying,
    pub(super) length: PromptLength,
    pub(super) source: usize,
    pub(super) read: Date,
    pub(super) since: Option<Date>,
    pub(super) promised_until: Option<Date>,
    pub(super) single_source: bool,
    pub(super) note: Option<Said>,
    /// By position in [`METERS`].
    rates: [Option<Rate>; METERS.len()],
}

impl Entry {
    pub(super) const fn has_scope(&self, scope: InferenceScope) -> bool {
        let bit = match scope {
            InferenceScope::Global => 1,
            InferenceScope::Geographic => 2,
            InferenceScope::InRegion => 4,
        };
        self.scopes & bit != 0
    }

    pub(super) fn rate(&self, meter: Meter) -> Option<Rate> {
        let position = METERS.iter().position(|known| *known == meter)?;
        self.rates.get(position).copied().flatten()
    }

    /// Other prices with the same provenance, for one scope.
    pub(super) fn again(
        &self,
        (scope, regions, buying, length): (InferenceScope, Regions, Buying, PromptLength),
        prices: &[(Meter, Option<Rate>)],
    ) -> Self {
        let scopes = 1 << InferenceScope::ALL.iter().position(|known| *known == scope).unwrap_or(0);
        let found = |meter| prices.iter().find(|(own, _)| *own == meter).and_then(|(_, rate)| *rate);
        Self { scopes, regions, buying, length, rates: METERS.map(found), ..self.clone() }
    }

    /// The priced meters, in the order of [`Meter::ALL`].
    pub(super) fn rates(&self) -> impl Iterator<Item = (Meter, Rate)> {
        Meter::ALL.into_iter().filter_map(|meter| Some((meter, self.rate(meter)?)))
    }
}

impl Bundle {
    /// Reads a compact text: everything that can be read, and what couldn't.
    pub(super) fn read(text: &str) -> (Self, Vec<DecodeError>) {
        let mut bundle = Self::default();
        let mut errors = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let is_rate = line.starts_with(|first: char| first.is_ascii_digit());
            if let Err(problem) = bundle.line(line) {
                errors.push(DecodeError { line: index + 1, problem });
                if !is_rate {
                    break;
                }
            }
        }
        (bundle, errors)
    }

    fn line(&mut self, line: &str) -> Result<(), &'static str> {
        let mut fields = Fields { fields: line.split('\t') };
        match fields.text()? {
            "C" => {
                let card = (fields.date()?, fields.owned()?);
                self.cards.push(card);
            }
            "S" => {
                let source = Source { published: fields.date()?, primary: fields.flag()?, said: fields.said()? };
                self.sources.push(source);
            }
            "R" => self.regions = fields.text()?.split(' ').map(str::to_owned).collect(),
            "G" => self.sets.push(fields.region_set()?),
            "H" => {
                let head = self.head(&mut fields)?;
                self.heads.push(head);
            }
            "P" => {
                // Who bills: AWS, Marketplace, or what no text settles.
                let (id, [marketplace, unsettled], name) =
                    (fields.owned()?, fields.choice(&[[false, false], [true, false], [false, true]])?, fields.owned()?);
                self.providers.push(Provider { id, name, marketplace, unsettled });
            }
            "M" => {
                let model = self.model(&mut fields)?;
                self.models.push(model);
            }
            head => {
                let head = head.parse().ok().and_then(|head: usize| self.heads.get(head));
                let entry = self.entry(*head.ok_or("unknown kind or head")?, &mut fields)?;
                // Before the push: a rate with a field too many is left out.
                fields.end()?;
                self.models.last_mut().ok_or("a rate before any model")?.entries.push(entry);
            }
        }
        fields.end()
    }

    fn head(&self, fields: &mut Fields<'_>) -> Result<Head, &'static str> {
        let from = fields.date()?;
        let until = fields.optional_date()?;
        let scopes = fields.number()?;
        if !(1..8).contains(&scopes) {
            return Err("no such scopes");
        }
        Ok(Head {
            from,
            until,
            scopes,
            buying: fields.choice(&Buying::ALL)?,
            length: fields.choice(&[PromptLength::Ordinary, PromptLength::Long])?,
            unit: fields.choice(&Unit::ALL)?,
            source: fields.index(self.sources.len())?,
            read: fields.date()?,
            since: fields.optional_date()?,
            promised_until: fields.optional_date()?,
            single_source: fields.flag()?,
        })
    }

    fn model(&self, fields: &mut Fields<'_>) -> Result<Model, &'static str> {
        let (id, name, secondary) = (fields.owned()?, fields.owned()?, fields.flag()?);
        let cache_minimum = fields.optional()?;
        let cache_minimum_source = fields.optional_index(self.sources.len())?;
        let first = fields.optional()?;
        let model = Model {
            id,
            name,
            secondary,
            cache_minimum,
            cache_minimum_source,
            first_cache_minimum: first.map_or(cache_minimum, |first| (first > 0).then_some(first)),
            cache_minimum_note: fields.optional_said()?,
            cache_maximum: fields.optional()?,
            long_prompt_above: fields.optional()?,
            threshold: None,
            kind: fields.choice(&Kind::ALL)?,
            token_factor: Multiple::ONE,
            provider: self.providers.len().checked_sub(1).ok_or("a model before any provider")?,
            entries: Vec::new(),
        };
        Ok(Model { threshold: model.long_prompt_above, ..model })
    }

    fn entry(&self, head: Head, fields: &mut Fields<'_>) -> Result<Entry, &'static str> {
        let set = fields.index(self.sets.len())?;
        let regions = *self.sets.get(set).ok_or("no such region set")?;
        let note = fields.optional_said()?;
        let mut prices = fields.text()?.split(' ');
        let mut rates = [None; METERS.len()];
        for rate in &mut rates {
            *rate = match prices.next() {
                None | Some("") => None,
                Some(price) => {
                    Some(Rate::new(decimal(price).ok_or("not a price")?, head.unit).map_err(|_| "not a rate")?)
                }
            };
        }
        if prices.next().is_some() {
            return Err("more prices than meters");
        }
        Ok(Entry {
            from: head.from,
            until: head.until,
            scopes: head.scopes,
            regions,
            buying: head.buying,
            length: head.length,
            source: head.source,
            read: head.read,
            since: head.since,
            promised_until: head.promised_until,
            single_source: head.single_source,
            note,
            rates,
        })
    }
}

/// The fields of one line, read in order.
struct Fields<'a> {
    fields: core::str::Split<'a, char>,
}

impl<'a> Fields<'a> {
    fn text(&mut self) -> Result<&'a str, &'static str> {
        self.fields.next().ok_or("too few fields")
    }

    fn owned(&mut self) -> Result<String, &'static str> {
        self.text().map(str::to_owned)
    }

    fn said(&mut self) -> Result<Said, &'static str> {
        Said::parse(self.text()?).ok_or("not the number of a line")
    }

    fn optional_said(&mut self) -> Result<Option<Said>, &'static str> {
        self.optional_of(Said::parse, "not the number of a line")
    }

    fn date(&mut self) -> Result<Date, &'static str> {
        Date::parse(self.text()?).ok_or("not a date")
    }

    fn optional_date(&mut self) -> Result<Option<Date>, &'static str> {
        self.optional_of(Date::parse, "not a date")
    }

    fn flag(&mut self) -> Result<bool, &'static str> {
        self.choice(&[false, true])
    }

    fn number<T: core::str::FromStr>(&mut self) -> Result<T, &'static str> {
        self.text()?.parse().map_err(|_| "not a number")
    }

    fn optional<T: core::str::FromStr>(&mut self) -> Result<Option<T>, &'static str> {
        self.optional_of(|text| text.parse().ok(), "not a number")
    }

    /// What a field says; nothing where it is empty.
    fn optional_of<T>(
        &mut self,
        of: impl Fn(&str) -> Option<T>,
        problem: &'static str,
    ) -> Result<Option<T>, &'static str> {
        match self.text()? {
            "" => Ok(None),
            text => of(text).map(Some).ok_or(problem),
        }
    }

    fn index(&mut self, count: usize) -> Result<usize, &'static str> {
        let index = self.number()?;
        if index < count { Ok(index) } else { Err("a number without its entry") }
    }

    fn optional_index(&mut self, count: usize) -> Result<Option<usize>, &'static str> {
        match self.optional()? {
            Some(index) if index >= count => Err("a number without its entry"),
            index => Ok(index),
        }
    }

    fn choice<T: Copy>(&mut self, choices: &[T]) -> Result<T, &'static str> {
        let index: usize = self.number()?;
        choices.get(index).copied().ok_or("no such choice")
    }

    fn region_set(&mut self) -> Result<Regions, &'static str> {
        match self.text()? {
            "*" => Ok(Regions::Every),
            mask => u64::from_str_radix(mask, 16).map(Regions::Of).map_err(|_| "not a region set"),
        }
    }

    fn end(&mut self) -> Result<(), &'static str> {
        if self.fields.next().is_none() { Ok(()) } else { Err("too many fields") }
    }
}

/// Reads `3`, `0.0375`: digits, and at most one point between digits. No sign, exponent or separator.
fn decimal(text: &str) -> Option<Decimal> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let mut mantissa = 0_i64;
    let mut digits = 0_u32;
    let mut scale = 0_u32;
    for (part, places) in [(Some(whole), 0), (fraction, 1)] {
        let Some(part) = part else { continue };
        if part.is_empty() {
            return None;
        }
        for byte in part.bytes() {
            if !byte.is_ascii_digit() {
                return None;
            }
            mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
            digits += u32::from(mantissa > 0);
            scale += places;
        }
    }
    if digits > bounds::RATE_DIGITS_MAX {
        return None;
    }
    Decimal::try_new(mantissa, scale).ok()
}

#[cfg(test)]
mod tests;
