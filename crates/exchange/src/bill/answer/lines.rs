//! Makes lines of groups of rows.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use pricing::rates::{Buying, Meter, PromptLength, PublishedRate};
use rust_decimal::Decimal;

use super::super::gather::{Key, Names, Sums};
use super::super::hours::PartKey;
use super::super::line::{Files, Line, ListFrom, ListRate, Rest, Scale, Scope, Subject, Unmapped, Why};
use super::super::map::{Found, Map};
use super::super::number::{Exact, unshifted};
use super::super::row::{Kind, Month, Source};
use super::super::tags::canonical;
use super::super::usage_type::What;

/// What tells lines apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LineKey {
    pub month: Month,
    pub account: String,
    pub tags: String,
    pub product: String,
    pub subject: Subject,
    pub kind: Kind,
    pub region: String,
    pub scope: Option<Scope>,
    pub buying: Option<Buying>,
    pub length: PromptLength,
    pub meter: Option<Meter>,
    pub text: String,
    pub source: Source,
    pub marketplace: bool,
}

/// What a line sums.
#[derive(Clone, Copy)]
pub(super) struct LineSums {
    pub quantity: Option<Exact>,
    pub scale: Scale,
    pub before: Option<Exact>,
    pub net: Exact,
    pub list: Option<Exact>,
    pub list_from: Option<ListFrom>,
    pub rows: u64,
    pub files: Files,
    /// The place of its [`LineFrom`].
    pub from: usize,
}

/// What a line's figures rest on.
#[derive(Clone, Default)]
pub(super) struct LineFrom {
    usage_types: Vec<String>,
    rates: Vec<ListRate>,
}

/// Usage types that a line names: the first by name.
const NAMED_MAX: usize = 20;

impl LineFrom {
    pub(super) fn usage_type(&mut self, text: &str) {
        if let Err(place) = self.usage_types.binary_search_by(|of| of.as_str().cmp(text))
            && !text.is_empty()
        {
            // Groups come in no order: the first by name stay.
            self.usage_types.insert(place, text.to_owned());
            self.usage_types.truncate(NAMED_MAX);
        }
    }

    pub(super) fn rate(&mut self, of: &PublishedRate<'_>) {
        push_rate(&mut self.rates, of);
    }
}

fn push_rate(rates: &mut Vec<ListRate>, of: &PublishedRate<'_>) {
    if !rates.iter().any(|rate| rate.rate == of.rate && rate.read == of.read && rate.source == *of.source) {
        let key = |of: &ListRate| (of.read, of.rate.per_million(), of.source.title().to_owned());
        let new = ListRate { rate: of.rate, source: *of.source, read: of.read };
        let place = rates.iter().position(|rate| key(rate) > key(&new)).unwrap_or(rates.len());
        rates.insert(place, new);
    }
}

/// What a group sums, before it's known what it is.
pub(super) fn of_rows(key: &Key, sums: &Sums, net: Exact) -> LineSums {
    LineSums {
        quantity: key.counted.then_some(sums.quantity),
        scale: Scale::Unchecked,
        before: key.is_before.then_some(sums.cost),
        net,
        list: key.listed.then_some(sums.list),
        list_from: key.listed.then_some(ListFrom::File),
        rows: sums.rows,
        files: sums.files,
        from: 0,
    }
}

/// The line that a group belongs to.
pub(super) fn line_key(key: &Key, names: &Names, products: &HashMap<u32, &str>, map: &Map<'_>) -> (LineKey, Found) {
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
        tags: if matches!(key.kind, Kind::Usage | Kind::Covered | Kind::Discount) {
            canonical(names.text(key.tags))
        } else {
            String::new()
        },
        product: if found.subject == Subject::Unmapped(Unmapped::Product) {
            names.text(key.code).to_owned()
        } else {
            String::new()
        },
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

/// What a group sums, with its quantity in what its meter counts and its list price; and the rate of the card that gives that.
pub(super) fn priced<'m>(
    key: &Key,
    sums: &Sums,
    net: Exact,
    found: &Found,
    map: &'m Map<'_>,
    currency: &str,
) -> (LineSums, Option<PublishedRate<'m>>) {
    let mut line = of_rows(key, sums, net);
    if !matches!(key.kind, Kind::Usage | Kind::Covered) {
        line.quantity = None;
        (line.list, line.list_from) = (None, None);
        return (line, None);
    }
    let Some(quantity) = line.quantity else { return (line, None) };
    let cost = line.list.unwrap_or(sums.cost).value();
    let (count, scale, list) = map.counted(found, key.month, quantity.value(), cost);
    line.scale = scale;
    line.quantity = count.map(exact);
    // The card's prices are in dollars.
    if key.kind == Kind::Usage && line.list.is_none() && (currency == "USD" || currency.is_empty()) {
        line.list = list.map(|(list, _)| exact(list));
        line.list_from = list.map(|_| ListFrom::Card);
        return (line, list.map(|(_, rate)| rate));
    }
    (line, None)
}

/// Says which model a line is: its usage type gives the rest, and the card its list price.
pub(super) fn name(line: &mut Line, model: &str, map: &Map<'_>, currency: &str) {
    let mut found = map.find(&line.text, "", &line.region);
    let Some(said) = found.said else { return };
    found.subject = Subject::Model(model.to_owned());
    found.scope = map.scope(&found);
    line.subject = found.subject.clone();
    line.scope = found.scope;
    line.product.clear();
    if said.meter.is_some() {
        line.text.clear();
    }
    if !matches!(line.kind, Kind::Usage | Kind::Covered) {
        return;
    }
    // The quantity is in the usage type's own unit until a price says otherwise.
    let Some(printed) = line.quantity.and_then(|count| unshifted(count, said.power)) else { return };
    let cost = line.list.or(line.before).unwrap_or(line.net);
    let (count, scale, list) = map.counted(&found, line.month, printed, cost);
    (line.quantity, line.scale) = (count, scale);
    if line.kind == Kind::Usage && line.list.is_none() && (currency == "USD" || currency.is_empty()) {
        (line.list, line.list_from) = (list.map(|(list, _)| list), list.map(|_| ListFrom::Card));
        if let Some((_, rate)) = list {
            push_rate(&mut line.rates, &rate);
        }
    }
}

/// The same of its hours.
pub(super) fn name_part(part: &mut PartKey, model: &str, map: &Map<'_>) {
    let mut found = map.find(&part.text, "", &part.region);
    if found.said.is_none() {
        return;
    }
    found.subject = Subject::Model(model.to_owned());
    part.scope = map.scope(&found);
    part.subject = found.subject;
    part.product.clear();
    part.text.clear();
}

pub(super) fn exact(value: Decimal) -> Exact {
    let mut exact = Exact::default();
    exact.add(value);
    exact
}

/// Adds to a line. What one of its groups doesn't know, the line doesn't either.
/// The place of its [`LineFrom`].
pub(super) fn merge<K: Ord>(entry: Entry<'_, K, LineSums>, more: LineSums) -> usize {
    let mut of = match entry {
        Entry::Vacant(vacant) => {
            vacant.insert(more);
            return more.from;
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
    of.files.add(more.files);
    of.from
}

/// Puts a discount on the usage that it names, where that is one line, or one but for its tags. Its own line stays, with what it
/// says before discounts and nothing to pay.
pub(super) fn fold_discounts(lines: &mut BTreeMap<LineKey, LineSums>) {
    let discounts: Vec<LineKey> = lines.keys().filter(|key| key.kind == Kind::Discount).cloned().collect();
    for key in discounts {
        let usage = |marketplace| LineKey { kind: Kind::Usage, marketplace, ..key.clone() };
        let both = [usage(false), usage(true)];
        let mut used: Vec<LineKey> = both.iter().filter(|key| lines.contains_key(key)).cloned().collect();
        if used.is_empty() && key.tags.is_empty() {
            // A discount may lack the tags of what it's on.
            let of = |used: &LineKey, key: &LineKey| LineKey { tags: used.tags.clone(), ..key.clone() } == *used;
            let side = |key: &LineKey| lines.keys().filter(|used| of(used, key)).cloned().collect::<Vec<_>>();
            used = match both.each_ref().map(side) {
                [own, market] if market.is_empty() => own,
                [own, market] if own.is_empty() => market,
                _ => Vec::new(),
            };
        } else if used.len() > 1 {
            used.clear();
        }
        if !used.is_empty()
            && let Some(net) = lines.get_mut(&key).map(|line| core::mem::take(&mut line.net))
        {
            spread(net, &used, lines);
        }
    }
}

/// Spreads a discount over lines by their cost, to twelve places; the last one takes what is left, so that no digit is lost.
fn spread(net: Exact, over: &[LineKey], lines: &mut BTreeMap<LineKey, LineSums>) {
    let cost = |key: &LineKey| lines.get(key).map_or(Decimal::ZERO, |line| line.before.unwrap_or(line.net).value());
    let mut whole = Exact::default();
    for key in over {
        whole.add(cost(key));
    }
    let part = |key: &LineKey| net.value().checked_mul(cost(key))?.checked_div(whole.value());
    let mut parts: Vec<Decimal> = over.iter().map(|key| part(key).unwrap_or_default().round_dp(12)).collect();
    let mut rest = net;
    if let Some(last) = parts.pop() {
        for part in &parts {
            rest.add(Decimal::ZERO.saturating_sub(*part));
        }
        parts.push(last);
    }
    for (place, (key, part)) in over.iter().zip(parts).enumerate() {
        if let Some(line) = lines.get_mut(key) {
            line.net.add_sum(if place + 1 == over.len() { rest } else { exact(part) });
        }
    }
}

pub(super) fn line(key: LineKey, sums: &LineSums, from: LineFrom) -> Line {
    let value = |sum: Option<Exact>| sum.map(Exact::value);
    Line {
        source: key.source,
        month: key.month,
        account: key.account,
        tags: key.tags,
        product: key.product,
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
        files: sums.files,
        usage_types: from.usage_types,
        rates: from.rates,
    }
}

pub(super) fn rest((why, month, source, kind): (Why, Month, Source, Kind), sums: &LineSums) -> Rest {
    let (before, net) = (sums.before.map(Exact::value), sums.net.value());
    Rest { why, source, month, kind, before, net, rows: sums.rows, files: sums.files }
}
