//! The views of an answer, one behind each tab. All stay in the document, so that they print.
//!
//! A new view is an entry in [`VIEWS`] and an arm in [`views`].

use exchange::presets::Preset;
use pricing::rates::{Model, RateCard};
use pricing::scenario::Scenario;

use crate::brief::brief;
use crate::capacity::{capacity, commitment};
use crate::element::Element;
use crate::ledger::ledger;
use crate::markup::{Markup, truth, when};
use crate::part::waiting;
use crate::table::{begin, row, table};
use crate::{Here, Look, Priced};

/// What a view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Every line of the bill.
    Lines,
    /// What is bought by capacity.
    Capacity,
    /// What a spend commitment does to the bill.
    Commitment,
    /// Whether caching pays.
    Caching,
    /// The answer on a page or two, to print.
    Brief,
    /// Scenarios side by side.
    Compare,
    /// Published figures beside exact ones.
    Published,
    /// The conventions that the answer rests on.
    Assumptions,
    /// Published rates.
    Rates,
}

/// The views, each with its id and title.
pub const VIEWS: [(View, &str, &str); 9] = [
    (View::Lines, "lines", "Where it goes"),
    (View::Capacity, "capacity", "Capacity"),
    (View::Commitment, "commitment", "Commitment"),
    (View::Caching, "caching", "Does caching pay?"),
    (View::Brief, "brief", "Brief"),
    (View::Compare, "compare", "Compare"),
    (View::Published, "published", "Published figures"),
    (View::Assumptions, "assumptions", "Assumptions"),
    (View::Rates, "rates", "Rates"),
];

const CAPACITY: usize = 1;
const COMMITMENT: usize = 2;

/// The place of the comparison in [`VIEWS`].
pub const COMPARE: usize = 5;

/// The view that a scenario is about, by its place in [`VIEWS`]; 0, the lines, where it is about none of its own.
pub fn view_of(scenario: &Scenario) -> usize {
    match (scenario.commitment.is_some(), scenario.capacity.is_none()) {
        (true, _) => COMMITMENT,
        (false, false) => CAPACITY,
        (false, true) => 0,
    }
}

impl Look {
    /// Whether what is looked at, for this scenario, is in the part of the program that is loaded on demand.
    pub fn needs_part(&self, scenario: &Scenario) -> bool {
        let view = VIEWS.get(self.view).map(|(view, ..)| *view);
        self.figure.is_some()
            || !self.opened.is_empty()
            || !scenario.capacity.is_none()
            || scenario.commitment.is_some()
            || !scenario.alternatives.is_empty()
            || matches!(view, Some(View::Brief | View::Compare | View::Published | View::Rates))
    }
}

/// The tabs.
pub fn tabs(page: &mut Markup, look: &Look) {
    page.add("<div class='views' key='tabs' role='tablist' aria-label='Views of the answer'>", &[]);
    for (index, (_, id, title)) in VIEWS.iter().enumerate() {
        let chosen = look.view == index;
        page.add(
            "<button type='button' role='tab' id='tab-{}' aria-controls='view-{}' aria-selected='{}' ?tabindex='-1'>{}</button>",
            &[id, id, truth(chosen), when(!chosen), title],
        );
    }
    page.end();
}

/// The views. `made` is what [`published`] or [`compare`](crate::write::compare) wrote, while one of these views is looked
/// at: the one changes with the card alone, and takes longest; the other shows more than this scenario.
pub fn views(page: &mut Markup, priced: &Priced<'_>, made: Option<&Element>, look: &Look) {
    for (index, (view, id, title)) in VIEWS.iter().enumerate() {
        let chosen = look.view == index;
        page.add(
            "<div class='view' key='{}' id='view-{}' role='tabpanel' aria-labelledby='tab-{}' tabindex='0' ?hidden><h2 class='view-title visually-hidden'>{}</h2>",
            &[id, id, id, when(!chosen), title],
        );
        match view {
            View::Lines => ledger(page, priced, look),
            View::Capacity if priced.scenario.capacity.is_none() => {
                page.add("<p>{}</p>", &[explain::NO_CAPACITY]);
            }
            View::Commitment if priced.scenario.commitment.is_none() && priced.scenario.alternatives.is_empty() => {
                page.add("<p>{}</p>", &[explain::NO_COMMITMENT]);
            }
            View::Caching => break_even(page, priced, look),
            View::Assumptions => assumptions(page, priced),
            // Made when they are looked at; all but rates print then.
            View::Brief | View::Compare | View::Published | View::Rates if !chosen => {}
            View::Capacity | View::Commitment | View::Brief | View::Compare | View::Published | View::Rates => {
                match (look.part.here(), view, made) {
                    (Some(here), View::Capacity, _) => capacity(page, priced, look, here),
                    (Some(here), View::Commitment, _) => commitment(page, priced, look, here),
                    (Some(here), View::Rates, _) => rates(page, priced, look, here),
                    (Some(here), View::Brief, _) => brief(page, priced, look, here),
                    (Some(_), _, Some(made)) => page.put_all(made),
                    _ => waiting(page, look.part),
                }
            }
        }
        page.end();
    }
}

/// Whether caching pays.
pub fn break_even(page: &mut Markup, priced: &Priced<'_>, look: &Look) {
    table(page, &explain::break_even_table(priced.report, priced.scenario, priced.card), "table stacks", look);
}

/// Published figures beside exact ones.
#[inline(never)]
pub fn published(page: &mut Markup, presets: &[Preset], loaded: Option<&str>, card: &RateCard, _: Here) {
    table(page, &explain::published_table(presets, loaded, card), "table stacks", &Look::default());
}

/// The conventions that an answer rests on.
pub fn assumptions(page: &mut Markup, priced: &Priced<'_>) {
    page.add("<ul class='assumptions'>", &[]);
    for convention in &explain::conventions(priced.report, priced.scenario, priced.card) {
        page.add("<li><strong>{}</strong> {}", &[&convention.lead, &convention.rest]);
        if !convention.otherwise.is_empty() {
            page.add(" <span class='quiet'>{}</span>", &[&convention.otherwise]);
        }
        page.end();
    }
    page.end();
}

/// Published rates: those of the scenario's models, or of one provider.
#[inline(never)]
pub fn rates(page: &mut Markup, priced: &Priced<'_>, look: &Look, _: Here) {
    let card = priced.card;
    let of = |model: &Model| card.provider_of(model).id.as_str();
    page.add("<div class='field'><label for='rates-of'>Models</label><select id='rates-of'>", &[]);
    option(page, "", "Those of this scenario", look);
    for provider in card.providers() {
        if card.models().iter().any(|model| of(model) == provider.id) {
            option(page, &provider.id, &provider.name, look);
        }
    }
    page.add("</select></div>", &[]);
    let mut models = Vec::new();
    if look.provider.is_empty() {
        models = models_of(priced.scenario);
    }
    for model in card.models() {
        if of(model) == look.provider {
            models.push(model.id.as_str());
        }
    }
    page.add("<p class='hint'>{}</p>", &[&explain::card_words(card)]);
    table(page, &explain::rate_table(card, &models), "table stacks rates", look);
}

/// A provider to choose.
fn option(page: &mut Markup, value: &str, name: &str, look: &Look) {
    page.add("<option value='{}' ?selected>{}</option>", &[value, when(look.provider == value), name]);
}

/// The models of a scenario, each once.
fn models_of(scenario: &Scenario) -> Vec<&str> {
    let mut models: Vec<&str> = Vec::new();
    for workload in &scenario.workloads {
        let routes = workload.routes.iter().map(|route| &route.placement);
        for placement in core::iter::once(&workload.placement).chain(routes) {
            if !models.contains(&placement.model.as_str()) {
                models.push(&placement.model);
            }
        }
    }
    models
}

/// Every model's rates in its usual place, for the static shell.
pub fn rate_table_of_all(page: &mut Markup, card: &RateCard) {
    let (table, providers) = explain::compact_rates(card);
    let columns = (table.columns.len() + 1).to_string();
    begin(page, &table, "table stacks");
    for (provider, models) in &providers {
        page.add(
            "<tbody role='rowgroup'><tr role='row'><th role='rowheader' scope='rowgroup' colspan='{}'><strong>{}</strong></th></tr>",
            &[&columns, provider],
        );
        for model in models {
            row(page, model, &table.columns, &Look::default());
        }
        page.end();
    }
    page.end();
}
