//! The figures at the top of an answer: what each is called, says and rests on.

use super::{Explanation, change_percent, signed, totals};
use crate::money::Usd;
use crate::report::Report;

/// A figure of the answer as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// What a month costs.
    Month,
    /// What a month costs at list price.
    List,
    /// How far the month lies from list price, in percent.
    Percent,
    /// What a year costs.
    Year,
    /// How far the month lies from list price, in dollars.
    Saving,
    /// Blended cost of a million tokens.
    PerMillionTokens,
    /// Blended cost of a thousand requests.
    PerThousandRequests,
}

/// Which way a figure points, for its colour; a sign or a word says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Less is paid.
    Saving,
    /// More is paid.
    Added,
    /// Neither.
    Neutral,
}

impl Direction {
    /// Where a change points.
    pub fn of(change: Usd) -> Self {
        match change.cmp(&Usd::ZERO) {
            core::cmp::Ordering::Less => Self::Saving,
            core::cmp::Ordering::Equal => Self::Neutral,
            core::cmp::Ordering::Greater => Self::Added,
        }
    }

    /// The class of a figure that points there.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Saving => "saving",
            Self::Added => "obligation",
            Self::Neutral => "",
        }
    }
}

impl Figure {
    /// The figures that stand below the total, in order.
    pub const FACTS: [Self; 4] = [Self::Year, Self::Saving, Self::PerMillionTokens, Self::PerThousandRequests];

    /// What it is called.
    pub fn label(self, report: &Report) -> &'static str {
        match self {
            Self::Month => "A month",
            Self::List => "List",
            Self::Percent => "Against list",
            Self::Year => "A year",
            Self::Saving if self.direction(report) == Direction::Added => "Added to list a month",
            Self::Saving => "Saving a month",
            Self::PerMillionTokens => "Per million tokens",
            Self::PerThousandRequests => "Per thousand requests",
        }
    }

    /// The figure.
    ///
    /// # Errors
    /// Why there is none, in a few words.
    pub fn text(self, report: &Report) -> Result<String, &'static str> {
        const NO_LIST: &str = "no list price known";
        let ladder = report.ladder.as_ref().map_err(|_| NO_LIST);
        match self {
            Self::Month => Ok(report.month().to_string()),
            Self::Year => Ok(report.year().to_string()),
            Self::List => ladder.map(|ladder| ladder.list.to_string()),
            Self::Percent => {
                let ladder = ladder?;
                if ladder.end() == ladder.list {
                    return Err("list price");
                }
                change_percent(ladder.list, ladder.end()).ok_or("nothing is billed")
            }
            Self::Saving => {
                let change = ladder.map(|ladder| ladder.end() - ladder.list)?;
                if change == Usd::ZERO { Err("none: list price") } else { Ok(signed(change)) }
            }
            Self::PerMillionTokens => report.per_million_tokens().map(|cost| cost.to_string()).ok_or("no tokens"),
            Self::PerThousandRequests => {
                report.per_thousand_requests().map(|cost| cost.to_string()).ok_or("no request count given")
            }
        }
    }

    /// Which way it points.
    pub fn direction(self, report: &Report) -> Direction {
        match (self, &report.ladder) {
            (Self::Percent | Self::Saving, Ok(ladder)) => Direction::of(ladder.end() - ladder.list),
            _ => Direction::Neutral,
        }
    }

    /// Opens it. What has a text can be opened.
    pub fn explain(self, report: &Report) -> Option<Explanation> {
        let ladder = report.ladder.as_ref().ok();
        match self {
            Self::Month => Some(totals::month(report)),
            Self::Year => Some(totals::year(report)),
            Self::List => ladder.map(totals::list),
            Self::Percent | Self::Saving => ladder.map(totals::saving),
            Self::PerMillionTokens => totals::per_million_tokens(report),
            Self::PerThousandRequests => totals::per_thousand_requests(report),
        }
    }
}
