//! Shares and counts: batch, splitting, doubling, more of a token.

use pricing::money::Usd;
use pricing::price::{PriceError, price};
use pricing::quantity::{Multiple, Requests, Share, Tokens};
use pricing::rates::{Buying, Meter};
use pricing::scenario::{Caching, Demand, Rules, Scenario};
use rust_decimal::Decimal;

use crate::{Verdict, equal, law};

/// A scenario whose counts are multiples of every denominator it uses, so that nothing is rounded down.
///
/// `None` where that isn't possible within the bounds: laws about exact doubling only hold where nothing is rounded.
fn divisible(scenario: &Scenario) -> Option<Scenario> {
    let mut divisible = scenario.clone();
    for workload in &mut divisible.workloads {
        workload.calls_per_request = Multiple::ONE;
        workload.token_overhead = Multiple::ZERO;
        let mut unit = 2_u64;
        let shares = [workload.output_trim, workload.long_prompts, workload.batch];
        let routes = workload.routes.iter().map(|route| route.share);
        for share in shares.into_iter().chain(routes) {
            unit = unit.checked_mul(u64::from(share.denominator()))?;
        }
        if let Caching::Share { cached, reads_per_write, hour_share, .. } = &mut workload.caching {
            unit = unit.checked_mul(u64::from(cached.denominator()))?;
            unit = unit.checked_mul(u64::from(hour_share.denominator()))?;
            if let Some(reads) = reads_per_write {
                *reads = Multiple::whole(reads.ten_thousandths() / 10_000)?;
                unit = unit.checked_mul(reads.ten_thousandths() / 10_000)?;
            }
        } else if matches!(workload.caching, Caching::Counted(_)) {
            // Counts belong to one input, and this is another.
            return None;
        } else if matches!(workload.caching, Caching::Traffic { .. }) {
            // A hit share has four places.
            unit = unit.checked_mul(10_000)?;
        }
        let whole = |count: u64| count.checked_mul(unit).filter(|count| *count < 100_000_000_000_000);
        match &mut workload.demand {
            Demand::Monthly { input, output } => {
                *input = Tokens::new(whole(1 + input.count() % 50)?)?;
                *output = Tokens::new(whole(1 + output.count() % 50)?)?;
            }
            Demand::Requests { requests, .. } => *requests = Requests::new(whole(1 + requests.count() % 5)?)?,
            Demand::Traffic { .. } => return None,
        }
    }
    Some(divisible)
}

/// The scenario with its demand split in these parts of ten.
fn scaled(scenario: &Scenario, times: u64, of: u64) -> Option<Scenario> {
    let mut scaled = scenario.clone();
    for workload in &mut scaled.workloads {
        let scale = |count: u64| count.checked_mul(times).map(|count| count / of);
        match &mut workload.demand {
            Demand::Monthly { input, output } => {
                *input = Tokens::new(scale(input.count())?)?;
                *output = Tokens::new(scale(output.count())?)?;
            }
            Demand::Requests { requests, .. } => *requests = Requests::new(scale(requests.count())?)?,
            Demand::Traffic { .. } => return None,
        }
        // Counts are part of the input that they were counted with.
        if let Caching::Counted(counts) = &mut workload.caching {
            for count in [&mut counts.reads, &mut counts.writes_5m, &mut counts.writes_30m, &mut counts.writes_1h] {
                *count = Tokens::new(scale(count.count())?)?;
            }
        }
    }
    Some(scaled)
}

#[test]
fn twice_the_tokens_cost_twice() {
    law(21, |scenario, _, card, _| {
        let Some(once) = divisible(scenario) else { return Ok(Verdict::Silent) };
        let Some(twice) = scaled(&once, 2, 1) else { return Ok(Verdict::Silent) };
        let (Ok(once), Ok(twice)) = (price(&once, card), price(&twice, card)) else { return Ok(Verdict::Silent) };
        equal("twice", twice.month(), once.month().times(2))
    });
}

#[test]
fn splitting_a_workload_in_two_costs_the_same() {
    law(22, |scenario, _, card, _| {
        let Some(one) = divisible(scenario) else { return Ok(Verdict::Silent) };
        let Some(two) = scaled(&one, 2, 1) else { return Ok(Verdict::Silent) };
        let mut split = one.clone();
        split.workloads.extend(one.workloads.iter().cloned());
        let (Ok(two), Ok(split)) = (price(&two, card), price(&split, card)) else { return Ok(Verdict::Silent) };
        equal("split", split.month(), two.month())
    });
}

#[test]
fn doubling_is_off_by_no_more_than_rounding() {
    law(23, |scenario, report, card, _| {
        let Some(twice) = scaled(scenario, 2, 1) else { return Ok(Verdict::Silent) };
        let Ok(twice) = price(&twice, card) else { return Ok(Verdict::Silent) };
        // Each line of either side can be off by a token for each of its steps; by a prefix where a hit is a whole call.
        let slack: Decimal = twice
            .lines
            .iter()
            .chain(&report.lines)
            .map(|line| {
                let prefix = match scenario.workloads.get(line.workload).map(|workload| workload.caching) {
                    Some(Caching::Traffic { prefix, .. }) if line.meter != Meter::Output => prefix.count(),
                    _ => 0,
                };
                line.price.rate().per_million() * Decimal::from(6 + 4 * prefix)
            })
            .sum();
        let off = (twice.month() - report.month().times(2)).amount().abs() * Decimal::from(1_000_000);
        // Where rounding could be the whole bill the law says nothing.
        if slack > report.month().amount() * Decimal::from(10_000) {
            return Ok(Verdict::Silent);
        }
        if off <= slack { Ok(Verdict::Holds) } else { Err(format!("off by {off} of {slack}")) }
    });
}

#[test]
fn more_of_a_token_never_costs_less() {
    law(24, |scenario, _, card, generator| {
        let mut more = scenario.clone();
        let extra = 1 + generator.count(1_000_000_000);
        for workload in &mut more.workloads {
            match &mut workload.demand {
                Demand::Monthly { input, output } => {
                    let Some((more_input, more_output)) =
                        Tokens::new(input.count() + extra).zip(Tokens::new(output.count() + extra))
                    else {
                        return Ok(Verdict::Silent);
                    };
                    (*input, *output) = (more_input, more_output);
                }
                Demand::Requests { .. } | Demand::Traffic { .. } => return Ok(Verdict::Silent),
            }
            // More fresh input would thin out what a count says is read or written.
            if matches!(workload.caching, Caching::Counted(_)) {
                return Ok(Verdict::Silent);
            }
            // The leftover of rounding may move to a cheaper model: routing is left out here.
            workload.routes.clear();
        }
        let mut before = scenario.clone();
        for workload in &mut before.workloads {
            workload.routes.clear();
        }
        let Ok(before) = price(&before, card) else { return Ok(Verdict::Silent) };
        let Ok(more) = price(&more, card) else { return Ok(Verdict::Silent) };
        // One token may move from a dear meter to a cheap one when a share is rounded down: two tokens of slack a line.
        let dearest = more.lines.iter().map(|line| line.price.rate().per_million()).max().unwrap_or_default();
        let slack = dearest * Decimal::from(8 * more.lines.len()) / Decimal::from(1_000_000);
        if more.month().amount() + slack >= before.month().amount() {
            Ok(Verdict::Holds)
        } else {
            Err(format!("{} after {}", more.month(), before.month()))
        }
    });
}

#[test]
fn a_batch_share_lies_between_none_and_all() {
    law(25, |scenario, report, card, _| {
        // One workload on one model: several could move in opposite directions.
        let [workload] = scenario.workloads.as_slice() else { return Ok(Verdict::Silent) };
        if !workload.routes.is_empty() || workload.batch.is_none() || workload.batch == Share::ALL {
            return Ok(Verdict::Silent);
        }
        let month = |share| {
            let mut changed = scenario.clone();
            changed.workloads.iter_mut().for_each(|workload| workload.batch = share);
            price(&changed, card)
        };
        let (Ok(none), Ok(all)) = (month(Share::NONE), month(Share::ALL)) else { return Ok(Verdict::Silent) };
        equal("no batch line", none.lines.iter().filter(|line| line.buying == Buying::Batch).count(), 0)?;
        equal("only batch lines", all.lines.iter().filter(|line| line.buying != Buying::Batch).count(), 0)?;
        let (low, high) = (none.month().min(all.month()), none.month().max(all.month()));
        // A token can be rounded to another meter in each line, a prefix where a hit is a whole call.
        let prefix = match workload.caching {
            // Requests that run as batch don't keep a cache warm: the rest may pay more than all or none would.
            Caching::Traffic { .. } if scenario.rules == Rules::V2 => return Ok(Verdict::Silent),
            Caching::Traffic { prefix, .. } => prefix.count(),
            Caching::None | Caching::Share { .. } | Caching::Counted(_) => 0,
        };
        let lines = [report, &none, &all].into_iter().flat_map(|report| &report.lines);
        let slack = lines.map(|line| line.price.rate().cost(4 + 4 * prefix)).sum();
        let within = report.month() + slack >= low && report.month() <= high + slack;
        if within { Ok(Verdict::Holds) } else { Err(format!("{} not in {low}..{high}", report.month())) }
    });
}

#[test]
fn three_doors_give_the_same_tokens() {
    law(26, |scenario, _, card, generator| {
        let (minutes, each_in, each_out) = (60 * 24 * 30, 1 + generator.below(20_000), 1 + generator.below(2_000));
        let rate = 1 + generator.below(500);
        let requests = rate * minutes;
        let (Some(rate), Some(hours), Some(days)) = (Multiple::whole(rate), Multiple::whole(24), Multiple::whole(30))
        else {
            return Ok(Verdict::Silent);
        };
        let each = |tokens| pricing::quantity::TokensPerRequest::new(tokens).unwrap_or_default();
        let doors = [
            Demand::Monthly {
                input: Tokens::new(requests * each_in).unwrap_or_default(),
                output: Tokens::new(requests * each_out).unwrap_or_default(),
            },
            Demand::Requests {
                requests: Requests::new(requests).unwrap_or_default(),
                input: each(each_in),
                output: each(each_out),
            },
            Demand::Traffic {
                requests_per_minute: rate,
                hours_per_day: hours,
                days_per_month: days,
                input: each(each_in),
                output: each(each_out),
            },
        ];
        let months = doors.map(|demand| {
            let mut through = scenario.clone();
            for workload in &mut through.workloads {
                workload.demand = demand;
                // Tokens of a month have no requests that could grow.
                workload.growth = None;
                if matches!(workload.caching, Caching::Traffic { .. }) {
                    workload.caching = Caching::None;
                }
            }
            price(&through, card).map(|report| report.month())
        });
        // Of tokens of a month no length is known that a model could refuse.
        let is_refused = |month: &Result<Usd, PriceError>| matches!(month, Err(PriceError::MissingRate(missing)) if missing.refused_above.is_some());
        if months.iter().any(is_refused) {
            return Ok(Verdict::Silent);
        }
        let mut months = months.map(|month| month.map_err(|error| vectors::text::error_kind(&error)));
        months.sort_by_key(|month| month.ok());
        let [first, _, last] = months;
        equal("doors", first, last)
    });
}
