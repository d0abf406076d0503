//! What a model's prices were, card by card.

use crate::money::{Rate, Unit};
use crate::rates::card::bundled;
use crate::rates::{Buying, Date, InferenceScope, Meter, PromptLength, RateCard, RateGroup, Source};

/// The prices of every bundled card together.
///
/// A price is here once, with the first card that has it and the first that doesn't; when it took effect is known for some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// Every price of every date: no card, for two prices can answer to one key.
    all: RateCard,
}

/// Prices of one card and those in their place on a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceStep<'a> {
    /// The scopes in which both hold.
    pub scopes: Vec<InferenceScope>,
    /// How the tokens or the capacity are bought.
    pub buying: Buying,
    /// Which prompts the prices are for.
    pub length: PromptLength,
    /// For each meter the price before and after; `None` after where the later card has none.
    pub prices: Vec<(Meter, Rate, Option<Rate>)>,
    /// The first card with the later price.
    pub card: Date,
    /// When it took effect, where that is known.
    pub since: Option<Date>,
    /// Until when the later price was promised, for a promotional one: it may have ended after that.
    pub promised_until: Option<Date>,
    /// Where the later price was read; of a price that ended, where it was.
    pub source: &'a Source,
    /// When it was read there.
    pub read: Date,
}

impl PriceStep<'_> {
    /// Whether any price differs; otherwise the same price was read anew from another source.
    pub fn is_change(&self) -> bool {
        // What one price of tokens is published for makes no difference; of anything else it does.
        let unit = |rate: &Rate| if Unit::OF_TOKENS.contains(&rate.unit()) { Unit::MillionTokens } else { rate.unit() };
        let same =
            |before: &Rate, after: &Rate| before.per_million() == after.per_million() && unit(before) == unit(after);
        self.prices.iter().any(|(_, before, after)| after.as_ref().is_none_or(|after| !same(before, after)))
    }
}

impl History {
    /// The history that the bundled cards tell.
    pub fn bundled() -> Self {
        Self { all: RateCard::with_all(bundled().clone(), Date::FIRST, String::new()) }
    }

    /// What became of each price of `model` that ended: oldest first, and empty where the cards agree. Prices that were read
    /// anew are among them.
    pub fn steps(&self, model: &str) -> Vec<PriceStep<'_>> {
        let groups = self.all.groups(model);
        let mut steps: Vec<PriceStep<'_>> = Vec::new();
        for old in &groups {
            let Some(until) = old.until else { continue };
            let later = groups.iter().filter(|new| new.from == until && in_place(old, new));
            let mut met: Vec<Meter> = Vec::new();
            for new in later {
                let step = step(old, new, until);
                met.extend(step.prices.iter().map(|(meter, ..)| *meter));
                steps.push(step);
            }
            let ended = old.rates.iter().filter(|(meter, _)| !met.contains(meter));
            let ended: Vec<_> = ended.map(|(meter, rate)| (*meter, *rate, None)).collect();
            if !ended.is_empty() {
                steps.push(PriceStep {
                    scopes: old.scopes.clone(),
                    buying: old.buying,
                    length: old.length,
                    prices: ended,
                    card: until,
                    since: None,
                    promised_until: None,
                    source: old.source,
                    read: old.read,
                });
            }
        }
        steps.sort_by_key(|step| step.card);
        steps
    }

    /// Every price that `model` has had, oldest first.
    pub fn prices(&self, model: &str) -> Vec<RateGroup<'_>> {
        let mut groups = self.all.groups(model);
        groups.sort_by_key(|group| group.from);
        groups
    }
}

/// Whether one table has prices in the place of another's.
fn in_place(old: &RateGroup<'_>, new: &RateGroup<'_>) -> bool {
    // A price of every region is one of every commercial region: GovCloud has its own.
    let commercial = |regions: &[&str]| regions.iter().any(|region| !region.starts_with("us-gov-"));
    let meets = match (&old.regions, &new.regions) {
        (None, None) => true,
        (None, Some(regions)) | (Some(regions), None) => commercial(regions),
        (Some(one), Some(other)) => one.iter().any(|region| other.contains(region)),
    };
    meets
        && (old.buying, old.length) == (new.buying, new.length)
        && old.scopes.iter().any(|scope| new.scopes.contains(scope))
        && old.rates.iter().any(|(meter, _)| new.rates.iter().any(|(of, _)| of == meter))
}

fn step<'a>(old: &RateGroup<'a>, new: &RateGroup<'a>, card: Date) -> PriceStep<'a> {
    let after = |meter: Meter| new.rates.iter().find(|(of, _)| *of == meter).map(|(_, rate)| *rate);
    let prices = old.rates.iter().filter_map(|(meter, before)| Some((*meter, *before, Some(after(*meter)?))));
    PriceStep {
        scopes: old.scopes.iter().filter(|scope| new.scopes.contains(scope)).copied().collect(),
        buying: old.buying,
        length: old.length,
        prices: prices.collect(),
        card,
        since: new.since,
        promised_until: new.promised_until,
        source: new.source,
        read: new.read,
    }
}

#[cfg(test)]
mod tests {
    use super::{History, PriceStep};
    use crate::rates::RateCard;

    fn told(step: &PriceStep<'_>) -> Vec<String> {
        let price = |(meter, before, after): &(super::Meter, super::Rate, Option<super::Rate>)| {
            let after = after.map_or_else(|| "none".to_owned(), |after| after.amount().to_string());
            format!("{} {} -> {after}", meter.name(), before.amount())
        };
        step.prices.iter().map(price).collect()
    }

    #[test]
    fn a_cut_says_from_what_to_what_and_since_when() {
        let history = History::bundled();
        let steps = history.steps("gpt-5.6-sol");
        let step = steps.first();
        assert_eq!(steps.len(), 1);
        assert_eq!(
            step.map(told).unwrap_or_default(),
            ["input 5.5 -> 4.4", "cache_read 0.55 -> 0.44", "cache_write_30m 6.88 -> 5.5", "output 33 -> 22"]
        );
        let dates = step.map(|step| (step.card.to_string(), step.since.map(|since| since.to_string())));
        assert_eq!(dates, Some(("2026-11-28".to_owned(), Some("2026-08-21".to_owned()))));
        assert_eq!(step.map(PriceStep::is_change), Some(true));
        assert!(history.steps("nova-pro").is_empty());
        assert!(history.steps("nobody").is_empty());
        assert!(history.prices("nova-pro").len() > 3);
    }

    #[test]
    fn a_price_that_was_read_anew_is_no_change_and_none_is_lost() {
        let history = History::bundled();
        for model in RateCard::newest().models() {
            let ended = history.prices(&model.id).iter().filter(|group| group.until.is_some()).count();
            let steps = history.steps(&model.id);
            assert!(steps.len() >= ended, "{}", model.id);
            // The only price that changed between the bundled cards.
            assert_eq!(steps.iter().any(PriceStep::is_change), model.id == "gpt-5.6-sol", "{}", model.id);
        }
        assert_eq!(history.steps("claude-opus-5.5").len(), 5);
    }
}
