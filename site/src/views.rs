//! The views that are loaded when they are asked for.

pub mod capacity;
pub mod cards;
pub mod commitment;
pub mod evidence;
