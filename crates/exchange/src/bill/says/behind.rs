//! What a figure of a bill is summed from.

use pricing::rates::{Buying, Meter};
use rust_decimal::Decimal;

use super::super::answer::Bill;
use super::super::line::{Files, Line, ListFrom, ListRate};
use super::super::map::listed;
use super::{Sums, Total, sum};

/// The rows behind a figure of usage, and how its list price came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// What is paid, and what it lists at.
    pub total: Total,
    /// The rows that are summed: of usage, and of discounts on it.
    pub rows: u64,
    /// The files that these are in.
    pub files: Files,
    /// Their usage types as the files print them, in order: of each line at most 20.
    pub usage_types: Vec<String>,
    /// List prices that the files print, in the bill's currency.
    pub printed: Decimal,
    /// List prices that are a quantity times one rate of the card, the highest first.
    pub rated: Vec<Rated>,
    /// Other list prices: printed for some rows, and the card's for others of the same kind.
    pub mixed: Decimal,
    /// What is paid for usage that has no list price.
    pub unlisted: Decimal,
}

/// A list price of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rated {
    /// What is counted.
    pub meter: Meter,
    /// How it is bought.
    pub buying: Buying,
    /// How much of it, as the meter counts.
    pub quantity: Decimal,
    /// The rate.
    pub rate: ListRate,
    /// Quantity times rate.
    pub list: Decimal,
}

impl Bill {
    /// What the usage of some lines is summed from.
    pub fn behind(&self, of: &dyn Fn(&Line) -> bool) -> Behind {
        let lines: Vec<&Line> = self.uses().filter(|line| of(line)).collect();
        let total = Sums::of(lines.iter().copied());
        let mut usage_types: Vec<String> = lines.iter().flat_map(|line| &line.usage_types).cloned().collect();
        usage_types.sort();
        usage_types.dedup();
        let mut behind = Behind {
            total,
            rows: lines.iter().map(|line| line.rows).sum(),
            files: lines.iter().fold(Files::default(), |files, line| files.and(line.files)),
            usage_types,
            printed: sum(lines
                .iter()
                .filter(|line| line.list_from == Some(ListFrom::File))
                .filter_map(|line| line.list)),
            rated: Vec::new(),
            mixed: Decimal::ZERO,
            unlisted: total.net.saturating_sub(total.listed_net),
        };
        let mut rated_all: Vec<Rated> = Vec::new();
        for line in lines.iter().filter(|line| line.list_from == Some(ListFrom::Card)) {
            let list = line.list.unwrap_or_default();
            match rated(line) {
                Some(rated) => add(&mut rated_all, rated),
                None => behind.mixed = behind.mixed.saturating_add(list),
            }
        }
        for rated in rated_all {
            let before = |of: &Rated| (of.list, rated.meter) >= (rated.list, of.meter);
            let place = behind.rated.iter().position(|of| !before(of)).unwrap_or(behind.rated.len());
            behind.rated.insert(place, rated);
        }
        behind
    }
}

/// Adds to what has the same rate.
fn add(all: &mut Vec<Rated>, more: Rated) {
    let same = |of: &&mut Rated| of.meter == more.meter && of.buying == more.buying && of.rate == more.rate;
    match all.iter_mut().find(same) {
        Some(of) => {
            of.quantity = of.quantity.saturating_add(more.quantity);
            of.list = of.list.saturating_add(more.list);
        }
        None => all.push(more),
    }
}

/// A line's list price as quantity times rate; `None` where it isn't that of one rate.
fn rated(line: &Line) -> Option<Rated> {
    let [rate] = line.rates.as_slice() else { return None };
    let (list, quantity) = (line.list?, line.quantity?);
    if listed(quantity, rate.rate)? != list {
        return None;
    }
    Some(Rated { meter: line.meter?, buying: line.buying?, quantity, rate: rate.clone(), list })
}
