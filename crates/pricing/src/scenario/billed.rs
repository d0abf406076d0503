//! What an AWS bill said, so that an estimate can be held against it.

use crate::money::{Usd, rounded_to};
use crate::quantity::{Dollars, Months};
use crate::rates::Date;

/// Totals of the bill that the workloads were metered in; nothing in it names an account. It changes no figure of the estimate.
///
/// Each amount is that of an average month, in US dollars to the cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Billed {
    /// A day of the first month.
    pub from: Date,
    /// How many months were billed.
    pub months: Months,
    /// What the bill says you paid for what the scenario holds, after discounts.
    pub paid: Dollars,
    /// The same at the bill's list prices; `None` where it has no list price for some of it.
    #[serde(default)]
    pub list: Option<Dollars>,
    /// What you paid for usage that the scenario doesn't hold.
    #[serde(default)]
    pub left: Dollars,
}

impl Billed {
    /// How far a month of inference, in dollars before discounts, lies above the bill's list price; negative below it. The month is taken
    /// to the cent, as the bill is. `None` where the bill has no list price.
    pub fn exceeded_by(&self, month: Usd) -> Option<Usd> {
        Some(Usd::new(rounded_to(month.amount(), 2)) - self.list?.usd())
    }
}
