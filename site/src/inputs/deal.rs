//! What the groups that are loaded on demand share: numbers of a deal, and what is typed, chosen and pressed in them.

use answer::{Element, Here};
use exchange::presets::{PLAYBOOK, Publication};
use explain::observed_words;
use pricing::commitment::organic;
use pricing::money::Unit;
use pricing::scenario::Scenario;

use super::workloads::shortened;
use super::{Desk, View, alternatives, capacity, commitment, offers};
use crate::field::deal::{Held, List, Spot, What, set};
use crate::field::figure::Number;
use crate::field::owner::{Owner, position};
use crate::field::{Shown, wrong};
use crate::page;

/// The fields of those numbers that the scenario has.
pub fn numbers(view: &View<'_>, held: &mut Held, list: List, index: usize) -> Vec<Element> {
    let spot = Spot { list, index };
    let mut fields = Vec::new();
    for line in list.lines() {
        let Some(number) = held.number(spot, line.what) else { continue };
        let mut problems = view.sheet.problems.iter();
        let problem = spot.checked_as(line.what).and_then(|field| problems.find(|error| error.field == field));
        fields.push(view.sheet.field(&Shown {
            id: &spot.id(line.id),
            label: line.label,
            unit: line.unit,
            kind: line.kind,
            has_slider: false,
            number,
            price_for: Unit::MillionTokens,
            wrong: problem.map(wrong),
            echo: echo(spot.index, line.what, number, view.sheet.scenario).unwrap_or_default(),
        }));
    }
    fields
}

/// Where the discounts and the reduction that others have seen are published.
pub fn source() -> String {
    let Publication { title, publisher, published } = PLAYBOOK;
    format!("What was observed and published: {title}, {publisher}, {published}. It isn’t AWS’s terms.")
}

/// What stands below a number; nothing where the number says it all.
fn echo(index: usize, what: What, number: Number, scenario: &Scenario) -> Option<String> {
    let commitment = scenario.commitment.as_ref();
    let amount = match number {
        Number::Dollars(dollars) if dollars.cents() > 0 => dollars.usd().to_string(),
        Number::Dollars(_) => return None,
        _ => String::new(),
    };
    Some(match what {
        What::YearOrganic if number == Number::Nothing && index == 0 => "None".to_owned(),
        What::YearOrganic if number == Number::Nothing => {
            let commitment = commitment?;
            let spend = organic(commitment, index + 1).pop()?;
            format!("{spend} a year: the year before × {}", commitment.organic_growth)
        }
        What::YearAi if number == Number::Nothing => "The scenario’s".to_owned(),
        What::YearCommitment | What::YearOrganic | What::YearAi => amount + " a year",
        What::YearDiscount => observed_words(commitment?.years.get(index)?.commitment.usd())?,
        What::OfferDiscount => observed_words(commitment?.offers.get(index)?.commitment.usd())?,
        What::OrganicGrowth => "For each year where it is blank".to_owned(),
        What::OfferCommitment => amount + " in the first year",
        What::MigrationCost | What::Monthly => amount + " a month",
        What::OfferCredits | What::Switching => amount + " in all",
        What::Reduction => "10 to 15% published, once".to_owned(),
        _ => return None,
    })
}

/// The scenario, to be changed and put back.
///
/// Not by a closure, as elsewhere: what is called through the program's table, and what only that calls, stays in the
/// first load.
pub fn present(desk: Desk) -> Scenario {
    Scenario::clone(&desk.calculator.scenario_now())
}

/// What is typed into a field of one of these groups.
#[inline(never)]
pub fn typed(desk: Desk, id: &str, text: &str, _: Here) {
    let Some((spot, field)) = Spot::of_id(id) else { return };
    if (spot.list, field) == (List::Alternative, alternatives::NAME) {
        let mut scenario = present(desk);
        if let Some(alternative) = scenario.alternatives.get_mut(spot.index) {
            alternative.name = shortened(text);
        }
        desk.calculator.put(id, scenario);
        return;
    }
    let mut scenario = present(desk);
    let Some(line) = spot.line(field) else { return };
    if Held::of(&scenario).number(spot, line.what).is_some() {
        let read = line.kind.read(text, page::decimal_sign(), Unit::MillionTokens);
        if let Some(number) = desk.take(id, Some(text), &spot.name(line.label), read) {
            set(&mut scenario, spot, line.what, number);
            desk.calculator.put(id, scenario);
        }
    }
}

/// A value of a list or of radio buttons of one of these groups.
#[inline(never)]
pub fn choose(desk: Desk, id: &str, index: usize, _: Here) {
    if let Some((owner, field)) = Owner::of_id(id) {
        capacity::choose(desk, owner, field, index);
    } else if let Some((Spot { list: List::Alternative, index: alternative }, _)) = Spot::of_id(id) {
        alternatives::choose(desk, alternative, index);
    } else {
        commitment::choose(desk, id, index);
    }
}

/// A button of one of these groups.
#[inline(never)]
pub fn act(desk: Desk, act: &str, _: Here) {
    match act {
        "add-commitment" | "add-year" | "remove-year" | "remove-commitment" => commitment::act(desk, act),
        "add-units" | "add-reserved" | "add-custom" => capacity::add(desk, act, desk.current()),
        "start-offers" | "add-offer" => offers::add(desk),
        "add-alternative" => alternatives::add(desk),
        _ => {
            let removed = |what| act.strip_prefix(what).and_then(position);
            if let Some(offer) = removed("remove-offer-") {
                offers::remove(desk, offer);
            } else if let Some(alternative) = removed("remove-alternative-") {
                alternatives::remove(desk, alternative);
            } else if let Some(purchase) = removed("remove-purchase-") {
                capacity::remove(desk, Owner::Purchase(purchase));
            } else if let Some(custom) = removed("remove-custom-") {
                capacity::remove(desk, Owner::Custom(custom));
            }
        }
    }
}
