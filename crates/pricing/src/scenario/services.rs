//! What surrounds inference: guardrails, knowledge bases, and lines of the reader's own.
//!
//! Absent unless given. What a field is where it isn't given stands beside it, and the answer names it.

mod driven;
mod guardrail;
mod knowledge;
mod operations;
mod own;

pub use driven::{Agents, Documents, Driver, Flow, Runtime};
pub use guardrail::{Guardrail, Policy, Sides};
pub use knowledge::{Generation, KnowledgeBase, Rerank, Store};
pub use operations::{Destination, Evaluation, Logs, Monitoring, Network, Support, SupportPlan};
pub use own::{BilledBy, OwnLine};

use crate::quantity::Requests;
use crate::rates::{ServiceItem, ServicePrice};

/// Services around inference.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Services {
    /// The AWS region whose prices hold, such as `eu-central-1`; that of the first workload unless given.
    #[serde(default)]
    pub region: Option<String>,
    /// Whether prices of us-east-1 are taken where the region's aren't known. A notice names each; otherwise they are missing.
    #[serde(default)]
    pub fallback: bool,
    /// Requests of workloads whose demand is given in tokens; up to [`WORKLOADS_MAX`](crate::bounds::WORKLOADS_MAX).
    #[serde(default)]
    pub requests: Vec<WorkloadRequests>,
    /// The customer's own prices of services; each overrides the published one. Up to
    /// [`TYPED_PRICES_MAX`](crate::bounds::TYPED_PRICES_MAX).
    #[serde(default)]
    pub prices: Vec<TypedServicePrice>,
    /// Guardrails; up to [`SERVICES_MAX`](crate::bounds::SERVICES_MAX).
    #[serde(default)]
    pub guardrails: Vec<Guardrail>,
    /// Knowledge bases; up to [`SERVICES_MAX`](crate::bounds::SERVICES_MAX).
    #[serde(default)]
    pub knowledge: Vec<KnowledgeBase>,
    /// Documents and images that are read; up to [`SERVICES_MAX`](crate::bounds::SERVICES_MAX).
    #[serde(default)]
    pub documents: Vec<Documents>,
    /// Agents; up to [`SERVICES_MAX`](crate::bounds::SERVICES_MAX).
    #[serde(default)]
    pub agents: Vec<Agents>,
    /// Flows; up to [`SERVICES_MAX`](crate::bounds::SERVICES_MAX).
    #[serde(default)]
    pub flows: Vec<Flow>,
    /// Invocation logs; up to [`SERVICES_MAX`](crate::bounds::SERVICES_MAX).
    #[serde(default)]
    pub logs: Vec<Logs>,
    /// Metrics, alarms and dashboards.
    #[serde(default)]
    pub monitoring: Monitoring,
    /// Private endpoints and transfer.
    #[serde(default)]
    pub network: Network,
    /// People's judgements of models.
    #[serde(default)]
    pub evaluation: Evaluation,
    /// The support plan; none unless given.
    #[serde(default)]
    pub support: Option<Support>,
    /// Lines of the reader's own; up to [`SERVICES_MAX`](crate::bounds::SERVICES_MAX).
    #[serde(default)]
    pub lines: Vec<OwnLine>,
}

/// Requests a month of a workload whose demand is given in tokens, before calls per request. What depends on requests can't be
/// told from tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkloadRequests {
    /// Index of the workload.
    pub workload: usize,
    /// Requests a month.
    pub requests: Requests,
}

/// A price of a service that the reader types: negotiated, or missing for the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TypedServicePrice {
    /// What it is for.
    pub item: ServiceItem,
    /// Dollars for one of the item's units.
    pub price: ServicePrice,
}

impl Services {
    /// True where there is no service at all: then nothing of them is priced.
    pub fn is_none(&self) -> bool {
        self.count() == 0
    }

    /// How many services there are, those around the estate included. What says only how services are priced is none.
    pub fn count(&self) -> usize {
        // Every field by its name, so that a new service can't be forgotten.
        let Self {
            region: _,
            fallback: _,
            requests: _,
            prices: _,
            guardrails,
            knowledge,
            documents,
            agents,
            flows,
            logs,
            monitoring: _,
            network: _,
            evaluation: _,
            support: _,
            lines,
        } = self;
        let lists =
            [guardrails.len(), knowledge.len(), documents.len(), agents.len(), flows.len(), logs.len(), lines.len()];
        lists.into_iter().sum::<usize>() + self.count_around()
    }

    /// How many of metrics, network, evaluation and support are used: what runs an estate, once for all of it.
    pub fn count_around(&self) -> usize {
        let used = [
            self.monitoring != Monitoring::default(),
            self.network != Network::default(),
            self.evaluation != Evaluation::default(),
            self.support.is_some(),
        ];
        used.into_iter().filter(|is_used| *is_used).count()
    }

    /// The price that is typed for an item; of two the first.
    pub fn typed(&self, item: ServiceItem) -> Option<ServicePrice> {
        self.prices.iter().find(|typed| typed.item == item).map(|typed| typed.price)
    }

    /// Follows a change of the list of workloads, so that everything goes on belonging to what it belonged to: `moved` says
    /// where a workload stands now, `None` where it is gone.
    pub fn follow(&mut self, moved: &dyn Fn(usize) -> Option<usize>) {
        self.requests = self
            .requests
            .iter()
            .filter_map(|given| Some(WorkloadRequests { workload: moved(given.workload)?, ..*given }))
            .collect();
        let drivers = self.documents.iter_mut().map(|of| &mut of.per);
        let drivers = drivers.chain(self.agents.iter_mut().map(|of| &mut of.per));
        let drivers = drivers.chain(self.flows.iter_mut().map(|of| &mut of.per));
        let driven = drivers.filter_map(|per| match per {
            Driver::Month => None,
            Driver::Requests { workloads } => Some(workloads),
        });
        let lists = self.guardrails.iter_mut().map(|guardrail| &mut guardrail.workloads);
        let lists = lists.chain(self.knowledge.iter_mut().map(|base| &mut base.workloads));
        let lists = lists.chain(self.logs.iter_mut().map(|logs| &mut logs.workloads));
        for list in lists.chain(driven).flatten() {
            *list = list.iter().filter_map(|workload| moved(*workload)).collect();
        }
    }
}

/// Whether a list of workloads has one; no list has them all.
pub(crate) fn lists(list: Option<&Vec<usize>>, workload: usize) -> bool {
    list.is_none_or(|list| list.contains(&workload))
}

#[cfg(test)]
mod tests {
    use super::{Flow, Guardrail, Network, Services, Support};

    #[test]
    fn services_are_counted_and_how_they_are_priced_is_none() {
        let how = Services { region: Some("eu-central-1".to_owned()), fallback: true, ..Services::default() };
        assert_eq!((how.count(), how.is_none()), (0, true));
        let some = Services {
            guardrails: vec![Guardrail::default(); 2],
            flows: vec![Flow::default()],
            support: Some(Support::default()),
            network: Network::default(),
            ..how
        };
        assert_eq!((some.count(), some.count_around(), some.is_none()), (4, 1, false));
    }
}
