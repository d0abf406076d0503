//! Load, what capacity serves of it, break-even and the best number of units.
//!
//! Follows "Capacity" in `docs/arithmetic.md`. All of it is whole numbers and exact fractions; what is divided is divided
//! last, for showing.

mod load;
mod outlook;
mod sizing;

pub use load::slots;
pub(crate) use load::{RunningHours, running};
pub use outlook::{CustomOutlook, Path, PurchaseOutlook, Side, Sizes, TermOutlook, custom_outlook, purchase_outlook};
pub use sizing::Sizing;

pub use crate::price::capacity::sides_of;
