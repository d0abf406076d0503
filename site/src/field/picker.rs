//! The model picker: a combobox over the card's models, found by name, provider or price.

use answer::{Element, el};
use explain::words;
use pricing::rates::{Buying, Meter, Model, PromptLength, RateCard, RateKey};

use super::{text_input, two_places};
use crate::echo::region_near;

/// The list of a picker while it is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// The id of the picker's field.
    pub id: String,
    /// What was typed since it was opened; `None` while the chosen name stands there.
    pub filter: Option<String>,
    /// The option that Enter chooses.
    pub active: usize,
}

impl Open {
    /// The models it shows.
    pub fn found<'a>(&self, card: &'a RateCard) -> Vec<Entry<'a>> {
        entries(card, self.filter.as_deref().unwrap_or_default())
    }
}

/// The field: the chosen model's name, what it costs below it, and the list while it is open.
pub fn picker(id: &str, chosen: &str, echo: &str, open: Option<&Open>, card: &RateCard) -> Element {
    let open = open.filter(|open| open.id == id);
    let name = words::model_name(card, chosen);
    let (found, active) = open.map(|open| (open.found(card), open.active)).unwrap_or_default();
    let text = open.and_then(|open| open.filter.as_deref()).unwrap_or(name);
    let (list_id, echo_id) = (format!("{id}-list"), format!("{id}-echo"));
    let input = text_input(id, text)
        .with_all(&[("role", "combobox"), ("aria-autocomplete", "list"), ("aria-controls", &list_id)])
        .with("aria-expanded", if open.is_some() { "true" } else { "false" })
        .with("aria-describedby", &echo_id)
        .with_if(!found.is_empty(), "aria-activedescendant", &format!("{id}-option-{active}"));
    let options = if found.is_empty() && open.is_some() {
        let fixed = [("role", "option"), ("aria-selected", "false"), ("aria-disabled", "true")];
        vec![el("div").key("empty").class("picker-empty").with_all(&fixed).text("No model matches.")]
    } else {
        groups(id, chosen, &found, active)
    };
    let list = el("div")
        .class("picker-list")
        // A list that scrolls would be a tab stop, and would take the focus along when it closes.
        .with("tabindex", "-1")
        .with_all(&[("id", &list_id), ("role", "listbox"), ("aria-label", "Models")])
        .with_if(open.is_none(), "hidden", "")
        .children(options);
    el("div")
        .key(id)
        .class("field field-wide")
        .child(el("label").with("for", id).text("Model"))
        .child(el("div").class("picker").child(input).child(list))
        .child(el("p").class("echo").with("id", &echo_id).text(echo))
}

/// The options, each provider's together.
fn groups(id: &str, chosen: &str, found: &[Entry<'_>], active: usize) -> Vec<Element> {
    let mut groups: Vec<Element> = Vec::new();
    let mut provider = "";
    for (index, entry) in found.iter().enumerate() {
        let model = entry.model;
        if entry.provider != provider || groups.is_empty() {
            provider = entry.provider;
            let label = format!("{id}-provider-{index}");
            let name = el("div").class("picker-provider").with_all(&[("id", &label), ("role", "presentation")]);
            let group = el("div").key(provider).with_all(&[("role", "group"), ("aria-labelledby", &label)]);
            groups.push(group.child(name.text(provider)));
        }
        let option = el("div")
            .key(&model.id)
            .class("picker-option")
            .with_all(&[("role", "option"), ("id", &format!("{id}-option-{index}")), ("data-model", &model.id)])
            .with("aria-selected", if model.id == chosen { "true" } else { "false" })
            .with_if(index == active, "data-active", "")
            .child(el("span").text(&model.name))
            .children(model.secondary.then(|| el("span").class("tag tag-secondary").text("secondary")))
            .child(el("span").class("figure").text(&entry.price));
        if let Some(group) = groups.pop() {
            groups.push(group.child(option));
        }
    }
    groups
}

/// A model as the list shows it.
pub struct Entry<'a> {
    pub model: &'a Model,
    provider: &'a str,
    price: String,
}

impl Entry<'_> {
    fn matches(&self, wanted: &str) -> bool {
        let text = format!("{} {} {}", self.model.name, self.provider, self.price).to_ascii_lowercase();
        wanted.split_ascii_whitespace().all(|word| text.contains(word))
    }
}

/// The card's models whose name, provider or price holds every word, by provider.
#[inline(never)]
fn entries<'a>(card: &'a RateCard, filter: &str) -> Vec<Entry<'a>> {
    let wanted = filter.to_ascii_lowercase();
    let mut entries = Vec::new();
    for model in card.models_by_token() {
        let entry = Entry { model, provider: &card.provider_of(model).name, price: price(card, &model.id) };
        if entry.matches(&wanted) {
            entries.push(entry);
        }
    }
    entries
}

/// Input and output for a million tokens, Standard: `3.00 / 15.00`.
fn price(card: &RateCard, model: &str) -> String {
    let Some(scope) = card.scopes(model).first().copied() else { return String::new() };
    let region = region_near("us-east-1", &card.regions(model, scope));
    let of = |meter| {
        let (buying, length) = (Buying::Standard, PromptLength::Ordinary);
        let rate = card.rate(&RateKey { model, scope, region: &region, buying, length, meter })?.rate;
        Some(two_places(rate.per_million().to_string()))
    };
    let mut text = of(Meter::Input).unwrap_or_default();
    if !text.is_empty()
        && let Some(output) = of(Meter::Output)
    {
        text.push_str(" / ");
        text.push_str(&output);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_found_by_name_provider_and_price() {
        let card = RateCard::newest();
        let found =
            |filter: &str| entries(&card, filter).into_iter().map(|entry| entry.model.id.clone()).collect::<Vec<_>>();
        assert!(found("sonnet 4.5").contains(&"claude-sonnet-4.5".to_owned()));
        assert!(found("anthropic 3.00 / 15.00").contains(&"claude-sonnet-4.5".to_owned()));
        assert!(found("no such model").is_empty());
        assert_eq!(found("").len(), card.models_by_token().count());
    }
}
