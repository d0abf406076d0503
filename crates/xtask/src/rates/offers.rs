//! What must hold of the capacity that other providers offer, and of instances of one's own.

use super::amount::Amount;
use super::check::{is_date, is_region};
use super::files::offers::Offers;
use super::files::stated::Files;

/// Everything that is wrong with the capacity that is on offer elsewhere: sources, dates, prices out of proportion.
pub(crate) fn problems(offers: &Offers, elsewhere: &Files) -> Vec<String> {
    let mut problems = Vec::new();
    let mut dated = |what: &str, source: &str, read: &str| match offers.source.iter().find(|own| own.id == source) {
        None => problems.push(format!("{what}: there is no source {source}")),
        Some(own) if own.published.as_str() > read => problems.push(format!("{what}: read before it was published")),
        Some(_) if !is_date(read) => problems.push(format!("{what}: read `{read}` is no date")),
        Some(_) => {}
    };
    for own in &offers.units {
        let what = format!("{} {}, {}", own.provider, own.model, own.name);
        dated(&what, &own.source, &own.read);
        dated(&what, &own.sized, &own.read);
    }
    for own in &offers.storage {
        dated(&format!("a cache of {} {}", own.provider, own.model), &own.source, &own.read);
    }
    for own in &offers.instance {
        dated(&own.name, &own.source, &own.read);
    }
    for own in &offers.throughput {
        dated(&format!("{} on {}", own.model, own.instance), &own.source, &own.read);
    }
    let sold = offers.units.iter().map(|own| (&own.provider, &own.model));
    for (provider, model) in sold.chain(offers.storage.iter().map(|own| (&own.provider, &own.model))) {
        let mut files = elsewhere.providers.iter().filter(|(_, file)| file.provider.id == *provider);
        if !files.any(|(_, file)| file.model.iter().any(|own| own.id == *model)) {
            problems.push(format!("{provider} doesn't sell {model}"));
        }
    }
    for own in &offers.storage {
        // Published: 1.00 and 4.50.
        priced(&own.model, &own.price, "1M tokens", (100, 20_000), &mut problems);
    }
    for own in &offers.units {
        // Published: 1 to 7.14 an hour, 260 a month.
        let bounds = if own.unit == "month" { (50_000, 2_000_000) } else { (200, 50_000) };
        priced(&own.name, &own.price, "model unit hour", bounds, &mut problems);
    }
    for own in &offers.instance {
        // Published: 1.861 to 113.93.
        priced(&own.name, &own.hourly, "model unit hour", (200, 300_000), &mut problems);
        if !is_region(&own.region) {
            problems.push(format!("{}: `{}` is no region", own.name, own.region));
        }
    }
    for source in &offers.source {
        if !is_date(&source.published) {
            problems.push(format!("{}: published `{}` is no date", source.id, source.published));
        }
    }
    problems.into_iter().map(|problem| format!("elsewhere/capacity/offers.toml: {problem}")).collect()
}

/// A price that can't be read or lies outside bounds, in thousandths of a dollar.
fn priced(what: &str, price: &str, unit: &str, (least, most): (i128, i128), problems: &mut Vec<String>) {
    match Amount::parse(price, unit) {
        Err(error) => problems.push(format!("{what}: {error}")),
        Ok(amount) if !amount.is_within(least, most) => problems.push(format!("{what}: {price} is out of proportion")),
        Ok(_) => {}
    }
}
