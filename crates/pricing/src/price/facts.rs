//! Notices that rest on what is known of a model besides its prices: its end, its quotas, the profile it needs.
//!
//! Facts are as of a date. An older card's answer doesn't rest on what came later, so it gets none of these.

use std::sync::Arc;

use crate::price::demand;
use crate::quantity::Multiple;
use crate::rates::{Buying, Counts, Date, InferenceScope, Meter, NeedsProfile, RateCard, in_order};
use crate::report::{Charge, LineItem, Notice, of_workload};
use crate::scenario::{Bought, Demand, Placement, ReservedTerm, Scenario, Term, Workload};

/// The months that every answer covers: its year.
const YEAR: u32 = 12;

/// What the facts say about this answer, by model and then by place, each once.
pub(crate) fn notices(scenario: &Scenario, card: &RateCard, lines: &[LineItem], charges: &[Charge]) -> Vec<Notice> {
    if card.date() < card.facts_known() {
        return Vec::new();
    }
    let mut placements: Vec<&Placement> = Vec::new();
    let of_lines = lines.chunk_by(|one, other| Arc::ptr_eq(&one.placement, &other.placement));
    let of_lines = of_lines.filter_map(|lines| Some(&*lines.first()?.placement));
    for placement in of_lines.chain(charges.iter().map(|charge| &charge.placement)) {
        if !placements.contains(&placement) {
            placements.push(placement);
        }
    }
    let placements = in_order(placements.into_iter());
    let mut models: Vec<&str> = placements.iter().map(|placement| placement.model.as_str()).collect();
    models.dedup();
    let last = card.date().months_later(months(scenario));
    let ends = models.into_iter().filter_map(|model| end(scenario, card, model, last));
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

fn end(scenario: &Scenario, card: &RateCard, model: &str, last: Date) -> Option<Notice> {
    let date = card.facts(model)?.end_of_life?;
    let units = scenario.capacity.purchases.iter().any(|purchase| {
        purchase.placement.model == model
            && matches!(purchase.bought, Bought::Units { term: Term::OneMonth | Term::SixMonths, .. })
    });
    let model = name(card, model);
    if date <= card.date() {
        return Some(Notice::ModelEnded { model, date });
    }
    (date <= last).then_some(Notice::EndsWithin { model, date, units })
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
            let own =
                of_workload(lines, index, |line| line.workload).iter().filter(|line| *line.placement == *placement);
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
    use crate::money::{Rate, Unit};
    use crate::price::price;
    use crate::quantity::{Months, Share, TokensPerRequest, Years};
    use crate::rates::PromptLength;
    use crate::scenario::{CacheLifetime, Caching, Commitment, CommitmentYear, Offer, PrivateOffer, Route, TypedPrice};

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
        let moved = |date: &str, months| Date::parse(date).map(|date| date.months_later(months).to_string());
        assert_eq!(moved("2026-11-28", 12).as_deref(), Some("2027-11-28"));
        assert_eq!(moved("2026-11-30", 3).as_deref(), Some("2027-02-28"));
        assert_eq!(moved("2026-12-31", 1).as_deref(), Some("2027-01-28"));
    }

    fn multiple(text: &str) -> Multiple {
        Multiple::parse(text).unwrap_or_default()
    }

    /// Requests of 1,000 tokens in and so many out, all day on thirty days, on a model that is on no card.
    fn traffic(a_minute: &str, output: u64) -> Workload {
        let each = |tokens| TokensPerRequest::new(tokens).unwrap_or_default();
        let demand = Demand::Traffic {
            requests_per_minute: multiple(a_minute),
            hours_per_day: multiple("24"),
            days_per_month: multiple("30"),
            input: each(1_000),
            output: each(output),
        };
        Workload {
            max_tokens: TokensPerRequest::new(500),
            ..Workload::new("", Placement::new("x", InferenceScope::Global, "b"), demand)
        }
    }

    /// Input, output, what is reserved, and calls of a minute on a model.
    fn minute(workloads: &[Workload], model: &str) -> [u128; 4] {
        let card = RateCard::newest();
        let typed = |(model, meter, buying): (&str, Meter, Buying)| {
            let rate = Rate::new(rust_decimal::Decimal::ONE, Unit::MillionTokens).ok()?;
            let (model, length) = (model.to_owned(), PromptLength::Ordinary);
            Some(TypedPrice { model, place: None, buying, length, meter, rate })
        };
        let meters = [Meter::Input, Meter::Output, Meter::CacheRead, Meter::CacheWrite5m];
        let all = ["x", "y"].into_iter().flat_map(|model| meters.map(|meter| (model, meter)));
        let all = all.flat_map(|(model, meter)| [Buying::Standard, Buying::Batch].map(|buying| (model, meter, buying)));
        let scenario =
            Scenario { prices: all.filter_map(typed).collect(), ..Scenario::new(card.date(), workloads.to_vec()) };
        let lines = price(&scenario, &card).map(|report| report.lines).unwrap_or_default();
        let Minute { input, output, reserved, calls } =
            Minute::of(&scenario, &lines, &Placement::new(model, InferenceScope::Global, "b"));
        [input, output, reserved, calls]
    }

    #[test]
    fn a_minute_has_what_its_requests_bring() {
        // Ten requests of 1,000 in and 100 out; each reserves its prompt and an answer of 500.
        assert_eq!(minute(&[traffic("10", 100)], "x"), [10_000, 1_000, 15_000, 10]);
        assert_eq!(minute(&[traffic("10", 100)], "y"), [0; 4]);
        // Calls are known by their answers, or by their prompts where they have none.
        assert_eq!(minute(&[traffic("10", 0)], "x"), [10_000, 0, 15_000, 10]);
        // Nothing is reserved where nobody says how long an answer may be.
        assert_eq!(minute(&[Workload { max_tokens: None, ..traffic("10", 100) }], "x"), [10_000, 1_000, 0, 10]);
        // Shorter answers are as many.
        let trim = Share::of_ten_thousand(5_000);
        assert_eq!(minute(&[Workload { output_trim: trim, ..traffic("10", 100) }], "x"), [10_000, 500, 15_000, 10]);
        // 10 answers of 40,000 tokens, of which three in five are kept.
        let long = Workload { output_trim: Share::of_ten_thousand(4_000), max_tokens: None, ..traffic("10", 40_000) };
        assert_eq!(minute(&[long], "x"), [10_000, 240_000, 0, 10]);
        // What is read from cache doesn't count in the end, and what is in batch has a quota of its own.
        let caching = Caching::Share {
            cached: Share::of_ten_thousand(4_000),
            reads_per_write: Some(Multiple::whole(4).unwrap_or_default()),
            lifetime: CacheLifetime::FiveMinutes,
            hour_share: Share::NONE,
        };
        assert_eq!(minute(&[Workload { caching, ..traffic("10", 100) }], "x"), [6_000, 1_000, 15_000, 10]);
        assert_eq!(minute(&[Workload { caching, ..traffic("10", 0) }], "x"), [6_000, 0, 15_000, 10]);
        let batch = Share::of_ten_thousand(3_000);
        assert_eq!(minute(&[Workload { batch, ..traffic("10", 100) }], "x"), [7_000, 700, 10_500, 7]);
    }

    #[test]
    fn each_workload_and_route_is_rounded_up_for_itself() {
        // Half a request a minute is one: 500, 50 and 750 tokens, and those of another workload.
        let half = || traffic("0.5", 100);
        assert_eq!(minute(&[half()], "x"), [500, 50, 750, 1]);
        assert_eq!(minute(&[half(), half()], "x"), [1_000, 100, 1_500, 2]);
        // A workload that gives tokens, or doesn't run, has no minute.
        let tokens = |count| crate::quantity::Tokens::new(count).unwrap_or_default();
        let monthly = Demand::Monthly { input: tokens(1_000), output: tokens(1_000) };
        assert_eq!(minute(&[Workload { demand: monthly, ..half() }, half()], "x"), [500, 50, 750, 1]);
        // A route's model counts 1.3 tokens for one: of five calls 6,500 and 650 tokens, each with a prompt of 1,300.
        let route = |model: &str, share| Route {
            placement: Placement::new(model, InferenceScope::Global, "b"),
            share: Share::of_ten_thousand(share),
            token_factor: multiple("1.3"),
        };
        let routed = Workload { routes: vec![route("y", 5_000)], ..traffic("10", 100) };
        assert_eq!(minute(core::slice::from_ref(&routed), "y"), [6_500, 650, 9_000, 5]);
        assert_eq!(minute(&[routed], "x"), [5_000, 500, 7_500, 5]);
        // Two routes to one place are two parts: 0.5 calls each are one each.
        let twice = Workload { routes: vec![route("y", 5_000), route("y", 5_000)], ..traffic("1", 100) };
        assert_eq!(minute(&[twice], "y"), [1_300, 130, 1_800, 2]);
    }

    #[test]
    fn calls_up_to_a_quota_of_requests_are_within_it() {
        let card = RateCard::newest();
        // 10,000 requests a minute of Claude Sonnet 4.6 with a global profile, in Service Quotas.
        let placement = Placement::new("claude-sonnet-4.6", InferenceScope::Global, "us-east-1");
        let says = |a_minute| {
            let workload = Workload { placement: placement.clone(), max_tokens: None, ..traffic(a_minute, 10) };
            let scenario = Scenario::new(card.date(), vec![workload]);
            let lines = price(&scenario, &card).map(|report| report.lines).unwrap_or_default();
            quotas(&scenario, &card, &lines, &placement).into_iter().find_map(|notice| match notice {
                Notice::AboveRequestQuota { model, peak, quota, .. } => Some((model, peak, quota)),
                _ => None,
            })
        };
        assert_eq!(says("10000"), None);
        assert_eq!(says("10001"), Some(("Claude Sonnet 4.6".to_owned(), 10_001, 10_000)));
    }

    #[test]
    fn what_is_above_a_quota_is_said_as_surely_as_it_is_known() {
        let card = RateCard::newest();
        let placement = Placement::new("x", InferenceScope::Global, "b");
        let says = |reserved, quota, burn_down| {
            let minute = Minute { input: 100, output: 10, reserved, calls: 1 };
            match above(&card, &placement, &minute, quota, burn_down)? {
                Notice::AboveQuota { peak, .. } => Some(("above", peak, 0)),
                Notice::ReservesAboveQuota { reserved, .. } => Some(("reserves", reserved, 0)),
                Notice::MayExceedQuota { least, most, .. } => Some(("may", least, most)),
                _ => None,
            }
        };
        // 100 + 5 x 10; at the quota itself nothing is above it.
        assert_eq!([says(0, 149, Some(5)), says(0, 150, Some(5))], [Some(("above", 150, 0)), None]);
        assert_eq!([says(151, 150, Some(5)), says(150, 150, Some(5))], [Some(("reserves", 151, 0)), None]);
        // Where it isn't known how output counts, it counts 1 to 15 times: 110 to 250.
        assert_eq!(says(0, 109, None), Some(("above", 110, 0)));
        assert_eq!([says(0, 110, None), says(0, 249, None)], [Some(("may", 110, 250)); 2]);
        assert_eq!(says(0, 250, None), None);
        assert_eq!(says(251, 250, None), Some(("reserves", 251, 0)));
    }
}
