//! The views that are loaded when they are asked for.

pub mod capacity;
mod cards;
pub mod commitment;
pub mod evidence;
