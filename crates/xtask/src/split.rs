//! One program in two files: what the first load needs, and a part that is fetched when it is asked for.
//!
//! The program is linked once. Then each *door*, a function that leads to what is seldom needed, is replaced by a stub
//! that calls a slot of its own in the function table. What only doors lead to goes to the part. It shares memory, table
//! and stack with the program, and fills the slots when it is instantiated. A stub that is called earlier would trap, so
//! a door asks in Rust for proof that the part is there: see `answer::Here`.
//!
//! Data go with the functions that use them, and so do functions that are called by their place in the table (methods
//! of `dyn`, what formats a value). Which function uses which datum, or which slot, can't be seen in a program: an
//! address is a number like any other. But the linker knows, and notes it in the file that Cargo writes: see [`linked`].
//! What wasm-bindgen changed after that is [`known`] only where it is certain; whatever is in doubt stays.

mod cut;
mod first;
mod known;
mod linked;
mod notes;
mod part;
#[cfg(test)]
mod tests;
mod whole;

use crate::failure::{About as _, Result};
use crate::program::short;
use cut::Cut;
use known::Known;
use linked::Linked;
use wasm_encoder::reencode;
use whole::Whole;

type Encoded<T, E> = std::result::Result<T, reencode::Error<E>>;
type Impossible = std::convert::Infallible;

/// The module that the part imports from: the program, as `site/part.js` calls it.
const PROGRAM: &str = "a";

/// The two files.
#[derive(Debug)]
pub(crate) struct Split {
    pub(crate) program: Vec<u8>,
    pub(crate) part: Vec<u8>,
}

/// Whether this export is there for the part. Its name is short as it is; no other one begins so.
pub(crate) fn is_for_part(export: &str) -> bool {
    export.starts_with(|letter: char| letter.is_ascii_uppercase())
}

/// Splits a program at doors that are given by their paths in Rust. What the linker wrote is the program as it was
/// before wasm-bindgen, with the linker's notes.
pub(crate) fn split(linked: &[u8], module: &[u8], doors: &[&str]) -> Result<Split> {
    let whole = Whole::read(module).about("the program can't be read")?;
    let doors = whole.find(doors)?;
    let known = Known::new(&whole, Linked::read(linked)?)?;
    let cut = Cut::new(&known, doors);
    let program = first::write(&cut, module).about("the program can't be written")?;
    let part = part::write(&cut).about("the part can't be written")?;
    Ok(Split { program, part })
}

/// Whether a section holds what the linker noted. What changes a program leaves it there, though it isn't true any more.
pub(crate) fn is_note(section: &str) -> bool {
    section == "linking" || section.starts_with("reloc.")
}

/// What the program calls what it gives to the part.
fn name(place: usize) -> String {
    short(place).to_uppercase()
}

/// No module has four billion of anything.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn at(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}
