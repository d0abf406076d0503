//! The page is built in turns, each a task of its own: while a phone builds it, the reader can scroll the shell.

use leptos::prelude::*;

use crate::flat;

/// How much of the page is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// What stands around everything.
    Frame,
    /// The header.
    Header,
    /// The workloads, and what a first visit begins with.
    Workloads,
    /// The rows of the organization.
    Organization,
    /// The card at the top of the answer.
    Hero,
    /// The verdict.
    Verdict,
    /// The open tab: the page is whole.
    Whole,
}

impl Turn {
    /// Those after the first.
    #[cfg(feature = "csr")]
    pub const LATER: [Self; 6] =
        [Self::Header, Self::Workloads, Self::Organization, Self::Hero, Self::Verdict, Self::Whole];
}

/// A piece of the page, from its turn on.
pub fn from(turn: Turn, make: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let now = use_context::<Signal<Turn>>();
    flat::shown_if(move || now.is_none_or(|now| now.get() >= turn), make)
}
