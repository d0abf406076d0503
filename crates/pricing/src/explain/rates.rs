//! Published rates as tables.

use super::names::meter_head;
use super::table::{Column, Holds, Row, Table};
use super::{capitalised, price_digits};
use crate::money::Unit;
use crate::rates::{Buying, InferenceScope, Meter, Model, PromptLength, RateCard, RateGroup, RateKey};
use crate::scenario::Placement;

/// Regions that are named in a row; more of them are counted.
const REGIONS_NAMED: usize = 3;

/// Every published price of some models: a row for each scope, region and way of buying.
pub fn rate_table(card: &RateCard, models: &[&str]) -> Table {
    let groups = models.iter().filter_map(|id| card.model(id)).flat_map(|model| {
        let groups = card.groups(&model.id);
        groups.into_iter().enumerate().map(move |(index, group)| (model, index, group))
    });
    let groups: Vec<_> = groups.collect();
    let priced = |meter| groups.iter().any(|(_, _, group)| group.rates.iter().any(|(of, _)| *of == meter));
    let meters: Vec<Meter> = Meter::ALL.into_iter().filter(|meter| priced(*meter)).collect();
    let mut columns: Vec<Column> = meters.iter().map(|meter| Column::new(&meter_head(*meter), Holds::Number)).collect();
    columns.push(Column::new("Source", Holds::Words));
    Table {
        intro: "",
        caption: "US dollars per 1M tokens, before tax and before discounts.".to_owned(),
        head: "Model and scope",
        columns,
        rows: groups.iter().map(|(model, index, group)| group_row(model, *index, group, &meters)).collect(),
    }
}

fn group_row(model: &Model, index: usize, group: &RateGroup<'_>, meters: &[Meter]) -> Row {
    let mut under: Vec<String> = vec![capitalised(group.buying.words())];
    if group.length == PromptLength::Long {
        under.push(match model.long_prompt_above {
            Some(tokens) => format!("prompts above {} tokens", super::count(u64::from(tokens))),
            None => "long prompts".to_owned(),
        });
    }
    under.extend(group.scopes.iter().map(|scope| scope.name().to_owned()));
    let mut more = None;
    match &group.regions {
        None => under.push("every region".to_owned()),
        Some(regions) if regions.len() <= REGIONS_NAMED => {
            under.extend(regions.iter().map(|&region| region.to_owned()));
        }
        Some(regions) => more = Some((format!("{} regions", regions.len()), regions.join(", "))),
    }
    let mut cells: Vec<String> = Vec::with_capacity(meters.len() + 1);
    for meter in meters {
        let rate = group.rates.iter().find(|(of, _)| of == meter);
        cells.push(rate.map(|(_, rate)| price_digits(rate.per_million())).unwrap_or_default());
    }
    let thousands = group.rates.iter().any(|(_, rate)| rate.unit() == Unit::ThousandTokens);
    let mut source = format!("{}, {}, read {}.", group.source.title, group.source.published.long(), group.read.long());
    if thousands {
        source.push_str(" Published per 1K tokens.");
    }
    if let Some(note) = group.note {
        source.push(' ');
        source.push_str(note);
    }
    cells.push(source);
    Row {
        id: format!("rate-{}-{index}", model.id),
        name: model.name.clone(),
        tag: model.secondary.then_some("secondary"),
        under: under.join(", "),
        more,
        cells,
        ..Row::default()
    }
}

/// Where a model is usually asked: its global profile, else a geographic one, else a region; `us-east-1` where it can be.
pub fn usual_placement(card: &RateCard, model: &Model) -> Placement {
    const REGION: &str = "us-east-1";
    let scope = card.scopes(&model.id).first().copied().unwrap_or(InferenceScope::InRegion);
    let regions = card.regions(&model.id, scope);
    let region = if regions.contains(&REGION) { REGION } else { regions.first().copied().unwrap_or(REGION) };
    Placement::new(&model.id, scope, region)
}

/// The rates of every model in its usual place, short enough to read in one go; one table's rows a provider.
pub fn compact_rates(card: &RateCard) -> (Table, Vec<(String, Vec<Row>)>) {
    const METERS: [(&str, Buying, Meter); 5] = [
        ("Input", Buying::Standard, Meter::Input),
        ("Output", Buying::Standard, Meter::Output),
        ("Cache read", Buying::Standard, Meter::CacheRead),
        ("Batch input", Buying::Batch, Meter::Input),
        ("Batch output", Buying::Batch, Meter::Output),
    ];
    let mut providers: Vec<(String, Vec<Row>)> = Vec::new();
    for model in card.models() {
        let provider = &card.provider_of(model).name;
        if providers.last().is_none_or(|(name, _)| name != provider) {
            providers.push((provider.clone(), Vec::new()));
        }
        let placement = usual_placement(card, model);
        let price = |buying, meter| {
            let Placement { scope, ref region, .. } = placement;
            let key = RateKey { model: &model.id, scope, region, buying, length: PromptLength::Ordinary, meter };
            card.rate(&key).map(|published| price_digits(published.rate.per_million())).unwrap_or_default()
        };
        let place = match placement.scope {
            InferenceScope::Global => "global".to_owned(),
            InferenceScope::Geographic => format!("geographic, {}", placement.region),
            InferenceScope::InRegion => placement.region.clone(),
        };
        if let Some((_, rows)) = providers.last_mut() {
            rows.push(Row {
                name: model.name.clone(),
                tag: model.secondary.then_some("secondary"),
                under: place,
                cells: METERS.iter().map(|(_, buying, meter)| price(*buying, *meter)).collect(),
                ..Row::default()
            });
        }
    }
    let table = Table {
        intro: "",
        caption: format!(
            "Rates of {}. US dollars per 1M tokens, on demand in the Standard tier unless it says batch.",
            card.date().long()
        ),
        head: "Model",
        columns: METERS.iter().map(|(name, ..)| Column::new(name, Holds::Number)).collect(),
        rows: Vec::new(),
    };
    (table, providers)
}
