//! A bill: the lines that rows add up to, and what isn't in any.

mod choose;
mod lines;

use std::collections::{BTreeMap, BTreeSet};

use pricing::rates::RateCard;
use rust_decimal::Decimal;

use super::gather::{Gather, Key, Place, Sums};
use super::hours::{ByHour, HourKey, Known};
use super::line::{Line, Rest, Subject, Unmapped, Why};
use super::map::Map;
use super::metered::Metered;
use super::number::Exact;
use super::row::{Bedrock, Kind, Month, Source, Step};
use choose::{chosen, currency, discounts, groups, months, net, products};
use lines::{LineFrom, LineKey, LineSums, fold_discounts, line, line_key, merge, of_rows, priced, rest};

/// A reader's bill, from all files that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    /// The currency of every amount here, such as `USD`; empty where no file names one.
    pub currency: String,
    /// Every line, in order of month, account and subject.
    pub lines: Vec<Line>,
    /// Amounts in no line, and why.
    pub rest: Vec<Rest>,
    /// The sum of every row of every file, in this currency.
    pub file_total: Decimal,
    /// The sum of all lines and rests.
    pub accounted: Decimal,
    /// What the total rows of Cost Explorer's tables print for each column, the total of all under no name. They may differ from
    /// their parts by cents, where a spreadsheet has rounded them.
    pub printed: Vec<(String, Decimal)>,
    /// Sums of rows in other currencies: they are in no line.
    pub other_currencies: Vec<(String, Decimal)>,
    /// The months, in order.
    pub months: Vec<MonthOf>,
    /// The accounts that used something, in order.
    pub accounts: Vec<String>,
    /// The tags that something has, `team=search`, in order.
    pub tags: Vec<String>,
    /// Where discounts were taken from.
    pub discounts: Discounts,
    /// Whether rows past some millions weren't compared with those before them.
    pub repeats_unchecked: bool,
    /// What was read, in order.
    pub files: Vec<FileOf>,
    /// Counts without money: of monitoring and of logs.
    pub metered: Metered,
    /// Tokens hour by hour, where files have hours.
    pub(super) hours: ByHour,
}

/// Where discounts are read from: one way only, never two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Discounts {
    /// No file can show a discount.
    #[default]
    Unseen,
    /// Columns of net costs; lines of discounts say the same once more, and aren't counted.
    Columns,
    /// Lines of their own.
    Lines,
    /// What is paid, against the list price.
    Paid,
}

/// What is known of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthOf {
    /// The month.
    pub month: Month,
    /// The export that counts for it.
    pub source: Source,
    /// The file calls its amounts an estimate.
    pub estimated: bool,
    /// Other months have tax, and this one has none: tax is billed when a month closes.
    pub untaxed: bool,
    /// Days with a row, where rows are shorter than a month: bit 0 is the first day.
    pub days: Option<u32>,
    /// Days with an amount.
    pub days_spent: Option<u32>,
    /// Days from the first to the last with a row that have none: unknown, not zero.
    pub days_missing: u8,
}

impl MonthOf {
    /// Whether there may be more to this month than the files have: it can't stand for a whole one.
    ///
    /// In a report every hour used has a row, so days without one say nothing there.
    pub fn is_incomplete(&self) -> bool {
        let by_day = matches!(
            self.source,
            Source::Records(Step::Day) | Source::UsageTypes(Step::Day) | Source::Services(Step::Day)
        );
        let days = self.month.all_days();
        self.estimated || self.untaxed || by_day && self.days.is_some_and(|days_seen| days_seen & days != days)
    }

    /// Days with an amount: bit 0 is the first. All of them where rows are as long as the month.
    pub(super) fn spent(&self) -> u32 {
        self.days_spent.unwrap_or_else(|| self.month.all_days())
    }
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileOf {
    /// Its name, as it was given.
    pub name: String,
    /// What it is; `None` for one that wasn't read to its end.
    pub source: Option<Source>,
    /// Rows with an amount or a count.
    pub rows: u64,
    /// Bytes of it, unpacked.
    pub bytes: u64,
    /// What was read of each row.
    pub summed: Summed,
    /// The earlier file that has the same content, by its place: nothing of this one was added.
    pub same_as: Option<usize>,
}

/// What of a file amounts are summed from: names of columns, or of metrics, as the file has them. Empty where a table has an amount
/// in each cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summed {
    /// What is paid; where its cell is empty, what it costs.
    pub paid: String,
    /// What it costs before discounts; the same as `paid` where the file has one of both.
    pub cost: String,
    /// The list price; empty where the file prints none.
    pub list: String,
}

impl Bill {
    /// The lines of an account, and with a tag, where either is given; what is in no line belongs to neither.
    #[must_use]
    pub fn only(&self, account: Option<&str>, tag: Option<&str>) -> Self {
        let mut only = self.clone();
        only.lines.retain(|line| {
            account.is_none_or(|account| line.account == account)
                && tag.is_none_or(|tag| line.tags.lines().any(|of| of == tag))
        });
        only.hours.is_narrowed |= account.is_some() || tag.is_some();
        only
    }

    /// The same bill with a product of AWS Marketplace said to be a model on the card: for lines whose
    /// [`product`](Line::product) no row names.
    #[must_use]
    pub fn named(&self, product: &str, model: &str, card: &RateCard) -> Self {
        let mut named = self.clone();
        if card.model(model).is_none() || product.is_empty() {
            return named;
        }
        let map = Map::new(card);
        for line in named.lines.iter_mut().filter(|line| line.product == product) {
            lines::name(line, model, &map, &self.currency);
        }
        for (mut key, part) in core::mem::take(&mut named.hours.parts) {
            if key.product == product {
                lines::name_part(&mut key, model, &map);
            }
            named.hours.add(key, &part);
        }
        named
    }

    /// The products of AWS Marketplace that no row names, with what is paid for them: the dearest first.
    pub fn nameless(&self) -> Vec<(&str, Decimal)> {
        let mut products = BTreeMap::<&str, Exact>::new();
        for line in self.lines.iter().filter(|line| !line.product.is_empty()) {
            products.entry(&line.product).or_default().add(line.net);
        }
        let mut products: Vec<(&str, Decimal)> =
            products.into_iter().map(|(product, net)| (product, net.value())).collect();
        products.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
        products
    }
}

impl Subject {
    /// Whether a line like this couldn't be mapped.
    pub const fn is_unmapped(&self) -> bool {
        matches!(self, Self::Unmapped(Unmapped::Product | Unmapped::Code | Unmapped::NotOnCard | Unmapped::UsageType))
    }
}

/// Makes a bill of what was gathered.
pub(super) fn bill(gather: &Gather, map: &Map<'_>) -> Bill {
    let (all, names) = (&gather.all, &gather.names);
    let Some(currency) = currency(all, names) else { return Bill::default() };
    let groups: Vec<(Key, Sums)> = groups(all, names, currency, map);
    let chosen = chosen(&groups);
    let products = products(&groups, names);
    let mut lines = BTreeMap::<LineKey, LineSums>::new();
    let mut known = Known::default();
    let mut origins = Vec::<LineFrom>::new();
    let mut rests = BTreeMap::<(Why, Month, Source, Kind), LineSums>::new();
    for (key, sums) in &groups {
        let net = net(all, key, sums);
        let why = match key.place {
            Place::Repeated => Some(Why::Repeated),
            Place::Beyond => Some(Why::Beyond),
            _ if !chosen.counts(key) => Some(Why::SameMoney),
            Place::Shared => Some(Why::SharedTax),
            Place::Of(Bedrock::Yes) => None,
            Place::Of(_) => Some(Why::NotBedrock),
        };
        if let Some(why) = why {
            let bare = LineSums { quantity: None, list: None, list_from: None, ..of_rows(key, sums, net) };
            merge(rests.entry((why, key.month, key.source, key.kind)), bare);
            continue;
        }
        let (line, found) = line_key(key, names, &products, map);
        let (mut line_sums, rate) = priced(key, sums, net, &found, map, names.text(currency));
        if key.counted
            && let Some(part) = lines::line(line.clone(), &line_sums, LineFrom::default()).part()
        {
            known.note(HourKey::of(key), &part, sums.quantity.value(), line_sums.quantity.map(Exact::value));
        }
        line_sums.from = origins.len();
        let place = merge(lines.entry(line), line_sums);
        if place == origins.len() {
            origins.push(LineFrom::default());
        }
        if let Some(from) = origins.get_mut(place) {
            from.usage_type(names.text(key.usage_type));
            if let Some(rate) = rate {
                from.rate(&rate);
            }
        }
    }
    fold_discounts(&mut lines);
    let mut bill =
        Bill { currency: names.text(currency).to_owned(), repeats_unchecked: gather.ids_full, ..Bill::default() };
    bill.discounts = discounts(all, &groups);
    bill.hours = known.by_hour(&all.hours, all.hours_full);
    bill.months = months(all, &chosen);
    bill.lines = lines
        .into_iter()
        .map(|(key, sums)| {
            let from = origins.get_mut(sums.from).map(core::mem::take).unwrap_or_default();
            line(key, &sums, from)
        })
        .collect();
    bill.rest = rests.into_iter().map(|(key, sums)| rest(key, &sums)).collect();
    let accounts: BTreeSet<&str> = bill.lines.iter().map(|line| line.account.as_str()).collect();
    bill.accounts = accounts.into_iter().filter(|account| !account.is_empty()).map(str::to_owned).collect();
    let tags: BTreeSet<&str> = bill.lines.iter().flat_map(|line| line.tags.lines()).collect();
    bill.tags = tags.into_iter().map(str::to_owned).collect();
    let mut accounted = Exact::default();
    bill.lines.iter().for_each(|line| accounted.add(line.net));
    bill.rest.iter().for_each(|rest| accounted.add(rest.net));
    bill.accounted = accounted.value();
    let mut total = Exact::default();
    for ((of, pending), sum) in &all.totals {
        // Discounts whose net cells are empty count only where nothing has a net cell, which is judged for each export.
        if *of == currency && !pending {
            total.add_sum(*sum);
        } else if *of != currency && !pending && *of != u32::MAX {
            bill.other_currencies.push((names.text(*of).to_owned(), sum.value()));
        }
    }
    for (key, sums) in all.groups.iter().filter(|(key, _)| key.pending && key.currency == currency) {
        total.add_sum(net(all, key, sums));
    }
    bill.file_total = total.value();
    bill.other_currencies.sort();
    bill
}
