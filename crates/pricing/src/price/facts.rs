//! Notices that rest on what is known of a model besides its prices: its end, its quotas, the profile it needs.
//!
//! Facts are as of a date. An older card's answer doesn't rest on what came later, so it gets none of these.

use crate::price::demand;
use crate::quantity::Multiple;
use crate::rates::{Buying, Counts, Date, InferenceScope, Meter, NeedsProfile, RateCard, in_order};
use crate::report::{Charge, LineItem, Notice};
use crate::scenario::{Bought, Demand, Placement, ReservedTerm, Scenario, Term, Workload};

/// The months that every answer covers: its year.
const YEAR: u32 = 12;

/// What the facts say about this answer, by model and then by place, each once.
pub(crate) fn notices(scenario: &Scenario, card: &RateCard, lines: &[LineItem], charges: &[Charge]) -> Vec<Notice> {
    if card.date() < card.facts_known() {
        return Vec::new();
    }
    let mut placements: Vec<&Placement> = Vec::new();
    for placement in lines.iter().map(|line| &line.placement).chain(charges.iter().map(|charge| &charge.placement)) {
        if !placements.contains(&placement) {
            placements.push(placement);
        }
    }
    let placements = in_order(placements.into_iter());
    let mut models: Vec<&str> = placements.iter().map(|placement| placement.model.as_str()).collect();
    models.dedup();
    let last = after(card.date(), months(scenario));
    let ends = models.into_iter().filter_map(|model| end(card, model, last));
    let profiles = placements.iter().filter_map(|placement| profile(card, placement));
    let quotas = placements.iter().flat_map(|placement| quotas(scenario, card, lines, placement));
    ends.chain(profiles).chain(quotas).collect()
}

fn name(card: &RateCard, model: &str) -> String {
    card.model(model).map_or_else(|| model.to_owned(), |known| known.name.clone())
}

/// The longest time the scenario plans for: its commitment with what grows in it, an offer of one, a private offer, the term of
/// a purchase, or the year that every answer has.
fn months(scenario: &Scenario) -> u32 {
    let committed = scenario.commitment.as_ref().map_or(0, |commitment| {
        let offered = commitment.offers.iter().map(|offer| offer.years.count());
        let years = offered.chain([commitment.years.len() as u64]).max().unwrap_or(0);
        let private = commitment.private_offers.iter().map(|offer| offer.months.count()).max().unwrap_or(0);
        u32::try_from(private.max(years.saturating_mul(u64::from(YEAR)))).unwrap_or(u32::MAX)
    });
    let terms = scenario.capacity.purchases.iter().map(|purchase| match purchase.bought {
        Bought::Units { term: Term::None, .. } => 0,
        Bought::Units { term: Term::OneMonth, .. } | Bought::Reserved { term: ReservedTerm::OneMonth, .. } => 1,
        Bought::Reserved { term: ReservedTerm::ThreeMonths, .. } => 3,
        Bought::Units { term: Term::SixMonths, .. } => 6,
    });
    terms.chain([committed, YEAR]).max().unwrap_or(YEAR)
}

/// The date this many months later; a month's last days count as its 28th.
fn after(date: Date, months: u32) -> Date {
    let month = u32::from(date.month()) - 1 + months;
    let year = u32::from(date.year()) + month / YEAR;
    let (year, month) = (u16::try_from(year).unwrap_or(u16::MAX), u8::try_from(month % YEAR + 1).unwrap_or(1));
    Date::new(year, month, date.day().min(28)).unwrap_or(date)
}

fn end(card: &RateCard, model: &str, last: Date) -> Option<Notice> {
    let date = card.facts(model)?.end_of_life?;
    let model = name(card, model);
    if date <= card.date() {
        return Some(Notice::ModelEnded { model, date });
    }
    (date <= last).then_some(Notice::EndsWithin { model, date })
}

fn profile(card: &RateCard, placement: &Placement) -> Option<Notice> {
    let facts = card.facts(&placement.model)?;
    let needed = matches!(facts.needs_profile?, NeedsProfile::Always | NeedsProfile::Mostly);
    let region = placement.region.as_str();
    let without = facts.regions.contains(&region) || facts.mantle_regions.contains(&region);
    let here = placement.scope == InferenceScope::InRegion && needed && !without;
    here.then(|| Notice::ProfileNeeded { model: name(card, &placement.model), region: placement.region.clone() })
}

/// Where the traffic on a place is above a default quota of its scope. Flex and Priority share the quota of Standard; batch
/// has one of its own, and so has what is reserved.
fn quotas(scenario: &Scenario, card: &RateCard, lines: &[LineItem], placement: &Placement) -> Vec<Notice> {
    let Some(facts) = card.facts(&placement.model) else { return Vec::new() };
    let of = |counts| {
        let quotas = facts.quotas.iter();
        let quotas = quotas.filter(|quota| quota.scope == Some(placement.scope) && quota.counts == counts);
        quotas.map(|quota| quota.a_minute).max()
    };
    let minute = Minute::of(scenario, lines, placement);
    let tokens = of(Counts::Tokens).and_then(|quota| above(card, placement, &minute, quota, facts.burn_down));
    let requests = of(Counts::Requests).filter(|quota| minute.calls() > *quota);
    let requests = requests.map(|quota| Notice::AboveRequestQuota {
        model: name(card, &placement.model),
        scope: placement.scope,
        region: placement.region.clone(),
        peak: minute.calls(),
        quota,
    });
    tokens.into_iter().chain(requests).collect()
}

/// What is above a quota of tokens: what counts in the end, for certain or perhaps, or else what is reserved at first.
fn above(card: &RateCard, placement: &Placement, minute: &Minute, quota: u64, burn_down: Option<u8>) -> Option<Notice> {
    let (model, scope, region) = (name(card, &placement.model), placement.scope, placement.region.clone());
    // Where it isn't known how output counts, it counts once at least.
    let least = minute.settled(burn_down.unwrap_or(1));
    if least > quota {
        return Some(Notice::AboveQuota { model, scope, region, peak: least, quota, burn_down });
    }
    let reserved = minute.reserved();
    if reserved > quota {
        return Some(Notice::ReservesAboveQuota { model, scope, region, reserved, quota });
    }
    let most = minute.settled(BURN_DOWN_MOST);
    let unsure = burn_down.is_none() && most > quota;
    unsure.then_some(Notice::MayExceedQuota { model, scope, region, least, most, quota })
}

/// The most tokens of a quota that one output token takes. AWS, "Token burndown": 1, 5, 10 or 15.
const BURN_DOWN_MOST: u8 = 15;

/// One, in the hundred-millionths that hours a day times days a month are counted in, as parts of a token are.
const ONE: u128 = demand::PARTS_OF_A_TOKEN;

/// What the traffic on a place takes of quotas in a minute: each workload's own, rounded up.
#[derive(Default)]
struct Minute {
    /// Fresh input and cache writes. Cache reads don't count in the end. AWS, "Token burndown".
    input: u128,
    output: u128,
    /// What AWS reserves while a call runs: its whole prompt and its longest answer. AWS, "Token burndown". Nothing of a workload
    /// whose longest answer isn't typed.
    reserved: u128,
    calls: u128,
}

impl Minute {
    fn of(scenario: &Scenario, lines: &[LineItem], placement: &Placement) -> Self {
        let mut all = Self::default();
        for (index, workload) in scenario.workloads.iter().enumerate() {
            let Demand::Traffic { hours_per_day, days_per_month, .. } = workload.demand else { continue };
            let minutes =
                60 * u128::from(hours_per_day.ten_thousandths()) * u128::from(days_per_month.ten_thousandths());
            if minutes == 0 {
                continue;
            }
            let own = lines.iter().filter(|line| line.workload == index && line.placement == *placement);
            let own = own.filter(|line| line.buying.is_by_token() && line.buying != Buying::Batch);
            let mut by_route: Vec<(Option<usize>, Tokens)> = Vec::new();
            for line in own {
                if by_route.last().is_none_or(|(route, _)| *route != line.route) {
                    by_route.push((line.route, Tokens::default()));
                }
                if let Some((_, tokens)) = by_route.last_mut() {
                    tokens.add(line);
                }
            }
            let sum = |of: fn(&Tokens) -> u128| by_route.iter().map(|(_, tokens)| of(tokens)).sum::<u128>();
            all.input += (sum(|tokens| tokens.input) * ONE).div_ceil(minutes);
            all.output += (sum(|tokens| tokens.output) * ONE).div_ceil(minutes);
            for (route, tokens) in by_route {
                let call = Call::of(workload, route);
                let calls = call.times(&tokens);
                all.calls += calls.div_ceil(minutes);
                if let Some(longest) = workload.max_tokens {
                    let each = call.prompt.div_ceil(ONE) + u128::from(longest.count());
                    all.reserved += (calls * each).div_ceil(minutes);
                }
            }
        }
        all
    }

    /// What counts against a quota of tokens once the answers are there.
    fn settled(&self, burn_down: u8) -> u64 {
        narrow(self.input + self.output * u128::from(burn_down))
    }

    fn reserved(&self) -> u64 {
        narrow(self.reserved)
    }

    fn calls(&self) -> u64 {
        narrow(self.calls)
    }
}

/// Tokens of a month that run on demand in one part of a workload.
#[derive(Default)]
struct Tokens {
    /// Fresh and written to the cache.
    input: u128,
    read: u128,
    output: u128,
}

impl Tokens {
    fn add(&mut self, line: &LineItem) {
        let tokens = u128::from(line.quantity.tokens());
        match line.meter {
            Meter::Output => self.output += tokens,
            Meter::CacheRead => self.read += tokens,
            _ => self.input += tokens,
        }
    }
}

/// One call of a part of a workload with traffic.
struct Call {
    /// Its whole prompt, in hundred-millionths of a token.
    prompt: u128,
    /// Its answer after trim, in ten-thousandths of a token times [`kept_of`](Self::kept_of).
    answer: u128,
    /// The denominator of what is kept of an answer.
    kept_of: u128,
}

impl Call {
    fn of(workload: &Workload, route: Option<usize>) -> Self {
        let answer = match workload.demand {
            Demand::Traffic { output, .. } | Demand::Requests { output, .. } => u128::from(output.count()),
            Demand::Monthly { .. } => 0,
        };
        let routed = route.and_then(|route| workload.routes.get(route));
        let factor = routed.map_or(Multiple::ONE, |routed| routed.token_factor);
        let kept = workload.output_trim.rest();
        Self {
            prompt: demand::prompt_of_call(workload, factor).unwrap_or(0),
            answer: answer * u128::from(kept.numerator()) * u128::from(factor.ten_thousandths()),
            kept_of: u128::from(kept.denominator()),
        }
    }

    /// How many such calls tokens are, in hundred-millionths. By the answers: reads of calls that the Reserved tier serves may be
    /// among the tokens, their answers aren't.
    fn times(&self, tokens: &Tokens) -> u128 {
        let by_answers = (tokens.output * ONE * 10_000 * self.kept_of).checked_div(self.answer);
        let by_prompts = || ((tokens.input + tokens.read) * ONE * ONE).checked_div(self.prompt);
        by_answers.or_else(by_prompts).unwrap_or(0)
    }
}

fn narrow(count: u128) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Months, Years};
    use crate::scenario::{Commitment, CommitmentYear, Offer, PrivateOffer};

    #[test]
    fn the_longest_plan_decides_how_far_ahead_an_end_is_said() {
        let mut scenario = Scenario::new(RateCard::newest().date(), Vec::new());
        assert_eq!(months(&scenario), 12);
        let mut commitment = Commitment { years: vec![CommitmentYear::default(); 2], ..Commitment::default() };
        scenario.commitment = Some(commitment.clone());
        assert_eq!(months(&scenario), 24);
        commitment.offers = vec![Offer { years: Years::new(3).unwrap_or_default(), ..Offer::default() }];
        scenario.commitment = Some(commitment.clone());
        assert_eq!(months(&scenario), 36);
        commitment.private_offers = vec![PrivateOffer {
            provider: "anthropic".to_owned(),
            below_list: Multiple::ZERO,
            months: Months::new(48).unwrap_or_default(),
        }];
        scenario.commitment = Some(commitment);
        assert_eq!(months(&scenario), 48);
    }

    #[test]
    fn a_date_moves_by_whole_months_and_stays_a_date() {
        let moved = |date: &str, months| Date::parse(date).map(|date| after(date, months).to_string());
        assert_eq!(moved("2026-11-28", 12).as_deref(), Some("2027-11-28"));
        assert_eq!(moved("2026-11-30", 3).as_deref(), Some("2027-02-28"));
        assert_eq!(moved("2026-12-31", 1).as_deref(), Some("2027-01-28"));
    }
}
