//! What must hold of the rate files. Each problem names the file and the key.

use std::collections::{BTreeMap, BTreeSet};

use super::amount::Amount;
use super::files::{Files, Model, Rate};
use super::{EVERY, Key, keys, length, meters, prices};

/// Everything that is wrong with the rate files.
pub(crate) fn problems(files: &Files) -> Vec<String> {
    let mut problems = Vec::new();
    cards_and_sources(files, &mut problems);
    names(files, &mut problems);
    for (name, file) in &files.providers {
        if !["aws", "marketplace"].contains(&file.provider.billed_through.as_str()) {
            problems.push(format!("{name}: billed_through is aws or marketplace"));
        }
        for model in &file.model {
            let place = format!("{name}: {}", model.id);
            let mut found = Vec::new();
            about_model(model, files, &mut found);
            for rate in &model.rate {
                about_rate(rate, files, &mut found);
            }
            duplicates(model, &mut found);
            problems.extend(found.into_iter().map(|problem| format!("{place}: {problem}")));
        }
    }
    // Prices are compared once each can be read.
    if problems.is_empty() {
        for card in &files.cards.card {
            plausible(files, &card.date, &mut problems);
        }
    }
    problems.sort();
    problems.dedup();
    problems
}

fn cards_and_sources(files: &Files, problems: &mut Vec<String>) {
    for card in &files.cards.card {
        if !is_date(&card.date) {
            problems.push(format!("cards.toml: `{}` is no date", card.date));
        }
    }
    if !files.cards.card.iter().map(|card| &card.date).is_sorted_by(|one, other| one < other) {
        problems.push("cards.toml: cards are in order of date, one for each".to_owned());
    }
    let used: BTreeSet<&str> = files
        .providers
        .iter()
        .flat_map(|(_, file)| &file.model)
        .flat_map(|model| model.rate.iter().map(|rate| &rate.source).chain(&model.cache_minimum_source))
        .map(String::as_str)
        .collect();
    let mut known = BTreeSet::new();
    for source in &files.sources.source {
        let id = &source.id;
        if !known.insert(id.as_str()) {
            problems.push(format!("sources.toml: {id} is there twice"));
        }
        if !used.contains(id.as_str()) {
            problems.push(format!("sources.toml: {id} is the source of nothing"));
        }
        if !is_date(&source.published) {
            problems.push(format!("sources.toml: {id}: published `{}` is no date", source.published));
        }
        if !["primary", "secondary"].contains(&source.kind.as_str()) {
            problems.push(format!("sources.toml: {id}: kind is primary or secondary"));
        }
    }
}

/// An identifier or a name that stands for two things.
fn names(files: &Files, problems: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for (name, file) in &files.providers {
        if !seen.insert(format!("provider {}", file.provider.id)) {
            problems.push(format!("{name}: provider {} is there twice", file.provider.id));
        }
        if *name != format!("{}.toml", file.provider.id) {
            problems.push(format!("{name}: holds provider {}", file.provider.id));
        }
        for model in &file.model {
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
            if model.id.is_empty() || model.id.len() > 64 || !model.id.bytes().all(plain) {
                problems.push(format!("{name}: `{}` is no identifier of a model", model.id));
            }
            for word in [format!("model {}", model.id), format!("model called {}", model.name)] {
                if !seen.insert(word.clone()) {
                    problems.push(format!("{name}: {word} is there twice"));
                }
            }
        }
    }
}

fn about_model(model: &Model, files: &Files, problems: &mut Vec<String>) {
    let primary = |id: &str| files.sources.source.iter().any(|source| source.id == id && source.kind == "primary");
    let from_primary = model.rate.iter().any(|rate| primary(&rate.source));
    match (model.evidence.as_str(), from_primary) {
        ("price-list", true) | ("secondary", false) => {}
        ("price-list", false) => problems.push("evidence is secondary: no rate has a primary source".to_owned()),
        ("secondary", true) => problems.push("evidence is price-list: a rate has a primary source".to_owned()),
        (other, _) => problems.push(format!("evidence `{other}` is neither price-list nor secondary")),
    }
    if model.rate.is_empty() {
        problems.push("has no rates".to_owned());
    }
    if model.cache_minimum.is_some() != model.cache_minimum_source.is_some() {
        problems.push("cache_minimum and cache_minimum_source go together".to_owned());
    }
    if let Some(id) = &model.cache_minimum_source {
        known_source(files, id, "cache_minimum_source", problems);
    }
    if model.cache_minimum.is_some_and(|tokens| !(1..=10_000).contains(&tokens)) {
        problems.push("cache_minimum is 1 to 10,000 tokens".to_owned());
    }
    if model.long_prompt_above.is_some_and(|tokens| !(1_000..=10_000_000).contains(&tokens)) {
        problems.push("long_prompt_above is 1,000 to 10,000,000 tokens".to_owned());
    }
    if model.long_prompt_above.is_some() != model.rate.iter().any(|rate| length(rate) == "long") {
        problems.push("long_prompt_above and rates of length long go together".to_owned());
    }
}

fn about_rate(rate: &Rate, files: &Files, problems: &mut Vec<String>) {
    let place = place(rate);
    let mut problem = |what: String| problems.push(format!("{place}: {what}"));
    for (field, date) in [("from", Some(&rate.from)), ("until", rate.until.as_ref())] {
        if let Some(date) = date
            && !files.cards.card.iter().any(|card| card.date == *date)
        {
            problem(format!("{field} `{date}` is the date of no card"));
        }
    }
    if rate.until.as_ref().is_some_and(|until| *until <= rate.from) {
        problem("until is not after from".to_owned());
    }
    if !is_date(&rate.read) {
        problem(format!("read `{}` is no date", rate.read));
    }
    let source = files.sources.source.iter().find(|source| source.id == rate.source);
    if source.is_some_and(|source| source.published > rate.read) {
        problem("read before it was published".to_owned());
    }
    let scopes = ["global", "geographic", "in-region"];
    if rate.scopes.is_empty() || !rate.scopes.iter().all(|scope| scopes.contains(&scope.as_str())) {
        problem(format!("scopes are some of {}", scopes.join(", ")));
    }
    if !strictly_sorted(&rate.scopes.iter().filter_map(|it| scopes.iter().position(|scope| scope == it)).collect::<Vec<_>>()) {
        problem("scopes are in order, each once".to_owned());
    }
    let buyings = ["standard", "flex", "priority", "latency-optimised", "batch"];
    if !buyings.contains(&rate.buying.as_str()) {
        problem(format!("buying is one of {}", buyings.join(", ")));
    }
    if !["ordinary", "long"].contains(&length(rate)) {
        problem("length is ordinary or long".to_owned());
    }
    if let Some(regions) = &rate.regions {
        if regions.is_empty() || !strictly_sorted(regions) {
            problem("regions are in order, each once; leave them out for every region".to_owned());
        }
        for region in regions.iter().filter(|region| !is_region(region)) {
            problem(format!("`{region}` is no region"));
        }
    }
    if meters(rate).is_empty() {
        problem("prices nothing".to_owned());
    }
    for (meter, price) in meters(rate) {
        if let Err(error) = Amount::parse(price, &rate.unit) {
            problem(format!("{meter}: {error}"));
        }
    }
    known_source(files, &rate.source, &place, problems);
}

fn known_source(files: &Files, id: &str, place: &str, problems: &mut Vec<String>) {
    if !files.sources.source.iter().any(|source| source.id == id) {
        problems.push(format!("{place}: there is no source {id}"));
    }
}

/// Two prices for one key at one time.
fn duplicates(model: &Model, problems: &mut Vec<String>) {
    let mut seen: BTreeMap<Key<'_>, Vec<&Rate>> = BTreeMap::new();
    let mut everywhere: BTreeMap<Key<'_>, Vec<&Rate>> = BTreeMap::new();
    for rate in &model.rate {
        for (key, _) in keys(&model.id, rate) {
            let all = everywhere.entry(Key { region: EVERY, ..key }).or_default();
            let same = if key.region == EVERY { &*all } else { &*seen.entry(key).or_default() };
            let earlier = everywhere_of(&model.rate, key);
            if same.iter().chain(&earlier).any(|other| !std::ptr::eq(*other, rate) && overlap(other, rate)) {
                problems.push(format!("two prices for {}", words(key)));
            }
            if key.region == EVERY {
                everywhere.entry(key).or_default().push(rate);
            } else {
                seen.entry(key).or_default().push(rate);
                everywhere.entry(Key { region: EVERY, ..key }).or_default().push(rate);
            }
        }
    }
}
