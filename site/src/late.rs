//! Parts of the program that are loaded when they are first needed, and what stands in their place until then.
//!
//! Each part has one door: a function that makes a piece of it. With the feature `lazy` the door and all that only it reaches
//! is in a file of its own; without it the same functions are called directly. To add a part, write its pieces, its door in
//! both forms, and the function that shows a piece. What the first load reaches in another way stays there without a word:
//! the build's gate on the size of every file tells.

use core::future::Future;
use core::pin::Pin;

use exchange::bill::{BillError, Stored};
use exchange::link::{self, Decoded};
use explain::HeroPart;
use leptos::prelude::*;
use pricing::rates::RateCard;

use crate::bill::{BillFiles, BillRead};
use crate::chart::{self, Drawn};
use crate::menu::Which;
use crate::state::Moment;
use crate::table::Opened;
use crate::workloads::{self, Spot};
use crate::{answer, bill, brief, compare, dialog, header, kept, notices, organization, views};

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
    /// What the contract costs on both readings of models that AWS Marketplace bills.
    Readings,
    /// The chart of the ladder.
    Ladder,
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
    /// The lines of a menu, with what closes it and what hears that they are there.
    Menu(Which, Callback<()>, Callback<()>),
    /// The open dialog.
    Dialogs,
    /// The field of the scenario's name, with whether it is edited.
    Rename(RwSignal<bool>),
    /// What is in the dialog of the scenario's link.
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
            Self::Dialogs
                | Self::Notices(_)
                | Self::Savings
                | Self::LeftOut
                | Self::Billed
                | Self::Verdict
                | Self::Readings
                | Self::AddedInBar
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

/// A piece of what a negotiation rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The tab.
    View,
    /// The brief.
    Brief,
}

/// A piece of what keeps scenarios, beside what writes and reads files.
#[derive(Clone, Copy, Debug)]
pub enum Scenarios {
    /// Scenarios side by side.
    Compare,
    /// The dialog of saved scenarios, with what closes it.
    Saved(Callback<()>),
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
        Evidence::Brief => brief::brief(),
    }
}

fn make_scenarios(piece: Scenarios) -> AnyView {
    match piece {
        Scenarios::Compare => compare::compare(),
        Scenarios::Saved(close) => kept::dialog(close),
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
        Soon::Readings => answer::verdict::readings(),
        Soon::Ladder => answer::overview::ladder(),
        Soon::Savings => answer::savings::card(),
        Soon::Billed => answer::billed::card(),
        Soon::LeftOut => answer::left_out::card(),
        Soon::Added(opened) => answer::hero::added(opened),
        Soon::AddedInBar => answer::hero::added_in_bar(),
        Soon::Menu(which, close, made) => header::menu_lines(which, close, made),
        Soon::Dialogs => dialog::dialogs(),
        Soon::Rename(is_edited) => header::name_field(is_edited),
        Soon::Link => header::link_dialog(),
        Soon::Notices(offers_draft) => notices::notices(offers_draft),
        Soon::Table(chart, opened) => chart::as_table(chart, opened),
    }
}

/// Brings the fields along with what comes right after the page, though no piece of that shows one: nearly every other part has fields,
/// and the first to be opened would wait for them.
#[cfg(feature = "lazy")]
fn bring_fields() {
    core::hint::black_box(organization::figure::field as fn(_, _) -> _);
    core::hint::black_box(organization::figure::setting as fn(_, _) -> _);
}

/// What reads Parquet.
type OpenTable = Result<Box<dyn Stored>, BillError>;

fn open_parquet(whole: Vec<u8>) -> OpenTable {
    exchange::bill::open_parquet(whole)
}

fn decode(fragment: &str) -> Decoded {
    link::decode(fragment, &RateCard::dates())
}

fn encode(moment: &Moment) -> String {
    link::encode_with(&moment.scenario, &moment.beside)
}

fn make_services() -> AnyView {
    organization::services::fields()
}

fn make_bill() -> AnyView {
    bill::bill()
}

/// Files that are being read as one bill.
type ReadingBill = Pin<Box<dyn Future<Output = BillRead>>>;

fn bill_reading(files: BillFiles) -> ReadingBill {
    Box::pin(files.read())
}

#[cfg(feature = "lazy")]
#[allow(clippy::unnecessary_wraps, reason = "a door of a part on demand may fail: the macro adds that")]
mod apart;
#[cfg(not(feature = "lazy"))]
mod together;

#[cfg(feature = "lazy")]
use apart as doors;
#[cfg(not(feature = "lazy"))]
use together as doors;

/// What is said where a part that does something doesn't come.
pub const MISSED: &str = "This part of the page didn’t arrive. Check your connection, then try again.";

pub use doors::{
    begin, bill, breakdown, bring_bill_reader, bring_links, capacity, commitment, dropped, evidence, has_parquet,
    link_at_once, open_file, parquet, picture, read_bill, read_link, save_file, scenarios, services, soon, workload,
    write_link,
};
