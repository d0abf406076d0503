//! What prices have done: dated changes as published, each with its source. They price nothing.
//!
//! They come from `rates/history/events.toml` as a text of their own, [`EVENTS`], so that only a program that shows them carries
//! them. Lines of tab-separated fields; sources and places are tables that are referred to by number:
//!
//! ```text
//! D  read
//! S  published  title  where                               a source
//! P  text                                                  where a price holds
//! E  date  before  until  provider  models  kind  item  unit  old  new  change  place  source  confidence  note
//! ```

use core::fmt;

use rust_decimal::Decimal;

use crate::rates::Date;

/// The changes as one text, made when the crate is built.
pub const EVENTS: &str = include_str!(concat!(env!("OUT_DIR"), "/events.txt"));

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// The price of a model.
    Model,
    /// The price from a model to the next of its class.
    Successor,
    /// The tokens that the same text takes, at the same price of a token.
    Tokens,
    /// A part of the price only, such as cache reads or long prompts.
    Part,
    /// Nothing, for the time that is given.
    Unchanged,
    /// Nothing yet: published for a later date, or taken back before it.
    Announced,
    /// A change that is among these already, with other sellers.
    Elsewhere,
    /// The price of something else than a model.
    Service,
}

impl EventKind {
    /// All of them, in the order of the bundled text.
    pub const ALL: [Self; 8] = [
        Self::Model,
        Self::Successor,
        Self::Tokens,
        Self::Part,
        Self::Unchanged,
        Self::Announced,
        Self::Elsewhere,
        Self::Service,
    ];

    /// The word used in the file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Successor => "successor",
            Self::Tokens => "tokens",
            Self::Part => "part",
            Self::Unchanged => "unchanged",
            Self::Announced => "announced",
            Self::Elsewhere => "elsewhere",
            Self::Service => "service",
        }
    }
}

/// How well a change is attested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// By the seller, or a copy of what the seller published.
    High,
    /// By one source that is dated, or roughly dated.
    Medium,
    /// By one source alone.
    Low,
}

impl Confidence {
    /// All of them, in the order of the bundled text.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// The word used in the file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// A date as exact as it is known: a year, a month, or a day. Of two the one that begins earlier orders first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// Its first day.
    first: Date,
    /// 4 characters of `2026-08-20` for a year, 7 for a month, 10 for a day.
    known: usize,
}

impl When {
    /// Reads `2026`, `2026-08` or `2026-08-20`.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = "0000-01-01".get(text.len()..)?;
        let known = matches!(text.len(), 4 | 7 | 10).then_some(text.len())?;
        Some(Self { first: Date::parse(&[text, rest].concat())?, known })
    }

    /// Its first day.
    pub const fn first(self) -> Date {
        self.first
    }

    /// In words: `2026`, `Aug 2026`, `20 Aug 2026`.
    pub fn long(self) -> String {
        let words = self.first.long();
        let from = match self.known {
            4 => words.rsplit(' ').next(),
            7 => words.split_once(' ').map(|(_, month)| month),
            _ => None,
        };
        from.map(str::to_owned).unwrap_or(words)
    }
}

/// As it is written in the file: `2026`, `2026-08`, `2026-08-20`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.first.to_string().get(..self.known).unwrap_or_default())
    }
}

/// A published change of a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceEvent<'a> {
    /// When it took effect, or since when nothing changed.
    pub when: When,
    /// Whether it came before [`when`](Self::when), on a day that isn't known.
    pub before: bool,
    /// The last that is known of a time, where it is about one.
    pub until: Option<When>,
    /// The provider's identifier on the card; empty for a service.
    pub provider: &'a str,
    /// Identifiers on the card of the models it is about.
    pub models: Vec<&'a str>,
    /// What changed.
    pub kind: EventKind,
    /// What it is about: `Claude 3.5 Haiku`.
    pub item: &'a str,
    /// What the prices are for: `1M tokens, input / output`.
    pub unit: &'a str,
    /// The price before, in dollars as published: `1 / 5`; empty where it isn't known.
    pub old: &'a str,
    /// The price after.
    pub new: &'a str,
    /// What the change makes of a bill, in ten-thousandths of it and towards none: above 0 for a rise, -2,000 for a fifth less.
    /// Where input and output changed by different shares it is the smaller one; more tokens for the same text are
    /// part of it. `None` for what isn't a change of all that a model costs.
    pub change: Option<i64>,
    /// Where these prices hold.
    pub place: &'a str,
    /// Title of the source.
    pub source: &'a str,
    /// The date of the source.
    pub published: Option<When>,
    /// Where the source can be found.
    pub found: &'a str,
    /// How well it is attested.
    pub confidence: Confidence,
    /// What a reader should know besides; may be empty.
    pub note: &'a str,
}

impl PriceEvent<'_> {
    /// What the change makes of a bill, as a share of it: -0.2 for a fifth less. See [`change`](Self::change).
    pub fn share(&self) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(i128::from(self.change?), 4).ok().map(|share| share.normalize())
    }
}

/// Every published change, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceEvents<'a> {
    /// When they were read.
    pub read: Option<Date>,
    events: Vec<PriceEvent<'a>>,
}

impl PriceEvents<'static> {
    /// The bundled ones.
    pub fn bundled() -> Self {
        Self::read(EVENTS)
    }
}

impl<'a> PriceEvents<'a> {
    /// Reads a text such as [`EVENTS`]. A line that can't be read is left out.
    pub fn read(text: &'a str) -> Self {
        let mut all = Self { read: None, events: Vec::new() };
        let (mut sources, mut places) = (Vec::new(), Vec::new());
        for line in text.lines() {
            match line.split_once('\t') {
                Some(("D", date)) => all.read = Date::parse(date),
                Some(("S", rest)) => sources.push(rest),
                Some(("P", place)) => places.push(place),
                Some(("E", rest)) => all.events.extend(event(rest, &sources, &places)),
                _ => {}
            }
        }
        all
    }

    /// All of them.
    pub fn all(&self) -> &[PriceEvent<'a>] {
        &self.events
    }

    /// Those about a model, by its identifier on the card.
    pub fn of_model(&self, model: &str) -> impl Iterator<Item = &PriceEvent<'a>> {
        self.events.iter().filter(move |event| event.models.contains(&model))
    }
}

fn event<'a>(line: &'a str, sources: &[&'a str], places: &[&'a str]) -> Option<PriceEvent<'a>> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let (when, before, until) = (When::parse(next()?)?, next()? == "1", When::parse(next()?));
    let (provider, models) = (next()?, next()?);
    let kind = *EventKind::ALL.get(next()?.parse::<usize>().ok()?)?;
    let (item, unit, old, new) = (next()?, next()?, next()?, next()?);
    let change = next()?.parse().ok();
    let place = places.get(next()?.parse::<usize>().ok()?)?;
    let mut source = sources.get(next()?.parse::<usize>().ok()?)?.split('\t');
    let (published, title, found) = (When::parse(source.next()?), source.next()?, source.next()?);
    Some(PriceEvent {
        when,
        before,
        until,
        provider,
        models: models.split(' ').filter(|id| !id.is_empty()).collect(),
        kind,
        item,
        unit,
        old,
        new,
        change,
        place,
        source: title,
        published,
        found,
        confidence: *Confidence::ALL.get(next()?.parse::<usize>().ok()?)?,
        note: next()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{EVENTS, EventKind, PriceEvents, When};
    use crate::rates::RateCard;

    #[test]
    fn a_date_is_as_exact_as_it_is_known() {
        for (text, words) in [("2026", "2026"), ("2026-08", "Aug 2026"), ("2026-08-20", "20 Aug 2026")] {
            let when = When::parse(text);
            assert_eq!(when.map(|when| (when.to_string(), when.long())), Some((text.to_owned(), words.to_owned())));
        }
        for text in ["", "26", "2026-8", "2026-13", "2026-08-", "August", "2026-08-20x", "ü026"] {
            assert_eq!(When::parse(text), None, "{text}");
        }
        assert!(When::parse("2025-12") < When::parse("2026-01-01"));
    }

    #[test]
    fn every_line_is_read_and_names_what_the_card_has() {
        let (events, card) = (PriceEvents::bundled(), RateCard::newest());
        assert_eq!(events.all().len(), EVENTS.lines().filter(|line| line.starts_with("E\t")).count());
        assert!(events.all().is_sorted_by(|one, other| one.when <= other.when));
        assert!(events.read.is_some());
        for event in events.all() {
            let known = card.providers().iter().any(|provider| provider.id == event.provider);
            assert_eq!(known, event.kind != EventKind::Service, "{}", event.item);
            for id in &event.models {
                let model = card.model(id);
                assert_eq!(model.map(|model| card.provider_of(model).id.as_str()), Some(event.provider), "{id}");
            }
            let valued = matches!(event.kind, EventKind::Model | EventKind::Successor | EventKind::Tokens);
            assert_eq!(event.change.is_some(), valued, "{}", event.item);
            assert!(!event.source.is_empty() && !event.found.is_empty() && event.published.is_some());
        }
    }

    #[test]
    fn a_change_is_the_smaller_of_input_and_output_and_holds_for_the_same_text() {
        let events = PriceEvents::bundled();
        let change = |item: &str| events.all().iter().find(|event| event.item == item).and_then(|event| event.change);
        // 5.50 / 33 to 4.40 / 22: a fifth and a third less.
        assert_eq!(change("GPT-5.6 Sol, in-region"), Some(-2_000));
        // 15 / 75 to 5 / 25: two thirds less.
        assert_eq!(change("Claude Opus, 4.1 to 4.5"), Some(-6_666));
        // 3 / 15 to 2 / 10 for 1.3 times the tokens: 2.6 instead of 3.
        assert_eq!(change("Claude Sonnet, 4.6 to 5"), Some(-1_333));
        assert_eq!(change("Claude 3.5 Sonnet, extended access"), Some(10_000));
        assert_eq!(change("Claude’s tokenizer since Opus 4.7"), Some(3_000));
        assert_eq!(change("Llama 3.1 405B"), Some(-5_488));
        let of_haiku: Vec<&str> = events.of_model("claude-3.5-haiku").map(|event| event.new).collect();
        assert_eq!(of_haiku, ["0.80 / 4", "1 / 5"]);
        assert_eq!(events.of_model("nobody").count(), 0);
    }
}
