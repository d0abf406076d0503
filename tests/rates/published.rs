//! Prices typed by hand from what is published, looked up on the newest card.

use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard, RateKey};

const PUBLISHED: &str = include_str!("published.txt");

/// The prices of one line that the card has otherwise.
fn wrong(card: &RateCard, line: &str) -> Option<Vec<String>> {
    let mut words = line.split_whitespace();
    let (model, scope, region, buying) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let scope = InferenceScope::from_name(scope)?;
    let (buying, length) = match buying.strip_suffix("/long") {
        Some(buying) => (Buying::from_name(buying)?, PromptLength::Long),
        None => (Buying::from_name(buying)?, PromptLength::Ordinary),
    };
    // A misspelt model would pass for one without prices.
    card.model(model)?;
    let mut wrong = Vec::new();
    while let Some(meter) = words.next() {
        let meter = Meter::from_name(meter)?;
        let expected = words.next()?;
        let key = RateKey { model, scope, region, buying, length, meter };
        let found = card.rate(&key).map_or("none".to_owned(), |found| found.rate.per_million().to_string());
        if found != expected {
            wrong.push(format!("{model} {} {region} {}: {expected}, not {found}", scope.name(), meter.name()));
        }
    }
    Some(wrong)
}

fn lines() -> impl Iterator<Item = &'static str> {
    PUBLISHED.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[test]
fn the_card_says_what_is_published() {
    let card = RateCard::newest();
    for line in lines() {
        assert_eq!(wrong(&card, line), Some(Vec::new()), "{line}");
    }
}

#[test]
fn every_provider_scope_and_way_of_buying_is_sampled() {
    let card = RateCard::newest();
    let models: Vec<_> =
        lines().filter_map(|line| line.split_whitespace().next()).filter_map(|id| card.model(id)).collect();
    for provider in card.providers() {
        assert!(models.iter().any(|model| card.provider_of(model) == provider), "{}", provider.name);
    }
    for word in InferenceScope::ALL.map(InferenceScope::name).into_iter().chain(Buying::ALL.map(Buying::name)) {
        assert!(lines().any(|line| line.split_whitespace().any(|found| found == word)), "{word}");
    }
    for meter in Meter::ALL {
        assert!(lines().any(|line| line.split_whitespace().any(|found| found == meter.name())), "{}", meter.name());
    }
}

#[test]
fn an_older_card_stays_as_it_was() {
    let dates = RateCard::dates();
    let oldest = dates.first().and_then(|date| RateCard::of(*date));
    let oldest = oldest.as_ref().map(|card| (card.model("claude-opus-5.5"), card.models().len()));
    assert_eq!(oldest.map(|(model, _)| model), Some(None), "added on the second card");
    assert!(oldest.map(|(_, models)| models) < Some(RateCard::newest().models().len()));
}

#[test]
fn what_the_card_lacks_has_no_price() {
    let card = RateCard::newest();
    let key = RateKey {
        model: "claude-sonnet-4.5",
        scope: InferenceScope::InRegion,
        region: "us-east-1",
        buying: Buying::Standard,
        length: PromptLength::Ordinary,
        meter: Meter::Input,
    };
    assert!(card.rate(&key).is_some());
    for other in [
        RateKey { model: "claude-sonnet-4.55", ..key },
        RateKey { model: "", ..key },
        RateKey { region: "us-east-9", ..key },
        RateKey { region: "", ..key },
        RateKey { buying: Buying::Flex, ..key },
        RateKey { length: PromptLength::Long, buying: Buying::Batch, ..key },
        RateKey { meter: Meter::CacheWrite30m, ..key },
    ] {
        assert_eq!(card.rate(&other), None, "{other:?}");
    }
    assert!(card.scopes("nobody").is_empty());
    assert!(card.regions("nobody", InferenceScope::Global).is_empty());
    assert!(card.buyings("nova-micro", InferenceScope::InRegion, "moon-1").is_empty());
    assert!(card.groups("nobody").is_empty());
}
