//! What the prices of a model have been, in words: from card to card, and as others published the changes.

use super::price_digits;
use super::table::{Column, Holds, Row, Table};
use pricing::money::{Rate, Unit, grouped};
use pricing::quantity::Multiple;
use pricing::rates::{
    Confidence, Date, EventKind, History, Model, PriceEvent, PriceEvents, PriceStep, PromptLength, RateCard,
};

/// A price before and after, as a row of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceChange {
    /// The first day on which it can have taken effect, for putting changes in order.
    pub first: Date,
    /// When it took effect: `21 Aug 2026`, `before 20 Jul 2025`.
    pub when: String,
    /// What changed: `On demand, in-region`, `Claude Opus, 4.1 to 4.5`.
    pub what: String,
    /// The price before, with what it is for.
    pub from: String,
    /// The price after.
    pub to: String,
    /// Title of the source and its date, and what else is to be known.
    pub source: String,
    /// Where the source can be found: an address, or a repository and path.
    pub place: String,
}

/// What the prices of `model` have been, oldest first; empty where nothing is known but the card.
pub fn price_changes(model: &Model, history: &History, events: &PriceEvents<'_>) -> Vec<PriceChange> {
    let steps = history.steps(&model.id);
    // A cut that the cards have too, with all meters, is told once.
    let told = |event: &PriceEvent<'_>| {
        event.kind == EventKind::Model
            && steps.iter().any(|step| step.since.is_some_and(|since| since == event.when.first()))
    };
    let of_events = events.of_model(&model.id).filter(|event| !told(event));
    let mut changes: Vec<PriceChange> = of_events.map(of_event).chain(steps.iter().map(of_step)).collect();
    changes.sort_by_key(|change| change.first);
    changes
}

/// Published changes that are about no model of the card: of services, and of models elsewhere.
pub fn other_price_changes(events: &PriceEvents<'_>) -> Vec<PriceChange> {
    events.all().iter().filter(|event| event.models.is_empty()).map(of_event).collect()
}

/// What the prices of some models have been: a row for each change. No rows where none is known.
pub fn history_table(card: &RateCard, models: &[&str]) -> Table {
    let (history, events) = (History::bundled(), PriceEvents::bundled());
    let mut rows = Vec::new();
    for model in models.iter().filter_map(|id| card.model(id)) {
        for (index, change) in price_changes(model, &history, &events).into_iter().enumerate() {
            let PriceChange { when, what, from, to, source, .. } = change;
            rows.push(Row {
                id: format!("history-{}-{index}", model.id),
                name: model.name.clone(),
                under: what,
                cells: vec![when, from, to, source],
                ..Row::default()
            });
        }
    }
    let columns = ["When", "From", "To", "Source"].map(|name| Column::new(name, Holds::Words));
    Table { head: "Model", columns: columns.to_vec(), rows, ..Table::default() }
}

/// A change of a bill in ten-thousandths: `+30%`, `−66.66%`.
pub(crate) fn change_words(change: i64) -> String {
    let sign = if change < 0 { "−" } else { "+" };
    let percent = Multiple::of_ten_thousandths(change.unsigned_abs().saturating_mul(100));
    format!("{sign}{}%", percent.map_or_else(String::new, |percent| grouped(&percent.to_string())))
}

/// When a change took effect: `Oct 2025`, `before 20 Jul 2025`, `20 Jul 2025 to 20 Aug 2026`.
pub(crate) fn event_date(event: &PriceEvent<'_>) -> String {
    let when = event.when.long();
    match event.until {
        Some(until) => format!("{when} to {}", until.long()),
        None if event.before => format!("before {when}"),
        None => when,
    }
}

/// Title and date of the source, how well the change is attested, and the note.
pub(crate) fn event_source(event: &PriceEvent<'_>) -> String {
    let mut words = event.source.to_owned();
    if let Some(published) = event.published {
        words.push_str(", ");
        words.push_str(&published.long());
    }
    words.push('.');
    match event.confidence {
        Confidence::High => {}
        Confidence::Medium => words.push_str(" Of medium confidence."),
        Confidence::Low => words.push_str(" Of low confidence."),
    }
    if !event.note.is_empty() {
        words.push(' ');
        words.push_str(event.note);
    }
    words
}

fn of_event(event: &PriceEvent<'_>) -> PriceChange {
    let kind = match event.kind {
        EventKind::Model | EventKind::Part | EventKind::Tokens | EventKind::Unchanged | EventKind::Service => "",
        EventKind::Successor => ", the next model of its class",
        EventKind::Announced => ", announced",
        EventKind::Elsewhere => ", with other sellers",
    };
    let from = match event.old {
        "" => "not known".to_owned(),
        old => format!("{} per {}", dollars(old, event.kind), event.unit),
    };
    let to = match event.kind {
        EventKind::Unchanged => "unchanged".to_owned(),
        kind => dollars(event.new, kind),
    };
    PriceChange {
        first: event.when.first(),
        when: event_date(event),
        what: format!("{}{kind}; {}", event.item, event.place),
        from: if event.kind == EventKind::Tokens { format!("{} {}", event.old, event.unit) } else { from },
        to,
        source: event_source(event),
        place: event.found.to_owned(),
    }
}

/// `$1 / $5` for `1 / 5`; a text that isn't prices alone stays as it is.
fn dollars(text: &str, kind: EventKind) -> String {
    let is_price =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')) && !part.is_empty();
    let parts: Vec<&str> = text.split(" / ").collect();
    if kind == EventKind::Tokens || !parts.iter().all(|part| is_price(part)) {
        return text.to_owned();
    }
    parts.iter().map(|part| format!("${part}")).collect::<Vec<_>>().join(" / ")
}

fn of_step(step: &PriceStep<'_>) -> PriceChange {
    let scopes: Vec<&str> = step.scopes.iter().map(|scope| scope.name()).collect();
    let length = if step.length == PromptLength::Long { ", long prompts" } else { "" };
    let side = |rate: &Rate| format!("${}{}", price_digits(rate.per_million()), per(rate.unit()));
    let before = step.prices.iter().map(|(meter, before, _)| format!("{} {}", meter.words(), side(before)));
    let after = step.prices.iter().map(|(meter, _, after)| {
        let after = after.as_ref().map_or_else(|| "no price".to_owned(), side);
        format!("{} {after}", meter.words())
    });
    let mut source = format!("{}, {}, read {}.", step.source.title(), step.source.published.long(), step.read.long());
    if let Some(until) = step.promised_until {
        source.push_str(" Promised until ");
        source.push_str(&until.long());
        source.push_str(": it may have ended.");
    }
    let to = if step.is_change() { join(after) } else { "the same, read anew".to_owned() };
    PriceChange {
        first: step.since.unwrap_or(step.card),
        when: step.since.map_or_else(|| format!("by the card of {}", step.card.long()), Date::long),
        what: format!("{}{length}, {}", super::capitalised(step.buying.words()), scopes.join(", ")),
        from: join(before),
        to,
        source,
        place: step.source.place().to_owned(),
    }
}

fn join(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

/// What a price is for, where it isn't a million tokens.
fn per(unit: Unit) -> String {
    if Unit::OF_TOKENS.contains(&unit) { String::new() } else { format!(" per {}", unit.name()) }
}

#[cfg(test)]
mod tests {
    use super::{History, PriceEvents, RateCard, change_words, history_table, other_price_changes, price_changes};

    #[test]
    fn a_model_tells_when_its_price_changed_from_what_to_what_and_who_says_so() -> Result<(), &'static str> {
        let card = RateCard::newest();
        let (history, events) = (History::bundled(), PriceEvents::bundled());
        let of = |id: &str| card.model(id).map(|model| price_changes(model, &history, &events));
        let haiku = of("claude-3.5-haiku").ok_or("no Claude 3.5 Haiku")?;
        let told: Vec<_> = haiku.iter().map(|own| (own.when.as_str(), own.from.as_str(), own.to.as_str())).collect();
        assert_eq!(
            told,
            [
                ("Dec 2024", "$1 / $5 per 1M tokens, input / output", "$0.80 / $4"),
                ("Oct 2025", "$0.80 / $4 per 1M tokens, input / output", "$1 / $5"),
            ]
        );
        let first = haiku.first().ok_or("no change")?;
        assert_eq!(first.what, "Claude 3.5 Haiku; Amazon Bedrock and Anthropic");
        assert!(first.source.starts_with("Pricing, Claude Platform documentation (mirror), 21 Aug 2026. Of medium"));
        assert!(first.place.starts_with("github.com/"));
        // The cut of the card and the published one are the same: it is told once, with all meters.
        let sol = of("gpt-5.6-sol").ok_or("no GPT-5.6 Sol")?;
        let cut = sol.iter().find(|own| own.what == "On demand, in-region").ok_or("no cut")?;
        assert_eq!(cut.when, "21 Aug 2026");
        assert_eq!(cut.from, "input $5.50, cache read $0.55, cache write (30 min) $6.88, output $33.00");
        assert_eq!(cut.to, "input $4.40, cache read $0.44, cache write (30 min) $5.50, output $22.00");
        assert!(cut.source.contains("Promised until 21 Nov 2026: it may have ended."), "{}", cut.source);
        assert!(!sol.iter().any(|own| own.what.starts_with("GPT-5.6 Sol, in-region")));
        assert!(of("nova-pro").ok_or("no Nova Pro")?.iter().all(|own| own.to == "unchanged"));
        assert_eq!(of("command-r"), Some(Vec::new()));
        assert!(history_table(&card, &["command-r"]).rows.is_empty());
        assert_eq!(history_table(&card, &["claude-3.5-haiku", "nobody"]).rows.len(), 2);
        let others = other_price_changes(&events);
        assert!(others.iter().any(|own| own.what.starts_with("Guardrails, content filters; every region")));
        assert_eq!((change_words(3_000), change_words(-6_666)), ("+30%".to_owned(), "−66.66%".to_owned()));
        Ok(())
    }
}
