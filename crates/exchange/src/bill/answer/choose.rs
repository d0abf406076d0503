//! What only all rows together tell: the currency, which rows are Bedrock's, which export counts, where discounts are.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::gather::{Gathered, Key, Names, Place, Seen, Sums};
use super::super::map::Map;
use super::super::number::Exact;
use super::super::row::{Bedrock, Kind, Month, Source};
use super::{Discounts, MonthOf};

/// The currency in which Bedrock costs the most.
pub(super) fn currency(all: &Gathered, names: &Names) -> Option<u32> {
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
pub(super) fn groups(all: &Gathered, names: &Names, currency: u32, map: &Map<'_>) -> Vec<(Key, Sums)> {
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
    // Cost Explorer's tax is of all that it exports. Only where that is Bedrock alone it's Bedrock's.
    let others: HashSet<(Source, Month)> = groups
        .iter()
        .filter(|(key, sums)| key.place == Place::Of(Bedrock::No) && sums.net != Exact::default())
        .map(|(key, _)| (key.source, key.month))
        .collect();
    for (key, _) in &mut groups {
        if key.kind == Kind::Tax && !key.source.has_accounts() && others.contains(&(key.source, key.month)) {
            key.place = if let Place::Of(Bedrock::Yes) = key.place { Place::Shared } else { key.place };
        }
    }
    groups
}

/// Which export counts for each month and account: several of one month are the same money.
pub(super) struct Chosen {
    by_account: BTreeMap<(Month, u32), Source>,
    by_month: BTreeMap<Month, Source>,
}

pub(super) fn chosen(groups: &[(Key, Sums)]) -> Chosen {
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
    pub(super) fn counts(&self, key: &Key) -> bool {
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
pub(super) fn products<'n>(groups: &[(Key, Sums)], names: &'n Names) -> HashMap<u32, &'n str> {
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
pub(super) fn net(all: &Gathered, key: &Key, sums: &Sums) -> Exact {
    let counted_in_columns = key.pending && all.net.contains(&key.source);
    if counted_in_columns { Exact::default() } else { sums.net }
}

pub(super) fn discounts(all: &Gathered, groups: &[(Key, Sums)]) -> Discounts {
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
pub(super) fn months(all: &Gathered, chosen: &Chosen) -> Vec<MonthOf> {
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
