//! Published rates as tables.

use super::names::meter_head;
use super::table::{Column, Holds, Row, Table};
use super::{capitalised, price_digits};
use pricing::money::Unit;
use pricing::rates::{Meter, Model, PromptLength, RateCard, RateGroup};

/// Regions that are named in a row; more of them are counted.
const REGIONS_NAMED: usize = 3;

/// The meters of capacity. They share a column, for no table of a rate file prices two of them: their units differ.
const OF_CAPACITY: [Meter; 4] = [Meter::ModelUnit, Meter::Training, Meter::Storage, Meter::Query];

/// Every published price of some models: a row for each scope, region and way of buying.
pub fn rate_table(card: &RateCard, models: &[&str]) -> Table {
    let groups = models.iter().filter_map(|id| card.model(id)).flat_map(|model| {
        let groups = card.groups(&model.id);
        groups.into_iter().enumerate().map(move |(index, group)| (model, index, group))
    });
    let groups: Vec<_> = groups.collect();
    let priced = |meter| groups.iter().any(|(_, _, group)| group.rates.iter().any(|(of, _)| *of == meter));
    let mut meters: Vec<Vec<Meter>> = Meter::ALL
        .into_iter()
        .filter(|meter| !OF_CAPACITY.contains(meter) && priced(*meter))
        .map(|meter| vec![meter])
        .collect();
    let mut columns: Vec<Column> =
        meters.iter().flatten().map(|meter| Column::new(&meter_head(*meter), Holds::Number)).collect();
    if OF_CAPACITY.into_iter().any(priced) {
        meters.push(OF_CAPACITY.to_vec());
        columns.push(Column::new("Unit, training or storage", Holds::Number));
    }
    columns.push(Column::new("Source", Holds::Words));
    let unless = if groups.iter().any(|(_, _, group)| unit_words(group).is_some()) {
        " unless the row has another unit"
    } else {
        ""
    };
    Table {
        intro: "",
        caption: format!("US dollars per 1M tokens{unless}, before tax and before discounts."),
        head: "Model and scope",
        columns,
        rows: groups.iter().map(|(model, index, group)| group_row(model, *index, group, &meters)).collect(),
    }
}

/// Which card it is, and what “read” says beside its sources.
pub fn card_words(card: &RateCard) -> String {
    format!(
        "Rates of {}: {}. “Read” beside a source is the date on which it was read.",
        card.date().long(),
        card.title()
    )
}

/// What a row's prices are for, where that isn't tokens alone.
fn unit_words(group: &RateGroup<'_>) -> Option<&'static str> {
    let (meter, rate) = group.rates.first()?;
    match (meter, rate.unit()) {
        (Meter::Training, Unit::ThousandTokens | Unit::MillionTokens) => Some("training per 1M tokens"),
        (_, Unit::ThousandTokens | Unit::MillionTokens) => None,
        (_, Unit::ModelUnitHour) => Some("model unit per hour"),
        (_, Unit::ThousandTpmHour) => Some("1K tokens per minute, per hour"),
        (_, Unit::TrainingHour) => Some("training per hour"),
        (_, Unit::Month) => Some("storage per month"),
        (_, Unit::ImportUnitMinute) => Some("unit per minute"),
        (_, Unit::ThousandQueries) => Some("1K queries"),
    }
}

fn group_row(model: &Model, index: usize, group: &RateGroup<'_>, meters: &[Vec<Meter>]) -> Row {
    let mut under: Vec<String> = vec![capitalised(group.buying.words())];
    under.extend(unit_words(group).map(str::to_owned));
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
    for meters in meters {
        let rate = group.rates.iter().find(|(of, _)| meters.contains(of));
        cells.push(rate.map(|(_, rate)| price_digits(rate.per_million())).unwrap_or_default());
    }
    let thousands = group.rates.iter().any(|(_, rate)| rate.unit() == Unit::ThousandTokens);
    let mut source =
        format!("{}, {}, read {}.", group.source.title(), group.source.published.long(), group.read.long());
    if thousands {
        source.push_str(" Published per 1K tokens.");
    }
    if let Some(note) = group.note {
        source.push(' ');
        source.push_str(note.text());
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

#[cfg(test)]
mod tests {
    use super::{RateCard, rate_table};

    /// The cells and what stands under the name, of each row that holds `words`.
    fn rows(model: &str, words: &str) -> Vec<(String, Vec<String>)> {
        let table = rate_table(&RateCard::newest(), &[model]);
        let rows = table.rows.into_iter().filter(|row| row.under.contains(words));
        rows.map(|row| (row.under, row.cells.into_iter().take(table.columns.len() - 1).collect())).collect()
    }

    #[test]
    fn a_price_of_capacity_names_its_unit() {
        let table = rate_table(&RateCard::newest(), &["llama-3.2-1b"]);
        let heads: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(heads, ["Input", "Output", "Unit, training or storage", "Source"]);
        assert!(table.caption.contains("unless the row has another unit"), "{}", table.caption);
        let row = |under: &str, cells: [&str; 3]| (under.to_owned(), cells.map(str::to_owned).to_vec());
        assert_eq!(
            rows("llama-3.2-1b", "No commitment"),
            [row("No commitment, model unit per hour, in-region, us-west-2", ["", "", "23.00"])]
        );
        assert_eq!(
            rows("llama-3.2-1b", "Custom model"),
            [
                row("Custom model, training per 1M tokens, in-region, us-west-2", ["", "", "0.50"]),
                row("Custom model, storage per month, in-region, us-west-2", ["", "", "1.95"]),
            ]
        );
        let reserved = rows("claude-sonnet-4.6", "Reserved, one month, 1K tokens per minute, per hour, global");
        assert_eq!(reserved.first().and_then(|(_, cells)| cells.first()).map(String::as_str), Some("0.18"));
        assert_eq!(rows("gpt-oss-20b", "training per hour").len(), 1);
        assert_eq!(rows("custom-model-import", "Imported model, unit per minute").len(), 2);
    }

    #[test]
    fn prices_by_the_token_alone_need_no_other_unit() {
        let table = rate_table(&RateCard::newest(), &["nova-pro"]);
        assert_eq!(table.caption, "US dollars per 1M tokens, before tax and before discounts.");
        assert!(table.columns.iter().all(|column| column.name != "Unit, training or storage"));
    }
}
