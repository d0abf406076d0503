//! The reader's own bill: a page of its own. Files are read here, in the browser, and never leave it.

mod answer;
mod proof;
mod read;
mod tables;
mod words;

use std::sync::Arc;

use exchange::bill::{Bill, Progress};
use gloo::file::File;
use gloo::utils::document;
use leptos::prelude::*;
use pricing::money::Usd;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{DragEvent, HtmlInputElement};

use crate::flat;
use crate::icon::{self, icon};
use crate::late;
use crate::state::{Calculator, Screen, calculator};
use crate::views::cards;
use read::Reading;

pub(crate) use read::{BillFiles, BillRead};

/// A bill that doesn't exist, to try the page with.
const SAMPLE: &str = include_str!("bill/sample.csv");

/// How far the reader is with a bill.
#[derive(Clone)]
pub(crate) enum Stage {
    /// No file yet.
    Start,
    /// Files are being read.
    Reading(At),
    /// They are read.
    Read(Arc<Bill>),
    /// One of them couldn't be: which, and why.
    Failed(String),
}

/// How far files are read.
#[derive(Clone, Default)]
pub(crate) struct At {
    /// The file that is read.
    name: String,
    /// Bytes of the files as they are, read and in all.
    read: u64,
    all: u64,
    /// What is known of them so far.
    progress: Progress,
}

/// The page.
pub fn bill() -> AnyView {
    let calculator = calculator();
    let stage = RwSignal::new(Stage::Start);
    let reading = Reading::new(stage);
    late::bring_bill_reader();
    let handed = calculator.handed.take_files();
    if !handed.is_empty() {
        reading.start(handed);
    }
    let lead = flat::text(move || stage.with(words::lead));
    let body = flat::part(move || match stage.get() {
        Stage::Start => start(reading, None),
        Stage::Failed(why) => start(reading, Some(why)),
        Stage::Reading(_) => in_progress(stage, reading),
        Stage::Read(bill) => answer::answer(calculator, &bill),
    });
    let again = flat::part(move || {
        if !stage.with(|stage| matches!(stage, Stage::Read(_))) {
            return ().into_any();
        }
        cards::button("bill-again", "Read another bill", move || stage.set(Stage::Start))
    });
    view! {
        <div class="bill" on:dragover=move |event: DragEvent| event.prevent_default() on:drop=move |event: DragEvent| dropped(&event, reading)>
            <button type="button" class="crumb" on:click=flat::clicked(move || leave(calculator, reading))>
                {icon(icon::LEFT, "16")} " Calculator"
            </button>
            <div class="page-h">
                <div><h1 tabindex="-1" id="bill-title">"Your AWS bill"</h1><p>{lead}</p></div>
                <div class="row">{again}</div>
            </div>
            {body}
        </div>
    }
    .into_any()
}

fn leave(calculator: Calculator, reading: Reading) {
    reading.cancel();
    calculator.screen.set(Screen::Calculator);
}

fn dropped(event: &DragEvent, reading: Reading) {
    let Some(files) = event.data_transfer().and_then(|transfer| transfer.files()) else { return };
    let files = gloo::file::FileList::from(files).to_vec();
    if files.is_empty() {
        return;
    }
    // The page itself opens scenario files that are dropped on it.
    event.prevent_default();
    event.stop_propagation();
    reading.start(files);
}

fn choose(reading: Reading) {
    let made = document().create_element("input").ok().and_then(|made| made.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = made else { return };
    field.set_type("file");
    field.set_multiple(true);
    let chosen = field.clone();
    gloo::events::EventListener::once(&field, "change", move |_| {
        if let Some(files) = chosen.files() {
            reading.start(gloo::file::FileList::from(files).to_vec());
        }
    })
    .forget();
    field.click();
}

fn start(reading: Reading, failed: Option<String>) -> AnyView {
    let failed = failed.map(|why| view! { <p class="notice bad" role="alert">{why}</p> }.into_any());
    let sample = move || reading.start(vec![File::new("sample-bill.csv", SAMPLE)]);
    let works = [
        ("Cost and Usage Report (CUR, CUR 2.0)", "CSV, gzip, zip, Parquet"),
        ("FOCUS export, 1.0 and 1.2", "CSV, gzip, Parquet"),
        ("Cost Explorer", "CSV download, JSON of the command line"),
        ("CloudWatch metrics, invocation logs", "CSV, JSON, gzip"),
    ];
    let works = works
        .into_iter()
        .map(|(what, how)| view! { <div><dt>{what}</dt><dd>{how}</dd></div> }.into_any())
        .collect::<Vec<_>>();
    let learn = [
        ("What each model really costs", "By month, account and way of buying"),
        ("Your effective discount", "What you paid against list price"),
        ("A baseline that matches the bill", "To plan from, with everything it leaves out listed"),
    ];
    let learn = learn
        .into_iter()
        .map(|(what, how)| view! { <li><span>{what}</span><small>{how}</small></li> }.into_any())
        .collect::<Vec<_>>();
    view! {
        {failed}
        <section class="empty drop" aria-label="Drop a bill here">
            <span class="art">{icon(icon::UPLOAD, "24")}</span>
            <h2>"Drop a bill here"</h2>
            <p>"Your bill is read in this browser. It is never uploaded. Several files of one export can be dropped together."</p>
            <div class="row">
                <button class="btn primary" type="button" id="bill-choose" on:click=flat::clicked(move || choose(reading))>"Choose files"</button>
                <button class="btn" type="button" id="bill-sample" on:click=flat::clicked(sample)>"Try a sample bill"</button>
            </div>
        </section>
        <div class="two mt2">
            <section class="card"><div class="card-h"><h2>"Files that work"</h2></div><dl class="kv">{works}</dl></section>
            <section class="card"><div class="card-h"><h2>"What you learn"</h2></div><ul class="fx">{learn}</ul></section>
        </div>
    }
    .into_any()
}

fn in_progress(stage: RwSignal<Stage>, reading: Reading) -> AnyView {
    let at = flat::memo(move || {
        stage.with(|stage| match stage {
            Stage::Reading(at) => (at.read, at.all, at.progress),
            _ => (0, 1, Progress::default()),
        })
    });
    let percent = move || {
        let (read, all, _) = at.get();
        (u128::from(read) * 100 / u128::from(all.max(1))).to_string()
    };
    let rows = flat::text(move || explain::amounts::count(at.get().2.rows));
    let spend = flat::text(move || explain::amounts::whole(Usd::new(at.get().2.bedrock)));
    view! {
        <section class="card">
            <div class="progress">
                <div class="between">
                    <h2 id="bill-reading">"Reading your bill"</h2>
                    <button class="btn" type="button" id="bill-cancel" on:click=flat::clicked(move || reading.cancel())>"Cancel"</button>
                </div>
                <progress max="100" value=percent aria-labelledby="bill-reading"></progress>
            </div>
            <div class="kpis mt3">
                <div class="kpi"><span>"Lines read"</span><b>{rows}</b></div>
                <div class="kpi"><span>"Bedrock so far"</span><b>{spend}</b></div>
            </div>
        </section>
    }
    .into_any()
}
