//! A custom model: once, a month, and three ways of serving it.

use super::super::line::rate_words;
use super::super::totals::plain;
use super::super::{Column, Explanation, Holds, Row, Table, count, model_name, percent};
use super::{CapacitySection, counted};
use crate::capacity::{CustomOutlook, Path};
use crate::money::Usd;
use crate::rates::RateCard;
use crate::scenario::{CustomModel, CustomServing};

pub(super) fn section(outlook: &CustomOutlook, model: &CustomModel, index: usize, card: &RateCard) -> CapacitySection {
    let id = format!("custom-{}", index + 1);
    CapacitySection {
        title: format!("A custom model of {}", model_name(&model.placement.model, card)),
        lead: lead(outlook),
        tables: vec![paths(outlook, &id, card), first_year(outlook, &id)],
        plots: Vec::new(),
        id,
    }
}

fn amount(of: Option<Usd>) -> String {
    of.map_or_else(|| "no price".to_owned(), |amount| amount.to_string())
}

fn lead(outlook: &CustomOutlook) -> Vec<String> {
    let mut cheapest: Option<(CustomServing, Usd)> = None;
    for path in &outlook.paths {
        if let Some(month) = path.month.filter(|month| *month > Usd::ZERO)
            && cheapest.is_none_or(|(_, cost)| month < cost)
        {
            cheapest = Some((path.serving, month));
        }
    }
    let mut lead = Vec::new();
    if let (Some(year), Some(share)) = (outlook.first_year(), outlook.serving_share()) {
        lead.push(format!("The first year costs {year}; serving is {} of it.", percent(share)));
    }
    if let Some((serving, month)) = cheapest {
        lead.push(format!("Cheapest to serve: {}, {month} a month.", words(serving)));
    }
    lead
}

const fn words(serving: CustomServing) -> &'static str {
    match serving {
        CustomServing::None => "not served",
        CustomServing::OnDemand => "on demand",
        CustomServing::Units => "model units",
        CustomServing::Import => "import",
    }
}

/// How what a way of serving costs comes about; nothing where nothing is charged.
fn opened(path: &Path, how: &str, card: &RateCard) -> Option<Explanation> {
    let first = path.charges.first()?;
    let mut explanation = plain("What this way of serving the model costs a month.", how.to_owned());
    for charge in &path.charges {
        let counted = if path.serving == CustomServing::OnDemand { "tokens" } else { counted(charge) };
        explanation.formula.push(format!(
            "{} {counted} × {} = {}",
            count(charge.quantity()),
            charge.price.rate(),
            charge.cost()
        ));
    }
    explanation.rate = Some(rate_words(&first.price, &first.key(), card));
    Some(explanation)
}

fn paths(outlook: &CustomOutlook, id: &str, card: &RateCard) -> Table {
    let rows = outlook.paths.iter().map(|path| {
        let how = match path.serving {
            CustomServing::Import => "units × five-minute windows × 5 minutes; nothing while idle",
            CustomServing::Units => "units × hours in the month",
            CustomServing::OnDemand | CustomServing::None => "tokens × the custom model’s own price",
        };
        Row {
            id: format!("{id}-{}", path.serving.name()),
            name: super::super::capitalised(words(path.serving)),
            tag: path.chosen.then_some("chosen"),
            under: how.to_owned(),
            current: path.chosen,
            cells: vec![amount(path.month), amount(path.month.map(|month| month.times(12)))],
            opens: opened(path, how, card),
            ..Row::default()
        }
    });
    Table {
        caption: "Serving it, three ways".to_owned(),
        head: "Way",
        columns: vec![Column::new("A month", Holds::Number), Column::new("A year", Holds::Number)],
        rows: rows.collect(),
        ..Table::default()
    }
}

fn first_year(outlook: &CustomOutlook, id: &str) -> Table {
    let year = |month: Option<Usd>| month.map(|month| month.times(12));
    let row = |slug: &str, name: &str, cost: Option<Usd>, formula: String| Row {
        id: format!("{id}-{slug}"),
        name: name.to_owned(),
        cells: vec![amount(cost)],
        opens: Some(plain("A part of the first year.", formula)),
        ..Row::default()
    };
    let (once, storage, serving) = (outlook.once, outlook.storage, outlook.serving());
    Table {
        caption: "The first year".to_owned(),
        head: "What",
        columns: vec![Column::new("Cost", Holds::Number)],
        rows: vec![
            row("training", "Training", once, format!("once: {}", amount(once))),
            row("storage", "Storage", year(storage), format!("12 × {}", amount(storage))),
            row("serving", "Serving", year(serving), format!("12 × {}", amount(serving))),
            row(
                "together",
                "Together",
                outlook.first_year(),
                format!("{} + {} + {}", amount(once), amount(year(storage)), amount(year(serving))),
            ),
        ],
        ..Table::default()
    }
}
