//! Scenarios by name, kept in this browser, and the dialog that shows them.
//!
//! What is kept is read anew before each change, so that another tab's is never overwritten.

mod dialog;
mod shelf;
pub mod stored;

pub use dialog::dialog;
pub use shelf::{Shelf, shelf, shown_name};
