//! Documents, agents, flows, logs and what there is one of, in a link.
//!
//! ```text
//! d1.per=requests:1,3&d1.pages=2,1,45&d1.images=1,2          standard, custom, fields; standard, custom
//! r1.sessions=1&r1.per=requests&r1.runtime=v1,30,600,0.5      vCPU-seconds, seconds, gigabytes
//! r1.gateway=12,1,40&r1.identity=1&r1.memory=6,10000,2&r1.policy=3&r1.evaluation=2000,300,1
//! f1.executions=1000&f1.transitions=8
//! l1.to=s3&l1.serves=1&l1.characters=3.5&l1.bytes=1,1500&l1.kept=12,0.2&l1.scanned=50&l1.objects=100000
//! monitoring=20,5,4&network=3,2,1000,500&evaluation=400&support=enterprise,250000
//! ```

use super::count;
use super::entry::{Values, digits, given, joined, name, serves, serves_value, tokens, unless};
use crate::link::escape;
use crate::link::v1::multiple;
use pricing::quantity::{Count, Dollars, Multiple, TokensPerRequest};
use pricing::scenario::{
    Agents, Destination, Documents, Driver, Evaluation, Flow, Logs, Monitoring, Network, Runtime, Support, SupportPlan,
};

/// Writes what says something.
pub(super) struct Put<'a>(pub(super) &'a mut dyn FnMut(&str, &str));

impl Put<'_> {
    fn unless_empty(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            (self.0)(key, value);
        }
    }
}

const MONTH: &str = "month";
const REQUESTS: &str = "requests";

fn driver_value(per: &Driver) -> String {
    match per {
        Driver::Month => MONTH.to_owned(),
        Driver::Requests { workloads: None } => REQUESTS.to_owned(),
        Driver::Requests { workloads: Some(list) } => format!("{REQUESTS}:{}", serves_value(list)),
    }
}

fn driver(value: &str) -> Option<Driver> {
    match value.split_once(':') {
        None if value == MONTH => Some(Driver::Month),
        None if value == REQUESTS => Some(Driver::Requests { workloads: None }),
        Some((REQUESTS, list)) => Some(Driver::Requests { workloads: Some(serves(list)?) }),
        _ => None,
    }
}

fn amount(value: Multiple) -> String {
    unless(&value, &Multiple::ZERO)
}

fn of_tokens(value: TokensPerRequest) -> String {
    unless(&value.count(), &0)
}

pub(super) fn documents(of: &Documents, put: &mut Put<'_>) {
    // What its counts are of stands always, so that documents of nothing are an entry too.
    (put.0)("per", &driver_value(&of.per));
    put.unless_empty("name", &escape(&of.name));
    put.unless_empty("pages", &joined(&[amount(of.pages), amount(of.custom_pages), digits(of.fields)]));
    put.unless_empty("images", &joined(&[amount(of.images), amount(of.custom_images)]));
}

pub(super) fn read_documents(of: &mut Documents, field: &str, value: &str) -> Option<bool> {
    let mut values = Values::of(value);
    match field {
        "per" => return driver(value).map(|per| of.per = per).map(|()| true),
        "name" => return name(value).map(|name| of.name = name).map(|()| true),
        "pages" => {
            of.pages = values.or(Multiple::ZERO, multiple)?;
            of.custom_pages = values.or(Multiple::ZERO, multiple)?;
            of.fields = values.or(Count::default(), count)?;
        }
        "images" => {
            of.images = values.or(Multiple::ZERO, multiple)?;
            of.custom_images = values.or(Multiple::ZERO, multiple)?;
        }
        _ => return Some(false),
    }
    values.ended().then_some(true)
}

pub(super) fn agents(of: &Agents, put: &mut Put<'_>) {
    (put.0)("per", &driver_value(&of.per));
    put.unless_empty("name", &escape(&of.name));
    put.unless_empty("sessions", &amount(of.sessions));
    let runtime = of.runtime.name().to_owned();
    let runs = joined(&[runtime, amount(of.cpu_seconds), amount(of.seconds), amount(of.memory)]);
    put.unless_empty("runtime", if runs == Runtime::default().name() { "" } else { &runs });
    put.unless_empty("gateway", &joined(&[amount(of.gateway_calls), amount(of.searches), digits(of.tools)]));
    put.unless_empty("identity", &amount(of.identity_requests));
    let memory = [amount(of.memory_events), digits(of.memory_records), amount(of.memory_retrievals)];
    put.unless_empty("memory", &joined(&memory));
    put.unless_empty("policy", &amount(of.authorizations));
    let evaluated = [of_tokens(of.evaluation_input), of_tokens(of.evaluation_output), amount(of.custom_evaluations)];
    put.unless_empty("evaluation", &joined(&evaluated));
}

pub(super) fn read_agents(of: &mut Agents, field: &str, value: &str) -> Option<bool> {
    let mut values = Values::of(value);
    let mut next = || values.or(Multiple::ZERO, multiple);
    match field {
        "per" => return driver(value).map(|per| of.per = per).map(|()| true),
        "name" => return name(value).map(|name| of.name = name).map(|()| true),
        "sessions" => of.sessions = next()?,
        "identity" => of.identity_requests = next()?,
        "policy" => of.authorizations = next()?,
        "runtime" => {
            of.runtime = Runtime::from_name(values.next()?)?;
            of.cpu_seconds = values.or(Multiple::ZERO, multiple)?;
            of.seconds = values.or(Multiple::ZERO, multiple)?;
            of.memory = values.or(Multiple::ZERO, multiple)?;
        }
        "gateway" => {
            (of.gateway_calls, of.searches) = (next()?, next()?);
            of.tools = values.or(Count::default(), count)?;
        }
        "memory" => {
            of.memory_events = next()?;
            of.memory_records = values.or(Count::default(), count)?;
            of.memory_retrievals = values.or(Multiple::ZERO, multiple)?;
        }
        "evaluation" => {
            of.evaluation_input = values.or(TokensPerRequest::default(), tokens)?;
            of.evaluation_output = values.or(TokensPerRequest::default(), tokens)?;
            of.custom_evaluations = values.or(Multiple::ZERO, multiple)?;
        }
        _ => return Some(false),
    }
    values.ended().then_some(true)
}

pub(super) fn flow(of: &Flow, put: &mut Put<'_>) {
    (put.0)("per", &driver_value(&of.per));
    put.unless_empty("name", &escape(&of.name));
    put.unless_empty("executions", &amount(of.executions));
    put.unless_empty("transitions", &amount(of.transitions));
}

pub(super) fn read_flow(of: &mut Flow, field: &str, value: &str) -> Option<bool> {
    match field {
        "per" => of.per = driver(value)?,
        "name" => of.name = name(value)?,
        "executions" => of.executions = multiple(value)?,
        "transitions" => of.transitions = multiple(value)?,
        _ => return Some(false),
    }
    Some(true)
}

pub(super) fn logs(of: &Logs, put: &mut Put<'_>) {
    // Where they go stands always, so that logs of all defaults are an entry too.
    (put.0)("to", of.to.name());
    put.unless_empty("name", &escape(&of.name));
    put.unless_empty("serves", &of.workloads.as_deref().map(serves_value).unwrap_or_default());
    put.unless_empty("characters", &given(of.characters_per_token.as_ref()));
    let envelope = of.envelope.map(|envelope| envelope.count().to_string()).unwrap_or_default();
    put.unless_empty("bytes", &joined(&[given(of.bytes_per_character.as_ref()), envelope]));
    put.unless_empty("kept", &joined(&[given(of.months.as_ref()), given(of.compressed.as_ref())]));
    put.unless_empty("scanned", &amount(of.scanned));
    put.unless_empty("objects", &digits(of.objects));
}

pub(super) fn read_logs(of: &mut Logs, field: &str, value: &str) -> Option<bool> {
    let mut values = Values::of(value);
    let optional = |values: &mut Values<'_>| values.or(None, |text| multiple(text).map(Some));
    match field {
        "to" => return Destination::from_name(value).map(|to| of.to = to).map(|()| true),
        "name" => return name(value).map(|name| of.name = name).map(|()| true),
        "serves" => return serves(value).map(|list| of.workloads = Some(list)).map(|()| true),
        "characters" => of.characters_per_token = optional(&mut values)?,
        "bytes" => {
            of.bytes_per_character = optional(&mut values)?;
            of.envelope = values.or(None, |text| count(text).map(Some))?;
        }
        "kept" => {
            of.months = optional(&mut values)?;
            of.compressed = optional(&mut values)?;
        }
        "scanned" => of.scanned = values.or(Multiple::ZERO, multiple)?,
        "objects" => of.objects = values.or(Count::default(), count)?,
        _ => return Some(false),
    }
    values.ended().then_some(true)
}

pub(super) fn monitoring_value(of: Monitoring) -> String {
    joined(&[digits(of.metrics), digits(of.alarms), digits(of.dashboards)])
}

pub(super) fn monitoring(value: &str) -> Option<Monitoring> {
    let mut values = Values::of(value);
    let mut next = || values.or(Count::default(), count);
    let read = Monitoring { metrics: next()?, alarms: next()?, dashboards: next()? };
    values.ended().then_some(read)
}

pub(super) fn evaluation_value(of: Evaluation) -> String {
    digits(of.tasks)
}

pub(super) fn evaluation(value: &str) -> Option<Evaluation> {
    let mut values = Values::of(value);
    let read = Evaluation { tasks: values.or(Count::default(), count)? };
    values.ended().then_some(read)
}

pub(super) fn network_value(of: Network) -> String {
    joined(&[digits(of.endpoints), digits(of.zones), amount(of.data), amount(of.out)])
}

pub(super) fn network(value: &str) -> Option<Network> {
    let mut values = Values::of(value);
    let read = Network {
        endpoints: values.or(Count::default(), count)?,
        zones: values.or(Count::default(), count)?,
        data: values.or(Multiple::ZERO, multiple)?,
        out: values.or(Multiple::ZERO, multiple)?,
    };
    values.ended().then_some(read)
}

pub(super) fn support_value(of: Support) -> String {
    format!("{},{}", of.plan.name(), of.other)
}

pub(super) fn support(value: &str) -> Option<Support> {
    let (plan, other) = value.split_once(',')?;
    Some(Support { plan: SupportPlan::from_name(plan)?, other: Dollars::parse(other)? })
}
