//! The commitment, and what is compared with it, in version 1 of the link.
//!
//! ```text
//! edp=net,0.28,1.2,1.05&y1=20000000,17000000,0.15&y2=22000000,,0.15,1500000&terms=anthropic,yes,market&terms=meta,no,0.5
//! o1=28000000,0.17,3,1.1,500000,12&forecast=0.8,1,1.2,0.25,0.5,0.25&clauses=0.1,2,0.1,40000,3
//! a1=month,40000,0.5,200000,Own+cluster&a2=tokens,0.54,0.72,1,50000,Together
//! a3=prices,1,0,Vertex&t3=claude-sonnet-4.5,standard,ordinary,input,3,1M&t3=claude-sonnet-4.5,standard,ordinary,output,15,1M
//! private=anthropic,0.1,18&flat=0.05&market=0.3,1000000&carry=yes&credits=unretired
//! ```
//!
//! `edp`: measure, rate negotiated below list, growth of AI spend and, where it isn't 1, of spend without AI. A year:
//! commitment, organic spend (nothing where it grows), discount and, where it is typed, AI spend. Terms: provider, whether it
//! earns the discount, the part that counts or `market`. An offer: commitment, discount, years, growth, credits, months for them. Forecasts: three
//! demands, three weights. Clauses: price rise and its year, reduction, cost of a month of migration and its months. An alternative: what it costs a month, or for a
//! million input and output tokens; the share that moves, what switching costs, its name. `t3` is a price of the third alternative,
//! written like any typed price. `a4=provider,openai-api,2026-11-28,1,0,OpenAI&m4=claude-sonnet-4.5,gpt-6.1-terra,0.9`: a provider and the date
//! of its card; a model, what stands for it there and, where it isn't 1, how many tokens that counts for one. `t4` is a price typed for there.
//! `u4=gpt-5.5,833,4,0,15,5,1,260,month`: units of capacity there. `s4=claude-sonnet-4.5,2000000,730,4.5`: tokens kept in a cache there, hours of
//! a month, price of a million for an hour. `a1=own,5000,1,0,Cluster&f1=llama-3.3-70b,55.04,17672,1,1,1`: what people cost a
//! month, and instances that run a model.
//!
//! Left out where they are nothing: of a year, `after` as the fifth part where spend without AI is typed after the discount; the
//! name of an offer; three AI demands behind the forecasts, nothing where they are like the rest. `private`: provider, rate below
//! list, months. `flat`: the discount without a commitment. `market`: the part of the commitment that Marketplace spend can retire,
//! and how much of it is taken. `carry`: a surplus carries forward. `credits`: what they pay doesn't count.

mod alternatives;

pub(super) use alternatives::encode as encode_alternatives;

use alternatives::{alternative, cache, fleet, substitute, units};

use super::{bounded, identifier, multiple, parts, position};
use crate::link::{LinkProblem, LinkReason, escape, problem};
use pricing::bounds;
use pricing::quantity::{Dollars, Months, Multiple, Years, whole};
use pricing::scenario::{
    Alternative, AlternativePrice, Clauses, Commitment, CommitmentYear, Counts, Fleet, Forecasts, KeptCache, Measure,
    Offer, OtherProvider, PrivateOffer, ProviderTerms, Substitute, TypedPrice, UnitsThere,
};

pub(super) fn encode(commitment: &Commitment, put: &mut dyn FnMut(&str, &str)) {
    let Commitment {
        measure,
        negotiated,
        private_offers,
        flat_discount,
        marketplace_share,
        marketplace_used,
        carries_forward,
        credits_lower_retirement,
        ai_growth,
        organic_growth,
        terms,
        years,
        offers,
        forecasts,
        clauses,
    } = commitment;
    let mut value = format!("{},{negotiated},{ai_growth}", measure.name());
    if *organic_growth != Multiple::ONE {
        value = format!("{value},{organic_growth}");
    }
    put("edp", &value);
    for (index, year) in years.iter().enumerate() {
        let CommitmentYear { commitment, organic, organic_after_discount, discount, ai } = year;
        let organic = organic.map_or_else(String::new, |organic| organic.to_string());
        let mut value = format!("{commitment},{organic},{discount}");
        let ai = ai.map_or_else(String::new, |ai| ai.to_string());
        if *organic_after_discount {
            value = format!("{value},{ai},{AFTER}");
        } else if !ai.is_empty() {
            value = format!("{value},{ai}");
        }
        put(&format!("y{}", index + 1), &value);
    }
    for ProviderTerms { provider, earns, counts } in terms {
        let counts = match counts {
            Counts::Part(part) => part.to_string(),
            Counts::Marketplace => "market".to_owned(),
        };
        put("terms", &format!("{},{},{counts}", escape(provider), if *earns { "yes" } else { "no" }));
    }
    for PrivateOffer { provider, below_list, months } in private_offers {
        put("private", &format!("{},{below_list},{}", escape(provider), months.count()));
    }
    if *flat_discount != Multiple::ZERO {
        put("flat", &flat_discount.to_string());
    }
    let usual = Commitment::default();
    if (*marketplace_share, *marketplace_used) != (usual.marketplace_share, usual.marketplace_used) {
        put("market", &format!("{marketplace_share},{marketplace_used}"));
    }
    if *carries_forward {
        put("carry", YES);
    }
    if *credits_lower_retirement {
        put("credits", UNRETIRED);
    }
    for (index, offer) in offers.iter().enumerate() {
        let Offer { name, commitment, discount, years, growth, credits, credit_months } = offer;
        let (years, months) = (years.count(), credit_months.count());
        let mut value = format!("{commitment},{discount},{years},{growth},{credits},{months}");
        if !name.is_empty() {
            value = format!("{value},{}", escape(name));
        }
        put(&format!("o{}", index + 1), &value);
    }
    if *forecasts != Forecasts::default() {
        let [low, likely, high] = forecasts.all();
        let demands = format!("{},{},{}", low.demand, likely.demand, high.demand);
        let mut value = format!("{demands},{},{},{}", low.weight, likely.weight, high.weight);
        let ai = forecasts.all().map(|forecast| forecast.ai.map_or_else(String::new, |demand| demand.to_string()));
        if ai.iter().any(|demand| !demand.is_empty()) {
            value = format!("{value},{}", ai.join(","));
        }
        put("forecast", &value);
    }
    if *clauses != Clauses::default() {
        let Clauses { price_rise, rise_year, reduction, migration_cost, migration_months } = clauses;
        let year = rise_year.count();
        put("clauses", &format!("{price_rise},{year},{reduction},{migration_cost},{migration_months}"));
    }
}

const YES: &str = "yes";
/// Spend without AI is typed after the discount.
const AFTER: &str = "after";
/// What credits pay doesn't count toward the commitment.
const UNRETIRED: &str = "unretired";

/// Entries by their number.
type Numbered<T> = Vec<(usize, T)>;

/// A commitment, and alternatives, as far as they are read.
#[derive(Default)]
pub(super) struct Reader {
    edp: Option<(Measure, [Multiple; 3])>,
    private_offers: Vec<PrivateOffer>,
    flat_discount: Option<Multiple>,
    marketplace: Option<(Multiple, Dollars)>,
    carries_forward: Option<bool>,
    credits_lower_retirement: Option<bool>,
    /// Prices of alternatives, by the alternative's number.
    prices: Vec<(usize, TypedPrice)>,
    /// What stands for a model with a provider, by the alternative's number.
    substitutes: Numbered<Substitute>,
    /// Units of a provider, and fleets of one's own.
    units: Numbered<UnitsThere>,
    /// Caches that are kept with a provider.
    caches: Numbered<KeptCache>,
    fleets: Numbered<Fleet>,
    years: Numbered<CommitmentYear>,
    terms: Vec<ProviderTerms>,
    offers: Numbered<Offer>,
    forecasts: Option<Forecasts>,
    clauses: Option<Clauses>,
    alternatives: Numbered<Alternative>,
}

impl Reader {
    /// Reads a field of the commitment or an alternative; `None` where it is neither.
    pub(super) fn read(&mut self, key: &str, value: &str) -> Option<Result<(), LinkReason>> {
        let read = match key {
            "edp" => super::set(&mut self.edp, edp(value)),
            "forecast" => super::set(&mut self.forecasts, forecasts(value)),
            "clauses" => super::set(&mut self.clauses, clauses(value)),
            "flat" => super::set(&mut self.flat_discount, multiple(value)),
            "market" => super::set(&mut self.marketplace, marketplace(value)),
            "carry" => super::set(&mut self.carries_forward, (value == YES).then_some(true)),
            "credits" => super::set(&mut self.credits_lower_retirement, (value == UNRETIRED).then_some(true)),
            "private" if self.private_offers.len() == bounds::TERMS_MAX => Err(LinkReason::TooMany),
            "private" => private_offer(value).map(|offer| self.private_offers.push(offer)).ok_or(LinkReason::BadValue),
            "terms" if self.terms.len() == bounds::TERMS_MAX => Err(LinkReason::TooMany),
            "terms" => terms(value).map(|terms| self.terms.push(terms)).ok_or(LinkReason::BadValue),
            _ => {
                let (letter, number) = key.split_at_checked(1)?;
                let number = position(number)?;
                match letter {
                    "y" => set(&mut self.years, number, bounds::COMMITMENT_YEARS_MAX, year(value)),
                    "o" => set(&mut self.offers, number, bounds::OFFERS_MAX, offer(value)),
                    "a" => set(&mut self.alternatives, number, bounds::ALTERNATIVES_MAX, alternative(value)),
                    "t" => self.price(number, value),
                    "m" => Self::owned(&mut self.substitutes, number, bounds::SUBSTITUTES_MAX, substitute(value)),
                    "u" => Self::owned(&mut self.units, number, bounds::PURCHASES_MAX, units(value)),
                    "s" => Self::owned(&mut self.caches, number, bounds::PURCHASES_MAX, cache(value)),
                    "f" => Self::owned(&mut self.fleets, number, bounds::PURCHASES_MAX, fleet(value)),
                    _ => return None,
                }
            }
        };
        Some(read)
    }

    /// A price of an alternative.
    fn price(&mut self, number: usize, value: &str) -> Result<(), LinkReason> {
        if self.prices.iter().filter(|(other, _)| *other == number).count() == bounds::TYPED_PRICES_MAX
            || self.prices.len() == bounds::TYPED_PRICES_MAX * bounds::ALTERNATIVES_MAX
        {
            return Err(LinkReason::TooMany);
        }
        self.prices.push((number, super::price(value).ok_or(LinkReason::BadValue)?));
        Ok(())
    }

    /// Something that belongs to an alternative by its number; so many each.
    fn owned<T>(list: &mut Numbered<T>, number: usize, most: usize, entry: Option<T>) -> Result<(), LinkReason> {
        let own = list.iter().filter(|(other, _)| *other == number).count();
        if own == most || list.len() == most * bounds::ALTERNATIVES_MAX {
            return Err(LinkReason::TooMany);
        }
        list.push((number, entry.ok_or(LinkReason::BadValue)?));
        Ok(())
    }

    pub(super) fn finish(self, problems: &mut Vec<LinkProblem>) -> (Option<Commitment>, Vec<Alternative>) {
        let Self { edp, years, terms, offers, forecasts, clauses, mut alternatives, .. } = self;
        for (number, price) in self.prices {
            let owner = alternatives.iter_mut().find(|(other, _)| *other == number);
            match owner.map(|(_, alternative)| &mut alternative.price) {
                Some(AlternativePrice::Prices(prices) | AlternativePrice::Provider(OtherProvider { prices, .. })) => {
                    prices.push(price);
                }
                _ => problems.push(problem(&format!("t{}", number + 1), LinkReason::UnknownField)),
            }
        }
        for (number, substitute) in self.substitutes {
            match priced(&mut alternatives, number) {
                Some(AlternativePrice::Provider(provider)) => provider.substitutes.push(substitute),
                _ => problems.push(problem(&format!("m{}", number + 1), LinkReason::UnknownField)),
            }
        }
        for (number, units) in self.units {
            match priced(&mut alternatives, number) {
                Some(AlternativePrice::Provider(provider)) => provider.units.push(units),
                _ => problems.push(problem(&format!("u{}", number + 1), LinkReason::UnknownField)),
            }
        }
        for (number, cache) in self.caches {
            match priced(&mut alternatives, number) {
                Some(AlternativePrice::Provider(provider)) => provider.caches.push(cache),
                _ => problems.push(problem(&format!("s{}", number + 1), LinkReason::UnknownField)),
            }
        }
        for (number, fleet) in self.fleets {
            match priced(&mut alternatives, number) {
                Some(AlternativePrice::SelfHosted(own)) => own.fleets.push(fleet),
                _ => problems.push(problem(&format!("f{}", number + 1), LinkReason::UnknownField)),
            }
        }
        let alternatives = alternatives.into_iter().map(|(_, alternative)| alternative).collect();
        let compared = !offers.is_empty() || forecasts.is_some() || clauses.is_some();
        let agreed = !self.private_offers.is_empty()
            || self.flat_discount.is_some()
            || self.marketplace.is_some()
            || self.carries_forward.is_some()
            || self.credits_lower_retirement.is_some();
        let compared = compared || agreed;
        if edp.is_none() && years.is_empty() && terms.is_empty() && !compared {
            return (None, alternatives);
        }
        if edp.is_none() {
            problems.push(problem("The commitment", LinkReason::NoMeasure));
        }
        let (measure, rates) = edp.unwrap_or((Measure::Net, [Multiple::ZERO, Multiple::ONE, Multiple::ONE]));
        let [negotiated, ai_growth, organic_growth] = rates;
        let usual = Commitment::default();
        let (marketplace_share, marketplace_used) =
            self.marketplace.unwrap_or((usual.marketplace_share, usual.marketplace_used));
        let commitment = Commitment {
            measure,
            negotiated,
            private_offers: self.private_offers,
            flat_discount: self.flat_discount.unwrap_or_default(),
            marketplace_share,
            marketplace_used,
            carries_forward: self.carries_forward.is_some(),
            credits_lower_retirement: self.credits_lower_retirement.is_some(),
            ai_growth,
            organic_growth,
            terms,
            years: years.into_iter().map(|(_, year)| year).collect(),
            offers: offers.into_iter().map(|(_, offer)| offer).collect(),
            forecasts: forecasts.unwrap_or_default(),
            clauses: clauses.unwrap_or_default(),
        };
        (Some(commitment), alternatives)
    }
}

/// The price of the alternative with this number.
fn priced(alternatives: &mut Numbered<Alternative>, number: usize) -> Option<&mut AlternativePrice> {
    let owner = alternatives.iter_mut().find(|(other, _)| *other == number);
    owner.map(|(_, alternative)| &mut alternative.price)
}

/// Puts an entry in its place by number.
fn set<T>(list: &mut Numbered<T>, number: usize, most: usize, entry: Option<T>) -> Result<(), LinkReason> {
    let at = list.partition_point(|(other, _)| *other < number);
    if list.get(at).is_some_and(|(other, _)| *other == number) {
        return Err(LinkReason::Repeated);
    }
    if list.len() == most {
        return Err(LinkReason::TooMany);
    }
    list.insert(at, (number, entry.ok_or(LinkReason::BadValue)?));
    Ok(())
}

fn edp(value: &str) -> Option<(Measure, [Multiple; 3])> {
    let (value, organic) = match value.split(',').nth(3) {
        Some(organic) => (value.strip_suffix(organic)?.strip_suffix(',')?, multiple(organic)?),
        None => (value, Multiple::ONE),
    };
    let [measure, negotiated, growth] = parts(value)?;
    let measure = Measure::ALL.into_iter().find(|known| known.name() == measure)?;
    Some((measure, [multiple(negotiated)?, multiple(growth)?, organic]))
}

fn year(value: &str) -> Option<CommitmentYear> {
    let mut parts = value.split(',');
    let commitment = Dollars::parse(parts.next()?)?;
    let organic = match parts.next()? {
        "" => None,
        organic => Some(Dollars::parse(organic)?),
    };
    let discount = multiple(parts.next()?)?;
    let (ai, after) = (parts.next(), parts.next());
    let ai = match ai {
        None => None,
        Some("") if after.is_some() => None,
        Some(ai) => Some(Dollars::parse(ai)?),
    };
    if parts.next().is_some() || after.is_some_and(|after| after != AFTER) {
        return None;
    }
    Some(CommitmentYear { commitment, organic, organic_after_discount: after.is_some(), discount, ai })
}

fn terms(value: &str) -> Option<ProviderTerms> {
    let [provider, earns, counts] = parts(value)?;
    let counts = if counts == "market" { Counts::Marketplace } else { Counts::Part(multiple(counts)?) };
    let earns = match earns {
        "yes" => true,
        "no" => false,
        _ => return None,
    };
    Some(ProviderTerms { provider: identifier(provider)?, earns, counts })
}

fn private_offer(value: &str) -> Option<PrivateOffer> {
    let [provider, below_list, months] = parts(value)?;
    Some(PrivateOffer {
        provider: identifier(provider)?,
        below_list: multiple(below_list)?,
        months: whole(months).and_then(Months::new)?,
    })
}

fn marketplace(value: &str) -> Option<(Multiple, Dollars)> {
    let [share, used] = parts(value)?;
    Some((multiple(share)?, Dollars::parse(used)?))
}

/// The value before its n-th comma, counted from 1, and what is behind it where there is one.
fn split_behind(value: &str, comma: usize) -> (&str, Option<&str>) {
    let at = value.match_indices(',').nth(comma.saturating_sub(1));
    let halves = at.and_then(|(at, _)| value.split_at_checked(at));
    halves.map_or((value, None), |(head, tail)| (head, tail.strip_prefix(',')))
}

fn offer(value: &str) -> Option<Offer> {
    let (value, name) = split_behind(value, 6);
    let [commitment, discount, years, growth, credits, months] = parts(value)?;
    Some(Offer {
        name: match name {
            Some(name) => bounded(name, bounds::NAME_CHARACTERS_MAX)?,
            None => String::new(),
        },
        commitment: Dollars::parse(commitment)?,
        discount: multiple(discount)?,
        years: whole(years).and_then(Years::new)?,
        growth: multiple(growth)?,
        credits: Dollars::parse(credits)?,
        credit_months: whole(months).and_then(Months::new)?,
    })
}

fn forecasts(value: &str) -> Option<Forecasts> {
    let (value, ai) = split_behind(value, 6);
    let all: [&str; 6] = parts(value)?;
    let ai: [&str; 3] = ai.map_or(Some([""; 3]), parts)?;
    let mut forecasts = Forecasts::default();
    let Forecasts { low, likely, high } = &mut forecasts;
    for (at, forecast) in [low, likely, high].into_iter().enumerate() {
        forecast.demand = multiple(all.get(at)?)?;
        forecast.weight = multiple(all.get(at + 3)?)?;
        forecast.ai = match *ai.get(at)? {
            "" => None,
            demand => Some(multiple(demand)?),
        };
    }
    Some(forecasts)
}

fn clauses(value: &str) -> Option<Clauses> {
    let [rise, year, reduction, cost, months] = parts(value)?;
    Some(Clauses {
        price_rise: multiple(rise)?,
        rise_year: whole(year).and_then(Years::new)?,
        reduction: multiple(reduction)?,
        migration_cost: Dollars::parse(cost)?,
        migration_months: multiple(months)?,
    })
}
