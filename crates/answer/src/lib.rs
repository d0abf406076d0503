//! The answer as elements: total, ladder, notices, and the views behind its tabs.
//!
//! Plain functions from a report to a tree of [`Element`]s. The page puts the tree into the document and keeps it up to
//! date; the build writes the same tree as the HTML of the static shell, so that the two can't drift apart. It knows no
//! document and no event, and does no arithmetic: every figure and every sentence about one comes from the core.
//!
//! What a reader can do is written on the elements, for whoever runs them:
//!
//! - a `button` with `aria-controls` opens and closes the element it names; it is in [`Look::opened`] while open;
//! - a `button` with `data-figure` opens that figure in place of the one that is open;
//! - a `button` with the role `tab` chooses the view it controls;
//! - `select#rates-of` chooses whose rates are shown;
//! - `input` and `select` with `data-missing` give a missing price;
//! - a `button` with `data-part` asks again for the part of the program that could not be loaded.
//!
//! Everything is written from templates. See [`Markup`]. Of a new view, the module of its own calls
//!
//! - `table::table` for a table, with its caption, the sentence above it and rows that open, from what the core gives;
//! - `picture::picture` for a picture with its caption and its table, and `picture::drawing` for what is drawn in it;
//! - `explanation::opener` and `explanation::explanation_row` for what else opens.

mod boxes;
mod brief;
mod capacity;
mod compare;
mod element;
mod explanation;
mod ladder;
mod ledger;
mod markup;
mod part;
mod picture;
mod shell;
mod table;
mod total;
mod views;

use explain::Figure;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::Scenario;

pub use boxes::Asked;
pub use element::{Element, Node, Parts, el, html};
pub use markup::{Markup, truth, when};
pub use part::{Here, Part, waiting};
pub use shell::{assumptions, break_even, facts, ladder, ledger, notices, published, rate_table_of_all, strip, total};
pub use total::figure_named;
pub use views::{COMPARE, VIEWS, View, view_of};

/// What the page writes: the parts of an answer, each behind what is there already.
pub mod write {
    pub use crate::boxes::{missing_price, notices, unpriceable};
    pub use crate::compare::{Choice, compare};
    pub use crate::ladder::ladder;
    pub use crate::part::waiting;
    pub use crate::total::{facts, strip, total, unpriced};
    pub use crate::views::{published, tabs, views};
}

/// What is shown: a report, and what led to it.
#[derive(Clone, Copy, Debug)]
pub struct Priced<'a> {
    /// The scenario that the report belongs to.
    pub scenario: &'a Scenario,
    /// The card it was priced with.
    pub card: &'a RateCard,
    /// What it costs.
    pub report: &'a Report,
}

/// What is open and chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether somebody can press buttons: not so in the static shell.
    pub live: bool,
    /// Rows that are open, by id.
    pub opened: Vec<String>,
    /// The figure that is open.
    pub figure: Option<Figure>,
    /// The view that is shown: an index into [`VIEWS`].
    pub view: usize,
    /// Whose rates are shown: a provider's identifier, or empty for the scenario's models.
    pub provider: String,
    /// The page's own address, without a fragment: what a link in print begins with.
    pub address: String,
    /// Where the part of the program is that is loaded on demand.
    pub part: Part,
}

impl Look {
    /// Whether the row with this id is open.
    pub fn is_open(&self, id: &str) -> bool {
        self.opened.iter().any(|open| open == id)
    }
}
