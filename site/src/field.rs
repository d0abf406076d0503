//! Fields: one row of the ledger each, with its name, its value and what the value comes to.

pub mod choice;
pub mod figure;
pub mod number;
pub mod picker;
pub mod text;

pub use choice::{Choice, Choices};
pub use figure::{Figure, Place};
pub use number::number_field;
pub use picker::ModelPicker;
pub use text::name_field;
