//! A year of a spend commitment as it goes out.

use super::Spend;
use crate::text::{Money, Ratio};
use pricing::commitment::YearOutlook;
use pricing::quantity::Multiple;
use serde::Serialize;

/// One year of a spend commitment: what is spent, what retires it, what is paid, with AI and without it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "YearOutlook"))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Year {
    /// What is promised.
    commitment: Money,
    /// Spend without AI, before discount.
    organic: Money,
    /// The discount, as a share.
    discount: Multiple,
    /// AI spend by provider.
    ai: Vec<Spend>,
    /// AI spend before any discount.
    ai_list: Money,
    /// What is paid for AI usage.
    ai_cash: Money,
    /// What retires the commitment without AI.
    retired_without: Money,
    /// What retires the commitment with AI.
    retired: Money,
    /// What earlier years retired beyond their commitments with AI; 0 unless it carries forward.
    carried: Money,
    /// What earlier years retired beyond their commitments without AI; 0 unless it carries forward.
    carried_without: Money,
    /// Committed spend that isn't reached without AI, with what is carried in.
    gap: Money,
    /// Committed spend that isn't reached with AI, with what is carried in.
    shortfall: Money,
    /// What the year costs without AI.
    payment_without: Money,
    /// What the year costs with AI.
    payment: Money,
    /// What AI adds to the payment; negative where it retires more than it costs.
    incremental: Money,
    /// The part of AI cost that only replaces shortfall.
    absorbed: Money,
    /// How far what AI adds lies below its list price; null without AI.
    effective_discount: Option<Ratio>,
    /// The published shortcut for what AI adds.
    shortcut: Money,
    /// AI spend before discounts at which the shortfall ends; null where it never does.
    shortfall_ends_at: Option<Money>,
}

impl Year {
    pub(crate) fn of(year: &YearOutlook) -> Self {
        Self {
            commitment: year.deal.commitment.into(),
            organic: year.organic.into(),
            discount: year.deal.discount,
            ai: year.ai.iter().map(Spend::of).collect(),
            ai_list: year.ai_list().into(),
            ai_cash: year.ai_cash().into(),
            retired_without: year.retired_without.into(),
            retired: year.retired_with.into(),
            carried: year.carried_with.into(),
            carried_without: year.carried_without.into(),
            gap: year.gap().into(),
            shortfall: year.shortfall().into(),
            payment_without: year.payment_without().into(),
            payment: year.payment().into(),
            incremental: year.incremental().into(),
            absorbed: year.absorbed().into(),
            effective_discount: year.effective_discount().map(Ratio::of),
            shortcut: year.shortcut().into(),
            shortfall_ends_at: year.shortfall_ends_at().map(Money::from),
        }
    }
}
