//! The doors of a program whose parts come on demand: each loads its part, says so where it doesn't come, and offers to try again.

use core::future::Future;
use core::pin::{Pin, pin};
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, Waker};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use exchange::bill::BillError;
use exchange::link::Decoded;

use crate::browser;
use crate::chart::save::{self, Form};
use crate::files::Saving;
use crate::flat;
use crate::state::{Calculator, Moment};
use crate::templates::{self, Start};

type Loaded = Result<AnyView, SplitLoaderError>;

/// A part, as its door sees it.
#[derive(Clone, Copy)]
struct Part {
    is_here: &'static AtomicBool,
    /// Asks for its files: whether they have come.
    fetch: fn() -> Pin<Box<dyn Future<Output = bool>>>,
}

/// The part that this function fetches.
macro_rules! part {
    ($fetch:ident) => {{
        static IS_HERE: AtomicBool = AtomicBool::new(false);
        Part { is_here: &IS_HERE, fetch: || Box::pin(async { $fetch().await.is_ok() }) }
    }};
}

#[wasm_split(workload, wasm_split_path = leptos::wasm_split, preload(fetch_workload), fallible)]
fn workload_part(spot: super::Spot) -> Loaded {
    Ok(super::make_workload(spot))
}

#[wasm_split(breakdown, wasm_split_path = leptos::wasm_split, preload(fetch_breakdown), fallible)]
fn breakdown_part(piece: super::Breakdown) -> Loaded {
    Ok(super::make_breakdown(piece))
}

#[wasm_split(soon, wasm_split_path = leptos::wasm_split, preload(fetch_soon), fallible)]
fn soon_part(piece: super::Soon) -> Loaded {
    super::bring_fields();
    Ok(super::make_soon(piece))
}

#[wasm_split(soon, wasm_split_path = leptos::wasm_split, preload(fetch_start), fallible)]
fn start_part(calculator: Calculator, start: Start) -> Result<(), SplitLoaderError> {
    templates::open(calculator, start);
    Ok(())
}

#[wasm_split(soon, wasm_split_path = leptos::wasm_split, preload(fetch_drop), fallible)]
fn drop_part(calculator: Calculator, files: web_sys::FileList) -> Result<(), SplitLoaderError> {
    crate::files::dropped(calculator, files);
    Ok(())
}

#[wasm_split(bill, wasm_split_path = leptos::wasm_split, preload(fetch_bill), fallible)]
fn bill_part() -> Loaded {
    Ok(super::make_bill())
}

#[wasm_split(bill_reader, wasm_split_path = leptos::wasm_split, preload(fetch_bill_reader), fallible)]
fn bill_reader_part(files: super::BillFiles) -> Result<super::ReadingBill, SplitLoaderError> {
    Ok(super::bill_reading(files))
}

#[wasm_split(parquet, wasm_split_path = leptos::wasm_split, preload(fetch_parquet), fallible)]
fn parquet_part(whole: Vec<u8>) -> Result<super::OpenTable, SplitLoaderError> {
    Ok(super::open_parquet(whole))
}

#[wasm_split(links, wasm_split_path = leptos::wasm_split, preload(fetch_reading), fallible)]
fn read_part(fragment: String) -> Result<Decoded, SplitLoaderError> {
    Ok(super::decode(&fragment))
}

#[wasm_split(links, wasm_split_path = leptos::wasm_split, preload(fetch_writing), fallible)]
fn write_part(moment: Moment) -> Result<String, SplitLoaderError> {
    Ok(super::encode(&moment))
}

#[wasm_split(services, wasm_split_path = leptos::wasm_split, preload(fetch_services), fallible)]
fn services_part() -> Loaded {
    Ok(super::make_services())
}

#[wasm_split(files, wasm_split_path = leptos::wasm_split, preload(fetch_files), fallible)]
fn save_part(calculator: Calculator, what: Saving) -> Result<(), SplitLoaderError> {
    crate::files::save_now(calculator, what);
    Ok(())
}

// With what reads bills: both read JSON.
#[wasm_split(bill_reader, wasm_split_path = leptos::wasm_split, preload(fetch_opening), fallible)]
fn open_part(calculator: Calculator, text: String) -> Result<(), SplitLoaderError> {
    crate::files::open_text(calculator, &text);
    Ok(())
}

#[wasm_split(files, wasm_split_path = leptos::wasm_split, preload(fetch_scenarios), fallible)]
fn scenarios_part(piece: super::Scenarios) -> Loaded {
    Ok(super::make_scenarios(piece))
}

#[wasm_split(picture, wasm_split_path = leptos::wasm_split, preload(fetch_picture), fallible)]
fn picture_part(id: String, form: Form) -> Result<(), SplitLoaderError> {
    save::picture(&id, form);
    Ok(())
}

#[wasm_split(capacity, wasm_split_path = leptos::wasm_split, preload(fetch_capacity), fallible)]
fn capacity_part(piece: super::Capacity) -> Loaded {
    Ok(super::make_capacity(piece))
}

#[wasm_split(commitment, wasm_split_path = leptos::wasm_split, preload(fetch_commitment), fallible)]
fn commitment_part(piece: super::Commitment) -> Loaded {
    Ok(super::make_commitment(piece))
}

#[wasm_split(evidence, wasm_split_path = leptos::wasm_split, preload(fetch_evidence), fallible)]
fn evidence_part(piece: super::Evidence) -> Loaded {
    Ok(super::make_evidence(piece))
}

/// Everything of a workload, as soon as its part is loaded.
pub fn workload(spot: super::Spot) -> AnyView {
    door(part!(fetch_workload), move || made(workload_part(spot)))
}

/// A piece of what says how figures come about, as soon as its part is loaded.
pub fn breakdown(piece: super::Breakdown) -> AnyView {
    door(part!(fetch_breakdown), move || made(breakdown_part(piece)))
}

/// A piece of what comes right after the page has opened.
pub fn soon(piece: super::Soon) -> AnyView {
    let (part, make) = (part!(fetch_soon), move || made(soon_part(piece)));
    match piece {
        // As high as the chart, so that nothing moves when it comes.
        super::Soon::Ladder => door_with(part, Arc::new(make), || {
            view! { <section class="card chart-space" aria-busy="true"></section> }.into_any()
        }),
        // Nothing stands in its place until it is there.
        _ if piece.is_quiet() => door_with(part, Arc::new(make), || ().into_any()),
        _ => door(part, make),
    }
}

/// Opens files that were dropped, as soon as the part that can is loaded.
pub fn dropped(calculator: Calculator, files: web_sys::FileList) {
    done_by(calculator, async move { drop_part(calculator, files).await.is_ok() });
}

/// Starts with an empty scenario or a template, as soon as the part that can is loaded.
pub fn begin(calculator: Calculator, start: Start) {
    done_by(calculator, async move { start_part(calculator, start).await.is_ok() });
}

/// The page of the reader's own bill, as soon as its part is loaded.
pub fn bill() -> AnyView {
    door(part!(fetch_bill), move || made(bill_part()))
}

/// Loads what reads bills, before the reader has chosen one.
pub fn bring_bill_reader() {
    leptos::task::spawn_local(async {
        // Where it doesn't come, the first file asks again, and says so.
        let _ = fetch_bill_reader().await;
    });
}

/// Reads files as one bill, as soon as the part that can is loaded. `None` where it doesn't come.
pub async fn read_bill(files: super::BillFiles) -> Option<super::BillRead> {
    Some(bill_reader_part(files).await.ok()?.await)
}

/// Loads what reads Parquet: whether it is here now.
pub async fn has_parquet() -> bool {
    fetch_parquet().await.is_ok()
}

/// Opens a Parquet file, once [`has_parquet`] has said that it can.
pub fn parquet(whole: Vec<u8>) -> super::OpenTable {
    match pin!(parquet_part(whole)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(table)) => table,
        Poll::Ready(Err(_)) | Poll::Pending => Err(BillError::NoParquet),
    }
}

/// Whether links can be read and written at once.
static HAS_LINKS: AtomicBool = AtomicBool::new(false);

/// Loads what reads and writes links.
pub async fn bring_links() {
    let have_come = fetch_writing().await.is_ok();
    HAS_LINKS.fetch_or(have_come, Ordering::Relaxed);
}

/// What a link says. `None` where the part that reads links doesn't come.
pub async fn read_link(fragment: String) -> Option<Decoded> {
    read_part(fragment).await.ok()
}

/// The link of a moment. `None` where the part that writes links doesn't come.
pub async fn write_link(moment: Moment) -> Option<String> {
    let text = write_part(moment).await.ok()?;
    HAS_LINKS.store(true, Ordering::Relaxed);
    Some(text)
}

/// The link of a moment, if the part that writes links is here.
pub fn link_at_once(moment: &Moment) -> Option<String> {
    if !HAS_LINKS.load(Ordering::Relaxed) {
        return None;
    }
    match pin!(write_part(moment.clone())).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(text) => text.ok(),
        Poll::Pending => None,
    }
}

/// The fields of services, as soon as their part is loaded.
pub fn services() -> AnyView {
    door(part!(fetch_services), move || made(services_part()))
}

/// Saves a file, as soon as the part that can is loaded.
pub fn save_file(calculator: Calculator, what: Saving) {
    done_by(calculator, async move { save_part(calculator, what).await.is_ok() });
}

/// Opens the scenario in a file's text, as soon as the part that can is loaded.
pub fn open_file(calculator: Calculator, text: String) {
    done_by(calculator, async move { open_part(calculator, text).await.is_ok() });
}

/// Saves a chart as a picture, as soon as the part that can is loaded.
pub fn picture(calculator: Calculator, id: String, form: Form) {
    done_by(calculator, async move { picture_part(id, form).await.is_ok() });
}

/// Says so where a part that does something doesn't arrive.
fn done_by(calculator: Calculator, part: impl Future<Output = bool> + 'static) {
    leptos::task::spawn_local(async move {
        if !part.await {
            calculator.say(super::MISSED);
        }
    });
}

/// A piece of what is about capacity, as soon as its part is loaded.
pub fn capacity(piece: super::Capacity) -> AnyView {
    door(part!(fetch_capacity), move || made(capacity_part(piece)))
}

/// A piece of what is about the commitment, as soon as its part is loaded.
pub fn commitment(piece: super::Commitment) -> AnyView {
    door(part!(fetch_commitment), move || made(commitment_part(piece)))
}

/// A piece of what keeps scenarios, as soon as its part is loaded.
pub fn scenarios(piece: super::Scenarios) -> AnyView {
    door(part!(fetch_scenarios), move || made(scenarios_part(piece)))
}

/// A piece of what a negotiation rests on, as soon as its part is loaded.
pub fn evidence(piece: super::Evidence) -> AnyView {
    door(part!(fetch_evidence), move || made(evidence_part(piece)))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Coming,
    Here,
    Failed,
}

fn door(part: Part, make: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    door_with(part, Arc::new(make), || view! { <p class="echo" role="status">"Loading…"</p> }.into_any())
}

fn door_with(Part { is_here, fetch }: Part, make: flat::Make, waiting: fn() -> AnyView) -> AnyView {
    let first = if is_here.load(Ordering::Relaxed) { Stage::Here } else { Stage::Coming };
    let stage = RwSignal::new(first);
    let start = move || {
        stage.set(Stage::Coming);
        leptos::task::spawn_local(async move {
            let has_come = fetch().await;
            is_here.fetch_or(has_come, Ordering::Relaxed);
            // The reader may have gone on meanwhile.
            let _ = stage.try_set(if has_come { Stage::Here } else { Stage::Failed });
        });
    };
    if first == Stage::Coming && browser::IS_HERE {
        start();
    }
    flat::part(move || match stage.get() {
        Stage::Coming => waiting(),
        Stage::Failed => view! {
            <div class="notice bad" role="alert">
                <span></span>
                <div>"This part of the page didn’t arrive. Check your connection."</div>
                <div class="act">
                    <button class="btn small" type="button" on:click=flat::clicked(start)>"Try again"</button>
                </div>
            </div>
        }
        .into_any(),
        Stage::Here => make(),
    })
}

/// The piece: its part is here, so that it is ready when it is first asked for, and is made under this owner.
fn made(piece: impl Future<Output = Loaded>) -> AnyView {
    match pin!(piece).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(view)) => view,
        Poll::Ready(Err(_)) | Poll::Pending => ().into_any(),
    }
}
