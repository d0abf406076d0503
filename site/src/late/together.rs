//! The doors of a program that is one file: everything is here already.

use core::future::{Ready, ready};

use exchange::link::Decoded;
use leptos::prelude::*;

use crate::chart::save::{self, Form};
use crate::files::{self, Saving};
use crate::state::{Calculator, Moment};
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

/// Opens files that were dropped.
pub fn dropped(calculator: Calculator, files: web_sys::FileList) {
    files::dropped(calculator, files);
}

/// The page of the reader's own bill.
pub fn bill() -> AnyView {
    super::make_bill()
}

/// Loads nothing: what reads bills is here.
pub const fn bring_bill_reader() {}

/// Reads files as one bill.
pub async fn read_bill(files: super::BillFiles) -> Option<super::BillRead> {
    Some(super::bill_reading(files).await)
}

/// Whether Parquet files can be read.
pub fn has_parquet() -> Ready<bool> {
    ready(true)
}

/// Opens a Parquet file.
pub fn parquet(whole: Vec<u8>) -> super::OpenTable {
    super::open_parquet(whole)
}

/// Brings nothing: links can be read and written.
pub fn bring_links() -> Ready<()> {
    ready(())
}

/// What a link says.
pub fn read_link(fragment: String) -> Ready<Option<Decoded>> {
    ready(Some(super::decode(&fragment)))
}

/// The link of a moment.
pub fn write_link(moment: Moment) -> Ready<Option<String>> {
    ready(link_at_once(&moment))
}

/// The link of a moment, at once.
#[allow(clippy::unnecessary_wraps, reason = "a program in parts has no link before its part has come")]
pub fn link_at_once(moment: &Moment) -> Option<String> {
    Some(super::encode(moment))
}

/// The fields of services.
pub fn services() -> AnyView {
    super::make_services()
}

/// Saves a file.
pub fn save_file(calculator: Calculator, what: Saving) {
    files::save_now(calculator, what);
}

/// Opens the scenario in a file's text.
pub fn open_file(calculator: Calculator, text: String) {
    files::open_text(calculator, &text);
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

/// A piece of what keeps scenarios.
pub fn scenarios(piece: super::Scenarios) -> AnyView {
    super::make_scenarios(piece)
}

/// A piece of what a negotiation rests on.
pub fn evidence(piece: super::Evidence) -> AnyView {
    super::make_evidence(piece)
}
