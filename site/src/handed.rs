//! What the calculator and the page of the bill, which is loaded on demand, hand each other: files, and hours of a bill.

use std::sync::Arc;

use exchange::bill::HoursOf;
use exchange::table::Missing;
use gloo::file::File;
use leptos::prelude::*;
use pricing::scenario::{Billed, Scenario};

/// The hours of the bill that a scenario was made from, for capacity that is added to it. They aren't in its link: a load is,
/// once capacity has it.
pub struct BillHours {
    /// What the scenario has of its bill: only such a scenario takes them.
    pub billed: Billed,
    /// Those of each model.
    pub hours: Vec<HoursOf>,
    /// What hours without a row are.
    pub missing: Missing,
}

/// What is handed over; copies share it.
#[derive(Clone, Copy)]
pub struct Handed {
    files: StoredValue<Vec<File>, LocalStorage>,
    hours: StoredValue<Option<Arc<BillHours>>>,
}

impl Handed {
    /// Nothing is handed over yet.
    pub fn empty() -> Self {
        Self { files: StoredValue::new_local(Vec::new()), hours: StoredValue::new(None) }
    }

    /// Leaves files for the page of the bill.
    pub fn leave_files(self, files: Vec<File>) {
        self.files.set_value(files);
    }

    /// Takes the files that were left, once.
    pub fn take_files(self) -> Vec<File> {
        self.files.try_update_value(core::mem::take).unwrap_or_default()
    }

    /// Leaves the hours of a bill for the calculator, in place of those of another one.
    pub fn leave_hours(self, hours: Option<BillHours>) {
        self.hours.set_value(hours.map(Arc::new));
    }

    /// The hours of the bill that this scenario was made from.
    pub fn hours(self, scenario: &Scenario) -> Option<Arc<BillHours>> {
        self.hours.get_value().filter(|kept| scenario.billed == Some(kept.billed))
    }
}
