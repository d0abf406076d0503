//! What must hold of the published changes of prices. Each problem names the change.

use std::collections::BTreeSet;

use super::check::is_date;
use super::files::events::{Event, Events, compact};
use super::files::stated::Files;

/// Everything that is wrong with `history/events.toml`.
pub(crate) fn problems(files: &Files, events: &Events) -> Vec<String> {
    let mut problems = Vec::new();
    let mut say = |what: &str| problems.push(format!("history/events.toml: {what}"));
    if !is_date(&events.read) {
        say(&format!("read: `{}` is no date", events.read));
    }
    let mut known = BTreeSet::new();
    for source in &events.source {
        if !known.insert(source.id.as_str()) {
            say(&format!("source {} is there twice", source.id));
        }
        if !events.event.iter().any(|event| event.source == source.id) {
            say(&format!("source {} is the source of nothing", source.id));
        }
        if !is_when(&source.published) {
            say(&format!("source {}: `{}` is no date", source.id, source.published));
        }
        if source.title.is_empty() || source.place.is_empty() {
            say(&format!("source {}: a title and where it is are needed", source.id));
        }
    }
    if !events.event.iter().map(|event| &event.date).is_sorted() {
        say("changes are in order of their dates");
    }
    let mut seen = BTreeSet::new();
    for event in &events.event {
        if !seen.insert((&event.date, &event.item, &event.place)) {
            say(&format!("{} of {} is there twice", event.item, event.date));
        }
        about(event, files, &mut |what| say(&format!("{}: {what}", event.item)));
    }
    // What can't be bundled says why: an unknown source or word, or a change that is no number.
    if let Err(error) = compact(events) {
        say(&error.to_string());
    }
    problems
}

fn about(event: &Event, files: &Files, say: &mut dyn FnMut(&str)) {
    for date in [Some(&event.date), event.until.as_ref()].into_iter().flatten() {
        if !is_when(date) {
            say(&format!("`{date}` is no year, month or day"));
        }
    }
    let file = files.providers.iter().find(|(_, file)| Some(&file.provider.id) == event.provider.as_ref());
    match (&event.provider, file) {
        (Some(provider), None) => say(&format!("unknown provider {provider}")),
        (None, _) if event.kind != "service" => say("only a service has no provider"),
        _ => {}
    }
    for id in &event.models {
        if !file.is_some_and(|(_, file)| file.model.iter().any(|model| model.id == *id)) {
            say(&format!("unknown model {id}"));
        }
    }
    if event.kind == "unchanged" && (event.old.as_ref() != Some(&event.new) || event.until.is_none()) {
        say("what is unchanged has the same price before and after, and a last date");
    }
}

/// A year, a month or a day.
fn is_when(text: &str) -> bool {
    "0000-01-01"
        .get(text.len()..)
        .is_some_and(|rest| [4, 7, 10].contains(&text.len()) && is_date(&[text, rest].concat()))
}

#[cfg(test)]
mod tests {
    use super::super::files::events::{Events, change};
    use super::super::fixture::files;
    use super::problems;

    const GOOD: &str = r#"
read = "2026-11-28"

[[source]]
id = "page"
title = "A page"
published = "2026"
where = "https://example.com"

[[event]]
date = "2025-10"
provider = "acme"
models = ["big"]
kind = "model"
item = "Big"
unit = "1M tokens, input / output"
old = "1 / 5"
new = "0.80 / 3"
place = "everywhere"
source = "page"
confidence = "high"
"#;

    fn wrong(from: &str, to: &str) -> Result<Vec<String>, toml::de::Error> {
        Ok(problems(&files("", ""), &toml::from_str::<Events>(&GOOD.replacen(from, to, 1))?))
    }

    #[test]
    fn a_sound_file_has_no_problem_and_each_mistake_is_named() -> Result<(), toml::de::Error> {
        assert_eq!(wrong("", "")?, Vec::<String>::new());
        for (from, to, what) in [
            ("2026-11-28", "today", "read: `today` is no date"),
            ("2025-10", "2025-13", "Big: `2025-13` is no year, month or day"),
            ("\"acme\"", "\"nobody\"", "Big: unknown provider nobody"),
            ("\"big\"", "\"other\"", "Big: unknown model other"),
            ("published = \"2026\"", "published = \"26\"", "source page: `26` is no date"),
            ("\"model\"", "\"guess\"", "unknown word guess"),
            ("\"high\"", "\"certain\"", "unknown word certain"),
            ("source = \"page\"", "source = \"book\"", "unknown source book"),
            ("1 / 5", "1 / five", "Big: the old price is no number"),
            ("0.80 / 3", "0.80 / 0", "none is 0"),
            ("0.80 / 3", "0.80", "the same number of prices"),
            ("0.80 / 3", "0.80 / 6", "one price rose and another didn’t"),
            ("0.80 / 3", "12 / 60", "it rose more than tenfold"),
            ("\"model\"", "\"unchanged\"", "what is unchanged has the same price"),
            ("provider = \"acme\"\nmodels = [\"big\"]\n", "", "only a service has no provider"),
        ] {
            let found = wrong(from, to)?.join("\n");
            assert!(found.contains(what), "{what}: {found}");
        }
        Ok(())
    }

    #[test]
    fn a_change_is_the_smaller_one_and_counts_the_tokens_of_a_text() -> Result<(), Box<dyn std::error::Error>> {
        let mut events: Events = toml::from_str(GOOD)?;
        let event = events.event.first_mut().ok_or("no change")?;
        // A fifth and two fifths less.
        assert_eq!(change(event), Ok(-2_000));
        // 1.04 and 3.9 instead of 1 and 5.
        event.tokens = Some("1.3".to_owned());
        assert!(change(event).is_err());
        event.new = "2 / 10.0001".to_owned();
        assert_eq!(change(event), Ok(16_000));
        Ok(())
    }
}
