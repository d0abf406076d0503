//! What the calculator and the page of the bill, which is loaded on demand, hand each other: files, and hours of a bill.

use std::cell::RefCell;
use std::sync::Arc;

use exchange::bill::HoursOf;
use exchange::table::Missing;
use gloo::file::File;
use pricing::scenario::{Billed, Scenario};

thread_local! {
    static HANDED: RefCell<Vec<File>> = const { RefCell::new(Vec::new()) };
    static HOURS: RefCell<Option<Arc<BillHours>>> = const { RefCell::new(None) };
}

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

/// Leaves files for the page of the bill.
pub fn over(files: Vec<File>) {
    HANDED.with_borrow_mut(|handed| *handed = files);
}

/// Takes what was left, once.
pub fn take() -> Vec<File> {
    HANDED.take()
}

/// Leaves the hours of a bill for the calculator, in place of those of another one.
pub fn over_hours(hours: Option<BillHours>) {
    HOURS.with_borrow_mut(|kept| *kept = hours.map(Arc::new));
}

/// The hours of the bill that this scenario was made from.
pub fn hours(scenario: &Scenario) -> Option<Arc<BillHours>> {
    HOURS.with_borrow(|kept| kept.clone().filter(|kept| scenario.billed == Some(kept.billed)))
}
