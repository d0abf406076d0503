//! The verdict: the one sentence that answers, and the reason with its figure.

use rust_decimal::Decimal;

use super::{SavingWords, amounts, saving_words};
use crate::commitment::standing;
use crate::drawing::lever_words;
use pricing::capacity::purchase_outlook;
use pricing::commitment::{self, Offers, YearOutlook};
use pricing::decide::Saving;
use pricing::ladder::Ladder;
use pricing::money::{Usd, grouped};
use pricing::price::MissingRate;
use pricing::rates::RateCard;
use pricing::report::{Owner, Report};
use pricing::scenario::{Bought, Commitment, Scenario};

/// A verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How it is meant; its color.
    pub tone: Tone,
    /// The same in a word: a color alone says nothing to some.
    pub word: &'static str,
    /// The sentence that answers.
    pub lead: String,
    /// The reason, in one or two sentences; empty for none.
    pub reason: String,
    /// Where to go from it.
    pub leads: Option<Leads>,
}

/// How a verdict is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing needs doing, or money is saved.
    Good,
    /// Something is to be checked.
    Caution,
    /// The answer is incomplete, or money is lost.
    Bad,
    /// A fact.
    Neutral,
}

impl Tone {
    /// `good`, `caution`, `bad`, `neutral`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Caution => "caution",
            Self::Bad => "bad",
            Self::Neutral => "neutral",
        }
    }
}

/// Where a verdict leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To the commitment: `See why`.
    Commitment,
    /// To the workload with this index, where a price is missing: `Enter price`.
    Price(usize),
    /// To the demand of the workload with this index, whose prompts AWS refuses: `Change prompts`.
    Demand(usize),
    /// To the fields of capacity, where a price is missing: `Enter price`.
    CapacityPrice,
}

/// The verdict on a scenario that has a price: offers before the commitment, capacity that never pays before what levers save.
/// `savings` are those not used yet, the largest first.
pub fn verdict(report: &Report, scenario: &Scenario, card: &RateCard, savings: &[Saving]) -> Verdict {
    let commitment = scenario.commitment.as_ref();
    if let Some((commitment, offers)) =
        commitment.and_then(|commitment| Some((commitment, commitment::offers(commitment, report, card)?)))
    {
        return of_offers(commitment, &offers);
    }
    let year = scenario.commitment.as_ref().and_then(|commitment| commitment::years(commitment, report, card));
    if let Some(year) = year.as_ref().and_then(|years| years.first())
        && year.ai_list() > Usd::ZERO
    {
        return of_year(year);
    }
    let month = report.month();
    if month == Usd::ZERO && report.once() == Usd::ZERO {
        return Verdict {
            tone: Tone::Neutral,
            word: "Start",
            lead: "Nothing is billed yet.".to_owned(),
            reason: "Enter how many requests or tokens your app will use.".to_owned(),
            leads: None,
        };
    }
    let purchases = 0..scenario.capacity.purchases.len();
    if let Some(verdict) = purchases.into_iter().find_map(|index| never_pays(scenario, card, index)) {
        return verdict;
    }
    match &report.ladder {
        // Services are bought beside inference: no lever lowers them, and they make nothing dearer than list price.
        Ok(ladder) if ladder.inference() < ladder.list => saved(ladder, scenario),
        Ok(ladder) if ladder.inference() > ladder.list => dearer(ladder),
        _ => at_list(savings.first().map(|best| (best, saving_words(best, scenario, card)))),
    }
}

/// The verdict where it takes nothing but the ladder: levers that save, without a commitment or capacity. `None` otherwise. It is
/// what [`verdict`] says there, and takes far less to work out.
pub fn saved_verdict(report: &Report, scenario: &Scenario) -> Option<Verdict> {
    if scenario.commitment.is_some() || !scenario.capacity.is_none() {
        return None;
    }
    let ladder = report.ladder.as_ref().ok()?;
    (ladder.inference() < ladder.list && report.month() > Usd::ZERO).then(|| saved(ladder, scenario))
}

/// The verdict where workloads are left out because a price is missing, or because AWS refuses their prompts.
pub fn incomplete(missing: &[MissingRate], scenario: &Scenario) -> Verdict {
    if let Some(verdict) = refused(missing, scenario) {
        return verdict;
    }
    let names: Vec<String> = missing.iter().map(|missing| super::owner_title(scenario, missing.owner)).collect();
    let is_workload = |missing: &&MissingRate| matches!(missing.owner, Owner::Workload(_));
    let without = missing.iter().filter(is_workload).count();
    let rest = scenario.workloads.len().saturating_sub(without);
    let lead = match (missing, names.as_slice()) {
        ([only], [name]) if without == 1 => format!("{name} has no {} price.", only.meter.words()),
        (_, [name]) => format!("The price of {name} is missing."),
        _ if without == names.len() => format!("{} workloads have no price: {}.", names.len(), names.join(", ")),
        _ => format!("Prices are missing for {}.", names.join(", ")),
    };
    let reason = match rest {
        _ if without == 0 => "Your workloads are complete. Type the price to include the capacity.".to_owned(),
        0 => "Type the price to get an answer.".to_owned(),
        1 => "The other workload is complete. Type the price to include this one.".to_owned(),
        rest => format!("The other {rest} workloads are complete. Type the price to include the rest."),
    };
    let leads = missing.first().map(|missing| match missing.owner {
        Owner::Workload(index) => Leads::Price(index),
        _ => Leads::CapacityPrice,
    });
    Verdict { tone: Tone::Bad, word: "Incomplete", lead, reason, leads }
}

/// The verdict where nothing is missing but what AWS refuses; `None` where a price is. It names the first.
fn refused(missing: &[MissingRate], scenario: &Scenario) -> Option<Verdict> {
    let first = missing.first()?;
    let (Some(window), Owner::Workload(index)) = (first.refused_above, first.owner) else { return None };
    if missing.iter().any(|missing| missing.refused_above.is_none()) {
        return None;
    }
    let complete = match scenario.workloads.len().saturating_sub(missing.len()) {
        0 => "",
        1 => " The other workload is complete.",
        _ => " The other workloads are complete.",
    };
    Some(Verdict {
        tone: Tone::Bad,
        word: "Incomplete",
        lead: format!("{} sends longer prompts than its model takes.", super::workload_name(scenario, index)),
        reason: format!(
            "AWS refuses prompts of {} above {} tokens, so they have no price. Shorten them, or choose another model.{complete}",
            first.name,
            grouped(&window.to_string())
        ),
        leads: Some(Leads::Demand(index)),
    })
}

/// Whether to sign one of the offers.
fn of_offers(commitment: &Commitment, offers: &Offers) -> Verdict {
    let (sign, winners) = (standing::sign(commitment, offers), standing::winners(commitment, offers));
    let over = super::years_words(offers.horizon);
    let (word, figure) = if let Some(index) = offers.best_expected() {
        let saves = offers.standings.get(index).map_or(Usd::ZERO, |standing| standing.expected_saves);
        ("Sign", format!("Expect to save {} over {over}.", amounts::short(saves)))
    } else {
        // The offer that costs least more.
        let least = offers.standings.iter().map(|standing| -standing.expected_saves).min();
        let more = least.map(|more| format!("{} more over {over}", amounts::short(more)));
        let more = more.filter(|_| least > Some(Usd::ZERO));
        ("Keep", more.map_or_else(String::new, |more| format!("The cheapest offer costs {more}.")))
    };
    let reason = [figure, winners].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    Verdict { tone: Tone::Good, word, lead: sign, reason, leads: Some(Leads::Commitment) }
}

/// Model units that cost more than the same tokens as otherwise bought at every term, however busy; `None` where a term can pay,
/// and where a price isn't known.
fn never_pays(scenario: &Scenario, card: &RateCard, index: usize) -> Option<Verdict> {
    let purchase = scenario.capacity.purchases.get(index)?;
    if !matches!(purchase.bought, Bought::Units { .. }) {
        return None;
    }
    let outlook = purchase_outlook(scenario, card, index)?;
    let otherwise = outlook.sides.first()?.otherwise?;
    let needed = outlook.terms.iter().filter_map(|term| outlook.break_even(term, 0, otherwise));
    let least = needed.min().filter(|least| *least > Decimal::ONE)?;
    Some(Verdict {
        tone: Tone::Bad,
        word: "Skip",
        lead: format!(
            "Buy no model units of {}: no term pays off.",
            super::model_name(&purchase.placement.model, card)
        ),
        reason: format!("Not reachable: even the cheapest term needs {} utilization.", amounts::percent(least)),
        leads: None,
    })
}

/// What AI means for the first year of a commitment.
fn of_year(year: &YearOutlook) -> Verdict {
    let (added, covered, short) = (year.incremental(), year.absorbed(), year.shortfall());
    let still =
        if short > Usd::ZERO { format!(" You still fall {} short.", amounts::short(short)) } else { String::new() };
    let (tone, word, lead, reason) = if added < Usd::ZERO {
        (
            Tone::Good,
            "Saving",
            format!("AI lowers your AWS bill by {} in year 1.", amounts::short(-added)),
            format!("It counts for more of the commitment than it costs.{still}"),
        )
    } else if added == Usd::ZERO {
        (
            if short > Usd::ZERO { Tone::Caution } else { Tone::Good },
            "Covered",
            "Your AI fits inside the commitment.".to_owned(),
            format!("Year 1 costs {} with or without it.{still}", amounts::short(year.payment())),
        )
    } else if covered > Usd::ZERO {
        (
            Tone::Neutral,
            "Added",
            format!("AI adds {} to your AWS bill in year 1.", amounts::short(added)),
            format!("Another {} of it replaces unused commitment.{still}", amounts::short(covered)),
        )
    } else {
        (
            Tone::Neutral,
            "Added",
            format!("AI adds {} to your AWS bill in year 1.", amounts::short(added)),
            if year.gap() == Usd::ZERO {
                "Your other AWS spend already reaches the commitment.".to_owned()
            } else {
                format!("None of it counts toward the commitment.{still}")
            },
        )
    };
    Verdict { tone, word, lead, reason, leads: Some(Leads::Commitment) }
}

fn saved(ladder: &Ladder, scenario: &Scenario) -> Verdict {
    let saved = ladder.list - ladder.inference();
    let levers: Vec<&str> = ladder
        .levers()
        .filter(|step| step.change < Usd::ZERO)
        .map(|step| match step.lever {
            pricing::ladder::Lever::Caching => "Caching",
            lever => lever_words(lever, scenario),
        })
        .collect();
    let is_net = ladder.levers().all(|step| step.change < Usd::ZERO);
    let lead = match levers.as_slice() {
        [one] if is_net && !one.ends_with('s') => format!("{one} saves {} a month.", amounts::whole(saved)),
        [one] if is_net => format!("{one} save {} a month.", amounts::whole(saved)),
        [one, other] if is_net => {
            format!("{one} and {} save {} a month.", other.to_ascii_lowercase(), amounts::whole(saved))
        }
        _ => format!("You save {} a month.", amounts::whole(saved)),
    };
    let share = amounts::percent(saved.share_of(ladder.list).unwrap_or(Decimal::ZERO));
    let reason = format!("That is {share} of list price. At list price it would cost {}.", amounts::whole(ladder.list));
    Verdict { tone: Tone::Good, word: "Saving", lead, reason, leads: None }
}

fn dearer(ladder: &Ladder) -> Verdict {
    let more = ladder.inference() - ladder.list;
    let share = amounts::percent(more.share_of(ladder.list).unwrap_or(Decimal::ZERO));
    Verdict {
        tone: Tone::Caution,
        word: "Check",
        lead: format!("You pay {share} more than list price."),
        reason: format!(
            "That is {} a month on top of {}. The chart shows what adds it.",
            amounts::whole(more),
            amounts::whole(ladder.list)
        ),
        leads: None,
    }
}

fn at_list(best: Option<(&Saving, SavingWords)>) -> Verdict {
    let lead = "You pay list price.".to_owned();
    match best {
        Some((saving, words)) => Verdict {
            tone: Tone::Caution,
            word: "Check",
            lead,
            reason: format!("{} to save {} a month. {}.", words.title, amounts::whole(-saving.change), words.condition),
            leads: None,
        },
        None => Verdict {
            tone: Tone::Neutral,
            word: "Checked",
            lead,
            reason: "No lever here would lower it.".to_owned(),
            leads: None,
        },
    }
}

#[cfg(test)]
mod tests;
