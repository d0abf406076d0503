//! What a commitment, its offers and alternatives to it must satisfy.

use super::{Field, Problem};
use crate::bounds;
use crate::money::{Rate, Unit};
use crate::quantity::Multiple;
use crate::scenario::{
    Alternative, AlternativePrice, Commitment, Counts, Fleet, KeptCache, OtherProvider, SelfHosted, UnitsThere,
};

impl Commitment {
    /// What keeps the commitment from being computed, in the order of its fields.
    pub(super) fn check(&self) -> Vec<(Field, Problem)> {
        let mut found = Vec::new();
        let mut most = |field, value: Multiple, high: u64| at_most(&mut found, field, value, high);
        most(Field::Negotiated, self.negotiated, 1);
        most(Field::AiGrowth, self.ai_growth, bounds::GROWTH_MAX);
        most(Field::OrganicGrowth, self.organic_growth, bounds::GROWTH_MAX);
        most(Field::FlatDiscount, self.flat_discount, 1);
        most(Field::MarketplaceShare, self.marketplace_share, 1);
        for offer in &self.private_offers {
            most(Field::PrivateOffers, offer.below_list, 1);
        }
        for (index, year) in self.years.iter().enumerate() {
            most(Field::Discount(index), year.discount, 1);
        }
        for terms in &self.terms {
            if let Counts::Part(part) = terms.counts {
                most(Field::Terms, part, 1);
            }
        }
        for (index, offer) in self.offers.iter().enumerate() {
            most(Field::OfferDiscount(index), offer.discount, 1);
            most(Field::OfferGrowth(index), offer.growth, bounds::GROWTH_MAX);
        }
        let forecasts = self.forecasts.all();
        for (index, forecast) in forecasts.iter().enumerate() {
            most(Field::ForecastDemand(index), forecast.demand, bounds::FORECAST_MAX);
            most(Field::ForecastAi(index), forecast.ai_demand(), bounds::FORECAST_MAX);
            most(Field::ForecastWeight(index), forecast.weight, 1);
        }
        most(Field::PriceRise, self.clauses.price_rise, bounds::PRICE_RISE_MAX);
        most(Field::Reduction, self.clauses.reduction, 1);
        most(Field::MigrationMonths, self.clauses.migration_months, bounds::MIGRATION_MONTHS_MAX);
        if forecasts.iter().all(|forecast| forecast.weight == Multiple::ZERO) {
            found.push((Field::ForecastWeight(0), Problem::NoWeight));
        }
        for (field, count, most) in [
            (Field::Years, self.years.len(), bounds::COMMITMENT_YEARS_MAX),
            (Field::Terms, self.terms.len(), bounds::TERMS_MAX),
            (Field::PrivateOffers, self.private_offers.len(), bounds::TERMS_MAX),
            (Field::Offers, self.offers.len(), bounds::OFFERS_MAX),
        ] {
            if count > most {
                found.push((field, Problem::TooMany { most }));
            }
        }
        let most = bounds::IDENTIFIER_CHARACTERS_MAX;
        if self.terms.iter().any(|terms| terms.provider.chars().count() > most) {
            found.push((Field::Terms, Problem::TooLong { most }));
        }
        if self.private_offers.iter().any(|offer| offer.provider.chars().count() > most) {
            found.push((Field::PrivateOffers, Problem::TooLong { most }));
        }
        let most = bounds::NAME_CHARACTERS_MAX;
        for (index, _) in self.offers.iter().enumerate().filter(|(_, offer)| offer.name.chars().count() > most) {
            found.push((Field::OfferName(index), Problem::TooLong { most }));
        }
        for (index, year) in self.years.iter().enumerate() {
            // Nothing is left after a discount of all, whatever it was before.
            if year.organic_after_discount && year.organic.is_some() && self.discount(index) == Multiple::ONE {
                found.push((Field::Organic(index), Problem::NothingLeft));
            }
        }
        found
    }
}

/// What keeps alternatives from being computed.
pub(super) fn check_alternatives(alternatives: &[Alternative]) -> Vec<(Field, Problem)> {
    let mut found = Vec::new();
    for (index, alternative) in alternatives.iter().enumerate() {
        let most = bounds::NAME_CHARACTERS_MAX;
        if alternative.name.chars().count() > most {
            found.push((Field::AlternativeName(index), Problem::TooLong { most }));
        }
        let per_million = |rate: Rate| rate.unit() == Unit::MillionTokens;
        match &alternative.price {
            AlternativePrice::Monthly(_) => {}
            AlternativePrice::Tokens { input, output } => {
                if !(per_million(*input) && per_million(*output)) {
                    found.push((Field::AlternativePrice(index), Problem::WrongUnit));
                }
            }
            AlternativePrice::Prices(prices) => {
                let problems = super::check_prices(prices);
                found.extend(problems.into_iter().map(|problem| (Field::AlternativePrice(index), problem)));
            }
            AlternativePrice::SelfHosted(own) => {
                let problems = check_self_hosted(own);
                found.extend(problems.into_iter().map(|problem| (Field::AlternativePrice(index), problem)));
            }
            AlternativePrice::Provider(provider) => {
                let problems = check_provider(provider);
                found.extend(problems.into_iter().map(|problem| (Field::AlternativePrice(index), problem)));
            }
        }
        at_most(&mut found, Field::AlternativeShare(index), alternative.share, 1);
    }
    let most = bounds::ALTERNATIVES_MAX;
    if alternatives.len() > most {
        found.push((Field::Alternatives, Problem::TooMany { most }));
    }
    found
}

/// What keeps instances of one's own from being sized.
fn check_self_hosted(own: &SelfHosted) -> Vec<Problem> {
    let mut found = Vec::new();
    let is = |wrong: fn(&Fleet) -> bool| own.fleets.iter().any(wrong);
    if is(|fleet| fleet.model.chars().count() > bounds::IDENTIFIER_CHARACTERS_MAX) {
        found.push(Problem::TooLong { most: bounds::IDENTIFIER_CHARACTERS_MAX });
    }
    if is(|fleet| fleet.hourly.unit() != Unit::ModelUnitHour) {
        found.push(Problem::WrongUnit);
    }
    if is(|fleet| !is_within(fleet.target, 1, 10_000)) {
        found.push(Problem::OutOfRange { low: "0.0001", high: 1 });
    }
    if is(|fleet| !is_within(fleet.peak, 10_000, 1_000_000)) {
        found.push(Problem::OutOfRange { low: "1", high: 100 });
    }
    if own.fleets.len() > bounds::PURCHASES_MAX {
        found.push(Problem::TooMany { most: bounds::PURCHASES_MAX });
    }
    found
}

/// What keeps units with a provider from being sized.
fn check_units(units: &[UnitsThere]) -> Vec<Problem> {
    let mut found = Vec::new();
    let is = |wrong: fn(&UnitsThere) -> bool| units.iter().any(wrong);
    if is(|own| own.model.chars().count() > bounds::IDENTIFIER_CHARACTERS_MAX) {
        found.push(Problem::TooLong { most: bounds::IDENTIFIER_CHARACTERS_MAX });
    }
    if is(|own| !matches!(own.price.unit(), Unit::ModelUnitHour | Unit::Month)) {
        found.push(Problem::WrongUnit);
    }
    if is(|own| !is_within(own.output_weight, 0, 1_000_000) || !is_within(own.peak, 10_000, 1_000_000)) {
        found.push(Problem::OutOfRange { low: "1", high: 100 });
    }
    if is(|own| !is_within(own.read_weight, 0, 10_000)) {
        found.push(Problem::OutOfRange { low: "0", high: 1 });
    }
    if units.len() > bounds::PURCHASES_MAX {
        found.push(Problem::TooMany { most: bounds::PURCHASES_MAX });
    }
    found
}

/// What keeps caches with a provider from being priced.
fn check_caches(caches: &[KeptCache]) -> Vec<Problem> {
    let mut found = Vec::new();
    if caches.iter().any(|own| own.model.chars().count() > bounds::IDENTIFIER_CHARACTERS_MAX) {
        found.push(Problem::TooLong { most: bounds::IDENTIFIER_CHARACTERS_MAX });
    }
    if caches.iter().any(|own| own.price.unit() != Unit::MillionTokens) {
        found.push(Problem::WrongUnit);
    }
    if caches.len() > bounds::PURCHASES_MAX {
        found.push(Problem::TooMany { most: bounds::PURCHASES_MAX });
    }
    found
}

/// Whether a number lies within bounds in ten-thousandths.
fn is_within(value: Multiple, low: u64, high: u64) -> bool {
    (low..=high).contains(&value.ten_thousandths())
}

/// What keeps a provider's card from being used.
fn check_provider(provider: &OtherProvider) -> Vec<Problem> {
    let mut found = super::check_prices(&provider.prices);
    found.extend(check_units(&provider.units));
    found.extend(check_caches(&provider.caches));
    let most = bounds::IDENTIFIER_CHARACTERS_MAX;
    let is_long = |text: &str| text.chars().count() > most;
    let substitutes = &provider.substitutes;
    if is_long(&provider.id) || substitutes.iter().any(|own| is_long(&own.model) || is_long(&own.there)) {
        found.push(Problem::TooLong { most });
    }
    let most = bounds::SUBSTITUTES_MAX;
    if substitutes.len() > most {
        found.push(Problem::TooMany { most });
    }
    let high = bounds::TOKEN_FACTOR_MAX;
    let is_out = |factor: u64| !(1_000..=high * 10_000).contains(&factor);
    if substitutes.iter().any(|own| is_out(own.token_factor.ten_thousandths())) {
        found.push(Problem::OutOfRange { low: "0.1", high });
    }
    found
}

fn at_most(found: &mut Vec<(Field, Problem)>, field: Field, value: Multiple, high: u64) {
    if Multiple::whole(high).is_some_and(|high| value > high) {
        found.push((field, Problem::OutOfRange { low: "0", high }));
    }
}
