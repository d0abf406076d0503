//! What is known of models besides prices, against values typed by hand from what AWS and others publish.

use std::collections::BTreeMap;
use std::error::Error;

use pricing::rates::{Counts, Date, InferenceScope, NeedsProfile, RateCard, State};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[test]
fn ends_of_life_are_as_announced() -> Result<()> {
    let card = RateCard::newest();
    // awslabs/startups, ai-model-lifecycle.md of 21 September 2026; AWS model cards of 12 September 2026; LiteLLM 1.110.2.
    for (model, state, end) in [
        ("claude-3.5-haiku", State::Ended, Some("2026-06-19")),
        ("claude-sonnet-4", State::Ended, Some("2026-10-14")),
        ("command-r-plus", State::Ended, Some("2026-08-19")),
        ("jamba-1.5-large", State::Ended, Some("2026-11-26")),
        ("nova-premier", State::Ended, Some("2026-09-14")),
        ("llama-3.1-405b", State::Ended, Some("2026-07-07")),
        ("claude-opus-4.1", State::Legacy, Some("2027-01-08")),
        ("claude-sonnet-4.5", State::Legacy, Some("2027-04-08")),
        ("palmyra-x5", State::Legacy, Some("2027-03-21")),
        ("deepseek-v3.1", State::Active, Some("2027-03-30")),
        ("nova-pro", State::Active, None),
        ("claude-2.1", State::Unlisted, None),
    ] {
        let facts = card.facts(model).ok_or(model)?;
        let end = end.map(str::parse::<Date>).transpose()?;
        assert_eq!((facts.state, facts.end_of_life), (state, end), "{model}");
        assert_eq!(facts.end_of_life.is_some(), facts.end_source.is_some(), "{model}");
        assert_eq!(card.is_offered(model), matches!(state, State::Active | State::Legacy), "{model}");
    }
    Ok(())
}

#[test]
fn profiles_limits_and_quotas_are_as_listed() -> Result<()> {
    let card = RateCard::newest();
    let sonnet = card.facts("claude-sonnet-4.5").ok_or("no facts")?;
    assert_eq!(sonnet.ids, ["anthropic.claude-sonnet-4-5-20250929-v1:0"]);
    assert_eq!(sonnet.profiles, ["au", "eu", "global", "jp", "us"]);
    assert_eq!(sonnet.needs_profile, Some(NeedsProfile::Always));
    assert_eq!((sonnet.input_limit, sonnet.output_limit), (Some(200_000), Some(64_000)));
    // Token burndown, Amazon Bedrock user guide: output counts 5, 10 or 15 times for Claude, once for most others.
    for (model, burn_down) in [
        ("claude-sonnet-4.5", 5),
        ("claude-sonnet-5", 10),
        ("claude-opus-4.8", 15),
        ("gpt-5.6-sol", 10),
        ("nova-pro", 1),
    ] {
        assert_eq!(card.facts(model).and_then(|facts| facts.burn_down), Some(burn_down), "{model}");
    }
    // Service Quotas: Claude Sonnet 5, and Claude Opus 5.5 by the AWS General Reference of 8 October 2026.
    let (global, geographic, in_region) =
        (InferenceScope::Global, InferenceScope::Geographic, InferenceScope::InRegion);
    for (model, scope, tokens) in [
        ("claude-sonnet-5", global, 6_000_000),
        ("claude-sonnet-5", geographic, 6_000_000),
        ("claude-sonnet-5", in_region, 3_000_000),
        ("claude-opus-5.5", geographic, 30_000_000),
        ("nova-micro", in_region, 4_000_000),
    ] {
        let facts = card.facts(model).ok_or(model)?;
        let quota = facts.quotas.iter().find(|it| it.scope == Some(scope) && it.counts == Counts::Tokens);
        assert_eq!(quota.map(|quota| quota.a_minute), Some(tokens), "{model}");
        assert!(quota.is_some_and(|quota| !quota.source.text().is_empty()), "{model}");
    }
    Ok(())
}

#[test]
fn every_model_has_facts_and_no_identifier_stands_for_two() {
    let card = RateCard::newest();
    let without: Vec<&str> =
        card.models().iter().filter(|model| card.facts(&model.id).is_none()).map(|model| model.id.as_str()).collect();
    assert!(without.is_empty(), "{without:?}");
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for facts in card.all_facts() {
        for id in facts.ids.iter().chain(&facts.other_ids) {
            let before = owners.insert(id, facts.model);
            assert_eq!(before, None, "{id}");
            let found = card.find_model(id).map(|found| found.model.id.as_str());
            let on_card = card.model(facts.model).map(|model| model.id.as_str());
            assert!(on_card.is_none() || found == on_card, "{id}: {found:?}");
        }
    }
    assert!(owners.len() > 150);
}
