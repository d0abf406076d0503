//! A purchase of capacity as the page says it: whether to buy, its terms side by side, and what its figures rest on.

use rust_decimal::Decimal;

use super::capacity::{price_of_term, used_of_side};
use super::{Column, Holds, Row, Table, Tone, Verdict, amounts, count, model_name};
use pricing::capacity::{PurchaseOutlook, Sizes, TermOutlook};
use pricing::ladder::Lever;
use pricing::money::Usd;
use pricing::price::month_with;
use pricing::rates::RateCard;
use pricing::scenario::{Bought, Purchase, Scenario, Throughput};

/// `Six-month units`, and the like, of a term.
const fn of_term(term: &TermOutlook) -> &'static str {
    match term.months {
        0 => "no-term",
        1 => "one-month",
        3 => "three-month",
        _ => "six-month",
    }
}

/// `one six-month unit`, `2 six-month units`.
fn units_words(units: u64, term: &TermOutlook) -> String {
    if units == 1 { format!("one {} unit", of_term(term)) } else { format!("{} {} units", count(units), of_term(term)) }
}

/// The cheapest number of units over all terms that have a price.
fn cheapest(outlook: &PurchaseOutlook) -> Option<(&TermOutlook, Sizes)> {
    let mut found: Option<(&TermOutlook, Sizes)> = None;
    for term in &outlook.terms {
        if let Some(best) = outlook.best(term, 0)
            && found.is_none_or(|(_, cheapest)| best.cost < cheapest.cost)
        {
            found = Some((term, best));
        }
    }
    found
}

/// Whose traffic it serves: the workload's name where it is one, otherwise the model's.
pub fn served_by(purchase: &Purchase, scenario: &Scenario, card: &RateCard) -> String {
    let mut served = scenario
        .workloads
        .iter()
        .enumerate()
        .filter(|(place, workload)| purchase.lists(*place) && workload.placement.model == purchase.placement.model);
    match (served.next(), served.next()) {
        (Some((_, only)), None) if !only.name.is_empty() => only.name.clone(),
        _ => model_name(&purchase.placement.model, card).to_owned(),
    }
}

/// What to do about capacity whose price nobody publishes. AWS's user guide names two types of provisioned throughput, by model
/// units and by tokens (<https://docs.aws.amazon.com/bedrock/latest/userguide/prov-thru-purchase.html>); of the second its price
/// list has no price.
pub fn without_price(purchase: &Purchase, card: &RateCard) -> String {
    let is_units = matches!(purchase.bought, Bought::Units { .. });
    if is_units && model_name(&purchase.placement.model, card).starts_with("Claude") {
        return "No current Claude model sells model units. AWS also sells throughput by tokens, without a public price. Your AWS \
                account team can say what it offers you."
            .to_owned();
    }
    "This card has no hourly price for it. Your AWS account team can quote one for each term.".to_owned()
}

/// Whether to buy what a purchase holds.
pub fn decision(outlook: &PurchaseOutlook, purchase: &Purchase, scenario: &Scenario, card: &RateCard) -> Verdict {
    let name = served_by(purchase, scenario, card);
    let Some(term) = outlook.chosen_term() else {
        return Verdict { tone: Tone::Caution, word: "Check", lead: String::new(), reason: String::new(), leads: None };
    };
    if outlook.month(term).is_none() {
        return Verdict {
            tone: Tone::Caution,
            word: "Price missing",
            lead: format!("Enter what capacity for {name} costs."),
            reason: without_price(purchase, card),
            leads: None,
        };
    }
    match purchase.bought {
        Bought::Units { units, .. } => of_units(outlook, units.count(), term, &name),
        Bought::Reserved { .. } => of_reserved(outlook, purchase, scenario, card, &name),
    }
}

fn of_units(outlook: &PurchaseOutlook, units: u64, term: &TermOutlook, name: &str) -> Verdict {
    let side = outlook.sides.first();
    let busy = side.and_then(pricing::capacity::Side::utilisation);
    let subject = if units == 1 { "One unit".to_owned() } else { format!("{} units", count(units)) };
    let busy = busy.map_or_else(String::new, |share| {
        format!("{subject} would be busy {} of the month. ", amounts::percent(share))
    });
    let Some((best_term, best)) = cheapest(outlook) else {
        return Verdict {
            tone: Tone::Caution,
            word: "Check",
            lead: format!("There is no price to compare model units for {name} with."),
            reason: "Enter the price per token that is missing.".to_owned(),
            leads: None,
        };
    };
    let now = outlook.unit_month(term).and_then(|month| side?.cost_with(units, month));
    let otherwise = side.and_then(|side| side.otherwise);
    let saves = |cost: Option<Usd>| Some(otherwise? - cost?);
    if best.units == 0 {
        let reason = format!("{busy}{}", why_not(outlook));
        return Verdict {
            tone: Tone::Good,
            word: "Skip",
            lead: format!("Buy no model units for {name}."),
            reason,
            leads: None,
        };
    }
    let saved_at_best = saves(Some(best.cost)).unwrap_or(Usd::ZERO);
    let best_words = units_words(best.units, best_term);
    if best.units == units && best_term == term {
        return Verdict {
            tone: Tone::Good,
            word: "Buy",
            lead: format!("Buy {best_words} for {name}."),
            reason: format!("{busy}That saves {} a month against paying by the token.", amounts::whole(saved_at_best)),
            leads: None,
        };
    }
    let instead = saves(now).map_or_else(String::new, |saves| {
        if saves >= Usd::ZERO {
            format!("What you entered saves {} a month; ", amounts::whole(saves))
        } else {
            format!("What you entered costs {} more a month; ", amounts::whole(-saves))
        }
    });
    Verdict {
        tone: Tone::Caution,
        word: "Check",
        lead: format!("For {name}, {best_words} {} cheapest.", if best.units == 1 { "is" } else { "are" }),
        reason: format!(
            "{busy}{instead}{best_words} save{} {}.",
            if best.units == 1 { "s" } else { "" },
            amounts::whole(saved_at_best)
        ),
        leads: None,
    }
}

/// Why no unit pays: which utilization the best term would need.
fn why_not(outlook: &PurchaseOutlook) -> String {
    let Some(side) = outlook.sides.first() else { return String::new() };
    let needs = |cost: Option<Usd>| -> Option<(&TermOutlook, Decimal)> {
        let mut best: Option<(&TermOutlook, Decimal)> = None;
        for term in &outlook.terms {
            if let Some(share) = cost.and_then(|cost| outlook.break_even(term, 0, cost))
                && best.is_none_or(|(_, least)| share < least)
            {
                best = Some((term, share));
            }
        }
        best
    };
    let all = outlook.terms.iter().all(|term| outlook.unit_month(term).is_some());
    let no_term = if all { "no term" } else { "no term with a price" };
    let has_levers = side.list != side.otherwise;
    match (needs(side.list), needs(side.otherwise)) {
        (Some((term, share)), Some((_, own))) if has_levers && share <= Decimal::ONE && own > Decimal::ONE => format!(
            "The {} term needs {} against list price, and {no_term} beats what you pay on demand.",
            of_term(term),
            amounts::percent(share)
        ),
        (_, Some((term, own))) if own <= Decimal::ONE => {
            format!("The {} term needs {} to pay off.", of_term(term), amounts::percent(own))
        }
        (_, Some(_)) => format!("{} pays off, however busy it is.", super::capitalised(no_term)),
        _ => String::new(),
    }
}

/// A reservation is held against the same scenario without it, so that the verdict says what the month itself does.
fn of_reserved(
    outlook: &PurchaseOutlook,
    purchase: &Purchase,
    scenario: &Scenario,
    card: &RateCard,
    name: &str,
) -> Verdict {
    let mut without = scenario.clone();
    if let Some(place) = without.capacity.purchases.iter().position(|other| other == purchase) {
        without.capacity.purchases.remove(place);
    }
    let month = |scenario: &Scenario| month_with(scenario, card, Lever::Prices).ok();
    let (with, otherwise) = (month(scenario), month(&without));
    let used = outlook.sides.iter().filter_map(pricing::capacity::Side::utilisation).map(amounts::percent);
    let used = used.collect::<Vec<_>>();
    let busy = match used.as_slice() {
        [input, output] => format!("The input you reserve would be {input} busy, the output {output}. "),
        _ => String::new(),
    };
    let Some((with, otherwise)) = with.zip(otherwise) else {
        let lead = format!("There is no price to compare the reservation for {name} with.");
        return Verdict {
            tone: Tone::Caution,
            word: "Check",
            lead,
            reason: "Enter the price per token that is missing.".to_owned(),
            leads: None,
        };
    };
    if with < otherwise {
        let reason =
            format!("{busy}It saves {} a month against paying by the token.", amounts::whole(otherwise - with));
        return Verdict {
            tone: Tone::Good,
            word: "Buy",
            lead: format!("Reserve this capacity for {name}."),
            reason,
            leads: None,
        };
    }
    Verdict {
        tone: Tone::Good,
        word: "Skip",
        lead: format!("Don’t reserve this capacity for {name}."),
        reason: format!("{busy}It costs {} more a month than paying by the token.", amounts::whole(with - otherwise)),
        leads: None,
    }
}

/// What the figures of model units rest on: who says what a unit can do and costs. `None` for a reservation.
pub fn assumed(purchase: &Purchase, outlook: &PurchaseOutlook, card: &RateCard) -> Option<(String, String)> {
    let Bought::Units { throughput, .. } = purchase.bought else { return None };
    let provider = card.model(&purchase.placement.model).map(|model| card.provider_of(model).name.clone());
    let rate = match throughput {
        Throughput::Blended(rate) => format!("{} tokens a minute", count(rate.count())),
        Throughput::Split { input, output } => {
            format!("{} input and {} output tokens a minute", count(input.count()), count(output.count()))
        }
    };
    let term = outlook.chosen_term()?;
    let hourly = term.hourly.first().copied().flatten();
    let is_listed = card.rate(&purchase.key(term.buying, None)).is_some();
    let of = provider.map_or_else(|| "this model".to_owned(), |provider| format!("{provider} models"));
    Some(match (hourly, is_listed) {
        (Some(hourly), false) => (
            "Unit price and throughput are assumptions.".to_owned(),
            format!("AWS doesn’t publish them for {of}. You use {hourly} an hour and {rate}."),
        ),
        (Some(_), true) => (
            "Throughput is an assumption.".to_owned(),
            format!("AWS doesn’t publish what a unit can do. You use {rate}."),
        ),
        (None, _) => (
            "The unit price is missing.".to_owned(),
            format!("AWS doesn’t publish it for {of}: ask AWS and enter it. You use {rate}."),
        ),
    })
}

/// When the chosen term ends if it begins on the day of the scenario's prices, and what follows where nobody ends it. `None`
/// without a commitment to a term.
pub fn renews(outlook: &PurchaseOutlook, purchase: &Purchase, scenario: &Scenario) -> Option<(String, String)> {
    let term = outlook.chosen_term().filter(|term| term.months > 0)?;
    let (begins, ends) = (scenario.rates, scenario.rates.months_later(term.months));
    let dates = format!("A {} term that begins on {} ends on {}.", of_term(term), begins.long(), ends.long());
    Some(match purchase.bought {
        Bought::Units { .. } => {
            let more = outlook.renewal(term).map_or_else(String::new, |cost| format!(" for {cost}"));
            (
                "It renews by itself.".to_owned(),
                format!("{dates} Unless you end it by then, AWS bills one more term{more}."),
            )
        }
        Bought::Reserved { .. } => {
            let month = outlook.month(term).map_or_else(String::new, |cost| format!(", at {cost} a month"));
            ("It runs until you delete it.".to_owned(), format!("{dates} After that it goes on{month}."))
        }
    })
}

/// A share of the capacity that can be reached, or what it would need.
fn reachable(share: Option<Decimal>) -> String {
    match share {
        Some(share) if share > Decimal::ONE => format!("Not reachable (needs {})", amounts::percent(share)),
        Some(share) => amounts::percent(share),
        None => "Not known".to_owned(),
    }
}

/// The terms of one side of a purchase, each opening to its break-even and its price.
pub fn terms(outlook: &PurchaseOutlook, index: usize, purchase: &Purchase, id: &str, card: &RateCard) -> Option<Table> {
    let side = outlook.sides.get(index)?;
    let has_own = side.otherwise != side.list;
    let row = |term: &TermOutlook| {
        let hourly = term.hourly.get(index).copied().flatten();
        let price = |amount: Option<Usd>| amount.map_or_else(|| "No price".to_owned(), |amount| amount.to_string());
        let break_even = |cost: Option<Usd>| reachable(cost.and_then(|cost| outlook.break_even(term, index, cost)));
        let mut cells = vec![
            price(hourly),
            outlook.side_month(term, index).map_or_else(|| "No price".to_owned(), amounts::whole),
            break_even(side.list),
        ];
        if has_own {
            cells.push(break_even(side.otherwise));
        }
        cells.push(price(hourly.and_then(|hourly| side.per_million(hourly, outlook.hours))));
        Row {
            id: format!("{id}-{index}-{}", term.buying.name()),
            name: super::capitalised(match term.months {
                0 => "no term",
                1 => "one month",
                3 => "three months",
                _ => "six months",
            }),
            cells,
            current: outlook.chosen_term() == Some(term),
            opens: price_of_term(outlook, index, term, purchase, card),
            ..Row::default()
        }
    };
    let mut columns = vec!["An hour", "A month", "Break-even, list"];
    if has_own {
        columns.push("Break-even, yours");
    }
    columns.push("Per million served");
    Some(Table {
        head: "Term",
        columns: columns.into_iter().map(|name| Column::new(name, Holds::Number)).collect(),
        rows: outlook.terms.iter().map(row).collect(),
        ..Table::default()
    })
}

/// What is used of one side of a purchase, and what it costs.
pub fn used(outlook: &PurchaseOutlook, index: usize, id: &str) -> Option<Table> {
    let side = outlook.sides.get(index)?;
    let mut table = used_of_side(outlook, index, side, &format!("{id}-{index}"));
    table.caption = String::new();
    let month = outlook.chosen_term().and_then(|term| outlook.side_month(term, index));
    let unused = outlook.chosen_term().and_then(|term| outlook.unused(term, index));
    let idle = outlook.chosen_term().and_then(|term| outlook.idle_cost(term, index));
    // Rounded here; what a row opens to has them to the cent.
    let costs = [month, side.overflow_cost(), None, unused, idle];
    for (row, cost) in table.rows.iter_mut().zip(costs) {
        if row.name == "Utilisation" {
            "Utilization".clone_into(&mut row.name);
        }
        if let (Some(cell), Some(cost)) = (row.cells.last_mut(), cost) {
            *cell = amounts::whole(cost);
        }
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::{assumed, decision, renews, terms};
    use crate::Tone;
    use exchange::presets::presets;
    use pricing::capacity::purchase_outlook;
    use pricing::rates::RateCard;
    use pricing::scenario::Scenario;

    fn scenario_of(id: &str) -> Scenario {
        let preset = presets().into_iter().find(|preset| preset.id == id);
        let Some(preset) = preset else { unreachable!("a preset") };
        preset.scenario
    }

    #[test]
    fn the_worked_estate_buys_no_unit_and_the_copilot_two() {
        let card = RateCard::newest();
        let of = |id: &str| {
            let preset = presets().into_iter().find(|preset| preset.id == id)?;
            let outlook = purchase_outlook(&preset.scenario, &card, 0)?;
            let purchase = preset.scenario.capacity.purchases.first()?.clone();
            let decision = decision(&outlook, &purchase, &preset.scenario, &card);
            let assumed = assumed(&purchase, &outlook, &card)?;
            let terms = terms(&outlook, 0, &purchase, "p", &card)?;
            Some((decision, assumed, terms))
        };
        let Some((estate, assumed, terms)) = of("worked-estate-units") else { unreachable!("a preset") };
        assert_eq!((estate.tone, estate.word), (Tone::Good, "Skip"));
        // 3,000 of 4,380 million tokens; $44.00, $39.60, $22.00 against $3.698630 an hour by the token at list: 67.9% at best.
        assert!(estate.reason.starts_with("One unit would be busy 68% of the month. "), "{}", estate.reason);
        assert_eq!(assumed.0, "Unit price and throughput are assumptions.");
        let six = terms.rows.last();
        assert_eq!(six.and_then(|row| row.cells.get(2)).map(String::as_str), Some("68%"));
        assert!(six.and_then(|row| row.opens.as_ref()).is_some_and(|opens| opens.what.starts_with("Break-even")));
        let mut units = scenario_of("worked-estate-units");
        units.rates = RateCard::newest().date();
        let Some(outlook) = purchase_outlook(&units, &card, 0) else { unreachable!("it has a purchase") };
        let Some(purchase) = units.capacity.purchases.first() else { unreachable!("it has a purchase") };
        let Some((lead, rest)) = renews(&outlook, purchase, &units) else { unreachable!("it has a term") };
        assert_eq!(lead, "It renews by itself.");
        assert!(
            rest.ends_with(" ends on 28 May 2027. Unless you end it by then, AWS bills one more term for $96,360.00."),
            "{rest}"
        );
        let Some((copilot, ..)) = of("support-copilot") else { unreachable!("a preset") };
        assert_eq!((copilot.tone, copilot.word), (Tone::Good, "Buy"));
    }
}
