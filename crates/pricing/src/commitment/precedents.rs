//! What a rate hold would have been worth had prices moved as its providers' prices have: a benchmark, not a forecast.

use rust_decimal::Decimal;

use super::clauses::paid;
use super::{YearOutlook, scaled};
use crate::money::Usd;
use crate::rates::{PriceEvent, PriceEvents, RateCard};
use crate::scenario::Commitment;

/// Which of a provider's published changes prices are taken to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precedent {
    /// The largest rise.
    LargestRise,
    /// The rise in the middle of all rises by size; of two in the middle the smaller one.
    TypicalRise,
    /// The cut in the middle of all cuts by size; of two in the middle the smaller one.
    TypicalCut,
    /// The largest cut.
    LargestCut,
}

impl Precedent {
    /// All of them, from the largest rise to the largest cut.
    pub const ALL: [Self; 4] = [Self::LargestRise, Self::TypicalRise, Self::TypicalCut, Self::LargestCut];

    /// A stable word for it: `largest-rise`, `typical-rise`, `typical-cut`, `largest-cut`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LargestRise => "largest-rise",
            Self::TypicalRise => "typical-rise",
            Self::TypicalCut => "typical-cut",
            Self::LargestCut => "largest-cut",
        }
    }

    /// Whether prices rise.
    pub const fn is_rise(self) -> bool {
        matches!(self, Self::LargestRise | Self::TypicalRise)
    }

    /// The provider's change that is followed; `None` where none was published in this direction.
    fn of(self, provider: &str, known: &[PriceEvent<'static>]) -> Option<PriceEvent<'static>> {
        let same = |event: &&PriceEvent<'static>| {
            event.provider == provider && event.change.is_some_and(|change| (change > 0) == self.is_rise())
        };
        let mut changes: Vec<&PriceEvent<'static>> = known.iter().filter(same).collect();
        changes.sort_by_key(|event| event.change.map(i64::unsigned_abs));
        let at = match self {
            Self::LargestRise | Self::LargestCut => changes.len().checked_sub(1)?,
            Self::TypicalRise | Self::TypicalCut => changes.len().checked_sub(1)? / 2,
        };
        changes.get(at).map(|event| (*event).clone())
    }
}

/// A provider with AI spend, and the published change that its prices follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The provider's name.
    pub provider: String,
    /// The change; `None` where none was published in this direction: its prices then stay as they are.
    pub event: Option<PriceEvent<'static>>,
}

impl Followed {
    /// What the change makes of a bill, as a share of it: -0.2 for a fifth less.
    pub fn change(&self) -> Option<Decimal> {
        self.event.as_ref()?.share()
    }
}

/// A rate hold in money, had prices moved as published changes did: what is paid without it less what is paid with it,
/// over all years. With it prices stay as they are, so it also keeps cuts away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRates {
    /// Which changes.
    pub precedent: Precedent,
    /// For each provider with AI spend, in the order of the years' spend.
    pub followed: Vec<Followed>,
    /// What is paid without it: each provider's AI spend before discounts moves with its change, from the year of the typed
    /// price rise on, to the cent.
    pub without: Usd,
    /// What is paid with it: as it is.
    pub with: Usd,
}

impl HeldRates {
    /// What it would have been worth; less than nothing where prices fell.
    pub fn value(&self) -> Usd {
        self.without - self.with
    }
}

/// A rate hold by what prices of the scenario's providers have done: from the largest rise to the largest cut. A precedent
/// that no provider has isn't there, nor a typical change that is the largest one too. What came after the card isn't
/// known by it, so a link keeps its figures.
pub fn rate_hold(commitment: &Commitment, years: &[YearOutlook], card: &RateCard) -> Vec<HeldRates> {
    let events = PriceEvents::bundled();
    let known: Vec<PriceEvent<'static>> =
        events.all().iter().filter(|event| event.when.first() <= card.date()).cloned().collect();
    let mut providers: Vec<(&str, &str)> = Vec::new();
    for spend in years.iter().flat_map(|year| &year.ai).filter(|spend| spend.list > Usd::ZERO) {
        let provider = (spend.terms.provider.as_str(), spend.name.as_str());
        if !providers.contains(&provider) {
            providers.push(provider);
        }
    }
    let with: Usd = years.iter().map(YearOutlook::payment).sum();
    let held = |precedent: Precedent| {
        let changes: Vec<_> = providers.iter().map(|(id, _)| precedent.of(id, &known)).collect();
        let parts = |provider: &str| {
            let at = providers.iter().position(|(id, _)| *id == provider)?;
            let change = changes.get(at)?.as_ref()?.change?;
            u64::try_from(10_000 + change).ok()
        };
        let without = paid(commitment, years, &|index, year| {
            if (index as u64) + 1 < commitment.clauses.rise_year.count() {
                return year.clone();
            }
            year.again(year.deal, year.organic, &|list, spend| {
                if let Some(parts) = parts(&spend.terms.provider) {
                    *list = scaled(*list, parts);
                }
            })
        });
        let followed = providers.iter().zip(&changes);
        let followed: Vec<Followed> = followed
            .map(|((_, name), event)| Followed { provider: (*name).to_owned(), event: event.clone() })
            .collect();
        let is_known = followed.iter().any(|own| own.event.is_some());
        is_known.then_some(HeldRates { precedent, followed, without, with })
    };
    let all: Vec<HeldRates> = Precedent::ALL.into_iter().filter_map(held).collect();
    let is_other = |own: &&HeldRates| {
        let is_largest = matches!(own.precedent, Precedent::LargestRise | Precedent::LargestCut);
        is_largest || !all.iter().any(|other| other.precedent != own.precedent && other.followed == own.followed)
    };
    all.iter().filter(is_other).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::super::year::tests::{Own, year};
    use super::*;
    use crate::quantity::Multiple;
    use crate::scenario::{Counts, Measure};

    #[test]
    fn a_change_is_a_share_of_a_bill() {
        let of = |change| {
            let event = PriceEvents::bundled().all().first().map(|event| PriceEvent { change, ..event.clone() });
            Followed { provider: "One".to_owned(), event }.change()
        };
        assert_eq!([of(Some(-2_000)), of(Some(12_500)), of(None)], [Some("-0.2"), Some("1.25"), None].map(share));
        assert_eq!(Followed { provider: "One".to_owned(), event: None }.change(), None);
    }

    fn share(text: Option<&str>) -> Option<Decimal> {
        text.and_then(|text| text.parse().ok())
    }

    #[test]
    fn a_provider_without_spend_follows_nothing() {
        let own = |list| Own { list, earns: true, counts: Counts::Part(Multiple::ONE) };
        let mut year = year(Measure::Net, "0", 0, 0, &[own(100), own(0)]);
        for (spend, provider) in year.ai.iter_mut().zip(["anthropic", "meta"]) {
            provider.clone_into(&mut spend.terms.provider);
            provider.clone_into(&mut spend.name);
        }
        let held = rate_hold(&Commitment::default(), &[year], &RateCard::newest());
        let followed: Vec<_> = held.iter().map(|held| held.followed.iter().map(|own| own.provider.as_str())).collect();
        assert!(!followed.is_empty());
        for providers in followed {
            assert_eq!(providers.collect::<Vec<_>>(), ["anthropic"]);
        }
    }
}
