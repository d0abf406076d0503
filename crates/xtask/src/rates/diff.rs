//! What changed between two cards, as a table for the changelog.

use std::collections::{BTreeMap, BTreeSet};

use super::amount::Amount;
use super::files::stated::Files;
use super::{Key, prices};

/// The longest list of regions that a cell names; a longer one is counted.
const REGIONS_NAMED: usize = 4;

/// A Markdown table with a row for what was added, removed and changed, all places and meters that changed alike in one.
pub(crate) fn lines(files: &Files, from: &str, to: &str) -> Vec<String> {
    let (old, new) = (prices(files, from), prices(files, to));
    let keys: BTreeSet<&Key<'_>> = old.keys().chain(new.keys()).collect();
    // By what stays the same within a line, each step of grouping taking one thing out of the key.
    let mut by_place: BTreeMap<(&'static str, Key<'_>, &'static str), Vec<String>> = BTreeMap::new();
    for key in keys {
        if let Some((kind, amount, unit)) = amount(old.get(key), new.get(key)) {
            let place = Key { meter: "", ..*key };
            by_place.entry((kind, place, unit)).or_default().push(format!("{} {amount}", key.meter));
        }
    }
    let mut by_scope: BTreeMap<Change<'_>, Vec<&str>> = BTreeMap::new();
    for ((kind, place, unit), meters) in by_place {
        let change = Change { kind, key: Key { region: "", ..place }, meters, unit, regions: Vec::new() };
        by_scope.entry(change).or_default().push(place.region);
    }
    let mut by_line: BTreeMap<Change<'_>, Vec<&str>> = BTreeMap::new();
    for (change, regions) in by_scope {
        let scope = change.key.scope;
        let change = Change { key: Key { scope: "", ..change.key }, regions, ..change };
        by_line.entry(change).or_default().push(scope);
    }
    let line = |(change, scopes): (Change<'_>, Vec<&str>)| {
        let Change { kind, key: Key { model, buying, length, .. }, meters, unit, regions } = change;
        let (scopes, meters) = (scopes.join(", "), meters.join(", "));
        let length = if length == "long" { ", long prompts" } else { "" };
        let regions = match regions.len() {
            0..=REGIONS_NAMED => regions.join(", "),
            count => format!("{count} regions"),
        };
        format!("| {kind} | {model} | {scopes} | {buying}{length} | {meters} | {unit} | {regions} |")
    };
    let rows: Vec<String> = by_line.into_iter().map(line).collect();
    if rows.is_empty() {
        return vec![format!("No price changed between {from} and {to}.")];
    }
    let head =
        ["| Change | Model | Scope | Bought | Dollars | Per | Where |", "| --- | --- | --- | --- | --- | --- | --- |"];
    head.map(str::to_owned).into_iter().chain(rows).collect()
}

/// What a line says, but for what it lists.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Change<'a> {
    kind: &'static str,
    key: Key<'a>,
    meters: Vec<String>,
    unit: &'static str,
    regions: Vec<&'a str>,
}

/// What happened to a price, the price, and what it is for.
fn amount(before: Option<&Amount>, after: Option<&Amount>) -> Option<(&'static str, String, &'static str)> {
    let unit = after.or(before)?.unit();
    match (before, after) {
        (Some(before), Some(after)) if before != after => {
            let from = if before.unit() == unit { String::new() } else { format!(" per {}", before.unit()) };
            Some(("changed", format!("{before}{from} -> {after}"), unit))
        }
        (Some(before), None) => Some(("removed", before.to_string(), unit)),
        (None, Some(after)) => Some(("added", after.to_string(), unit)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::rates::fixture::files;

    #[test]
    fn added_removed_and_changed_prices_are_told_apart() {
        assert_eq!(
            lines(&files("", ""), "2026-08-20", "2026-10-25"),
            [
                "| Change | Model | Scope | Bought | Dollars | Per | Where |",
                "| --- | --- | --- | --- | --- | --- | --- |",
                "| added | small | in-region | standard | input 0.04, output 0.16 | 1M tokens | eu-north-1, eu-west-1 |",
                "| changed | big | global | standard | cache_write_5m 3.75 -> 4 | 1M tokens | every region |",
                "| removed | large | in-region | standard | input 27.5, output 137.5 | 1M tokens | us-east-1 |",
            ]
        );
    }

    #[test]
    fn scopes_and_regions_that_change_alike_share_a_line() {
        let since = "from = \"2026-08-20\"\nscopes = [\"geographic\", \"in-region\"]";
        let lines = lines(&files(since, &since.replace("08-20", "10-25")), "2026-08-20", "2026-10-25");
        let big = "| added | big | geographic, in-region | standard | input 3.3, output 16.5 | 1M tokens | us-east-1, us-west-2 |";
        assert!(lines.iter().any(|line| line == big), "{lines:#?}");
    }

    #[test]
    fn each_unit_has_its_line() {
        let reserved = "from = \"2026-08-20\"\nscopes = [\"in-region\"]\nbuying = \"one-month\"";
        let later = lines(&files(reserved, &reserved.replace("08-20", "10-25")), "2026-08-20", "2026-10-25");
        let one_month =
            "| added | capacity | in-region | one-month | model_unit 20.3 | model unit hour | every region |";
        assert!(later.iter().any(|line| line == one_month), "{later:#?}");
        let training = "from = \"2026-08-20\"\nscopes = [\"in-region\"]\nbuying = \"custom\"\nunit = \"training hour\"";
        let later = lines(&files(training, &training.replace("08-20", "10-25")), "2026-08-20", "2026-10-25");
        let hour = "| added | capacity | in-region | custom | training 80 | training hour | every region |";
        assert!(later.iter().any(|line| line == hour), "{later:#?}");
    }

    #[test]
    fn a_card_equals_itself() {
        let same = lines(&files("", ""), "2026-08-20", "2026-08-20");
        assert_eq!(same, ["No price changed between 2026-08-20 and 2026-08-20."]);
    }

    #[test]
    fn a_long_list_of_regions_is_counted_and_long_prompts_are_named() {
        let two = "regions = [\"us-east-1\", \"us-west-2\"]\nbuying = \"flex\"";
        let five =
            "regions = [\"a-a-1\", \"b-b-1\", \"c-c-1\", \"d-d-1\", \"e-e-1\"]\nbuying = \"flex\"\nlength = \"long\"";
        let files = files(two, five);
        let lines = lines(&files, "2026-01-01", "2026-08-20");
        let flex = "| added | big | geographic, in-region | flex, long prompts | input 1.65, output 8.25 | 1M tokens | 5 regions |";
        assert!(lines.iter().any(|line| line == flex), "{lines:#?}");
    }
}
