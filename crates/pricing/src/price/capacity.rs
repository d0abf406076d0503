//! What purchases and custom models serve of each workload.
//!
//! Follows "Capacity" in `docs/arithmetic.md`.

use rust_decimal::Decimal;

use super::demand::Steps;
use super::lookup::Prices;
use super::parts;
use super::parts::{By, Part, Piece, Served};
use crate::capacity::{RunningHours, Sizing, running, slots};
use crate::ladder::Lever;
use crate::money::Usd;
use crate::rates::{Buying, Meter, PromptLength, RateCard};
use crate::scenario::{Bought, Capacity, Load, Placement, Rules, Scenario, Throughput, Workload};

/// Input, or input and output together; and output where it is bought apart.
pub type Sides = (Sizing, Option<Sizing>);

/// What capacity serves on a rung of the ladder.
pub(crate) struct Serving<'a> {
    scenario: &'a Scenario,
    capacity: &'a Capacity,
    /// For each purchase.
    sides: Vec<Sides>,
    /// For each purchase, by the second rules.
    by: Vec<Serves>,
}

/// What a purchase serves of each request that it is offered, by the second rules.
#[derive(Clone, Copy)]
struct Serves {
    requests: Served,
    /// Of batch jobs that run on what units have left.
    batch: Option<Served>,
}

impl<'a> Serving<'a> {
    /// What capacity serves with the levers up to `levers` applied; `None` before it is applied and where there is none.
    pub(crate) fn of(scenario: &'a Scenario, card: &RateCard, levers: Lever) -> Option<Self> {
        let capacity = &scenario.capacity;
        if !levers.applies(Lever::Capacity) || capacity.is_none() {
            return None;
        }
        let purchases = 0..capacity.purchases.len();
        let sides: Vec<Sides> = purchases.filter_map(|index| sides_apart(scenario, card, index, levers)).collect();
        let by = if scenario.rules == Rules::V2 {
            sides.iter().enumerate().map(|(index, sides)| serves(scenario, card, index, levers, sides)).collect()
        } else {
            Vec::new()
        };
        Some(Self { scenario, capacity, sides, by })
    }

    /// What serves the requests of a piece, by the second rules.
    pub(crate) fn by(
        &self,
        workload: usize,
        placement: &Placement,
        buying: Buying,
        length: PromptLength,
    ) -> Option<By> {
        let index = purchase_of(self.scenario, workload, placement, buying, length)?;
        let serves = self.by.get(index)?;
        match self.capacity.purchases.get(index)?.bought {
            Bought::Units { .. } if buying == Buying::Batch => serves.batch.map(By::Units),
            Bought::Units { .. } => Some(By::Units(serves.requests)),
            Bought::Reserved { .. } => Some(By::Reserved(serves.requests)),
        }
    }

    /// Takes what capacity serves out of a part of a workload.
    pub(crate) fn take(&self, workload: usize, part: &mut Part<'_>) {
        let purchase = first_purchase(self.capacity, workload, &part.placement.model);
        let Some((input, output)) = purchase.and_then(|index| self.sides.get(index)) else { return };
        part.overflow(&|count| input.served_of(count), &|count| output.as_ref().unwrap_or(input).served_of(count));
    }
}

/// The first purchase that serves the parts of a workload on a model.
pub(crate) fn first_purchase(capacity: &Capacity, workload: usize, model: &str) -> Option<usize> {
    capacity.purchases.iter().position(|purchase| purchase.placement.model == model && purchase.lists(workload))
}

/// The first purchase that serves pieces of this kind, by the second rules. Units serve their model and no batch, unless
/// batch jobs run as ordinary calls there; the Reserved tier serves its model, scope and region, and neither batch nor long
/// prompts.
fn purchase_of(
    scenario: &Scenario,
    workload: usize,
    placement: &Placement,
    buying: Buying,
    length: PromptLength,
) -> Option<usize> {
    let capacity = &scenario.capacity;
    if capacity.custom_of(workload).is_some() {
        return None;
    }
    let batch = buying == Buying::Batch;
    capacity.purchases.iter().position(|purchase| {
        purchase.lists(workload)
            && match purchase.bought {
                Bought::Units { .. } => {
                    purchase.placement.model == placement.model && (!batch || capacity.batch_on_units)
                }
                Bought::Reserved { .. } => {
                    purchase.placement == *placement && !batch && length == PromptLength::Ordinary
                }
            }
    })
}

/// What sees a piece, with its part and its workload.
type SeePiece<'s> = &'s mut dyn FnMut(&Workload, &Part<'_>, &Piece);

/// Sees each piece that a purchase serves, whole, by the second rules: what it is offered.
pub(crate) fn each_piece(scenario: &Scenario, card: &RateCard, purchase: usize, levers: Lever, see: SeePiece<'_>) {
    let prices = Prices::new(scenario, card, levers);
    for (index, workload) in scenario.workloads.iter().enumerate() {
        for part in parts::of(&prices, workload, levers, Steps::Left) {
            for piece in part.pieces_by_request(workload, scenario, &prices, levers, &|_, _| None) {
                let own = purchase_of(scenario, index, part.placement, piece.buying, piece.length);
                if own == Some(purchase) {
                    see(workload, &part, &piece);
                }
            }
        }
    }
}

/// The share of requests that sides serve together: what the tighter of them does.
fn requests_served(sides: &Sides) -> Served {
    let all = Served { served: 1, offered: 1 };
    let of = |side: &Sizing| match side.offered {
        0 => all,
        _ => Served { served: side.served(), offered: side.offered_parts() },
    };
    let (first, second) = (of(&sides.0), sides.1.as_ref().map_or(all, of));
    if second.is_below(first) { second } else { first }
}

/// What a purchase serves of each request.
fn serves(scenario: &Scenario, card: &RateCard, purchase: usize, levers: Lever, sides: &Sides) -> Serves {
    let requests = requests_served(sides);
    let mut batch = None;
    if scenario.capacity.batch_on_units && sides.1.is_none() {
        let (mut input, mut output) = (0, 0);
        each_piece(scenario, card, purchase, levers, &mut |_, _, piece| {
            if piece.buying == Buying::Batch {
                let (more_input, more_output) = piece.whole();
                input += more_input;
                output += more_output;
            }
        });
        let binds = offered(scenario, card, purchase, levers);
        let jobs = match scenario.capacity.purchases.get(purchase).map(|own| own.bought) {
            Some(Bought::Units {
                throughput: Throughput::Split { input: input_rate, output: output_rate }, ..
            }) => {
                if input_binds(binds, (input_rate.count(), output_rate.count())) {
                    input
                } else {
                    output
                }
            }
            _ => input + output,
        };
        let all = sides.0.capacity_parts();
        let free = sides.0.tokens(all - sides.0.served().min(all));
        batch = (jobs > 0).then(|| Served { served: u128::from(free.min(jobs)), offered: u128::from(jobs) });
    }
    Serves { requests, batch }
}

/// The parts that a purchase serves, whole: what it is offered.
fn each_part(scenario: &Scenario, card: &RateCard, purchase: usize, levers: Lever, see: &mut dyn FnMut(&Part<'_>)) {
    let (capacity, prices) = (&scenario.capacity, Prices::new(scenario, card, levers));
    for (index, workload) in scenario.workloads.iter().enumerate() {
        if capacity.custom_of(index).is_some() {
            continue;
        }
        for part in parts::of(&prices, workload, levers, Steps::Left) {
            if first_purchase(capacity, index, &part.placement.model) == Some(purchase) {
                see(&part);
            }
        }
    }
}

/// The sides of a purchase that is offered these tokens; `None` where there is no such purchase.
fn sizes(capacity: &Capacity, purchase: usize, input: u64, output: u64) -> Option<Sides> {
    let purchase = capacity.purchases.get(purchase)?;
    let hours = capacity.hours.count();
    let sizing = |offered: u64, per_minute: u64, units: u64| {
        Sizing::new(slots(&purchase.load, offered), offered, per_minute * 60 * hours, units)
    };
    Some(match purchase.bought {
        Bought::Units { units, throughput, .. } => {
            let (offered, per_minute) = binding(throughput, input, output);
            (sizing(offered, per_minute, units.count()), None)
        }
        Bought::Reserved { input: input_rate, output: output_rate, .. } => {
            (sizing(input, input_rate.count(), 1), Some(sizing(output, output_rate.count(), 1)))
        }
    })
}

/// Input and output that a purchase is offered on a rung of the ladder.
pub(crate) fn offered(scenario: &Scenario, card: &RateCard, purchase: usize, levers: Lever) -> (u64, u64) {
    if scenario.rules == Rules::V2 {
        let each = each_offered(scenario, card, purchase, levers);
        return (each.iter().map(|one| one.input).sum(), each.iter().map(|one| one.output).sum());
    }
    let (mut input, mut output) = (0, 0);
    each_part(scenario, card, purchase, levers, &mut |part| {
        input += part.volume().input.tokens();
        output += part.volume().output.tokens();
    });
    (input, output)
}

/// What one piece offers a purchase, and when it runs.
struct Offered {
    input: u64,
    output: u64,
    hours: Option<RunningHours>,
}

/// What each piece offers a purchase as its load, by the second rules: batch that runs in idle hours isn't part of it.
fn each_offered(scenario: &Scenario, card: &RateCard, purchase: usize, levers: Lever) -> Vec<Offered> {
    let capacity = &scenario.capacity;
    let bought = capacity.purchases.get(purchase).map(|own| own.bought);
    let reserved = matches!(bought, Some(Bought::Reserved { .. }));
    let mut each = Vec::new();
    each_piece(scenario, card, purchase, levers, &mut |workload, _, piece| {
        if piece.buying != Buying::Batch {
            let (input, output) = if reserved { piece.counted() } else { piece.whole() };
            each.push(Offered { input, output, hours: RunningHours::of(workload.demand, capacity.hours.count()) });
        }
    });
    each
}

/// The sides of a purchase by the second rules.
fn sides_by_request(scenario: &Scenario, card: &RateCard, index: usize, levers: Lever) -> Option<Sides> {
    let purchase = scenario.capacity.purchases.get(index)?;
    let hours = scenario.capacity.hours.count();
    let each = each_offered(scenario, card, index, levers);
    let sizing = |tokens: &dyn Fn(&Offered) -> u64, per_minute: u64, units: u64| {
        let offered: u64 = each.iter().map(tokens).sum();
        let slots = match purchase.load {
            Load::Flat => running(each.iter().map(|one| (tokens(one), one.hours))),
            _ => slots(&purchase.load, offered),
        };
        Sizing::new(slots, offered, per_minute * 60 * hours, units)
    };
    let (input, output) = (|one: &Offered| one.input, |one: &Offered| one.output);
    let both = |one: &Offered| one.input + one.output;
    Some(match purchase.bought {
        Bought::Units { units, throughput, .. } => {
            let units = units.count();
            let side = match throughput {
                Throughput::Blended(rate) => sizing(&both, rate.count(), units),
                Throughput::Split { input: input_rate, output: output_rate } => {
                    let rates = (input_rate.count(), output_rate.count());
                    let whole = (each.iter().map(input).sum(), each.iter().map(output).sum());
                    if input_binds(whole, rates) {
                        sizing(&input, rates.0, units)
                    } else {
                        sizing(&output, rates.1, units)
                    }
                }
            };
            (side, None)
        }
        Bought::Reserved { input: input_rate, output: output_rate, .. } => {
            (sizing(&input, input_rate.count(), 1), Some(sizing(&output, output_rate.count(), 1)))
        }
    })
}

/// At which prices the traffic that a purchase is offered is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    /// Standard, at the card's prices.
    List,
    /// As each workload buys it, typed prices before the card's.
    Own,
    /// Standard, typed prices before the card's: what a reservation leaves over.
    Standard,
}

/// What the traffic that a purchase is offered costs a month, by the second rules: of the input side, or of model units; and of
/// the output side. `None` where a price is missing.
///
/// Units are held against all tokens of what they are offered, without a cache at list. A reservation counts fresh input and
/// cache writes on its input side, each at its own price, and cache reads on neither.
pub(crate) fn costs_by_request(scenario: &Scenario, card: &RateCard, index: usize, at: At) -> Option<[Usd; 2]> {
    let reserved = matches!(scenario.capacity.purchases.get(index)?.bought, Bought::Reserved { .. });
    let at_list = at == At::List;
    let levers = if at_list { Lever::Caching } else { Lever::Prices };
    let prices = Prices::new(scenario, card, levers);
    let (mut costs, mut known) = ([Usd::ZERO; 2], true);
    each_piece(scenario, card, index, Lever::Prices, &mut |_, part, piece| {
        if piece.buying == Buying::Batch {
            return;
        }
        let buying = if at == At::Own { piece.buying } else { Buying::Standard };
        let mut see = |meter: Meter, tokens: u64| {
            let side = usize::from(reserved && meter == Meter::Output);
            let price = prices.of(part.placement, buying, piece.length, meter);
            match (price, costs.get_mut(side)) {
                (Some(price), Some(sum)) => *sum = *sum + price.rate().cost(tokens),
                _ => known = false,
            }
        };
        if at_list && !reserved {
            let (input, output) = piece.whole();
            for (meter, tokens) in [(Meter::Input, input), (Meter::Output, output)] {
                if tokens > 0 {
                    see(meter, tokens);
                }
            }
        } else {
            for (meter, quantity) in piece.meters() {
                if !reserved || meter != Meter::CacheRead {
                    see(meter, quantity.tokens());
                }
            }
        }
    });
    known.then_some(costs)
}

/// The sides of a purchase on a rung of the ladder; `None` where there is no such purchase. By the second rules a reservation
/// serves whole requests: of each side as much as of the tighter one.
pub fn sides_of(scenario: &Scenario, card: &RateCard, purchase: usize, levers: Lever) -> Option<Sides> {
    let sides = sides_apart(scenario, card, purchase, levers)?;
    if scenario.rules == Rules::V1 || sides.1.is_none() {
        return Some(sides);
    }
    let Served { served, offered } = requests_served(&sides);
    let (input, output) = sides;
    Some((input.serving(served, offered), output.map(|output| output.serving(served, offered))))
}

/// The sides of a purchase on a rung of the ladder, each as if it were bought alone.
fn sides_apart(scenario: &Scenario, card: &RateCard, purchase: usize, levers: Lever) -> Option<Sides> {
    if scenario.rules == Rules::V2 {
        return sides_by_request(scenario, card, purchase, levers);
    }
    let (input, output) = offered(scenario, card, purchase, levers);
    sizes(&scenario.capacity, purchase, input, output)
}

/// The part of a purchase that is used, of its first side.
pub(crate) fn utilisation(scenario: &Scenario, card: &RateCard, purchase: usize) -> Option<Decimal> {
    sides_of(scenario, card, purchase, Lever::Prices)?.0.utilisation()
}

/// Whether input fills a unit before output does.
fn input_binds((input, output): (u64, u64), (input_rate, output_rate): (u64, u64)) -> bool {
    u128::from(input) * u128::from(output_rate) >= u128::from(output) * u128::from(input_rate)
}

/// The tokens that fill a unit first, and how many of them it does in a minute.
fn binding(throughput: Throughput, input: u64, output: u64) -> (u64, u64) {
    match throughput {
        Throughput::Blended(rate) => (input + output, rate.count()),
        Throughput::Split { input: input_rate, output: output_rate } => {
            let (in_rate, out_rate) = (input_rate.count(), output_rate.count());
            if input_binds((input, output), (in_rate, out_rate)) { (input, in_rate) } else { (output, out_rate) }
        }
    }
}

#[cfg(test)]
mod tests;
