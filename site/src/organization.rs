//! What holds for the whole organization: commitment, offers, capacity, other providers, services. Each is a row that opens in place.

pub mod capacity;
pub mod commitment;
mod custom;
pub mod elsewhere;
pub mod figure;
mod load;
pub mod offers;
mod place;
mod prices;
mod purchase;
pub mod services;
mod terms;
mod years;

use explain::amounts;
use explain::words::multiple_percent;
use leptos::prelude::*;
use pricing::scenario::Scenario;

use crate::browser;
use crate::flat;
use crate::icon::{self, icon};
use crate::late;
use crate::state::{Calculator, calculator};

/// A row.
struct OrgRow {
    /// Its id, by which it is opened.
    id: &'static str,
    /// What it is about.
    title: &'static str,
    /// What the scenario has of it; `Err` with what to do where it has nothing.
    summary: fn(&Scenario) -> Result<String, &'static str>,
    /// Its fields.
    body: fn() -> AnyView,
}

static ROWS: [OrgRow; 5] = [
    OrgRow {
        id: "commitment",
        title: "Current commitment",
        summary: commitment_summary,
        body: || late::commitment(late::Commitment::Current),
    },
    OrgRow {
        id: "offers",
        title: "Offers",
        summary: offers_summary,
        body: || late::commitment(late::Commitment::Offers),
    },
    OrgRow {
        id: "capacity",
        title: "Capacity",
        summary: capacity_summary,
        body: || late::capacity(late::Capacity::Fields),
    },
    OrgRow {
        id: "elsewhere",
        title: "Other providers",
        summary: elsewhere_summary,
        body: || late::commitment(late::Commitment::Elsewhere),
    },
    OrgRow { id: "services", title: "Services", summary: services_summary, body: late::services },
];

/// The card of the organization.
pub fn organization() -> AnyView {
    let rows = ROWS.iter().map(row).collect::<Vec<_>>();
    view! {
        <section class="card o5" aria-labelledby="organization-title">
            <div class="card-h"><h2 id="organization-title">"Your organization"</h2></div>
            <div class="org">{rows}</div>
        </section>
    }
    .into_any()
}

/// Opens a row and brings it into view: the one that closes may have stood above it.
pub fn open(calculator: Calculator, row: &'static str) {
    calculator.open_row.set(Some(row));
    browser::after_render(move || browser::show_top(&format!("row-{row}")));
}

/// Opens the fields of capacity at the first price that nobody has given.
pub fn open_at_price(calculator: Calculator) {
    calculator.open_row.set(Some("capacity"));
    browser::focus_wrong_when_there("organization-capacity".to_owned());
}

/// A row, with its fields below while it is open.
fn row(row: &'static OrgRow) -> AnyView {
    let calculator = calculator();
    let is_open = flat::flag(move || calculator.open_row.get() == Some(row.id));
    let summary = flat::memo(move || (row.summary)(&calculator.scenario()).map_err(str::to_owned));
    let toggle = flat::clicked(move || {
        if is_open.get_untracked() {
            calculator.open_row.set(None);
        } else {
            open(calculator, row.id);
        }
    });
    let said = flat::text(move || summary.get().unwrap_or_else(|action| action));
    let body_id = format!("organization-{}", row.id);
    let controls = body_id.clone();
    let body = flat::shown_if(
        move || is_open.get(),
        move || {
            view! {
                <div class="org-body" id=body_id.clone() role="group" aria-label=row.title>{(row.body)()}</div>
            }
            .into_any()
        },
    );
    view! {
        <button class="org-row" type="button" id=format!("row-{}", row.id) aria-controls=controls
            aria-expanded=move || if is_open.get() { "true" } else { "false" } on:click=toggle>
            <span>{row.title}</span>
            <span class=move || if summary.with(Result::is_err) { "add" } else { "" }>{said} {icon(icon::RIGHT, "16")}</span>
        </button>
        {body}
    }
    .into_any()
}

fn commitment_summary(scenario: &Scenario) -> Result<String, &'static str> {
    let commitment = scenario.commitment.as_ref().ok_or("Add")?;
    let first = commitment.years.first().ok_or("Add a year")?;
    Ok(format!("{} at {}", amounts::short(first.commitment.usd()), multiple_percent(first.discount)))
}

fn offers_summary(scenario: &Scenario) -> Result<String, &'static str> {
    match scenario.commitment.as_ref().map_or(0, |commitment| commitment.offers.len()) {
        0 => Err("Add"),
        count => Ok(format!("{count} to compare")),
    }
}

fn capacity_summary(scenario: &Scenario) -> Result<String, &'static str> {
    let named = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(one.to_owned()),
        _ => Some(format!("{count} {many}")),
    };
    let purchases = named(scenario.capacity.purchases.len(), "1 purchase", "purchases");
    let customs = named(scenario.capacity.customs.len(), "1 custom model", "custom models");
    let parts: Vec<String> = purchases.into_iter().chain(customs).collect();
    if parts.is_empty() { Err("Check it") } else { Ok(parts.join(", ")) }
}

fn elsewhere_summary(scenario: &Scenario) -> Result<String, &'static str> {
    match scenario.alternatives.len() {
        0 => Err("Add"),
        count => Ok(format!("{count} to compare")),
    }
}

fn services_summary(scenario: &Scenario) -> Result<String, &'static str> {
    match scenario.services.count() {
        0 => Err("Add"),
        1 => Ok("1 service".to_owned()),
        count => Ok(format!("{count} services")),
    }
}

/// A button that adds an entry to a list.
fn add_button(id: &'static str, label: Signal<String>, act: impl Fn() + 'static) -> AnyView {
    let click = flat::clicked(act);
    view! {
        <button class="btn small quiet" type="button" id=id on:click=click>{icon(icon::PLUS, "16")} " " {label}</button>
    }
    .into_any()
}

/// A button beside it, without a picture.
fn quiet_button(id: &'static str, label: Signal<String>, act: impl Fn() + 'static) -> AnyView {
    let click = flat::clicked(act);
    view! { <button class="btn small quiet" type="button" id=id on:click=click>{label}</button> }.into_any()
}

/// A button that takes something out; it can be undone.
fn danger_button(id: &str, label: &'static str, act: impl Fn() + 'static) -> AnyView {
    let click = flat::clicked(act);
    view! { <button class="btn small danger" type="button" id=id.to_owned() on:click=click>{label}</button> }.into_any()
}
