//! The fields of what running an estate takes: logs, metrics, private endpoints, transfer, a support plan.

use leptos::prelude::*;
use pricing::bounds;
use pricing::scenario::{Destination, Logs, Support};

use super::applies::applies;
use super::values::{
    count_given, counted, figure, given, measured, put_count_given, put_counted, put_given, put_measured,
};
use crate::browser;
use crate::field::Label;
use crate::field::choice::CheckField;
use crate::field::kind::{Kind, Number};
use crate::flat;
use crate::organization::add_button;
use crate::organization::figure::{Echo, Entry, Figure, Setting, field, setting};
use crate::state::calculator;

/// Of what is measured.
const MEASURE: Kind = Kind::Multiple(0, bounds::REQUESTS_PER_MINUTE_MAX);
/// Of what is counted.
const COUNT: Kind = Kind::Count(0, bounds::COUNT_MAX);

/// The fields of invocation logs.
pub fn logs(entry: Entry) -> AnyView {
    let more = LOGGED.iter().map(|figure| field(entry, figure)).collect::<Vec<_>>();
    view! {
        {applies(
            entry,
            "Logs the calls of",
            |services, index| services.logs.get(index).map(|logs| &logs.workloads),
            |services, index| services.logs.get_mut(index).map(|logs| &mut logs.workloads),
        )}
        {setting(entry, &DESTINATION)}
        <div class="grid2">{more}</div>
    }
    .into_any()
}

static DESTINATION: Setting = Setting {
    id: "to",
    legend: "Kept in",
    values: &["CloudWatch Logs", "S3"],
    get: |scenario, index| scenario.services.logs.get(index).map(|logs| logs.to as usize),
    put: |scenario, index, place| {
        if let (Some(logs), Some(to)) = (scenario.services.logs.get_mut(index), Destination::ALL.get(place)) {
            logs.to = *to;
        }
    },
};

/// What a blank field means.
macro_rules! blank {
    ($means:literal) => {{
        const SAYS: Echo = |_, _, _, number| if number == Number::Nothing { $means.to_owned() } else { String::new() };
        SAYS
    }};
}

static LOGGED: [Figure; 7] = [
    figure!(logs.months, "months", "Months kept", Kind::Optional(1_200), given, put_given).says(blank!("Blank: one")),
    figure!(logs.compressed, "compressed", "Left after compression", Kind::OptionalPercent(1), given, put_given)
        .unit("%")
        .says(blank!("Blank: all of it")),
    figure!(
        logs.characters_per_token,
        "characters",
        "Characters of a token",
        Kind::Optional(bounds::CHARACTERS_PER_TOKEN_MAX),
        given,
        put_given
    )
    .says(blank!("Blank: 4")),
    figure!(logs.bytes_per_character, "bytes", "Bytes of a character", Kind::Optional(10), given, put_given)
        .says(blank!("Blank: 1")),
    figure!(
        logs.envelope,
        "envelope",
        "Other bytes of each call",
        Kind::OptionalCount(bounds::COUNT_MAX),
        count_given,
        put_count_given
    )
    .says(|_, _, _, number| match number {
        Number::Nothing => format!("Blank: {}", Logs::ENVELOPE),
        _ => String::new(),
    }),
    figure!(logs.scanned, "scanned", "Scanned by queries", MEASURE, measured, put_measured).unit("GB a month"),
    figure!(logs.objects, "objects", "Objects put in S3", COUNT, counted, put_counted).unit("a month"),
];

/// Metrics, network and support: there once for the scenario, and shown while something of them is given or asked for.
pub fn around() -> AnyView {
    let calculator = calculator();
    let is_shown = move || calculator.shows_operations.get() || calculator.scenario().services.count_around() > 0;
    flat::shown_if(is_shown, || {
        let entry = Entry("operations", 0);
        let figures = AROUND.iter().map(|figure| field(entry, figure)).collect::<Vec<_>>();
        view! {
            <fieldset class="stack-s">
                <legend class="label">"Monitoring, network, evaluation, support"</legend>
                <div class="grid2">{figures}</div>
                {support(entry)}
            </fieldset>
        }
        .into_any()
    })
}

/// The button that shows them.
pub fn button() -> AnyView {
    let calculator = calculator();
    let is_hidden = move || !calculator.shows_operations.get() && calculator.scenario().services.count_around() == 0;
    flat::shown_if(is_hidden, move || {
        let label = Signal::stored("Add monitoring, network, evaluation, support".to_owned());
        add_button("add-operations", label, move || {
            calculator.shows_operations.set(true);
            browser::focus_after_render(Entry("operations", 0).id("metrics"));
        })
    })
}

fn support(entry: Entry) -> AnyView {
    let calculator = calculator();
    let on = flat::flag(move || calculator.scenario().services.support.is_some());
    let check = Callback::new(move |on: bool| {
        calculator.change("", |scenario| scenario.services.support = on.then(Support::default));
    });
    let note =
        "Its fee is a share of your AWS charges. You pay what AI adds to it; it doesn’t count toward a commitment.";
    view! {
        <CheckField id=entry.id("support") label="Enterprise Support" note=Signal::stored(note.to_owned()) on check/>
        {field(entry, &OTHER_CHARGES)}
    }
    .into_any()
}

static OTHER_CHARGES: Figure = Figure::new(
    "other-charges",
    Label::of("Other AWS charges, before discount"),
    Kind::Dollars,
    |scenario, _| scenario.services.support.map(|support| Number::Dollars(support.other)),
    |scenario, _, number| {
        if let (Some(support), Number::Dollars(other)) = (&mut scenario.services.support, number) {
            support.other = other;
        }
    },
)
.dollars()
.unit("a month");

/// A figure of something that the scenario has once.
macro_rules! once {
    ($of:ident . $field:ident, $id:literal, $label:literal, $kind:expr, $read:path, $put:path) => {
        Figure::new(
            $id,
            Label::of($label),
            $kind,
            |scenario, _| Some($read(scenario.services.$of.$field)),
            |scenario, _, number| $put(&mut scenario.services.$of.$field, number),
        )
    };
}

static AROUND: [Figure; 8] = [
    once!(monitoring.metrics, "metrics", "Custom metrics", COUNT, counted, put_counted),
    once!(monitoring.alarms, "alarms", "Alarms", COUNT, counted, put_counted),
    once!(monitoring.dashboards, "dashboards", "Dashboards", COUNT, counted, put_counted)
        .says(|_, _, _, _| "Three are free".to_owned()),
    once!(network.endpoints, "endpoints", "Private endpoints", COUNT, counted, put_counted),
    once!(network.zones, "zones", "Zones of each", COUNT, counted, put_counted),
    once!(network.data, "data", "Through them", MEASURE, measured, put_measured).unit("GB a month"),
    once!(network.out, "out", "Out to the internet", MEASURE, measured, put_measured)
        .unit("GB a month")
        .says(|_, _, _, _| "100 GB are free".to_owned()),
    once!(evaluation.tasks, "tasks", "Human evaluation tasks", COUNT, counted, put_counted)
        .unit("a month")
        .says(|_, _, _, _| "Each task that a person completes. The models’ tokens are a workload.".to_owned()),
];
