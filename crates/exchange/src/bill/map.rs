//! Finds out what a group of rows is about, and its list price on the card.

use std::collections::HashMap;
use std::sync::OnceLock;

use pricing::money::{Rate, Unit};
use pricing::rates::{BUNDLED, Date, InferenceScope, Meter, PromptLength, PublishedRate, RateCard, RateKey};
use rust_decimal::Decimal;

use super::line::{Scale, Scope, Subject, Unmapped};
use super::number::{product, shifted};
use super::row::Month;
use super::usage_type::{Said, Tables, What};

/// Products of AWS Marketplace whose name isn't that of the model. Source: AWS's bills.
const PRODUCTS: &str = include_str!("../../bill/products.csv");

/// What AWS Marketplace appends to a model's name.
const EDITION: &str = " (Amazon Bedrock Edition)";

/// Finds models and their prices.
pub(super) struct Map<'c> {
    card: &'c RateCard,
    tables: Tables,
    /// Products by their name in small letters, without the edition.
    products: HashMap<String, &'c str>,
}

/// What a group of rows is about.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub subject: Subject,
    pub said: Option<Said>,
    pub region: String,
    pub scope: Option<Scope>,
}

impl<'c> Map<'c> {
    pub(super) fn new(card: &'c RateCard) -> Self {
        let mut products = HashMap::new();
        for model in card.models() {
            let name = model.name.to_lowercase();
            let name = name.strip_suffix(" (gated)").or_else(|| name.strip_suffix(" (preview)")).unwrap_or(&name);
            let provider = card.provider_of(model).name.to_lowercase();
            products.insert(name.to_owned(), model.id.as_str());
            products.entry([&provider, " ", name].concat()).or_insert(&model.id);
        }
        for (name, model) in PRODUCTS.lines().skip(1).filter_map(|line| line.split_once(',')) {
            if let Some(model) = card.model(model) {
                products.insert(name.to_lowercase(), &model.id);
            }
        }
        Self { card, tables: Tables::new(card), products }
    }

    pub(super) const fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The model that a product of AWS Marketplace is.
    fn product(&self, name: &str) -> Option<Subject> {
        let name = name.strip_suffix(EDITION)?.trim().to_lowercase();
        let model = self.products.get(name.as_str());
        Some(model.map_or(Subject::Unmapped(Unmapped::NotOnCard), |model| Subject::Model((*model).to_owned())))
    }

    /// What rows are about: by their usage type, the name of their product, and a region if a column has it.
    pub(super) fn find(&self, usage_type: &str, name: &str, region: &str) -> Found {
        let said = self.tables.read(usage_type);
        let by_name = self.product(name);
        let subject = match said.map(|said| said.what) {
            Some(What::Model(model)) if self.card.model(model).is_some() => Subject::Model(model.to_owned()),
            Some(What::Model(_) | What::Other(_)) => Subject::Unmapped(Unmapped::NotOnCard),
            Some(What::Service(service)) => Subject::Service(service.to_owned()),
            Some(What::Unknown) => Subject::Unmapped(Unmapped::Code),
            Some(What::Product) => by_name.unwrap_or(Subject::Unmapped(Unmapped::Product)),
            None if usage_type.is_empty() => by_name.or_else(|| service(name)).unwrap_or(Subject::Bedrock),
            None => service(name).unwrap_or(Subject::Unmapped(Unmapped::UsageType)),
        };
        let region = if region.is_empty() { said.map_or("", |said| said.region) } else { region };
        let mut found = Found { subject, said, region: region.to_owned(), scope: None };
        found.scope = self.scope(&found);
        found
    }

    /// Where the price of rows holds.
    pub(super) fn scope(&self, found: &Found) -> Option<Scope> {
        let said = found.said?;
        said.meter?;
        if said.global {
            return Some(Scope::Global);
        }
        let Subject::Model(model) = &found.subject else { return Some(Scope::Regional) };
        let has = |scope| self.card.buyings(model, scope, &found.region).contains(&said.buying);
        let any = |scope| self.card.scopes(model).contains(&scope);
        let (geographic, in_region) = (has(InferenceScope::Geographic), has(InferenceScope::InRegion));
        Some(match (geographic, in_region) {
            (false, true) => Scope::InRegion,
            (false, false) if !any(InferenceScope::Geographic) && any(InferenceScope::InRegion) => Scope::InRegion,
            _ => Scope::Regional,
        })
    }

    /// The published price in a month of what rows count. `None` where there is none, or where
    /// it changed and nothing says that it was another day than one of this month. A regional price has two readings where the card
    /// prices profiles and requests without one differently: `served` says which.
    fn rate(&self, found: &Found, month: Month, served: Option<InferenceScope>) -> Option<PublishedRate<'_>> {
        let new = of_card(self.card, found, served);
        let amount = |published: &PublishedRate<'_>| published.rate.per_million();
        let mut older = bundled().iter().rev().filter(|card| card.date() < self.card.date());
        let old = older.find_map(|card| Some((card.date(), of_card(card, found, served)?)));
        Some(match (new, old) {
            (Some(new), Some((read, old))) if amount(&new) != amount(&old) => {
                let (first, last) =
                    (Date::new(month.year, month.month, 1)?, Date::new(month.year, month.month, month.days())?);
                // Without the day of the change it lies between the days on which the cards were read.
                let change = new.since.map_or((read, self.card.date()), |since| (since, since));
                match () {
                    () if last < change.0 => old,
                    () if first >= change.1 => new,
                    () => return None,
                }
            }
            (Some(new), _) => new,
            (None, old) => old?.1,
        })
    }

    /// A quantity in what its meter counts, how sure its unit is, and its list price on the card with the rate that gives it. `cost` is what the rows cost
    /// before discounts, or what they list at.
    pub(super) fn counted(
        &self,
        found: &Found,
        month: Month,
        quantity: Decimal,
        cost: Decimal,
    ) -> (Option<Decimal>, Scale, Option<(Decimal, PublishedRate<'_>)>) {
        let Some(said) = found.said else { return (Some(quantity), Scale::Unchecked, None) };
        let own = shifted(quantity, said.power);
        let exactly = |served| {
            let rate = self.rate(found, month, Some(served))?;
            (listed(own?, rate.rate)? == cost).then_some(rate)
        };
        // Of two regional prices the one that was paid to the last digit.
        let rate = self.rate(found, month, None);
        let rate =
            rate.or_else(|| [InferenceScope::Geographic, InferenceScope::InRegion].into_iter().find_map(exactly));
        let Some(rate) = rate else { return (own, Scale::Unchecked, None) };
        let list = |count: Decimal| listed(count, rate.rate);
        let of = |power| {
            let count = shifted(quantity, power)?;
            Some((count, list(count)?))
        };
        let Some((count, price)) = of(said.power) else { return (own, Scale::Unchecked, None) };
        if cost.is_zero() || price.is_zero() {
            return (Some(count), Scale::Unchecked, Some((price, rate)));
        }
        let within = |price: Decimal, least: Decimal, most: Decimal| {
            let bounds = (product(price, least), product(price, most));
            matches!(bounds, (Some(least), Some(most)) if least <= cost && cost <= most)
        };
        let fits = |price| within(price, Decimal::new(5, 1), Decimal::new(12, 1));
        if fits(price) {
            return (Some(count), Scale::Checked, Some((price, rate)));
        }
        let is_token = said.buying.is_by_token() && !matches!(said.meter, Some(Meter::Query | Meter::ModelUnit));
        let mut others = [0, 3, 6].into_iter().filter(|power| is_token && *power != said.power).filter_map(of);
        if let Some((count, price)) = others.find(|(_, price)| fits(*price)) {
            return (Some(count), Scale::Corrected, Some((price, rate)));
        }
        // Units differ a thousandfold: a price this near is another price, not another unit.
        if within(price, Decimal::new(4, 2), Decimal::from(25)) {
            return (Some(count), Scale::Unsure, Some((price, rate)));
        }
        (None, Scale::Unsure, None)
    }
}

/// Every bundled card, oldest first: a bill of their time was priced with them.
fn bundled() -> &'static [RateCard] {
    static CARDS: OnceLock<Vec<RateCard>> = OnceLock::new();
    CARDS.get_or_init(|| RateCard::decode(BUNDLED).unwrap_or_default())
}

/// What a count costs at a published rate; exact or nothing.
pub(super) fn listed(count: Decimal, rate: Rate) -> Option<Decimal> {
    let power = match rate.unit() {
        Unit::MillionTokens => 6,
        Unit::ThousandTokens | Unit::ThousandQueries => 3,
        _ => 0,
    };
    product(product(count, rate.amount())?, Decimal::try_from_i128_with_scale(1, power).ok()?)
}

/// The price that a card has for what rows count; of two regional ones that differ, the one for `served`.
fn of_card<'c>(card: &'c RateCard, found: &Found, served: Option<InferenceScope>) -> Option<PublishedRate<'c>> {
    let Subject::Model(model) = &found.subject else { return None };
    let said = found.said?;
    let meter = said.meter?;
    let rate =
        |scope, length| card.rate(&RateKey { model, scope, region: &found.region, buying: said.buying, length, meter });
    let of_length = |length| match found.scope? {
        Scope::Global => rate(InferenceScope::Global, length),
        Scope::InRegion => rate(InferenceScope::InRegion, length),
        Scope::Regional if served.is_some() => rate(served?, length),
        Scope::Regional => {
            let (geographic, in_region) =
                (rate(InferenceScope::Geographic, length), rate(InferenceScope::InRegion, length));
            match (geographic, in_region) {
                (Some(left), Some(right)) if left.rate.per_million() != right.rate.per_million() => None,
                (left, right) => left.or(right),
            }
        }
    };
    // Where a model has one price for every length, its long prompts pay it too.
    let one_price = card.model(model)?.threshold.is_none();
    of_length(said.length).or_else(|| of_length(PromptLength::Ordinary).filter(|_| one_price))
}

/// The service that a product's name is; `None` for Bedrock as a whole.
fn service(name: &str) -> Option<Subject> {
    let rest = name.strip_prefix("Amazon Bedrock ")?.trim();
    match rest {
        "" | "Service" => None,
        "AgentCore" => Some(Subject::Service("AgentCore".to_owned())),
        "Managed Knowledge Base" => Some(Subject::Service("Knowledge Bases".to_owned())),
        _ if rest.starts_with('(') => None,
        _ => Some(Subject::Service(rest.to_owned())),
    }
}
