//! One line of the bill, opened.

use super::{Explanation, Origin, RateWords, count};
use pricing::money::grouped;
use pricing::price::earlier_calls;
use pricing::quantity::{Multiple, Share};
use pricing::rates::{Buying, Meter, PromptLength, RateCard, RateKey};
use pricing::report::{Adjustment, AppliedRate, LineItem, RequestPart, StepKind};
use pricing::scenario::Scenario;

/// Opens a line of a report that `scenario` and `card` led to.
pub fn line(line: &LineItem, scenario: &Scenario, card: &RateCard) -> Explanation {
    let model = card.model(&line.placement.model);
    let name = model.map_or(line.placement.model.as_str(), |model| model.name.as_str());
    let workload = scenario.workloads.get(line.workload).map_or("", |workload| workload.name.as_str());
    let what = format!(
        "{}{} on {name}, {}{}.",
        meter(line.meter),
        if workload.is_empty() { String::new() } else { format!(" of {workload}") },
        buying(line.buying),
        if line.length == PromptLength::Long { ", long prompts" } else { "" },
    );
    let mut quantity: Vec<String> = Vec::new();
    let mut before = 0;
    for step in line.quantity.steps() {
        quantity.push(words(step.kind, before, step.tokens, line.meter));
        before = step.tokens;
    }
    let formula = format!("{} tokens × {} = {}", count(line.quantity.tokens()), line.price.rate(), line.cost());
    let mut notes = Vec::new();
    if line.price.priced_as == Some(Buying::Standard) {
        notes.push("This card has no cache price for this model in batch; the on-demand price is taken.".to_owned());
    }
    if line.price.secondary {
        notes.push("This rate is read from a secondary source, not from an AWS publication.".to_owned());
    }
    Explanation {
        what,
        quantity,
        formula: vec![formula],
        rate: Some(rate_words(&line.price, &line.key(), card)),
        notes,
    }
}

/// A rate in words, with where it comes from.
pub(super) fn rate_words(price: &AppliedRate, key: &RateKey<'_>, card: &RateCard) -> RateWords {
    let origin = match card.rate(key) {
        Some(published) if !price.typed => Origin::Published {
            title: published.source.title().to_owned(),
            publisher: published.source.publisher().to_owned(),
            published: published.source.published,
            read: published.read,
            place: published.source.place().to_owned(),
            primary: published.source.primary,
            note: published.note.map(|note| note.text().to_owned()),
        },
        _ => Origin::Typed,
    };
    let change = price.halved.then(|| format!("halved in batch by convention: {}", price.rate()));
    RateWords { rate: price.base.to_string(), change, origin }
}

const fn meter(meter: Meter) -> &'static str {
    match meter {
        Meter::Input => "Fresh input",
        Meter::Output => "Output",
        Meter::CacheRead => "Input read from cache",
        Meter::CacheWrite5m => "Input written to a 5-minute cache",
        Meter::CacheWrite30m => "Input written to a 30-minute cache",
        Meter::CacheWrite1h => "Input written to a 1-hour cache",
        Meter::ModelUnit => "Model units",
        Meter::Training => "Training",
        Meter::Storage => "Storage",
        Meter::Query => "Queries",
    }
}

const fn buying(buying: Buying) -> &'static str {
    match buying {
        Buying::Flex => "on demand, Flex tier",
        Buying::Priority => "on demand, Priority tier",
        Buying::LatencyOptimised => "on demand, latency-optimized",
        Buying::Ultrafast => "on demand, ultrafast",
        Buying::Batch => "in batch",
        Buying::Custom => "on demand, a custom model",
        _ => buying.words(),
    }
}

/// One step of a quantity, with the tokens before and after it.
fn words(kind: StepKind, before: u64, after: u64, of: Meter) -> String {
    let (before_tokens, after_tokens) = (before, after);
    let (before, after) = (count(before), count(after));
    let direction = if of == Meter::Output { "output" } else { "input" };
    match kind {
        StepKind::Given => format!("{after} {direction} tokens a month, as given"),
        StepKind::PerRequest { requests, each } => {
            format!("{} requests × {} {direction} tokens = {after}", count(requests), count(each))
        }
        StepKind::Adjusted { calls, adjustment } => format!("{before}{} = {after}", adjusted(calls, adjustment)),
        StepKind::Grown { .. } => format!("{before}{} = {after}", grown(kind)),
        StepKind::OfRequest { what, part, of } => {
            let [part, of] = [part, of].map(|parts| in_whole(parts, what.places()));
            let what = match what {
                RequestPart::LongInput => "tokens of a request in long prompts",
                RequestPart::LongCalls => "calls of a request with long prompts",
                RequestPart::Read => "tokens of a request read from cache",
                RequestPart::Written => "tokens of a request written to cache",
            };
            format!("{before} × {part} of {of} {what} = {after}")
        }
        StepKind::Routed { share, leftover: 0 } => format!("{before} × {} routed here = {after}", share.percent()),
        StepKind::Routed { share, leftover } => {
            format!(
                "{before} × {} routed here, and {} left by rounding down = {after}",
                share.percent(),
                count(leftover)
            )
        }
        StepKind::Unblocked { blocked } => {
            format!("{before} × {} that no guardrail blocks = {after}", blocked.rest().percent())
        }
        StepKind::Recounted { factor } => format!("{before} × {factor} tokens there for one here = {after}"),
        StepKind::Unrouted { routed } => format!("{before} - {} routed to other models = {after}", count(routed)),
        StepKind::Overflow { served } => format!("{before} - {} served by capacity = {after}", count(served)),
        StepKind::Long { share } => format!("{before} × {} in long prompts = {after}", share.percent()),
        StepKind::Ordinary { long } => format!("{before} - {} in long prompts = {after}", count(long)),
        StepKind::Batch { share } => format!("{before} × {} in batch = {after}", share.percent()),
        StepKind::OnDemand { batch } => format!("{before} - {} in batch = {after}", count(batch)),
        StepKind::Cached { share } => format!("{before} × {} read from cache = {after}", share.percent()),
        StepKind::CountedPart { counted, of } if before_tokens == of => {
            format!("{} counted of {before} tokens of input", count(counted))
        }
        StepKind::CountedPart { counted, of } => {
            format!("{before} × {} counted of {} tokens of input = {after}", count(counted), count(of))
        }
        StepKind::CachedHits { calls, hit_share, prefix } => {
            let hits = hit_share.of(calls);
            let product = capped(hits, prefix, after_tokens, "of the input");
            format!("{} calls × {} hits = {}; × {product}", count(calls), hit_share.percent(), count(hits))
        }
        StepKind::Written { reads, reads_per_write } => {
            format!("{} tokens read / {reads_per_write} reads per write = {after}", count(reads))
        }
        StepKind::KeptAnHour { share } => format!("{before} × {} kept for 1 hour = {after}", share.percent()),
        StepKind::KeptShorter { an_hour } => format!("{before} - {} kept for 1 hour = {after}", count(an_hour)),
        StepKind::LoopHits { calls, first, hit_share, prefix } => {
            let hits = calls - first + hit_share.of(first);
            let product = capped(hits, prefix, after_tokens, "of the input");
            format!(
                "{} calls, of which {} begin a loop and {} of those hit = {}; × {product}",
                count(calls),
                count(first),
                hit_share.percent(),
                count(hits)
            )
        }
        StepKind::WrittenMisses { misses, prefix, .. } => {
            format!(
                "{} misses × {}",
                count(misses),
                capped(misses, prefix, after_tokens, "of the input after the reads")
            )
        }
        StepKind::Fresh { reads, writes } => {
            let written = if writes == 0 { String::new() } else { format!(" - {} written to cache", count(writes)) };
            format!("{before} - {} read from cache{written} = {after}", count(reads))
        }
    }
}

/// `2,000 prefix tokens = 10,000`, or what is left of the input where the product is more than that.
fn capped(calls: u64, prefix: u64, tokens: u64, left: &str) -> String {
    let product = calls.saturating_mul(prefix);
    let of_product = format!("{} prefix tokens = {}", count(prefix), count(product));
    if product == tokens { of_product } else { format!("{of_product}; only {} {left} are left", count(tokens)) }
}

/// ` × 5 calls per request × (1 + 0.1 overhead) + 1,000 requests × 10 earlier calls × (500 answered × (1 - 20% trimmed) + 300 returned by tools)`.
fn grown(kind: StepKind) -> String {
    let StepKind::Grown { calls, overhead, requests, output, trim, tool_results } = kind else { return String::new() };
    let earlier = in_whole(earlier_calls(calls), 4);
    format!(
        "{} + {} requests × {earlier} earlier calls × ({} answered{} + {} returned by tools)",
        adjusted(calls, Adjustment::Overhead(overhead)),
        count(requests),
        count(output),
        adjusted(Multiple::ONE, Adjustment::Trim(trim)),
        count(tool_results)
    )
}

/// A count of parts with so many decimal places, in whole ones: `27,800.5`.
fn in_whole(parts: u128, places: u32) -> String {
    let one = 10_u128.pow(places);
    let rest = format!("{:0width$}", parts % one, width = places as usize);
    let rest = rest.trim_end_matches('0');
    let whole = grouped(&(parts / one).to_string());
    if rest.is_empty() { whole } else { format!("{whole}.{rest}") }
}

fn adjusted(calls: Multiple, adjustment: Adjustment) -> String {
    let mut factors = String::new();
    if calls != Multiple::ONE {
        factors = format!(" × {calls} calls per request");
    }
    match adjustment {
        Adjustment::Overhead(overhead) if overhead != Multiple::ZERO => {
            factors = format!("{factors} × (1 + {overhead} overhead)");
        }
        Adjustment::Trim(trim) if trim != Share::NONE => {
            factors = format!("{factors} × (1 - {} trimmed)", trim.percent());
        }
        Adjustment::Overhead(_) | Adjustment::Trim(_) => {}
    }
    factors
}
