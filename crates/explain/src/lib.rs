//! Any figure, opened: what it is, the formula with its own numbers, the rate with its source, the conventions used.
//!
//! The words are made from what computed the figure: a line's steps, its applied rate, the ladder's rungs. Every front
//! end shows the same text.

pub mod amounts;
mod bill;
mod billed;
mod brief;
mod capacity;
mod chart;
mod commitment;
pub mod compare;
mod comparison;
pub mod contract;
mod conventions;
pub mod drawing;
mod figure;
mod hero;
mod history;
mod ledger;
mod left_out;
mod line;
mod names;
pub mod provisioned;
mod published;
mod rates;
mod savings;
mod services;
mod table;
mod totals;
mod used;
mod verdict;
pub mod words;
mod workload_card;

use pricing::money::grouped;
use pricing::rates::Date;

pub use bill::{Bill, BillLine, bill_entry, bill_parts, bill_text, bills};
pub use billed::against_the_bill;
pub use brief::{Brief, brief};
pub use capacity::CapacitySection;
pub use capacity::charge;
pub use capacity::custom_section;
pub use commitment::obligations_table;
pub(crate) use commitment::{WORTH_NOTHING, adds_to};
pub(crate) use commitment::{ai_table, clauses_table, year_ladder, year_ladder_table};
pub use commitment::{alternatives_section, commitment};
pub use comparison::{Compared, ComparedCell, ComparedRow, ComparisonWords, Side, comparison};
pub use conventions::{Convention, conventions, notice};
pub(crate) use figure::total_name;
pub use figure::{Direction, Figure};
pub use hero::{Hero, HeroFigure, HeroPart, HeroProof, hero, hero_added, hero_proof};
pub use history::{PriceChange, history_table, other_price_changes, price_changes};
pub(crate) use ledger::ledger_entry;
pub use ledger::{LedgerRow, Section, ledger};
pub use left_out::{LeftOut, left_out};
pub use line::line;
pub(crate) use names::signed;
pub(crate) use names::{line_id, rate_parts};
pub use names::{owner_title, place, price_digits};
pub(crate) use pricing::names::buying_name;
pub use pricing::names::{capitalised, counted, model_name};
pub(crate) use pricing::names::{
    charge_name, clause_name, lever_name, line_name, owner_name, purchase_name, workload_name, years_words,
};
pub use published::{PublishedFigure, loaded, published_figures};
pub use rates::{card_words, rate_table};
pub use savings::{SavingWords, saving_words};
pub use services::{service_line, services};
pub(crate) use table::ladder_table;
pub use table::{Column, Holds, Row, Table, break_even_table};
pub(crate) use totals::change_percent;
pub use totals::{break_even, list, month, percent, saving, step, workload, year};
pub use used::{PriceUsed, prices_used};
pub use verdict::{Leads, Tone, Verdict, incomplete, saved_verdict, verdict};
pub use workload_card::{UnitCost, thousandths_of_cost, unit_cost, workload_line};

/// A figure, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What the figure is, in a sentence.
    pub what: String,
    /// How the quantity came about, one step an entry; empty for a figure without one.
    pub quantity: Vec<String>,
    /// How the figure is computed, with its own numbers; the last entry gives the figure.
    pub formula: Vec<String>,
    /// The rate it rests on, where it rests on one.
    pub rate: Option<RateWords>,
    /// Conventions and warnings that belong to it.
    pub notes: Vec<String>,
}

/// A rate in words, with where and when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateWords {
    /// The rate as published or typed: `$3.00 per 1M tokens`.
    pub rate: String,
    /// How it became the rate of the line, where it isn't used as it stands.
    pub change: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a rate comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The reader typed it.
    Typed,
    /// The card has it.
    Published {
        /// Title of the source.
        title: String,
        /// Who published it.
        publisher: String,
        /// The date the source bears.
        published: Date,
        /// When it was read.
        read: Date,
        /// Where it can be found.
        place: String,
        /// Whether the source is AWS's own publication or taken straight from it.
        primary: bool,
        /// What else is known of this rate, such as a source that disagrees.
        note: Option<String>,
    },
}

/// Tokens with commas: `2,400,000,000`.
pub(crate) fn count(tokens: u64) -> String {
    grouped(&tokens.to_string())
}
