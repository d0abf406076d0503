use super::place::Placement;
use super::{Tally, imported};
use crate::failure::{About as _, Result, failure};
use crate::rates::fixture::GOOD;

const DECIDED: &str = r#"
card = "2026-10-25"
read = "2026-11-28"
long_prompt = [{ models = ["new"], above = 272000 }]
promised = [{ model = "small", since = "2026-08-21", until = "2026-11-21" }]

[[source]]
row = "A book"
title = "The book"
id = "page"

[[source]]
row = "The list"
title = "The list"
id = "list"
first = true

[[model]]
row = "maker.new:0"
id = "new"
name = "New"

[[note]]
row = "seen by"
say = "Seen by nobody else."

[[exclude]]
reason = "Speech isn't text."
meters = ["audio"]
"#;

const ROW: &str = r#"{"provider": "acme", "model": "big", "model_name": "Big", "key": "acme.big", "scope": "in-region", "region": "us-east-1,us-west-2", "tier": "priority", "prompt_length": "ordinary", "meter": "cache_read", "unit": "1M tokens", "price": "0.5775", "source": "A book, page 3", "also_in": [], "confidence": "medium", "note": null, "region_basis": null}"#;

fn import(rows: &str) -> Result<std::result::Result<(String, Tally), Vec<String>>> {
    let decided: Placement = toml::from_str(DECIDED).about("the decisions")?;
    let texts = GOOD.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let changed = imported(&texts, rows, &decided);
    Ok(changed.map(|(files, tally)| (files.into_values().collect::<String>(), tally)))
}

/// The file after the import, which must go through.
fn text(rows: &str) -> Result<(String, Tally)> {
    import(rows)?.map_err(|refused| failure(refused.join("\n")))
}

#[track_caller]
fn refused(from: &str, to: &str, why: &str) {
    assert!(ROW.contains(from), "no {from}");
    let outcome = import(&ROW.replacen(from, to, 1));
    let problems = outcome.ok().and_then(std::result::Result::err).unwrap_or_default();
    assert!(problems.iter().any(|problem| problem.contains(why)), "{why} expected, not {problems:?}");
}

#[test]
fn a_price_goes_to_the_end_of_its_model() -> Result<()> {
    let (text, tally) = text(ROW)?;
    let table = "\
[[model.rate]]
from = \"2026-10-25\"
scopes = [\"in-region\"]
regions = [\"us-east-1\", \"us-west-2\"]
buying = \"priority\"
unit = \"1M tokens\"
cache_read = \"0.5775\"
source = \"page\"
read = \"2026-11-28\"
single_source = true
";
    let at = text.find(table).ok_or_else(|| failure(text.clone()))?;
    assert_eq!(text.get(at + table.len()..).map(|rest| rest.starts_with("\n[[model]]\nid = \"small\"")), Some(true));
    assert_eq!(tally, Tally { added: 2, ..Tally::default() });
    Ok(())
}

#[test]
fn rows_that_agree_share_a_table_and_name_each_other() -> Result<()> {
    let geographic = ROW.replace("in-region", "geographic").replace("A book", "The list");
    let same = ROW.replace("A book", "The list");
    let open = ROW.replace("in-region", "geographic|in-region").replace("us-east-1,us-west-2", "us-east-1 (its word)");
    let (text, tally) = text(&[ROW, &same, &geographic, &open].join("\n"))?;
    assert!(text.contains("note = \"Also in The list.\"\n"), "{text}");
    assert!(text.contains("scopes = [\"geographic\"]\nregions = [\"us-west-2\"]"), "{text}");
    assert_eq!(tally, Tally { added: 4, known: 2, ..Tally::default() });
    Ok(())
}

#[test]
fn a_new_model_comes_first_with_its_threshold() -> Result<()> {
    let new = ROW.replace("\"big\"", "\"maker.new:0\"").replace("priority", "standard");
    let input = new.replace("cache_read", "input").replace("null}", "\"seen by one\"}");
    let long = input.replace("ordinary", "long (above threshold)").replace("0.5775", "1.155");
    let read = new.replace("0.5775", "0.3");
    let output = input.replace("input", "output").replace("0.5775", "2");
    let (text, tally) = text(&[&*input, &long, &read, &output].join("\n"))?;
    let first = "\n[[model]]\nid = \"new\"\nname = \"New\"\nevidence = \"secondary\"\nlong_prompt_above = 272000\n";
    assert_eq!(text.find(first), text.find("\n[[model]]\n"), "{text}");
    assert!(text.contains("note = \"Seen by nobody else.\""), "{text}");
    assert_eq!(tally.added, 8);
    Ok(())
}

#[test]
fn a_promise_and_what_stays_out_are_written_down() -> Result<()> {
    let small =
        ROW.replace("\"big\"", "\"small\"").replace("us-east-1,us-west-2", "us-east-1").replace("priority", "standard");
    let small = small.replace("0.5775", "0.0035");
    let (text, tally) =
        text(&[&*small, &small.replace("cache_read", "audio"), &small.replace("medium", "low")].join("\n"))?;
    assert!(text.contains("since = \"2026-08-21\"\npromised_until = \"2026-11-21\"\n"), "{text}");
    assert_eq!(tally, Tally { added: 1, excluded: 1, doubtful: 1, ..Tally::default() });
    Ok(())
}

#[test]
fn a_price_that_the_card_has_changes_nothing() -> Result<()> {
    let known = ROW.replace("cache_read", "input").replace("0.5775", "5.775");
    let (text, tally) = text(&known)?;
    assert_eq!((text.as_str(), tally.known), ("", 1));
    refused("cache_read", "input", "the card has 5.775, the row 0.5775");
    Ok(())
}

#[test]
fn what_is_out_of_bounds_is_refused() {
    refused("0.5775", "577.5", "implausible");
    refused("0.5775", "-1", "no plain decimal");
    refused("0.5775", "1e3", "no plain decimal");
    refused("1M tokens", "1 token", "is no unit");
    refused("1M tokens", "model unit hour", "no price of priority");
    refused("cache_read", "audio_input", "no meter counts");
    refused("priority", "fastest", "buying is one of");
    refused("us-east-1,us-west-2", "moon", "no region");
    refused("ordinary", "endless", "no length");
    refused("\"in-region\"", "\"anywhere\"", "scopes are some of");
    refused("A book", "Hearsay", "unknown source");
    refused("medium", "certain", "confidence is");
    refused("\"big\"", "\"big\\\"\"", "model can't be");
    refused("acme\"", "../acme\"", "no short name");
    refused("{\"provider\"", "{\"supplier\"", "missing field");
    refused("in-region", "geographic|global", "leaves the scope open");
}
