//! From a bill to a scenario: what was metered, as workloads that price to the bill's list price.

mod capacity;
mod hours;

use std::collections::BTreeMap;

use pricing::bounds::WORKLOADS_MAX;
use pricing::money::Usd;
use pricing::price::price;
use pricing::quantity::{Dollars, Months, Multiple, Share, Tokens};
use pricing::rates::{Buying, Date, InferenceScope, Meter, PromptLength, RateCard, RateKey};
use pricing::scenario::{
    Billed, Caching, Commitment, CountedCache, Demand, Place, Placement, ProviderTerms, Scenario, ServiceTier,
    TypedPrice, Workload,
};
use rust_decimal::{Decimal, RoundingStrategy};

use super::answer::Bill;
use super::hours::NoHours;
use super::line::{Line, Scope, Subject};
use super::number::Exact;
use super::row::{Kind, Month};
use capacity::capacity;
pub use hours::HoursOf;

/// Which months of a bill a baseline is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// One month.
    Of(Month),
    /// The average of the months that are whole: of each count, rounded down.
    Average,
}

/// A scenario made from a bill, and what of the bill it doesn't hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// Workloads in metered counts, one for each model, place, tier and prompt length; batch apart.
    pub scenario: Scenario,
    /// The months it is made of, in order.
    pub months: Vec<Month>,
    /// List price and payment of each model that it holds, of all its months together.
    pub models: Vec<ModelOf>,
    /// What it doesn't hold, the dearest first.
    pub left: Vec<Left>,
    /// The discount that all AWS-billed or all listed usage has, where there is one: it is in the scenario.
    pub discount: Option<Decimal>,
    /// The tokens of each model hour by hour, where a file has hours: a load for capacity.
    pub hours: Vec<HoursOf>,
    /// The models without, and why.
    pub hourless: Vec<(String, NoHours)>,
}

/// What a bill has of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelOf {
    /// The model's identifier on the card.
    pub model: String,
    /// Its list price of all the months; `None` where a line has none.
    pub list: Option<Decimal>,
    /// What you pay in all the months, after discounts.
    pub net: Decimal,
    /// Its list price of an average month.
    pub list_of_month: Option<Usd>,
    /// What the scenario's workloads on this model cost in a month, without any discount; `None` where a price is missing.
    pub priced: Option<Usd>,
    /// How far the bill's list price of an average month lies above that.
    pub unexplained: Option<Usd>,
}

/// Usage that is in no workload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Why.
    pub why: NoWorkload,
    /// What it is: a service, a model, or the file's own words.
    pub what: String,
    /// What you pay for it, after discounts, in the bill's currency.
    pub net: Decimal,
}

/// Why usage is in no workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoWorkload {
    /// It is a service around inference.
    Service,
    /// The file doesn't say which model, or the model is in no table.
    NoModel,
    /// It is capacity, or a custom model: paid by the hour, not by the token.
    NotByToken,
    /// The file has no quantity.
    NoQuantity,
    /// What is counted has no place in a workload, such as images or searches.
    OtherMeter,
    /// There are more different workloads than a scenario holds.
    TooMany,
    /// More tokens a month than a workload holds.
    TooLarge,
}

/// What tells workloads apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    model: String,
    scope: Option<Scope>,
    region: String,
    buying: Buying,
    is_long: bool,
}

/// What is counted of a workload.
#[derive(Clone, Default)]
struct Counts {
    by_meter: BTreeMap<Meter, Exact>,
    list: Option<Exact>,
    net: Exact,
    has_list: bool,
}

/// Decimal places of a discount in a contract.
const DISCOUNT_PLACES: u32 = 4;
/// The region where a file doesn't name one.
const REGION: &str = "us-east-1";

impl Bill {
    /// What was metered in a month, or in the average of all whole ones, as a scenario that prices to the bill's list price.
    ///
    /// `None` where no line of the period has tokens of a model: tables of Cost Explorer have amounts without quantities.
    pub fn baseline(&self, period: Period, card: &RateCard) -> Option<Baseline> {
        of(self, period, card)
    }
}

fn of(bill: &Bill, period: Period, card: &RateCard) -> Option<Baseline> {
    let months: Vec<Month> = match period {
        Period::Of(month) => vec![month],
        Period::Average => bill.months.iter().filter(|month| !month.is_incomplete()).map(|month| month.month).collect(),
    };
    let mut found = BTreeMap::<Key, Counts>::new();
    let mut left = BTreeMap::<(NoWorkload, String), Exact>::new();
    for line in bill.lines.iter().filter(|line| months.contains(&line.month)) {
        match place(line) {
            None => {}
            Some(Err(why)) => left.entry((why, words(line))).or_default().add(line.net),
            Some(Ok((key, meter, quantity))) => {
                let counts = found.entry(key).or_default();
                counts.by_meter.entry(meter).or_default().add(quantity);
                counts.net.add(line.net);
                counts.add_list(line.list);
            }
        }
    }
    let mut found: Vec<(Key, Counts)> = found.into_iter().collect();
    found.sort_by(|(one, left), (other, right)| right.net.value().cmp(&left.net.value()).then(one.cmp(other)));
    for (key, counts) in found.split_off(found.len().min(WORKLOADS_MAX)) {
        left.entry((NoWorkload::TooMany, key.model)).or_default().add(counts.net.value());
    }
    let count = u64::try_from(months.len()).ok().filter(|count| *count > 0)?;
    let mut workloads: Vec<Workload> = Vec::new();
    found.retain(|(key, counts)| {
        let made = workload(key, counts, count, card);
        if made.is_none() {
            left.entry((NoWorkload::TooLarge, key.model.clone())).or_default().add(counts.net.value());
        }
        let is_made = made.is_some();
        workloads.extend(made);
        is_made
    });
    if workloads.is_empty() {
        return None;
    }
    let prices = workloads.iter().filter_map(|workload| long_price(workload, card)).collect();
    let mut scenario = Scenario { prices, ..Scenario::new(card.date(), workloads) };
    for (net, what) in capacity(bill, &months, &mut scenario, card) {
        let of = left.entry((NoWorkload::NotByToken, what)).or_default();
        of.add(Decimal::ZERO.saturating_sub(net));
    }
    left.retain(|(why, _), net| *why != NoWorkload::NotByToken || !net.value().is_zero());
    let models = models(&found, &scenario, Decimal::from(count), card);
    let discount = discount(&models, card);
    scenario.commitment = discount.and_then(|discount| commitment(discount, &models, card));
    let discount = discount.filter(|_| scenario.commitment.is_some());
    let mut left: Vec<Left> = left.into_iter().map(|((why, what), net)| Left { why, what, net: net.value() }).collect();
    left.sort_by(|one, other| other.net.abs().cmp(&one.net.abs()).then_with(|| one.what.cmp(&other.what)));
    scenario.billed = billed(bill, &months, &models, &left);
    let keys: Vec<&Key> = found.iter().map(|(key, _)| key).collect();
    let (hours, hourless) = hours::of_models(bill, &months, &keys);
    Some(Baseline { scenario, months, models, left, discount, hours, hourless })
}

/// The totals that the scenario is held against later; `None` for a bill that isn't in dollars, and where a total is negative.
fn billed(bill: &Bill, months: &[Month], models: &[ModelOf], left: &[Left]) -> Option<Billed> {
    if !bill.currency.is_empty() && bill.currency != "USD" {
        return None;
    }
    let first = months.iter().min()?;
    let count = u64::try_from(months.len()).ok()?;
    let of_month = |total: Decimal| {
        let cents = total.checked_div(Decimal::from(count))?.checked_mul(Decimal::ONE_HUNDRED)?;
        Dollars::of_cents(u64::try_from(cents.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)).ok()?)
    };
    let list: Option<Vec<Decimal>> = models.iter().map(|model| model.list).collect();
    Some(Billed {
        from: Date::new(first.year, first.month, 1)?,
        months: Months::new(count)?,
        paid: of_month(sum(models.iter().map(|model| model.net))?)?,
        list: list.and_then(|list| of_month(sum(list.into_iter())?)),
        left: of_month(sum(left.iter().map(|left| left.net))?.max(Decimal::ZERO))?,
    })
}

fn sum(mut amounts: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    amounts.try_fold(Decimal::ZERO, Decimal::checked_add)
}

impl Counts {
    fn add_list(&mut self, list: Option<Decimal>) {
        let first = !core::mem::replace(&mut self.has_list, true);
        self.list = match (self.list, list) {
            (None, Some(list)) if first => {
                let mut sum = Exact::default();
                sum.add(list);
                Some(sum)
            }
            (Some(mut sum), Some(list)) => {
                sum.add(list);
                Some(sum)
            }
            _ => None,
        };
    }

    fn tokens(&self, meter: Meter, months: u64) -> u64 {
        let all = self.by_meter.get(&meter).map_or(Decimal::ZERO, |sum| sum.value());
        let each = all.checked_div(Decimal::from(months)).unwrap_or_default().trunc();
        u64::try_from(each).unwrap_or(0)
    }
}

/// Where a line of usage belongs, or why it belongs nowhere; `None` for what isn't usage.
fn place(line: &Line) -> Option<Result<(Key, Meter, Decimal), NoWorkload>> {
    if line.kind != Kind::Usage {
        return None;
    }
    let model = match &line.subject {
        Subject::Model(model) => model.clone(),
        Subject::Service(_) => return Some(Err(NoWorkload::Service)),
        Subject::Bedrock | Subject::Unmapped(_) => return Some(Err(NoWorkload::NoModel)),
    };
    let Some(buying) = line.buying.filter(|buying| buying.is_by_token()) else {
        return Some(Err(if line.buying.is_none() { NoWorkload::NoQuantity } else { NoWorkload::NotByToken }));
    };
    let Some(meter) = line.meter.filter(|meter| meter.is_cache() || matches!(meter, Meter::Input | Meter::Output))
    else {
        return Some(Err(NoWorkload::OtherMeter));
    };
    let Some(quantity) = line.quantity else { return Some(Err(NoWorkload::NoQuantity)) };
    let (scope, region, is_long) = (line.scope, line.region.clone(), line.length == PromptLength::Long);
    Some(Ok((Key { model, scope, region, buying, is_long }, meter, quantity)))
}

/// What a line is, in a word.
fn words(line: &Line) -> String {
    match &line.subject {
        Subject::Model(what) | Subject::Service(what) => what.clone(),
        Subject::Bedrock | Subject::Unmapped(_) => line.text.clone(),
    }
}

/// The workload of some counts, at the place whose price is the bill's own; `None` where the counts are out of bounds.
fn workload(key: &Key, counts: &Counts, months: u64, card: &RateCard) -> Option<Workload> {
    let tokens = |meter| counts.tokens(meter, months);
    let reads = tokens(Meter::CacheRead);
    let (five, thirty, hour) = (tokens(Meter::CacheWrite5m), tokens(Meter::CacheWrite30m), tokens(Meter::CacheWrite1h));
    let input = tokens(Meter::Input).checked_add(reads)?.checked_add(five)?.checked_add(thirty)?.checked_add(hour)?;
    let demand = Demand::Monthly { input: Tokens::new(input)?, output: Tokens::new(tokens(Meter::Output))? };
    let cached = CountedCache {
        reads: Tokens::new(reads)?,
        writes_5m: Tokens::new(five)?,
        writes_30m: Tokens::new(thirty)?,
        writes_1h: Tokens::new(hour)?,
    };
    let name = card.model(&key.model).map_or_else(|| key.model.clone(), |model| model.name.clone());
    let made = |scope| {
        let placement = Placement::new(&key.model, scope, if key.region.is_empty() { REGION } else { &key.region });
        let mut workload = Workload::new(&name, placement, demand);
        if cached.total() > 0 {
            workload.caching = Caching::Counted(cached);
        }
        if key.is_long {
            workload.long_prompts = Share::ALL;
        }
        if key.buying == Buying::Batch {
            workload.batch = Share::ALL;
        } else {
            workload.tier = ServiceTier::ALL.into_iter().find(|tier| tier.buying() == key.buying).unwrap_or_default();
        }
        workload
    };
    let list = counts.list.map(|list| Usd::new(list.value()));
    let scopes: &[InferenceScope] = match key.scope {
        Some(Scope::Global) => &[InferenceScope::Global],
        Some(Scope::InRegion) => &[InferenceScope::InRegion],
        // One price serves both: that of the profile first, which is the more usual one.
        Some(Scope::Regional) | None => &[InferenceScope::Geographic, InferenceScope::InRegion],
    };
    let month = |workload: &Workload| alone(workload, card);
    let made: Vec<Workload> = scopes.iter().map(|scope| made(*scope)).collect();
    let exact = made.iter().find(|workload| months == 1 && list.is_some() && month(workload) == list);
    let mut workload =
        exact.or_else(|| made.iter().find(|workload| month(workload).is_some())).or(made.first())?.clone();
    workload.name.push_str(&said(key, workload.placement.scope));
    Some(workload)
}

/// What tells a workload from others of its model.
fn said(key: &Key, scope: InferenceScope) -> String {
    let mut said = String::new();
    if key.buying != Buying::Standard {
        said.push_str(", ");
        said.push_str(key.buying.words());
    }
    if scope == InferenceScope::Global {
        said.push_str(", global");
    }
    if key.is_long {
        said.push_str(", long prompts");
    }
    said
}

/// The list price of long prompts that were billed while AWS still took them: today it refuses them, so that without a price of the
/// reader's own they have none. `None` where AWS takes them.
fn long_price(workload: &Workload, card: &RateCard) -> Option<TypedPrice> {
    let Placement { model, scope, region } = &workload.placement;
    let (threshold, window) = (card.model(model)?.threshold?, card.facts(model)?.input_limit?);
    if workload.long_prompts.is_none() || threshold < window {
        return None;
    }
    let buying = if workload.batch.is_none() { workload.tier.buying() } else { Buying::Batch };
    let (length, meter) = (PromptLength::Long, Meter::Input);
    let rate = card.rate(&RateKey { model, scope: *scope, region, buying, length, meter })?.rate;
    let place = Some(Place { scope: *scope, region: region.clone() });
    Some(TypedPrice { model: model.clone(), place, buying, length, meter, rate })
}

/// What one workload costs alone.
fn alone(workload: &Workload, card: &RateCard) -> Option<Usd> {
    let prices = long_price(workload, card).into_iter().collect();
    let scenario = Scenario { prices, ..Scenario::new(card.date(), vec![workload.clone()]) };
    price(&scenario, card).ok().map(|report| report.month())
}

/// Each model's list price and payment on the bill, and what its workloads cost.
fn models(found: &[(Key, Counts)], scenario: &Scenario, months: Decimal, card: &RateCard) -> Vec<ModelOf> {
    let mut models = BTreeMap::<&str, Counts>::new();
    for (key, counts) in found {
        let sum = models.entry(&key.model).or_default();
        sum.net.add(counts.net.value());
        sum.add_list(counts.list.map(Exact::value));
    }
    let of = |(model, counts): (&str, Counts)| {
        let mut priced = Some(Usd::ZERO);
        for workload in scenario.workloads.iter().filter(|workload| workload.placement.model == model) {
            priced = priced.zip(alone(workload, card)).map(|(sum, cost)| sum + cost);
        }
        let list = counts.list.map(Exact::value);
        let list_of_month = list.and_then(|list| list.checked_div(months)).map(Usd::new);
        let unexplained = list_of_month.zip(priced).map(|(list, priced)| list - priced);
        ModelOf { model: model.to_owned(), list, net: counts.net.value(), list_of_month, priced, unexplained }
    };
    models.into_iter().map(of).collect()
}

/// The one discount that every model has which has any, to four places. `None` where discounts differ, or there is none.
fn discount(models: &[ModelOf], card: &RateCard) -> Option<Decimal> {
    let mut found = None;
    for model in models {
        let of = model.discount()?;
        if of.is_zero() {
            continue;
        }
        card.model(&model.model)?;
        if *found.get_or_insert(of) != of || of < Decimal::ZERO {
            return None;
        }
    }
    found
}

impl ModelOf {
    /// 1 less what is paid over the list price, to four places; `None` without a list price.
    pub fn discount(&self) -> Option<Decimal> {
        let paid = self.net.checked_div(self.list?)?;
        Some((Decimal::ONE - paid).round_dp(DISCOUNT_PLACES))
    }
}

/// A contract without a commitment that gives the discount to those providers that have it; `None` where a provider has it for some
/// of its models only.
fn commitment(discount: Decimal, models: &[ModelOf], card: &RateCard) -> Option<Commitment> {
    let flat_discount = Multiple::parse(&discount.normalize().to_string()).ok()?;
    let mut terms: Vec<ProviderTerms> = Vec::new();
    for model in models {
        let provider = card.provider_of(card.model(&model.model)?);
        let earns = model.discount()? == discount;
        match terms.iter().find(|terms| terms.provider == provider.id) {
            Some(known) if known.earns != earns => return None,
            Some(_) => {}
            None => {
                let usual = ProviderTerms::usual(&provider.id, provider.marketplace);
                terms.push(ProviderTerms { earns, ..usual });
            }
        }
    }
    Some(Commitment { flat_discount, terms, ..Commitment::default() })
}
