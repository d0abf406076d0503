//! Text in and out: links, scenario files, exports, pasted load tables, bills, and the scenarios that are kept as links.
//!
//! It knows formats, no prices and no sentences. Whatever comes from outside is bounded before anything is built from it, and no
//! text makes it panic.

pub mod bill;
pub mod export;
pub mod file;
pub mod json;
pub mod link;
pub mod presets;
pub mod table;

/// The README's example, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
