//! Group 6: the spend commitment that the AI bill meets. Loaded on demand.

use answer::{Element, Here};
use pricing::bounds;
use pricing::commitment::terms;
use pricing::quantity::{Dollars, Multiple};
use pricing::rates::RateCard;
use pricing::scenario::{Commitment, CommitmentYear, Counts, Measure, Scenario};

use super::deal::{numbers, present, source};
use super::offers::boxed;
use super::{Desk, View, buttons, hint};
use crate::field::choice::{Look, Words, put};
use crate::field::deal::{Held, List, Spot};
use crate::field::owner::position;

/// What the commitment is measured by.
static MEASURE: Words = Words {
    field: "measure",
    legend: "Measured by",
    look: Look::Stack,
    values: &[
        ("Spend after discount", "Net: usual where the contract doesn’t say otherwise"),
        ("Spend before discount", "Gross"),
    ],
};

/// Whether a provider's models earn the discount.
static EARNS: Words =
    Words { field: "earns", legend: "Earns the discount", look: Look::Segments, values: &[("No", ""), ("Yes", "")] };

/// How a provider's models count.
static COUNTS: Words = Words {
    field: "counts",
    legend: "Counts toward the commitment",
    look: Look::List,
    values: &[("In full", ""), ("As Marketplace", ""), ("Not at all", ""), ("In part", "")],
};

/// The fields of the group.
#[inline(never)]
pub fn elements(view: &View<'_>, _: Here) -> Vec<Element> {
    let (scenario, card) = (view.sheet.scenario, view.sheet.card);
    let Some(commitment) = &scenario.commitment else {
        return vec![
            hint(
                "An EDP or another promise to spend so much a year. AI spend that only fills a gap in it costs nothing extra.",
            ),
            buttons(true, &[("add-commitment", "Add a commitment", false)]),
        ];
    };
    let mut held = Held::of(scenario);
    let mut elements = Vec::new();
    if commitment.years.is_empty() {
        elements.push(hint(explain::NO_YEAR));
    }
    for index in 0..commitment.years.len() {
        let fields = numbers(view, &mut held, List::Year, index);
        elements.push(boxed(&format!("year-{index}"), &format!("Year {}", index + 1), fields));
    }
    let count = commitment.years.len();
    elements.push(buttons(
        true,
        &[
            ("add-year", "Add a year", count >= bounds::COMMITMENT_YEARS_MAX),
            ("remove-year", "Remove the last", count < 2),
            ("remove-commitment", "No commitment", false),
        ],
    ));
    elements.push(MEASURE.field(MEASURE.field, commitment.measure as usize));
    elements.extend(numbers(view, &mut held, List::Terms, 0));
    elements.push(hint(
        "Whether models billed through Marketplace earn the discount and count is disputed. Check the contract.",
    ));
    for (place, id, name) in providers(scenario, card) {
        let terms = terms(commitment, &id, card);
        let counts = match terms.counts {
            Counts::Part(part) if part == Multiple::ONE => 0,
            Counts::Marketplace => 1,
            Counts::Part(part) if part == Multiple::ZERO => 2,
            Counts::Part(_) => 3,
        };
        let id = |field: &str| format!("terms-{}-{field}", place + 1);
        let earns = EARNS.field(&id(EARNS.field), usize::from(terms.earns));
        let counts = COUNTS.field(&id(COUNTS.field), counts);
        elements.push(boxed(&id(""), &name, vec![earns, counts]));
    }
    elements.push(hint(&source()));
    elements
}

/// The providers of the scenario's models: place on the card, identifier, name.
fn providers(scenario: &Scenario, card: &RateCard) -> Vec<(usize, String, String)> {
    let mut used: Vec<&str> = Vec::new();
    for workload in &scenario.workloads {
        used.push(&workload.placement.model);
        used.extend(workload.routes.iter().map(|route| route.placement.model.as_str()));
    }
    used.extend(scenario.capacity.purchases.iter().map(|purchase| purchase.placement.model.as_str()));
    used.extend(scenario.capacity.customs.iter().map(|custom| custom.placement.model.as_str()));
    let mut found = Vec::new();
    for (place, provider) in card.providers().iter().enumerate() {
        let is_used = |id: &&str| card.model(id).is_some_and(|model| card.provider_of(model).id == provider.id);
        if used.iter().any(is_used) {
            found.push((place, provider.id.clone(), provider.name.clone()));
        }
    }
    found
}

/// A value of the commitment's lists and radio buttons.
pub fn choose(desk: Desk, id: &str, index: usize) {
    let card = desk.calculator.card_now();
    let mut scenario = present(desk);
    let Some(commitment) = &mut scenario.commitment else { return };
    if id == MEASURE.field {
        put(&Measure::ALL, index, &mut commitment.measure);
    } else if let Some((place, field)) = id.strip_prefix("terms-").and_then(|rest| rest.split_once('-')) {
        let Some(provider) = position(place).and_then(|place| card.providers().get(place)) else { return };
        let mut terms = terms(commitment, &provider.id, &card);
        match (field, index) {
            ("earns", _) => terms.earns = index == 1,
            (_, 0) => terms.counts = Counts::Part(Multiple::ONE),
            (_, 1) => terms.counts = Counts::Marketplace,
            (_, 2) => terms.counts = Counts::Part(Multiple::ZERO),
            _ => {}
        }
        match commitment.terms.iter_mut().find(|other| other.provider == terms.provider) {
            Some(place) => *place = terms,
            None => commitment.terms.push(terms),
        }
    }
    desk.calculator.put("", scenario);
}

/// A button of the group.
pub fn act(desk: Desk, act: &str) {
    let mut scenario = present(desk);
    match (act, &mut scenario.commitment) {
        ("add-commitment", commitment @ None) => {
            *commitment = Some(Commitment { years: vec![first_year()], ..Commitment::default() });
        }
        ("add-year", Some(commitment)) if commitment.years.len() < bounds::COMMITMENT_YEARS_MAX => {
            commitment.years.push(commitment.years.last().copied().unwrap_or_else(first_year));
        }
        ("remove-year", Some(commitment)) if commitment.years.len() > 1 => drop(commitment.years.pop()),
        ("remove-commitment", commitment) => *commitment = None,
        _ => {}
    }
    let years = scenario.commitment.as_ref().map_or(0, |commitment| commitment.years.len());
    desk.calculator.replace(scenario);
    super::choose::focus_later(match years.checked_sub(1) {
        Some(index) => Spot { list: List::Year, index }.id("commitment"),
        None => "add-commitment".to_owned(),
    });
}

/// A year to begin with: a million, and nine tenths of it spent anyway.
pub fn first_year() -> CommitmentYear {
    let dollars = |whole: u64| Dollars::of_cents(whole * 100).unwrap_or_default();
    CommitmentYear {
        organic_after_discount: false,
        commitment: dollars(1_000_000),
        organic: Some(dollars(900_000)),
        discount: Multiple::ZERO,
        ai: None,
    }
}
