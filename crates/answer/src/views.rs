//! The views of an answer, one behind each tab. All stay in the document, so that they print.

use pricing::explain;
use pricing::presets::Preset;
use pricing::rates::{Model, RateCard};
use pricing::scenario::Scenario;

use crate::element::{Element, el};
use crate::ledger::ledger;
use crate::table::{rows, shape, table};
use crate::{Look, Priced};

/// Id and title of each view.
pub const VIEWS: [(&str, &str); 5] = [
    ("lines", "Where it goes"),
    ("caching", "Does caching pay?"),
    ("published", "Published figures"),
    ("assumptions", "Assumptions"),
    ("rates", "Rates"),
];

/// The tabs.
pub fn tabs(look: &Look) -> Element {
    let tab = |(index, (id, title)): (usize, (&str, &str))| {
        let chosen = look.view == index;
        el("button")
            .with_all(&[("type", "button"), ("role", "tab")])
            .with("id", &format!("tab-{id}"))
            .with("aria-controls", &format!("view-{id}"))
            .with("aria-selected", if chosen { "true" } else { "false" })
            .with_if(!chosen, "tabindex", "-1")
            .text(title)
    };
    el("div")
        .class("views")
        .key("tabs")
        .with_all(&[("role", "tablist"), ("aria-label", "Views of the answer")])
        .children(VIEWS.into_iter().enumerate().map(tab))
}

/// The views. `published` is what [`published`] gives: it changes with the card alone, and takes longest.
pub fn views(priced: &Priced<'_>, published: Vec<Element>, look: &Look) -> Vec<Element> {
    let contents = [
        vec![ledger(priced, look)],
        break_even(priced, look),
        published,
        vec![assumptions(priced)],
        // The one view that doesn't print: it is made when it is looked at.
        if look.view == 4 { rates(priced, look) } else { Vec::new() },
    ];
    let view = |(index, ((id, title), content)): (usize, ((&str, &str), Vec<Element>))| {
        let view = el("div")
            .class("view")
            .key(id)
            .with("id", &format!("view-{id}"))
            .with_all(&[("role", "tabpanel"), ("aria-labelledby", &format!("tab-{id}")), ("tabindex", "0")])
            .with_if(look.view != index, "hidden", "");
        view.child(el("h2").class("view-title visually-hidden").text(title)).children(content)
    };
    VIEWS.into_iter().zip(contents).enumerate().map(view).collect()
}

/// Whether caching pays.
pub fn break_even(priced: &Priced<'_>, look: &Look) -> Vec<Element> {
    table(&explain::break_even_table(priced.report, priced.scenario, priced.card), "table stacks", look)
}

/// Published figures beside exact ones.
pub fn published(presets: &[Preset], loaded: Option<&str>, card: &RateCard) -> Vec<Element> {
    table(&explain::published_table(presets, loaded, card), "table stacks", &Look::default())
}

/// The conventions that an answer rests on.
pub fn assumptions(priced: &Priced<'_>) -> Element {
    let item = |convention: explain::Convention| {
        let lead = el("li").child(el("strong").text(&convention.lead)).text(" ").text(&convention.rest);
        if convention.otherwise.is_empty() {
            return lead;
        }
        lead.text(" ").child(el("span").class("quiet").text(&convention.otherwise))
    };
    let conventions = explain::conventions(priced.report, priced.scenario, priced.card);
    el("ul").class("assumptions").children(conventions.into_iter().map(item))
}

/// Published rates: those of the scenario's models, or of one provider.
fn rates(priced: &Priced<'_>, look: &Look) -> Vec<Element> {
    let card = priced.card;
    let of = |model: &Model| card.provider_of(model).id.as_str();
    let option = |value: &str, name: &str| {
        el("option").with("value", value).with_if(look.provider == value, "selected", "").text(name)
    };
    let with_models =
        card.providers().iter().filter(|provider| card.models().iter().any(|model| of(model) == provider.id));
    let select = el("select")
        .with("id", "rates-of")
        .child(option("", "Those of this scenario"))
        .children(with_models.map(|provider| option(&provider.id, &provider.name)));
    let models: Vec<&str> = if look.provider.is_empty() {
        models_of(priced.scenario)
    } else {
        card.models().iter().filter(|model| of(model) == look.provider).map(|model| model.id.as_str()).collect()
    };
    let mut parts =
        vec![el("div").class("field").child(el("label").with("for", "rates-of").text("Models")).child(select)];
    parts.extend(table(&explain::rate_table(card, &models), "table stacks rates", look));
    parts
}

/// The models of a scenario, each once.
fn models_of(scenario: &Scenario) -> Vec<&str> {
    let mut models: Vec<&str> = Vec::new();
    for workload in &scenario.workloads {
        let routes = workload.routes.iter().map(|route| &route.placement);
        for placement in std::iter::once(&workload.placement).chain(routes) {
            if !models.contains(&placement.model.as_str()) {
                models.push(&placement.model);
            }
        }
    }
    models
}

/// Every model's rates in its usual place, for the static shell.
pub fn rate_table_of_all(card: &RateCard) -> Element {
    let (table, providers) = explain::compact_rates(card);
    let columns = (table.columns.len() + 1).to_string();
    let bodies = providers.iter().map(|(provider, models)| {
        let head = el("th").with_all(&[("role", "rowheader"), ("scope", "rowgroup"), ("colspan", &columns)]);
        let head = el("tr").with("role", "row").child(head.child(el("strong").text(provider)));
        let models = models.iter().flat_map(|model| rows(model, &table.columns, &Look::default()));
        el("tbody").with("role", "rowgroup").child(head).children(models)
    });
    shape(&table, "table stacks").children(bodies)
}
