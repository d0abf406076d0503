//! What prices have done, as others published it: one list for all cards.

use exchange::json::Writer;
use pricing::rates::{PriceEvent, PriceEvents};

/// Puts the list with the date on which it was gathered.
pub(super) fn put(json: &mut Writer) {
    let events = PriceEvents::bundled();
    json.key("history");
    json.open('{');
    put_known(json, "read", events.read.map(|read| read.to_string()).as_deref());
    json.key("changes");
    json.open('[');
    for event in events.all() {
        put_event(json, event);
    }
    json.close(']');
    json.close('}');
}

fn put_event(json: &mut Writer, event: &PriceEvent<'_>) {
    json.open('{');
    json.field("date", &event.when.to_string());
    json.truth("before", event.before);
    put_known(json, "until", event.until.map(|until| until.to_string()).as_deref());
    put_known(json, "provider", Some(event.provider));
    json.key("models");
    json.open('[');
    for model in &event.models {
        json.text(model);
    }
    json.close(']');
    json.field("kind", event.kind.name());
    json.field("item", event.item);
    json.field("unit", event.unit);
    put_known(json, "old", Some(event.old));
    json.field("new", event.new);
    put_known(json, "change", event.share().map(|share| share.to_string()).as_deref());
    json.field("where", event.place);
    json.field("source", event.source);
    put_known(json, "published", event.published.map(|published| published.to_string()).as_deref());
    json.field("place", event.found);
    json.field("confidence", event.confidence.name());
    put_known(json, "note", Some(event.note));
    json.close('}');
}

/// A text, or null where there is none.
fn put_known(json: &mut Writer, key: &str, text: Option<&str>) {
    json.key(key);
    match text {
        Some(text) if !text.is_empty() => json.text(text),
        _ => json.word("null"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::text;
    use crate::failure::{About as _, Result, failure};
    use pricing::rates::PriceEvents;
    use serde_json::Value;

    #[test]
    fn every_published_change_is_in_the_file() -> Result<()> {
        let file: Value = serde_json::from_str(&text()).about("the file")?;
        let changes =
            file.pointer("/history/changes").and_then(Value::as_array).ok_or_else(|| failure("no changes"))?;
        let events = PriceEvents::bundled();
        assert_eq!(changes.len(), events.all().len());
        for (written, event) in changes.iter().zip(events.all()) {
            let word = |key: &str| written.get(key).and_then(Value::as_str).unwrap_or_default();
            assert_eq!([word("item"), word("new"), word("source")], [event.item, event.new, event.source]);
            assert_eq!(word("date"), event.when.to_string());
        }
        let opus =
            changes.iter().find(|own| own.get("item").and_then(Value::as_str) == Some("Claude Opus, 4.1 to 4.5"));
        assert_eq!(opus.and_then(|own| own.get("change")).and_then(Value::as_str), Some("-0.6666"));
        assert_eq!(opus.and_then(|own| own.get("until")), Some(&Value::Null));
        Ok(())
    }
}
