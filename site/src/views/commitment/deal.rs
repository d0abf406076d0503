//! What follows from the commitment: computed once for all cards of the tab.

use std::sync::Arc;

use leptos::prelude::*;
use pricing::commitment::{
    ClauseValue, Curves, HeldRates, Offers, YearOutlook, clauses, curves, offers, rate_hold, years,
};
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{Commitment, Scenario};

use crate::flat;
use crate::state::{Answer, Calculator};

/// A commitment with its years, offers and clauses.
pub struct Outlook {
    answer: Arc<Answer>,
    pub commitment: Commitment,
    pub years: Vec<YearOutlook>,
    pub offers: Option<Offers>,
    pub curves: Option<Curves>,
    pub clauses: Vec<ClauseValue>,
    /// A rate hold by what prices have done.
    pub held: Vec<HeldRates>,
}

/// The same, cheap to copy; two are equal where they are the same.
#[derive(Clone)]
pub struct Deal(Arc<Outlook>);

impl PartialEq for Deal {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl core::ops::Deref for Deal {
    type Target = Outlook;

    fn deref(&self) -> &Outlook {
        &self.0
    }
}

impl Outlook {
    pub fn report(&self) -> &Report {
        &self.answer.report
    }

    pub fn scenario(&self) -> &Scenario {
        &self.answer.scenario
    }

    pub fn card(&self) -> &RateCard {
        &self.answer.card
    }
}

/// What follows from the scenario's commitment; `None` without one, without a year, and where spend grows too large.
pub fn deal(calculator: Calculator) -> Memo<Option<Deal>> {
    flat::memo(move || calculator.present.with(|present| present.answer.clone()).and_then(of))
}

fn of(answer: Arc<Answer>) -> Option<Deal> {
    let commitment = answer.scenario.commitment.clone()?;
    let (report, card) = (&answer.report, &answer.card);
    let years = years(&commitment, report, card).filter(|years| !years.is_empty())?;
    let offers = offers(&commitment, report, card);
    let curves = offers.as_ref().and_then(|offers| curves(&commitment, &offers.standings, report, card));
    let clauses = clauses(&commitment, &years);
    let held = rate_hold(&commitment, &years, card);
    Some(Deal(Arc::new(Outlook { answer, commitment, years, offers, curves, clauses, held })))
}
