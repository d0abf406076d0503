//! The fields of the current commitment. Loaded on demand.

use std::sync::Arc;

use leptos::prelude::*;
use pricing::bounds;
use pricing::commitment::terms;
use pricing::quantity::Multiple;
use pricing::rates::RateCard;
use pricing::scenario::{Commitment, Counts, Measure, ProviderTerms, Scenario};

use super::figure::{Entry, Setting, entries, field, pair, setting};
use super::years;
use super::{add_button, danger_button, quiet_button};
use crate::browser;
use crate::field::choice::{CheckField, Choice, SelectField};
use crate::flat;
use crate::state::{Calculator, calculator};

/// What holds for all years.
const ALL_YEARS: Entry = Entry("commitment", 0);

/// The fields, or the button that begins a commitment.
pub fn fields() -> AnyView {
    let calculator = calculator();
    let exists = flat::flag(move || calculator.scenario().commitment.is_some());
    flat::part(move || if exists.get() { current() } else { empty(calculator) })
}

fn empty(calculator: Calculator) -> AnyView {
    view! {
        <p class="muted">
            "An EDP or PPA: a yearly AWS spend that you promised for a discount. AI spend that replaces unused commitment adds nothing to your bill."
        </p>
        <button class="btn" type="button" id="add-commitment" on:click=flat::clicked(move || begin(calculator))>
            "Add your commitment"
        </button>
    }
    .into_any()
}

/// Begins a commitment of one year, and puts the focus on its amount.
pub fn begin(calculator: Calculator) {
    calculator.rearrange(|moment| {
        let scenario = Arc::make_mut(&mut moment.scenario);
        if scenario.commitment.is_none() {
            scenario.commitment = Some(Commitment { years: vec![years::first_year()], ..Commitment::default() });
        }
    });
    focus(Entry("year", 0).id("commitment"));
}

fn focus(id: String) {
    browser::after_render(move || {
        browser::show(&id);
        browser::focus(&id);
    });
}

fn current() -> AnyView {
    let calculator = calculator();
    let count = move || calculator.scenario().commitment.as_ref().map_or(0, |commitment| commitment.years.len());
    let has_several = flat::flag(move || count() > 1);
    let add_label = flat::text(move || format!("Add year {}", count() + 1));
    let is_full = flat::flag(move || count() >= bounds::COMMITMENT_YEARS_MAX);
    let remove_label = flat::text(move || format!("Remove year {}", count()));
    view! {
        {entries(|scenario| scenario.commitment.as_ref().map_or(0, |commitment| commitment.years.len()), year)}
        <div class="row">
            {flat::shown_if(move || !is_full.get(), move || add_button("add-year", add_label, move || add_year(calculator)))}
            {flat::shown_if(move || has_several.get(), move || {
                quiet_button("remove-year", remove_label, move || remove_year(calculator))
            })}
        </div>
        {setting(ALL_YEARS, &MEASURE)}
        {flat::part(move || providers(calculator))}
        {field(ALL_YEARS, &years::NEGOTIATED)}
        <fieldset class="stack-s">
            <legend class="label">"How spend grows"</legend>
            {pair(ALL_YEARS, &years::ORGANIC_GROWTH, &years::AI_GROWTH)}
        </fieldset>
        <div>{danger_button("remove-commitment", "Remove commitment", move || remove(calculator))}</div>
    }
    .into_any()
}

fn year(index: usize) -> AnyView {
    let entry = Entry("year", index);
    let body = view! {
        {pair(entry, &years::PROMISED, &years::DISCOUNT)}
        {field(entry, &years::ORGANIC)}
        {field(entry, &years::AI)}
    }
    .into_any();
    let calculator = calculator();
    let is_only = flat::flag(move || calculator.scenario().commitment.as_ref().is_none_or(|it| it.years.len() < 2));
    view! {
        <fieldset class="stack-s">
            <legend class=move || if is_only.get() { "sr" } else { "label" }>{format!("Year {}", index + 1)}</legend>
            {body}
        </fieldset>
    }
    .into_any()
}

fn add_year(calculator: Calculator) {
    let mut index = 0;
    calculator.rearrange(|moment| {
        if let Some(commitment) = &mut Arc::make_mut(&mut moment.scenario).commitment
            && commitment.years.len() < bounds::COMMITMENT_YEARS_MAX
        {
            // What isn't typed grows from the year before.
            let mut year = commitment.years.last().copied().unwrap_or_else(years::first_year);
            (year.organic, year.ai) = (None, None);
            commitment.years.push(year);
            index = commitment.years.len() - 1;
        }
    });
    focus(Entry("year", index).id("commitment"));
}

fn remove_year(calculator: Calculator) {
    calculator.rearrange(|moment| {
        if let Some(commitment) = &mut Arc::make_mut(&mut moment.scenario).commitment
            && commitment.years.len() > 1
        {
            commitment.years.pop();
        }
    });
    calculator.say_with_undo("Last year removed");
    focus("add-year".to_owned());
}

fn remove(calculator: Calculator) {
    calculator.rearrange(|moment| Arc::make_mut(&mut moment.scenario).commitment = None);
    calculator.say_with_undo("Commitment removed");
    focus("add-commitment".to_owned());
}

/// What the commitment is measured by.
static MEASURE: Setting = Setting {
    id: "measure",
    legend: "Your contract counts",
    values: &["Net spend", "Gross spend"],
    get: |scenario, _| Some(scenario.commitment.as_ref()?.measure as usize),
    put: |scenario, _, place| {
        if let (Some(commitment), Some(measure)) = (&mut scenario.commitment, Measure::ALL.get(place)) {
            commitment.measure = *measure;
        }
    },
};

/// How each provider's models stand in the contract.
fn providers(calculator: Calculator) -> AnyView {
    let card = calculator.present.with(|present| Arc::clone(&present.card));
    let ids = flat::memo(move || calculator.present.with(|present| used_providers(&present.scenario, &present.card)));
    let places = flat::memo(move || ids.with(|ids| ids.iter().map(|(place, _)| *place).collect::<Vec<_>>()));
    let names: Vec<String> = card.providers().iter().map(|provider| provider.name.clone()).collect();
    flat::list(places.into(), move |place| provider(calculator, place, names.get(place).cloned().unwrap_or_default()))
}

/// The providers of the scenario's models: place on the card, and identifier.
fn used_providers(scenario: &Scenario, card: &RateCard) -> Vec<(usize, String)> {
    let mut used: Vec<&str> = Vec::new();
    for workload in &scenario.workloads {
        used.push(&workload.placement.model);
        used.extend(workload.routes.iter().map(|route| route.placement.model.as_str()));
    }
    used.extend(scenario.capacity.purchases.iter().map(|purchase| purchase.placement.model.as_str()));
    used.extend(scenario.capacity.customs.iter().map(|custom| custom.placement.model.as_str()));
    let is_used =
        |id: &str| used.iter().any(|model| card.model(model).is_some_and(|model| card.provider_of(model).id == id));
    let places = card.providers().iter().enumerate().filter(|(_, provider)| is_used(&provider.id));
    places.map(|(place, provider)| (place, provider.id.clone())).collect()
}

fn terms_of(calculator: Calculator, place: usize) -> Option<ProviderTerms> {
    calculator.present.with(|present| {
        let provider = present.card.providers().get(place)?;
        Some(terms(present.scenario.commitment.as_ref()?, &provider.id, &present.card))
    })
}

fn change_terms(calculator: Calculator, place: usize, change: impl FnOnce(&mut ProviderTerms)) {
    let Some(mut changed) = untrack(|| terms_of(calculator, place)) else { return };
    change(&mut changed);
    calculator.change("", |scenario| {
        let Some(commitment) = &mut scenario.commitment else { return };
        match commitment.terms.iter_mut().find(|other| other.provider == changed.provider) {
            Some(known) => *known = changed,
            None => commitment.terms.push(changed),
        }
    });
}

fn provider(calculator: Calculator, place: usize, name: String) -> AnyView {
    let entry = Entry("terms", place);
    let earns = flat::flag(move || terms_of(calculator, place).is_some_and(|terms| terms.earns));
    let check = Callback::new(move |earns| change_terms(calculator, place, |terms| terms.earns = earns));
    let counted = flat::memo(move || {
        Some(match terms_of(calculator, place)?.counts {
            Counts::Part(part) if part == Multiple::ONE => 0,
            Counts::Marketplace => 1,
            Counts::Part(part) if part == Multiple::ZERO => 2,
            Counts::Part(_) => 3,
        })
    });
    let options = flat::memo(move || {
        let mut options = ["In full", "As Marketplace spend, up to a cap", "Not at all"].map(Choice::new).to_vec();
        if counted.get() == Some(3) {
            options.push(Choice::new("In part, as your file says"));
        }
        options
    });
    let choose = Callback::new(move |index: usize| {
        change_terms(calculator, place, |terms| match index {
            0 => terms.counts = Counts::Part(Multiple::ONE),
            1 => terms.counts = Counts::Marketplace,
            2 => terms.counts = Counts::Part(Multiple::ZERO),
            _ => {}
        });
    });
    let note = flat::text(move || {
        calculator.present.with(|present| {
            let provider = present.card.providers().get(place);
            let is_marketplace = provider.is_some_and(|provider| provider.marketplace);
            let typed = present.scenario.commitment.as_ref().is_some_and(|commitment| {
                provider.is_some_and(|provider| commitment.terms.iter().any(|terms| terms.provider == provider.id))
            });
            match (typed, is_marketplace) {
                (true, _) => "As you set it.",
                (false, true) => {
                    "Billed through AWS Marketplace. AWS’s texts leave open what such models earn: check your contract."
                }
                (false, false) => "Billed by AWS itself.",
            }
            .to_owned()
        })
    });
    view! {
        <fieldset class="stack-s">
            <legend class="label">{format!("{name} models")}</legend>
            <CheckField id=entry.id("earns") label="Earn the discount" note on=earns check/>
            <SelectField id=entry.id("counts") label="Count toward the commitment" options=options.into()
                chosen=counted.into() choose/>
        </fieldset>
    }
    .into_any()
}
