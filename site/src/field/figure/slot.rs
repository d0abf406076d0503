//! Where a scenario keeps a number.

use pricing::money::Rate;
use pricing::quantity::{
    Epochs, Hours, ModelUnits, Multiple, Requests, Share, Tokens, TokensPerMinute, TokensPerRequest, TrainingHours,
    Windows,
};

use super::Number;

/// Where a scenario keeps a number.
pub(super) enum Slot<'a> {
    Tokens(&'a mut Tokens),
    Each(&'a mut TokensPerRequest),
    Requests(&'a mut Requests),
    Share(&'a mut Share),
    Multiple(&'a mut Multiple),
    Optional(&'a mut Option<Multiple>),
    Rate(&'a mut Rate),
    PerMinute(&'a mut TokensPerMinute),
    Units(&'a mut ModelUnits),
    Hours(&'a mut Hours),
    Epochs(&'a mut Epochs),
    TrainingHours(&'a mut TrainingHours),
    Windows(&'a mut Windows),
    Small(&'a mut u8),
}

impl Slot<'_> {
    /// The number as it stands.
    pub(super) fn number(&self) -> Number {
        match self {
            Slot::Tokens(tokens) => Number::Count(tokens.count()),
            Slot::Each(tokens) => Number::Count(tokens.count()),
            Slot::Requests(requests) => Number::Count(requests.count()),
            Slot::Share(share) => Number::Share(**share),
            Slot::Multiple(multiple) => Number::Multiple(**multiple),
            Slot::Optional(multiple) => multiple.map_or(Number::Nothing, Number::Multiple),
            Slot::Rate(rate) => Number::Rate(**rate),
            Slot::PerMinute(rate) => Number::Count(rate.count()),
            Slot::Units(units) => Number::Count(units.count()),
            Slot::Hours(hours) => Number::Count(hours.count()),
            Slot::Epochs(epochs) => Number::Count(epochs.count()),
            Slot::TrainingHours(hours) => Number::Count(hours.count()),
            Slot::Windows(windows) => Number::Count(windows.count()),
            Slot::Small(small) => Number::Count(u64::from(**small)),
        }
    }

    /// Puts a number in place. One of another kind, or outside the range, changes nothing.
    pub(super) fn put(self, number: Number) {
        match (self, number) {
            (Slot::Tokens(slot), Number::Count(count)) => *slot = Tokens::new(count).unwrap_or(*slot),
            (Slot::Each(slot), Number::Count(count)) => *slot = TokensPerRequest::new(count).unwrap_or(*slot),
            (Slot::Requests(slot), Number::Count(count)) => *slot = Requests::new(count).unwrap_or(*slot),
            (Slot::PerMinute(slot), Number::Count(count)) => *slot = TokensPerMinute::new(count).unwrap_or(*slot),
            (Slot::Units(slot), Number::Count(count)) => *slot = ModelUnits::new(count).unwrap_or(*slot),
            (Slot::Hours(slot), Number::Count(count)) => *slot = Hours::new(count).unwrap_or(*slot),
            (Slot::Epochs(slot), Number::Count(count)) => *slot = Epochs::new(count).unwrap_or(*slot),
            (Slot::TrainingHours(slot), Number::Count(count)) => *slot = TrainingHours::new(count).unwrap_or(*slot),
            (Slot::Windows(slot), Number::Count(count)) => *slot = Windows::new(count).unwrap_or(*slot),
            (Slot::Small(slot), Number::Count(count)) => *slot = u8::try_from(count).unwrap_or(*slot),
            (Slot::Share(slot), Number::Share(share)) => *slot = share,
            (Slot::Multiple(slot), Number::Multiple(multiple)) => *slot = multiple,
            (Slot::Optional(slot), Number::Multiple(multiple)) => *slot = Some(multiple),
            (Slot::Optional(slot), Number::Nothing) => *slot = None,
            (Slot::Rate(slot), Number::Rate(rate)) => *slot = rate,
            _ => {}
        }
    }
}
