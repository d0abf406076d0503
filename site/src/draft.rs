//! The draft: what the reader last worked on, kept in this browser and offered on the bare address.

use exchange::link;
use pricing::rates::RateCard;

use crate::browser;
use crate::state::Moment;
use crate::words;

/// Where it is kept: the day, a space, the link.
const PLACE: &str = "bedrock-calculator-draft";

/// A draft from an earlier visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it holds.
    pub moment: Moment,
    /// When it was kept: `Nov 27`.
    pub day: String,
}

/// Keeps a moment as the draft. An example isn't one, and a page in another page leaves the reader's own draft alone.
pub fn keep(moment: &Moment, fragment: &str) {
    if moment.is_example || browser::is_framed() {
        return;
    }
    let (_, month, day) = browser::today();
    browser::keep(PLACE, &format!("{month}-{day} {fragment}"));
}

/// The draft of an earlier visit.
pub fn kept() -> Option<Draft> {
    if browser::is_framed() {
        return None;
    }
    let text = browser::kept(PLACE)?;
    let (date, fragment) = text.split_once(' ')?;
    let (month, day) = date.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    let decoded = link::decode(fragment, &RateCard::dates());
    Some(Draft { moment: Moment::of(decoded.scenario?, decoded.compared), day: words::month_and_day(month, day) })
}
