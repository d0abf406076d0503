//! Every bundled rate card as one JSON file for other programs, beside the page: `rates/v1.json`.
//!
//! Its form is described in `docs/rates-json.md`. A change that a reader could trip over needs another version, and another file.

mod history;

use crate::failure::{About as _, Result};
use exchange::json::Writer;
#[cfg(test)]
use pricing::rates::PublishedRate;
use pricing::rates::{Date, Facts, InferenceScope, Model, RateCard, RateGroup, Source};
use std::fs;
use std::path::Path;

/// Writes the file into a built site.
pub(crate) fn write(dist: &Path) -> Result<()> {
    let folder = dist.join("rates");
    fs::create_dir_all(&folder).about(folder.display())?;
    let file = folder.join("v1.json");
    fs::write(&file, text()).about(file.display())
}

/// The file's text.
fn text() -> String {
    let mut json = Writer::new();
    json.open('{');
    json.field("format", "bedrock-rates");
    json.key("version");
    json.index(1);
    json.field("currency", "USD");
    json.key("cards");
    json.open('[');
    for card in RateCard::dates().into_iter().filter_map(RateCard::of) {
        put_card(&mut json, &card);
    }
    json.close(']');
    put_facts(&mut json, &RateCard::newest());
    history::put(&mut json);
    json.close('}');
    json.finish()
}

/// What is known of models besides prices: one list for all cards.
fn put_facts(json: &mut Writer, card: &RateCard) {
    let [listed, burn_down] = card.facts_sources();
    json.key("facts");
    json.open('{');
    json.field("known", &card.facts_known().to_string());
    json.field("listedSource", listed);
    json.field("burnDownSource", burn_down);
    json.key("models");
    json.open('[');
    for facts in card.all_facts() {
        put_model_facts(json, facts);
    }
    json.close(']');
    json.close('}');
}

fn put_model_facts(json: &mut Writer, facts: &Facts<'_>) {
    json.open('{');
    json.field("id", facts.model);
    let lists = [
        ("ids", &facts.ids),
        ("otherIds", &facts.other_ids),
        ("profiles", &facts.profiles),
        ("regions", &facts.regions),
        ("mantleRegions", &facts.mantle_regions),
    ];
    for (key, words) in lists {
        json.key(key);
        json.open('[');
        for word in words {
            json.text(word);
        }
        json.close(']');
    }
    json.field("state", facts.state.name());
    let date = |date: Option<Date>| date.map(|date| date.to_string());
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    let optional = [
        ("launched", date(facts.launched)),
        ("legacy", date(facts.legacy)),
        ("notBefore", date(facts.not_before)),
        ("endOfLife", date(facts.end_of_life)),
        ("endSource", facts.end_source.map(|said| said.text().to_owned())),
        ("inputLimit", number(facts.input_limit)),
        ("outputLimit", number(facts.output_limit)),
        ("limitsSource", facts.limits_source.map(|said| said.text().to_owned())),
        ("burnDown", number(facts.burn_down.map(u32::from))),
        ("noCacheSource", facts.no_cache_source.map(|said| said.text().to_owned())),
    ];
    for (key, value) in optional {
        json.key(key);
        match value {
            Some(value) => json.text(&value),
            None => json.word("null"),
        }
    }
    json.key("quotas");
    json.open('[');
    for quota in &facts.quotas {
        json.open('{');
        json.field("scope", quota.scope.map_or("mantle", InferenceScope::name));
        json.field("counts", quota.counts.name());
        json.field("perMinute", &quota.a_minute.to_string());
        json.field("source", quota.source.text());
        json.close('}');
    }
    json.close(']');
    json.close('}');
}

fn put_card(json: &mut Writer, card: &RateCard) {
    json.open('{');
    json.field("date", &card.date().to_string());
    json.field("title", card.title());
    json.key("providers");
    json.open('[');
    for provider in card.providers() {
        json.open('{');
        json.field("id", &provider.id);
        json.field("name", &provider.name);
        json.truth("marketplace", provider.marketplace);
        json.truth("unsettled", provider.unsettled);
        json.close('}');
    }
    json.close(']');
    json.key("sources");
    json.open('[');
    for source in card.sources() {
        put_source(json, source);
    }
    json.close(']');
    json.key("regions");
    json.open('[');
    for region in card.all_regions() {
        json.text(region);
    }
    json.close(']');
    json.key("models");
    json.open('[');
    for model in card.models() {
        put_model(json, card, model);
    }
    json.close(']');
    json.close('}');
}

fn put_source(json: &mut Writer, source: &Source) {
    json.open('{');
    json.field("title", source.title());
    json.field("publisher", source.publisher());
    json.field("published", &source.published.to_string());
    json.field("place", source.place());
    json.truth("primary", source.primary);
    json.close('}');
}

fn put_model(json: &mut Writer, card: &RateCard, model: &Model) {
    json.open('{');
    json.field("id", &model.id);
    json.field("name", &model.name);
    json.field("provider", &card.provider_of(model).id);
    json.truth("secondary", model.secondary);
    for (key, tokens) in [
        ("cacheMinimum", model.cache_minimum),
        ("cacheMaximum", model.cache_maximum),
        ("longPromptAbove", model.long_prompt_above),
    ] {
        json.key(key);
        match tokens {
            Some(tokens) => json.text(&tokens.to_string()),
            None => json.word("null"),
        }
    }
    json.key("cacheMinimumNote");
    match model.cache_minimum_note {
        Some(note) => json.text(note.text()),
        None => json.word("null"),
    }
    json.key("rates");
    json.open('[');
    for group in card.groups(&model.id) {
        put_group(json, card, &group);
    }
    json.close(']');
    json.close('}');
}

fn put_group(json: &mut Writer, card: &RateCard, group: &RateGroup<'_>) {
    json.open('{');
    json.key("scopes");
    json.open('[');
    for scope in &group.scopes {
        json.text(scope.name());
    }
    json.close(']');
    json.key("regions");
    match &group.regions {
        Some(regions) => {
            json.open('[');
            for region in regions {
                json.text(region);
            }
            json.close(']');
        }
        None => json.word("null"),
    }
    json.field("buying", group.buying.name());
    json.field("length", group.length.name());
    json.key("prices");
    json.open('[');
    for (meter, rate) in &group.rates {
        json.open('{');
        json.field("meter", meter.name());
        json.field("amount", &rate.amount().to_string());
        json.field("unit", rate.unit().name());
        json.close('}');
    }
    json.close(']');
    json.key("source");
    json.index(card.sources().iter().position(|source| source == group.source).unwrap_or_default());
    json.field("read", &group.read.to_string());
    for (key, date) in [("since", group.since), ("promisedUntil", group.promised_until)] {
        json.key(key);
        match date {
            Some(date) => json.text(&date.to_string()),
            None => json.word("null"),
        }
    }
    json.truth("singleSource", group.single_source);
    json.key("note");
    match group.note {
        Some(note) => json.text(note.text()),
        None => json.word("null"),
    }
    json.close('}');
}

/// One price with everything that says what it is, as one text.
#[cfg(test)]
fn as_one(words: [&str; 6], published: &PublishedRate<'_>) -> String {
    let PublishedRate { rate, source, read, since, promised_until, single_source, note } = published;
    let date = |date: &Option<Date>| date.map_or_else(|| "null".to_owned(), |date| date.to_string());
    let marks = format!("{} {} {single_source}", date(since), date(promised_until));
    let (amount, unit) = (rate.amount(), rate.unit().name());
    let note = note.map_or("", |note| note.text());
    format!("{} {amount} {unit} {} {} {read} {marks} {note}", words.join(" "), source.title(), source.published)
}

#[cfg(test)]
mod tests {
    use super::{RateCard, as_one, text};
    use crate::failure::{About as _, Result, failure};
    use serde_json::Value;
    use std::collections::BTreeSet;

    fn list<'a>(value: &'a Value, key: &str) -> Result<&'a Vec<Value>> {
        value.get(key).and_then(Value::as_array).ok_or_else(|| failure(format!("no list `{key}`")))
    }

    fn word<'a>(value: &'a Value, key: &str) -> Result<&'a str> {
        value.get(key).and_then(Value::as_str).ok_or_else(|| failure(format!("no text `{key}`")))
    }

    /// Every price of a card in the file, one for each scope and region, as [`as_one`] writes it.
    fn in_file(card: &Value) -> Result<Vec<String>> {
        // Prices of every region are those of every commercial region.
        let gov_cloud = |region: &&Value| region.as_str().is_some_and(|region| region.starts_with("us-gov-"));
        let commercial: Vec<Value> = list(card, "regions")?.iter().filter(|it| !gov_cloud(it)).cloned().collect();
        let mut found = Vec::new();
        for model in list(card, "models")? {
            for group in list(model, "rates")? {
                let marks = ["since", "promisedUntil", "singleSource"].map(|key| group.get(key));
                let marks = marks.map(|mark| mark.map_or_else(String::new, |mark| mark.to_string().replace('"', "")));
                let source = group.get("source").and_then(Value::as_u64).and_then(|index| usize::try_from(index).ok());
                let source = list(card, "sources")?.get(source.unwrap_or(usize::MAX));
                let source = source.ok_or_else(|| failure("no source"))?;
                let regions = group.get("regions").and_then(Value::as_array).unwrap_or(&commercial);
                for (scope, region) in
                    list(group, "scopes")?.iter().flat_map(|scope| regions.iter().map(move |region| (scope, region)))
                {
                    for price in list(group, "prices")? {
                        let words = [
                            word(model, "id")?,
                            scope.as_str().unwrap_or_default(),
                            region.as_str().unwrap_or_default(),
                            word(group, "buying")?,
                            word(group, "length")?,
                            word(price, "meter")?,
                        ];
                        let (amount, unit) = (word(price, "amount")?, word(price, "unit")?);
                        let (title, published) = (word(source, "title")?, word(source, "published")?);
                        let read = word(group, "read")?;
                        let note = group.get("note").and_then(Value::as_str).unwrap_or_default();
                        found.push(format!(
                            "{} {amount} {unit} {title} {published} {read} {} {note}",
                            words.join(" "),
                            marks.join(" ")
                        ));
                    }
                }
            }
        }
        Ok(found)
    }

    #[test]
    fn every_price_of_every_card_is_in_the_file_and_nothing_else() -> Result<()> {
        let file: Value = serde_json::from_str(&text()).about("the file")?;
        let cards = list(&file, "cards")?;
        assert_eq!(cards.len(), RateCard::dates().len());
        for (date, written) in RateCard::dates().into_iter().zip(cards) {
            let card = RateCard::of(date).ok_or_else(|| failure("no card"))?;
            assert_eq!(word(written, "date")?, date.to_string());
            let expected: Vec<String> = card
                .rates()
                .map(|(key, published)| {
                    let (scope, buying) = (key.scope.name(), key.buying.name());
                    as_one([key.model, scope, key.region, buying, key.length.name(), key.meter.name()], &published)
                })
                .collect();
            let found = in_file(written)?;
            assert!(found.len() > 1_000 && found.len() == expected.len());
            assert_eq!(found.iter().collect::<BTreeSet<_>>(), expected.iter().collect());
            let models: Vec<&str> = list(written, "models")?.iter().flat_map(|model| word(model, "id")).collect();
            assert_eq!(models, card.models().iter().map(|model| model.id.as_str()).collect::<Vec<_>>());
        }
        Ok(())
    }

    #[test]
    fn a_model_says_what_it_is_called_and_when_it_ends() -> Result<()> {
        let file: Value = serde_json::from_str(&text()).about("the file")?;
        let facts = file.pointer("/facts/models").and_then(Value::as_array).ok_or_else(|| failure("no facts"))?;
        let opus = facts.iter().find(|facts| facts.get("id").and_then(Value::as_str) == Some("claude-opus-4.1"));
        let opus = opus.ok_or_else(|| failure("no Claude Opus 4.1"))?;
        assert_eq!(word(opus, "endOfLife")?, "2027-01-08");
        assert_eq!(list(opus, "ids")?, &["anthropic.claude-opus-4-1-20250805-v1:0"]);
        assert_eq!(list(opus, "profiles")?, &["us"]);
        Ok(())
    }

    #[test]
    fn no_amount_is_a_binary_fraction() -> Result<()> {
        let file: Value = serde_json::from_str(&text()).about("the file")?;
        let mut unseen = vec![&file];
        while let Some(value) = unseen.pop() {
            match value {
                Value::Number(number) => assert!(number.is_u64()),
                Value::Array(values) => unseen.extend(values),
                Value::Object(fields) => unseen.extend(fields.values()),
                _ => {}
            }
        }
        Ok(())
    }
}
