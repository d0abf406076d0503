//! What services must satisfy.

use super::{Field, Problem};
use crate::bounds;
use crate::quantity::Multiple;
use crate::scenario::services::lists;
use crate::scenario::{Driver, Guardrail, KnowledgeBase, Logs, Placement, Scenario, Store};
use crate::services;

impl Scenario {
    /// What keeps the services from being priced, in the order of their fields.
    pub(super) fn check_services(&self) -> Vec<(Field, Problem)> {
        let services = &self.services;
        let mut found = Vec::new();
        for (count, most) in [
            (services.requests.len(), bounds::WORKLOADS_MAX),
            (services.prices.len(), bounds::TYPED_PRICES_MAX),
            (services.guardrails.len(), bounds::SERVICES_MAX),
            (services.knowledge.len(), bounds::SERVICES_MAX),
            (services.documents.len(), bounds::SERVICES_MAX),
            (services.agents.len(), bounds::SERVICES_MAX),
            (services.flows.len(), bounds::SERVICES_MAX),
            (services.logs.len(), bounds::SERVICES_MAX),
            (services.lines.len(), bounds::SERVICES_MAX),
        ] {
            if count > most {
                found.push((Field::Services, Problem::TooMany { most }));
            }
        }
        if services.region.as_ref().is_some_and(|region| is_long(region, bounds::IDENTIFIER_CHARACTERS_MAX)) {
            found.push((Field::Region, Problem::TooLong { most: bounds::IDENTIFIER_CHARACTERS_MAX }));
        }
        for (index, guardrail) in services.guardrails.iter().enumerate().take(bounds::SERVICES_MAX) {
            let of = guardrail.check().into_iter().chain(self.needs_requests(guardrail.workloads.as_ref()));
            found.extend(of.map(|problem| (Field::Guardrail(index), problem)));
        }
        for (index, base) in services.knowledge.iter().enumerate().take(bounds::SERVICES_MAX) {
            let needs = base.is_queried().then(|| self.needs_requests(base.workloads.as_ref())).flatten();
            found.extend(base.check().into_iter().chain(needs).map(|problem| (Field::Knowledge(index), problem)));
        }
        for (index, of) in services.documents.iter().enumerate().take(bounds::SERVICES_MAX) {
            let above = (of.fields.count() > bounds::FIELDS_MAX)
                .then_some(Problem::OutOfRange { low: "0", high: bounds::FIELDS_MAX });
            let problems = name(&of.name).into_iter().chain(above).chain(self.needs_driver(&of.per));
            found.extend(problems.map(|problem| (Field::Documents(index), problem)));
        }
        for (index, of) in services.agents.iter().enumerate().take(bounds::SERVICES_MAX) {
            let problems = name(&of.name).into_iter().chain(self.needs_driver(&of.per));
            found.extend(problems.map(|problem| (Field::Agents(index), problem)));
        }
        for (index, of) in services.flows.iter().enumerate().take(bounds::SERVICES_MAX) {
            let many = range(of.transitions, Multiple::ZERO, "0", bounds::TRANSITIONS_MAX);
            let problems = name(&of.name).into_iter().chain(many).chain(self.needs_driver(&of.per));
            found.extend(problems.map(|problem| (Field::Flow(index), problem)));
        }
        for (index, logs) in services.logs.iter().enumerate().take(bounds::SERVICES_MAX) {
            let problems = logs.check().into_iter().chain(self.needs_requests(logs.workloads.as_ref()));
            found.extend(problems.map(|problem| (Field::Logs(index), problem)));
        }
        if services.network.zones.count() > bounds::ZONES_MAX {
            found.push((Field::Network, Problem::OutOfRange { low: "0", high: bounds::ZONES_MAX }));
        }
        for (index, line) in services.lines.iter().enumerate().take(bounds::SERVICES_MAX) {
            found.extend(name(&line.name).map(|problem| (Field::OwnLine(index), problem)));
        }
        found
    }

    fn needs_driver(&self, per: &Driver) -> Option<Problem> {
        match per {
            Driver::Month => None,
            Driver::Requests { workloads } => {
                list_of(workloads.as_ref()).or_else(|| self.needs_requests(workloads.as_ref()))
            }
        }
    }

    /// The first of these workloads whose requests aren't known.
    fn needs_requests(&self, list: Option<&Vec<usize>>) -> Option<Problem> {
        let mut listed = (0..self.workloads.len()).filter(|index| lists(list, *index));
        let unknown = listed.find(|index| services::requests(self, *index).is_none());
        unknown.map(|index| Problem::NeedsRequestsOf { workload: index + 1 })
    }
}

impl Guardrail {
    fn check(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        found.extend(name(&self.name));
        if self.policies.len() > bounds::POLICIES_MAX {
            found.push(Problem::TooMany { most: bounds::POLICIES_MAX });
        }
        found.extend(list_of(self.workloads.as_ref()));
        let tenth = Multiple::of_ten_thousandths(1_000).unwrap_or(Multiple::ONE);
        found.extend(range(self.characters_per_token(), tenth, "0.1", bounds::CHARACTERS_PER_TOKEN_MAX));
        found.extend(range(self.images, Multiple::ZERO, "0", bounds::IMAGES_OF_A_CALL_MAX));
        found
    }
}

impl Logs {
    fn check(&self) -> Vec<Problem> {
        let tenth = Multiple::of_ten_thousandths(1_000).unwrap_or(Multiple::ONE);
        let mut found = Vec::new();
        found.extend(name(&self.name));
        found.extend(list_of(self.workloads.as_ref()));
        found.extend(range(self.characters_per_token(), tenth, "0.1", bounds::CHARACTERS_PER_TOKEN_MAX));
        found.extend(range(self.bytes_per_character(), Multiple::ZERO, "0", bounds::BYTES_OF_A_CHARACTER_MAX));
        found.extend(range(self.months(), Multiple::ZERO, "0", bounds::MONTHS_KEPT_MAX));
        found.extend(range(self.compressed(), Multiple::ZERO, "0", 1));
        found
    }
}

/// What is wrong with a list of workloads.
fn list_of(list: Option<&Vec<usize>>) -> Option<Problem> {
    let most = bounds::WORKLOADS_MAX;
    list.is_some_and(|list| list.len() > most).then_some(Problem::TooMany { most })
}

impl KnowledgeBase {
    fn check(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        found.extend(name(&self.name));
        found.extend(list_of(self.workloads.as_ref()));
        let models = self.embedding.iter().chain(self.rerank.iter().map(|rerank| &rerank.placement));
        for Placement { model, region, .. } in models {
            let most = bounds::IDENTIFIER_CHARACTERS_MAX;
            if is_long(model, most) || is_long(region, most) {
                found.push(Problem::TooLong { most });
            }
        }
        let most = bounds::CALLS_PER_REQUEST_MAX;
        found.extend(range(self.queries_per_request(), Multiple::ZERO, "0", most));
        found.extend(range(self.structured, Multiple::ZERO, "0", most));
        found.extend(range(self.overlap, Multiple::ZERO, "0", bounds::OVERHEAD_MAX));
        found.extend(range(self.renewed, Multiple::ZERO, "0", bounds::RENEWED_MAX));
        if self.chunk_tokens() == 0 {
            found.push(Problem::OutOfRange { low: "1", high: bounds::TOKENS_PER_REQUEST_MAX });
        }
        found.extend(self.store.check());
        found
    }
}

impl Store {
    fn check(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        let mut hours = |hours: &Option<Multiple>| {
            found.extend(hours.and_then(|hours| range(hours, Multiple::ZERO, "0", bounds::HOURS_MAX)));
        };
        match self {
            Self::OpenSearch { group, active_hours, .. } => {
                hours(active_hours);
                found.extend(name(group));
            }
            Self::Aurora { hours: given, .. } => hours(given),
            Self::Neptune { replicas, hours: given, .. } => {
                hours(given);
                found.extend(range(*replicas, Multiple::ZERO, "0", bounds::REPLICAS_MAX));
            }
            Self::Managed { retrievals, .. } => {
                let most = bounds::CALLS_PER_REQUEST_MAX;
                found.extend(retrievals.and_then(|each| range(each, Multiple::ZERO, "0", most)));
            }
            Self::None | Self::S3Vectors { .. } => {}
        }
        found
    }
}

fn range(value: Multiple, low: Multiple, low_text: &'static str, high: u64) -> Option<Problem> {
    let above = Multiple::whole(high).is_some_and(|high| value > high);
    (value < low || above).then_some(Problem::OutOfRange { low: low_text, high })
}

fn is_long(text: &str, most: usize) -> bool {
    text.chars().count() > most
}

fn name(text: &str) -> Option<Problem> {
    let most = bounds::NAME_CHARACTERS_MAX;
    is_long(text, most).then_some(Problem::TooLong { most })
}
