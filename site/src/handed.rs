//! Files that are handed from the calculator to the page of the bill, which is loaded on demand.

use std::cell::RefCell;

use gloo::file::File;

thread_local! {
    static HANDED: RefCell<Vec<File>> = const { RefCell::new(Vec::new()) };
}

/// Leaves files for the page of the bill.
pub fn over(files: Vec<File>) {
    HANDED.with_borrow_mut(|handed| *handed = files);
}

/// Takes what was left, once.
pub fn take() -> Vec<File> {
    HANDED.take()
}
