//! What the figures of a brief are computed from, so that its reader can check them without the calculator. What tables of
//! the brief hold already isn't said again.

use super::super::provisioned::renews;
use super::super::{CapacitySection, price_digits, purchase_name};
use crate::words::multiple_percent;
use pricing::capacity::purchase_outlook;
use pricing::commitment::{organic, years};
use pricing::money::{Usd, grouped};
use pricing::names::{offer_name, offer_title, years_words};
use pricing::quantity::Multiple;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{
    Alternative, AlternativePrice, Bought, Clauses, Commitment, Counts, Forecasts, Measure, PrivateOffer, Purchase,
    Scenario, Throughput,
};

/// Marks what may never have been typed: it is as the page opens.
const DEFAULT: &str = " (the page’s default)";

/// What was given for capacity and commitment; `None` where there is neither.
pub(super) fn inputs(report: &Report, scenario: &Scenario, card: &RateCard) -> Option<CapacitySection> {
    let mut section = CapacitySection::new("inputs", "What was given");
    if !scenario.capacity.purchases.is_empty() {
        let purchases: Vec<String> =
            scenario.capacity.purchases.iter().map(|purchase| purchase_words(purchase, card)).collect();
        let hours = scenario.capacity.hours;
        section.lead.push(format!(
            "Capacity: {}; {} hours a month{}.",
            purchases.join("; "),
            hours.count(),
            unless_typed(&hours)
        ));
        section.lead.extend(renewals(scenario, card));
    }
    if let Some(commitment) = &scenario.commitment {
        section.lead.push(spend(commitment, report, card));
        section.lead.push(terms(commitment, report, card));
        section.lead.push(contract(commitment));
        section.lead.push(weighed(commitment));
    }
    section.lead.retain(|sentence| !sentence.is_empty());
    (!section.lead.is_empty()).then_some(section)
}

/// The mark of a default, where the value is one.
fn unless_typed<T: Default + PartialEq>(value: &T) -> &'static str {
    if *value == T::default() { DEFAULT } else { "" }
}

/// When each purchase ends, and what follows where nobody ends it.
fn renewals<'a>(scenario: &'a Scenario, card: &'a RateCard) -> impl Iterator<Item = String> + 'a {
    scenario.capacity.purchases.iter().enumerate().filter_map(|(index, purchase)| {
        let outlook = purchase_outlook(scenario, card, index)?;
        let (lead, rest) = renews(&outlook, purchase, scenario)?;
        Some(format!("{}: {rest} {lead}", purchase_name(purchase, card)))
    })
}

/// `One six-month unit of Command, each 100,000 tokens a minute`.
fn purchase_words(purchase: &Purchase, card: &RateCard) -> String {
    let minute = |tokens: u64| grouped(&tokens.to_string());
    let both =
        |input: u64, output: u64| format!("{} input and {} output tokens a minute", minute(input), minute(output));
    let throughput = match purchase.bought {
        Bought::Units { throughput: Throughput::Blended(tokens), .. } => {
            format!("each {} tokens a minute{}", minute(tokens.count()), unless_typed(&tokens))
        }
        Bought::Units { throughput: Throughput::Split { input, output }, .. } => {
            format!("each {}", both(input.count(), output.count()))
        }
        Bought::Reserved { input, output, .. } => both(input.count(), output.count()),
    };
    format!("{}, {throughput}", purchase_name(purchase, card))
}

/// Spend with and without AI, as it was typed or grows.
fn spend(commitment: &Commitment, report: &Report, card: &RateCard) -> String {
    let years = &commitment.years;
    let converted = organic(commitment, years.len());
    let each = years.iter().zip(converted).enumerate();
    let mut organic: Vec<String> = each
        .filter_map(|(index, (year, before))| {
            let typed = year.organic?.usd();
            let after = if year.organic_after_discount {
                format!(" (typed as {typed} after the discount)")
            } else {
                String::new()
            };
            Some(format!("year {} {before}{after}", index + 1))
        })
        .collect();
    let ai =
        years.iter().enumerate().filter_map(|(index, year)| Some(format!("year {} {}", index + 1, year.ai?.usd())));
    let ai: Vec<String> = ai.collect();
    if years.first().is_some_and(|year| year.organic.is_none()) {
        organic.insert(0, format!("year 1 {}, not typed", Usd::ZERO));
    }
    let otherwise = |growth: Multiple| {
        let by = if growth == Multiple::ONE { DEFAULT } else { "" };
        format!("× {growth} a year{by}")
    };
    let mut text = "Before discounts, spend without AI: ".to_owned();
    if !organic.is_empty() {
        text = format!("{text}{}; then ", organic.join(", "));
    }
    text = format!("{text}{}. AI spend: ", otherwise(commitment.organic_growth));
    if !ai.is_empty() {
        text = format!("{text}typed for {}; ", ai.join(", "));
    }
    // Beyond the commitment's last year, what was typed for it grows.
    let source = match ai.len() {
        0 => format!("the bill of {}, ", report.year()),
        typed if typed == years.len() => "then ".to_owned(),
        _ => format!("in its other years the bill of {}, ", report.year()),
    };
    format!("{text}{source}{}. Negotiated rate: {}.", otherwise(commitment.ai_growth), negotiated(commitment, card))
}

/// Rates below list: each provider's own with its end, then that of all others.
fn negotiated(commitment: &Commitment, card: &RateCard) -> String {
    let mut rates: Vec<String> = Vec::new();
    let mut named: Vec<&str> = Vec::new();
    for PrivateOffer { provider, below_list, months } in &commitment.private_offers {
        // Of two for the same provider the first holds.
        if named.contains(&provider.as_str()) {
            continue;
        }
        named.push(provider);
        let known = card.providers().iter().find(|known| known.id == *provider);
        let count = months.count();
        let months = format!("{count} month{}{}", if count == 1 { "" } else { "s" }, unless_typed(months));
        rates.push(format!(
            "{} {} below list for {months}, then list price",
            known.map_or(provider.as_str(), |known| &known.name),
            multiple_percent(*below_list)
        ));
    }
    let all = commitment.negotiated;
    let given = if all == Multiple::ZERO { DEFAULT } else { "" };
    let others = if rates.is_empty() { "" } else { "all others " };
    rates.push(format!("{others}{} below list{given}", multiple_percent(all)));
    rates.join("; ")
}

/// Terms of the contract that are other than usual.
fn contract(commitment: &Commitment) -> String {
    let Commitment { marketplace_share, marketplace_used, flat_discount, .. } = *commitment;
    let mut parts = Vec::new();
    if commitment.measure != Measure::default() {
        parts.push("spend counts before the discount".to_owned());
    }
    if commitment.carries_forward {
        parts.push("what counts beyond a year’s commitment also counts in the next year".to_owned());
    }
    let used = marketplace_used.cents() > 0;
    if used || marketplace_share != Commitment::default().marketplace_share {
        let used =
            if used { format!(", of which other spend uses {} a year", marketplace_used.usd()) } else { String::new() };
        parts.push(format!(
            "Marketplace spend counts up to {} of the commitment{used}",
            multiple_percent(marketplace_share)
        ));
    }
    if flat_discount > Multiple::ZERO {
        parts.push(format!("{} discount without a commitment", multiple_percent(flat_discount)));
    }
    if commitment.credits_lower_retirement {
        parts.push("spend that credits pay doesn’t count".to_owned());
    }
    if parts.is_empty() { String::new() } else { format!("Contract: {}.", parts.join("; ")) }
}

/// The terms that AI spend of the commitment's years stands under, by provider.
fn terms(commitment: &Commitment, report: &Report, card: &RateCard) -> String {
    let mut found: Vec<String> = Vec::new();
    for spend in years(commitment, report, card).iter().flatten().flat_map(|year| &year.ai) {
        let earns = if spend.terms.earns { "earns the discount" } else { "earns no discount" };
        let counts = match spend.terms.counts {
            Counts::Marketplace => "counts as Marketplace spend".to_owned(),
            Counts::Part(part) => format!("{} counts", multiple_percent(part)),
        };
        let is_typed = commitment.terms.iter().any(|terms| terms.provider == spend.terms.provider);
        let given = if is_typed { "" } else { DEFAULT };
        let words = format!("{}: {earns}, {counts}{given}", spend.name);
        if !found.contains(&words) {
            found.push(words);
        }
    }
    if found.is_empty() { String::new() } else { format!("Terms. {}.", found.join("; ")) }
}

/// What offers and clauses are weighed with.
fn weighed(commitment: &Commitment) -> String {
    let Commitment { forecasts, clauses, offers, .. } = commitment;
    let mut parts = Vec::new();
    if !offers.is_empty() || clauses.reduction > Multiple::ZERO {
        let named = ["low", "likely", "high"].into_iter().zip(forecasts.all());
        let each: Vec<String> = named
            .map(|(name, forecast)| {
                let [all, ai] = [forecast.demand, forecast.ai_demand()].map(multiple_percent);
                let own = if ai == all { String::new() } else { format!(" (AI {ai})") };
                format!("{name} {all}{own} × {}", weight_words(forecast.weight))
            })
            .collect();
        parts.push(format!("Demand × weight: {}{}.", each.join(", "), unless_typed::<Forecasts>(forecasts)));
    }
    for (index, offer) in offers.iter().enumerate() {
        if offer.years.count() > 1 {
            let years = years_words(usize::try_from(offer.years.count()).unwrap_or(1));
            let growth =
                if offer.growth == Multiple::ONE { String::new() } else { format!(", each × {}", offer.growth) };
            parts.push(format!("{} runs {years}{growth}.", offer_title(commitment, index + 1)));
        }
        if offer.credits.cents() > 0 {
            let months = offer.credit_months;
            parts.push(format!(
                "Credits of {}: {} within {} months{}.",
                offer_name(commitment, index + 1),
                offer.credits.usd(),
                months.count(),
                unless_typed(&months)
            ));
        }
    }
    if !commitment.years.is_empty() {
        parts.push(clause_inputs(clauses));
    }
    parts.join(" ")
}

/// A weight as it stands beside others: `25`.
pub(crate) fn weight_words(weight: Multiple) -> String {
    multiple_percent(weight).trim_end_matches('%').to_owned()
}

fn clause_inputs(clauses: &Clauses) -> String {
    let Clauses { price_rise, rise_year, reduction, migration_cost, migration_months } = clauses;
    format!(
        "Clauses: AI prices rise {} from year {} on; reduction {}; migration {migration_months} months × {}{}.",
        multiple_percent(*price_rise),
        rise_year.count(),
        multiple_percent(*reduction),
        migration_cost.usd(),
        unless_typed(clauses)
    )
}

/// What an alternative costs, as it was given.
pub(super) fn alternative_price(given: &Alternative) -> String {
    match &given.price {
        AlternativePrice::Prices(prices) if prices.len() == 1 => "1 typed price".to_owned(),
        AlternativePrice::Prices(prices) => format!("{} typed prices", prices.len()),
        AlternativePrice::Monthly(month) => format!("{} a month", month.usd()),
        AlternativePrice::Provider(provider) => format!("prices of {}, as of {}", provider.id, provider.rates),
        AlternativePrice::SelfHosted(own) => format!(
            "{} of your own, {} a month for people",
            crate::words::counted(&[(own.fleets.len(), "fleet")]),
            own.people.usd()
        ),
        AlternativePrice::Tokens { input, output } => format!(
            "${} input and ${} output per 1M tokens",
            price_digits(input.per_million()),
            price_digits(output.per_million())
        ),
    }
}
