//! What a worked example from a published source is: a scenario, and published figures to hold against exact ones.

use rust_decimal::Decimal;

use crate::commitment::{self, YearOutlook};
use crate::ladder::Lever;
use crate::money::{Usd, shifted};
use crate::price::capacity::utilisation;
use crate::price::{PriceError, price};
use crate::rates::{Buying, RateCard};
use crate::report::{Charge, LineItem, Report};
use crate::scenario::Scenario;

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
    /// What services around inference cost a month.
    Services,
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
            Self::Services => Ok(Exact::Amount(report.services())),
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
