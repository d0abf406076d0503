//! Parts of the program that are loaded when they are first needed, and what stands in their place until then.
//!
//! Each part has one door: a function that makes a piece of it. With the feature `lazy` the door and all that only it reaches
//! is in a file of its own; without it the same functions are called directly. To add a part, write its pieces, its door in
//! both forms, and the function that shows a piece. What the first load reaches in another way stays there without a word:
//! the build's gate on the size of every file tells.

use exchange::bill::{BillError, Stored};
use explain::HeroPart;
use leptos::prelude::*;

use crate::chart::{self, Drawn};
use crate::menu::Which;
use crate::table::Opened;
use crate::workloads::{self, Spot};
use crate::{answer, bill, brief, compare, header, kept, notices, organization, views};

/// A piece of what is about capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capacity {
    /// The fields of purchases and custom models.
    Fields,
    /// The tab.
    View,
}

/// A piece of what is about the commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commitment {
    /// The fields of the current commitment.
    Current,
    /// The fields of offers, forecasts and clauses.
    Offers,
    /// The fields of other providers.
    Elsewhere,
    /// The tab.
    View,
}

/// A piece of what comes right after the page has opened.
#[derive(Clone, Copy)]
pub enum Soon {
    /// The verdict that takes more than the ladder.
    Verdict,
    /// The savings that aren't used yet.
    Savings,
    /// The bill that the estimate is held against.
    Billed,
    /// What the figures leave out.
    LeftOut,
    /// What AI adds to the commitment, in the card at the top; with which figure of that is open.
    Added(RwSignal<Option<HeroPart>>),
    /// The same, in the bar that stays.
    AddedInBar,
    /// The lines of a menu, with what closes it.
    Menu(Which, Callback<()>),
    /// The dialog of the scenario's link.
    Link,
    /// What the reader should know about the whole page; with whether the draft is offered.
    Notices(bool),
    /// A chart as a table, with its open rows.
    Table(Memo<Option<Drawn>>, Opened),
}

impl Soon {
    /// Whether nothing stands in its place until it is there: nobody waits for it.
    #[cfg(feature = "lazy")]
    const fn is_quiet(self) -> bool {
        matches!(
            self,
            Self::Notices(_) | Self::Savings | Self::LeftOut | Self::Billed | Self::Verdict | Self::AddedInBar
        )
    }
}

/// A piece of what says how figures come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breakdown {
    /// The tab.
    View,
    /// What a figure at the top opens to.
    Hero(HeroPart),
}

/// A piece of what is about evidence, files and paper.
#[derive(Clone, Copy, Debug)]
pub enum Evidence {
    /// The tab.
    View,
    /// Scenarios side by side.
    Compare,
    /// The brief.
    Brief,
    /// The dialog of saved scenarios, with what closes it.
    Kept(Callback<()>),
}

fn make_capacity(piece: Capacity) -> AnyView {
    match piece {
        Capacity::Fields => organization::capacity::fields(),
        Capacity::View => views::capacity::view(),
    }
}

fn make_commitment(piece: Commitment) -> AnyView {
    match piece {
        Commitment::Current => organization::commitment::fields(),
        Commitment::Offers => organization::offers::fields(),
        Commitment::Elsewhere => organization::elsewhere::fields(),
        Commitment::View => views::commitment::view(),
    }
}

fn make_evidence(piece: Evidence) -> AnyView {
    match piece {
        Evidence::View => views::evidence::view(),
        Evidence::Compare => compare::compare(),
        Evidence::Brief => brief::brief(),
        Evidence::Kept(close) => kept::dialog(close),
    }
}

fn make_workload(spot: Spot) -> AnyView {
    workloads::body(spot)
}

fn make_breakdown(piece: Breakdown) -> AnyView {
    match piece {
        Breakdown::View => answer::breakdown(),
        Breakdown::Hero(part) => answer::hero_proof(part),
    }
}

fn make_soon(piece: Soon) -> AnyView {
    match piece {
        Soon::Verdict => answer::verdict::whole(),
        Soon::Savings => answer::savings::card(),
        Soon::Billed => answer::billed::card(),
        Soon::LeftOut => answer::left_out::card(),
        Soon::Added(opened) => answer::hero::added(opened),
        Soon::AddedInBar => answer::hero::added_in_bar(),
        Soon::Menu(which, close) => header::menu_lines(which, close),
        Soon::Link => header::link_dialog(),
        Soon::Notices(offers_draft) => notices::notices(offers_draft),
        Soon::Table(chart, opened) => chart::as_table(chart, opened),
    }
}

/// What reads Parquet.
type OpenTable = Result<Box<dyn Stored>, BillError>;

fn open_parquet(whole: Vec<u8>) -> OpenTable {
    exchange::bill::open_parquet(whole)
}

fn make_services() -> AnyView {
    organization::services::fields()
}

fn make_bill() -> AnyView {
    bill::bill()
}

#[cfg(not(feature = "lazy"))]
mod doors {
    use leptos::prelude::*;

    use crate::chart::save::{self, Form};
    use crate::files::{self, Task};
    use crate::state::Calculator;
    use crate::templates::{self, Start};

    /// Everything of a workload.
    pub fn workload(spot: super::Spot) -> AnyView {
        super::make_workload(spot)
    }

    /// A piece of what says how figures come about.
    pub fn breakdown(piece: super::Breakdown) -> AnyView {
        super::make_breakdown(piece)
    }

    /// A piece of what comes right after the page has opened.
    pub fn soon(piece: super::Soon) -> AnyView {
        super::make_soon(piece)
    }

    /// Starts with an empty scenario or a template.
    pub fn begin(calculator: Calculator, start: Start) {
        templates::open(calculator, start);
    }

    /// The page of the reader's own bill.
    pub fn bill() -> AnyView {
        super::make_bill()
    }

    /// Whether Parquet files can be read.
    pub fn has_parquet() -> core::future::Ready<bool> {
        core::future::ready(true)
    }

    /// Opens a Parquet file.
    pub fn parquet(whole: Vec<u8>) -> super::OpenTable {
        super::open_parquet(whole)
    }

    /// The fields of services.
    pub fn services() -> AnyView {
        super::make_services()
    }

    /// Writes or reads a file.
    pub fn file(_: Calculator, task: Task) {
        files::perform(task);
    }

    /// Saves a chart as a picture.
    pub fn picture(_: Calculator, id: String, form: Form) {
        save::picture(&id, form);
    }

    /// A piece of what is about capacity.
    pub fn capacity(piece: super::Capacity) -> AnyView {
        super::make_capacity(piece)
    }

    /// A piece of what is about the commitment.
    pub fn commitment(piece: super::Commitment) -> AnyView {
        super::make_commitment(piece)
    }

    /// A piece of what is about evidence, files and paper.
    pub fn evidence(piece: super::Evidence) -> AnyView {
        super::make_evidence(piece)
    }
}

#[cfg(feature = "lazy")]
#[allow(clippy::unnecessary_wraps, reason = "a door of a part on demand may fail: the macro adds that")]
mod doors {
    use core::future::Future;
    use core::pin::{Pin, pin};
    use core::sync::atomic::{AtomicBool, Ordering};
    use core::task::{Context, Poll, Waker};
    use std::sync::Arc;

    use leptos::prelude::*;
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    use exchange::bill::BillError;

    use crate::browser;
    use crate::chart::save::{self, Form};
    use crate::files::Task;
    use crate::flat;
    use crate::state::Calculator;
    use crate::templates::{self, Start};

    type Loaded = Result<AnyView, SplitLoaderError>;
    type Fetching = Pin<Box<dyn Future<Output = bool>>>;

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
        Ok(super::make_soon(piece))
    }

    #[wasm_split(soon, wasm_split_path = leptos::wasm_split, preload(fetch_start), fallible)]
    fn start_part(calculator: Calculator, start: Start) -> Result<(), SplitLoaderError> {
        templates::open(calculator, start);
        Ok(())
    }

    #[wasm_split(bill, wasm_split_path = leptos::wasm_split, preload(fetch_bill), fallible)]
    fn bill_part() -> Loaded {
        Ok(super::make_bill())
    }

    #[wasm_split(parquet, wasm_split_path = leptos::wasm_split, preload(fetch_parquet), fallible)]
    fn parquet_part(whole: Vec<u8>) -> Result<super::OpenTable, SplitLoaderError> {
        Ok(super::open_parquet(whole))
    }

    #[wasm_split(services, wasm_split_path = leptos::wasm_split, preload(fetch_services), fallible)]
    fn services_part() -> Loaded {
        Ok(super::make_services())
    }

    #[wasm_split(evidence, wasm_split_path = leptos::wasm_split, preload(fetch_files), fallible)]
    fn file_part(task: Task) -> Result<(), SplitLoaderError> {
        crate::files::perform(task);
        Ok(())
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
        static IS_HERE: AtomicBool = AtomicBool::new(false);
        let fetch = || -> Fetching { Box::pin(async { fetch_workload().await.is_ok() }) };
        door(&IS_HERE, fetch, Arc::new(move || made(workload_part(spot))))
    }

    /// A piece of what says how figures come about, as soon as its part is loaded.
    pub fn breakdown(piece: super::Breakdown) -> AnyView {
        static IS_HERE: AtomicBool = AtomicBool::new(false);
        let fetch = || -> Fetching { Box::pin(async { fetch_breakdown().await.is_ok() }) };
        door(&IS_HERE, fetch, Arc::new(move || made(breakdown_part(piece))))
    }

    /// A piece of what comes right after the page has opened.
    pub fn soon(piece: super::Soon) -> AnyView {
        static IS_HERE: AtomicBool = AtomicBool::new(false);
        let fetch = || -> Fetching { Box::pin(async { fetch_soon().await.is_ok() }) };
        let make: flat::Make = Arc::new(move || made(soon_part(piece)));
        if piece.is_quiet() { quiet_door(&IS_HERE, fetch, make) } else { door(&IS_HERE, fetch, make) }
    }

    /// Starts with an empty scenario or a template, as soon as the part that can is loaded.
    pub fn begin(calculator: Calculator, start: Start) {
        done_by(calculator, async move { start_part(calculator, start).await.is_ok() });
    }

    /// The page of the reader's own bill, as soon as its part is loaded.
    pub fn bill() -> AnyView {
        static IS_HERE: AtomicBool = AtomicBool::new(false);
        let fetch = || -> Fetching { Box::pin(async { fetch_bill().await.is_ok() }) };
        door(&IS_HERE, fetch, Arc::new(move || made(bill_part())))
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

    /// The fields of services, as soon as their part is loaded.
    pub fn services() -> AnyView {
        static IS_HERE: AtomicBool = AtomicBool::new(false);
        let fetch = || -> Fetching { Box::pin(async { fetch_services().await.is_ok() }) };
        door(&IS_HERE, fetch, Arc::new(move || made(services_part())))
    }

    /// Writes or reads a file, as soon as the part that can is loaded.
    pub fn file(calculator: Calculator, task: Task) {
        done_by(calculator, async move { file_part(task).await.is_ok() });
    }

    /// Saves a chart as a picture, as soon as the part that can is loaded.
    pub fn picture(calculator: Calculator, id: String, form: Form) {
        done_by(calculator, async move { picture_part(id, form).await.is_ok() });
    }

    /// Says so where a part that does something doesn't arrive.
    fn done_by(calculator: Calculator, part: impl Future<Output = bool> + 'static) {
        leptos::task::spawn_local(async move {
            if !part.await {
                calculator.say("This part of the page didn’t arrive. Check your connection, then try again.");
            }
        });
    }

    /// A piece of what is about capacity, as soon as its part is loaded.
    pub fn capacity(piece: super::Capacity) -> AnyView {
        static IS_HERE: AtomicBool = AtomicBool::new(false);
        let fetch = || -> Fetching { Box::pin(async { fetch_capacity().await.is_ok() }) };
        door(&IS_HERE, fetch, Arc::new(move || made(capacity_part(piece))))
    }

    /// A piece of what is about the commitment, as soon as its part is loaded.
    pub fn commitment(piece: super::Commitment) -> AnyView {
        static IS_HERE: AtomicBool = AtomicBool::new(false);
        let fetch = || -> Fetching { Box::pin(async { fetch_commitment().await.is_ok() }) };
        door(&IS_HERE, fetch, Arc::new(move || made(commitment_part(piece))))
    }

    /// A piece of what is about evidence, files and paper, as soon as its part is loaded.
    pub fn evidence(piece: super::Evidence) -> AnyView {
        static IS_HERE: AtomicBool = AtomicBool::new(false);
        let fetch = || -> Fetching { Box::pin(async { fetch_evidence().await.is_ok() }) };
        door(&IS_HERE, fetch, Arc::new(move || made(evidence_part(piece))))
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Stage {
        Coming,
        Here,
        Failed,
    }

    fn door(is_here: &'static AtomicBool, fetch: fn() -> Fetching, make: flat::Make) -> AnyView {
        door_with(is_here, fetch, make, || view! { <p class="echo" role="status">"Loading…"</p> }.into_any())
    }

    /// A door that shows nothing until its part is there.
    fn quiet_door(is_here: &'static AtomicBool, fetch: fn() -> Fetching, make: flat::Make) -> AnyView {
        door_with(is_here, fetch, make, || ().into_any())
    }

    fn door_with(
        is_here: &'static AtomicBool,
        fetch: fn() -> Fetching,
        make: flat::Make,
        waiting: fn() -> AnyView,
    ) -> AnyView {
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
}

pub use doors::{
    begin, bill, breakdown, capacity, commitment, evidence, file, has_parquet, parquet, picture, services, soon,
    workload,
};
