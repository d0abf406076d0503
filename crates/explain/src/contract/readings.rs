//! How the contract treats models that AWS Marketplace bills, or may bill: under both readings.

use super::super::{Column, Row, Table, amounts, capitalised};
use super::said;
use crate::words::multiple_percent;
use pricing::commitment::{ContractsRead, Deal, Reading, YearOutlook, as_read, contracts_as_read, years};
use pricing::money::Usd;
use pricing::names::offer_name;
use pricing::quantity::Multiple;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{Commitment, Scenario};

/// The first year under both readings; `None` where AWS bills all of the AI spend.
pub fn readings(commitment: &Commitment, years: &[YearOutlook]) -> Option<Table> {
    let first = years.first()?;
    if !may_be_marketplace(first) {
        return None;
    }
    let rows = Reading::ALL.into_iter().filter_map(|reading| {
        let read = as_read(commitment, years, reading).into_iter().next()?;
        let is_used = read.ai.iter().zip(&first.ai).all(|(one, other)| one.terms == other.terms);
        let name = match reading {
            Reading::Capped => {
                format!(
                    "Marketplace: no discount, counts up to {}",
                    used_of(first.deal, &multiple_percent(first.deal.marketplace_share))
                )
            }
            Reading::Full => {
                capitalised(&format!("earns {} and counts in full", multiple_percent(first.deal.discount)))
            }
        };
        let under = match (is_used, reading) {
            (true, _) => "Used here",
            (false, Reading::Full) => "Ask AWS to confirm in writing",
            (false, Reading::Capped) => "If AWS treats it as any Marketplace purchase",
        };
        Some(Row {
            id: format!("reading-{}", reading as usize),
            name,
            under: under.to_owned(),
            cells: [read.payment(), read.incremental(), read.shortfall()].map(said).to_vec(),
            current: is_used,
            ..Row::default()
        })
    });
    Some(Table {
        head: "Reading",
        columns: ["You pay, year 1", "AI adds", "Unused"]
            .map(|name| Column::new(name, super::offers::holds(name)))
            .to_vec(),
        rows: rows.collect(),
        ..Table::default()
    })
}

fn may_be_marketplace(year: &YearOutlook) -> bool {
    year.ai.iter().any(|spend| spend.may_be_marketplace)
}

/// How much Marketplace spend counts: `25% of the commitment`, `25% of the commitment less $1.0M used already`.
pub(super) fn marketplace_part(deal: Deal) -> String {
    used_of(deal, &format!("{} of the commitment", multiple_percent(deal.marketplace_share)))
}

fn used_of(deal: Deal, part: &str) -> String {
    if deal.marketplace_used > Usd::ZERO {
        format!("{part} less {} used already", said(deal.marketplace_used))
    } else {
        part.to_owned()
    }
}

/// What the first year costs under both readings, to stand beside the verdict, and whether the other reading would change what to
/// sign. With offers both contracts are named: the current one, and the offer to sign. `None` without a commitment, and where AWS
/// bills all of the AI spend.
pub fn both_readings(report: &Report, scenario: &Scenario, card: &RateCard) -> Option<String> {
    let commitment = scenario.commitment.as_ref()?;
    let years = years(commitment, report, card)?;
    let first = years.first()?;
    if !first.ai.iter().any(|spend| spend.may_be_marketplace && spend.list > Usd::ZERO) {
        return None;
    }
    let contracts = |reading| contracts_as_read(commitment, report, card, reading);
    let Some(used) = contracts(None) else {
        let [capped, full] = Reading::ALL.map(|reading| as_read(commitment, &years, reading));
        let payments = [capped.first()?.payment(), full.first()?.payment()];
        let terms = terms(first.deal, first.deal.discount > Multiple::ZERO, first.deal.commitment > Usd::ZERO);
        return Some(payments_words(&[("", payments)], &terms, "year 1"));
    };
    let [capped, full] = Reading::ALL.map(|reading| contracts(Some(reading)));
    let (capped, full) = (capped?, full?);
    let best = used.best();
    let mut payments = vec![(" under your current contract".to_owned(), [capped.contract, full.contract])];
    if let Some((best, capped, full)) =
        best.and_then(|best| Some((best, capped.offers.get(best)?, full.offers.get(best)?)))
    {
        let under = format!(" under {}", offer_name(commitment, best + 1));
        payments.push((under, [capped.first_year, full.first_year]));
    }
    let offer = best.and_then(|best| commitment.offers.get(best));
    let earns = first.deal.discount.max(offer.map_or(Multiple::ZERO, |offer| offer.discount)) > Multiple::ZERO;
    let promises = first.deal.commitment > Usd::ZERO || offer.is_some_and(|offer| offer.commitment.cents() > 0);
    let likely = commitment.forecasts.likely;
    let is_asked = [likely.demand, likely.ai_demand()].iter().all(|demand| *demand == Multiple::ONE);
    let when = if is_asked { "year 1" } else { "year 1 at likely demand" };
    let payments: Vec<(&str, [Usd; 2])> = payments.iter().map(|(under, both)| (under.as_str(), *both)).collect();
    let words = payments_words(&payments, &terms(first.deal, earns, promises), when);
    Some(format!("{words}{}", other_verdicts(commitment, best, &[capped, full])))
}

/// What the two readings say: without the discount and counted in part, or with it and in full; only what the contract has.
fn terms(deal: Deal, earns: bool, promises: bool) -> [String; 2] {
    let capped = [
        earns.then(|| "earn no discount".to_owned()),
        promises.then(|| format!("count up to {}", marketplace_part(deal))),
    ];
    let full = [
        earns.then(|| if promises { "earn it" } else { "earn it too" }.to_owned()),
        promises.then(|| "count in full".to_owned()),
    ];
    [capped, full].map(|parts| parts.into_iter().flatten().collect::<Vec<_>>().join(" and "))
}

/// `If Marketplace models earn no discount and count up to 25% of the commitment, year 1 costs $18.0M; if they earn it and count
/// in full, $16.0M.`
fn payments_words(payments: &[(&str, [Usd; 2])], [capped, full]: &[String; 2], when: &str) -> String {
    let told: Vec<(&str, [String; 2])> = payments.iter().map(|(under, both)| (*under, apart(*both))).collect();
    let each = |reading: usize, named: bool| {
        let each = told.iter().filter_map(|(under, both)| {
            let under = if named { under } else { "" };
            Some(format!("{}{under}", both.get(reading)?))
        });
        each.collect::<Vec<_>>().join(" and ")
    };
    if payments.iter().all(|(_, [capped, full])| capped == full) {
        return format!("Whichever way your contract treats Marketplace models, {when} costs {}.", each(0, true));
    }
    format!("If Marketplace models {capped}, {when} costs {}; if they {full}, {}.", each(0, true), each(1, false))
}

/// Two amounts, rounded no further than leaves them apart.
fn apart(both: [Usd; 2]) -> [String; 2] {
    for round in [said as fn(Usd) -> String, amounts::whole] {
        let [one, other] = both.map(round);
        if one != other || both[0] == both[1] {
            return [one, other];
        }
    }
    both.map(amounts::cents)
}

/// Where a reading changes what to sign: ` If they count in full, keep your current contract.` Empty where none does.
fn other_verdicts(commitment: &Commitment, best: Option<usize>, read: &[ContractsRead; 2]) -> String {
    let mut words = String::new();
    for (contracts, when) in read.iter().zip(["earn nothing and count in part", "earn the discount and count in full"])
    {
        let other = contracts.best();
        if other != best {
            let sign = match other {
                Some(index) => format!("sign {}", offer_name(commitment, index + 1)),
                None if commitment.years.iter().any(|year| year.commitment.cents() > 0) => {
                    "keep your current contract".to_owned()
                }
                None => "sign none of the offers".to_owned(),
            };
            words = format!("{words} If they {when}, {sign}.");
        }
    }
    words
}

#[cfg(test)]
mod tests;
