//! Finds models by what people have at hand: an identifier from AWS, a profile, an ARN, a part of one, or a name.

use crate::rates::{Facts, InferenceScope, Model, RateCard, State};

/// Text longer than this isn't an identifier: the longest ARN that Bedrock accepts has 2,048 characters.
const TEXT_MAX: usize = 2_048;

/// The prefixes of inference profiles, with the scope each stands for. AWS, the models' cards in the Amazon Bedrock user guide.
const PREFIXES: [(&str, InferenceScope); 9] = [
    ("global", InferenceScope::Global),
    ("us-gov", InferenceScope::Geographic),
    ("us", InferenceScope::Geographic),
    ("eu", InferenceScope::Geographic),
    ("apac", InferenceScope::Geographic),
    ("au", InferenceScope::Geographic),
    ("jp", InferenceScope::Geographic),
    ("ca", InferenceScope::Geographic),
    ("in", InferenceScope::Geographic),
];

/// A model that answers to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The model, on this card.
    pub model: &'a Model,
    /// The scope that the text names: by the prefix of a profile, or in-region by the ARN of a foundation model.
    pub scope: Option<InferenceScope>,
    /// The region that the text names: that of an ARN.
    pub region: Option<&'a str>,
}

/// What a text says.
struct Said<'t> {
    scope: Option<InferenceScope>,
    region: Option<&'t str>,
    /// What is left: an identifier, a part of one, or a name.
    words: &'t str,
}

impl RateCard {
    /// The model that a text means: an identifier on the card or on Bedrock, an inference profile, an ARN, a name, or a
    /// part of any. Of several it is the likeliest: as [`find_models`](Self::find_models), first.
    ///
    /// ```
    /// use pricing::rates::{InferenceScope, RateCard};
    ///
    /// let card = RateCard::newest();
    /// let found = card.find_model("us.anthropic.claude-sonnet-4-5-20250929-v1:0");
    /// assert_eq!(found.map(|found| found.model.id.as_str()), Some("claude-sonnet-4.5"));
    /// assert_eq!(found.and_then(|found| found.scope), Some(InferenceScope::Geographic));
    /// ```
    pub fn find_model(&self, text: &str) -> Option<Found<'_>> {
        self.find_models(text).into_iter().next()
    }

    /// The model that has exactly this identifier, on the card or on Bedrock, or this name; an inference profile and an ARN say it
    /// too. `None` for a part of one.
    pub fn identify(&self, text: &str) -> Option<Found<'_>> {
        self.ranked(text).into_iter().next().filter(|(rank, ..)| *rank == 0).map(|(.., found)| found)
    }

    /// Every model that answers to a text, the likeliest first: exactly this identifier or name, then those that begin
    /// with it, then those that hold it; of equals the ones still offered, then in the card's order. None for a text
    /// without a letter or digit.
    pub fn find_models(&self, text: &str) -> Vec<Found<'_>> {
        self.ranked(text).into_iter().map(|(.., found)| found).collect()
    }

    /// The same, each with how well it answers and whether it has ended.
    fn ranked(&self, text: &str) -> Vec<(u8, bool, Found<'_>)> {
        let text = text.trim();
        if text.len() > TEXT_MAX || !text.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
            return Vec::new();
        }
        let text = text.to_ascii_lowercase();
        let said = said(&text);
        let region = said.region.and_then(|region| self.all_regions().find(|known| *known == region));
        let mut found: Vec<(u8, bool, Found<'_>)> = Vec::new();
        for model in self.models() {
            let facts = self.facts(&model.id);
            let rank = rank(model, facts, said.words).or_else(|| rank(model, facts, &text));
            if let Some(rank) = rank {
                let gone = facts.is_some_and(|facts| matches!(facts.state, State::Ended | State::Unlisted));
                found.push((rank, gone, Found { model, scope: said.scope, region }));
            }
        }
        found.sort_by_key(|(rank, gone, _)| (*rank, *gone));
        found
    }
}

/// Takes a text apart: the region of an ARN, the prefix of a profile, and the rest.
fn said(text: &str) -> Said<'_> {
    let mut said = Said { scope: None, region: None, words: text };
    // arn:partition:bedrock:region:account:kind/name
    if let Some(arn) = text.strip_prefix("arn:") {
        let mut parts = arn.splitn(5, ':');
        said.region = parts.nth(2).filter(|region| !region.is_empty());
        let resource = parts.nth(1).unwrap_or_default();
        let (kind, name) = resource.split_once('/').unwrap_or(("", resource));
        said.words = name;
        if kind == "foundation-model" {
            said.scope = Some(InferenceScope::InRegion);
        }
    } else if let Some((kind, name)) = text.split_once('/')
        && matches!(kind, "foundation-model" | "inference-profile")
    {
        said.words = name;
    }
    for (prefix, scope) in PREFIXES {
        if let Some(rest) = said.words.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('.'))
            && !rest.is_empty()
        {
            said.scope = Some(scope);
            said.words = rest;
            break;
        }
    }
    said
}

/// How well a model answers: 0 by an exact identifier or name, 1 where one begins with the words, 2 where one holds them.
fn rank(model: &Model, facts: Option<&Facts<'_>>, words: &str) -> Option<u8> {
    if words.is_empty() {
        return None;
    }
    let ids = facts.map(|facts| facts.ids.iter().chain(&facts.other_ids).copied());
    let name = model.name.to_ascii_lowercase();
    let names = ids.into_iter().flatten().chain([model.id.as_str(), name.as_str()]);
    names.filter_map(|name| closeness(name, words)).min()
}

fn closeness(name: &str, words: &str) -> Option<u8> {
    // A provisioned identifier has the context length after the model's: `...-v1:0:48k`.
    let longer =
        words.strip_prefix(name).is_some_and(|rest| rest.is_empty() || name.contains(':') && rest.starts_with(':'));
    if longer {
        return Some(0);
    }
    if name.starts_with(words) || name.split_once('.').is_some_and(|(_, own)| own.starts_with(words)) {
        return Some(1);
    }
    name.contains(words).then_some(2)
}

#[cfg(test)]
mod tests {
    use super::{InferenceScope, RateCard};

    #[track_caller]
    fn finds(text: &str, model: &str, scope: Option<InferenceScope>, region: Option<&str>) {
        let card = RateCard::newest();
        let found = card.find_model(text);
        let found = found.map(|found| (found.model.id.as_str(), found.scope, found.region));
        assert_eq!(found, Some((model, scope, region)), "{text}");
    }

    #[test]
    fn identifiers_profiles_and_arns_are_found() {
        let (global, geographic, in_region) =
            (Some(InferenceScope::Global), Some(InferenceScope::Geographic), Some(InferenceScope::InRegion));
        finds("anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4.5", None, None);
        finds("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4.5", geographic, None);
        finds(" US.Anthropic.Claude-Sonnet-4-5-20250929-v1:0\n", "claude-sonnet-4.5", geographic, None);
        finds("global.anthropic.claude-opus-5-5", "claude-opus-5.5", global, None);
        finds("jp.amazon.nova-2-lite-v1:0", "nova-2-lite", geographic, None);
        finds("us-gov.anthropic.claude-haiku-5-5", "claude-haiku-5.5", geographic, None);
        finds(
            "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
            "claude-sonnet-4.5",
            geographic,
            Some("eu-west-1"),
        );
        finds(
            "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0",
            "nova-pro",
            in_region,
            Some("us-east-1"),
        );
        finds("foundation-model/amazon.nova-micro-v1:0", "nova-micro", None, None);
        // Provisioned throughput for a shorter context.
        finds("anthropic.claude-3-sonnet-20240229-v1:0:28k", "claude-3-sonnet", None, None);
        // Identifiers of the card, and names.
        finds("claude-sonnet-4.5", "claude-sonnet-4.5", None, None);
        finds("GPT-6.1 Sol", "gpt-6.1-sol", None, None);
    }

    /// On every card that has the model: links pin older ones.
    #[test]
    fn what_people_paste_from_their_code_finds_its_model_and_scope() {
        let geographic = Some(InferenceScope::Geographic);
        for (text, model, scope) in [
            ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4.5", geographic),
            ("global.anthropic.claude-sonnet-4-6", "claude-sonnet-4.6", Some(InferenceScope::Global)),
            ("claude-sonnet-4-6", "claude-sonnet-4.6", None),
            ("amazon.nova-2-lite-v1:0", "nova-2-lite", None),
            ("openai.gpt-5.6-luna", "gpt-5.6-luna", None),
        ] {
            for written in [text.to_owned(), format!(" {text}\n"), text.to_uppercase()] {
                finds(&written, model, scope, None);
            }
            for date in RateCard::dates() {
                let Some(card) = RateCard::of(date).filter(|card| card.model(model).is_some()) else { continue };
                let found = card.find_model(text).map(|found| (found.model.id.as_str(), found.scope));
                assert_eq!(found, Some((model, scope)), "{text} on {date}");
            }
        }
    }

    #[test]
    fn a_part_finds_what_begins_with_it_first() {
        finds("claude-sonnet-4-5", "claude-sonnet-4.5", None, None);
        finds("us.anthropic.claude-sonnet-4-5", "claude-sonnet-4.5", Some(InferenceScope::Geographic), None);
        finds("20250929", "claude-sonnet-4.5", None, None);
        finds("openai.gpt-6-as", "gpt-6-astra", None, None);
        let card = RateCard::newest();
        let nova = card.find_models("nova");
        assert!(nova.len() > 4 && nova.iter().all(|found| found.model.name.to_lowercase().contains("nova")));
        let ended = |found: &super::Found<'_>| !card.is_offered(&found.model.id);
        let of_rank = nova.iter().filter(|found| found.model.id.starts_with("nova")).map(ended).collect::<Vec<_>>();
        assert!(of_rank.is_sorted(), "what has ended comes last: {nova:?}");
    }

    #[test]
    fn the_two_endpoints_of_qwen3_next_are_told_apart() {
        finds("qwen.qwen3-next-80b-a3b", "qwen3-next-80b-a3b-runtime", None, None);
        finds("qwen.qwen3-next-80b-a3b-instruct", "qwen3-next-80b-a3b", None, None);
    }

    #[test]
    fn what_names_nothing_finds_nothing() {
        let card = RateCard::newest();
        let long = "a".repeat(3_000);
        for text in [
            "",
            " ",
            ".",
            "..",
            ":",
            "arn:",
            "arn:aws:bedrock",
            "arn:aws:bedrock:us-east-1:1:",
            "arn:::::/",
            "us.",
            "global.",
            "inference-profile/",
            "us.us.us",
            "nobody.knows-this-v1:0",
            "\u{0}",
            "🦀",
            "ÄÖÜ",
            "' OR 1=1 --",
            "<script>",
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/xk29fj3kd0s1",
            &long,
        ] {
            assert_eq!(card.find_model(text), None, "{text:?}");
        }
        // A region that the card doesn't know is left out.
        let found = card.find_model("arn:aws:bedrock:moon-1::foundation-model/amazon.nova-pro-v1:0");
        assert_eq!(found.map(|found| (found.model.id.as_str(), found.region)), Some(("nova-pro", None)));
    }
}
