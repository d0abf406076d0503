//! The numbers of a scenario that a field edits: where each lives, how it is read and how it is written.
//!
//! It knows nothing of the document.

use pricing::bounds;
use pricing::money::{Rate, Usd};
use pricing::number::{DecimalSign, NumberError, read_count, read_dollars, read_multiple, read_proportion, read_share};
use pricing::quantity::{Multiple, Requests, Share, Tokens, TokensPerRequest};
use pricing::scenario::{Caching, Demand, Field, FieldError, Scenario, Workload};
use pricing::words;

/// A number of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    Input,
    Output,
    Requests,
    RequestsPerMinute,
    HoursPerDay,
    DaysPerMonth,
    Calls,
    Overhead,
    Trim,
    LongPrompts,
    Cached,
    ReadsPerWrite,
    Prefix,
    PrefixRequests,
    Batch,
    /// The share of this route.
    RouteShare(usize),
    /// The amount of this typed price.
    Price(usize),
}

/// A number of one workload; the workload doesn't matter for a typed price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub workload: usize,
    pub figure: Figure,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    Count(u64),
    Share(Share),
    Multiple(Multiple),
    Rate(Rate),
    /// Not given, where that is allowed.
    Nothing,
}

impl Place {
    /// The field's id, unique on the page.
    pub fn id(self) -> String {
        let workload = self.workload + 1;
        match self.figure {
            Figure::RouteShare(route) => format!("route-{workload}-{}-share", route + 1),
            Figure::Price(price) => format!("price-{}", price + 1),
            figure => format!("{}-{workload}", figure.id()),
        }
    }

    /// The place whose field has this id.
    pub fn of_id(id: &str) -> Option<Self> {
        let parts: Vec<&str> = id.split('-').collect();
        let position = |text: &str| text.parse::<usize>().ok()?.checked_sub(1);
        Some(match *parts.as_slice() {
            ["route", workload, route, "share"] => {
                Self { workload: position(workload)?, figure: Figure::RouteShare(position(route)?) }
            }
            ["price", price] => Self { workload: 0, figure: Figure::Price(position(price)?) },
            [word, workload] => {
                let figure = Figure::OF_WORKLOAD.into_iter().find(|figure| figure.id() == word)?;
                Self { workload: position(workload)?, figure }
            }
            _ => return None,
        })
    }

    /// The field's name where it isn't beside the field: `Input tokens of Worked estate`.
    pub fn name(self, scenario: &Scenario) -> String {
        match self.figure {
            Figure::Price(price) => format!("Price {}", price + 1),
            Figure::RouteShare(route) => format!("Share of route {}", route + 1),
            figure => {
                let (label, _) = figure.label(scenario.workloads.get(self.workload));
                let workload = scenario.workloads.get(self.workload).filter(|workload| !workload.name.is_empty());
                workload.map_or_else(|| label.to_owned(), |workload| format!("{label} of {}", workload.name))
            }
        }
    }

    /// The number as it stands; `None` where the scenario has no such number.
    pub fn get(self, scenario: &Scenario) -> Option<Number> {
        if let Figure::Price(price) = self.figure {
            return scenario.prices.get(price).map(|price| Number::Rate(price.rate));
        }
        let workload = scenario.workloads.get(self.workload)?;
        Some(match (self.figure, workload.demand, workload.caching) {
            (Figure::Input, Demand::Monthly { input, .. }, _) => Number::Count(input.count()),
            (Figure::Output, Demand::Monthly { output, .. }, _) => Number::Count(output.count()),
            (Figure::Input, Demand::Requests { input, .. } | Demand::Traffic { input, .. }, _) => {
                Number::Count(input.count())
            }
            (Figure::Output, Demand::Requests { output, .. } | Demand::Traffic { output, .. }, _) => {
                Number::Count(output.count())
            }
            (Figure::Requests, Demand::Requests { requests, .. }, _) => Number::Count(requests.count()),
            (Figure::RequestsPerMinute, Demand::Traffic { requests_per_minute: rate, .. }, _)
            | (Figure::PrefixRequests, _, Caching::Traffic { requests_per_minute: rate, .. }) => Number::Multiple(rate),
            (Figure::HoursPerDay, Demand::Traffic { hours_per_day, .. }, _) => Number::Multiple(hours_per_day),
            (Figure::DaysPerMonth, Demand::Traffic { days_per_month, .. }, _) => Number::Multiple(days_per_month),
            (Figure::Calls, ..) => Number::Multiple(workload.calls_per_request),
            (Figure::Overhead, ..) => Number::Multiple(workload.token_overhead),
            (Figure::Trim, ..) => Number::Share(workload.output_trim),
            (Figure::LongPrompts, ..) => Number::Share(workload.long_prompts),
            (Figure::Cached, _, Caching::Share { cached, .. }) => Number::Share(cached),
            (Figure::ReadsPerWrite, _, Caching::Share { reads_per_write, .. }) => {
                reads_per_write.map_or(Number::Nothing, Number::Multiple)
            }
            (Figure::Prefix, _, Caching::Traffic { prefix, .. }) => Number::Count(prefix.count()),
            (Figure::Batch, ..) => Number::Share(workload.batch),
            (Figure::RouteShare(route), ..) => Number::Share(workload.routes.get(route)?.share),
            _ => return None,
        })
    }

    /// Puts a number in place. A number of another kind, or without a place, changes nothing.
    pub fn set(self, scenario: &mut Scenario, number: Number) {
        if let (Figure::Price(price), Number::Rate(rate)) = (self.figure, number) {
            if let Some(price) = scenario.prices.get_mut(price) {
                price.rate = rate;
            }
            return;
        }
        if let Some(workload) = scenario.workloads.get_mut(self.workload) {
            match number {
                Number::Count(count) => self.set_count(workload, count),
                Number::Share(share) => self.set_share(workload, share),
                Number::Multiple(multiple) => self.set_multiple(workload, Some(multiple)),
                Number::Nothing => self.set_multiple(workload, None),
                Number::Rate(_) => {}
            }
        }
    }

    fn set_count(self, workload: &mut Workload, count: u64) {
        match (self.figure, &mut workload.demand, &mut workload.caching) {
            (Figure::Input, Demand::Monthly { input, .. }, _) => *input = Tokens::new(count).unwrap_or(*input),
            (Figure::Output, Demand::Monthly { output, .. }, _) => *output = Tokens::new(count).unwrap_or(*output),
            (Figure::Input, Demand::Requests { input: each, .. } | Demand::Traffic { input: each, .. }, _)
            | (Figure::Output, Demand::Requests { output: each, .. } | Demand::Traffic { output: each, .. }, _)
            | (Figure::Prefix, _, Caching::Traffic { prefix: each, .. }) => {
                *each = TokensPerRequest::new(count).unwrap_or(*each);
            }
            (Figure::Requests, Demand::Requests { requests, .. }, _) => {
                *requests = Requests::new(count).unwrap_or(*requests);
            }
            _ => {}
        }
    }

    fn set_share(self, workload: &mut Workload, share: Share) {
        match (self.figure, &mut workload.caching) {
            (Figure::Trim, _) => workload.output_trim = share,
            (Figure::LongPrompts, _) => workload.long_prompts = share,
            (Figure::Cached, Caching::Share { cached, .. }) => *cached = share,
            (Figure::Batch, _) => workload.batch = share,
            (Figure::RouteShare(route), _) => {
                if let Some(route) = workload.routes.get_mut(route) {
                    route.share = share;
                }
            }
            _ => {}
        }
    }

    fn set_multiple(self, workload: &mut Workload, number: Option<Multiple>) {
        if let (Figure::ReadsPerWrite, Caching::Share { reads_per_write, .. }) = (self.figure, &mut workload.caching) {
            *reads_per_write = number;
            return;
        }
        let Some(number) = number else { return };
        match (self.figure, &mut workload.demand, &mut workload.caching) {
            (Figure::RequestsPerMinute, Demand::Traffic { requests_per_minute: place, .. }, _)
            | (Figure::HoursPerDay, Demand::Traffic { hours_per_day: place, .. }, _)
            | (Figure::DaysPerMonth, Demand::Traffic { days_per_month: place, .. }, _)
            | (Figure::PrefixRequests, _, Caching::Traffic { requests_per_minute: place, .. }) => *place = number,
            (Figure::Calls, ..) => workload.calls_per_request = number,
            (Figure::Overhead, ..) => workload.token_overhead = number,
            _ => {}
        }
    }

    /// Reads what was typed.
    pub fn read(self, text: &str, sign: DecimalSign, scenario: &Scenario) -> Result<Number, String> {
        if self.figure == Figure::ReadsPerWrite && text.trim().is_empty() {
            return Ok(Number::Nothing);
        }
        let words = |error: NumberError| match error {
            NumberError::Malformed => format!("“{}” isn’t a number. Write {}.", text.trim(), self.figure.example()),
            other => other.to_string(),
        };
        let smallest = Multiple::of_ten_thousandths(1).unwrap_or_default();
        let multiple = |least, most| read_multiple(text, sign, least, most).map(Number::Multiple).map_err(words);
        match self.figure {
            Figure::Input | Figure::Output | Figure::Requests | Figure::Prefix => {
                let most = match (self.figure, scenario.workloads.get(self.workload).map(|workload| workload.demand)) {
                    (Figure::Requests, _) => bounds::REQUESTS_MAX,
                    (Figure::Input | Figure::Output, Some(Demand::Monthly { .. })) => bounds::TOKENS_MAX,
                    _ => bounds::TOKENS_PER_REQUEST_MAX,
                };
                read_count(text, sign, most).map(Number::Count).map_err(words)
            }
            Figure::RequestsPerMinute | Figure::PrefixRequests => {
                multiple(Multiple::ZERO, bounds::REQUESTS_PER_MINUTE_MAX)
            }
            Figure::HoursPerDay => multiple(Multiple::ZERO, bounds::HOURS_PER_DAY_MAX),
            Figure::DaysPerMonth => multiple(Multiple::ZERO, bounds::DAYS_PER_MONTH_MAX),
            Figure::Calls => multiple(Multiple::ONE, bounds::CALLS_PER_REQUEST_MAX),
            Figure::ReadsPerWrite => multiple(smallest, bounds::READS_PER_WRITE_MAX),
            Figure::Overhead => {
                let text = percent(text)?;
                let read = read_proportion(&text, sign, bounds::OVERHEAD_MAX);
                read.map(Number::Multiple).map_err(|error| match error {
                    NumberError::TooHigh(_) => format!("At most {}00%.", bounds::OVERHEAD_MAX),
                    other => words(other),
                })
            }
            Figure::Trim | Figure::LongPrompts | Figure::Cached | Figure::Batch | Figure::RouteShare(_) => {
                read_share(&percent(text)?, sign).map(Number::Share).map_err(words)
            }
            Figure::Price(price) => {
                let unit = scenario.prices.get(price).ok_or_else(String::new)?.rate.unit();
                let amount = read_dollars(text, sign).map_err(words)?;
                Rate::new(amount, unit).map(Number::Rate).map_err(|error| sentence(&error.to_string()))
            }
        }
    }

    /// Writes a number so that it reads back as itself.
    pub fn write(self, number: Number, sign: DecimalSign) -> String {
        match number {
            Number::Count(count) => words::short(count),
            Number::Share(share) => share.percent(),
            Number::Multiple(multiple) if self.figure == Figure::Overhead => words::multiple_percent(multiple),
            Number::Multiple(multiple) => unambiguous(multiple.to_string(), sign),
            Number::Rate(rate) => {
                // As an amount of money is written: two places at least.
                let text = Usd::new(rate.amount()).exact();
                let places = text.split_once('.').map_or(0, |(_, places)| places.len());
                let text = match places {
                    0 => format!("{text}.00"),
                    1 => format!("{text}0"),
                    _ => text,
                };
                unambiguous(text, sign)
            }
            Number::Nothing => String::new(),
        }
    }

    /// What the scenario's check says about this number.
    pub fn problem(self, problems: &[FieldError]) -> Option<String> {
        let field = match self.figure {
            Figure::Input => Field::Demand,
            Figure::HoursPerDay => Field::HoursPerDay,
            Figure::DaysPerMonth => Field::DaysPerMonth,
            Figure::Calls => Field::CallsPerRequest,
            Figure::Overhead => Field::TokenOverhead,
            Figure::Cached | Figure::Prefix => Field::Cached,
            Figure::ReadsPerWrite => Field::ReadsPerWrite,
            Figure::RouteShare(_) => Field::Routes,
            _ => return None,
        };
        let mine = |error: &&FieldError| {
            error.field == field && error.workload.is_none_or(|workload| workload == self.workload)
        };
        problems.iter().find(mine).map(|error| sentence(&error.problem.to_string()))
    }
}

impl Figure {
    /// Those that a workload has one of.
    const OF_WORKLOAD: [Self; 15] = [
        Self::Input,
        Self::Output,
        Self::Requests,
        Self::RequestsPerMinute,
        Self::HoursPerDay,
        Self::DaysPerMonth,
        Self::Calls,
        Self::Overhead,
        Self::Trim,
        Self::LongPrompts,
        Self::Cached,
        Self::ReadsPerWrite,
        Self::Prefix,
        Self::PrefixRequests,
        Self::Batch,
    ];

    const fn id(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Output => "output",
            Self::Requests => "requests",
            Self::RequestsPerMinute => "rate",
            Self::HoursPerDay => "hours",
            Self::DaysPerMonth => "days",
            Self::Calls => "calls",
            Self::Overhead => "overhead",
            Self::Trim => "trim",
            Self::LongPrompts => "long",
            Self::Cached => "cached",
            Self::ReadsPerWrite => "reads",
            Self::Prefix => "prefix",
            Self::PrefixRequests => "perminute",
            Self::Batch => "batch",
            Self::RouteShare(_) => "share",
            Self::Price(_) => "price",
        }
    }

    /// The field's label and its unit.
    pub fn label(self, workload: Option<&Workload>) -> (&'static str, &'static str) {
        let monthly = workload.is_some_and(|workload| matches!(workload.demand, Demand::Monthly { .. }));
        match self {
            Self::Input if monthly => ("Input tokens", "a month"),
            Self::Output if monthly => ("Output tokens", "a month"),
            Self::Input => ("Input", "tokens a request"),
            Self::Output => ("Output", "tokens a request"),
            Self::Requests => ("Requests", "a month"),
            Self::RequestsPerMinute | Self::PrefixRequests => ("Requests", "a minute"),
            Self::HoursPerDay => ("Hours", "a day"),
            Self::DaysPerMonth => ("Days", "a month"),
            Self::Calls => ("Calls", "per request"),
            Self::Overhead => ("Added to input", "% of tokens"),
            Self::Trim => ("Cut from output", "% of tokens"),
            Self::LongPrompts => ("Long prompts", "% of tokens"),
            Self::Cached => ("Input read from cache", "%"),
            Self::ReadsPerWrite => ("Reads per write", "optional"),
            Self::Prefix => ("Prefix", "tokens"),
            Self::Batch => ("Requests run as batch", "%"),
            Self::RouteShare(_) => ("Share", "% of volume"),
            Self::Price(_) => ("Price", "US dollars"),
        }
    }

    /// Whether a slider stands beside the field.
    pub const fn has_slider(self) -> bool {
        matches!(self, Self::Cached | Self::Batch | Self::RouteShare(_))
    }

    const fn example(self) -> &'static str {
        match self {
            Self::Input | Self::Output | Self::Requests | Self::Prefix => "2.4B, 800M, 12k or 2400000000",
            Self::Trim | Self::LongPrompts | Self::Cached | Self::Batch | Self::RouteShare(_) => "33%, 33.3% or 1/3",
            Self::Overhead => "15% or 150%",
            Self::Price(_) => "12.50 or 0.00025",
            _ => "40, 2.5 or 1,200",
        }
    }
}

/// A number in a field whose unit is percent: `40` is `40%`. Below 1 it asks, since `0.4` could mean either.
fn percent(text: &str) -> Result<String, String> {
    let text = text.trim();
    let bare = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if !bare {
        return Ok(text.to_owned());
    }
    let below_one =
        text.starts_with(['0', '.', ',']) && text.len() > 1 && text.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    if below_one && text.contains(['.', ',']) {
        return Err(format!("This could mean {text}% or a share of {text}. Write the percent sign."));
    }
    Ok(format!("{text}%"))
}

/// Three decimals could be a group of thousands where the comma is the decimal sign; four can't.
fn unambiguous(text: String, sign: DecimalSign) -> String {
    let three = text.split_once('.').is_some_and(|(_, places)| places.len() == 3);
    if three && sign == DecimalSign::Comma { format!("{text}0") } else { text }
}

/// A message as a sentence.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(figure: Figure) -> Place {
        Place { workload: 0, figure }
    }

    #[test]
    fn every_number_of_the_worked_estate_reads_back() {
        let scenario = pricing::presets::default_scenario();
        for figure in [Figure::Input, Figure::Output, Figure::Cached, Figure::Batch, Figure::Calls, Figure::Overhead] {
            let place = place(figure);
            let number = place.get(&scenario);
            for sign in [DecimalSign::Point, DecimalSign::Comma] {
                let text = number.map(|number| place.write(number, sign)).unwrap_or_default();
                assert_eq!(place.read(&text, sign, &scenario).ok(), number, "{text}");
            }
        }
        assert_eq!(place(Figure::Requests).get(&scenario), None);
    }

    #[test]
    fn a_field_is_found_by_its_id() {
        let others = [Figure::RouteShare(3), Figure::Price(0)];
        for figure in Figure::OF_WORKLOAD.into_iter().chain(others) {
            assert_eq!(Place::of_id(&place(figure).id()), Some(place(figure)));
        }
        assert_eq!(Place::of_id("input-0"), None);
    }

    #[test]
    fn a_bare_number_in_a_percent_field_is_percent() {
        let scenario = pricing::presets::default_scenario();
        let read = |text| place(Figure::Batch).read(text, DecimalSign::Point, &scenario);
        assert_eq!(read("40"), Ok(Number::Share(Share::of_ten_thousand(4_000))));
        assert_eq!(read("0"), Ok(Number::Share(Share::NONE)));
        assert_eq!(read("1/3").ok(), Share::new(1, 3).map(Number::Share));
        assert!(read("0.4").is_err());
        assert!(read("101").is_err());
    }

    #[test]
    fn a_number_of_another_door_changes_nothing() {
        let mut scenario = pricing::presets::default_scenario();
        let before = scenario.clone();
        place(Figure::Requests).set(&mut scenario, Number::Count(5));
        place(Figure::Prefix).set(&mut scenario, Number::Count(5));
        place(Figure::Batch).set(&mut scenario, Number::Nothing);
        assert_eq!(scenario, before);
    }
}
