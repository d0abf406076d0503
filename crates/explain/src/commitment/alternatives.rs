//! Alternatives to Bedrock beside what they replace, in words.

mod fleets;
mod providers;

use core::cmp::Ordering;

use super::super::totals::plain;
use super::super::{CapacitySection, Column, Explanation, Holds, Row, Table, count, signed};
use super::adds_to;
use crate::words::multiple_percent;
use pricing::commitment::{AlternativeOutlook, alternatives};
use pricing::money::{Usd, grouped};
use pricing::names::alternative_name;
use pricing::price::PriceError;
use pricing::rates::{Elsewhere, RateCard};
use pricing::report::Report;
use pricing::scenario::{Alternative, AlternativePrice, Rules, Scenario};

/// The alternatives of a scenario that is priced; `None` where there are none.
pub fn section(report: &Report, scenario: &Scenario, card: &RateCard) -> Option<CapacitySection> {
    if scenario.alternatives.is_empty() {
        return None;
    }
    let mut section = CapacitySection::new("alternatives", "Alternatives");
    let Some(outlooks) = alternatives(scenario, report, card, Elsewhere::bundled()) else {
        section.lead.push(super::TOO_LARGE.to_owned());
        return Some(section);
    };
    let each = || scenario.alternatives.iter().zip(&outlooks).enumerate();
    section.lead = each()
        .map(|(index, (given, outlook))| {
            let name = alternative_name(given, index);
            result(&name, outlook).unwrap_or_else(|| match &outlook.problem {
                Some(PriceError::MissingRate(missing)) if outlook.provider.is_some() => {
                    format!("{name}: {missing} there. Choose a model that stands for it, or type the price.")
                }
                Some(PriceError::MissingRate(missing)) => {
                    format!("{name}: {missing} is typed for there. Type it to compare.")
                }
                Some(problem) => format!("{name} can’t be priced: {problem}."),
                None => format!("{name} has no price yet: type one."),
            })
        })
        .collect();
    section.lead.extend(each().filter_map(|(index, (given, outlook))| {
        providers::verdict(scenario, given, &alternative_name(given, index), outlook)
    }));
    section.lead.extend(
        each().filter_map(|(index, (given, outlook))| fleets::verdict(&alternative_name(given, index), outlook)),
    );
    let typed = scenario.commitment.as_ref().and_then(|it| it.years.first()).is_some_and(|year| year.ai.is_some());
    if typed && outlooks.iter().any(|outlook| outlook.tokens.is_some()) {
        section.lead.push(
            "The first year’s AI spend is typed; an alternative by the token is priced with the scenario’s own tokens."
                .to_owned(),
        );
    }
    let columns = ["It costs a year", "Bedrock adds", "Bedrock bills", "Saves a year", "Switching", "Repaid"];
    let mut table = Table {
        caption: "The first year. What an alternative replaces may only fill a gap: then it saves nothing.".to_owned(),
        head: "Alternative",
        columns: columns.map(|name| Column::new(name, Holds::Number)).to_vec(),
        ..Table::default()
    };
    for (index, (given, outlook)) in each() {
        table.rows.push(Row {
            id: format!("alternative-{index}"),
            name: alternative_name(given, index),
            under: format!("{} of the AI spend moves", multiple_percent(given.share)),
            cells: cells(outlook),
            opens: opened(given, outlook, scenario.rules),
            ..Row::default()
        });
    }
    section.tables.push(table);
    let by_workload = providers::table(scenario, &outlooks);
    section.tables.extend(
        [by_workload, providers::prices(scenario, &outlooks), fleets::table(scenario, &outlooks, card)]
            .into_iter()
            .filter(|it| !it.rows.is_empty()),
    );
    Some(section)
}

fn cells(outlook: &AlternativeOutlook) -> Vec<String> {
    let (adds, cash, switching) = (outlook.adds.to_string(), outlook.cash.to_string(), outlook.switching.to_string());
    let [price, saves, repaid] = match outlook.price.zip(outlook.saves()) {
        Some((price, saves)) => [price.to_string(), saves.to_string(), repaid(outlook)],
        None => ["no price", "not known", "not known"].map(str::to_owned),
    };
    vec![price, adds, cash, saves, switching, repaid]
}

/// `in 5 months`, `never`.
fn repaid(outlook: &AlternativeOutlook) -> String {
    match outlook.months_to_repay() {
        None => "never".to_owned(),
        Some(0) => "at once".to_owned(),
        Some(1) => "in 1 month".to_owned(),
        Some(months) => format!("in {} months", grouped(&months.to_string())),
    }
}

/// What moving comes to; `None` without a price.
fn result(name: &str, outlook: &AlternativeOutlook) -> Option<String> {
    let (price, saves, switching) = (outlook.price?, outlook.saves()?, outlook.switching);
    if outlook.moved == Usd::ZERO {
        return Some(format!("No AI spend moves to {name}, which costs {price} a year."));
    }
    let start = format!("{name} costs {price} a year for what {}", adds_to(outlook.adds, "the payment on Bedrock"));
    Some(match saves.cmp(&Usd::ZERO) {
        Ordering::Greater if switching == Usd::ZERO => format!("{start}: it saves {saves} a year."),
        Ordering::Greater => {
            format!("{start}: it saves {saves} a year and repays the switch {}.", repaid(outlook))
        }
        Ordering::Equal if switching > Usd::ZERO => {
            format!("{start}: the same, and {switching} of switching is never repaid.")
        }
        Ordering::Equal => format!("{start}: the same."),
        Ordering::Less => format!("{start}: {} more a year.", -saves),
    })
}

/// How what moving saves comes about; `None` without a price.
fn opened(given: &Alternative, outlook: &AlternativeOutlook, rules: Rules) -> Option<Explanation> {
    let (price, saves) = (outlook.price?, outlook.saves()?);
    let mut explanation = plain(
        "What moving saves in the first year: what the moved part adds to the payment on Bedrock, less what it costs elsewhere.",
        format!(
            "{} of AI before discounts moves, billed at {}; it {}",
            outlook.moved,
            outlook.cash,
            adds_to(outlook.adds, "the payment")
        ),
    );
    let [inputs, outputs] = outlook.tokens.unwrap_or_default();
    explanation.formula.push(match &given.price {
        AlternativePrice::Monthly(month) => format!("12 × {} = {price}", month.usd()),
        AlternativePrice::Tokens { input, output } if rules == Rules::V1 => format!(
            "12 × ({} input tokens × {input} + {} output tokens × {output}) = {price}",
            count(inputs),
            count(outputs)
        ),
        AlternativePrice::SelfHosted(_) => {
            let people = outlook.own.as_ref().map(|own| own.people).unwrap_or_default();
            format!("Instances for the 8,760 hours of a year, and 12 × {people} for people: {price}")
        }
        AlternativePrice::Provider(_) => format!(
            "{} of the first year of your workloads, with their routing, caching, batch and tiers, at that provider’s prices: {price}",
            multiple_percent(given.share)
        ),
        AlternativePrice::Tokens { .. } | AlternativePrice::Prices(_) => format!(
            "{} of the first year of your workloads, with their routing, caching, batch and tiers, at the prices typed for there: {price}",
            multiple_percent(given.share)
        ),
    });
    if outlook.owed > Usd::ZERO {
        explanation.notes.push(format!(
            "{} a year is owed for provisioned throughput and stays, used or not: only the rest moves. If a term begins anew, you save less.",
            outlook.owed
        ));
    }
    explanation.formula.push(format!("{} - {price} = {}", outlook.adds, signed(saves)));
    if saves > Usd::ZERO {
        explanation.formula.push(format!(
            "{} of switching / ({saves} / 12), rounded up to whole months: {}",
            outlook.switching,
            repaid(outlook)
        ));
    }
    explanation.notes.push("Money spent elsewhere does not count toward the commitment.".to_owned());
    Some(explanation)
}
