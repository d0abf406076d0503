//! Turns `rates/history/events.toml` into the small text that `src/rates/events.rs` describes and reads.

use std::error::Error;
use std::fmt::Write as _;

use serde::Deserialize;

use super::{Table, line, one_of};

/// The file of published price changes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Events {
    /// When the changes were read and taken over.
    pub(crate) read: String,
    pub(crate) source: Vec<EventSource>,
    pub(crate) event: Vec<Event>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventSource {
    pub(crate) id: String,
    pub(crate) title: String,
    /// A year, a month or a day.
    pub(crate) published: String,
    #[serde(rename = "where")]
    pub(crate) place: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Event {
    /// A year, a month or a day.
    pub(crate) date: String,
    /// Whether it came before that date.
    #[serde(default)]
    pub(crate) before: bool,
    pub(crate) until: Option<String>,
    /// The provider's identifier in the rate files; none for a service.
    pub(crate) provider: Option<String>,
    /// Models of the rate files that it is about.
    #[serde(default)]
    pub(crate) models: Vec<String>,
    pub(crate) kind: String,
    pub(crate) item: String,
    pub(crate) unit: String,
    pub(crate) old: Option<String>,
    pub(crate) new: String,
    /// Tokens of the new model for one of the old.
    pub(crate) tokens: Option<String>,
    pub(crate) place: String,
    pub(crate) source: String,
    pub(crate) confidence: String,
    pub(crate) note: Option<String>,
}

/// The kinds, in the order of `EventKind::ALL`.
pub(crate) const KINDS: [&str; 8] =
    ["model", "successor", "tokens", "part", "unchanged", "announced", "elsewhere", "service"];

/// Kinds whose change is valued: a change of all that a model costs.
pub(crate) const VALUED: usize = 3;

const CONFIDENCE: [&str; 3] = ["high", "medium", "low"];

/// The file as one text.
pub(crate) fn compact(events: &Events) -> Result<String, Box<dyn Error>> {
    let mut places = Table::default();
    let mut body = String::new();
    for event in &events.event {
        let kind = one_of(&event.kind, &KINDS)?;
        let source = events.source.iter().position(|source| source.id == event.source);
        let source = source.ok_or_else(|| format!("unknown source {}", event.source))?;
        let change = if kind < VALUED { change(event)?.to_string() } else { String::new() };
        writeln!(
            body,
            "E\t{}\t{}\t{}\t{}\t{}\t{kind}\t{}\t{}\t{}\t{}\t{change}\t{}\t{source}\t{}\t{}",
            event.date,
            u8::from(event.before),
            event.until.as_deref().unwrap_or_default(),
            event.provider.as_deref().unwrap_or_default(),
            event.models.join(" "),
            line(&event.item)?,
            line(&event.unit)?,
            line(event.old.as_deref().unwrap_or_default())?,
            line(&event.new)?,
            places.number(line(&event.place)?),
            one_of(&event.confidence, &CONFIDENCE)?,
            line(event.note.as_deref().unwrap_or_default())?,
        )?;
    }
    let mut text = format!("D\t{}\n", events.read);
    for EventSource { title, published, place, .. } in &events.source {
        writeln!(text, "S\t{published}\t{}\t{}", line(title)?, line(place)?)?;
    }
    for place in &places.texts {
        writeln!(text, "P\t{place}")?;
    }
    text.push_str(&body);
    Ok(text)
}

/// What a change makes of a bill, in ten-thousandths of it and towards none: above 0 for a rise. Where input and output
/// changed by different shares it is the smaller one, and an error where one rose and the other fell.
pub(crate) fn change(event: &Event) -> Result<i64, String> {
    let wrong = |why: &str| format!("{}: {why}", event.item);
    let numbers = |text: &str| text.split(" / ").map(decimal).collect::<Option<Vec<_>>>();
    let old = event.old.as_deref().and_then(numbers).ok_or_else(|| wrong("the old price is no number"))?;
    let new = numbers(&event.new).ok_or_else(|| wrong("the new price is no number"))?;
    let tokens = match &event.tokens {
        Some(text) => decimal(text).ok_or_else(|| wrong("tokens is no number"))?,
        None => ONE,
    };
    if old.len() != new.len() || old.iter().chain(&new).any(|price| *price == 0) || tokens == 0 {
        return Err(wrong("old and new have the same number of prices, and none is 0"));
    }
    // Each is below 10^15 in units of 10^-6, so no product comes near the end of what fits.
    let share = |(old, new): (&i128, &i128)| (new * tokens - old * ONE) * 10_000 / (old * ONE);
    let shares: Vec<i128> = old.iter().zip(&new).map(share).collect();
    let rises = shares.iter().all(|share| *share > 0);
    if !rises && !shares.iter().all(|share| *share < 0) {
        return Err(wrong("one price rose and another didn’t"));
    }
    let least = shares.into_iter().min_by_key(|share| share.abs()).unwrap_or_default();
    i64::try_from(least).ok().filter(|least| *least <= CHANGE_MAX).ok_or_else(|| wrong("it rose more than tenfold"))
}

/// The largest rise that is valued, in ten-thousandths: as the rise that a reader can type.
const CHANGE_MAX: i64 = 100_000;

/// The places that a price of a change may have after its point.
const PLACES: usize = 6;

const ONE: i128 = 1_000_000;

/// A plain decimal in units of 10^-6; `None` for anything else, and for 10^9 and more.
fn decimal(text: &str) -> Option<i128> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let sound = (1..=9).contains(&whole.len()) && rest.len() <= PLACES && digits(whole) && digits(rest);
    let whole = sound.then(|| whole.parse::<i128>().ok()).flatten()?;
    let rest = format!("{rest:0<PLACES$}").parse::<i128>().ok()?;
    Some(whole * ONE + rest)
}
