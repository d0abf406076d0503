//! Reading files in slices, with room between them for the page to draw and to be told to stop.

use std::sync::Arc;

use exchange::bill::{BillError, Reader};
use gloo::file::File;
use gloo::file::futures::read_as_bytes;
use leptos::prelude::*;
use pricing::rates::RateCard;

use super::{At, Stage};
use crate::late;
use crate::words::sentence;

/// Bytes that are read before the page gets its turn: some milliseconds of work.
const SLICE: u64 = 512 * 1024;

/// How names of Parquet files end.
const NAMED: &[u8] = b".parquet";

const NO_READER: &str = "The part of the page that reads bills didn’t arrive. Check your connection, then try again.";
const NO_PARQUET: &str =
    "The part of the page that reads Parquet didn’t arrive. Check your connection, then try again.";

/// What became of files: the next stage, or why they can't be read.
pub(crate) type BillRead = Result<Stage, String>;

/// What reads files. The last that was started counts; what was started before stops at its next slice.
#[derive(Clone, Copy)]
pub(crate) struct Reading {
    stage: RwSignal<Stage>,
    turn: StoredValue<u32>,
}

impl Reading {
    /// Nothing is read yet.
    pub(crate) fn new(stage: RwSignal<Stage>) -> Self {
        Self { stage, turn: StoredValue::new(0) }
    }

    /// Reads these files as one bill.
    pub(crate) fn start(self, files: Vec<File>) {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        let all = files.iter().map(|file| file.size()).sum();
        self.stage.set(Stage::Reading(At { all, ..At::default() }));
        leptos::task::spawn_local(async move {
            let read = late::read_bill(BillFiles { reading: self, turn, files, all }).await;
            if self.is_on(turn) {
                match read.unwrap_or_else(|| Err(NO_READER.to_owned())) {
                    Ok(stage) => self.stage.set(stage),
                    Err(why) => self.stage.set(Stage::Failed(why)),
                }
            }
        });
    }

    /// Stops, and goes back to the start.
    pub(crate) fn cancel(self) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.stage.set(Stage::Start);
    }

    /// Whether what was started then still counts; not once the reader has left this page.
    fn is_on(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }
}

/// Files that are to be read as one bill.
pub(crate) struct BillFiles {
    reading: Reading,
    /// When this was started.
    turn: u32,
    files: Vec<File>,
    /// Bytes of all files as they are.
    all: u64,
}

impl BillFiles {
    /// Reads them. Loaded on demand.
    pub(crate) async fn read(self) -> BillRead {
        let Self { reading, turn, files, all } = self;
        let card = RateCard::newest();
        let mut reader = Reader::opening(&card, late::parquet);
        let mut read = 0;
        for file in files {
            let name = file.name();
            let failed = |error: BillError| sentence(&format!("{name} can’t be read: {error}"));
            reader.begin(&name);
            let (mut from, mut is_zip) = (0, false);
            while from < file.size() {
                let to = from.saturating_add(SLICE).min(file.size());
                let bytes = read_as_bytes(&file.slice(from, to)).await;
                let bytes = bytes.map_err(|_| format!("The browser can’t read {name}."))?;
                if !reading.is_on(turn) {
                    return Ok(Stage::Start);
                }
                is_zip |= from == 0 && bytes.starts_with(b"PK");
                // A file within a zip may begin and end in one slice.
                if is_zip && bytes.windows(NAMED.len()).any(|name| name == NAMED) && !late::has_parquet().await {
                    return Err(NO_PARQUET.to_owned());
                }
                let progress = reader.push(&bytes).map_err(failed)?;
                read += to - from;
                from = to;
                reading.stage.set(Stage::Reading(At { name: name.clone(), read, all, progress }));
            }
            if reader.needs_opener() && !late::has_parquet().await {
                return Err(NO_PARQUET.to_owned());
            }
            if !reading.is_on(turn) {
                return Ok(Stage::Start);
            }
            reader.end_file().map_err(failed)?;
        }
        Ok(Stage::Read(Arc::new(reader.finish())))
    }
}
