//! A commitment in words: what AI adds, year by year, and why.

mod alternatives;
mod clauses;
mod ladder;
mod obligations;
mod offers;
pub(crate) mod standing;
#[cfg(test)]
mod tests;
mod years;

use core::cmp::Ordering;

pub use alternatives::section as alternatives_section;
pub(crate) use clauses::WORTH_NOTHING;
pub use clauses::table as clauses_table;
pub use ladder::{year_ladder, year_ladder_table};
pub use obligations::table as obligations_table;

use super::totals::plain;
use super::{CapacitySection, Column, Explanation, Holds, Row, Table};
use crate::words::multiple_percent;
use pricing::commitment::{AiSpend, LeftOut, Reading, YearOutlook, as_read, observed, years};
use pricing::money::Usd;
use pricing::quantity::Multiple;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{Commitment, Counts, Measure, Rules, Scenario};

/// What is said of a commitment without a year.
pub const NO_YEAR: &str = "Add a year to the commitment.";

/// What is said where AI spend of a year is typed.
const TYPED: &str = "Where a year’s AI spend is typed, it stands in place of the bill above.";

/// What is said where spend grows above the bound.
const TOO_LARGE: &str = "Spend grows above $100,000,000,000 a year, which isn’t computed.";

/// What is said of the commitment of a scenario that is priced, and of alternatives to it; empty where there is neither.
pub fn commitment(report: &Report, scenario: &Scenario, card: &RateCard) -> Vec<CapacitySection> {
    let mut sections = Vec::new();
    if let Some(commitment) = &scenario.commitment {
        let mut section = CapacitySection::new("commitment", "Commitment");
        match years(commitment, report, card) {
            None => section.lead.push(TOO_LARGE.to_owned()),
            Some(years) => {
                let count = years.len();
                section.lead = lead(&years, scenario.rules);
                if commitment.years.iter().any(|year| year.ai.is_some()) {
                    section.lead.push(TYPED.to_owned());
                }
                if count > 0 {
                    section.title = if count == 1 { "One year".to_owned() } else { format!("{count} years") };
                    section.title.push_str(match commitment.measure {
                        Measure::Net => ", measured after discount",
                        Measure::Gross => ", measured before discount",
                    });
                    section.tables = vec![years::table(commitment, &years), ai_table(commitment, &years)];
                    section.tables.extend(obligations::table(commitment, &years, report, scenario, card));
                    sections.extend(offers::section(commitment, report, card));
                    if scenario.rules == Rules::V2 {
                        sections.extend(standing::section(commitment, report, card));
                        section.lead.extend(readings(commitment, &years));
                    }
                    sections.push(clauses::section(commitment, &years));
                }
            }
        }
        sections.insert(0, section);
    }
    sections.extend(alternatives::section(report, scenario, card));
    sections
}

fn lead(years: &[YearOutlook], rules: Rules) -> Vec<String> {
    let Some(first) = years.first() else {
        return vec![NO_YEAR.to_owned()];
    };
    let mut lead = vec![result(first)];
    let (ai, shortfall) = (first.ai_list(), first.shortfall());
    if ai > Usd::ZERO && first.shortcut() != first.incremental() {
        lead.push(format!(
            "The published shortcut, AI above the gap less the discount, says {}: it leaves out {}.",
            first.shortcut(),
            left_out(first)
        ));
    }
    match first.shortfall_ends_about() {
        Some(level) if shortfall > Usd::ZERO => {
            lead.push(format!("The shortfall ends with {} more of AI a year before discounts.", level - ai));
        }
        // Without AI there is no mix to speak of.
        None if shortfall > Usd::ZERO && ai > Usd::ZERO => {
            let more = first.marketplace_left();
            lead.push(if more == Usd::ZERO || first.marketplace() == Usd::ZERO {
                "More AI in this mix never ends the shortfall: nothing more of it counts.".to_owned()
            } else {
                format!(
                    "More AI in this mix never ends the shortfall: {more} more of it counts, as Marketplace spend up to {}, and \
                     {} of shortfall is due even then.",
                    first.cap(),
                    shortfall - more
                )
            });
        }
        _ => {}
    }
    // It may come back: then it hasn't ended.
    let last_short = years.iter().rposition(|year| year.shortfall() > Usd::ZERO);
    if let Some(ended) = last_short.map(|year| year + 1).filter(|ended| *ended < years.len()) {
        lead.push(format!("The shortfall ends in year {}.", ended + 1));
    }
    if is_marketplace(&first.ai) && rules == Rules::V1 {
        lead.push(
            "Sources disagree on whether models billed through Marketplace earn the discount and count in full. Check your \
             contract, and set the terms under Commitment."
                .to_owned(),
        );
    }
    lead
}

/// What the first year comes to under both readings of Marketplace-billed models; `None` where there are none.
fn readings(commitment: &Commitment, years: &[YearOutlook]) -> Option<String> {
    if !years.first()?.ai.iter().any(|spend| spend.may_be_marketplace && spend.list > Usd::ZERO) {
        return None;
    }
    let [capped, full] = Reading::ALL.map(|reading| as_read(commitment, years, reading));
    let (capped, full) = (capped.first()?, full.first()?);
    Some(format!(
        "If models that Marketplace bills, or may bill, earn no discount and count up to {} of the commitment, year 1 costs {} with {} of \
         unused commitment. If they earn the discount and count in full, it costs {} with {}.",
        capped.cap(),
        capped.payment(),
        capped.shortfall(),
        full.payment(),
        full.shortfall()
    ))
}

/// `that this AI earns no discount and that Marketplace spend counts only up to $5,000,000.00`.
pub(crate) fn left_out(year: &YearOutlook) -> String {
    let who = |all| if all { "this AI" } else { "some of this AI" };
    let all = year.shortcut_leaves_out().into_iter().map(|left_out| match left_out {
        LeftOut::AbsorbedEarns => "that absorbed spend earns the discount too".to_owned(),
        LeftOut::EarnsNothing { all } => format!("that {} earns no discount", who(all)),
        LeftOut::CountsInPart { all } => format!("that {} doesn’t count in full", who(all)),
        LeftOut::MarketplaceCap => format!("that Marketplace spend counts only up to {}", year.cap()),
    });
    let all: Vec<String> = all.collect();
    crate::words::in_a_row(&all)
}

/// `$1,500,000.00 of AI adds nothing to the first year’s payment; $1,500,000.00 of shortfall is still due.`
fn result(year: &YearOutlook) -> String {
    let (cash, adds, absorbed) = (year.ai_cash(), year.incremental(), year.absorbed());
    let ai = if cash == Usd::ZERO {
        format!("{} of AI, {cash} after discounts,", year.ai_list())
    } else {
        format!("{cash} of AI")
    };
    let payment = "the first year’s payment";
    let mut text = if year.ai_list() == Usd::ZERO {
        "There is no AI spend in the first year".to_owned()
    } else if adds < Usd::ZERO {
        format!("{ai} {}, since it retires more than it costs", adds_to(adds, payment))
    } else if adds > Usd::ZERO && absorbed == Usd::ZERO {
        format!("{ai} adds all of it to {payment}")
    } else if adds > Usd::ZERO {
        format!("{ai} {}; {absorbed} only fills the gap", adds_to(adds, payment))
    } else {
        format!("{ai} {}", adds_to(adds, payment))
    };
    if year.shortfall() > Usd::ZERO {
        text = format!("{text}; {} of shortfall is still due", year.shortfall());
    }
    text.push('.');
    text
}

/// `adds $5.00 to the payment`, `adds nothing to the payment`; `lowers the payment by $5.00`, where spend that counts before the
/// discount retires more than it costs.
pub(crate) fn adds_to(amount: Usd, what: &str) -> String {
    match amount.cmp(&Usd::ZERO) {
        Ordering::Less => format!("lowers {what} by {}", -amount),
        Ordering::Equal => format!("adds nothing to {what}"),
        Ordering::Greater => format!("adds {amount} to {what}"),
    }
}

/// `12 to 18% observed by one firm for this commitment`: a published benchmark; `None` where nothing is promised.
pub fn observed_words(commitment: Usd) -> Option<String> {
    let band = observed(commitment)?;
    Some(format!("{} to {}% observed by one firm for this commitment", band.low, band.high))
}

/// Terms, and the benchmark for their commitment where there is one.
fn with_observed(terms: String, commitment: Usd) -> String {
    match observed_words(commitment) {
        Some(observed) => format!("{terms}; {observed}"),
        None => terms,
    }
}

/// What spend retires by its terms, named so that nobody takes it for what counts in the end.
const fn counts_words(is_capped: bool) -> &'static str {
    if is_capped { "Counts, before the cap" } else { "Counts" }
}

/// `$174,960.00 counts, before the cap`.
fn counted_words(spend: &AiSpend) -> String {
    let before = if spend.terms.counts == Counts::Marketplace { ", before the cap" } else { "" };
    format!("{} counts{before}", spend.counted)
}

fn is_marketplace(ai: &[AiSpend]) -> bool {
    ai.iter().any(|spend| spend.terms.counts == Counts::Marketplace)
}

/// The cap on Marketplace spend.
fn cap_words(year: &YearOutlook) -> String {
    let (share, used) = (year.deal.marketplace_share, year.deal.marketplace_used);
    let part = if share.ten_thousandths() == 2_500 { "a quarter".to_owned() } else { multiple_percent(share) };
    let less = if used > Usd::ZERO { format!(", less {used} that other spend takes") } else { String::new() };
    format!("All Marketplace spend together counts to {part} of the commitment{less}: {}.", year.cap())
}

/// AI spend of the first year by provider, and what of it counts.
pub fn ai_table(commitment: &Commitment, years: &[YearOutlook]) -> Table {
    let is_capped = years.first().is_some_and(|year| is_marketplace(&year.ai));
    let mut table = Table {
        caption: "AI spend of the first year, and what of it counts.".to_owned(),
        head: "Provider",
        columns: ["Before discounts", "Paid", counts_words(is_capped)]
            .map(|name| Column::new(name, Holds::Number))
            .to_vec(),
        ..Table::default()
    };
    let spends = years.iter().take(1).flat_map(|year| year.ai.iter().map(move |spend| (year, spend)));
    for (index, (year, spend)) in spends.enumerate() {
        let earns = if spend.terms.earns { "earns the discount" } else { "earns no discount" };
        let counts = match spend.terms.counts {
            Counts::Marketplace => "counts as Marketplace spend".to_owned(),
            Counts::Part(part) => format!("{} counts", multiple_percent(part)),
        };
        table.rows.push(Row {
            id: format!("ai-{}", index + 1),
            name: spend.name.clone(),
            under: format!("{earns}, {counts}"),
            cells: [spend.list, spend.cash, spend.counted].map(|amount| amount.to_string()).to_vec(),
            opens: Some(opened_spend(commitment, year, spend)),
            ..Row::default()
        });
    }
    if let Some(year) = years.first().filter(|_| is_capped) {
        table.caption = format!("{} {}", table.caption, cap_words(year));
        let counts = year.retired_with - year.retired_without;
        table.rows.push(Row {
            name: "All together".to_owned(),
            under: "after the cap".to_owned(),
            cells: [year.ai_list(), year.ai_cash(), counts].map(|amount| amount.to_string()).to_vec(),
            ..Row::default()
        });
    }
    table
}

/// What is paid to a provider, and what of it could count.
fn opened_spend(commitment: &Commitment, year: &YearOutlook, spend: &AiSpend) -> Explanation {
    let is_typed = commitment.years.first().is_some_and(|year| year.ai.is_some());
    let what = "What is paid for AI in the first year, and what of it counts before the cap.";
    let negotiated = multiple_percent(spend.below.share);
    let mut formula = match spend.below.months {
        12 => format!("{} × (1 - {negotiated} negotiated)", spend.list),
        months => format!("({} - {negotiated} negotiated of {months} months of it)", spend.list),
    };
    if spend.terms.earns {
        let discount = multiple_percent(year.deal.discount);
        formula = format!("{formula} × (1 - {discount} discount)");
    }
    let mut explanation = plain(what, format!("{formula} = {} paid", spend.cash));
    let (measured, by) = match commitment.measure {
        Measure::Net => (spend.cash, "after the discount"),
        Measure::Gross => (spend.negotiated, "before the discount"),
    };
    let part = match spend.terms.counts {
        Counts::Marketplace => Multiple::ONE,
        Counts::Part(part) => part,
    };
    let counts = counted_words(spend);
    explanation.formula.push(format!("{measured} {by} × {} = {counts}", multiple_percent(part)));
    if !is_typed {
        explanation.notes.push("Before discounts it is the month’s AI cost times 12, to the cent.".to_owned());
    }
    if spend.terms.counts == Counts::Marketplace {
        explanation.notes.push(cap_words(year));
    }
    let given = commitment.terms.iter().any(|terms| terms.provider == spend.terms.provider);
    let terms = if spend.terms.provider.is_empty() {
        "Whose models these are isn’t known here: the terms are an assumption."
    } else if given {
        "The terms are typed, as they stand in your contract."
    } else if spend.terms.counts == Counts::Marketplace {
        "The terms are an assumption, since Marketplace bills these models. Set them under Commitment."
    } else if spend.may_be_marketplace {
        "The terms are an assumption: AWS’s texts don’t settle who bills these models. Set them under Commitment."
    } else {
        "The terms are an assumption, since AWS bills these models itself. Set them under Commitment."
    };
    explanation.notes.push(terms.to_owned());
    explanation
}
