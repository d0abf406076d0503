//! The fields of what requests cause, or what a month brings: documents that are read, agents, flows.

use leptos::prelude::*;
use pricing::bounds;
use pricing::scenario::{Driver, Runtime, Scenario, Services};

use super::applies::{List, applies};
use super::values::{counted, figure, measured, put_counted, put_measured, put_tokens, tokens};
use crate::field::kind::Kind;
use crate::organization::figure::{Entry, Figure, Setting, field, setting};

/// Of what is measured, or is a part of a request.
const MEASURE: Kind = Kind::Multiple(0, bounds::REQUESTS_PER_MINUTE_MAX);
/// Of what is counted.
const COUNT: Kind = Kind::Count(0, bounds::COUNT_MAX);
/// Of tokens of an evaluation.
const TOKENS: Kind = Kind::Count(0, bounds::TOKENS_PER_REQUEST_MAX);

/// Figures two by two.
fn twos(entry: Entry, figures: &'static [Figure]) -> AnyView {
    let figures = figures.iter().map(|figure| field(entry, figure)).collect::<Vec<_>>();
    view! { <div class="grid2">{figures}</div> }.into_any()
}

/// What is counted: a month's, or what each request causes.
const COUNTED: [&str; 2] = ["A month", "For each request"];

fn place_of(per: &Driver) -> usize {
    usize::from(*per != Driver::Month)
}

fn driver(place: usize) -> Driver {
    if place == 1 { Driver::Requests { workloads: None } } else { Driver::Month }
}

fn list(per: &Driver) -> Option<&List> {
    match per {
        Driver::Month => None,
        Driver::Requests { workloads } => Some(workloads),
    }
}

fn list_mut(per: &mut Driver) -> Option<&mut List> {
    match per {
        Driver::Month => None,
        Driver::Requests { workloads } => Some(workloads),
    }
}

/// The choice of what is counted, of a list of services.
macro_rules! counted_by {
    ($list:ident) => {
        Setting {
            id: "per",
            legend: "Counts are",
            values: &COUNTED,
            get: |scenario: &Scenario, index| scenario.services.$list.get(index).map(|of| place_of(&of.per)),
            put: |scenario, index, place| {
                if let Some(of) = scenario.services.$list.get_mut(index) {
                    of.per = driver(place);
                }
            },
        }
    };
}

static DOCUMENTS_BY: Setting = counted_by!(documents);
static AGENTS_BY: Setting = counted_by!(agents);
static FLOWS_BY: Setting = counted_by!(flows);

/// The fields of documents that Data Automation reads.
pub fn documents(entry: Entry) -> AnyView {
    view! {
        {setting(entry, &DOCUMENTS_BY)}
        {applies(
            entry,
            "Read for the requests of",
            |services: &Services, index| services.documents.get(index).and_then(|of| list(&of.per)),
            |services, index| services.documents.get_mut(index).and_then(|of| list_mut(&mut of.per)),
        )}
        {twos(entry, &PAGES)}
    }
    .into_any()
}

static PAGES: [Figure; 5] = [
    figure!(documents.pages, "pages", "Pages, standard output", MEASURE, measured, put_measured),
    figure!(documents.custom_pages, "custom-pages", "Pages, custom output", MEASURE, measured, put_measured),
    figure!(documents.fields, "fields", "Fields of a custom page", COUNT, counted, put_counted)
        .says(|_, _, _, _| "30 are in the price of a page".to_owned()),
    figure!(documents.images, "images", "Images, standard output", MEASURE, measured, put_measured),
    figure!(documents.custom_images, "custom-images", "Images, custom output", MEASURE, measured, put_measured),
];

/// The fields of agents on `AgentCore`.
pub fn agents(entry: Entry) -> AnyView {
    view! {
        {setting(entry, &AGENTS_BY)}
        {applies(
            entry,
            "Sessions of the requests of",
            |services: &Services, index| services.agents.get(index).and_then(|of| list(&of.per)),
            |services, index| services.agents.get_mut(index).and_then(|of| list_mut(&mut of.per)),
        )}
        {setting(entry, &RUNTIME)}
        {twos(entry, &SESSION)}
    }
    .into_any()
}

static RUNTIME: Setting = Setting {
    id: "runtime",
    legend: "Runtime",
    values: &["V1", "V2"],
    get: |scenario, index| scenario.services.agents.get(index).map(|of| of.runtime as usize),
    put: |scenario, index, place| {
        if let (Some(of), Some(runtime)) = (scenario.services.agents.get_mut(index), Runtime::ALL.get(place)) {
            of.runtime = *runtime;
        }
    },
};

static SESSION: [Figure; 15] = [
    figure!(agents.sessions, "sessions", "Sessions", MEASURE, measured, put_measured),
    figure!(agents.cpu_seconds, "cpu", "vCPU-seconds of a session", MEASURE, measured, put_measured),
    figure!(agents.seconds, "seconds", "Seconds of a session", MEASURE, measured, put_measured),
    figure!(agents.memory, "memory", "Memory of a session", MEASURE, measured, put_measured).unit("GB"),
    figure!(agents.gateway_calls, "calls", "Gateway calls of a session", MEASURE, measured, put_measured),
    figure!(agents.searches, "searches", "Tool searches of a session", MEASURE, measured, put_measured),
    figure!(agents.tools, "tools", "Tools indexed", COUNT, counted, put_counted),
    figure!(agents.identity_requests, "identity", "Identity requests of a session", MEASURE, measured, put_measured),
    figure!(agents.memory_events, "events", "Memory events of a session", MEASURE, measured, put_measured),
    figure!(agents.memory_records, "records", "Long-term records kept", COUNT, counted, put_counted),
    figure!(agents.memory_retrievals, "retrievals", "Memory retrievals of a session", MEASURE, measured, put_measured),
    figure!(agents.authorizations, "policy", "Authorizations of a session", MEASURE, measured, put_measured),
    figure!(agents.evaluation_input, "judged", "Evaluator tokens in, a session", TOKENS, tokens, put_tokens),
    figure!(agents.evaluation_output, "judging", "Evaluator tokens out, a session", TOKENS, tokens, put_tokens),
    figure!(
        agents.custom_evaluations,
        "own-evaluations",
        "Custom evaluations of a session",
        MEASURE,
        measured,
        put_measured
    ),
];

/// The fields of a flow.
pub fn flow(entry: Entry) -> AnyView {
    view! {
        {setting(entry, &FLOWS_BY)}
        {applies(
            entry,
            "Runs for the requests of",
            |services: &Services, index| services.flows.get(index).and_then(|of| list(&of.per)),
            |services, index| services.flows.get_mut(index).and_then(|of| list_mut(&mut of.per)),
        )}
        {twos(entry, &RUNS)}
    }
    .into_any()
}

static RUNS: [Figure; 2] = [
    figure!(flows.executions, "executions", "Executions", MEASURE, measured, put_measured),
    figure!(flows.transitions, "transitions", "Node transitions of each", MEASURE, measured, put_measured),
];
