//! The commitment in version 1 of the link.
//!
//! ```text
//! edp=net,0.28,1.2&y1=20000000,17000000,0.15&y2=22000000,18000000,0.15,1500000&terms=anthropic,yes,market&terms=meta,no,0.5
//! ```
//!
//! `edp`: measure, rate negotiated below list, growth of AI spend. A year: commitment, organic spend, discount and, where it is
//! typed, AI spend. Terms: provider, whether it earns the discount, the part that counts or `market`.

use super::{identifier, multiple, parts, position};
use crate::bounds;
use crate::link::{LinkProblem, LinkReason, escape, problem};
use crate::quantity::{Dollars, Multiple};
use crate::scenario::{Commitment, CommitmentYear, Counts, Measure, ProviderTerms};

pub(super) fn encode(commitment: &Commitment, put: &mut dyn FnMut(&str, &str)) {
    let Commitment { measure, negotiated, ai_growth, terms, years } = commitment;
    put("edp", &format!("{},{negotiated},{ai_growth}", measure.name()));
    for (index, year) in years.iter().enumerate() {
        let CommitmentYear { commitment, organic, discount, ai } = year;
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
}

/// A commitment as far as it is read.
#[derive(Default)]
pub(super) struct Reader {
    edp: Option<(Measure, Multiple, Multiple)>,
    /// By number.
    years: Vec<(usize, CommitmentYear)>,
    terms: Vec<ProviderTerms>,
}

impl Reader {
    /// Reads a field of the commitment; `None` where it is none.
    pub(super) fn read(&mut self, key: &str, value: &str) -> Option<Result<(), LinkReason>> {
        Some(match key {
            "edp" if self.edp.is_some() => Err(LinkReason::Repeated),
            "edp" => edp(value).map(|edp| self.edp = Some(edp)).ok_or(LinkReason::BadValue),
            "terms" if self.terms.len() == bounds::TERMS_MAX => Err(LinkReason::TooMany),
            "terms" => terms(value).map(|terms| self.terms.push(terms)).ok_or(LinkReason::BadValue),
            _ => self.year(position(key.strip_prefix('y')?)?, value),
        })
    }

    fn year(&mut self, number: usize, value: &str) -> Result<(), LinkReason> {
        let at = self.years.partition_point(|(other, _)| *other < number);
        if self.years.get(at).is_some_and(|(other, _)| *other == number) {
            return Err(LinkReason::Repeated);
        }
        if self.years.len() == bounds::COMMITMENT_YEARS_MAX {
            return Err(LinkReason::TooMany);
        }
        self.years.insert(at, (number, year(value).ok_or(LinkReason::BadValue)?));
        Ok(())
    }

    pub(super) fn finish(self, problems: &mut Vec<LinkProblem>) -> Option<Commitment> {
        if self.edp.is_none() && self.years.is_empty() && self.terms.is_empty() {
            return None;
        }
        if self.edp.is_none() {
            problems.push(problem("The commitment", LinkReason::NoMeasure));
        }
        let (measure, negotiated, ai_growth) = self.edp.unwrap_or((Measure::Net, Multiple::ZERO, Multiple::ONE));
        let years = self.years.into_iter().map(|(_, year)| year).collect();
        Some(Commitment { measure, negotiated, ai_growth, terms: self.terms, years })
    }
}

fn edp(value: &str) -> Option<(Measure, Multiple, Multiple)> {
    let [measure, negotiated, growth] = parts(value)?;
    let measure = Measure::ALL.into_iter().find(|known| known.name() == measure)?;
    Some((measure, multiple(negotiated)?, multiple(growth)?))
}

fn year(value: &str) -> Option<CommitmentYear> {
    let mut parts = value.split(',');
    let mut dollars = || Dollars::parse(parts.next()?);
    let (commitment, organic) = (dollars()?, dollars()?);
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
