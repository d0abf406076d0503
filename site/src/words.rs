//! Small pieces of text that several parts of the page use.

use explain::amounts;
use pricing::money::Usd;
use pricing::names::capitalised;
use pricing::rates::{Buying, Date, Meter, PromptLength};

/// An amount as people look at it.
pub fn amount(amount: Usd) -> String {
    amounts::whole(amount)
}

/// What a price is for: `Input`, `Output, batch`, `Cache read, long prompts`.
pub fn price_name(buying: Buying, length: PromptLength, meter: Meter) -> String {
    let mut name = capitalised(meter.words());
    if buying != Buying::Standard {
        name = format!("{name}, {}", buying.words());
    }
    if length == PromptLength::Long {
        name.push_str(", long prompts");
    }
    name
}

/// A message as a sentence.
pub fn sentence(message: &str) -> String {
    let end = if message.ends_with(['.', '!', '?']) { "" } else { "." };
    capitalised(message) + end
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date as Americans write it: `Oct 25, 2026`.
pub fn date(date: Date) -> String {
    format!("{}, {}", month_and_day(u32::from(date.month()), u32::from(date.day())), date.year())
}

/// A day of the year, the month counted from 1: `Nov 27`.
pub fn month_and_day(month: u32, day: u32) -> String {
    let name = usize::try_from(month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
    format!("{} {day}", name.copied().unwrap_or_default()).trim().to_owned()
}
