//! Worked examples from published sources, each with the published figure beside the exact one.
//!
//! The sources are written by, or recommend, one advisory firm: they are published benchmarks, not AWS's terms, and their
//! agreement with each other is no independent evidence. The list itself is in `presets/listed.rs`.

mod listed;

use rust_decimal::Decimal;

use self::listed::{Compared, LISTED, Listed, WORKED_ESTATE_BATCH};
use crate::commitment::{self, YearOutlook};
use crate::ladder::Lever;
use crate::link;
use crate::money::{Usd, shifted};
use crate::price::capacity::utilisation;
use crate::price::{PriceError, price};
use crate::rates::{Buying, Date, RateCard};
use crate::report::{Charge, LineItem, Report};
use crate::scenario::{Capacity, Rules, Scenario};

/// A publication that a preset is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Its title.
    pub title: &'static str,
    /// Who published it.
    pub publisher: &'static str,
    /// When, as far as it says.
    pub published: &'static str,
}

/// The AWS Bedrock Licensing and Negotiation Playbook.
pub const PLAYBOOK: Publication = Publication {
    title: "The AWS Bedrock Licensing and Negotiation Playbook",
    publisher: "Redress Compliance",
    published: "June 2026",
};

/// The AWS Bedrock enterprise pricing guide.
pub const PRICING_GUIDE: Publication =
    Publication { title: "AWS Bedrock enterprise pricing guide", publisher: "Redress Compliance", published: "2026" };

/// AWS Bedrock AI Pricing: The Foundation Model Math.
pub const FOUNDATION_MODEL_MATH: Publication = Publication {
    title: "AWS Bedrock AI Pricing: The Foundation Model Math",
    publisher: "SoftwareContractNegotiation",
    published: "26 May 2026",
};

/// Bedrock Provisioned Throughput Cost.
pub const UNIT_COST: Publication = Publication {
    title: "Bedrock Provisioned Throughput Cost: Model Units, Commitments, and Break-Even",
    publisher: "An article that recommends the same firm",
    published: "March 2026",
};

/// A scenario by name, with what its source publishes for it.
#[derive(Clone, Debug)]
pub struct Preset {
    /// Short name, as in addresses: `worked-estate`.
    pub id: &'static str,
    /// Name as shown.
    pub title: &'static str,
    /// What it shows, in one sentence.
    pub about: &'static str,
    /// Where its inputs come from.
    pub publication: Publication,
    /// The scenario.
    pub scenario: Scenario,
    /// Published figures to hold against exact ones.
    pub comparisons: Vec<Comparison>,
}

/// A published figure, and the exact one from the same inputs.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What the figure is.
    pub what: &'static str,
    /// As published.
    pub published: Published,
    /// What computes the exact figure: the preset's scenario, or a variant of it.
    pub scenario: Scenario,
    /// Which figure of that scenario it is.
    pub measure: Measure,
    /// Why they differ, or that they don't.
    pub reason: &'static str,
}

/// A figure as its source gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// An amount.
    Amount(Usd),
    /// A share or a range of them, in percent.
    Percent(&'static str),
    /// A range of amounts.
    Range(&'static str),
}

/// Which figure of a report is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// What a month costs.
    Month,
    /// What one lever saves in a month.
    Saving(Lever),
    /// What one lever saves, for a thousand requests.
    SavingPerThousandRequests(Lever),
    /// What one lever saves, as a share of list price in percent.
    SavingShare(Lever),
    /// What on-demand lines cost, batch left out.
    OnDemand,
    /// What capacity charges a month.
    Charges,
    /// What capacity charges, of what its traffic would cost otherwise, in percent: the break-even of a load that fills it.
    ChargesShare,
    /// How much of the first purchase is used, in percent.
    Utilisation,
    /// What is paid once.
    Once,
    /// What AI adds to the first year's payment.
    Incremental,
    /// How much of a larger offer's increase must be used before it beats the smaller one, in percent.
    IncreaseUsed,
    /// How far what AI adds in the first year lies below its list price, in percent.
    EffectiveDiscount,
}

/// An exact figure to hold against a published one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exact {
    /// An amount.
    Amount(Usd),
    /// Percent, up to 28 digits.
    Percent(Decimal),
}

/// Why there is no exact figure: never shown as 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExactError {
    /// The scenario has no price.
    #[error(transparent)]
    Price(#[from] PriceError),
    /// The scenario lacks what the figure is made of; in a few words.
    #[error("{0}")]
    Absent(&'static str),
}

impl Comparison {
    /// Computes the exact figure: dollars or percent, as its measure says.
    ///
    /// # Errors
    /// When the card can't price the scenario, or the scenario lacks what the figure is made of.
    pub fn exact(&self, card: &RateCard) -> Result<Exact, ExactError> {
        let report = price(&self.scenario, card)?;
        self.measure.of(&self.scenario, &report, card)
    }
}

impl Measure {
    fn of(self, scenario: &Scenario, report: &Report, card: &RateCard) -> Result<Exact, ExactError> {
        let ladder = || report.ladder.as_ref().map_err(|error| ExactError::Price(error.clone()));
        let saving = |lever| ladder().map(|ladder| -ladder.change(lever));
        match self {
            Self::Month => Ok(Exact::Amount(report.month())),
            Self::Saving(lever) => saving(lever).map(Exact::Amount),
            Self::SavingPerThousandRequests(lever) => {
                let requests = report.requests.ok_or(ExactError::Absent("no request count given"))?;
                let thousands = Decimal::try_from_i128_with_scale(i128::from(requests), 3).ok();
                let saving = saving(lever)?;
                amount(thousands.and_then(|thousands| saving.per(thousands)), "no requests")
            }
            Self::SavingShare(lever) => percent(saving(lever)?.share_of(ladder()?.list), "nothing is billed at list"),
            Self::OnDemand => {
                let lines = report.lines.iter().filter(|line| line.buying != Buying::Batch);
                Ok(Exact::Amount(lines.map(LineItem::cost).sum()))
            }
            Self::Charges => Ok(Exact::Amount(charges(report))),
            Self::ChargesShare => {
                let ladder = ladder()?;
                let otherwise = ladder.end() - ladder.change(Lever::Capacity);
                percent(charges(report).share_of(otherwise), "the traffic costs nothing otherwise")
            }
            Self::Utilisation => percent(utilisation(scenario, card, 0), "no capacity is bought"),
            Self::Once => Ok(Exact::Amount(report.once())),
            Self::Incremental | Self::EffectiveDiscount | Self::IncreaseUsed => {
                let commitment = scenario.commitment.as_ref().ok_or(ExactError::Absent("no commitment"))?;
                let years = commitment::years(commitment, report, card);
                let first = years.as_deref().and_then(<[YearOutlook]>::first);
                let too_large = "spend is beyond what a year can hold";
                match self {
                    Self::Incremental => amount(first.map(YearOutlook::incremental), too_large),
                    Self::EffectiveDiscount => percent(first.and_then(YearOutlook::effective_discount), too_large),
                    _ => {
                        let offers = commitment::offers(commitment, report, card);
                        let used = offers.and_then(|offers| offers.crossings.iter().find_map(|crossing| crossing.used));
                        percent(used, "no offer overtakes another")
                    }
                }
            }
        }
    }
}

fn amount(of: Option<Usd>, absent: &'static str) -> Result<Exact, ExactError> {
    of.map(Exact::Amount).ok_or(ExactError::Absent(absent))
}

fn percent(share: Option<Decimal>, absent: &'static str) -> Result<Exact, ExactError> {
    let percent = share.and_then(|share| shifted(share, 2));
    percent.map(Exact::Percent).ok_or(ExactError::Absent(absent))
}

fn charges(report: &Report) -> Usd {
    report.charges.iter().filter(|charge| !charge.is_once()).map(Charge::cost).sum()
}

/// What the page opens with: the worked estate with caching and batch.
pub fn default_scenario() -> Scenario {
    scenario(WORKED_ESTATE_BATCH, newest())
}

/// All presets, in the order they are shown.
pub fn presets() -> Vec<Preset> {
    let rates = newest();
    let preset = |listed: &Listed| {
        let Listed { id, title, about, publication, link, comparisons } = *listed;
        let scenario = scenario(link, rates);
        let comparisons = comparisons.iter().map(|compared| {
            let Compared { what, published, link, measure, reason } = *compared;
            let scenario = link.map_or_else(|| scenario.clone(), |link| self::scenario(link, rates));
            Comparison { what, published, scenario, measure, reason }
        });
        let comparisons = comparisons.collect();
        Preset { id, title, about, publication, scenario, comparisons }
    };
    LISTED.iter().map(preset).collect()
}

fn newest() -> Date {
    RateCard::dates().last().copied().unwrap_or(Date::FIRST)
}

/// The scenario that a link means with the rates of a date.
///
/// By the first rules until the page that shows the presets today is replaced: its tests and its prose quote those figures.
/// [`Scenario::under`] gives one the rules of today.
fn scenario(link: &str, rates: Date) -> Scenario {
    let decoded = link::decode(&format!("v1&rates={rates}&{link}&end"), &[rates]);
    let none = || Scenario {
        rates,
        rules: Rules::V1,
        cache_in_batch: Rules::V1.cache_in_batch(),
        workloads: Vec::new(),
        prices: Vec::new(),
        capacity: Capacity::default(),
        commitment: None,
        alternatives: Vec::new(),
    };
    decoded.scenario.unwrap_or_else(none)
}

#[cfg(test)]
mod tests {
    use super::{Comparison, LISTED, Measure, Published, default_scenario, newest, scenario};
    use crate::ladder::Lever;
    use crate::link::{decode, encode};
    use crate::rates::RateCard;
    use crate::scenario::Scenario;

    #[test]
    fn every_scenario_is_kept_as_its_link_is_written() {
        let rates = newest();
        for listed in LISTED {
            for link in listed.comparisons.iter().filter_map(|compared| compared.link).chain([listed.link]) {
                let whole = format!("v1&rates={rates}&{link}&end");
                assert_eq!(encode(&scenario(link, rates)), whole);
                assert_eq!(decode(&whole, &[rates]).problems, []);
            }
        }
    }

    #[test]
    fn an_absent_figure_is_an_error_and_never_zero() {
        let card = RateCard::newest();
        // Given in tokens only; without capacity; without a commitment.
        let plain = default_scenario();
        let absent = |scenario: &Scenario, measure| {
            let (published, scenario) = (Published::Percent("1"), scenario.clone());
            Comparison { what: "", published, scenario, measure, reason: "" }
                .exact(&card)
                .map_err(|error| error.to_string())
        };
        let caching = Measure::SavingPerThousandRequests(Lever::Caching);
        assert_eq!(absent(&plain, caching), Err("no request count given".to_owned()));
        assert_eq!(absent(&plain, Measure::Utilisation), Err("no capacity is bought".to_owned()));
        assert_eq!(absent(&plain, Measure::Incremental), Err("no commitment".to_owned()));
        let idle = scenario("w1.model=claude-sonnet-4.5&w1.tokens=0,0", card.date());
        assert_eq!(absent(&idle, Measure::SavingShare(Lever::Batch)), Err("nothing is billed at list".to_owned()));
        assert_eq!(absent(&idle, Measure::ChargesShare), Err("the traffic costs nothing otherwise".to_owned()));
    }
}
