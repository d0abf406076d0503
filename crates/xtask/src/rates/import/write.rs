//! Prices as text of the rate files, put where a person would put them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::super::files::stated::Files;
use super::place::{Placement, Promised};
use crate::rates::EVERY;

/// Prices that share everything: one `[[model.rate]]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sheet {
    pub(super) model: String,
    /// With those of one length together.
    pub(super) buying: String,
    pub(super) length: String,
    pub(super) unit: String,
    /// Meter and price.
    pub(super) meters: Vec<(String, String)>,
    /// Identifier of the source.
    pub(super) source: String,
    /// Titles of the other sources that have the same prices.
    pub(super) others: BTreeSet<String>,
    pub(super) notes: BTreeSet<String>,
    pub(super) regions: BTreeSet<String>,
    pub(super) scopes: BTreeSet<String>,
}

/// A model that may be new to its provider's file.
pub(super) struct NewModel {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: Option<String>,
    pub(super) provider: String,
}

/// What a file of rates says before its provider.
const HEAD: &str = "\
# Prices in US dollars. One table holds the meters that share scope, regions, buying and source.
# A changed price is a new table with its own `from`; the old one gets an `until`.
";

/// The longest line of a list of regions.
const WIDTH: usize = 120;

/// The files that change, by name.
pub(super) fn files(
    texts: &[(String, String)],
    files: &Files,
    decided: &Placement,
    models: &[NewModel],
    sheets: &[Sheet],
) -> BTreeMap<String, String> {
    let mut written: BTreeMap<String, String> = BTreeMap::new();
    // The last new model goes in first, so that they stand in the order of the rows.
    for model in models.iter().rev() {
        let of_model: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.model == model.id).collect();
        if of_model.is_empty() {
            continue;
        }
        let name = format!("{}.toml", model.provider);
        let text = written
            .remove(&name)
            .or_else(|| texts.iter().find(|(known, _)| *known == name).map(|(_, text)| text.clone()));
        let text = text.unwrap_or_else(|| new_file(decided, &model.provider));
        let mut tables = String::new();
        for sheet in &of_model {
            table(&mut tables, sheet, decided, files);
        }
        let primary = of_model.iter().any(|sheet| is_primary(files, &sheet.source));
        let long = of_model.iter().any(|sheet| sheet.length == "long");
        let above = decided.long_prompt.iter().find(|long| long.models.contains(&model.id)).filter(|_| long);
        let above = above.map(|long| long.above);
        written.insert(
            name,
            match section(&text, &model.id) {
                Some((start, end)) => in_section(&text, start, end, &tables, primary, above),
                None => before_models(&text, model, &tables, primary, above),
            },
        );
    }
    written
}

fn new_file(decided: &Placement, provider: &str) -> String {
    let known = decided.provider.iter().find(|known| known.id == provider);
    let (name, billed) = known.map_or((provider, "aws"), |known| (&known.name, &known.billed_through));
    format!("{HEAD}\n[provider]\nid = \"{provider}\"\nname = \"{name}\"\nbilled_through = \"{billed}\"\n")
}

/// Where a model's tables begin and end in its file.
fn section(text: &str, model: &str) -> Option<(usize, usize)> {
    let start = text.find(&format!("[[model]]\nid = \"{model}\"\n"))?;
    let rest = text.get(start + 1..)?;
    let end = rest.find("\n[[model]]\n").map_or(text.len(), |end| start + 1 + end);
    Some((start, end))
}

/// The file with tables at the end of a model's section.
fn in_section(text: &str, start: usize, end: usize, tables: &str, primary: bool, above: Option<u32>) -> String {
    let (before, rest) = text.split_at(start);
    let (own, after) = rest.split_at(end - start);
    let mut own = own.trim_end().to_owned();
    if primary {
        own = own.replacen("\nevidence = \"secondary\"\n", "\nevidence = \"price-list\"\n", 1);
    }
    if let Some(above) = above
        && !own.contains("\nlong_prompt_above = ")
        && let Some(first) = own.find("\n\n[[model.rate]]")
    {
        own.insert_str(first, &format!("\nlong_prompt_above = {above}"));
    }
    format!("{before}{own}\n{tables}{after}")
}

/// The file with a new model before its others: each provider's newest comes first.
fn before_models(text: &str, model: &NewModel, tables: &str, primary: bool, above: Option<u32>) -> String {
    let at = text.find("\n[[model]]\n").unwrap_or(text.len());
    let (before, after) = text.split_at(at);
    let evidence = if primary { "price-list" } else { "secondary" };
    let above = above.map(|above| format!("long_prompt_above = {above}\n")).unwrap_or_default();
    let kind = model.kind.as_ref().map(|kind| format!("kind = \"{kind}\"\n")).unwrap_or_default();
    let (id, name) = (&model.id, &model.name);
    format!(
        "{before}\n[[model]]\nid = \"{id}\"\nname = \"{name}\"\nevidence = \"{evidence}\"\n{above}{kind}{tables}{after}"
    )
}

fn table(out: &mut String, sheet: &Sheet, decided: &Placement, files: &Files) {
    let mut line = |text: String| {
        let _ = writeln!(out, "{text}");
    };
    line(String::new());
    line("[[model.rate]]".to_owned());
    line(format!("from = \"{}\"", decided.card));
    let scopes = ["global", "geographic", "in-region"].into_iter().filter(|scope| sheet.scopes.contains(*scope));
    line(format!("scopes = [{}]", quoted(scopes)));
    if !sheet.regions.contains(EVERY) {
        line(region_list(&sheet.regions));
    }
    line(format!("buying = \"{}\"", sheet.buying));
    if sheet.length != "ordinary" {
        line(format!("length = \"{}\"", sheet.length));
    }
    line(format!("unit = \"{}\"", sheet.unit));
    for meter in super::super::METERS {
        if let Some((_, price)) = sheet.meters.iter().find(|(of, _)| of == meter) {
            line(format!("{meter} = \"{price}\""));
        }
    }
    line(format!("source = \"{}\"", sheet.source));
    line(format!("read = \"{}\"", decided.read));
    let promised = decided.promised.iter().find(|promised| promised.model == sheet.model);
    if let Some(Promised { since, until, .. }) = promised {
        line(format!("since = \"{since}\""));
        line(format!("promised_until = \"{until}\""));
    }
    if sheet.others.is_empty() && !is_primary(files, &sheet.source) {
        line("single_source = true".to_owned());
    }
    if let Some(note) = note(sheet, promised) {
        line(format!("note = \"{}\"", note.replace(['"', '\\'], "")));
    }
}

/// What a reader should know of a table: who else has its prices, and what is remarked about them.
fn note(sheet: &Sheet, promised: Option<&Promised>) -> Option<String> {
    let mut sentences: Vec<String> = Vec::new();
    if let Some(Promised { until, .. }) = promised {
        sentences.push(format!("Promotional: promised until {until} at least, so it may have ended."));
    }
    if !sheet.others.is_empty() {
        let others: Vec<&str> = sheet.others.iter().map(String::as_str).collect();
        sentences.push(format!("Also in {}.", others.join("; ")));
    }
    sentences.extend(sheet.notes.iter().cloned());
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn is_primary(files: &Files, id: &str) -> bool {
    files.sources.source.iter().any(|source| source.id == id && source.kind == "primary")
}

fn quoted<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// `regions = [...]`, on several lines where it is long.
fn region_list(regions: &BTreeSet<String>) -> String {
    let one = format!("regions = [{}]", quoted(regions.iter().map(String::as_str)));
    if one.len() <= WIDTH {
        return one;
    }
    let mut lines = vec!["regions = [".to_owned()];
    let mut line = String::from("   ");
    for region in regions {
        if line.len() + region.len() + 4 > WIDTH {
            lines.push(std::mem::replace(&mut line, String::from("   ")));
        }
        let _ = write!(line, " \"{region}\",");
    }
    lines.push(line);
    lines.push("]".to_owned());
    lines.join("\n")
}
