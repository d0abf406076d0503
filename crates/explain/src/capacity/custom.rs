//! A custom model: once, a month, and three ways of serving it.

use super::super::totals::plain;
use super::super::{Column, Holds, Row, Table, capitalised, model_name};
use super::charge::{over_months, together};
use super::{CapacitySection, amount};
use pricing::capacity::CustomOutlook;
use pricing::money::{Usd, rounded_to, shifted};
use pricing::names::serving_name;
use pricing::rates::RateCard;
use pricing::report::Charge;
use pricing::scenario::{CustomModel, CustomServing};

/// A custom model: what it costs to make, keep and serve.
pub fn section(outlook: &CustomOutlook, model: &CustomModel, index: usize, card: &RateCard) -> CapacitySection {
    let id = format!("custom-{}", index + 1);
    CapacitySection {
        title: format!("A custom model of {}", model_name(&model.placement.model, card)),
        lead: lead(outlook),
        tables: vec![paths(outlook, &id, card), first_year(outlook, &id, card)],
        id,
    }
}

fn lead(outlook: &CustomOutlook) -> Vec<String> {
    let mut cheapest: Option<(CustomServing, Usd)> = None;
    for path in &outlook.paths {
        if let Some(month) = path.month().filter(|month| *month > Usd::ZERO)
            && cheapest.is_none_or(|(_, cost)| month < cost)
        {
            cheapest = Some((path.serving, month));
        }
    }
    let mut lead = Vec::new();
    if let (Some(year), Some(share)) = (outlook.first_year(), outlook.serving_share()) {
        // One place would round a small rest away.
        let share = rounded_to(shifted(share, 2).unwrap_or(share), 2).normalize();
        lead.push(format!("The first year costs {year}; serving is {share}% of it."));
    }
    if let Some((serving, month)) = cheapest {
        lead.push(format!("Cheapest to serve: {}, {month} a month.", serving_name(serving)));
    }
    lead
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
            name: capitalised(serving_name(path.serving)),
            tag: path.chosen.then_some("chosen"),
            under: how.to_owned(),
            current: path.chosen,
            cells: vec![amount(path.month()), amount(path.year())],
            opens: together("What this way of serving the model costs a month.", path.charges.as_ref(), card),
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

fn first_year(outlook: &CustomOutlook, id: &str, card: &RateCard) -> Table {
    let once = outlook.once();
    let (storage, serving) = (outlook.storage_year(), outlook.serving_year());
    let chosen = outlook.paths.iter().find(|path| path.chosen).and_then(|path| path.charges.as_ref());
    let row = |slug: &str, name: &str, charges: Option<&Vec<Charge>>, recurs: bool| {
        let mut opens = together(name, charges, card);
        if let (Some(opens), Some(charges), true) = (&mut opens, charges, recurs) {
            opens.formula.extend(over_months(&charges.iter().collect::<Vec<_>>(), 12));
        }
        Row { id: format!("{id}-{slug}"), name: name.to_owned(), cells: vec![amount(once)], opens, ..Row::default() }
    };
    let sum =
        format!("{} + {} + {} = {}", amount(once), amount(storage), amount(serving), amount(outlook.first_year()));
    let all = Row {
        id: format!("{id}-together"),
        name: "Together".to_owned(),
        cells: vec![amount(outlook.first_year())],
        opens: Some(plain("Training once, and a year of storage and serving.", sum)),
        ..Row::default()
    };
    let mut rows = vec![row("training", "Training", outlook.training.as_ref(), false)];
    for (slug, name, charges, year) in
        [("storage", "Storage", outlook.storage.as_ref(), storage), ("serving", "Serving", chosen, serving)]
    {
        rows.push(Row { cells: vec![amount(year)], ..row(slug, name, charges, year.is_some()) });
    }
    rows.push(all);
    Table {
        caption: "The first year".to_owned(),
        head: "What",
        columns: vec![Column::new("Cost", Holds::Number)],
        rows,
        ..Table::default()
    }
}
