//! A spend commitment: gap, absorption, shortfall, and what AI adds to a year's payment.
//!
//! Follows "Commitment" in `docs/arithmetic.md`. All sums are exact; only what grows from year to year is rounded, to the
//! cent.

use rust_decimal::Decimal;

use crate::bounds;
use crate::money::{Usd, rounded_to, shifted};
use crate::quantity::Multiple;
use crate::rates::RateCard;
use crate::report::Report;
use crate::scenario::{Commitment, Counts, Measure, ProviderTerms};

/// The part of a commitment that Marketplace spend can retire, in ten-thousandths: a quarter.
pub(crate) const MARKETPLACE_CAP: u64 = 2_500;

/// One year: what is spent, what retires the commitment, and what is paid, with AI and without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearOutlook {
    /// What is promised.
    pub commitment: Usd,
    /// Spend without AI, before discount.
    pub organic: Usd,
    /// The discount, as a share.
    pub discount: Multiple,
    /// AI spend by provider.
    pub ai: Vec<AiSpend>,
    /// What is paid for usage without AI, after discount.
    pub usage_without: Usd,
    /// What retires the commitment without AI.
    pub retired_without: Usd,
    /// What retires the commitment with AI.
    pub retired_with: Usd,
}

/// AI spend of a year on one provider's models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AiSpend {
    /// The provider's name; `AI spend, typed` for typed spend.
    pub name: String,
    /// Before any discount.
    pub list: Usd,
    /// After the negotiated rate.
    pub negotiated: Usd,
    /// After the discount, where it earns it: what is paid.
    pub cash: Usd,
    /// What of it could retire the commitment, before the cap on Marketplace spend.
    pub counted: Usd,
    /// Its terms.
    pub terms: ProviderTerms,
}

impl YearOutlook {
    /// AI spend before any discount.
    pub fn ai_list(&self) -> Usd {
        self.ai.iter().map(|spend| spend.list).sum()
    }

    /// What is paid for AI usage.
    pub fn ai_cash(&self) -> Usd {
        self.ai.iter().map(|spend| spend.cash).sum()
    }

    /// Committed spend that isn't reached without AI: the gap.
    pub fn gap(&self) -> Usd {
        shortfall(self.commitment, self.retired_without)
    }

    /// Committed spend that isn't reached with AI.
    pub fn shortfall(&self) -> Usd {
        shortfall(self.commitment, self.retired_with)
    }

    /// What the year costs without AI.
    pub fn payment_without(&self) -> Usd {
        self.usage_without + self.gap()
    }

    /// What the year costs with AI.
    pub fn payment(&self) -> Usd {
        self.usage_without + self.ai_cash() + self.shortfall()
    }

    /// What AI adds to the year's payment. Negative where AI retires more than it costs.
    pub fn incremental(&self) -> Usd {
        self.payment() - self.payment_without()
    }

    /// The part of AI cost that only replaces shortfall.
    pub fn absorbed(&self) -> Usd {
        self.gap() - self.shortfall()
    }

    /// How far what AI adds lies below its list price, as a share; `None` without AI.
    pub fn effective_discount(&self) -> Option<Decimal> {
        let list = self.ai_list();
        (list - self.incremental()).share_of(list)
    }

    /// The published shortcut: AI spend above the gap, less the discount.
    pub fn shortcut(&self) -> Usd {
        let gap = self.gap();
        let spend: Usd = self.ai.iter().map(|spend| spend.negotiated).sum();
        let above = spend - gap;
        if above > Usd::ZERO {
            above.times_parts(10_000 - self.discount.ten_thousandths().min(10_000))
        } else {
            Usd::ZERO
        }
    }

    /// AI spend before discounts, in the present mix, at which the shortfall ends; `None` where it never does.
    pub fn shortfall_ends_at(&self) -> Option<Usd> {
        let gap = self.gap();
        if gap == Usd::ZERO {
            return Some(Usd::ZERO);
        }
        let (open, capped) = self.counted();
        let (cap, all) = (self.cap(), open + capped);
        // Where nothing is capped yet, all of it counts; above the cap only the rest does. The question is multiplied out.
        let capped = capped.times_exactly(finest(gap)) > cap.times_exactly(finest(all));
        let (wanted, counts) = if capped { (gap - cap, open) } else { (gap, all) };
        let product = self.ai_list().amount().checked_mul(wanted.amount())?;
        product.checked_div(counts.amount()).map(Usd::new)
    }

    /// The same to the cent, for showing.
    pub(crate) fn shortfall_ends_about(&self) -> Option<Usd> {
        self.shortfall_ends_at().map(cents)
    }

    /// The same year with all AI spend times `parts` ten-thousandths, to the cent: for pictures.
    pub(crate) fn with_ai(&self, parts: u64) -> Self {
        let times = |amount: Usd| cents(cents(amount).times_parts(parts));
        let mut year = self.clone();
        for spend in &mut year.ai {
            (spend.list, spend.negotiated) = (times(spend.list), times(spend.negotiated));
            (spend.cash, spend.counted) = (times(spend.cash), times(spend.counted));
        }
        year.retire();
        year
    }

    /// Adds up what retires the commitment.
    fn retire(&mut self) {
        let (open, capped) = self.counted();
        self.retired_with = self.retired_without + open + capped.min(self.cap());
    }

    /// What could count without a cap, and what is Marketplace spend.
    fn counted(&self) -> (Usd, Usd) {
        let (mut open, mut capped) = (Usd::ZERO, Usd::ZERO);
        for spend in &self.ai {
            let sum = if spend.terms.counts == Counts::Marketplace { &mut capped } else { &mut open };
            *sum = *sum + spend.counted;
        }
        (open, capped)
    }

    fn cap(&self) -> Usd {
        self.commitment.times_parts(MARKETPLACE_CAP)
    }
}

fn shortfall(commitment: Usd, retired: Usd) -> Usd {
    if retired < commitment { commitment - retired } else { Usd::ZERO }
}

/// The years of a commitment, given the report of a month; `None` where AI spend grows above
/// [`DOLLARS_MAX`](bounds::DOLLARS_MAX) a year.
pub fn years(commitment: &Commitment, report: &Report, card: &RateCard) -> Option<Vec<YearOutlook>> {
    let mut scenario_ai = of_scenario(report, card);
    let mut years = Vec::with_capacity(commitment.years.len());
    let most = Usd::new(Decimal::from(bounds::DOLLARS_MAX));
    for (index, year) in commitment.years.iter().enumerate() {
        if index > 0 {
            for (_, _, spend) in &mut scenario_ai {
                *spend = cents(spend.times_parts(commitment.ai_growth.ten_thousandths()));
            }
        }
        if scenario_ai.iter().any(|(_, _, spend)| *spend > most) {
            return None;
        }
        let kept = 10_000 - commitment.negotiated.ten_thousandths().min(10_000);
        let paid = 10_000 - year.discount.ten_thousandths().min(10_000);
        let spend = |name: &str, list: Usd, terms: ProviderTerms| {
            let negotiated = list.times_parts(kept);
            let cash = if terms.earns { negotiated.times_parts(paid) } else { negotiated };
            let measured = if commitment.measure == Measure::Net { cash } else { negotiated };
            let counted = match terms.counts {
                Counts::Part(part) => measured.times_parts(part.ten_thousandths().min(10_000)),
                Counts::Marketplace => measured,
            };
            AiSpend { name: name.to_owned(), list, negotiated, cash, counted, terms }
        };
        let ai: Vec<AiSpend> = match year.ai {
            Some(typed) => vec![spend("AI spend, typed", typed.usd(), ProviderTerms::usual("", false))],
            None => {
                scenario_ai.iter().map(|(id, name, list)| spend(name, *list, terms(commitment, id, card))).collect()
            }
        };
        let organic = year.organic.usd();
        let usage_without = organic.times_parts(paid);
        let retired_without = if commitment.measure == Measure::Net { usage_without } else { organic };
        let mut outlook = YearOutlook {
            commitment: year.commitment.usd(),
            organic,
            discount: year.discount,
            ai,
            usage_without,
            retired_without,
            retired_with: retired_without,
        };
        outlook.retire();
        years.push(outlook);
    }
    Some(years)
}

/// Terms as typed, or as usual for the provider.
pub fn terms(commitment: &Commitment, provider: &str, card: &RateCard) -> ProviderTerms {
    let typed = commitment.terms.iter().find(|terms| terms.provider == provider);
    typed.cloned().unwrap_or_else(|| {
        let known = card.providers().iter().find(|known| known.id == provider);
        ProviderTerms::usual(provider, known.is_some_and(|known| known.marketplace))
    })
}

/// AI spend of a year by provider: identifier, name, twelve months to the cent.
fn of_scenario(report: &Report, card: &RateCard) -> Vec<(String, String, Usd)> {
    let mut spends: Vec<(String, String, Usd)> = Vec::new();
    let mut add = |model: &str, cost: Usd| {
        let provider = card.model(model).map(|model| card.provider_of(model));
        let (id, name) = provider.map_or(("", "Other"), |provider| (&provider.id, &provider.name));
        match spends.iter_mut().find(|(other, ..)| other == id) {
            Some((_, _, sum)) => *sum = *sum + cost,
            None => spends.push((id.to_owned(), name.to_owned(), cost)),
        }
    };
    for line in &report.lines {
        add(&line.placement.model, line.cost());
    }
    for charge in report.charges.iter().filter(|charge| !charge.is_once()) {
        add(&charge.placement.model, charge.cost());
    }
    for (_, _, spend) in &mut spends {
        *spend = cents(spend.times(12));
    }
    spends
}

/// Whole 10^-15 dollars: finer than anything that counts.
fn finest(amount: Usd) -> u128 {
    shifted(amount.amount(), 15).map_or(u128::MAX, |amount| amount.mantissa().unsigned_abs())
}

/// To the cent, half away from zero.
fn cents(amount: Usd) -> Usd {
    Usd::new(rounded_to(amount.amount(), 2))
}
