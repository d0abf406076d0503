//! The card of 28 November 2026 against the rows it was made from: each is on the card, or stays out for a reason.

use std::error::Error;

use pricing::rates::{Buying, Date, InferenceScope, Meter, PromptLength, RateCard, RateKey};
use rust_decimal::Decimal;
use serde::Deserialize;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const ROWS: &str = include_str!("evidence/2026-11-28.jsonl");
const DECIDED: &str = include_str!("evidence/2026-11-28.toml");

#[derive(Deserialize)]
struct Row {
    model: String,
    key: String,
    scope: String,
    region: String,
    tier: String,
    prompt_length: String,
    meter: String,
    unit: String,
    price: String,
    confidence: String,
}

#[derive(Deserialize)]
struct Decided {
    card: Date,
    model: Vec<Named>,
    exclude: Vec<Exclude>,
    differ: Vec<Differ>,
}

/// Why the card differs from rows that it has.
#[derive(Deserialize)]
struct Differ {
    /// `region` or `scope`: where the row's price isn't, beside where it is.
    what: String,
    models: Vec<String>,
    reason: String,
}

#[derive(Deserialize)]
struct Named {
    row: String,
    key: Option<String>,
    id: String,
}

#[derive(Deserialize)]
struct Exclude {
    reason: String,
    models: Option<Vec<String>>,
    meters: Option<Vec<String>>,
    scope: Option<String>,
    tier: Option<String>,
    region: Option<String>,
}

impl Exclude {
    fn matches(&self, row: &Row) -> bool {
        self.models.as_ref().is_none_or(|models| models.contains(&row.model))
            && self.meters.as_ref().is_none_or(|meters| meters.contains(&row.meter))
            && self.scope.as_ref().is_none_or(|scope| *scope == row.scope)
            && self.tier.as_ref().is_none_or(|tier| *tier == row.tier)
            && self.region.as_ref().is_none_or(|region| *region == row.region)
    }
}

fn rows() -> Result<Vec<Row>> {
    ROWS.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// The identifier on the card: endpoints of one model can have identifiers of their own.
fn model<'a>(row: &'a Row, decided: &'a Decided) -> &'a str {
    let last = row.key.rsplit('/').next().unwrap_or_default();
    let named = decided
        .model
        .iter()
        .find(|named| named.row == row.model && named.key.as_ref().is_none_or(|key| *key == row.key || *key == last));
    named.map_or(&row.model, |named| &named.id)
}

/// A row beside the card, in one scope.
enum Beside {
    /// The card has its price wherever the row has it.
    Same,
    /// The card has its price, but not in these regions, where AWS's own Standard price is another one.
    Apart(Vec<String>),
    /// The card has another price, or none.
    Wrong(String),
}

fn beside(card: &RateCard, row: &Row, model: &str, scope: InferenceScope) -> Result<Beside> {
    let length = if row.prompt_length.starts_with("long") { PromptLength::Long } else { PromptLength::Ordinary };
    let buying = Buying::from_name(&row.tier).ok_or("a tier that the card has no word for")?;
    let meter = Meter::from_name(&row.meter).ok_or("a meter that the card doesn't have")?;
    let price = Decimal::from_str_exact(&row.price).map_err(|error| error.to_string())?.normalize();
    let named = row.region.split(" (").next().unwrap_or_default();
    let regions: Vec<&str> = match named {
        "*" => card.all_regions().filter(|region| !region.starts_with("us-gov-")).collect(),
        named => named.split(',').collect(),
    };
    let here = |region| card.rate(&RateKey { model, scope, region, buying, length, meter });
    let standard = |region| {
        let (buying, length, meter) = (Buying::Standard, PromptLength::Ordinary, Meter::Input);
        card.rate(&RateKey { model, scope, region, buying, length, meter }).map(|found| found.rate)
    };
    // A price book has one price for many regions. Where AWS's own Standard prices differ, it is the first region's.
    let first = regions.iter().copied().find(|region| *region == "us-east-1");
    let Some(first) = first.or_else(|| regions.iter().copied().find(|region| here(region).is_some())) else {
        return Ok(Beside::Wrong("not on the card".to_owned()));
    };
    let mut apart = Vec::new();
    for region in regions {
        let alike = standard(region) == standard(first);
        match here(region) {
            Some(found) if found.rate.amount() == price && found.rate.unit().name() == row.unit => {}
            Some(found) if found.rate.per_million() == price && row.unit == "1M tokens" => {}
            Some(found) if region == first || alike => return Ok(Beside::Wrong(format!("{} in {region}", found.rate))),
            None if region == first || (alike && named != "*") => {
                return Ok(Beside::Wrong(format!("no price in {region}")));
            }
            _ => apart.push(region.to_owned()),
        }
    }
    Ok(if apart.is_empty() { Beside::Same } else { Beside::Apart(apart) })
}

#[test]
fn every_row_is_on_the_card_or_stays_out_for_a_reason() -> Result<()> {
    let decided: Decided = toml::from_str(DECIDED)?;
    let card = RateCard::of(decided.card).ok_or("no card of the rows' date")?;
    let rows = rows()?;
    assert_eq!(rows.len(), 1_533, "all rows of high and medium confidence");
    let mut used = vec![0; decided.exclude.len()];
    let mut explained = vec![0; decided.differ.len()];
    let mut wrong = Vec::new();
    for row in &rows {
        assert_ne!(row.confidence, "low");
        if let Some(at) = decided.exclude.iter().position(|exclude| exclude.matches(row)) {
            if let Some(count) = used.get_mut(at) {
                *count += 1;
            }
            continue;
        }
        let model = model(row, &decided);
        let scopes: Vec<InferenceScope> = row.scope.split('|').filter_map(InferenceScope::from_name).collect();
        let found: Vec<Beside> = scopes.iter().map(|scope| beside(&card, row, model, *scope)).collect::<Result<_>>()?;
        let Row { scope, region, tier, prompt_length, meter, price, .. } = row;
        let mut say = |how: &str| {
            wrong.push(format!("{model} {scope} {region} {tier} {prompt_length} {meter} {price}: {how}"));
        };
        if found.iter().all(|own| matches!(own, Beside::Wrong(_))) {
            for own in &found {
                if let Beside::Wrong(how) = own {
                    say(how);
                }
            }
            continue;
        }
        for own in &found {
            let (what, how) = match own {
                Beside::Same => continue,
                Beside::Apart(regions) => ("region", format!("no such price in {}", regions.join(", "))),
                Beside::Wrong(how) => ("scope", how.clone()),
            };
            let known = |differ: &Differ| differ.what == what && differ.models.iter().any(|own| own == model);
            match decided.differ.iter().position(known).and_then(|at| explained.get_mut(at)) {
                Some(count) => *count += 1,
                None => say(&how),
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows differ from the card:\n{}", wrong.len(), wrong.join("\n"));
    assert!(used.iter().all(|count| *count > 0), "an exclusion of nothing: {used:?}");
    assert!(explained.iter().all(|count| *count > 0), "an explanation of nothing: {explained:?}");
    assert!(decided.differ.iter().all(|differ| differ.reason.len() > 20), "a difference without an explanation");
    assert!(explained.iter().sum::<usize>() < rows.len() / 50, "many differences: {explained:?}");
    assert!(decided.exclude.iter().all(|exclude| exclude.reason.len() > 20), "an exclusion without a reason");
    let left_out: usize = used.iter().sum();
    assert!(left_out < rows.len() / 15, "{left_out} rows stay out");
    Ok(())
}

#[test]
fn a_price_with_one_source_is_marked_and_a_confirmed_one_is_not() -> Result<()> {
    let card = RateCard::of("2026-11-28".parse()?).ok_or("no card")?;
    let marked = |model, scope, buying, meter| {
        let key = RateKey { model, scope, region: "us-east-1", buying, length: PromptLength::Ordinary, meter };
        card.rate(&key).map(|found| found.single_source)
    };
    // Flex of Palmyra Vision 7B is in LiteLLM alone; three price books have GPT-5.6 Sol's global price.
    let in_region = InferenceScope::InRegion;
    assert_eq!(marked("palmyra-vision-7b", in_region, Buying::Flex, Meter::Input), Some(true));
    assert_eq!(marked("gpt-5.6-sol", InferenceScope::Global, Buying::Standard, Meter::Input), Some(false));
    assert_eq!(marked("claude-fable-5.1", InferenceScope::Geographic, Buying::Standard, Meter::Input), Some(false));
    Ok(())
}

#[test]
fn a_promotional_price_says_until_when() -> Result<()> {
    let card = RateCard::of("2026-11-28".parse()?).ok_or("no card")?;
    for (scope, input) in
        [(InferenceScope::InRegion, "4.4"), (InferenceScope::Geographic, "4.4"), (InferenceScope::Global, "4")]
    {
        let key = RateKey {
            model: "gpt-5.6-sol",
            scope,
            region: "us-east-1",
            buying: Buying::Standard,
            length: PromptLength::Ordinary,
            meter: Meter::Input,
        };
        let found = card.rate(&key).ok_or("no price")?;
        assert_eq!(found.rate.amount().to_string(), input);
        assert_eq!(found.since, Some("2026-08-21".parse()?));
        assert_eq!(found.promised_until, Some("2026-11-21".parse()?));
    }
    // The card before has the price before.
    let before = RateCard::of("2026-10-25".parse()?).ok_or("no card")?;
    let key = RateKey {
        model: "gpt-5.6-sol",
        scope: InferenceScope::InRegion,
        region: "us-east-2",
        buying: Buying::Standard,
        length: PromptLength::Ordinary,
        meter: Meter::Output,
    };
    assert_eq!(
        before.rate(&key).map(|found| (found.rate.amount().to_string(), found.promised_until)),
        Some(("33".to_owned(), None))
    );
    assert_eq!(before.model("gpt-5.6-sol").map(|model| model.long_prompt_above), Some(None));
    assert_eq!(card.model("gpt-5.6-sol").map(|model| model.long_prompt_above), Some(Some(272_000)));
    Ok(())
}
