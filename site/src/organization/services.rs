//! The fields of what surrounds inference: guardrails, knowledge bases, documents, agents, and what runs an estate. Loaded on
//! demand.

mod applies;
mod driven;
mod guardrail;
mod knowledge;
mod operations;
mod own;
mod prices;
mod store;
mod values;

use std::sync::Arc;

use leptos::prelude::*;
use pricing::bounds;
use pricing::names::workload_name;
use pricing::quantity::Requests;
use pricing::rates::FALLBACK_REGION;
use pricing::scenario::{
    Agents, Demand, Documents, Driver, Flow, Guardrail, KnowledgeBase, Logs, OwnLine, Policy, Scenario, Services,
    WorkloadRequests,
};

use super::add_button;
use super::figure::{Entry, Figure, entries, field};
use crate::browser;
use crate::field::Label;
use crate::field::choice::CheckField;
use crate::field::kind::{Kind, Number};
use crate::field::text::TextField;
use crate::flat;
use crate::state::{Calculator, calculator};

/// A kind of service of which there can be several.
struct Thing {
    /// The word that begins the ids of its fields.
    id: &'static str,
    /// What it is called, before its number.
    title: &'static str,
    add_id: &'static str,
    add: &'static str,
    remove: &'static str,
    removed: &'static str,
    count: fn(&Services) -> usize,
    /// Adds one as it usually begins.
    push: fn(&mut Services),
    /// Takes one out that is there.
    take: fn(&mut Services, usize),
    name: fn(&Services, usize) -> Option<&String>,
    name_of: fn(&mut Services, usize) -> Option<&mut String>,
    /// Its fields, but for the name.
    fields: fn(Entry) -> AnyView,
    /// One of them, with its name.
    view: fn(usize) -> AnyView,
}

/// Declares the kinds: the list of the scenario, one as it begins, its words and fields.
macro_rules! things {
    ($($thing:ident, $list:ident, $id:literal, $title:literal, $one:literal, $add:literal, $begins:expr, $fields:path;)*) => {
        $(static $thing: Thing = Thing {
            id: $id,
            title: $title,
            add_id: concat!("add-", $id),
            add: $add,
            remove: concat!("Remove ", $one),
            removed: concat!($title, " removed"),
            count: |services| services.$list.len(),
            push: |services| services.$list.push($begins),
            take: |services, index| drop(services.$list.remove(index)),
            name: |services, index| services.$list.get(index).map(|of| &of.name),
            name_of: |services, index| services.$list.get_mut(index).map(|of| &mut of.name),
            fields: $fields,
            view: |index| entry(&$thing, index),
        };)*

        /// All of them, in the order they are shown.
        static THINGS: [&Thing; [$(stringify!($thing)),*].len()] = [$(&$thing),*];
    };
}

things! {
    GUARDRAILS, guardrails, "guardrail", "Guardrail", "guardrail", "Add a guardrail",
        Guardrail { policies: vec![Policy::Content], ..Guardrail::default() }, guardrail::fields;
    KNOWLEDGE, knowledge, "knowledge", "Knowledge base", "knowledge base", "Add a knowledge base",
        KnowledgeBase::default(), knowledge::fields;
    DOCUMENTS, documents, "documents", "Document reading", "document reading", "Add document reading",
        Documents { per: Driver::Month, ..Documents::default() }, driven::documents;
    AGENTS, agents, "agents", "Agents", "agents", "Add agents (AgentCore)", Agents::default(), driven::agents;
    FLOWS, flows, "flow", "Flow", "flow", "Add a flow", Flow::default(), driven::flow;
    LOGS, logs, "logs", "Invocation logs", "logs", "Add invocation logs", Logs::default(), operations::logs;
    OWN, lines, "cost", "Your cost", "cost", "Add a cost of your own", OwnLine::default(), own::fields;
}

/// The fields, or what they are for; and the buttons that add something.
pub fn fields() -> AnyView {
    let calculator = calculator();
    let is_none = flat::flag(move || calculator.scenario().services.is_none());
    let lists = THINGS.iter().map(|thing| entries_of(thing)).collect::<Vec<_>>();
    let buttons = THINGS.iter().map(|thing| button(thing)).collect::<Vec<_>>();
    view! {
        {flat::shown_if(move || is_none.get(), || view! {
            <p class="muted">
                "What AWS charges beside the model: checks of each prompt, search in your documents, logs, support. Add what you use, so that the total has it."
            </p>
        }.into_any())}
        {lists}
        {operations::around()}
        <div class="stack-s">{buttons} {operations::button()}</div>
        {flat::shown_if(move || !is_none.get(), common)}
    }
    .into_any()
}

fn entries_of(thing: &'static Thing) -> AnyView {
    let calculator = calculator();
    let keys = flat::memo(move || (0..(thing.count)(&calculator.scenario().services)).collect::<Vec<_>>());
    flat::list(keys.into(), thing.view)
}

fn button(thing: &'static Thing) -> AnyView {
    let calculator = calculator();
    flat::shown_if(
        move || (thing.count)(&calculator.scenario().services) < bounds::SERVICES_MAX,
        move || add_button(thing.add_id, Signal::stored(thing.add.to_owned()), move || add(calculator, thing)),
    )
}

/// One service: its name, its fields, and the button that takes it out.
fn entry(thing: &'static Thing, index: usize) -> AnyView {
    let calculator = calculator();
    let entry = Entry(thing.id, index);
    let id = entry.id("name");
    let text = flat::text(move || (thing.name)(&calculator.scenario().services, index).cloned().unwrap_or_default());
    let step = id.clone();
    let typed = Callback::new(move |text: String| {
        calculator.change(&step, |scenario| {
            if let Some(name) = (thing.name_of)(&mut scenario.services, index) {
                *name = text;
            }
        });
    });
    let remove_id = format!("remove-{}-{}", thing.id, index + 1);
    view! {
        <fieldset class="stack-s">
            <legend class="label">{format!("{} {}", thing.title, index + 1)}</legend>
            <TextField id label="Name" text typed/>
            {(thing.fields)(entry)}
            <div>{super::danger_button(&remove_id, thing.remove, move || remove(calculator, thing, index))}</div>
        </fieldset>
    }
    .into_any()
}

/// Adds a service, and puts the focus on its name.
fn add(calculator: Calculator, thing: &'static Thing) {
    let mut first = String::new();
    calculator.rearrange(|moment| {
        let services = &mut Arc::make_mut(&mut moment.scenario).services;
        let at = (thing.count)(services);
        if at < bounds::SERVICES_MAX {
            (thing.push)(services);
            first = Entry(thing.id, at).id("name");
        }
    });
    calculator.open_row.set(Some("services"));
    browser::show_and_focus(first);
}

/// Takes a service out; it can be undone.
fn remove(calculator: Calculator, thing: &'static Thing, index: usize) {
    calculator.rearrange(|moment| {
        let services = &mut Arc::make_mut(&mut moment.scenario).services;
        if index < (thing.count)(services) {
            (thing.take)(services, index);
        }
    });
    calculator.say_with_undo(thing.removed);
    browser::focus_after_render(thing.add_id);
}

/// What holds for all services: requests that aren't known, and prices.
fn common() -> AnyView {
    let calculator = calculator();
    let fallback = flat::flag(move || calculator.scenario().services.fallback);
    let check = Callback::new(move |on| calculator.change("", |scenario| scenario.services.fallback = on));
    let note = format!("AWS’s prices differ by Region. Those of {FALLBACK_REGION} are then marked as such.");
    view! {
        {entries(|scenario| scenario.workloads.len(), requests_of)}
        <CheckField id="services-fallback".to_owned() label="Use N. Virginia’s price where your Region’s isn’t known"
            note=Signal::stored(note) on=fallback check/>
        {prices::prices()}
    }
    .into_any()
}

/// Requests of a workload whose demand is in tokens: what depends on its requests can't be told from that.
fn requests_of(workload: usize) -> AnyView {
    let calculator = calculator();
    let is_asked = move || {
        let scenario = calculator.scenario();
        let in_tokens = scenario.workloads.get(workload).is_some_and(|of| matches!(of.demand, Demand::Monthly { .. }));
        in_tokens && is_driven_by(&scenario.services, workload)
    };
    flat::shown_if(is_asked, move || field(Entry("requests-of", workload), &REQUESTS))
}

/// Whether a service counts the requests of a workload.
fn is_driven_by(services: &Services, workload: usize) -> bool {
    let lists = |list: &Option<Vec<usize>>| list.as_ref().is_none_or(|list| list.contains(&workload));
    let drives = |per: &Driver| matches!(per, Driver::Requests { workloads } if lists(workloads));
    services.guardrails.iter().any(|of| lists(&of.workloads))
        || services.knowledge.iter().any(|of| lists(&of.workloads))
        || services.logs.iter().any(|of| lists(&of.workloads))
        || services.documents.iter().any(|of| drives(&of.per))
        || services.agents.iter().any(|of| drives(&of.per))
        || services.flows.iter().any(|of| drives(&of.per))
}

static REQUESTS: Figure = Figure::new(
    "requests",
    Label::of("Requests a month"),
    Kind::OptionalCount(bounds::REQUESTS_MAX),
    |scenario, index| {
        scenario.workloads.get(index)?;
        let given = scenario.services.requests.iter().find(|given| given.workload == index);
        Some(given.map_or(Number::Nothing, |given| Number::Count(given.requests.count())))
    },
    put_requests,
)
.says(|scenario, _, index, number| {
    let name = workload_name(scenario, index);
    match number {
        Number::Nothing => format!("Of {name}: services charge by the request, and its demand is in tokens."),
        _ => format!("Of {name}"),
    }
});

fn put_requests(scenario: &mut Scenario, workload: usize, number: Number) {
    let given = &mut scenario.services.requests;
    given.retain(|given| given.workload != workload);
    if let Number::Count(count) = number
        && let Some(requests) = Requests::new(count)
    {
        given.push(WorkloadRequests { workload, requests });
        given.sort_by_key(|given| given.workload);
    }
}
