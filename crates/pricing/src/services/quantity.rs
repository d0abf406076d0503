//! How many of a service are charged, as the product of factors.

use rust_decimal::Decimal;

use crate::quantity::Multiple;

/// A quantity: the product of its factors, in the unit of a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceQuantity {
    /// The factors, in the order they are shown.
    pub factors: Vec<Factor>,
    /// What the product is turned into.
    pub measured: Measured,
}

/// One factor of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor {
    /// What it is.
    pub kind: FactorKind,
    /// How many.
    pub value: Decimal,
}

/// What a factor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactorKind {
    /// Model calls a month.
    Calls,
    /// Model calls a month whose input isn't blocked.
    AnsweredCalls,
    /// Text units of each prompt.
    UnitsOfPrompt {
        /// Its characters.
        characters: u64,
    },
    /// Text units of each answer.
    UnitsOfAnswer {
        /// Its characters.
        characters: u64,
    },
    /// Text units of grounding source, query and answer together.
    UnitsOfGrounding {
        /// Their characters.
        characters: u64,
    },
    /// Images of each call.
    Images,
    /// Requests a month.
    Requests,
    /// Queries that each request causes.
    QueriesPerRequest,
    /// Tokens of each query.
    TokensOfQuery,
    /// Queries of the price that ordering once takes.
    RerankQueries,
    /// Documents of the corpus.
    Documents,
    /// Tokens of each document.
    TokensOfDocument,
    /// The corpus with what chunks repeat.
    WithOverlap,
    /// How much of the corpus is read in anew each month.
    Renewed,
    /// Vectors.
    Vectors,
    /// Vectors that a query searches.
    VectorsSearched,
    /// Bytes of each vector.
    BytesOfVector,
    /// Bytes that each query returns beyond what is free.
    BytesReturned,
    /// OCUs.
    Ocus,
    /// Aurora capacity units.
    Acus,
    /// m-NCUs of Neptune Analytics.
    Ncus,
    /// The graph and its replicas.
    WithReplicas,
    /// What a paused graph pays of its price.
    Paused,
    /// Hours of the month.
    Hours,
    /// Gigabytes.
    Gigabytes,
    /// Queries a month.
    Queries,
    /// Retrievals that each query causes.
    Retrievals,
    /// Reads and writes a month.
    Operations,
    /// Pages.
    Pages,
    /// Fields of a blueprint above those that its price holds.
    Fields,
    /// Images that are read.
    ImagesRead,
    /// Sessions of an agent.
    Sessions,
    /// vCPU-seconds of each session.
    CpuSeconds,
    /// Seconds that each session lives.
    Seconds,
    /// Gigabytes of each session at its peak.
    PeakGigabytes,
    /// How often in each session.
    EachSession,
    /// Tools that are indexed.
    Tools,
    /// Records that are kept.
    Records,
    /// Tokens of each session that are evaluated.
    EvaluatedTokens,
    /// Executions of a flow.
    Executions,
    /// Node transitions of each execution.
    Transitions,
    /// Bytes that each prompt is logged with, its envelope included.
    BytesOfPrompt,
    /// Bytes that each answer is logged with.
    BytesOfAnswer,
    /// Months that logs are kept.
    Months,
    /// What compression leaves.
    Compressed,
    /// Objects that are put.
    Objects,
    /// Custom metrics.
    Metrics,
    /// Alarms.
    Alarms,
    /// Dashboards above those that are free.
    Dashboards,
    /// Tasks that people complete.
    Tasks,
    /// Private endpoints.
    Endpoints,
    /// Availability Zones of each endpoint.
    Zones,
    /// Dollars that AI adds to a band of the support plan.
    Dollars,
}

/// What a product of factors is turned into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// Nothing else.
    AsItIs,
    /// Bytes in gigabytes of 2^30.
    Gigabytes,
    /// Bytes in terabytes of 2^40.
    Terabytes,
    /// Seconds in hours.
    Hours,
}

impl Measured {
    const fn divisor(self) -> u128 {
        match self {
            Self::AsItIs => 1,
            Self::Gigabytes => 1 << 30,
            Self::Terabytes => 1 << 40,
            Self::Hours => 3_600,
        }
    }
}

impl Factor {
    /// A whole number.
    pub(super) fn count(kind: FactorKind, count: u64) -> Self {
        Self { kind, value: Decimal::from(count) }
    }

    /// An amount in cents, as dollars.
    pub(super) fn dollars(kind: FactorKind, cents: u64) -> Self {
        Self { kind, value: Decimal::try_from_i128_with_scale(i128::from(cents), 2).unwrap_or_default().normalize() }
    }

    /// A number of at most four places.
    pub(super) fn multiple(kind: FactorKind, multiple: Multiple) -> Self {
        let value = Decimal::try_from_i128_with_scale(i128::from(multiple.ten_thousandths()), 4).unwrap_or_default();
        Self { kind, value: value.normalize() }
    }
}

impl ServiceQuantity {
    /// One, of what has no quantity of its own.
    pub(super) fn one() -> Self {
        Self::of(Vec::new())
    }

    /// A product.
    pub(super) fn of(factors: Vec<Factor>) -> Self {
        Self { factors, measured: Measured::AsItIs }
    }

    /// A product, turned into something else.
    pub(super) fn measured(factors: Vec<Factor>, measured: Measured) -> Self {
        Self { factors, measured }
    }

    /// The whole part of the product, as what is counted is charged; `None` where it has too many digits.
    pub fn whole(&self) -> Option<u128> {
        let (product, divisor) = self.fraction()?;
        Some(product / divisor)
    }

    /// The quantity in millionths: whole where it has no places, otherwise to six places, half up. `None` where it has too many
    /// digits.
    pub fn millionths(&self, places: u32) -> Option<u128> {
        if places == 0 {
            return self.whole()?.checked_mul(1_000_000);
        }
        let (product, divisor) = self.fraction()?;
        let twice = product.checked_mul(2_000_000)?.checked_add(divisor)?;
        Some(twice / divisor.checked_mul(2)?)
    }

    /// The quantity as it is charged, with so many places at most.
    pub fn amount(&self, places: u32) -> Decimal {
        let millionths = self.millionths(places).and_then(|count| i128::try_from(count).ok());
        let amount = millionths.and_then(|count| Decimal::try_from_i128_with_scale(count, 6).ok());
        amount.unwrap_or(Decimal::MAX).normalize()
    }

    fn fraction(&self) -> Option<(u128, u128)> {
        let mut product = 1_u128;
        let mut places = 0;
        for factor in &self.factors {
            let value = factor.value.normalize();
            product = product.checked_mul(value.mantissa().unsigned_abs())?;
            places += value.scale();
            while places > 0 && product.is_multiple_of(10) {
                product /= 10;
                places -= 1;
            }
        }
        Some((product, 10_u128.checked_pow(places)?.checked_mul(self.measured.divisor())?))
    }
}

#[cfg(test)]
mod tests {
    use super::{Factor, FactorKind, Measured, ServiceQuantity};
    use crate::quantity::Multiple;

    #[test]
    fn what_is_measured_has_six_places_and_what_is_counted_none() {
        let half = Multiple::parse("0.5").unwrap_or_default();
        let ocus = Factor::multiple(FactorKind::Ocus, half);
        let quantity = ServiceQuantity::of(vec![ocus, Factor::count(FactorKind::Hours, 731)]);
        assert_eq!((quantity.millionths(6), quantity.whole()), (Some(365_500_000), Some(365)));
        // 1,000,000 x 4,096 / 2^30 = 3.814697265625
        let bytes = [Factor::count(FactorKind::Vectors, 1_000_000), Factor::count(FactorKind::BytesOfVector, 4_096)];
        let stored = ServiceQuantity::measured(bytes.to_vec(), Measured::Gigabytes);
        assert_eq!(stored.millionths(6), Some(3_814_697));
        let huge = ServiceQuantity::of(vec![Factor::count(FactorKind::Vectors, u64::MAX); 3]);
        assert_eq!(huge.millionths(6), None);
    }
}
