//! Sums rows with equal keys, so that a bill of any length takes little memory.
//!
//! Nothing is judged here but whether a row came before: what a line is, and which export counts, only all rows together tell.

use std::collections::{HashMap, HashSet};

use super::answer::Summed;
use super::hours::{HourKey, SERIES_MAX, Series};
use super::line::Files;
use super::number::Exact;
use super::row::{Bedrock, Kind, Month, Net, Row, Source};
use rust_decimal::Decimal;

/// Keys that are kept apart. A large organisation's month has some ten thousand; what comes beyond is one named sum.
const KEYS_MAX: usize = 200_000;

/// Rows whose identity is remembered, to notice one that comes twice: some 70 MB.
const IDS_MAX: usize = 4_000_000;

/// Different sets of tags that are kept apart; rows with others count as untagged.
const TAGS_MAX: usize = 5_000;

/// Bytes of all names that are remembered, and of one of them.
const NAMES_MAX: usize = 32_000_000;
const NAME_MAX: usize = 400;

/// Why a row's amount is where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Place {
    /// About Bedrock, or not, or not known yet.
    Of(Bedrock),
    /// Tax of everything in the file, Bedrock's and others'.
    Shared,
    /// The row came before.
    Repeated,
    /// More keys than are kept.
    Beyond,
}

/// What rows are summed by. Texts are indices of [`Names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each tells rows apart")]
pub(super) struct Key {
    pub source: Source,
    pub month: Month,
    pub currency: u32,
    pub kind: Kind,
    pub place: Place,
    pub account: u32,
    pub code: u32,
    pub product: u32,
    pub usage_type: u32,
    pub region: u32,
    pub unit: u32,
    pub tags: u32,
    pub marketplace: bool,
    /// Whether each row prints its list price.
    pub listed: bool,
    /// Whether each row has a quantity.
    pub counted: bool,
    /// Whether the cost is before discounts.
    pub is_before: bool,
    /// A discount whose net cell is empty: it counts only where no row has a net cell.
    pub pending: bool,
}

/// What is summed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    pub rows: u64,
    /// The files that the rows are in: known once a file has ended.
    pub files: Files,
    pub quantity: Exact,
    pub cost: Exact,
    pub net: Exact,
    pub list: Exact,
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.files.add(other.files);
        self.quantity.add_sum(other.quantity);
        self.cost.add_sum(other.cost);
        self.net.add_sum(other.net);
        self.list.add_sum(other.list);
    }
}

/// What is known of a month in one export.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// Some row isn't final, and some is.
    pub estimated: bool,
    pub closed: bool,
    pub taxed: bool,
    /// Days with a row, and with an amount: bit 0 is the first.
    pub days: u32,
    pub spent: u32,
}

/// Texts that are told apart by a number; the empty text is 0.
pub(super) struct Names {
    numbers: HashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
    bytes: usize,
}

impl Default for Names {
    fn default() -> Self {
        Self { numbers: HashMap::from([("".into(), 0)]), texts: vec!["".into()], bytes: 0 }
    }
}

impl Names {
    /// The number of a text; `None` where there are too many. A long text is cut.
    fn number(&mut self, text: &str) -> Option<u32> {
        let cut = (0..=NAME_MAX.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let text = text.get(..cut).unwrap_or_default();
        if let Some(number) = self.numbers.get(text) {
            return Some(*number);
        }
        self.bytes += 2 * text.len() + 64;
        let number = u32::try_from(self.texts.len()).ok().filter(|_| self.bytes <= NAMES_MAX)?;
        self.numbers.insert(text.into(), number);
        self.texts.push(text.into());
        Some(number)
    }

    /// The text with this number.
    pub(super) fn text(&self, number: u32) -> &str {
        usize::try_from(number).ok().and_then(|number| self.texts.get(number)).map_or("", |text| text)
    }
}

/// Sums of a file, or of all files.
#[derive(Default)]
pub(super) struct Gathered {
    pub groups: HashMap<Key, Sums>,
    pub months: HashMap<(Source, Month), Seen>,
    /// The sum of every row by its currency, and of pending discounts apart: counted without any key, to check the groups by.
    pub totals: HashMap<(u32, bool), Exact>,
    /// The exports in which some row has a net cell.
    pub net: HashSet<Source>,
    /// How many rows.
    pub rows: u64,
    /// What Bedrock's rows cost.
    pub bedrock: Exact,
    /// What a file's amounts are summed from, where its rows tell.
    pub summed: Summed,
    /// Usage hour by hour, and whether some of it had no room.
    pub hours: HashMap<HourKey, Series>,
    pub hours_full: bool,
}

impl Gathered {
    fn merge(&mut self, other: Self) {
        for (key, sums) in other.groups {
            self.groups.entry(key).or_default().add(&sums);
        }
        for (key, seen) in other.months {
            let month = self.months.entry(key).or_default();
            month.estimated |= seen.estimated;
            month.closed |= seen.closed;
            month.taxed |= seen.taxed;
            month.days |= seen.days;
            month.spent |= seen.spent;
        }
        for (key, total) in other.totals {
            self.totals.entry(key).or_default().add_sum(total);
        }
        self.net.extend(other.net);
        self.rows += other.rows;
        self.bedrock.add_sum(other.bedrock);
        for (key, series) in other.hours {
            self.hours.entry(key).or_default().merge(series);
        }
        self.hours_full |= other.hours_full;
    }
}

/// Gathers the rows of one file after another.
#[derive(Default)]
pub(super) struct Gather {
    pub names: Names,
    /// All files that have ended.
    pub all: Gathered,
    /// The file that is read.
    pub file: Gathered,
    tags: HashSet<u32>,
    ids: HashSet<u64>,
    /// The identities that this file has brought. Those of the first file that is kept are all there are: they need no list.
    fresh: Vec<u64>,
    has_kept: bool,
    /// Whether rows are no longer compared with those before them.
    pub ids_full: bool,
}

impl Gather {
    /// Adds a row.
    pub(super) fn add(&mut self, row: &Row<'_>) {
        self.file.rows += 1;
        self.add_cell(row);
    }

    /// Adds one of several amounts of a row.
    pub(super) fn add_cell(&mut self, row: &Row<'_>) {
        let net = match row.net {
            Net::Cell(net) => net,
            Net::Empty | Net::NoColumn => row.cost,
        };
        let pending = row.kind == Kind::Discount && row.net == Net::Empty;
        if matches!(row.net, Net::Cell(_)) && row.kind != Kind::Discount {
            self.file.net.insert(row.source);
        }
        let Some(currency) = self.names.number(row.currency) else { return self.beyond(row, net, pending) };
        self.file.totals.entry((currency, pending)).or_default().add(net);
        self.note(row, net);
        let kept = row.bedrock != Bedrock::No;
        let place = if kept && self.came_before(row.id) { Place::Repeated } else { Place::Of(row.bedrock) };
        if row.bedrock == Bedrock::Yes && place != Place::Repeated && !pending {
            self.file.bedrock.add(net);
        }
        let kept = kept && place != Place::Repeated;
        let tags = if kept { self.tags(row.tags) } else { 0 };
        let mut number = |text: &str| self.names.number(if kept { text } else { "" });
        let texts = [row.account, row.code, row.product, row.usage_type, row.region, row.unit].map(&mut number);
        let [Some(account), Some(code), Some(product), Some(usage_type), Some(region), Some(unit)] = texts else {
            return self.put(&Self::bare(row, currency, Place::Beyond, pending), row, net);
        };
        let key = Key {
            account,
            code,
            product,
            usage_type,
            region,
            unit,
            tags,
            marketplace: row.marketplace && kept,
            listed: row.list.is_some() && kept,
            counted: row.quantity.is_some() && kept,
            ..Self::bare(row, currency, place, pending)
        };
        let full = self.file.groups.len() + self.all.groups.len() >= KEYS_MAX;
        if full && !self.file.groups.contains_key(&key) && kept {
            return self.put(&Self::bare(row, currency, Place::Beyond, pending), row, net);
        }
        if kept && row.kind == Kind::Usage {
            self.hour(HourKey::of(&key), row);
        }
        self.put(&key, row, net);
    }

    /// Adds the row's quantity to its hour.
    fn hour(&mut self, key: HourKey, row: &Row<'_>) {
        let Some(quantity) = row.quantity else { return };
        let is_full = self.file.hours.len() + self.all.hours.len() >= SERIES_MAX;
        if is_full && !self.file.hours.contains_key(&key) {
            self.file.hours_full = true;
            return;
        }
        self.file.hours.entry(key).or_default().add(row.span, quantity);
    }

    /// The number of a row's tags; 0 for none, and for what is too long or too many to keep.
    fn tags(&mut self, tags: &str) -> u32 {
        if tags.is_empty() || tags.len() > NAME_MAX {
            return 0;
        }
        let number = self.names.number(tags).unwrap_or_default();
        if self.tags.len() >= TAGS_MAX && !self.tags.contains(&number) {
            return 0;
        }
        self.tags.insert(number);
        number
    }

    /// A key without texts.
    fn bare(row: &Row<'_>, currency: u32, place: Place, pending: bool) -> Key {
        let (source, month, kind, is_before) = (row.source, row.month, row.kind, row.is_before);
        Key {
            source,
            month,
            currency,
            kind,
            place,
            account: 0,
            code: 0,
            product: 0,
            usage_type: 0,
            region: 0,
            unit: 0,
            tags: 0,
            marketplace: false,
            listed: false,
            counted: false,
            is_before,
            pending,
        }
    }

    fn put(&mut self, key: &Key, row: &Row<'_>, net: Decimal) {
        let sums = self.file.groups.entry(*key).or_default();
        sums.rows += 1;
        sums.cost.add(row.cost);
        sums.net.add(net);
        if let Some(quantity) = row.quantity {
            sums.quantity.add(quantity);
        }
        if let Some(list) = row.list {
            sums.list.add(list);
        }
    }

    /// A row in a currency beyond all bounds: its amount stays in the file's sum, under no name.
    fn beyond(&mut self, row: &Row<'_>, net: Decimal, pending: bool) {
        self.file.totals.entry((u32::MAX, pending)).or_default().add(net);
        let key = Self::bare(row, u32::MAX, Place::Beyond, pending);
        self.put(&key, row, net);
    }

    /// Notes what the row tells of its month.
    fn note(&mut self, row: &Row<'_>, net: Decimal) {
        let seen = self.file.months.entry((row.source, row.month)).or_default();
        seen.estimated |= row.estimated == Some(true);
        seen.closed |= row.estimated == Some(false);
        seen.taxed |= row.kind == Kind::Tax && !net.is_zero();
        if let Some(day) = row.day {
            let bit = 1_u32.checked_shl(u32::from(day).saturating_sub(1)).unwrap_or_default();
            seen.days |= bit;
            seen.spent |= if net.is_zero() { 0 } else { bit };
        }
    }

    /// Whether a row with this identity came before.
    fn came_before(&mut self, id: Option<u64>) -> bool {
        let Some(id) = id else { return false };
        if self.ids.contains(&id) {
            return true;
        }
        if self.ids.len() >= IDS_MAX {
            self.ids_full = true;
        } else {
            self.ids.insert(id);
            if self.has_kept {
                self.fresh.push(id);
            }
        }
        false
    }

    /// Marks a day that has a row without any amount.
    pub(super) fn day_without(&mut self, source: Source, month: Month, day: u8) {
        let seen = self.file.months.entry((source, month)).or_default();
        seen.days |= 1_u32.checked_shl(u32::from(day).saturating_sub(1)).unwrap_or_default();
    }

    /// Keeps the file, which is at this place of all files.
    pub(super) fn keep(&mut self, place: usize) {
        self.fresh = Vec::new();
        self.has_kept = true;
        let mut file = core::mem::take(&mut self.file);
        for sums in file.groups.values_mut() {
            sums.files = Files::one(place);
        }
        self.all.merge(file);
    }

    /// Forgets the file.
    pub(super) fn drop_file(&mut self) {
        if self.has_kept {
            for id in self.fresh.drain(..) {
                self.ids.remove(&id);
            }
        } else {
            self.ids.clear();
        }
        self.file = Gathered::default();
    }
}
