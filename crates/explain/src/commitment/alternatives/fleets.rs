//! Units of capacity with another provider and instances of one's own, in words.

use rust_decimal::Decimal;

use super::super::super::{Column, Holds, Row, Table, percent};
use super::super::super::{count, totals};
use crate::words::model_name;
use pricing::commitment::{AlternativeOutlook, FleetThere};
use pricing::money::rounded_to;
use pricing::names::alternative_name;
use pricing::rates::RateCard;
use pricing::scenario::{Alternative, AlternativePrice, Scenario};

/// How many units or instances there are, what they cost, and from when they pay. Without rows where there are none.
pub(super) fn table(scenario: &Scenario, outlooks: &[AlternativeOutlook], card: &RateCard) -> Table {
    let columns = ["How many", "Busiest minute", "A month", "Used", "Pays from"];
    let mut table = Table {
        caption: "Capacity elsewhere. Used is the mean of the month; an instance pays from the use at which its hour costs less than its tokens on Bedrock.".to_owned(),
        head: "Model",
        columns: columns.map(|name| Column::new(name, Holds::Number)).to_vec(),
        ..Table::default()
    };
    for (index, (given, outlook)) in scenario.alternatives.iter().zip(outlooks).enumerate() {
        let units = outlook.provider.iter().flat_map(|provider| &provider.units);
        let own = outlook.own.iter().flat_map(|own| &own.fleets);
        for (at, fleet) in units.chain(own).enumerate() {
            table.rows.push(row(index, at, given, fleet, card));
        }
    }
    table
}

fn row(index: usize, at: usize, given: &Alternative, fleet: &FleetThere, card: &RateCard) -> Row {
    let what = if matches!(given.price, AlternativePrice::SelfHosted(_)) { "instance" } else { "unit" };
    let pays = match fleet.break_even {
        None => String::new(),
        Some(share) if share > Decimal::ONE => "never".to_owned(),
        Some(share) => percent(share),
    };
    let many = if fleet.count == 1 { "" } else { "s" };
    let cells = vec![
        format!("{} {what}{many}", count(fleet.count)),
        format!("{} tokens", count(fleet.load)),
        fleet.month.to_string(),
        fleet.utilisation.map_or_else(|| "not known".to_owned(), percent),
        pays.clone(),
    ];
    let opens = (what == "instance").then(|| {
        let mut explanation = totals::plain(
            "The use of one instance from which its hour costs less than the same tokens on Bedrock.",
            format!("Price of an hour / (output tokens of an hour at full load × what one costs on Bedrock with its input) = {pays}"),
        );
        explanation.notes.push(
            "Published throughput is an offline maximum: all requests queued, no limit on how long an answer takes. With such a limit, and with nights, a service uses less."
                .to_owned(),
        );
        explanation
    });
    Row {
        id: format!("alternative-{index}-fleet-{at}"),
        name: model_name(card, &fleet.model).to_owned(),
        under: alternative_name(given, index),
        cells,
        opens,
        ..Row::default()
    }
}

/// What instances of one's own come to, in a sentence; `None` where there are none.
pub(super) fn verdict(name: &str, outlook: &AlternativeOutlook) -> Option<String> {
    let own = outlook.own.as_ref()?;
    let (month, here) = (own.month(), own.here);
    let start = format!("{name}: instances and people cost {month} a month for what costs {here} on Bedrock");
    Some(match own.break_even_volume {
        None => format!("{start}; however much the volume grows, these instances never cost less."),
        Some(times) if times > Decimal::ONE => {
            format!("{start}; they cost less from {} times the volume.", rounded_to(times, 2).normalize())
        }
        Some(times) => {
            format!("{start}; they cost less down to {} times the volume.", rounded_to(times, 2).normalize())
        }
    })
}
