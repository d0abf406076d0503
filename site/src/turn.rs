//! The page is built in turns, each a task of its own: while a phone builds it, the reader can scroll the shell.

use leptos::prelude::*;

use crate::flat;

/// How much of the page is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// The header, and what stands around everything.
    Frame,
    /// The inputs.
    Inputs,
    /// Card and verdict at the top of the answer.
    Answer,
    /// The open tab: the page is whole.
    Whole,
}

impl Turn {
    /// Those after the first.
    #[cfg(feature = "csr")]
    pub const LATER: [Self; 3] = [Self::Inputs, Self::Answer, Self::Whole];
}

/// A piece of the page, from its turn on.
pub fn from(turn: Turn, make: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let now = expect_context::<Signal<Turn>>();
    flat::shown_if(move || now.get() >= turn, make)
}
