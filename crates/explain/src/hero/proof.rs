//! What a figure at the top opens to: how it is computed, and the prices it rests on, each with its source and date.

use crate::contract::year_explained;
use crate::drawing::{Period, lever_words};
use crate::totals::{self, percent};
use crate::{Bill, Explanation, PriceUsed, amounts, bill_entry, bills, prices_used};
use pricing::commitment;
use pricing::ladder::Lever;
use pricing::money::Usd;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::Scenario;

/// Entries of a sum that are written out; what is beyond them is one entry.
const ENTRIES: usize = 10;

/// One of the figures at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeroPart {
    /// What inference costs in the period.
    Pay,
    /// The same over the other period.
    Other,
    /// How far it lies from list price.
    Saved,
    /// What AI adds to the payment of the commitment's first year.
    Added,
}

/// A figure at the top, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeroProof {
    /// What it is, and how it is computed.
    pub explanation: Explanation,
    /// Every price it rests on, each once.
    pub prices: Vec<PriceUsed>,
}

/// Opens a figure at the top; `None` where the report has no such figure: no list price, or no commitment.
pub fn hero_proof(
    part: HeroPart,
    report: &Report,
    scenario: &Scenario,
    card: &RateCard,
    period: Period,
) -> Option<HeroProof> {
    let explanation = match (part, period) {
        (HeroPart::Pay, Period::Month) | (HeroPart::Other, Period::Year) => month(report, scenario, card),
        (HeroPart::Pay, Period::Year) | (HeroPart::Other, Period::Month) => year(report),
        (HeroPart::Saved, _) => saved(report, scenario, period)?,
        (HeroPart::Added, _) => {
            let commitment = scenario.commitment.as_ref()?;
            let years = commitment::years(commitment, report, card)?;
            year_explained(commitment, &years, 0)?
        }
    };
    Some(HeroProof { explanation, prices: prices_used(report, card) })
}

/// The month as a sum: of the lines of a single workload, or else of what each workload and each purchase costs.
fn month(report: &Report, scenario: &Scenario, card: &RateCard) -> Explanation {
    let bills = bills(report, scenario, card);
    let mut formula = match bills.as_slice() {
        [one] => lines(one, report, scenario, card),
        many => costs(many),
    };
    formula.push(format!("Sum: {}", report.month()));
    let mut notes = vec!["AWS list prices and the prices you typed, before tax.".to_owned()];
    notes.extend(paid_once(report));
    let what = if report.services.is_empty() {
        "A month of inference: each quantity times its price, added up."
    } else {
        "A month of inference and services: each quantity times its price, added up."
    }
    .to_owned();
    Explanation { what, quantity: Vec::new(), formula, rate: None, notes }
}

fn lines(bill: &Bill, report: &Report, scenario: &Scenario, card: &RateCard) -> Vec<String> {
    let monthly = bill.lines.iter().filter(|line| !line.is_once);
    let opened = monthly.filter_map(|line| {
        let formula = bill_entry(&line.id, report, scenario, card)?.formula.pop()?;
        Some(format!("{}: {formula}", line.name))
    });
    opened.collect()
}

fn costs(bills: &[Bill]) -> Vec<String> {
    let (shown, rest) = bills.split_at(bills.len().min(ENTRIES));
    let mut entries: Vec<String> = shown.iter().map(|bill| format!("{}: {}", bill.name, bill.cost)).collect();
    if !rest.is_empty() {
        let cost = rest.iter().map(|bill| bill.cost).sum::<Usd>();
        entries.push(format!("{} more: {cost}", rest.len()));
    }
    entries
}

fn year(report: &Report) -> Explanation {
    let mut explanation = totals::year(report);
    explanation.notes.extend(paid_once(report));
    explanation
}

/// Says what is paid once, which no month has.
fn paid_once(report: &Report) -> Option<String> {
    (report.once() > Usd::ZERO).then(|| format!("{} that you pay once isn’t included.", report.once()))
}

/// The way from list price, step by step; the last entries are for the period that is shown.
fn saved(report: &Report, scenario: &Scenario, period: Period) -> Option<Explanation> {
    let ladder = period.ladder(report)?;
    // Services are added to inference: no lever saves them.
    let paid = ladder.inference();
    let change = paid - ladder.list;
    let mut formula = vec![format!("List price: {}", ladder.list)];
    let steps = ladder.steps.iter().filter(|step| step.change != Usd::ZERO && step.lever != Lever::Services);
    formula.extend(
        steps.map(|step| format!("{}: {}", lever_words(step.lever, scenario), amounts::change_cents(step.change))),
    );
    formula.push(format!("You pay: {} − {} = {}", paid, ladder.list, amounts::change_cents(change)));
    // Of nothing there is no share: capacity can be added to a list price of zero.
    if let Some(share) = change.share_of(ladder.list) {
        formula.push(format!("{} / {} = {}", amounts::change_cents(change), ladder.list, percent(share)));
    }
    Some(Explanation {
        what: format!(
            "How far {} of inference is from AWS’s list price, with every saving that you use.",
            period.words()
        ),
        quantity: Vec::new(),
        formula,
        rate: None,
        notes: vec![
            "Savings are applied in this order. Another order would split them differently; the total stays the same."
                .to_owned(),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::{HeroPart, HeroProof, hero_proof};
    use crate::drawing::Period;
    use exchange::link::decode;
    use pricing::price::price;
    use pricing::rates::RateCard;

    /// 2.4B x $3.00 and 600M x $15.00 are $16,200.00; a third of the input is read at $0.30.
    const CHAT: &str = "w1.name=Chat&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w1.cached=1/3";
    /// 1M x $3.00 a month.
    const SMALL: &str = "w2.name=Small&w2.model=claude-sonnet-4.5&w2.tokens=1000000,0";

    fn opened(link: &str, part: HeroPart, period: Period) -> Option<HeroProof> {
        let card = RateCard::newest();
        let link = format!("v2&rates={}&{link}&end", card.date());
        let scenario = decode(&link, &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}"));
        let report = price(&scenario, &card).unwrap_or_else(|error| unreachable!("{link}: {error}"));
        hero_proof(part, &report, &scenario, &card, period)
    }

    fn formula(link: &str, part: HeroPart, period: Period) -> Vec<String> {
        opened(link, part, period).map(|proof| proof.explanation.formula).unwrap_or_default()
    }

    #[test]
    fn a_month_of_one_workload_is_the_sum_of_its_lines() {
        let lines = [
            "Input, not cached: 1,600,000,000 tokens × $3.00 / 1,000,000 = $4,800.00",
            "Cache reads: 800,000,000 tokens × $0.30 / 1,000,000 = $240.00",
            "Output: 600,000,000 tokens × $15.00 / 1,000,000 = $9,000.00",
            "Sum: $14,040.00",
        ];
        let mut found = formula(CHAT, HeroPart::Pay, Period::Month);
        found.sort();
        let mut expected = lines.map(str::to_owned).to_vec();
        expected.sort();
        assert_eq!(found, expected);
        let prices = opened(CHAT, HeroPart::Pay, Period::Month).map(|proof| proof.prices).unwrap_or_default();
        assert_eq!(prices.len(), 3);
        assert!(prices.iter().all(|price| price.source.is_some()));
    }

    #[test]
    fn a_month_of_several_is_the_sum_of_the_workloads() {
        let both = format!("{CHAT}&{SMALL}");
        let expected = ["Chat: $14,040.00", "Small: $3.00", "Sum: $14,043.00"];
        assert_eq!(formula(&both, HeroPart::Pay, Period::Month), expected);
        assert_eq!(formula(&both, HeroPart::Other, Period::Month), ["12 × $14,043.00 = $168,516.00"]);
        assert_eq!(formula(&both, HeroPart::Pay, Period::Year), formula(&both, HeroPart::Other, Period::Month));
    }

    #[test]
    fn the_saving_is_the_way_from_list_price() {
        let expected = [
            "List price: $16,200.00",
            "Prompt caching: −$2,160.00",
            "You pay: $14,040.00 − $16,200.00 = −$2,160.00",
            "−$2,160.00 / $16,200.00 = -13.3%",
        ];
        assert_eq!(formula(CHAT, HeroPart::Saved, Period::Month), expected);
        // Twelve times as much.
        let expected = [
            "List price: $194,400.00",
            "Prompt caching: −$25,920.00",
            "You pay: $168,480.00 − $194,400.00 = −$25,920.00",
            "−$25,920.00 / $194,400.00 = -13.3%",
        ];
        assert_eq!(formula(CHAT, HeroPart::Saved, Period::Year), expected);
        assert_eq!(opened(CHAT, HeroPart::Added, Period::Month), None);
    }
}
