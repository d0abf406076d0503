//! The bundled text against the rate files, read here by other code than the build's.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use pricing::money::Unit;
use pricing::rates::{
    BUNDLED, Buying, Date, InferenceScope, Kind, Meter, PromptLength, PublishedRate, RateCard, RateKey, Said, Source,
};
use rust_decimal::Decimal;
use toml::{Table, Value};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// One price of the rate files: what it answers to, and everything the card must say of it.
#[derive(Debug, PartialEq)]
struct Filed {
    model: String,
    scope: InferenceScope,
    /// `None` for every region.
    region: Option<String>,
    buying: Buying,
    length: PromptLength,
    meter: Meter,
    from: Date,
    until: Option<Date>,
    amount: Decimal,
    unit: Unit,
    source: Origin,
    read: Date,
    note: Option<String>,
}

/// The rate files as tables, by name.
fn files() -> Result<BTreeMap<String, Table>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/pricing/rates");
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let name = path.file_name().ok_or("a name")?.to_string_lossy().into_owned();
        files.insert(name, std::fs::read_to_string(&path)?.parse()?);
    }
    Ok(files)
}

fn tables<'a>(table: &'a Table, key: &str) -> Result<Vec<&'a Table>> {
    let items = table.get(key).and_then(Value::as_array).ok_or_else(|| format!("no {key}"))?;
    items.iter().map(|item| item.as_table().ok_or_else(|| format!("{key} is no table").into())).collect()
}

fn text<'a>(table: &'a Table, key: &str) -> Result<&'a str> {
    optional(table, key).ok_or_else(|| format!("no {key} in {table:?}").into())
}

fn optional<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.get(key).and_then(Value::as_str)
}

fn date(table: &Table, key: &str) -> Result<Date> {
    Ok(text(table, key)?.parse()?)
}

/// A source as filed: title, publisher, date, place, and whether it is primary.
type Origin = (String, String, Date, String, bool);

fn origin(source: &Source) -> Origin {
    let [title, publisher, place] = [source.title(), source.publisher(), source.place()].map(str::to_owned);
    (title, publisher, source.published, place, source.primary)
}

fn sources(files: &BTreeMap<String, Table>) -> Result<BTreeMap<&str, Origin>> {
    let mut sources = BTreeMap::new();
    for table in tables(files.get("sources.toml").ok_or("no sources")?, "source")? {
        let source = (
            text(table, "title")?.to_owned(),
            text(table, "publisher")?.to_owned(),
            date(table, "published")?,
            text(table, "where")?.to_owned(),
            text(table, "kind")? == "primary",
        );
        sources.insert(text(table, "id")?, source);
    }
    Ok(sources)
}

fn providers(files: &BTreeMap<String, Table>) -> impl Iterator<Item = &Table> {
    files.iter().filter(|(name, _)| *name != "cards.toml" && *name != "sources.toml").map(|(_, file)| file)
}

fn prices(files: &BTreeMap<String, Table>) -> Result<Vec<Filed>> {
    let sources = sources(files)?;
    let mut prices = Vec::new();
    for file in providers(files) {
        for model in tables(file, "model")? {
            for rate in tables(model, "rate")? {
                file_rate(text(model, "id")?, rate, &sources, &mut prices)?;
            }
        }
    }
    Ok(prices)
}

fn file_rate(model: &str, rate: &Table, sources: &BTreeMap<&str, Origin>, prices: &mut Vec<Filed>) -> Result<()> {
    let words = |key: &str| -> Vec<&str> {
        rate.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
    };
    let regions: Vec<Option<&str>> = match words("regions") {
        regions if rate.contains_key("regions") => regions.into_iter().map(Some).collect(),
        _ => vec![None],
    };
    for scope in words("scopes") {
        for region in &regions {
            for meter in Meter::ALL {
                let Some(amount) = optional(rate, meter.name()) else { continue };
                prices.push(Filed {
                    model: model.to_owned(),
                    scope: InferenceScope::from_name(scope).ok_or("scope")?,
                    region: region.map(str::to_owned),
                    buying: Buying::from_name(text(rate, "buying")?).ok_or("buying")?,
                    length: PromptLength::from_name(optional(rate, "length").unwrap_or("ordinary")).ok_or("length")?,
                    meter,
                    from: date(rate, "from")?,
                    until: optional(rate, "until").map(str::parse).transpose()?,
                    amount: Decimal::from_str_exact(amount).map_err(|error| error.to_string())?.normalize(),
                    unit: Unit::from_name(text(rate, "unit")?).ok_or("unit")?,
                    source: sources.get(text(rate, "source")?).ok_or("source")?.clone(),
                    read: date(rate, "read")?,
                    note: optional(rate, "note").map(str::to_owned),
                });
            }
        }
    }
    Ok(())
}

fn on(date: Date, filed: &Filed) -> bool {
    filed.from <= date && filed.until.is_none_or(|until| date < until)
}

#[track_caller]
fn assert_found(found: Option<PublishedRate<'_>>, filed: &Filed) {
    let found = found.map(|found| {
        (found.rate.amount(), found.rate.unit(), origin(found.source), found.read, found.note.map(Said::text))
    });
    let expected = (filed.amount, filed.unit, filed.source.clone(), filed.read, filed.note.as_deref());
    assert_eq!(found, Some(expected), "{filed:?}");
}

#[test]
fn the_bundled_text_decodes_into_the_cards() -> Result<()> {
    let files = files()?;
    let cards = RateCard::decode(BUNDLED)?;
    let expected: Vec<_> = tables(files.get("cards.toml").ok_or("no cards")?, "card")?;
    assert_eq!(cards.len(), expected.len());
    for (card, expected) in cards.iter().zip(expected) {
        assert_eq!((card.date(), card.title()), (date(expected, "date")?, text(expected, "title")?));
        assert_eq!(RateCard::of(card.date()).as_ref(), Some(card));
    }
    assert_eq!(cards.iter().map(RateCard::date).collect::<Vec<_>>(), RateCard::dates());
    assert_eq!(Some(&RateCard::newest()), cards.last());
    assert_eq!(RateCard::of("2026-08-21".parse()?), None);
    Ok(())
}

#[test]
fn every_filed_rate_is_on_its_cards_and_nothing_else() -> Result<()> {
    let prices = prices(&files()?)?;
    for card in RateCard::decode(BUNDLED)? {
        // Every region is every commercial one.
        let regions: Vec<&str> = card.all_regions().filter(|region| !region.starts_with("us-gov-")).collect();
        let mut count = 0;
        for filed in prices.iter().filter(|filed| on(card.date(), filed)) {
            let (scope, buying, length, meter) = (filed.scope, filed.buying, filed.length, filed.meter);
            let key = |region| RateKey { model: &filed.model, scope, region, buying, length, meter };
            if let Some(region) = &filed.region {
                assert_found(card.rate(&key(region)), filed);
                count += 1;
            } else {
                for region in regions.iter().chain(&["nowhere-1"]) {
                    assert_found(card.rate(&key(region)), filed);
                }
                count += regions.len();
            }
        }
        assert_eq!(card.rates().count(), count, "{}", card.date());
        for (key, published) in card.rates() {
            assert_eq!(card.rate(&key), Some(published), "{key:?}");
        }
    }
    Ok(())
}

#[test]
fn models_and_providers_are_as_filed() -> Result<()> {
    let files = files()?;
    let sources = sources(&files)?;
    let card = RateCard::newest();
    let mut count = 0;
    for file in providers(&files) {
        let provider = file.get("provider").and_then(Value::as_table).ok_or("no provider")?;
        for expected in tables(file, "model")? {
            let Some(model) = card.model(text(expected, "id")?) else { continue };
            count += 1;
            let of = card.provider_of(model);
            assert_eq!((of.id.as_str(), of.name.as_str()), (text(provider, "id")?, text(provider, "name")?));
            let billed = text(provider, "billed_through")?;
            assert_eq!([of.marketplace, of.unsettled], ["marketplace", "unsettled"].map(|word| billed == word));
            assert_eq!(model.name, text(expected, "name")?);
            assert_eq!(model.secondary, text(expected, "evidence")? == "secondary");
            let kind = match optional(expected, "kind") {
                None => Kind::Text,
                Some("embedding") => Kind::Embedding,
                Some(_) => Kind::Rerank,
            };
            assert_eq!(model.kind, kind);
            let number = |key| expected.get(key).and_then(Value::as_integer).map(u32::try_from).transpose();
            assert_eq!(model.cache_minimum, number("cache_minimum")?);
            let first =
                number("cache_minimum_first")?.map_or(model.cache_minimum, |first| (first > 0).then_some(first));
            assert_eq!(model.first_cache_minimum, first);
            assert_eq!(
                model.cache_minimum_note.map(pricing::rates::Said::text),
                optional(expected, "cache_minimum_note")
            );
            assert_eq!(model.cache_maximum, number("cache_maximum")?);
            assert_eq!(model.long_prompt_above, number("long_prompt_above")?);
            let source = optional(expected, "cache_minimum_source").and_then(|id| sources.get(id));
            assert_eq!(card.cache_minimum_source(model).map(origin).as_ref(), source);
        }
    }
    assert_eq!(card.models().len(), count);
    assert!(card.models().iter().all(|model| !card.provider_of(model).id.is_empty()));
    Ok(())
}

#[test]
fn every_view_of_a_card_agrees_with_its_rates() {
    let card = RateCard::newest();
    for model in card.models() {
        let id = &model.id;
        let rates: Vec<_> = card.rates().filter(|(key, _)| key.model == id).map(|(key, _)| key).collect();
        let by_token: Vec<_> = rates.iter().filter(|key| key.buying.is_by_token()).collect();
        // Scopes and regions are where a model is asked: capacity alone makes none. What embeds and ranks can't be asked.
        let answers = model.kind == Kind::Text && !by_token.is_empty();
        assert_eq!(card.models_by_token().any(|sold| sold == model), answers, "{id}");
        assert_eq!(
            card.scopes(id),
            InferenceScope::ALL
                .into_iter()
                .filter(|scope| by_token.iter().any(|key| key.scope == *scope))
                .collect::<Vec<_>>()
        );
        for scope in InferenceScope::ALL {
            let mut regions: Vec<&str> =
                by_token.iter().filter(|key| key.scope == scope).map(|key| key.region).collect();
            regions.sort_unstable();
            regions.dedup();
            assert_eq!(card.regions(id, scope), regions, "{id}");
            let here: Vec<_> = rates.iter().filter(|key| key.scope == scope).collect();
            for region in card.all_regions() {
                let mut buyings: Vec<Buying> =
                    here.iter().filter(|key| key.region == region).map(|key| key.buying).collect();
                buyings.sort_unstable();
                buyings.dedup();
                assert_eq!(card.buyings(id, scope, region), buyings, "{id} {region}");
                for buying in buyings {
                    for length in PromptLength::ALL {
                        let metered = card.meters(id, scope, region, buying, length);
                        for meter in Meter::ALL {
                            let rate = card.rate(&RateKey { model: id, scope, region, buying, length, meter });
                            let found = metered.iter().find(|(found, _)| *found == meter).map(|(_, rate)| *rate);
                            assert_eq!(found, rate, "{id} {region} {meter:?}");
                        }
                    }
                }
            }
        }
        let grouped: usize = card
            .groups(id)
            .iter()
            .map(|group| {
                let commercial = card.all_regions().filter(|region| !region.starts_with("us-gov-")).count();
                let regions = group.regions.as_ref().map_or(commercial, Vec::len);
                group.scopes.len() * regions * group.rates.len()
            })
            .sum();
        assert_eq!(grouped, rates.len(), "{id}");
    }
}

#[test]
fn long_prices_and_their_threshold_go_together() {
    let card = RateCard::newest();
    for model in card.models() {
        let long = card.groups(&model.id).iter().any(|group| group.length == PromptLength::Long);
        assert_eq!(model.long_prompt_above.is_some(), long, "{}", model.id);
    }
}

#[test]
fn a_price_has_a_unit_that_its_kind_can_have() {
    for (key, published) in RateCard::newest().rates() {
        assert!(key.buying.units(key.meter).contains(&published.rate.unit()), "{key:?}");
    }
}

#[test]
fn a_model_without_a_price_by_the_token_is_nowhere_to_be_asked() {
    let card = RateCard::newest();
    let sold: Vec<&str> = card.models_by_token().map(|model| model.id.as_str()).collect();
    let others = card.models().iter().filter(|model| !sold.contains(&model.id.as_str()));
    // By provider: Amazon's, Cohere's and TwelveLabs' embed and rank text, and the last is no model.
    assert_eq!(
        others.map(|model| model.id.as_str()).collect::<Vec<_>>(),
        [
            "nova-2-multimodal-embeddings",
            "amazon-rerank-1.0",
            "titan-embed-image",
            "titan-embed-text",
            "titan-embed-g1-text-02",
            "titan-embed-text-v2",
            "custom-model-import",
            "cohere-embed-english-3",
            "cohere-embed-multilingual-3",
            "cohere-embed-4",
            "cohere-rerank-3.5",
            "marengo-embed-2.7",
            "marengo-embed-3.0",
        ]
    );
    assert!(card.scopes("custom-model-import").is_empty());
    assert!(card.regions("custom-model-import", InferenceScope::InRegion).is_empty());
}
