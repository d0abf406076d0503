//! What must hold of the rate files. Each problem names the file and the key.

use std::collections::BTreeSet;

use super::amount::Amount;
use super::files::stated::{Files, Model, Rate};
use super::{EVERY, Key, keys, length, meters, plausible};

/// Everything that is wrong with the rate files.
pub(crate) fn problems(files: &Files) -> Vec<String> {
    problems_of(files, &["aws", "marketplace", "unsettled"])
}

/// Everything that is wrong with the rate files of other providers, of each by itself: several sell the same model.
pub(crate) fn elsewhere(all: &Files, each: &[Files]) -> Vec<String> {
    let of_one = |files| {
        // Its sources are those of all.
        problems_of(files, &["provider"]).into_iter().filter(|problem| !problem.ends_with(UNUSED))
    };
    let mut problems: Vec<String> = each.iter().flat_map(of_one).collect();
    cards_and_sources(all, &mut problems);
    problems.sort();
    problems.dedup();
    problems.into_iter().map(|problem| format!("elsewhere/{problem}")).collect()
}

/// What is said of a source that no price names.
const UNUSED: &str = "is the source of nothing";

fn problems_of(files: &Files, billed: &[&str]) -> Vec<String> {
    let mut problems = Vec::new();
    cards_and_sources(files, &mut problems);
    names(files, &mut problems);
    for (name, file) in &files.providers {
        if !billed.contains(&file.provider.billed_through.as_str()) {
            problems.push(format!("{name}: billed_through is {}", billed.join(" or ")));
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
            problems.append(&mut plausible::problems(files, &card.date));
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
            problems.push(format!("sources.toml: {id} {UNUSED}"));
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
    // Prices that hold today; those of a model that has left the cards where there are none.
    let current = model.rate.iter().any(|rate| rate.until.is_none());
    let from_primary = model.rate.iter().any(|rate| (rate.until.is_none() || !current) && primary(&rate.source));
    match (model.evidence.as_str(), from_primary) {
        ("price-list", true) | ("secondary", false) => {}
        ("price-list", false) => problems.push("evidence is secondary: no rate has a primary source".to_owned()),
        ("secondary", true) => problems.push("evidence is price-list: a rate has a primary source".to_owned()),
        (other, _) => problems.push(format!("evidence `{other}` is neither price-list nor secondary")),
    }
    if model.kind.as_ref().is_some_and(|kind| !["embedding", "rerank"].contains(&kind.as_str())) {
        problems.push("kind is embedding or rerank; left out for text".to_owned());
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
    let of_minimum = model.cache_minimum_first.is_some() || model.cache_minimum_note.is_some();
    if of_minimum && model.cache_minimum.is_none() {
        problems.push("cache_minimum_first and cache_minimum_note stand beside a cache_minimum".to_owned());
    }
    if model.cache_maximum.is_some_and(|tokens| model.cache_minimum.is_none_or(|minimum| tokens < minimum)) {
        problems.push("cache_maximum stands beside a cache_minimum that it isn't below".to_owned());
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
    for (field, date) in [("since", &rate.since), ("promised_until", &rate.promised_until)] {
        if date.as_ref().is_some_and(|date| !is_date(date)) {
            problem(format!("{field} is no date"));
        }
    }
    if rate.since.as_ref().is_some_and(|since| *since > rate.from) {
        problem("since is after from".to_owned());
    }
    if rate.promised_until.as_ref().is_some_and(|until| rate.since.as_ref().unwrap_or(&rate.from) > until) {
        problem("promised until before it began".to_owned());
    }
    let source = files.sources.source.iter().find(|source| source.id == rate.source);
    if source.is_some_and(|source| source.published > rate.read) {
        problem("read before it was published".to_owned());
    }
    if rate.single_source && source.is_some_and(|source| source.kind == "primary") {
        problem("what AWS publishes needs no second source".to_owned());
    }
    let scopes = ["global", "geographic", "in-region"];
    if rate.scopes.is_empty() || !rate.scopes.iter().all(|scope| scopes.contains(&scope.as_str())) {
        problem(format!("scopes are some of {}", scopes.join(", ")));
    }
    if !strictly_sorted(
        &rate.scopes.iter().filter_map(|it| scopes.iter().position(|scope| scope == it)).collect::<Vec<_>>(),
    ) {
        problem("scopes are in order, each once".to_owned());
    }
    let by_token = BY_TOKEN.contains(&rate.buying.as_str());
    if !by_token && !CAPACITY.contains(&rate.buying.as_str()) {
        problem(format!("buying is one of {}, {}", BY_TOKEN.join(", "), CAPACITY.join(", ")));
    }
    match length(rate) {
        "ordinary" => {}
        "long" if by_token => {}
        "long" => problem("only a price by the token has a length".to_owned()),
        _ => problem("length is ordinary or long".to_owned()),
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
        } else if !units(&rate.buying, meter).contains(&rate.unit.as_str()) {
            problem(format!("{meter}: no price of {} in {}", rate.buying, rate.unit));
        }
    }
    known_source(files, &rate.source, &place, problems);
}

/// The ways of buying tokens.
const BY_TOKEN: [&str; 6] = ["standard", "flex", "priority", "latency-optimised", "ultrafast", "batch"];

/// The ways of buying capacity, and of having a model of one's own.
const CAPACITY: [&str; 7] =
    ["no-commitment", "one-month", "six-months", "reserved-one-month", "reserved-three-months", "custom", "import"];

/// The units that a price may have; none for a meter that isn't sold so.
fn units(buying: &str, meter: &str) -> &'static [&'static str] {
    const TOKENS: &[&str] = &["1M tokens", "1K tokens"];
    match (buying, meter) {
        ("no-commitment" | "one-month" | "six-months", "model_unit") => &["model unit hour"],
        ("reserved-one-month" | "reserved-three-months", "input" | "output") => &["1K TPM-hour"],
        ("custom", "input" | "output") => TOKENS,
        ("custom", "training") => &["1M tokens", "training hour"],
        ("custom" | "import", "storage") => &["month"],
        ("import", "model_unit") => &["unit minute"],
        ("standard", "query") => &["1K queries"],
        (_, "model_unit" | "training" | "storage" | "query") => &[],
        _ if BY_TOKEN.contains(&buying) => TOKENS,
        _ => &[],
    }
}

fn known_source(files: &Files, id: &str, place: &str, problems: &mut Vec<String>) {
    if !files.sources.source.iter().any(|source| source.id == id) {
        problems.push(format!("{place}: there is no source {id}"));
    }
}

/// Two prices for one key at one time.
fn duplicates(model: &Model, problems: &mut Vec<String>) {
    for (index, one) in model.rate.iter().enumerate() {
        for other in model.rate.iter().skip(index + 1) {
            let ends_before = |one: &Rate, other: &Rate| one.until.as_ref().is_some_and(|until| *until <= other.from);
            if ends_before(one, other) || ends_before(other, one) {
                continue;
            }
            let others = keys(&model.id, other);
            let twice = keys(&model.id, one).into_iter().map(|(key, _)| key).find(|key| {
                others.iter().any(|(other, _)| {
                    // Every region is every commercial one.
                    let meets = |one: &str, other: &str| one == EVERY && !other.starts_with("us-gov-");
                    let everywhere = meets(key.region, other.region) || meets(other.region, key.region);
                    *key == Key { region: if everywhere { key.region } else { other.region }, ..*other }
                })
            });
            if let Some(key) = twice {
                problems.push(format!("two prices for {key}"));
            }
        }
    }
}

/// What a table is about, for finding it in its file.
fn place(rate: &Rate) -> String {
    let regions = rate.regions.as_ref().map_or(EVERY, |regions| regions.first().map_or("no region", String::as_str));
    format!("{} {} {}, {regions}", rate.scopes.join("+"), rate.buying, length(rate))
}

/// `2026-08-20`: four, two and two digits, a month and a day that exist.
pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u16>().unwrap_or(0))
    };
    match parts.as_slice() {
        [year, month, day] => {
            number(year, 4).is_some_and(|year| (2000..2200).contains(&year))
                && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
                && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
        }
        _ => false,
    }
}

/// `ap-southeast-2`: words of lower-case letters, then a digit.
pub(super) fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [words @ .., digit] => {
            words.len() >= 2
                && words.iter().all(|word| word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_lowercase()))
                && digit.len() == 1
                && digit.bytes().all(|byte| byte.is_ascii_digit())
        }
        [] => false,
    }
}

fn strictly_sorted<T: PartialOrd>(items: &[T]) -> bool {
    items.is_sorted_by(|one, other| one < other)
}

#[cfg(test)]
mod tests {
    use super::problems;
    use crate::rates::fixture::{GOOD, files};

    /// The problems of the fixture after one replacement in one of its files.
    fn after(from: &str, to: &str) -> Vec<String> {
        assert!(GOOD.iter().any(|(_, text)| text.contains(from)), "the fixture has no {from}");
        problems(&files(from, to))
    }

    #[track_caller]
    fn refused(from: &str, to: &str, expected: &[&str]) {
        let problems = after(from, to);
        let named = |problem: &String| expected.iter().all(|words| problem.contains(words));
        assert!(problems.iter().any(named), "{expected:?} expected, not {problems:#?}");
    }

    #[test]
    fn the_fixture_is_sound() {
        assert_eq!(after("", ""), Vec::<String>::new());
    }

    #[test]
    fn two_prices_for_one_key_are_refused() {
        let again = "\n[[model.rate]]\nfrom = \"2026-10-25\"\nscopes = [\"global\"]\nbuying = \"standard\"\nunit = \"1M tokens\"\ninput = \"3\"\nsource = \"list\"\nread = \"2026-11-20\"\n# again";
        refused("# again", again, &["acme.toml: big: two prices for global standard ordinary input, every region"]);
        // One region of two, under another scope list.
        let region = again.replace("global", "in-region").replace("buying", "regions = [\"us-east-1\"]\nbuying");
        refused("# again", &region, &["acme.toml: big: two prices for in-region standard ordinary input, us-east-1"]);
        // A later period beside an earlier one that has ended is no duplicate.
        assert!(
            after("# again", &again.replace("\"3\"", "\"2.5\"").replace("input", "cache_write_1h").replace("2.5", "4"))
                .is_empty()
        );
        refused("id = \"small\"", "id = \"big\"", &["acme.toml: model big is there twice"]);
    }

    #[test]
    fn sources_must_exist_and_be_used() {
        refused("source = \"page\"", "source = \"pages\"", &["acme.toml: big", "there is no source pages"]);
        refused("cache_minimum_source = \"page\"", "cache_minimum_source = \"x\"", &["acme.toml: big", "no source x"]);
        refused("id = \"page\"", "id = \"list\"", &["sources.toml: list is there twice"]);
        refused("id = \"page\"", "id = \"other\"", &["sources.toml: other is the source of nothing"]);
        refused("kind = \"primary\"", "kind = \"first\"", &["sources.toml: list: kind"]);
        refused("evidence = \"price-list\"", "evidence = \"secondary\"", &["acme.toml: big: evidence is price-list"]);
    }

    #[test]
    fn prices_have_one_grammar() {
        for bad in ["3e0", "3_0", "+3", "3,0", ".3", "3.", "", "three", "0x3", "-3", "03"] {
            refused(
                "input = \"3\"",
                &format!("input = \"{bad}\""),
                &["acme.toml: big: global standard", "input: ", bad],
            );
        }
    }

    #[test]
    fn unknown_keys_are_refused() {
        for (file, key) in [("acme.toml", "input_price = \"3\"\noutput"), ("acme.toml", "cached = \"3\"\noutput")] {
            let error = crate::rates::fixture::parse("output", key).err().map(|error| error.to_string());
            let error = error.unwrap_or_default();
            assert!(error.contains(file) && error.contains("unknown field"), "{error}");
        }
        let error = crate::rates::fixture::parse("read = \"2026-11-20\"\n", "").err().map(|error| error.to_string());
        assert!(error.unwrap_or_default().contains("missing field `read`"));
    }

    #[test]
    fn each_way_of_buying_has_its_meters_and_units() {
        let units = [
            ("model_unit = \"23\"", "input = \"23\"", "input: no price of no-commitment"),
            ("unit = \"model unit hour\"", "unit = \"month\"", "model_unit: no price of no-commitment in month"),
            ("unit = \"1K TPM-hour\"", "unit = \"1M tokens\"", "input: no price of reserved-one-month in 1M tokens"),
            ("unit = \"training hour\"", "unit = \"model unit hour\"", "training: no price of custom"),
            ("storage = \"1.95\"", "training = \"1.95\"", "training: no price of custom in month"),
            ("unit = \"unit minute\"", "unit = \"model unit hour\"", "model_unit: no price of import"),
            ("input = \"3\"", "storage = \"3\"", "storage: no price of standard in 1M tokens"),
        ];
        for (from, to, expected) in units {
            refused(from, to, &["acme.toml: ", expected]);
        }
        let long = "buying = \"one-month\"";
        refused(long, &format!("{long}\nlength = \"long\""), &["acme.toml: capacity", "only a price by the token"]);
    }

    #[test]
    fn words_dates_and_regions_must_exist() {
        refused("buying = \"batch\"", "buying = \"Batch\"", &["acme.toml: big", "buying is one of"]);
        refused("scopes = [\"global\"]", "scopes = []", &["acme.toml: big", "scopes are some of"]);
        refused(
            "scopes = [\"geographic\", \"in-region\"]",
            "scopes = [\"in-region\", \"geographic\"]",
            &["scopes are in order"],
        );
        refused("unit = \"1M tokens\"", "unit = \"1M token\"", &["acme.toml: big", "`1M token` is no unit"]);
        refused("length = \"long\"", "length = \"longer\"", &["acme.toml: big", "length is ordinary or long"]);
        refused(
            "\"us-east-1\", \"us-west-2\"",
            "\"us-west-2\", \"us-east-1\"",
            &["acme.toml: big", "regions are in order"],
        );
        refused("\"us-west-2\"", "\"us-west2\"", &["acme.toml: big", "`us-west2` is no region"]);
        refused(
            "from = \"2026-08-20\"",
            "from = \"2026-08-21\"",
            &["acme.toml: big", "from `2026-08-21` is the date of no card"],
        );
        refused("until = \"2026-10-25\"", "until = \"2026-08-20\"", &["acme.toml: big", "until is not after from"]);
        refused("read = \"2026-11-20\"", "read = \"2026-08-01\"", &["acme.toml: big", "read before it was published"]);
        refused("read = \"2026-11-20\"", "read = \"20 Nov\"", &["acme.toml: big", "read `20 Nov` is no date"]);
        refused("date = \"2026-08-20\"", "date = \"2026-18-20\"", &["cards.toml", "`2026-18-20` is no date"]);
        refused("billed_through = \"aws\"", "billed_through = \"AWS\"", &["acme.toml: billed_through"]);
        refused("cache_minimum = 1024", "cache_minimum = 0", &["acme.toml: big: cache_minimum"]);
        refused("long_prompt_above = 200000\n", "", &["acme.toml: big: long_prompt_above and rates"]);
    }
}
