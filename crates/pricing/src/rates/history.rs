//! What a model's prices were, card by card.

use crate::rates::compact::{BUNDLED, Bundle};
use crate::rates::{Date, RateCard, RateGroup};

/// The prices of every bundled card together.
///
/// A price is here once, with the first card that has it and the first that doesn't; when it took effect is known for some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// Every price of every date: no card, for two prices can answer to one key.
    all: RateCard,
}

impl History {
    /// The history that the bundled cards tell.
    pub fn bundled() -> Self {
        let (bundle, _) = Bundle::read(BUNDLED);
        Self { all: RateCard::with_all(bundle, Date::FIRST, String::new()) }
    }

    /// The prices of `model` that have changed or ended, and those in their place: oldest first, and empty where the
    /// cards agree.
    pub fn changes(&self, model: &str) -> Vec<RateGroup<'_>> {
        let groups = self.all.groups(model);
        let ended: Vec<&RateGroup<'_>> = groups.iter().filter(|group| group.until.is_some()).collect();
        let meets = |one: &RateGroup<'_>, other: &RateGroup<'_>| {
            (one.buying, one.length) == (other.buying, other.length)
                && one.scopes.iter().any(|scope| other.scopes.contains(scope))
                && one.rates.iter().any(|(meter, _)| other.rates.iter().any(|(of, _)| of == meter))
        };
        let told = |group: &&RateGroup<'_>| group.until.is_some() || ended.iter().any(|old| meets(old, group));
        let mut changes: Vec<RateGroup<'_>> = groups.iter().filter(told).cloned().collect();
        changes.sort_by_key(|group| (group.from, group.until.is_none()));
        changes
    }

    /// Every price that `model` has had, oldest first.
    pub fn prices(&self, model: &str) -> Vec<RateGroup<'_>> {
        let mut groups = self.all.groups(model);
        groups.sort_by_key(|group| group.from);
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::History;

    #[test]
    fn a_cut_stands_between_the_price_before_and_after() {
        let history = History::bundled();
        let in_region = history.changes("gpt-5.6-sol");
        let told = |group: &super::RateGroup<'_>| {
            let input = group.rates.first().map(|(_, rate)| rate.amount().to_string());
            (input, group.from.to_string(), group.until.map(|until| until.to_string()))
        };
        let told: Vec<_> = in_region.iter().map(told).collect();
        let entry = |input: &str, from: &str, until: Option<&str>| {
            (Some(input.to_owned()), from.to_owned(), until.map(str::to_owned))
        };
        assert_eq!(told, [entry("5.5", "2026-08-20", Some("2026-11-28")), entry("4.4", "2026-11-28", None)]);
        assert!(history.changes("nova-pro").is_empty());
        assert!(history.changes("nobody").is_empty());
        assert!(history.prices("nova-pro").len() > 3);
    }
}
