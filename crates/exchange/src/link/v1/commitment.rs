//! The commitment, and what is compared with it, in version 1 of the link.
//!
//! ```text
//! edp=net,0.28,1.2,1.05&y1=20000000,17000000,0.15&y2=22000000,,0.15,1500000&terms=anthropic,yes,market&terms=meta,no,0.5
//! o1=28000000,0.17,3,1.1,500000,12&forecast=0.8,1,1.2,0.25,0.5,0.25&clauses=0.1,2,0.1,40000,3
//! a1=month,40000,0.5,200000,Own+cluster&a2=tokens,0.54,0.72,1,50000,Together
//! ```
//!
//! `edp`: measure, rate negotiated below list, growth of AI spend and, where it isn't 1, of spend without AI. A year:
//! commitment, organic spend (nothing where it grows), discount and, where it is typed, AI spend. Terms: provider, whether it
//! earns the discount, the part that counts or `market`. An offer: commitment, discount, years, growth, credits, months for them. Forecasts: three
//! demands, three weights. Clauses: price rise and its year, reduction, cost of a month of migration and its months. An alternative: what it costs a month, or for a
//! million input and output tokens; the share that moves, what switching costs, its name.

use super::{bounded, identifier, multiple, parts, position};
use crate::link::{LinkProblem, LinkReason, escape, problem};
use pricing::bounds;
use pricing::money::{Rate, Unit};
use pricing::number;
use pricing::quantity::{Dollars, Months, Multiple, Years, whole};
use pricing::scenario::{
    Alternative, AlternativePrice, Clauses, Commitment, CommitmentYear, Counts, Forecasts, Measure, Offer,
    ProviderTerms,
};

pub(super) fn encode(commitment: &Commitment, put: &mut dyn FnMut(&str, &str)) {
    let Commitment { measure, negotiated, ai_growth, organic_growth, terms, years, offers, forecasts, clauses } =
        commitment;
    let mut value = format!("{},{negotiated},{ai_growth}", measure.name());
    if *organic_growth != Multiple::ONE {
        value = format!("{value},{organic_growth}");
    }
    put("edp", &value);
    for (index, year) in years.iter().enumerate() {
        let CommitmentYear { commitment, organic, discount, ai } = year;
        let organic = organic.map_or_else(String::new, |organic| organic.to_string());
        let mut value = format!("{commitment},{organic},{discount}");
        if let Some(ai) = ai {
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
    for (index, offer) in offers.iter().enumerate() {
        let Offer { commitment, discount, years, growth, credits, credit_months } = offer;
        let (years, months) = (years.count(), credit_months.count());
        put(&format!("o{}", index + 1), &format!("{commitment},{discount},{years},{growth},{credits},{months}"));
    }
    if *forecasts != Forecasts::default() {
        let [low, likely, high] = forecasts.all();
        let demands = format!("{},{},{}", low.demand, likely.demand, high.demand);
        put("forecast", &format!("{demands},{},{},{}", low.weight, likely.weight, high.weight));
    }
    if *clauses != Clauses::default() {
        let Clauses { price_rise, rise_year, reduction, migration_cost, migration_months } = clauses;
        let year = rise_year.count();
        put("clauses", &format!("{price_rise},{year},{reduction},{migration_cost},{migration_months}"));
    }
}

pub(super) fn encode_alternatives(alternatives: &[Alternative], put: &mut dyn FnMut(&str, &str)) {
    for (index, Alternative { name, price, share, switching }) in alternatives.iter().enumerate() {
        let price = match price {
            AlternativePrice::Monthly(month) => format!("month,{month}"),
            AlternativePrice::Tokens { input, output } => {
                format!("tokens,{},{}", input.per_million(), output.per_million())
            }
        };
        put(&format!("a{}", index + 1), &format!("{price},{share},{switching},{}", escape(name)));
    }
}

/// Entries by their number.
type Numbered<T> = Vec<(usize, T)>;

/// A commitment, and alternatives, as far as they are read.
#[derive(Default)]
pub(super) struct Reader {
    edp: Option<(Measure, [Multiple; 3])>,
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
            "terms" if self.terms.len() == bounds::TERMS_MAX => Err(LinkReason::TooMany),
            "terms" => terms(value).map(|terms| self.terms.push(terms)).ok_or(LinkReason::BadValue),
            _ => {
                let (letter, number) = key.split_at_checked(1)?;
                let number = position(number)?;
                match letter {
                    "y" => set(&mut self.years, number, bounds::COMMITMENT_YEARS_MAX, year(value)),
                    "o" => set(&mut self.offers, number, bounds::OFFERS_MAX, offer(value)),
                    "a" => set(&mut self.alternatives, number, bounds::ALTERNATIVES_MAX, alternative(value)),
                    _ => return None,
                }
            }
        };
        Some(read)
    }

    pub(super) fn finish(self, problems: &mut Vec<LinkProblem>) -> (Option<Commitment>, Vec<Alternative>) {
        let Self { edp, years, terms, offers, forecasts, clauses, alternatives } = self;
        let alternatives = alternatives.into_iter().map(|(_, alternative)| alternative).collect();
        let compared = !offers.is_empty() || forecasts.is_some() || clauses.is_some();
        if edp.is_none() && years.is_empty() && terms.is_empty() && !compared {
            return (None, alternatives);
        }
        if edp.is_none() {
            problems.push(problem("The commitment", LinkReason::NoMeasure));
        }
        let (measure, rates) = edp.unwrap_or((Measure::Net, [Multiple::ZERO, Multiple::ONE, Multiple::ONE]));
        let [negotiated, ai_growth, organic_growth] = rates;
        let commitment = Commitment {
            measure,
            negotiated,
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
    let ai = match parts.next() {
        None => None,
        Some(ai) => Some(Dollars::parse(ai)?),
    };
    if parts.next().is_some() {
        return None;
    }
    Some(CommitmentYear { commitment, organic, discount, ai })
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

fn offer(value: &str) -> Option<Offer> {
    let [commitment, discount, years, growth, credits, months] = parts(value)?;
    Some(Offer {
        commitment: Dollars::parse(commitment)?,
        discount: multiple(discount)?,
        years: whole(years).and_then(Years::new)?,
        growth: multiple(growth)?,
        credits: Dollars::parse(credits)?,
        credit_months: whole(months).and_then(Months::new)?,
    })
}

fn forecasts(value: &str) -> Option<Forecasts> {
    let all: [&str; 6] = parts(value)?;
    let mut forecasts = Forecasts::default();
    let Forecasts { low, likely, high } = &mut forecasts;
    for (at, forecast) in [low, likely, high].into_iter().enumerate() {
        forecast.demand = multiple(all.get(at)?)?;
        forecast.weight = multiple(all.get(at + 3)?)?;
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

fn alternative(value: &str) -> Option<Alternative> {
    let (kind, rest) = value.split_once(',')?;
    let (price, rest) = match kind {
        "month" => {
            let (month, rest) = rest.split_once(',')?;
            (AlternativePrice::Monthly(Dollars::parse(month)?), rest)
        }
        "tokens" => {
            let (input, rest) = rest.split_once(',')?;
            let (output, rest) = rest.split_once(',')?;
            (AlternativePrice::Tokens { input: million(input)?, output: million(output)? }, rest)
        }
        _ => return None,
    };
    let [share, switching, name] = parts(rest)?;
    Some(Alternative {
        name: bounded(name, bounds::NAME_CHARACTERS_MAX)?,
        price,
        share: multiple(share)?,
        switching: Dollars::parse(switching)?,
    })
}

fn million(text: &str) -> Option<Rate> {
    Rate::new(number::decimal(text)?, Unit::MillionTokens).ok()
}
