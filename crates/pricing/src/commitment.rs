//! A spend commitment: gap, absorption, shortfall, and what AI adds to a year's payment; and what is weighed before one is
//! signed: offers, clauses, alternatives.
//!
//! Follows "Commitment" in `docs/arithmetic.md`. All sums are exact; only what is scaled is rounded, to the cent.

mod alternatives;
mod bands;
mod clauses;
mod curves;
mod ladder;
mod obligations;
mod offers;
mod precedents;
mod readings;
mod shortcut;
mod standing;
mod year;

use rust_decimal::Decimal;

use crate::bounds;
use crate::money::{Usd, rounded_to, shifted};
use crate::quantity::{Dollars, Multiple};
use crate::rates::RateCard;
use crate::report::Report;
use crate::scenario::{Commitment, Counts, ProviderTerms, Rules};
use crate::services::{self, ServiceLine};

pub use alternatives::{
    AlternativeOutlook, AtProvider, FleetThere, OnOwnInstances, WorkloadThere, alternatives, charged_there,
    listed_there,
};
pub use bands::{BANDS, Band, observed};
pub use clauses::{Clause, ClauseValue, clauses};
pub use curves::{CurvePoint, Curves, curves, spend_at};
pub use ladder::ladder;
pub use obligations::{Obligation, obligations};
pub use offers::{Crossing, Forecasted, OfferOutlook, Offers, offers};
pub use precedents::{Followed, HeldRates, Precedent, rate_hold};
pub use readings::{ContractsRead, OfferRead, contracts_as_read};
pub use shortcut::LeftOut;
pub use standing::{Standing, Turn, Vary};
use year::Provider;
pub use year::{AiSpend, BelowList, Deal, Demanded, Reading, YearOutlook, as_read};

/// The years of a commitment, given the report of a month; `None` where spend grows above
/// [`DOLLARS_MAX`](bounds::DOLLARS_MAX) a year.
pub fn years(commitment: &Commitment, report: &Report, card: &RateCard) -> Option<Vec<YearOutlook>> {
    let mut years = years_until(commitment, report, card, commitment.years.len())?;
    if commitment.carries_forward {
        year::carry(&mut years);
    }
    Some(years)
}

/// So many years: those beyond the commitment's own grow from its last one, with nothing promised and the flat discount. Nothing
/// is carried from one to the next.
fn years_until(commitment: &Commitment, report: &Report, card: &RateCard, count: usize) -> Option<Vec<YearOutlook>> {
    let mut scenario_ai = of_scenario(report, card);
    let organics = organic(commitment, count);
    let mut typed_ai = None;
    let most = Usd::new(Decimal::from(bounds::DOLLARS_MAX));
    let mut years = Vec::with_capacity(count);
    for (index, organic) in organics.into_iter().enumerate() {
        let year = commitment.years.get(index);
        let typed = year.and_then(|year| year.ai).map(Dollars::usd);
        if index > 0 {
            let grown = |spend| scaled(spend, commitment.ai_growth.ten_thousandths());
            for spend in &mut scenario_ai {
                spend.recurring = grown(spend.recurring);
                // What is paid once, in the first year, doesn't grow.
                spend.list = spend.recurring;
            }
            typed_ai = if year.is_some() { typed } else { typed_ai.map(grown) };
        } else {
            typed_ai = typed;
        }
        let spends = scenario_ai.iter().map(|spend| spend.list).chain(typed_ai).chain([organic]);
        if spends.max() > Some(most) {
            return None;
        }
        let deal = Deal {
            commitment: year.map_or(Usd::ZERO, |year| year.commitment.usd()),
            discount: commitment.discount(index),
            measure: commitment.measure,
            marketplace_share: commitment.marketplace_share,
            marketplace_used: commitment.marketplace_used.usd(),
        };
        let spend = |id: &str, list: Usd| deal.spend(provider(commitment, id, card, (index, report.rules)), list);
        let ai = match (typed_ai, report.rules) {
            (Some(typed), Rules::V1) => vec![deal.spend(typed_provider(commitment, index), typed)],
            (Some(typed), Rules::V2) => {
                spread(typed, &scenario_ai, report, card).into_iter().map(|(id, list)| spend(&id, list)).collect()
            }
            (None, _) => scenario_ai.iter().map(|own| spend(&own.id, own.list)).collect(),
        };
        years.push(YearOutlook::new(deal, organic, ai));
    }
    Some(years)
}

/// Spend without AI of so many years, before discount: as typed, otherwise the year before times its growth. What is typed
/// after the discount is converted, to the cent.
pub fn organic(commitment: &Commitment, count: usize) -> Vec<Usd> {
    let mut spend = Usd::ZERO;
    let years = (0..count).map(|index| {
        // Nothing grows to nothing: the first year needs no case of its own.
        let grown = scaled(spend, commitment.organic_growth.ten_thousandths());
        let given = commitment.years.get(index).and_then(|year| Some((year.organic?, year.organic_after_discount)));
        spend = given.map_or(grown, |(organic, after)| {
            if after { before_discount(organic, commitment.discount(index)) } else { organic.usd() }
        });
        spend
    });
    years.collect()
}

/// What an amount after a discount was before it, to the cent, half up.
fn before_discount(after: Dollars, discount: Multiple) -> Usd {
    let rest = u128::from(10_000 - discount.ten_thousandths().min(10_000));
    let twice = u128::from(after.cents()) * 20_000;
    // A discount of all is refused when the scenario is checked.
    let cents = (twice + rest).checked_div(2 * rest).and_then(|cents| u64::try_from(cents).ok());
    cents.map_or_else(|| after.usd(), Usd::of_cents)
}

/// What typed AI spend is called by version 1 of the rules.
const TYPED: &str = "AI spend, typed";

/// Typed AI spend as version 1 of the rules takes it: it earns the discount and counts in full.
fn typed_provider(commitment: &Commitment, year: usize) -> Provider {
    let terms = ProviderTerms::usual("", false);
    Provider { name: TYPED.to_owned(), below: below_list(commitment, "", year), terms, may_be_marketplace: false }
}

/// A provider with its terms, and its rate below list in a year.
fn provider(commitment: &Commitment, id: &str, card: &RateCard, (year, rules): (usize, Rules)) -> Provider {
    let known = card.providers().iter().find(|known| known.id == id);
    Provider {
        name: known.map_or_else(|| services::name_of(id).unwrap_or("Other").to_owned(), |known| known.name.clone()),
        terms: terms(commitment, id, card),
        below: below_list(commitment, id, year),
        may_be_marketplace: is_marketplace(id, card)
            || rules == Rules::V2 && known.is_some_and(|known| known.unsettled),
    }
}

/// How far below list a provider's models are in a year: by its own offer while that holds, otherwise by the rate for all.
fn below_list(commitment: &Commitment, id: &str, year: usize) -> BelowList {
    let Some(offer) = commitment.private_offers.iter().find(|offer| offer.provider == id) else {
        // A rate below list is negotiated for models.
        let share = if services::name_of(id).is_some() { Multiple::ZERO } else { commitment.negotiated };
        return BelowList { share, months: 12 };
    };
    let past = u64::try_from(year).unwrap_or(u64::MAX).saturating_mul(12);
    let months = offer.months.count().saturating_sub(past).min(12);
    BelowList { share: offer.below_list, months: u32::try_from(months).unwrap_or(12) }
}

/// Terms as typed, or as usual for the provider.
pub fn terms(commitment: &Commitment, provider: &str, card: &RateCard) -> ProviderTerms {
    let typed = commitment.terms.iter().find(|terms| terms.provider == provider);
    typed.cloned().unwrap_or_else(|| {
        if provider == services::OUTSIDE {
            let counts = Counts::Part(Multiple::ZERO);
            return ProviderTerms { provider: provider.to_owned(), earns: false, counts };
        }
        ProviderTerms::usual(provider, is_marketplace(provider, card))
    })
}

/// Whether AWS Marketplace bills a provider, or what stands for one.
fn is_marketplace(id: &str, card: &RateCard) -> bool {
    id == services::MARKETPLACE || card.providers().iter().any(|known| known.id == id && known.marketplace)
}

/// AI spend of a year on one provider's models.
struct OfProvider {
    id: String,
    /// What the year's bill is before any discount.
    list: Usd,
    /// What of it comes every year.
    recurring: Usd,
}

/// AI spend of the first year by provider: twelve months and, by version 2 of the rules, what is paid once, to the cent.
fn of_scenario(report: &Report, card: &RateCard) -> Vec<OfProvider> {
    let mut spends: Vec<OfProvider> = Vec::new();
    let mut add = |id: &str, recurring: Usd, once: Usd| {
        let at = spends.iter().position(|other| other.id == id).unwrap_or(spends.len());
        if at == spends.len() {
            spends.push(OfProvider { id: id.to_owned(), list: Usd::ZERO, recurring: Usd::ZERO });
        }
        if let Some(spend) = spends.get_mut(at) {
            spend.recurring = spend.recurring + recurring;
            spend.list = spend.list + recurring + once;
        }
    };
    for line in &report.lines {
        add(provider_of(&line.placement.model, card).0, line.cost().times(12), Usd::ZERO);
    }
    for charge in &report.charges {
        match (charge.is_once(), report.rules) {
            (false, _) => add(provider_of(&charge.placement.model, card).0, charge.year(), Usd::ZERO),
            (true, Rules::V2) => add(provider_of(&charge.placement.model, card).0, Usd::ZERO, charge.cost()),
            (true, Rules::V1) => {}
        }
    }
    for line in &report.services {
        let (recurring, once) = year_of(line);
        add(line.biller(card), recurring, once);
    }
    for spend in &mut spends {
        (spend.list, spend.recurring) = (cents(spend.list), cents(spend.recurring));
    }
    spends
}

/// What a line of services comes to in a year, and what of it comes once.
fn year_of(line: &ServiceLine) -> (Usd, Usd) {
    if line.once { (Usd::ZERO, line.cost()) } else { (line.year(), Usd::ZERO) }
}

/// Services of the first year by who bills them, to the cent.
fn of_services(report: &Report, card: &RateCard) -> Vec<(String, Usd)> {
    let mut found: Vec<(String, Usd)> = Vec::new();
    for line in &report.services {
        let (recurring, once) = year_of(line);
        let biller = line.biller(card);
        match found.iter_mut().find(|(other, _)| other == biller) {
            Some((_, sum)) => *sum = *sum + recurring + once,
            None => found.push((biller.to_owned(), recurring + once)),
        }
    }
    found.into_iter().map(|(biller, year)| (biller, cents(year))).collect()
}

/// Typed AI spend over the scenario's providers, as the scenario's own spend of the year is; all of it with the provider of the
/// first workload's model where there is none. No cent is lost.
fn spread(typed: Usd, scenario_ai: &[OfProvider], report: &Report, card: &RateCard) -> Vec<(String, Usd)> {
    let in_cents = |amount: Usd| shifted(amount.amount(), 2).map_or(0, |cents| cents.mantissa().unsigned_abs());
    let whole: u128 = scenario_ai.iter().map(|spend| in_cents(spend.list)).sum();
    if whole == 0 {
        return vec![(provider_of(&report.first_model, card).0.to_owned(), typed)];
    }
    let (all, mut reached, mut given) = (in_cents(typed), 0, 0);
    let share = |spend: &OfProvider| {
        reached += in_cents(spend.list);
        let until = all * reached / whole;
        let own = u64::try_from(until - given).unwrap_or(u64::MAX);
        given = until;
        (spend.id.clone(), Usd::of_cents(own))
    };
    scenario_ai.iter().map(share).collect()
}

/// A model's provider: identifier and name. Models that aren't on the card are one provider without an identifier.
fn provider_of<'a>(model: &str, card: &'a RateCard) -> (&'a str, &'a str) {
    let provider = card.model(model).map(|model| card.provider_of(model));
    provider.map_or(("", "Other"), |provider| (&provider.id, &provider.name))
}

/// To the cent, half away from zero.
fn cents(amount: Usd) -> Usd {
    Usd::new(rounded_to(amount.amount(), 2))
}

/// So many twelfths of an amount, rounded down to the cent.
fn twelfths(amount: Usd, count: u32) -> Usd {
    let amount = amount.times(count).amount();
    let unit = 12 * 10_i128.pow(amount.scale().max(2) - 2);
    let cents = amount.mantissa() * 10_i128.pow(2_u32.saturating_sub(amount.scale())) / unit;
    Usd::of_cents(u64::try_from(cents).unwrap_or(0))
}

/// So many ten-thousandths of an amount, to the cent.
fn scaled(amount: Usd, parts: u64) -> Usd {
    cents(amount.times_parts(parts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::price::price;
    use crate::quantity::{Months, Tokens};
    use crate::rates::InferenceScope;
    use crate::scenario::{BilledBy, CommitmentYear, Demand, OwnLine, Placement, PrivateOffer, Scenario, Workload};

    fn multiple(text: &str) -> Multiple {
        Multiple::parse(text).unwrap_or_default()
    }

    fn of_cents(count: u64) -> Dollars {
        Dollars::of_cents(count).unwrap_or_default()
    }

    /// What is priced of a model that nothing is asked of, and of costs of one's own: cents, whether once, and who bills them.
    pub(super) fn report(card: &RateCard, own: &[(u64, bool, BilledBy)]) -> Option<Report> {
        let demand = Demand::Monthly { input: Tokens::ZERO, output: Tokens::ZERO };
        let placement = Placement::new("nova-pro", InferenceScope::InRegion, "us-east-1");
        let mut scenario = Scenario::new(card.date(), vec![Workload::new("", placement, demand)]);
        let line = |&(cents, once, billed)| OwnLine { name: String::new(), amount: of_cents(cents), once, billed };
        scenario.services.lines = own.iter().map(line).collect();
        price(&scenario, card).ok()
    }

    #[test]
    fn spend_of_a_year_has_an_end() {
        let card = RateCard::newest();
        let Some(report) = report(&card, &[]) else { unreachable!() };
        let counted = |growth: &str| {
            let organic = Dollars::of_cents(bounds::DOLLARS_MAX * 100);
            let year = CommitmentYear { organic, ..CommitmentYear::default() };
            let years = vec![year, CommitmentYear::default()];
            let commitment = Commitment { years, organic_growth: multiple(growth), ..Commitment::default() };
            super::years(&commitment, &report, &card).map(|years| years.len())
        };
        // 10^11 dollars a year are still computed, ten million more aren't.
        assert_eq!([counted("1"), counted("1.0001")], [Some(2), None]);
    }

    #[test]
    fn services_of_a_year_are_summed_by_who_bills_them() {
        use BilledBy::{Aws, Marketplace, Neither};
        let card = RateCard::newest();
        let of = |own: &[(u64, bool, BilledBy)]| report(&card, own).map(|report| of_services(&report, &card));
        // 12 x 2.00 + 5.00 once + 12 x 0.01; 3.00 once; 0.50 once + 12 x 1.00 + 0.25 once.
        let own = [
            (200, false, Aws),
            (300, true, Marketplace),
            (500, true, Aws),
            (1, false, Aws),
            (50, true, Neither),
            (100, false, Neither),
            (25, true, Neither),
        ];
        let expected = [(services::AWS, 2_912), (services::MARKETPLACE, 300), (services::OUTSIDE, 1_275)];
        let expected = expected.map(|(id, cents)| (id.to_owned(), Usd::of_cents(cents)));
        assert_eq!(of(&own), Some(expected.to_vec()));
        assert_eq!(of(&[]), Some(Vec::new()));
    }

    #[test]
    fn spend_after_a_discount_was_more_before_it() {
        let before = |count, discount: &str| before_discount(of_cents(count), multiple(discount));
        assert_eq!(before(9_000, "0.1"), Usd::of_cents(10_000));
        // 1 / 0.3 is 3.33 and 1 / 0.6 is 1.67 dollars; 2 cents at a fifth off were 2.5, half up.
        assert_eq!([before(100, "0.7"), before(100, "0.4"), before(2, "0.2")], [333, 167, 3].map(Usd::of_cents));
        // Without a discount nothing changes; one of all leaves nothing to tell it by.
        assert_eq!([before(5, "0"), before(5, "1")], [Usd::of_cents(5); 2]);
    }

    #[test]
    fn spend_without_ai_is_typed_or_grows() {
        let year = |organic: Option<u64>, after| CommitmentYear {
            organic: organic.map(of_cents),
            organic_after_discount: after,
            discount: multiple("0.5"),
            commitment: of_cents(1),
            ..CommitmentYear::default()
        };
        let spends = |years: &[CommitmentYear], count| {
            let commitment =
                Commitment { years: years.to_vec(), organic_growth: multiple("1.1"), ..Commitment::default() };
            organic(&commitment, count)
        };
        // 100, 110, 121 beyond the years; typed after half off 60 are 120.
        let grown = [10_000, 11_000, 12_100].map(Usd::of_cents);
        assert_eq!(spends(&[year(Some(10_000), false), year(None, false)], 3), grown);
        let typed = [10_000, 12_000, 13_200].map(Usd::of_cents);
        assert_eq!(spends(&[year(Some(10_000), false), year(Some(6_000), true)], 3), typed);
        assert_eq!(spends(&[year(None, false)], 2), [Usd::ZERO; 2]);
    }

    #[test]
    fn twelfths_are_rounded_down_to_the_cent() {
        let of = |amount, places, count| twelfths(Usd::new(Decimal::new(amount, places)), count);
        // 5 x 100 / 12 = 41.67 without a place, with one, with two and with four.
        assert_eq!([of(100, 0, 5), of(1_000, 1, 5), of(10_000, 2, 5), of(1_000_000, 4, 5)], [Usd::of_cents(4_166); 4]);
        // 0.1199 / 12 is below a cent, 0.12 / 12 just one.
        assert_eq!([of(1_199, 4, 1), of(12, 2, 1), of(1, 0, 12)], [0, 1, 100].map(Usd::of_cents));
    }

    #[test]
    fn parts_are_rounded_half_up_to_the_cent() {
        let of = |amount, parts| scaled(Usd::new(Decimal::new(amount, 2)), parts);
        assert_eq!([of(5, 5_000), of(5, 4_999), of(1_000, 12_345)], [3, 2, 1_235].map(Usd::of_cents));
        assert_eq!(of(-5, 5_000), Usd::new(Decimal::new(-3, 2)));
    }

    #[test]
    fn an_offer_of_a_provider_holds_for_its_months() {
        let months = Months::new(18).unwrap_or_default();
        let private = PrivateOffer { provider: "one".to_owned(), below_list: multiple("0.2"), months };
        let commitment =
            Commitment { negotiated: multiple("0.1"), private_offers: vec![private], ..Commitment::default() };
        let of = |id: &str, year| {
            let below = below_list(&commitment, id, year);
            (below.share, below.months)
        };
        assert_eq!([0, 1, 2].map(|year| of("one", year)), [12, 6, 0].map(|months| (multiple("0.2"), months)));
        assert_eq!([0, 2].map(|year| of("other", year)), [(multiple("0.1"), 12); 2]);
        // What isn't a model is not below list.
        assert_eq!(of(services::MARKETPLACE, 0), (Multiple::ZERO, 12));
    }

    #[test]
    fn typed_spend_is_spread_as_the_scenario_spends() {
        let card = RateCard::newest();
        let Some(report) = report(&card, &[]) else { unreachable!() };
        let shares = |typed: u64, spends: &[(&str, u64)]| {
            let own = spends.iter().map(|(id, count)| {
                let list = Usd::of_cents(*count);
                OfProvider { id: (*id).to_owned(), list, recurring: list }
            });
            spread(Usd::of_cents(typed), &own.collect::<Vec<_>>(), &report, &card)
        };
        let expected = |shares: &[(&str, u64)]| {
            shares.iter().map(|(id, count)| ((*id).to_owned(), Usd::of_cents(*count))).collect::<Vec<_>>()
        };
        // 100 cents over three alike: 33, 66 - 33, 100 - 66.
        assert_eq!(shares(100, &[("a", 5), ("b", 5), ("c", 5)]), expected(&[("a", 33), ("b", 33), ("c", 34)]));
        assert_eq!(shares(100, &[("a", 1), ("b", 0), ("c", 3)]), expected(&[("a", 25), ("b", 0), ("c", 75)]));
        // Where nothing is spent, with the provider of the first workload's model.
        assert_eq!(shares(100, &[("a", 0)]), expected(&[("amazon", 100)]));
    }
}
