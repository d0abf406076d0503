//! Services around inference in a link.
//!
//! ```text
//! services=eu-central-1,us-prices&service-requests=1,500000&service-price=guardrail-content,0.12
//! g1.name=Chat&g1.serves=1,3&g1.policies=content,pii&g1.sides=input&g1.characters=3.5&g1.tagged=1000&g1.grounded=9000&g1.images=1
//! k1.docs=50000,1200&k1.chunks=300,0.2&k1.renewed=0.1&k1.embed=titan-embed-text-v2,in-region,us-east-1,batch&k1.queries=2,150
//! k1.opensearch=classic,yes,2,2,,10,shared&k2.s3=1024,100,1200&k3.managed=20,0.1,2
//! own=500,month,aws,Gateway
//! ```
//!
//! Documents, agents, flows, logs and the rest are in [`others`].
//!
//! `services`: the region (nothing for that of the first workload) and, where it is chosen, that prices of us-east-1 stand for
//! those that aren't known there. `own`: dollars, `month` or `once`, who bills it, its name. The parts of a value stand in the
//! order of the fields; what is left out at its end, or between two commas, is as if it weren't given.

mod entry;
mod others;

use super::{bounded, identifier, number_of, position};
use crate::link::{LinkReason, escape};
use entry::Values;
use others::Put;
use pricing::bounds;
use pricing::quantity::{Count, Dollars, Requests, whole};
use pricing::rates::{ServiceItem, ServicePrice};
use pricing::scenario::{
    Agents, BilledBy, Documents, Flow, Guardrail, KnowledgeBase, Logs, OwnLine, Services, TypedServicePrice,
    WorkloadRequests,
};

/// Prices of us-east-1 stand for those that aren't known in the region.
const FALLBACK: &str = "us-prices";

pub(super) fn encode(services: &Services, put: &mut dyn FnMut(&str, &str)) {
    let Services { region, fallback, requests, prices, guardrails, knowledge, lines, .. } = services;
    if region.is_some() || *fallback {
        let region = region.as_deref().map(escape).unwrap_or_default();
        put("services", &if *fallback { format!("{region},{FALLBACK}") } else { region });
    }
    for WorkloadRequests { workload, requests } in requests {
        put("service-requests", &format!("{},{}", number_of(*workload), requests.count()));
    }
    for TypedServicePrice { item, price } in prices {
        put("service-price", &format!("{},{}", item.name(), price.amount()));
    }
    for (index, guardrail) in guardrails.iter().enumerate() {
        entry::guardrail(guardrail, &mut |key, value| put(&format!("g{}.{key}", index + 1), value));
    }
    for (index, base) in knowledge.iter().enumerate() {
        entry::knowledge(base, &mut |key, value| put(&format!("k{}.{key}", index + 1), value));
    }
    for (index, of) in services.documents.iter().enumerate() {
        others::documents(of, &mut Put(&mut |key, value| put(&format!("d{}.{key}", index + 1), value)));
    }
    for (index, of) in services.agents.iter().enumerate() {
        others::agents(of, &mut Put(&mut |key, value| put(&format!("r{}.{key}", index + 1), value)));
    }
    for (index, of) in services.flows.iter().enumerate() {
        others::flow(of, &mut Put(&mut |key, value| put(&format!("f{}.{key}", index + 1), value)));
    }
    for (index, of) in services.logs.iter().enumerate() {
        others::logs(of, &mut Put(&mut |key, value| put(&format!("l{}.{key}", index + 1), value)));
    }
    let (monitoring, network) =
        (others::monitoring_value(services.monitoring), others::network_value(services.network));
    let evaluation = others::evaluation_value(services.evaluation);
    for (key, value) in [("monitoring", monitoring), ("network", network), ("evaluation", evaluation)] {
        if !value.is_empty() {
            put(key, &value);
        }
    }
    if let Some(support) = services.support {
        put("support", &others::support_value(support));
    }
    for OwnLine { name, amount, once, billed } in lines {
        let period = if *once { ONCE } else { MONTH };
        put("own", &format!("{amount},{period},{},{}", billed.name(), escape(name)));
    }
}

const MONTH: &str = "month";
const ONCE: &str = "once";

/// Services read so far; guardrails and knowledge bases by number.
#[derive(Default)]
pub(super) struct Reader {
    services: Services,
    /// The keys that stand once and were read.
    seen: Vec<String>,
    guardrails: Vec<(usize, Guardrail, Vec<String>)>,
    knowledge: Vec<(usize, KnowledgeBase, Vec<String>)>,
    documents: Vec<(usize, Documents, Vec<String>)>,
    agents: Vec<(usize, Agents, Vec<String>)>,
    flows: Vec<(usize, Flow, Vec<String>)>,
    logs: Vec<(usize, Logs, Vec<String>)>,
}

impl Reader {
    /// Reads a part, if it is one of services.
    pub(super) fn read(&mut self, key: &str, value: &str) -> Option<Result<(), LinkReason>> {
        let services = &mut self.services;
        Some(match key {
            "services" | "monitoring" | "network" | "evaluation" | "support" => {
                if self.seen.iter().any(|seen| seen == key) {
                    return Some(Err(LinkReason::Repeated));
                }
                let read = match key {
                    "services" => place(value, services),
                    "monitoring" => others::monitoring(value).map(|read| services.monitoring = read),
                    "network" => others::network(value).map(|read| services.network = read),
                    "evaluation" => others::evaluation(value).map(|read| services.evaluation = read),
                    _ => others::support(value).map(|read| services.support = Some(read)),
                };
                if read.is_some() {
                    self.seen.push(key.to_owned());
                }
                read.ok_or(LinkReason::BadValue)
            }
            "service-requests" => add(&mut services.requests, bounds::WORKLOADS_MAX, counted(value)),
            "service-price" => add(&mut services.prices, bounds::TYPED_PRICES_MAX, price(value)),
            "own" => add(&mut services.lines, bounds::SERVICES_MAX, own(value)),
            _ => {
                let (owner, field) = key.split_once('.')?;
                let (letter, number) = owner.split_at_checked(1)?;
                let number = position(number)?;
                match letter {
                    "g" => in_entry(&mut self.guardrails, number, field, value, entry::read_guardrail),
                    "k" => in_entry(&mut self.knowledge, number, field, value, entry::read_knowledge),
                    "d" => in_entry(&mut self.documents, number, field, value, others::read_documents),
                    "r" => in_entry(&mut self.agents, number, field, value, others::read_agents),
                    "f" => in_entry(&mut self.flows, number, field, value, others::read_flow),
                    "l" => in_entry(&mut self.logs, number, field, value, others::read_logs),
                    _ => return None,
                }
            }
        })
    }

    pub(super) fn finish(self) -> Services {
        Services {
            guardrails: entries(self.guardrails),
            knowledge: entries(self.knowledge),
            documents: entries(self.documents),
            agents: entries(self.agents),
            flows: entries(self.flows),
            logs: entries(self.logs),
            ..self.services
        }
    }
}

/// Entries in the order of their numbers.
fn entries<T>(list: Vec<(usize, T, Vec<String>)>) -> Vec<T> {
    list.into_iter().map(|(_, entry, _)| entry).collect()
}

/// Reads a field of an entry, which begins with the first of its fields. False where there is no such field, nothing where its
/// value can't be read.
type ReadField<T> = fn(&mut T, &str, &str) -> Option<bool>;

fn in_entry<T: Default>(
    list: &mut Vec<(usize, T, Vec<String>)>,
    number: usize,
    field: &str,
    value: &str,
    read: ReadField<T>,
) -> Result<(), LinkReason> {
    let at = list.partition_point(|(other, ..)| *other < number);
    if list.get(at).is_none_or(|(other, ..)| *other != number) {
        if list.len() == bounds::SERVICES_MAX {
            return Err(LinkReason::TooMany);
        }
        list.insert(at, (number, T::default(), Vec::new()));
    }
    let Some((_, entry, seen)) = list.get_mut(at) else { return Err(LinkReason::TooMany) };
    if seen.iter().any(|seen| seen == field) {
        return Err(LinkReason::Repeated);
    }
    if !read(entry, field, value).ok_or(LinkReason::BadValue)? {
        return Err(LinkReason::UnknownField);
    }
    seen.push(field.to_owned());
    Ok(())
}

fn add<T>(list: &mut Vec<T>, most: usize, read: Option<T>) -> Result<(), LinkReason> {
    if list.len() == most {
        return Err(LinkReason::TooMany);
    }
    list.push(read.ok_or(LinkReason::BadValue)?);
    Ok(())
}

fn place(value: &str, services: &mut Services) -> Option<()> {
    let (region, word) = value.split_once(',').unwrap_or((value, ""));
    let region = if region.is_empty() { None } else { Some(identifier(region)?) };
    let fallback = match word {
        "" => false,
        FALLBACK => true,
        _ => return None,
    };
    (services.region, services.fallback) = (region, fallback);
    Some(())
}

fn counted(value: &str) -> Option<WorkloadRequests> {
    let (workload, requests) = value.split_once(',')?;
    Some(WorkloadRequests { workload: position(workload)?, requests: whole(requests).and_then(Requests::new)? })
}

fn price(value: &str) -> Option<TypedServicePrice> {
    let (item, price) = value.split_once(',')?;
    Some(TypedServicePrice { item: ServiceItem::from_name(item)?, price: ServicePrice::parse(price)? })
}

fn own(value: &str) -> Option<OwnLine> {
    let mut values = Values::of(value);
    let line = OwnLine {
        amount: values.next().and_then(Dollars::parse)?,
        once: match values.next()? {
            MONTH => false,
            ONCE => true,
            _ => return None,
        },
        billed: BilledBy::from_name(values.next()?)?,
        name: bounded(values.next().unwrap_or_default(), bounds::NAME_CHARACTERS_MAX)?,
    };
    values.ended().then_some(line)
}

fn count(text: &str) -> Option<Count> {
    whole(text).and_then(Count::new)
}
