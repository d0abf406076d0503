//! What a figure of a bill opens to: its rows and files, how it is summed, and the rates of its list price.

use exchange::bill::{Amount, Behind, Bill, Discounts, FileOf, Files, Line, ListRate, Rated};
use explain::{Explanation, Origin, RateWords, amounts};
use pricing::money::grouped;

use super::words::several;

/// Entries of a kind that are listed.
const LISTED: usize = 12;

/// Opens a figure of usage: what some lines paid, their list price and the discount.
pub(super) fn usage(bill: &Bill, what: String, of: &dyn Fn(&Line) -> bool) -> Explanation {
    let behind = bill.behind(of);
    let mut quantity = vec![rows(bill, behind.rows, behind.files)];
    if !behind.usage_types.is_empty() {
        quantity.push(format!("Usage types: {}", listed(behind.usage_types.clone(), ", ")));
    }
    let total = behind.total;
    let rate = rates(&behind);
    let mut notes = Vec::new();
    if !behind.unlisted.is_zero() {
        notes.push(format!(
            "{} was paid for usage without a list price: it isn’t in the discount.",
            exact(behind.unlisted)
        ));
    }
    if bill.discounts == Discounts::Lines {
        notes.push("Lines of discounts lower what was paid for the usage that they name.".to_owned());
    }
    notes.extend(other_sources(&behind));
    let paid = column(bill, behind.files, &|file: &FileOf| {
        // Where discounts are lines, no row has a net cost.
        if bill.discounts == Discounts::Lines { &file.summed.cost } else { &file.summed.paid }
    });
    let mut formula = vec![format!("You paid: sum of {paid} = {}", exact(total.net))];
    formula.extend(list_price(bill, &behind));
    if let Some(discount) = total.discount() {
        let (paid, list) = (exact(total.listed_net), exact(total.list));
        formula.push(format!("Discount: 1 − {paid} ÷ {list} = {}", amounts::percent(discount)));
    }
    Explanation { what, quantity, formula, rate, notes }
}

/// Opens a sum of rows that aren't usage.
pub(super) fn sum(bill: &Bill, what: String, count: u64, files: Files, net: Amount) -> Explanation {
    let paid = column(bill, files, &|file: &FileOf| &file.summed.paid);
    Explanation {
        what,
        quantity: vec![rows(bill, count, files)],
        formula: vec![format!("Sum of {paid} = {}", exact(net))],
        rate: None,
        notes: Vec::new(),
    }
}

/// `14 rows of costs.csv`.
fn rows(bill: &Bill, rows: u64, files: Files) -> String {
    let names = of_files(bill, files).map(|file| file.name.clone());
    format!("{} of {}", several(rows, "row"), listed(names.collect(), ", "))
}

/// The files of a set that were added.
fn of_files(bill: &Bill, files: Files) -> impl Iterator<Item = &FileOf> {
    let of = move |(place, file): (usize, &FileOf)| files.contains(place) && file.same_as.is_none();
    bill.files.iter().enumerate().filter(move |(place, file)| of((*place, *file))).map(|(_, file)| file)
}

/// The columns that are summed; a table without names of them has an amount in each cell.
fn column(bill: &Bill, files: Files, name: &dyn Fn(&FileOf) -> &String) -> String {
    let mut names: Vec<String> = of_files(bill, files).map(|file| name(file).clone()).collect();
    names.sort();
    names.dedup();
    names.iter_mut().filter(|name| name.is_empty()).for_each(|name| "the table’s cells".clone_into(name));
    names.join(" and ")
}

/// How the list price comes about.
fn list_price(bill: &Bill, behind: &Behind) -> Vec<String> {
    if behind.total.list.is_zero() {
        return vec!["List price: unknown. The file prints none, and the rate card has none".to_owned()];
    }
    let mut formula = Vec::new();
    if !behind.printed.is_zero() {
        let names = column(bill, behind.files, &|file: &FileOf| &file.summed.list);
        formula.push(format!("List price in the file: sum of {names} = {}", exact(behind.printed)));
    }
    for of in behind.rated.iter().take(LISTED) {
        let Rated { quantity, rate, list, .. } = of;
        let quantity = grouped(&quantity.normalize().to_string());
        formula.push(format!("{}: {quantity} × {} = {}", counted(of), rate.rate, exact(*list)));
    }
    if let Some(more) = behind.rated.len().checked_sub(LISTED).filter(|more| *more > 0) {
        formula.push(format!("And {more} more like these"));
    }
    if !behind.mixed.is_zero() {
        formula.push(format!("List price printed for some rows and the card’s for others: {}", exact(behind.mixed)));
    }
    formula.push(format!("List price = {}", exact(behind.total.list)));
    formula
}

/// `Input, in batch`.
fn counted(of: &Rated) -> String {
    let mut words = explain::capitalised(of.meter.words());
    if of.buying != pricing::rates::Buying::Standard {
        words.push_str(", ");
        words.push_str(of.buying.words());
    }
    words
}

/// The rates of the card, and where the first of them was read.
fn rates(behind: &Behind) -> Option<RateWords> {
    let first = &behind.rated.first()?.rate;
    let rates = behind.rated.iter().map(|of| format!("{}: {}", counted(of), of.rate.rate));
    let origin = Origin::Published {
        title: first.source.title().to_owned(),
        publisher: first.source.publisher().to_owned(),
        published: first.source.published,
        read: first.read,
        place: first.source.place().to_owned(),
        primary: first.source.primary,
        note: None,
    };
    Some(RateWords { rate: listed(rates.collect(), "; "), change: None, origin })
}

/// Where other rates were read, which have another source than the first.
fn other_sources(behind: &Behind) -> Vec<String> {
    let Some(first) = behind.rated.first() else { return Vec::new() };
    let is_other = |rate: &&ListRate| rate.source != first.rate.source || rate.read != first.rate.read;
    let said = |rate: &ListRate| {
        format!(
            "Other rates here are from {}, {}, read {}.",
            rate.source.title(),
            rate.source.publisher(),
            rate.read.long()
        )
    };
    let mut others: Vec<String> = behind.rated.iter().map(|of| &of.rate).filter(is_other).map(said).collect();
    others.sort();
    others.dedup();
    others.truncate(LISTED);
    others
}

/// Some of the texts, and how many more there are.
fn listed(mut texts: Vec<String>, between: &str) -> String {
    let more = texts.len().saturating_sub(LISTED);
    texts.truncate(LISTED);
    if more > 0 {
        texts.push(format!("and {more} more"));
    }
    texts.join(between)
}

/// An amount with all its digits: `$62.6808`, `−$25.00`.
fn exact(amount: Amount) -> String {
    let text = amount.normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("−", digits));
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let end = ["", "0", "00"].get(2_usize.saturating_sub(places)).copied().unwrap_or_default();
    let point = if places == 0 { "." } else { "" };
    format!("{sign}${}", grouped(&[digits, point, end].concat()))
}
