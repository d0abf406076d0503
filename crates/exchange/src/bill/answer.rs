//! A bill: the lines that rows add up to, and what isn't in any.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use pricing::rates::{Buying, Meter, PromptLength};
use rust_decimal::Decimal;

use super::gather::{Gather, Gathered, Key, Names, Place, Seen, Sums};
use super::line::{Line, ListFrom, Rest, Scale, Scope, Subject, Unmapped, Why};
use super::map::{Found, Map};
use super::metered::Metered;
use super::number::Exact;
use super::row::{Bedrock, Kind, Month, Source};
use super::usage_type::What;

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
    /// Where discounts were taken from.
    pub discounts: Discounts,
    /// Whether rows past some millions weren't compared with those before them.
    pub repeats_unchecked: bool,
    /// What was read, in order.
    pub files: Vec<FileOf>,
    /// Counts without money: of monitoring and of logs.
    pub metered: Metered,
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
            Source::Records(super::Step::Day)
                | Source::UsageTypes(super::Step::Day)
                | Source::Services(super::Step::Day)
        );
        let all = u32::MAX >> (32 - u32::from(self.month.days()));
        self.estimated || self.untaxed || by_day && self.days.is_some_and(|days| days & all != all)
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
    /// The earlier file that has the same content, by its place: nothing of this one was added.
    pub same_as: Option<usize>,
}

/// What tells lines apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct LineKey {
    month: Month,
    account: String,
    subject: Subject,
    kind: Kind,
    region: String,
    scope: Option<Scope>,
    buying: Option<Buying>,
    length: PromptLength,
    meter: Option<Meter>,
    text: String,
    source: Source,
    marketplace: bool,
}

/// What a line sums.
#[derive(Clone, Copy)]
struct LineSums {
    quantity: Option<Exact>,
    scale: Scale,
    before: Option<Exact>,
    net: Exact,
    list: Option<Exact>,
    list_from: Option<ListFrom>,
    rows: u64,
}

/// Makes a bill of what was gathered.
pub(super) fn bill(gather: &Gather, map: &Map<'_>) -> Bill {
    let (all, names) = (&gather.all, &gather.names);
    let Some(currency) = currency(all, names) else { return Bill::default() };
    let groups: Vec<(Key, Sums)> = groups(all, names, currency, map);
    let chosen = chosen(&groups);
    let products = products(&groups, names);
    let mut lines = BTreeMap::<LineKey, LineSums>::new();
    let mut rests = BTreeMap::<(Why, Month, Source, Kind), LineSums>::new();
    for (key, sums) in &groups {
        let net = net(all, key, sums);
        let why = match key.place {
            Place::Repeated => Some(Why::Repeated),
            Place::Beyond => Some(Why::Beyond),
            _ if !chosen.counts(key) => Some(Why::SameMoney),
            Place::Of(Bedrock::Yes) => None,
            Place::Of(_) => Some(Why::NotBedrock),
        };
        if let Some(why) = why {
            let bare = LineSums { quantity: None, list: None, list_from: None, ..of_rows(key, sums, net) };
            merge(rests.entry((why, key.month, key.source, key.kind)), bare);
            continue;
        }
        let (line, found) = line_key(key, names, &products, map);
        let line_sums = priced(key, sums, net, &found, map, names.text(currency));
        merge(lines.entry(line), line_sums);
    }
    fold_discounts(&mut lines);
    let mut bill =
        Bill { currency: names.text(currency).to_owned(), repeats_unchecked: gather.ids_full, ..Bill::default() };
    bill.discounts = discounts(all, &groups);
    bill.months = months(all, &chosen);
    bill.lines = lines.into_iter().map(|(key, sums)| line(key, &sums)).collect();
    bill.rest = rests.into_iter().map(|(key, sums)| rest(key, &sums)).collect();
    let accounts: BTreeSet<&str> = bill.lines.iter().map(|line| line.account.as_str()).collect();
    bill.accounts = accounts.into_iter().filter(|account| !account.is_empty()).map(str::to_owned).collect();
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

/// The currency in which Bedrock costs the most.
fn currency(all: &Gathered, names: &Names) -> Option<u32> {
    let mut sums = BTreeMap::<u32, (bool, Exact)>::new();
    for (key, group) in &all.groups {
        let (is_known, sum) = sums.entry(key.currency).or_default();
        *is_known |= matches!(key.place, Place::Of(Bedrock::Yes));
        if *is_known {
            sum.add_sum(group.net);
        }
    }
    let most = |(currency, (is_known, sum)): (&u32, &(bool, Exact))| {
        (*is_known, sum.value().abs(), core::cmp::Reverse(names.text(*currency).to_owned()))
    };
    sums.iter().max_by_key(|entry| most(*entry)).map(|(currency, _)| *currency)
}

/// The groups in a currency, told to be Bedrock's or not.
fn groups(all: &Gathered, names: &Names, currency: u32, map: &Map<'_>) -> Vec<(Key, Sums)> {
    let of_currency = || all.groups.iter().filter(|(key, _)| key.currency == currency);
    let says = |key: &Key| map.tables().read(names.text(key.usage_type)).is_some();
    let is_bedrock = |key: &Key| match key.place {
        Place::Of(Bedrock::Yes) => true,
        Place::Of(Bedrock::Maybe) => says(key),
        _ => false,
    };
    let codes: HashSet<u32> =
        of_currency().filter(|(key, _)| key.code != 0 && is_bedrock(key)).map(|(key, _)| key.code).collect();
    let mut groups: Vec<(Key, Sums)> = of_currency().map(|(key, sums)| (*key, *sums)).collect();
    for (key, _) in &mut groups {
        if let Place::Of(Bedrock::Maybe) = key.place {
            let is = is_bedrock(key) || codes.contains(&key.code);
            key.place = Place::Of(if is { Bedrock::Yes } else { Bedrock::No });
        }
    }
    groups
}

/// Which export counts for each month and account: several of one month are the same money.
struct Chosen {
    by_account: BTreeMap<(Month, u32), Source>,
    by_month: BTreeMap<Month, Source>,
}

fn chosen(groups: &[(Key, Sums)]) -> Chosen {
    let mut chosen = Chosen { by_account: BTreeMap::new(), by_month: BTreeMap::new() };
    // What only has other services' rows may not outdo an export that has Bedrock's.
    for bedrock in [true, false] {
        for (key, _) in groups.iter().filter(|(key, _)| !bedrock || key.place == Place::Of(Bedrock::Yes)) {
            if bedrock && key.source.has_accounts() {
                let source = chosen.by_account.entry((key.month, key.account)).or_insert(key.source);
                *source = key.source.min(*source);
            }
            let known = chosen.by_month.get(&key.month).copied();
            if bedrock || known.is_none() {
                chosen.by_month.insert(key.month, known.map_or(key.source, |known| known.min(key.source)));
            }
        }
    }
    chosen
}

impl Chosen {
    /// Whether a group counts.
    fn counts(&self, key: &Key) -> bool {
        if key.source.has_accounts() && key.place == Place::Of(Bedrock::Yes) {
            return self.by_account.get(&(key.month, key.account)) == Some(&key.source);
        }
        if key.source.has_accounts() {
            let mut accounts = self.by_account.range((key.month, 0)..=(key.month, u32::MAX)).map(|(_, source)| *source);
            return self.by_month.get(&key.month) == Some(&key.source) || accounts.any(|source| source == key.source);
        }
        self.by_month.get(&key.month) == Some(&key.source)
    }
}

/// The name of the product that each code stands for, where all rows with a name agree.
fn products<'n>(groups: &[(Key, Sums)], names: &'n Names) -> HashMap<u32, &'n str> {
    let mut products = HashMap::<u32, Option<u32>>::new();
    for (key, _) in groups.iter().filter(|(key, _)| key.code != 0 && key.product != 0) {
        let name = products.entry(key.code).or_insert(Some(key.product));
        if *name != Some(key.product) {
            *name = None;
        }
    }
    products.into_iter().filter_map(|(code, name)| Some((code, names.text(name?)))).collect()
}

/// What is paid for a group's rows.
fn net(all: &Gathered, key: &Key, sums: &Sums) -> Exact {
    let counted_in_columns = key.pending && all.net.contains(&key.source);
    if counted_in_columns { Exact::default() } else { sums.net }
}

/// What a group sums, before it's known what it is.
fn of_rows(key: &Key, sums: &Sums, net: Exact) -> LineSums {
    LineSums {
        quantity: key.counted.then_some(sums.quantity),
        scale: Scale::Unchecked,
        before: key.is_before.then_some(sums.cost),
        net,
        list: key.listed.then_some(sums.list),
        list_from: key.listed.then_some(ListFrom::File),
        rows: sums.rows,
    }
}

/// The line that a group belongs to.
fn line_key(key: &Key, names: &Names, products: &HashMap<u32, &str>, map: &Map<'_>) -> (LineKey, Found) {
    let (usage_type, mut product) = (names.text(key.usage_type), names.text(key.product));
    if product.is_empty() {
        product = products.get(&key.code).copied().unwrap_or_default();
    }
    let mut found = map.find(usage_type, product, names.text(key.region));
    let is_used = matches!(key.kind, Kind::Usage | Kind::Covered | Kind::Discount | Kind::CommitmentFee);
    if !is_used && matches!(found.subject, Subject::Unmapped(_)) {
        // Tax, credits and refunds needn't name a model.
        found.subject = Subject::Bedrock;
    }
    let said = found.said.filter(|_| is_used);
    let tokens = matches!(found.subject, Subject::Model(_)) && said.is_some_and(|said| said.meter.is_some());
    // A product without a usage type says everything that the file has: the model.
    let says_all = matches!(found.subject, Subject::Model(_) | Subject::Bedrock) && usage_type.is_empty();
    let text = match () {
        () if tokens || says_all => "",
        () if usage_type.is_empty() => product,
        () => usage_type,
    };
    let is_model = said.is_some_and(|said| !matches!(said.what, What::Service(_)));
    let line = LineKey {
        month: key.month,
        account: names.text(key.account).to_owned(),
        subject: found.subject.clone(),
        kind: key.kind,
        region: if is_used { found.region.clone() } else { String::new() },
        scope: found.scope.filter(|_| said.is_some()),
        buying: said.filter(|_| is_model).map(|said| said.buying),
        length: said.map(|said| said.length).unwrap_or_default(),
        meter: said.and_then(|said| said.meter),
        text: if is_used { text.to_owned() } else { String::new() },
        source: key.source,
        marketplace: key.marketplace,
    };
    (line, found)
}

/// What a group sums, with its quantity in what its meter counts and its list price.
fn priced(key: &Key, sums: &Sums, net: Exact, found: &Found, map: &Map<'_>, currency: &str) -> LineSums {
    let mut line = of_rows(key, sums, net);
    if !matches!(key.kind, Kind::Usage | Kind::Covered) {
        line.quantity = None;
        (line.list, line.list_from) = (None, None);
        return line;
    }
    let Some(quantity) = line.quantity else { return line };
    let cost = line.list.unwrap_or(sums.cost).value();
    let (count, scale, list) = map.counted(found, quantity.value(), cost);
    line.scale = scale;
    line.quantity = count.map(exact);
    // The card's prices are in dollars.
    if key.kind == Kind::Usage && line.list.is_none() && (currency == "USD" || currency.is_empty()) {
        line.list = list.map(exact);
        line.list_from = list.map(|_| ListFrom::Card);
    }
    line
}

fn exact(value: Decimal) -> Exact {
    let mut exact = Exact::default();
    exact.add(value);
    exact
}

/// Adds to a line. What one of its groups doesn't know, the line doesn't either.
fn merge<K: Ord>(entry: std::collections::btree_map::Entry<'_, K, LineSums>, more: LineSums) {
    use std::collections::btree_map::Entry;
    let mut of = match entry {
        Entry::Vacant(vacant) => {
            vacant.insert(more);
            return;
        }
        Entry::Occupied(occupied) => occupied,
    };
    let of = of.get_mut();
    let both = |left: Option<Exact>, right: Option<Exact>| {
        let (mut left, right) = (left?, right?);
        left.add_sum(right);
        Some(left)
    };
    of.quantity = both(of.quantity, more.quantity);
    of.before = both(of.before, more.before);
    of.list = both(of.list, more.list);
    of.list_from = if of.list.is_some() { of.list_from.max(more.list_from) } else { None };
    of.scale = of.scale.max(more.scale);
    of.net.add_sum(more.net);
    of.rows += more.rows;
}

/// Puts a discount on the usage that it names, where that is one line. Its own line stays, with what it says before discounts
/// and nothing to pay.
fn fold_discounts(lines: &mut BTreeMap<LineKey, LineSums>) {
    let discounts: Vec<LineKey> = lines.keys().filter(|key| key.kind == Kind::Discount).cloned().collect();
    for key in discounts {
        let usage = |marketplace| LineKey { kind: Kind::Usage, marketplace, ..key.clone() };
        let mut usage = [usage(false), usage(true)].into_iter().filter(|key| lines.contains_key(key));
        let (Some(used), None) = (usage.next(), usage.next()) else { continue };
        let Some(net) = lines.get_mut(&key).map(|line| core::mem::take(&mut line.net)) else { continue };
        if let Some(line) = lines.get_mut(&used) {
            line.net.add_sum(net);
        }
    }
}

fn line(key: LineKey, sums: &LineSums) -> Line {
    let value = |sum: Option<Exact>| sum.map(Exact::value);
    Line {
        source: key.source,
        month: key.month,
        account: key.account,
        region: key.region,
        kind: key.kind,
        subject: key.subject,
        scope: key.scope,
        buying: key.buying,
        length: key.length,
        meter: key.meter,
        text: key.text,
        quantity: value(sums.quantity),
        scale: sums.scale,
        before: value(sums.before),
        net: sums.net.value(),
        list: value(sums.list),
        list_from: sums.list_from,
        marketplace: key.marketplace,
        rows: sums.rows,
    }
}

fn rest((why, month, source, kind): (Why, Month, Source, Kind), sums: &LineSums) -> Rest {
    Rest { why, source, month, kind, before: sums.before.map(Exact::value), net: sums.net.value(), rows: sums.rows }
}

fn discounts(all: &Gathered, groups: &[(Key, Sums)]) -> Discounts {
    let bedrock = || groups.iter().filter(|(key, _)| key.place == Place::Of(Bedrock::Yes));
    if bedrock().any(|(key, _)| all.net.contains(&key.source)) {
        Discounts::Columns
    } else if bedrock().any(|(key, _)| key.kind == Kind::Discount) {
        Discounts::Lines
    } else if bedrock().any(|(key, _)| key.source == Source::Focus) {
        Discounts::Paid
    } else {
        Discounts::Unseen
    }
}

/// What is known of each month that counts.
fn months(all: &Gathered, chosen: &Chosen) -> Vec<MonthOf> {
    let seen = |source, month| all.months.get(&(source, month)).copied().unwrap_or_default();
    let taxed =
        |source| all.months.iter().any(|((of, _), seen): (&(Source, Month), &Seen)| *of == source && seen.taxed);
    let month_of = |(month, source): (&Month, &Source)| {
        let seen = seen(*source, *month);
        let span = seen.days.checked_ilog2().map_or(0, |last| last + 1 - seen.days.trailing_zeros());
        let by_day = source.has_days() && seen.days != 0;
        MonthOf {
            month: *month,
            source: *source,
            // A report's rows get an invoice when the month closes; a few of them never do.
            estimated: seen.estimated && !(source.has_accounts() && seen.closed),
            untaxed: !seen.taxed && taxed(*source),
            days: by_day.then_some(seen.days),
            days_spent: by_day.then_some(seen.spent),
            days_missing: u8::try_from(span - seen.days.count_ones()).unwrap_or_default(),
        }
    };
    chosen.by_month.iter().map(month_of).collect()
}

impl Subject {
    /// Whether a line like this couldn't be mapped.
    pub const fn is_unmapped(&self) -> bool {
        matches!(self, Self::Unmapped(Unmapped::Product | Unmapped::Code | Unmapped::NotOnCard | Unmapped::UsageType))
    }
}
