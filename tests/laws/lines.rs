//! Lines, totals and the ladder.

use std::collections::BTreeMap;

use pricing::money::{Rate, Usd};
use pricing::price::price;
use pricing::quantity::{Multiple, Share};
use pricing::rates::{Buying, Meter};
use pricing::report::{Notice, StepKind};
use pricing::scenario::{CacheInBatch, Caching, Demand, Scenario, TypedPrice};
use rust_decimal::Decimal;

use crate::{Verdict, equal, law};

#[test]
fn a_total_is_the_sum_of_its_lines() {
    law(1, |_, report, _, _| {
        // Added up a second way: in integers of 10^-14 dollars.
        let mut units = 0_i128;
        for line in &report.lines {
            let rate = line.price.rate();
            let places = 14 - rate.amount().scale() - if rate.unit().name() == "1M tokens" { 6 } else { 3 };
            units += rate.amount().mantissa() * i128::from(line.quantity.tokens()) * 10_i128.pow(places);
        }
        let total = Decimal::try_from_i128_with_scale(units, 14).map_err(|error| error.to_string())?;
        equal("month", report.month().amount(), total)?;
        equal("year", report.year().amount(), total * Decimal::from(12))
    });
}

#[test]
fn no_token_is_billed_twice_and_none_is_lost() {
    law(2, |scenario, report, _, _| {
        for (index, workload) in scenario.workloads.iter().enumerate() {
            let (input, output) = adjusted(workload);
            let counted = |output: bool| -> u64 {
                let lines = report.lines_of(index).filter(|line| (line.meter == Meter::Output) == output);
                lines.map(|line| line.quantity.tokens()).sum()
            };
            equal("fresh + read + written", counted(false), input)?;
            equal("output", counted(true), output)?;
        }
        Ok(Verdict::Holds)
    });
}

/// Input and output after the adjustments, in big integers.
fn adjusted(workload: &pricing::scenario::Workload) -> (u64, u64) {
    let requests = match workload.demand {
        Demand::Monthly { .. } => 1,
        Demand::Requests { requests, .. } => u128::from(requests.count()),
        Demand::Traffic { requests_per_minute, hours_per_day, days_per_month, .. } => {
            let factors = [requests_per_minute, hours_per_day, days_per_month].map(Multiple::ten_thousandths);
            factors.iter().map(|factor| u128::from(*factor)).product::<u128>() * 60 / 1_000_000_000_000
        }
    };
    let (input, output) = match workload.demand {
        Demand::Monthly { input, output } => (input.count(), output.count()),
        Demand::Requests { input, output, .. } | Demand::Traffic { input, output, .. } => {
            (input.count(), output.count())
        }
    };
    let calls = u128::from(workload.calls_per_request.ten_thousandths());
    let overhead = u128::from(workload.token_overhead.ten_thousandths()) + 10_000;
    let trim = workload.output_trim;
    let kept = u128::from(trim.denominator() - trim.numerator());
    let of = u128::from(trim.denominator());
    // Where the prompt grows, a call also sends the answers and tool results of the calls before it; the last one may be a part.
    let earlier: u128 = (0..calls / 10_000).map(|call| call * 10_000).sum::<u128>() + calls / 10_000 * (calls % 10_000);
    let added =
        workload.growth.map_or(0, |growth| u128::from(output) * kept + u128::from(growth.tool_results.count()) * of);
    let sent = requests * (u128::from(input) * calls * overhead * of + added * earlier * 10_000) / (100_000_000 * of);
    let answered = requests * u128::from(output) * calls * kept / (10_000 * of);
    // What a guardrail blocks reaches no model.
    let reaches = |tokens: u128| workload.blocked.rest().of(u64::try_from(tokens).unwrap_or(u64::MAX));
    (reaches(sent), reaches(answered))
}

#[test]
fn the_steps_of_a_quantity_lead_to_it() {
    law(3, |_, report, _, _| {
        for line in &report.lines {
            let mut before = 0_u64;
            for step in line.quantity.steps() {
                if step.kind != StepKind::Given {
                    equal("step", step.tokens, replay(step.kind, before))?;
                }
                before = step.tokens;
            }
            equal("quantity", before, line.quantity.tokens())?;
        }
        Ok(Verdict::Holds)
    });
}

/// Recomputes a step from what the explanation shows.
fn replay(kind: StepKind, before: u64) -> u64 {
    let of = |share: Share| share.of(before);
    match kind {
        StepKind::Given => before,
        StepKind::PerRequest { requests, each } => requests * each,
        StepKind::Adjusted { calls, adjustment } => {
            let (numerator, denominator) = match adjustment {
                pricing::report::Adjustment::Overhead(overhead) => (10_000 + overhead.ten_thousandths(), 10_000),
                pricing::report::Adjustment::Trim(trim) => {
                    (u64::from(trim.denominator() - trim.numerator()), u64::from(trim.denominator()))
                }
            };
            let product = u128::from(before) * u128::from(calls.ten_thousandths()) * u128::from(numerator);
            u64::try_from(product / (10_000 * u128::from(denominator))).unwrap_or(u64::MAX)
        }
        StepKind::Grown { calls, overhead, requests, output, trim, tool_results } => {
            // In parts of a token: 10^-8 of the first prompts, and what each call adds for every call behind it.
            let (calls, of) = (u128::from(calls.ten_thousandths()), u128::from(trim.denominator()));
            let first = u128::from(before) * u128::from(10_000 + overhead.ten_thousandths()) * calls * of;
            let added = u128::from(output) * (of - u128::from(trim.numerator())) + u128::from(tool_results) * of;
            let (whole, rest) = (calls / 10_000, calls % 10_000);
            let earlier: u128 = (0..whole).map(|call| call * 10_000).sum::<u128>() + whole * rest;
            let tokens = (first + u128::from(requests) * added * earlier * 10_000) / (100_000_000 * of);
            u64::try_from(tokens).unwrap_or(u64::MAX)
        }
        StepKind::OfRequest { part, of, .. } => u64::try_from(u128::from(before) * part / of).unwrap_or(u64::MAX),
        StepKind::Unblocked { blocked } => of(blocked.rest()),
        StepKind::Routed { share, leftover } => of(share) + leftover,
        StepKind::Recounted { factor } => {
            u64::try_from(u128::from(before) * u128::from(factor.ten_thousandths()) / 10_000).unwrap_or(u64::MAX)
        }
        StepKind::Unrouted { routed } => before - routed,
        StepKind::Long { share }
        | StepKind::Batch { share }
        | StepKind::Cached { share }
        | StepKind::KeptAnHour { share } => of(share),
        StepKind::KeptShorter { an_hour } => before - an_hour,
        StepKind::CountedPart { counted, of } => {
            u64::try_from(u128::from(before) * u128::from(counted) / u128::from(of)).unwrap_or(u64::MAX)
        }
        StepKind::Ordinary { long } => before - long,
        StepKind::OnDemand { batch } => before - batch,
        StepKind::CachedHits { calls, hit_share, prefix } => (hit_share.of(calls) * prefix).min(before),
        StepKind::Written { reads, reads_per_write } => {
            let written = u128::from(reads) * 10_000 / u128::from(reads_per_write.ten_thousandths());
            u64::try_from(written).unwrap_or(u64::MAX)
        }
        StepKind::LoopHits { calls, first, hit_share, prefix } => {
            ((calls - first + hit_share.of(first)) * prefix).min(before)
        }
        StepKind::WrittenMisses { reads, misses, prefix } => (misses * prefix).min(before - reads),
        StepKind::Overflow { served } => before - served,
        StepKind::Fresh { reads, writes } => before - reads - writes,
    }
}

#[test]
fn the_ladder_ends_at_what_is_paid() {
    law(4, |scenario, report, card, _| match &report.ladder {
        Ok(ladder) => {
            equal("end", ladder.end(), report.month())?;
            // The ladder takes what is paid as given: priced once more, it is the same.
            let paid = pricing::price::month_with(scenario, card, pricing::ladder::Lever::Services);
            equal("paid", paid.map_err(|error| error.to_string())?, report.month())?;
            equal("steps without effect", ladder.steps.iter().filter(|step| step.change == Usd::ZERO).count(), 0)
        }
        Err(_) => Ok(Verdict::Silent),
    });
}

#[test]
fn the_list_price_ignores_every_lever() {
    law(5, |scenario, report, card, _| {
        let Ok(ladder) = &report.ladder else { return Ok(Verdict::Silent) };
        let mut plain = scenario.clone();
        plain.prices.clear();
        for workload in &mut plain.workloads {
            workload.routes.clear();
            workload.output_trim = Share::NONE;
            workload.caching = Caching::None;
            workload.batch = Share::NONE;
            workload.tier = pricing::scenario::ServiceTier::Standard;
        }
        match price(&plain, card) {
            Ok(plain) => equal("list", ladder.list, plain.month()),
            // Only a typed price could price it.
            Err(_) => Ok(Verdict::Silent),
        }
    });
}

#[test]
fn the_order_of_workloads_never_matters() {
    law(6, |scenario, report, card, _| {
        let mut turned = scenario.clone();
        turned.workloads.reverse();
        let turned_report = price(&turned, card).map_err(|error| error.to_string())?;
        equal("month", turned_report.month(), report.month())?;
        let ladder = |report: &pricing::report::Report| report.ladder.clone().ok();
        equal("ladder", ladder(&turned_report), ladder(report))
    });
}

#[test]
fn the_order_of_routes_never_matters() {
    law(7, |scenario, report, card, _| {
        let mut turned = scenario.clone();
        for workload in &mut turned.workloads {
            workload.routes.reverse();
        }
        let turned = price(&turned, card).map_err(|error| error.to_string())?;
        equal("month", turned.month(), report.month())
    });
}

#[test]
fn changing_a_rate_moves_only_its_lines_by_difference_times_quantity() {
    law(8, |scenario, report, card, generator| {
        let Some(line) = generator.pick(&report.lines) else { return Ok(Verdict::Silent) };
        let key = line.key();
        // A price at its bound can't be dearer.
        let Ok(rate) = dearer(line.price.base) else { return Ok(Verdict::Silent) };
        let changed = TypedPrice {
            model: key.model.to_owned(),
            place: None,
            buying: key.buying,
            length: key.length,
            meter: key.meter,
            rate,
        };
        let mut dear = scenario.clone();
        dear.prices.insert(0, changed.clone());
        let dear = price(&dear, card).map_err(|error| error.to_string())?;
        equal("lines", dear.lines.len(), report.lines.len())?;
        for (before, after) in report.lines.iter().zip(&dear.lines) {
            let key = before.key();
            let same = key.model == changed.model
                && (key.buying, key.length, key.meter) == (changed.buying, changed.length, changed.meter);
            let moved = after.cost() - before.cost();
            let expected = if same {
                // In another place the price before can have another unit.
                let difference = after.price.rate().per_million() - before.price.rate().per_million();
                Usd::new(difference * Decimal::from(before.quantity.tokens()) / Decimal::from(1_000_000))
            } else {
                Usd::ZERO
            };
            equal("moved", moved, expected)?;
        }
        Ok(Verdict::Holds)
    });
}

/// A rate one hundred-thousandth of a dollar higher, in the same unit.
fn dearer(rate: Rate) -> Result<Rate, String> {
    Rate::new(rate.amount() + Decimal::new(1, 5), rate.unit()).map_err(|error| error.to_string())
}

#[test]
fn halving_cache_prices_in_batch_never_costs_more() {
    law(9, |scenario, _, card, _| {
        let month = |cache_in_batch| {
            let scenario = Scenario { cache_in_batch, prices: Vec::new(), ..scenario.clone() };
            price(&scenario, card).map(|report| report.month()).ok()
        };
        match (month(CacheInBatch::Halved), month(CacheInBatch::NotHalved)) {
            (Some(halved), Some(not_halved)) if halved > not_halved => Err(format!("{halved} above {not_halved}")),
            (Some(halved), Some(not_halved)) if halved < not_halved => Ok(Verdict::Holds),
            _ => Ok(Verdict::Silent),
        }
    });
}

#[test]
fn rows_that_do_not_add_up_as_shown_are_announced() {
    law(10, |_, report, _, _| {
        let rows: BTreeMap<usize, Decimal> =
            report.lines.iter().enumerate().map(|(index, line)| (index, line.cost().rounded())).collect();
        let sum: Decimal = rows.values().copied().sum();
        let off = Usd::new(sum).rounded() != report.month().rounded();
        let told = report.notices.iter().any(|notice| matches!(notice, Notice::RowsRounded { .. }));
        equal("told", told, off)
    });
}

#[test]
fn a_typed_price_equal_to_the_card_changes_nothing_but_its_mark() {
    law(11, |scenario, report, card, generator| {
        let Some(line) = generator.pick(&report.lines) else { return Ok(Verdict::Silent) };
        let key = line.key();
        if line.price.typed || key.buying == Buying::Batch && line.price.halved {
            return Ok(Verdict::Silent);
        }
        // The same price may not hold in other regions of the same model; one workload is enough here.
        if scenario.workloads.len() > 1 || !scenario.workloads.iter().all(|workload| workload.routes.is_empty()) {
            return Ok(Verdict::Silent);
        }
        let (model, rate) = (key.model.to_owned(), line.price.base);
        let typed = TypedPrice { model, place: None, buying: key.buying, length: key.length, meter: key.meter, rate };
        let mut same = scenario.clone();
        same.prices.insert(0, typed);
        let same = price(&same, card).map_err(|error| error.to_string())?;
        equal("month", same.month(), report.month())?;
        match &same.ladder {
            Ok(ladder) => equal("end", ladder.end(), report.month()),
            Err(_) => Ok(Verdict::Silent),
        }
    });
}
