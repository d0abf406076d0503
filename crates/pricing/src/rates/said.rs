//! What is said of prices: titles and places of sources, and notes.
//!
//! Only explanations show it. So it is a text of its own, one line each, and a program that prices doesn't carry it until something is
//! explained. Other texts of this folder refer to it by line.

use std::sync::OnceLock;

/// Everything that is said, made when the crate is built.
const SAID: &str = include_str!(concat!(env!("OUT_DIR"), "/said.txt"));

/// Something that is said of a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said(usize);

impl Said {
    /// The number of a line, as other texts write it.
    pub(super) fn parse(number: &str) -> Option<Self> {
        number.parse().ok().map(Self)
    }

    /// Its words; empty for a number that nothing has, which a bundled text doesn't refer to.
    pub fn text(self) -> &'static str {
        static LINES: OnceLock<Vec<&'static str>> = OnceLock::new();
        LINES.get_or_init(|| SAID.lines().collect()).get(self.0).copied().unwrap_or_default()
    }

    /// One of several that are said together.
    pub(super) fn part(self, index: usize) -> &'static str {
        self.text().split('\t').nth(index).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Said;
    use crate::rates::{CapacityOffers, Elsewhere, RateCard, Source, published_services};

    /// Whether all of a source is said.
    fn is_said(source: &Source) -> bool {
        [source.title(), source.publisher(), source.place()].iter().all(|words| !words.is_empty())
    }

    #[test]
    fn whatever_a_bundled_text_refers_to_is_said() {
        let card = RateCard::newest();
        assert!(card.sources().iter().all(is_said));
        let rates: Vec<_> = card.rates().collect();
        assert!(rates.iter().filter_map(|(_, rate)| rate.note).all(|note| !note.text().is_empty()));
        assert!(rates.iter().any(|(_, rate)| rate.note.is_some()));
        let services = published_services();
        assert!(services.iter().all(|price| is_said(&price.source)));
        // Each in its own words.
        let [title, publisher] = ["Amazon Bedrock pricing", "Amazon Web Services"];
        assert!(card.sources().iter().any(|source| (source.title(), source.publisher()) == (title, publisher)));
        assert!(services.iter().filter_map(|price| price.note).all(|note| !note.text().is_empty()));
        let offers = CapacityOffers::bundled();
        assert!(offers.instances.iter().all(|instance| is_said(&instance.source)));
        let facts = card.all_facts();
        let said = facts.iter().flat_map(|facts| [facts.end_source, facts.limits_source, facts.no_cache_source]);
        let said = said.flatten().chain(facts.iter().flat_map(|facts| facts.quotas.iter().map(|quota| quota.source)));
        assert!(said.into_iter().all(|said| !said.text().is_empty()));
        let elsewhere = Elsewhere::bundled();
        let cards = elsewhere.sellers().iter().filter_map(|seller| elsewhere.card_of(&seller.id, elsewhere.newest()));
        assert!(cards.into_iter().all(|card| card.sources().iter().all(is_said)));
    }

    #[test]
    fn a_number_that_nothing_has_says_nothing() {
        assert_eq!(Said::parse("99999").map(Said::text), Some(""));
        assert_eq!([Said::parse(""), Said::parse("-1"), Said::parse("x")], [None; 3]);
    }
}
