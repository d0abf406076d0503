//! What documents, agents and flows charge: counts of a month, or of each request.

use super::requests::requests;
use super::{Factor, FactorKind, Making, Measured, ServiceOwner, ServiceQuantity};
use crate::price::PriceError;
use crate::quantity::{Count, Multiple};
use crate::rates::ServiceItem;
use crate::scenario::services::lists;
use crate::scenario::{Agents, Documents, Driver, Runtime};

impl Making<'_> {
    /// Requests a month that drive a service; none where its counts are of a month already.
    fn driven(&self, per: &Driver) -> Option<Factor> {
        let Driver::Requests { workloads } = per else { return None };
        let listed = (0..self.scenario.workloads.len()).filter(|index| lists(workloads.as_ref(), *index));
        let sum = listed.filter_map(|index| requests(self.scenario, index)).fold(0, u64::saturating_add);
        Some(Factor::count(FactorKind::Requests, sum))
    }

    pub(super) fn documents(&mut self) -> Result<(), PriceError> {
        for (index, of) in self.scenario.services.documents.iter().enumerate() {
            let Documents { per, pages, custom_pages, fields, images, custom_images, name: _ } = of;
            let (owner, driven) = ((ServiceOwner::Documents(index), None, false), self.driven(per));
            let counted = |kind, count| driven.into_iter().chain([Factor::multiple(kind, count)]).collect::<Vec<_>>();
            let above = fields.count().saturating_sub(Documents::FIELDS);
            let mut of_fields = counted(FactorKind::Pages, *custom_pages);
            of_fields.push(Factor::count(FactorKind::Fields, above));
            for (item, factors) in [
                (ServiceItem::DocumentsStandard, counted(FactorKind::Pages, *pages)),
                (ServiceItem::DocumentsCustom, counted(FactorKind::Pages, *custom_pages)),
                (ServiceItem::DocumentsField, of_fields),
                (ServiceItem::ImagesStandard, counted(FactorKind::ImagesRead, *images)),
                (ServiceItem::ImagesCustom, counted(FactorKind::ImagesRead, *custom_images)),
            ] {
                self.item(owner, item, ServiceQuantity::of(factors))?;
            }
        }
        Ok(())
    }

    pub(super) fn agents(&mut self) -> Result<(), PriceError> {
        for (index, of) in self.scenario.services.agents.iter().enumerate() {
            let owner = (ServiceOwner::Agents(index), None, false);
            let sessions: Vec<Factor> =
                self.driven(&of.per).into_iter().chain([Factor::multiple(FactorKind::Sessions, of.sessions)]).collect();
            let with = |factors: &[Factor]| sessions.iter().chain(factors).copied().collect::<Vec<_>>();
            let (cpu, memory) = match of.runtime {
                Runtime::V1 => (ServiceItem::RuntimeCpu1, ServiceItem::RuntimeMemory1),
                Runtime::V2 => (ServiceItem::RuntimeCpu2, ServiceItem::RuntimeMemory2),
            };
            let in_hours = |factors| ServiceQuantity::measured(factors, Measured::Hours);
            self.item(owner, cpu, in_hours(with(&[Factor::multiple(FactorKind::CpuSeconds, of.cpu_seconds)])))?;
            let peak = of.memory.ten_thousandths().max(Agents::MEMORY_MIN);
            let peak = Multiple::of_ten_thousandths(peak).unwrap_or(of.memory);
            let held =
                [Factor::multiple(FactorKind::Seconds, of.seconds), Factor::multiple(FactorKind::PeakGigabytes, peak)];
            self.item(owner, memory, in_hours(with(&held)))?;
            let each = |kind, count| ServiceQuantity::of(with(&[Factor::multiple(kind, count)]));
            let kept = |kind, count: Count| ServiceQuantity::of(vec![Factor::count(kind, count.count())]);
            let tokens = |count: u64| ServiceQuantity::of(with(&[Factor::count(FactorKind::EvaluatedTokens, count)]));
            let each_time = FactorKind::EachSession;
            for (item, quantity) in [
                (ServiceItem::GatewayCalls, each(each_time, of.gateway_calls)),
                (ServiceItem::GatewaySearch, each(each_time, of.searches)),
                (ServiceItem::GatewayTools, kept(FactorKind::Tools, of.tools)),
                (ServiceItem::IdentityRequests, each(each_time, of.identity_requests)),
                (ServiceItem::MemoryEvents, each(each_time, of.memory_events)),
                (ServiceItem::MemoryRecords, kept(FactorKind::Records, of.memory_records)),
                (ServiceItem::MemoryRetrievals, each(each_time, of.memory_retrievals)),
                (ServiceItem::PolicyRequests, each(each_time, of.authorizations)),
                (ServiceItem::EvaluationInput, tokens(of.evaluation_input.count())),
                (ServiceItem::EvaluationOutput, tokens(of.evaluation_output.count())),
                (ServiceItem::EvaluationCustom, each(each_time, of.custom_evaluations)),
            ] {
                self.item(owner, item, quantity)?;
            }
        }
        Ok(())
    }

    pub(super) fn flows(&mut self) -> Result<(), PriceError> {
        for (index, of) in self.scenario.services.flows.iter().enumerate() {
            let factors = [
                Factor::multiple(FactorKind::Executions, of.executions),
                Factor::multiple(FactorKind::Transitions, of.transitions),
            ];
            let factors = self.driven(&of.per).into_iter().chain(factors).collect();
            let owner = (ServiceOwner::Flow(index), None, false);
            self.item(owner, ServiceItem::FlowTransitions, ServiceQuantity::of(factors))?;
        }
        Ok(())
    }
}
