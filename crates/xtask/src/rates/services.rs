//! What must hold of the prices of services.

use std::collections::BTreeSet;

use super::check::is_date;
use super::files::services::{ServiceRate, Services};
use super::files::stated::Files;
use pricing::rates::{FALLBACK_REGION, ServiceItem, ServicePrice, ServiceUnit};

/// Everything that is wrong with the prices of services.
pub(crate) fn problems(services: &Services, files: &Files) -> Vec<String> {
    let mut problems = Vec::new();
    sources(services, &mut problems);
    for rate in &services.rates {
        let place = format!("services: {} in {}", rate.item, rate.regions.as_deref().unwrap_or_default().join(", "));
        let mut found = Vec::new();
        about(rate, services, files, &mut found);
        problems.extend(found.into_iter().map(|problem| format!("{place}: {problem}")));
    }
    for (index, rate) in services.rates.iter().enumerate() {
        let before = services.rates.iter().take(index);
        if before
            .into_iter()
            .any(|other| other.item == rate.item && share_a_region(rate, other) && overlap(rate, other))
        {
            problems.push(format!("services: {} has two prices at a time in one region", rate.item));
        }
    }
    for item in ServiceItem::ALL {
        if !services.rates.iter().any(|rate| rate.item == item.name()) {
            problems.push(format!("services: {} has no price at all", item.name()));
        }
    }
    problems
}

fn sources(services: &Services, problems: &mut Vec<String>) {
    let mut known = BTreeSet::new();
    for source in &services.sources.source {
        let id = &source.id;
        if !known.insert(id) {
            problems.push(format!("services/sources.toml: {id} is there twice"));
        }
        if !services.rates.iter().any(|rate| rate.source == *id) {
            problems.push(format!("services/sources.toml: {id} is the source of nothing"));
        }
        if !is_date(&source.published) {
            problems.push(format!("services/sources.toml: {id}: published `{}` is no date", source.published));
        }
        if !["primary", "secondary"].contains(&source.kind.as_str()) {
            problems.push(format!("services/sources.toml: {id}: kind is primary or secondary"));
        }
    }
}

fn about(rate: &ServiceRate, services: &Services, files: &Files, problems: &mut Vec<String>) {
    let Some(item) = ServiceItem::from_name(&rate.item) else {
        return problems.push("there is no such item".to_owned());
    };
    if rate.unit != item.unit().name() {
        problems.push(format!("its unit is {}", item.unit().name()));
    }
    for (what, date) in [("from", Some(&rate.from)), ("until", rate.until.as_ref()), ("read", Some(&rate.read))] {
        if date.is_some_and(|date| !is_date(date)) {
            problems.push(format!("{what} is no date"));
        }
    }
    if !files.cards.card.iter().any(|card| card.date == rate.from) {
        problems.push(format!("from `{}` is the date of no card", rate.from));
    }
    if rate.until.as_ref().is_some_and(|until| *until <= rate.from) {
        problems.push("until comes before from".to_owned());
    }
    match services.sources.source.iter().find(|source| source.id == rate.source) {
        None => problems.push(format!("unknown source {}", rate.source)),
        // A price is on the cards from the one on that its source is no later than.
        Some(source) if source.published > rate.from => {
            problems.push(format!("its source is of {}, after its first card", source.published));
        }
        Some(_) => {}
    }
    if rate.regions.as_ref().is_some_and(Vec::is_empty) {
        problems.push("no regions: leave them out for everywhere".to_owned());
    }
    let Some(price) = ServicePrice::parse(&rate.price) else {
        return problems.push(format!("`{}` is no price", rate.price));
    };
    let (low, high) = plausible(item);
    let [low, high] = [low, high].map(|bound| ServicePrice::parse(bound).map(ServicePrice::amount));
    if low.is_some_and(|low| price.amount() < low) || high.is_some_and(|high| price.amount() > high) {
        problems.push(format!("{price} per {} isn't plausible", item.unit().name()));
    }
    let there = services.rates.iter().find(|other| {
        other.item == rate.item && other.regions.iter().flatten().any(|region| region == FALLBACK_REGION)
    });
    if let Some(usual) = there.and_then(|other| ServicePrice::parse(&other.price)) {
        let is_far =
            price.amount() > usual.amount() + usual.amount() || usual.amount() > price.amount() + price.amount();
        if is_far {
            problems.push(format!("{price} is more than twice, or less than half of {usual} in {FALLBACK_REGION}"));
        }
    }
}

/// What a unit can cost, in dollars.
fn plausible(item: ServiceItem) -> (&'static str, &'static str) {
    match item.unit() {
        ServiceUnit::Million(_) => ("0.01", "10"),
        ServiceUnit::Thousand("text units") => ("0.05", "1"),
        ServiceUnit::Thousand(_) => ("0.0001", "10"),
        ServiceUnit::One("request") => ("0.000001", "0.001"),
        ServiceUnit::One(_) => ("0.0001", "5"),
        ServiceUnit::Measured("dollar") => ("0.01", "0.15"),
        ServiceUnit::Measured("TB") => ("0.0001", "1"),
        ServiceUnit::Measured("GB" | "GB-month") => ("0.001", "10"),
        ServiceUnit::Hundred(_) | ServiceUnit::Measured(_) => ("0.001", "1"),
    }
}

fn share_a_region(one: &ServiceRate, other: &ServiceRate) -> bool {
    match (&one.regions, &other.regions) {
        (Some(one), Some(other)) => one.iter().any(|region| other.contains(region)),
        _ => true,
    }
}

fn overlap(one: &ServiceRate, other: &ServiceRate) -> bool {
    let begins_before_end =
        |one: &ServiceRate, other: &ServiceRate| other.until.as_ref().is_none_or(|until| one.from < *until);
    begins_before_end(one, other) && begins_before_end(other, one)
}

#[cfg(test)]
mod tests {
    use super::super::files::{self, services};
    use super::problems;

    /// The bundled files, with one text in place of another in all of them.
    fn with(old: &str, new: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
        let folder = crate::places::root().join("crates").join("pricing").join("rates");
        let files = files::parse(&files::read(&folder)?)?;
        let texts = files::read(&folder.join("services"))?.into_iter();
        let texts: Vec<(String, String)> = texts.map(|(name, text)| (name, text.replace(old, new))).collect();
        Ok(problems(&services::parse(&texts)?, &files))
    }

    #[test]
    fn the_bundled_prices_hold_and_broken_ones_are_named() -> Result<(), Box<dyn std::error::Error>> {
        assert_eq!(with("", "")?, Vec::<String>::new());
        for (old, new, named) in [
            ("price = \"0.15\"", "price = \"15\"", "isn't plausible"),
            ("price = \"0.293\"", "price = \"0.6\"", "more than twice"),
            ("price = \"0.15\"", "price = \"-1\"", "is no price"),
            ("unit = \"OCU-hour\"", "unit = \"hour\"", "its unit is OCU-hour"),
            ("source = \"s3-feed-2026-09-28\"", "source = \"memory\"", "unknown source memory"),
            ("from = \"2026-10-25\"", "from = \"2026-10-24\"", "is the date of no card"),
            ("item = \"alarms\"", "item = \"alarm\"", "there is no such item"),
            ("regions = [\"ap-northeast-2\"]", "regions = [\"us-east-1\"]", "two prices at a time"),
        ] {
            let found = with(old, new)?;
            assert!(found.iter().any(|problem| problem.contains(named)), "{new}: {found:?}");
        }
        Ok(())
    }
}
