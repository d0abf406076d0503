//! Takes prices over from a file of rows into the rate files, as text that a person reviews.
//!
//! A row is one price as a price book or a price list has it. Beside `rows.jsonl` stands `rows.toml`, in which a person has
//! decided what can't be read off a row: which source it is, which model, and which rows stay out and why. A row is
//! taken over, found on the card already, excluded with a reason, or refused; nothing is written while one is refused.

mod place;
mod row;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::check;
use super::files;
use super::{EVERY, Key, prices};
use crate::failure::{About as _, Result, failure};
use place::{Decision, Placement};
use row::Row;
use write::Sheet;

/// What became of the rows.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    added: usize,
    known: usize,
    excluded: usize,
    doubtful: usize,
}

/// Reads `rows`, writes the rate files in `folder`, and says what became of the rows.
pub(super) fn run(folder: &Path, rows: &Path) -> Result<()> {
    let placement = rows.with_extension("toml");
    let decided = fs::read_to_string(&placement).about(placement.display())?;
    let decided: Placement = toml::from_str(&decided).about(placement.display())?;
    let text = fs::read_to_string(rows).about(rows.display())?;
    let texts = files::read(folder).about(folder.display())?;
    let (written, tally) = imported(&texts, &text, &decided).map_err(|refused| {
        for problem in &refused {
            eprintln!("{problem}");
        }
        failure(format!("{} refused: nothing was written", refused.len()))
    })?;
    for (name, text) in &written {
        let path = folder.join(name);
        fs::write(&path, text).about(path.display())?;
    }
    let Tally { added, known, excluded, doubtful } = tally;
    println!("{added} prices added, {known} rows on the card before, {excluded} excluded with a reason");
    println!("{doubtful} rows of low confidence left out; {} files written", written.len());
    Ok(())
}

/// One price on its way into a file, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Price {
    text: String,
    unit: String,
    source: String,
    others: BTreeSet<String>,
    notes: BTreeSet<String>,
}

/// Where prices go: model, scope, region, way of buying and length, then meter.
type Places = BTreeMap<(String, String, String, String, String), BTreeMap<String, Price>>;

/// The files that change, or everything that is refused.
fn imported(
    texts: &[(String, String)],
    rows: &str,
    decided: &Placement,
) -> std::result::Result<(BTreeMap<String, String>, Tally), Vec<String>> {
    let files = files::parse(texts).map_err(|error| vec![error.to_string()])?;
    let mut refused = decided.problems(&files);
    let mut tally = Tally::default();
    let mut taken = Vec::new();
    for (index, line) in rows.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match Row::read(line) {
            Ok(row) => match decided.decide(&row) {
                Decision::Excluded => tally.excluded += 1,
                Decision::Doubtful => tally.doubtful += 1,
                Decision::Taken(placed) => taken.push((index + 1, row, placed)),
                Decision::Refused(why) => refused.push(format!("line {}: {why}", index + 1)),
            },
            Err(why) => refused.push(format!("line {}: {why}", index + 1)),
        }
    }
    // Rows of one scope first: a row that leaves its scope open only confirms what another has.
    taken.sort_by_key(|(_, row, _)| row.scopes().len());
    let on_card = prices(&files, &decided.card);
    let mut places = Places::new();
    for (line, row, placed) in &taken {
        match put(row, placed, &on_card, &mut places) {
            Ok(0) => tally.known += 1,
            Ok(added) => tally.added += added,
            Err(why) => refused.push(format!("line {line}: {why}")),
        }
    }
    if !refused.is_empty() {
        return Err(refused);
    }
    let mut models: Vec<write::NewModel> = Vec::new();
    for (_, row, placed) in &taken {
        if !models.iter().any(|model| model.id == placed.model) {
            models.push(write::NewModel {
                id: placed.model.clone(),
                name: placed.name.clone(),
                kind: placed.kind.clone(),
                provider: row.provider.clone(),
            });
        }
    }
    let written = write::files(texts, &files, decided, &models, &sheets(&places));
    let after: Vec<(String, String)> = {
        let mut all: BTreeMap<String, String> = texts.iter().cloned().collect();
        all.extend(written.iter().map(|(name, text)| (name.clone(), text.clone())));
        all.into_iter().collect()
    };
    let problems = match files::parse(&after) {
        Ok(files) => check::problems(&files),
        Err(error) => vec![error.to_string()],
    };
    if problems.is_empty() { Ok((written, tally)) } else { Err(problems) }
}

/// Puts a row's price in its places; how many prices that added.
fn put(
    row: &Row,
    placed: &place::Placed,
    on_card: &BTreeMap<Key<'_>, super::Amount>,
    prices: &mut Places,
) -> std::result::Result<usize, String> {
    let amount = super::Amount::parse(&row.price, &row.unit)?;
    let scopes = row.scopes();
    let open = scopes.len() > 1;
    let (mut added, mut found) = (0, 0);
    for scope in scopes {
        for region in &regions(row, placed, scope, on_card) {
            let (buying, length) = (row.tier.as_str(), row.length()?);
            let meter = row::meter(&row.meter)?;
            let key = Key { model: &placed.model, scope, buying, length, meter, region };
            let everywhere = Key { region: if region.starts_with("us-gov-") { region } else { EVERY }, ..key };
            if let Some(before) = on_card.get(&key).or_else(|| on_card.get(&everywhere)) {
                if *before != amount {
                    return Err(format!("{}: {key}: the card has {before}, the row {amount}", placed.model));
                }
                found += 1;
                continue;
            }
            let place = (placed.model.clone(), scope.to_owned(), region.clone(), buying.to_owned(), length.to_owned());
            let meters = prices.get_mut(&place);
            if let Some(other) = meters.and_then(|meters| meters.get_mut(meter)) {
                let before = super::Amount::parse(&other.text, &other.unit)?;
                if before != amount {
                    return Err(format!("{}: {key}: another row has {before}, this one {amount}", placed.model));
                }
                found += 1;
                other.others.extend(placed.others.iter().cloned());
                if placed.source != other.source {
                    other.others.insert(placed.title.clone());
                }
            } else if !open {
                let price = Price {
                    text: row.price.clone(),
                    unit: row.unit.clone(),
                    source: placed.source.clone(),
                    others: placed.others.clone(),
                    notes: placed.notes.clone(),
                };
                prices.entry(place).or_default().insert(meter.to_owned(), price);
                added += 1;
            }
        }
    }
    if open && found == 0 {
        return Err(format!("{}: leaves the scope open, and no other row or price settles it", placed.model));
    }
    Ok(added)
}

/// The regions of a row in one scope: those that the row names, or for `*` those where the model has a Standard price on
/// the card. Where its Standard price differs between them, a price book's one price is that of the first: `us-east-1`
/// where it is among them.
fn regions(row: &Row, placed: &place::Placed, scope: &str, on_card: &BTreeMap<Key<'_>, super::Amount>) -> Vec<String> {
    let standard = |region: &str| {
        let key = Key { model: &placed.model, scope, buying: "standard", length: "ordinary", meter: "input", region };
        on_card.get(&key).copied()
    };
    let mut regions = row.regions();
    if row.region == "*" {
        let of_model = on_card.keys().filter(|key| key.model == placed.model && key.scope == scope);
        let known: BTreeSet<String> = of_model.map(|key| key.region.to_owned()).collect();
        regions = if known.is_empty() { vec![EVERY.to_owned()] } else { known.into_iter().collect() };
    }
    let first = if regions.iter().any(|region| region == "us-east-1") { Some("us-east-1") } else { None };
    let first = first.or_else(|| regions.iter().map(String::as_str).find(|region| standard(region).is_some()));
    if let Some(price) = first.and_then(standard) {
        regions.retain(|region| standard(region).is_none_or(|other| other == price));
    }
    regions
}

/// What the prices of a table share: unit, source, other sources, notes.
type Shared = (String, String, BTreeSet<String>, BTreeSet<String>);

/// Prices that share everything but scope and region, as tables of a rate file.
fn sheets(places: &Places) -> Vec<Sheet> {
    let mut by_scope: BTreeMap<Sheet, BTreeSet<String>> = BTreeMap::new();
    for ((model, scope, region, buying, length), meters) in places {
        let mut alike: BTreeMap<Shared, Vec<(String, String)>> = BTreeMap::new();
        for (meter, price) in meters {
            let shared = (price.unit.clone(), price.source.clone(), price.others.clone(), price.notes.clone());
            alike.entry(shared).or_default().push((meter.clone(), price.text.clone()));
        }
        for ((unit, source, others, notes), meters) in alike {
            let sheet = Sheet {
                model: model.clone(),
                buying: buying.clone(),
                length: length.clone(),
                unit,
                meters,
                source,
                others,
                notes,
                regions: BTreeSet::new(),
                scopes: BTreeSet::from([scope.clone()]),
            };
            by_scope.entry(sheet).or_default().insert(region.clone());
        }
    }
    let mut by_table: BTreeMap<Sheet, BTreeSet<String>> = BTreeMap::new();
    for (sheet, regions) in by_scope {
        let scopes = sheet.scopes.clone();
        by_table.entry(Sheet { regions, scopes: BTreeSet::new(), ..sheet }).or_default().extend(scopes);
    }
    by_table.into_iter().map(|(sheet, scopes)| Sheet { scopes, ..sheet }).collect()
}

#[cfg(test)]
mod tests;
