//! A bill in words.

use exchange::bill::{Amount, Baseline, Bill, Discounts, Idle, Month, MonthOf, NoHours, Source, Step, Way};
use explain::{Explanation, amounts};
use pricing::money::{Usd, grouped};
use pricing::rates::RateCard;

use super::{At, Stage, proof};

/// One sentence on the bill, and why.
pub(super) struct Said {
    pub(super) is_good: bool,
    pub(super) word: &'static str,
    pub(super) lead: String,
    pub(super) reason: String,
}

/// `$1,205`.
pub(super) fn amount(amount: Amount) -> String {
    amounts::whole(Usd::new(amount))
}

/// `$1,204.50`.
pub(super) fn cents(amount: Amount) -> String {
    Usd::new(amount).to_string()
}

/// `Aug 2026`.
pub(super) fn month(month: Month) -> String {
    let name = crate::words::month_and_day(u32::from(month.month), 1);
    format!("{} {}", name.split(' ').next().unwrap_or_default(), month.year)
}

/// What stands below the title.
pub(super) fn lead(stage: &Stage) -> String {
    match stage {
        Stage::Start | Stage::Failed(_) => "Read your bill to see what you really pay, and plan from it.".to_owned(),
        Stage::Reading(At { name, read, all, .. }) => {
            format!("{name}: {} of {} read", megabytes(*read), megabytes(*all))
        }
        Stage::Read(bill) => {
            let rows = bill.files.iter().map(|file| file.rows).sum();
            let names = match bill.files.as_slice() {
                [file] => file.name.clone(),
                files => format!("{} files", files.len()),
            };
            format!("{names}, {} lines, read in this browser", amounts::count(rows))
        }
    }
}

/// `1 line`, `2 lines`.
pub(super) fn several(count: u64, what: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{} {what}{end}", amounts::count(count))
}

fn megabytes(bytes: u64) -> String {
    let tenths = u128::from(bytes) * 10 / 1_000_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// Why a month may not be whole; empty where it is.
pub(super) fn incomplete(month: &MonthOf) -> String {
    if !month.is_incomplete() {
        return String::new();
    }
    let mut why = Vec::new();
    if month.estimated {
        why.push("an estimate".to_owned());
    }
    if month.untaxed {
        why.push("no tax yet".to_owned());
    }
    // In a report every hour that was used has a row: days without one say nothing.
    let is_by_day = matches!(
        month.source,
        Source::Records(Step::Day) | Source::UsageTypes(Step::Day) | Source::Services(Step::Day)
    );
    if is_by_day && month.days_missing > 0 {
        why.push(several(u64::from(month.days_missing), "day") + " without a row");
    }
    if why.is_empty() { "Incomplete".to_owned() } else { format!("Incomplete: {}", why.join(", ")) }
}

/// A way of buying.
pub(super) const fn way(way: Way) -> &'static str {
    match way {
        Way::OnDemand => "On demand",
        Way::Batch => "Batch",
        Way::Cached => "Prompt cache",
        Way::Provisioned => "Provisioned capacity",
        Way::Reserved => "Reserved tier",
        Way::Custom => "Custom models",
        Way::Services => "Services",
        Way::Unsaid => "Not said in the file",
    }
}

/// The one sentence: what a reader should do about this bill.
pub(super) fn verdict(bill: &Bill) -> Said {
    let usage = bill.usage();
    if bill.lines.is_empty() && !bill.metered.counts.is_empty() {
        return Said {
            is_good: true,
            word: "Counts",
            lead: "These files count tokens and have no money.".to_owned(),
            reason: "Compare them with a bill, or type the counts into a workload.".to_owned(),
        };
    }
    if bill.lines.is_empty() {
        return Said {
            is_good: false,
            word: "Check",
            lead: "There is no Bedrock usage in this file.".to_owned(),
            reason: "Models from other companies are billed by AWS Marketplace: a filter on the service Amazon Bedrock leaves them out.".to_owned(),
        };
    }
    if bill.is_unclear() {
        return Said {
            is_good: false,
            word: "Check",
            lead: format!("{} of your Bedrock usage has no model.", amount(bill.unrecognized())),
            reason:
                "Marketplace usage types are shared by many models. A Cost and Usage Report names the product, too."
                    .to_owned(),
        };
    }
    if let Some((discount, saved)) = bill.unearned() {
        return Said {
            is_good: false,
            word: "Check",
            lead: format!(
                "Your {} discount doesn’t reach models that AWS Marketplace bills.",
                amounts::percent(discount)
            ),
            reason: format!("Ask AWS whether they earn it: it would have saved {}.", amount(saved)),
        };
    }
    let reason = match bill.discounts {
        Discounts::Unseen => "The files can’t show a discount: they have list prices only, or what was paid only.",
        Discounts::Columns | Discounts::Lines | Discounts::Paid => "Every cent of the files is in a line below.",
    };
    Said {
        is_good: true,
        word: "Read",
        lead: format!("You paid {} for Bedrock usage.", amount(usage.net)),
        reason: reason.to_owned(),
    }
}

/// A figure at the top.
pub(super) struct Figure {
    pub(super) what: String,
    pub(super) shown: String,
    pub(super) note: String,
    /// What it opens to.
    pub(super) opens: Option<Explanation>,
}

/// The figures at the top.
pub(super) fn figures(bill: &Bill) -> Vec<Figure> {
    let usage = bill.usage();
    let months = bill.by_month();
    let over = match months.as_slice() {
        [] => "You paid".to_owned(),
        [(one, _)] => format!("You paid, {}", month(*one)),
        many => format!("You paid, {} months", many.len()),
    };
    let all = || Some(proof::usage(bill, "All Bedrock usage, after discounts.".to_owned(), &|_| true));
    let note = "After discounts, before tax".to_owned();
    let mut figures = vec![Figure { what: over, shown: amount(usage.net), note, opens: all() }];
    if let [.., (before, earlier), (last, total)] = months.as_slice() {
        let change = total.over(earlier);
        let note = change.map_or_else(String::new, |change| {
            let word = if change.is_sign_negative() { "below" } else { "above" };
            format!("{} {word} {}", amounts::percent(change.abs()), month(*before))
        });
        let what = format!("Bedrock usage of {}, after discounts.", month(*last));
        let opens = Some(proof::usage(bill, what, &|line| line.month == *last));
        figures.push(Figure { what: month(*last), shown: amount(total.net), note, opens });
    }
    let found = usage.discount().map_or_else(|| "Unknown".to_owned(), amounts::percent);
    let note = "What you paid against list price".to_owned();
    figures.push(Figure { what: "Effective discount".to_owned(), shown: found, note, opens: all() });
    let (idle, note) = match bill.idle() {
        None => ("$0".to_owned(), "No model units on this bill".to_owned()),
        Some(Idle { idle: Some((hours, net)), .. }) => (
            amount(net),
            format!("{} unit hours, recoverable", pricing::money::grouped(&hours.round_dp(0).to_string())),
        ),
        Some(Idle { net, .. }) => {
            ("Unknown".to_owned(), format!("Of {} for units: add their CloudWatch metrics", amount(net)))
        }
    };
    figures.push(Figure { what: "Idle capacity".to_owned(), shown: idle, note, opens: None });
    figures.push(Figure {
        what: "Not recognized".to_owned(),
        shown: amount(bill.unrecognized()),
        note: several(count(bill.unmapped().len()), "line"),
        opens: Some(proof::usage(bill, "Usage that couldn’t be recognized.".to_owned(), &|line| {
            line.subject.is_unmapped()
        })),
    });
    figures
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// What the bill says about caching, batch, places and models.
pub(super) fn says(bill: &Bill, card: &RateCard) -> Vec<(String, String)> {
    let mut says = Vec::new();
    match bill.read_share().ratio() {
        Some(share) if !share.is_zero() => {
            says.push((
                format!("{} of the input was read from a cache", amounts::percent(share)),
                "At a fraction of the price of fresh input".to_owned(),
            ));
        }
        Some(_) => says.push((
            "Nothing was read from a prompt cache".to_owned(),
            "Repeated instructions and documents pay the full price each time".to_owned(),
        )),
        None => {}
    }
    let writes = bill.writes_to_reads();
    if writes.part > writes.whole {
        says.push((
            "More was written to caches than was read back".to_owned(),
            "Writing costs more than fresh input: these caches cost money".to_owned(),
        ));
    }
    if let Some(share) = bill.batch_share().ratio() {
        let note = if share.is_zero() {
            "Work that can wait costs half in batch, where a model has it"
        } else {
            "Of what is paid by the token"
        };
        says.push((format!("{} ran as batch", amounts::percent(share)), note.to_owned()));
    }
    let premium = bill.regional_premium(card);
    if !premium.is_zero() {
        says.push((
            format!("{} went to serving requests in a Region or geography", amount(premium)),
            "What the same tokens would have cost less with global inference".to_owned(),
        ));
    }
    for (model, each) in bill.per_thousand_requests() {
        says.push((
            format!("{} cost {} for a thousand requests", explain::model_name(model, card), cents(each)),
            "Inference without batch, over the requests that monitoring or a log counted".to_owned(),
        ));
    }
    for (model, _) in bill.by_model() {
        if let Some(end) = card.facts(model).and_then(|facts| facts.end_of_life) {
            let name = explain::model_name(model, card);
            let verb = if end <= card.date() { "ended" } else { "ends" };
            says.push((
                format!("{name} {verb} on {}", crate::words::date(end)),
                "AWS’s date for this model".to_owned(),
            ));
        }
    }
    says
}

/// What each model of a baseline has by the hour, or why it has nothing.
pub(super) fn hours(made: &Baseline, card: &RateCard) -> Vec<(String, String)> {
    let named = |model: &str| explain::model_name(model, card).to_owned();
    let tokens = |tokens: Amount| grouped(&tokens.trunc().normalize().to_string());
    let of = made.hours.iter().map(|of| {
        let from = match of.source {
            Source::Metrics => "From CloudWatch, which may count batch too.",
            Source::Log => "From the invocation log.",
            _ => "From the bill’s own rows.",
        };
        let gaps = match of.gaps {
            0 => String::new(),
            gaps => format!(" {} without a row.", several(count(gaps), "hour")),
        };
        let what =
            format!("{}: {} tokens in {}", named(&of.model), tokens(of.tokens), several(count(of.known), "hour"));
        (what, format!("{from} Most in the hour of {}: {}.{gaps}", of.peak, tokens(of.peak_tokens)))
    });
    let without = made.hourless.iter().map(|(model, why)| {
        let why = match why {
            NoHours::Longer => "Rows are longer than an hour, such as a day. An hourly export, or CloudWatch metrics by the hour read together with this bill, has them.",
            NoHours::Unsaid => "The file doesn’t say in which hour its rows were.",
            NoHours::Apart => "Its hours don’t add up to what the bill has of it.",
            NoHours::Half => "The files beside the bill have its input or its output by the hour, not both.",
            NoHours::TooMany => "More hours, or more kinds of usage, than are kept.",
            NoHours::Narrowed => "Hours aren’t kept by account or tag. Choose all accounts and tags.",
        };
        (format!("{}: no hours", named(model)), why.to_owned())
    });
    of.chain(without).collect()
}

/// What the baseline comes to, and the discount in it.
pub(super) fn baseline(made: &Baseline, priced: Option<Usd>) -> String {
    let Some(priced) = priced else { return "A price of this baseline is missing here.".to_owned() };
    let months = match made.months.as_slice() {
        [one] => month(*one),
        many => format!("the average of {} months", many.len()),
    };
    let found = made.discount.map_or_else(
        || "No one discount holds for all of it: type yours under Commitment.".to_owned(),
        |discount| {
            format!(
                "The discount of {} is in the scenario, for the providers that have it.",
                amounts::percent(discount)
            )
        },
    );
    let mut workloads = several(count(made.scenario.workloads.len()), "workload");
    let capacity = made.scenario.capacity.purchases.len();
    if capacity > 0 {
        workloads = format!("{workloads} and {} of capacity", several(count(capacity), "purchase"));
    }
    format!("{workloads} from {months}, {} a month at list price. {found}", amounts::cents(priced))
}
