//! How lines, places, levers and amounts are called wherever they are shown.

use rust_decimal::Decimal;

use crate::ladder::Lever;
use crate::money::{Rate, Usd, grouped};
use crate::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard, RateKey};
use crate::report::{LineItem, Owner};
use crate::scenario::{Placement, Scenario, ServiceTier};

/// What stays the same about a line while its figures change: `0--standard-ordinary-cache_read`. Fit for an `id`.
pub fn line_id(line: &LineItem) -> String {
    let route = line.route.map(|route| route.to_string()).unwrap_or_default();
    let (buying, length, meter) = (line.buying.name(), line.length.name(), line.meter.name());
    format!("{}-{route}-{buying}-{length}-{meter}", line.workload)
}

/// What a line is called: `Cache read, batch`, `Input, on demand, long prompts`.
pub fn line_name(line: &LineItem) -> String {
    let mut name = format!("{}, {}", capitalised(line.meter.words()), buying_name(line.buying));
    if line.length == PromptLength::Long {
        name.push_str(", long prompts");
    }
    name
}

/// A way of buying as a line's name has it: `on demand`, `Flex`, `batch`.
pub const fn buying_name(buying: Buying) -> &'static str {
    buying.words()
}

/// A model by its name, or by its identifier where the card doesn't have it.
pub fn model_name<'a>(id: &'a str, card: &'a RateCard) -> &'a str {
    card.model(id).map_or(id, |model| model.name.as_str())
}

/// Model, scope and, where it matters, region: `Claude Sonnet 4.5, global`, `Nova Lite, in-region, us-east-1`.
pub fn place(placement: &Placement, card: &RateCard) -> String {
    let name = model_name(&placement.model, card);
    match placement.scope {
        InferenceScope::Global => format!("{name}, global"),
        scope => format!("{name}, {}, {}", scope.name(), placement.region),
    }
}

/// What a model's tokens cost on demand where it is placed: `Anthropic. Input $3.00, output $15.00 per 1M tokens, global.`
pub fn model_rates(placement: &Placement, card: &RateCard) -> String {
    let Some(model) = card.model(&placement.model) else { return "This model isn’t on the card.".to_owned() };
    let Placement { scope, region, .. } = placement;
    let price = |meter| {
        let (buying, length) = (Buying::Standard, PromptLength::Ordinary);
        let rate = card.rate(&RateKey { model: &model.id, scope: *scope, region, buying, length, meter });
        rate.map_or_else(
            || "unknown".to_owned(),
            |published| format!("${}", price_digits(published.rate.per_million())),
        )
    };
    let (provider, place) = (&card.provider_of(model).name, place(placement, card));
    let place = place.strip_prefix(&format!("{}, ", model.name)).unwrap_or(&place);
    format!("{provider}. Input {}, output {} per 1M tokens, {place}.", price(Meter::Input), price(Meter::Output))
}

/// The name of a workload: what the reader calls it, or its place in the list.
pub fn workload_name(scenario: &Scenario, index: usize) -> String {
    match scenario.workloads.get(index) {
        Some(workload) if !workload.name.trim().is_empty() => workload.name.clone(),
        _ => format!("Workload {}", index + 1),
    }
}

/// What an entry of a scenario is called: a workload by its name, all others by their place.
pub fn owner_name(scenario: &Scenario, owner: Owner) -> String {
    match owner {
        Owner::Workload(index) => workload_name(scenario, index),
        Owner::Purchase(index) => format!("Purchase {}", index + 1),
        Owner::Custom(index) => format!("Custom model {}", index + 1),
    }
}

/// What a step of the ladder is called; the tier by its own name where there is one: `Caching`, `Priority`.
pub fn lever_name(lever: Lever, scenario: &Scenario) -> String {
    if lever == Lever::Tier {
        let mut tiers = scenario.workloads.iter().map(|workload| workload.tier);
        let mut tiers = tiers.by_ref().filter(|tier| *tier != ServiceTier::Standard);
        if let Some(tier) = tiers.next()
            && tiers.all(|other| other == tier)
        {
            return capitalised(buying_name(tier.buying()));
        }
    }
    capitalised(lever.name())
}

/// A change with its sign: `-$2,160.00`, `+$48.00`; `$0.00` for none.
pub fn signed(change: Usd) -> String {
    if change > Usd::ZERO { format!("+{change}") } else { change.to_string() }
}

/// A rate in two parts: `$3.00` and `per 1M tokens`.
pub fn rate_parts(rate: Rate) -> (String, String) {
    (format!("${}", price_digits(rate.amount())), format!("per {}", rate.unit().name()))
}

/// A price with all its digits, at least two after the point: `3.00`, `0.0375`.
pub fn price_digits(amount: Decimal) -> String {
    let mut digits = amount.normalize();
    if digits.scale() < 2 {
        digits.rescale(2);
    }
    grouped(&digits.to_string())
}

/// A text with its first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| core::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
}

/// A meter as the head of a column: `Cache write (5 min)`.
pub(crate) fn meter_head(meter: Meter) -> String {
    capitalised(meter.words())
}
