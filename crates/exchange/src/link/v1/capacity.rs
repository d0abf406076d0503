//! Capacity in version 1 of the link.
//!
//! ```text
//! hours=720&p1.model=claude-sonnet-4.5&p1.units=2,six-months,100000&p1.serves=1,3&p1.load=window:4,7
//! p1.units=1,one-month,80000,20000    input and output apart
//! p1.reserved=100000,10000,one-month
//! p1.load=hours:2,8,14
//! c1.model=command&c1.serves=1&c1.serving=units&c1.units=1,one-month&c1.training=10000000,3,0&c1.import=8,400&c1.stored=no
//! ```

use super::{REGION, identifier, number_of, parts, position, set};
use crate::link::{LinkProblem, LinkReason, escape, problem};
use pricing::bounds;
use pricing::quantity::{Epochs, Hours, ModelUnits, Tokens, TokensPerMinute, TrainingHours, Windows, whole};
use pricing::rates::InferenceScope;
use pricing::scenario::{
    Bought, Capacity, CustomModel, CustomServing, Load, Placement, Purchase, ReservedReads, ReservedTerm, Term,
    Throughput,
};

pub(super) fn encode(capacity: &Capacity, put: &mut dyn FnMut(&str, &str)) {
    if capacity.hours != Hours::default() {
        put("hours", &capacity.hours.count().to_string());
    }
    if capacity.reserved_reads != ReservedReads::default() {
        put("reserved-reads", capacity.reserved_reads.name());
    }
    if capacity.batch_on_units {
        put("batch-on-units", "yes");
    }
    for (index, purchase) in capacity.purchases.iter().enumerate() {
        let mut put = |key: &str, value: &str| put(&format!("p{}.{key}", index + 1), value);
        encode_placement(&purchase.placement, &mut put);
        match purchase.bought {
            Bought::Units { units, term, throughput } => {
                let (units, term) = (units.count(), term.buying().name());
                let throughput = match throughput {
                    Throughput::Blended(rate) => rate.count().to_string(),
                    Throughput::Split { input, output } => format!("{},{}", input.count(), output.count()),
                };
                put("units", &format!("{units},{term},{throughput}"));
            }
            Bought::Reserved { input, output, term } => {
                put("reserved", &format!("{},{},{}", input.count(), output.count(), reserved_word(term)));
            }
        }
        if let Some(list) = &purchase.serves {
            let list: Vec<String> = list.iter().map(|workload| number_of(*workload)).collect();
            let list = list.join(",");
            put("serves", if list.is_empty() { "none" } else { &list });
        }
        match &purchase.load {
            Load::Flat => {}
            Load::Window { hours, days } => put("load", &format!("window:{hours},{days}")),
            Load::Hourly(weights) => {
                let weights: Vec<String> = weights.iter().map(|weight| weight.count().to_string()).collect();
                put("load", &format!("hours:{}", weights.join(",")));
            }
        }
    }
    for (index, custom) in capacity.customs.iter().enumerate() {
        let mut put = |key: &str, value: &str| put(&format!("c{}.{key}", index + 1), value);
        let plain = CustomModel::new(custom.placement.clone());
        encode_placement(&custom.placement, &mut put);
        let mut unless = |key: &str, value: String, default: &str| {
            if value != default {
                put(key, &value);
            }
        };
        if let Some(workload) = custom.workload {
            unless("serves", number_of(workload), "");
        }
        unless("serving", custom.serving.name().to_owned(), CustomServing::None.name());
        unless("training", training(custom), &training(&plain));
        unless("units", units(custom), &units(&plain));
        unless("import", import(custom), &import(&plain));
        unless("stored", if custom.stored { "yes" } else { "no" }.to_owned(), "yes");
    }
}

fn encode_placement(placement: &Placement, put: &mut dyn FnMut(&str, &str)) {
    put("model", &escape(&placement.model));
    if placement.scope != InferenceScope::default() {
        put("scope", placement.scope.name());
    }
    if placement.region != REGION {
        put("region", &escape(&placement.region));
    }
}

fn training(custom: &CustomModel) -> String {
    format!("{},{},{}", custom.training_tokens.count(), custom.epochs.count(), custom.training_hours.count())
}

fn units(custom: &CustomModel) -> String {
    format!("{},{}", custom.units.count(), custom.term.buying().name())
}

fn import(custom: &CustomModel) -> String {
    format!("{},{}", custom.import_units.count(), custom.windows.count())
}

const fn reserved_word(term: ReservedTerm) -> &'static str {
    match term {
        ReservedTerm::OneMonth => "one-month",
        ReservedTerm::ThreeMonths => "three-months",
    }
}

/// Purchases and custom models read so far, by number.
#[derive(Default)]
pub(super) struct Reader {
    hours: Option<Hours>,
    reserved_reads: Option<ReservedReads>,
    batch_on_units: Option<bool>,
    purchases: Vec<(usize, Entry)>,
    customs: Vec<(usize, Entry)>,
}

/// A purchase or a custom model as far as it is read.
struct Entry {
    custom: CustomModel,
    bought: Option<Bought>,
    serves: Option<Vec<usize>>,
    load: Load,
    /// The fields that were read.
    seen: Vec<String>,
}

impl Reader {
    pub(super) fn hours(&mut self, value: &str) -> Result<(), LinkReason> {
        set(&mut self.hours, whole(value).and_then(Hours::new))
    }

    pub(super) fn switch(&mut self, key: &str, value: &str) -> Result<(), LinkReason> {
        if key == "batch-on-units" {
            return set(&mut self.batch_on_units, (value == "yes").then_some(true));
        }
        set(&mut self.reserved_reads, ReservedReads::ALL.into_iter().find(|known| known.name() == value))
    }

    pub(super) fn read(&mut self, letter: &str, number: usize, field: &str, value: &str) -> Result<(), LinkReason> {
        let (list, most) = match letter {
            "p" => (&mut self.purchases, bounds::PURCHASES_MAX),
            "c" => (&mut self.customs, bounds::CUSTOM_MODELS_MAX),
            _ => return Err(LinkReason::UnknownField),
        };
        let at = list.partition_point(|(other, _)| *other < number);
        if list.get(at).is_none_or(|(other, _)| *other != number) {
            if list.len() == most {
                return Err(LinkReason::TooMany);
            }
            let placement = Placement::new("", InferenceScope::default(), REGION);
            let custom = CustomModel::new(placement);
            let entry = Entry { custom, bought: None, serves: None, load: Load::Flat, seen: Vec::new() };
            list.insert(at, (number, entry));
        }
        let Some((_, entry)) = list.get_mut(at) else { return Err(LinkReason::TooMany) };
        if entry.seen.iter().any(|seen| seen == field) {
            return Err(LinkReason::Repeated);
        }
        let known = match field {
            "model" | "scope" | "region" | "serves" | "units" => true,
            "reserved" | "load" => letter == "p",
            "serving" | "training" | "import" | "stored" => letter == "c",
            _ => false,
        };
        if !known {
            return Err(LinkReason::UnknownField);
        }
        if letter == "p" && entry.bought.is_some() && matches!(field, "units" | "reserved") {
            return Err(LinkReason::Contradiction);
        }
        let read = if letter == "p" { entry.purchase(field, value) } else { entry.custom(field, value) };
        read.ok_or(LinkReason::BadValue)?;
        entry.seen.push(field.to_owned());
        Ok(())
    }

    pub(super) fn finish(self, problems: &mut Vec<LinkProblem>) -> Capacity {
        let mut capacity = Capacity {
            hours: self.hours.unwrap_or_default(),
            reserved_reads: self.reserved_reads.unwrap_or_default(),
            batch_on_units: self.batch_on_units.unwrap_or_default(),
            ..Capacity::default()
        };
        for (number, entry) in self.purchases {
            entry.tell(&format!("Purchase {}", number + 1), problems);
            match entry.bought {
                Some(bought) => capacity.purchases.push(Purchase {
                    placement: entry.custom.placement,
                    bought,
                    serves: entry.serves,
                    load: entry.load,
                }),
                None => problems.push(problem(&format!("Purchase {}", number + 1), LinkReason::NothingBought)),
            }
        }
        for (number, entry) in self.customs {
            entry.tell(&format!("Custom model {}", number + 1), problems);
            capacity.customs.push(entry.custom);
        }
        capacity
    }
}

impl Entry {
    fn tell(&self, name: &str, problems: &mut Vec<LinkProblem>) {
        if self.custom.placement.model.is_empty() {
            problems.push(problem(name, LinkReason::NoModel));
        }
    }

    fn placement(&mut self, field: &str, value: &str) -> Option<()> {
        let placement = &mut self.custom.placement;
        match field {
            "model" => placement.model = identifier(value).filter(|model| !model.is_empty())?,
            "scope" => placement.scope = InferenceScope::from_name(value)?,
            _ => placement.region = identifier(value)?,
        }
        Some(())
    }

    fn purchase(&mut self, field: &str, value: &str) -> Option<()> {
        match field {
            "units" => {
                let mut parts = value.split(',');
                let mut next = || parts.next();
                let units = next().and_then(whole).and_then(ModelUnits::new)?;
                let term = term(next()?)?;
                let first = rate(next()?)?;
                let throughput = match next() {
                    None => Throughput::Blended(first),
                    Some(output) => Throughput::Split { input: first, output: rate(output)? },
                };
                if next().is_some() {
                    return None;
                }
                self.bought = Some(Bought::Units { units, term, throughput });
            }
            "reserved" => {
                let [input, output, term] = parts(value)?;
                let term = ReservedTerm::ALL.into_iter().find(|known| reserved_word(*known) == term)?;
                self.bought = Some(Bought::Reserved { input: rate(input)?, output: rate(output)?, term });
            }
            "serves" if value == "none" => self.serves = Some(Vec::new()),
            "serves" => {
                let mut list = Vec::new();
                for number in value.split(',').take(bounds::WORKLOADS_MAX + 1) {
                    list.push(position(number)?);
                }
                self.serves = Some(list).filter(|list| list.len() <= bounds::WORKLOADS_MAX);
                self.serves.as_ref()?;
            }
            "load" => self.load = load(value)?,
            _ => return self.placement(field, value),
        }
        Some(())
    }

    fn custom(&mut self, field: &str, value: &str) -> Option<()> {
        let custom = &mut self.custom;
        match field {
            "serves" => custom.workload = Some(position(value)?),
            "serving" => custom.serving = CustomServing::ALL.into_iter().find(|known| known.name() == value)?,
            "training" => {
                let [tokens, epochs, hours] = parts(value)?;
                custom.training_tokens = whole(tokens).and_then(Tokens::new)?;
                custom.epochs = whole(epochs).and_then(Epochs::new)?;
                custom.training_hours = whole(hours).and_then(TrainingHours::new)?;
            }
            "units" => {
                let [units, term] = parts(value)?;
                custom.units = whole(units).and_then(ModelUnits::new)?;
                custom.term = self::term(term)?;
            }
            "import" => {
                let [units, windows] = parts(value)?;
                custom.import_units = whole(units).and_then(ModelUnits::new)?;
                custom.windows = whole(windows).and_then(Windows::new)?;
            }
            "stored" => {
                custom.stored = match value {
                    "yes" => true,
                    "no" => false,
                    _ => return None,
                }
            }
            _ => return self.placement(field, value),
        }
        Some(())
    }
}

fn term(word: &str) -> Option<Term> {
    Term::ALL.into_iter().find(|known| known.buying().name() == word)
}

fn rate(text: &str) -> Option<TokensPerMinute> {
    whole(text).and_then(TokensPerMinute::new)
}

fn load(value: &str) -> Option<Load> {
    let (kind, numbers) = value.split_once(':')?;
    match kind {
        "window" => {
            let [hours, days] = parts(numbers)?;
            let small = |text| whole(text).and_then(|number| u8::try_from(number).ok());
            Some(Load::Window { hours: small(hours)?, days: small(days)? })
        }
        "hours" => {
            let mut weights = Vec::new();
            for number in numbers.split(',').take(bounds::LOAD_HOURS_MAX + 1) {
                weights.push(whole(number).and_then(Tokens::new)?);
            }
            (weights.len() <= bounds::LOAD_HOURS_MAX).then_some(Load::Hourly(weights))
        }
        _ => None,
    }
}
