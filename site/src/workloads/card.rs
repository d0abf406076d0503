//! A workload's card: closed, what it is and what it costs; open, everything of it.

use explain::{self, UnitCost};
use leptos::prelude::*;
use pricing::money::grouped;
use pricing::report::Owner;

use super::adjustments::{AGENT, EXTRA_PROMPT_TOKENS, LONG_PROMPTS, SHORTER_ANSWERS};
use super::batch::BATCH;
use super::caching::CACHING;
use super::lever::lever;
use super::routing::ROUTING;
use super::{Spot, demand, list, placement, prices, tier};
use crate::field::text::TextField;
use crate::flat;
use crate::late;
use crate::state::{Calculator, Present, calculator};
use crate::words::amount;

/// What a closed card says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Summary {
    name: String,
    cost: String,
    line: String,
    /// What a request or a million tokens cost.
    unit: String,
    /// Its part of the cost of all workloads, in thousandths.
    thousandths: u32,
    /// Why there is no cost, in a few words: what is wrong, and where.
    missing: Option<(&'static str, String)>,
}

/// The workload with this key.
pub fn card(key: usize) -> AnyView {
    let calculator = calculator();
    let spot = Spot(key);
    let summary = flat::memo(move || summary(calculator, spot));
    let is_open = flat::flag(move || calculator.open_workload.get() == Some(key));
    let says = move |of: fn(&Summary) -> String| flat::text(move || summary.with(of));
    let missing = flat::flag(move || summary.with(|it| it.missing.is_some()));
    let class = move || match (is_open.get(), missing.get()) {
        (true, false) => "wl on",
        (false, false) => "wl",
        (true, true) => "wl on missing",
        (false, true) => "wl missing",
    };
    let toggle = flat::clicked(move || {
        if is_open.get_untracked() {
            calculator.open_workload.set(None);
        } else {
            calculator.open_workload.set(Some(key));
            crate::browser::after_render(move || crate::browser::show_top(&spot.id("card")));
        }
    });
    let cost = flat::part(move || {
        if missing.get() {
            view! { <b class="cost"><span class="badge bad">{says(|it| it.missing.as_ref().map_or("", |missing| missing.0).to_owned())}</span></b> }.into_any()
        } else {
            view! { <b class="cost">{says(|it| it.cost.clone())}</b> }.into_any()
        }
    });
    view! {
        <li class=class id=spot.id("card")>
            <button class="wl-h" type="button" aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-controls=move || is_open.get().then(|| spot.id("body")) on:click=toggle>
                <b>{says(|it| it.name.clone())}</b>
                {cost}
                <small>{says(|it| it.line.clone())}</small>
                <small class="end">{says(|it| it.missing.as_ref().map_or(&it.unit, |missing| &missing.1).clone())}</small>
                <span class="wl-m">
                    <svg class="meter" viewBox="0 0 1000 4" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="bg" width="1000" height="4"></rect>
                        <rect class="fg" width=says(|it| it.thousandths.to_string()) height="4"></rect>
                    </svg>
                </span>
            </button>
            {flat::shown_if(move || is_open.get(), move || late::workload(spot))}
        </li>
    }
    .into_any()
}

fn summary(calculator: Calculator, spot: Spot) -> Summary {
    let Some(place) = spot.place(calculator) else { return Summary::default() };
    calculator.present.with(|present| {
        let Some(workload) = present.scenario.workloads.get(place) else { return Summary::default() };
        let (cost, unit, thousandths) = priced(present, place);
        Summary {
            name: name(&workload.name, place),
            cost,
            line: explain::workload_line(workload, &present.card),
            unit,
            thousandths,
            missing: missing(present, place),
        }
    })
}

/// A workload's name, or its number where it has none.
pub fn name(name: &str, place: usize) -> String {
    if name.trim().is_empty() { format!("Workload {}", place + 1) } else { name.to_owned() }
}

fn priced(present: &Present, place: usize) -> (String, String, u32) {
    let Some(answer) = present.fresh() else { return ("Not priced".to_owned(), String::new(), 0) };
    let has_lines = answer.report.lines_of(place).next().is_some();
    let asks = present.scenario.workloads.get(place).is_some_and(|workload| workload.tokens() != (0, 0));
    if !has_lines && asks {
        return ("On capacity".to_owned(), String::new(), 0);
    }
    let unit = match explain::unit_cost(place, &answer.report, &answer.scenario) {
        Some(UnitCost::Request(cost)) => format!("{} a request", explain::drawing::per_request(cost)),
        Some(UnitCost::MillionTokens(cost)) => format!("{} per million", amount(cost)),
        None => "No demand yet".to_owned(),
    };
    let month = answer.report.workload_month(place);
    (amount(month), unit, explain::thousandths_of_cost(month, answer.workloads))
}

/// Why the workload has no cost, in a few words: what is wrong, and where.
fn missing(present: &Present, place: usize) -> Option<(&'static str, String)> {
    let missing = present.missing.iter().find(|missing| missing.owner == Owner::Workload(place))?;
    Some(match missing.refused_above {
        Some(window) => ("Prompts too long", format!("Above {} tokens", grouped(&window.to_string()))),
        None => ("Price missing", format!("No {} price", missing.meter.words())),
    })
}

/// Everything of the workload. Loaded on demand.
pub fn body(spot: Spot) -> AnyView {
    let calculator = calculator();
    let name = flat::text(move || spot.with(calculator, |workload| workload.name.clone()).unwrap_or_default());
    let field = spot.id("name");
    let rename = Callback::new({
        let field = field.clone();
        move |name: String| spot.change(calculator, &field, |workload| workload.name = name)
    });
    // A model that AWS doesn't price is priced where it is named.
    let is_own_model = flat::flag(move || {
        calculator.present.with(|present| {
            spot.with(calculator, |workload| present.card.model(&workload.placement.model).is_none())
                .unwrap_or_default()
        })
    });
    let is_only = flat::flag(move || calculator.keys().len() < 2);
    let is_full = flat::flag(move || calculator.keys().len() >= pricing::bounds::WORKLOADS_MAX);
    let close = flat::clicked(move || {
        calculator.open_workload.set(None);
        crate::browser::show_top(&spot.id("card"));
    });
    let levers = [&CACHING, &AGENT, &BATCH].map(|it| lever(spot, it));
    let more = [&ROUTING, &SHORTER_ANSWERS, &EXTRA_PROMPT_TOKENS, &LONG_PROMPTS].map(|it| lever(spot, it));
    view! {
        <div class="wl-body" id=spot.id("body")>
            <section class="group"><TextField id=field label="Name" text=name typed=rename/></section>
            {placement::place(spot)}
            {flat::shown_if(move || is_own_model.get(), move || prices::prices(spot))}
            {demand::demand(spot)}
            {levers.into_iter().collect::<Vec<_>>()}
            {tier::tier(spot)}
            {more.into_iter().collect::<Vec<_>>()}
            {flat::shown_if(move || !is_own_model.get(), move || prices::prices(spot))}
            <div class="group">
                <div class="between">
                    <div class="row">
                        <button class="btn small" type="button" disabled=is_full
                            on:click=flat::clicked(move || list::duplicate(calculator, spot.0))>"Duplicate"</button>
                        <button class="btn small danger" type="button" disabled=is_only
                            on:click=flat::clicked(move || list::remove(calculator, spot.0))>"Remove"</button>
                    </div>
                    <button class="btn small quiet" type="button" on:click=close>"Close"</button>
                </div>
            </div>
        </div>
    }
    .into_any()
}
