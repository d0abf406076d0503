//! What logs, metrics, endpoints, transfer and support charge.

use super::requests::{Calls, characters, requests};
use super::{Factor, FactorKind, Making, Measured, ServiceOwner, ServiceQuantity};
use crate::money::{Usd, rounded_to};
use crate::price::PriceError;
use crate::quantity::Multiple;
use crate::rates::ServiceItem;
use crate::scenario::services::lists;
use crate::scenario::{Destination, Logs, SupportPlan};

/// Custom metrics up to which each price holds, those of the bands below included.
const METRICS: [(u64, ServiceItem); 4] = [
    (10_000, ServiceItem::Metrics1),
    (250_000, ServiceItem::Metrics2),
    (1_000_000, ServiceItem::Metrics3),
    (u64::MAX, ServiceItem::Metrics4),
];
/// Dashboards that are free.
const FREE_DASHBOARDS: u64 = 3;
/// Gigabytes out to the internet that are free, in ten-thousandths.
const FREE_OUT: u64 = 100 * 10_000;
/// Charges in cents up to which each band of Enterprise Support holds (AWS Support plan pricing, Enterprise: $150,000,
/// $500,000, $1,000,000).
const ENTERPRISE: [(u64, ServiceItem); 4] = [
    (15_000_000, ServiceItem::SupportEnterprise1),
    (50_000_000, ServiceItem::SupportEnterprise2),
    (100_000_000, ServiceItem::SupportEnterprise3),
    (u64::MAX, ServiceItem::SupportEnterprise4),
];
/// Charges in cents up to which Enterprise Support costs its minimum: $5,000 at 10% of the first band.
const ENTERPRISE_MINIMUM: u64 = 5_000_000;

impl Making<'_> {
    pub(super) fn logs(&mut self) -> Result<(), PriceError> {
        let scenario = self.scenario;
        for (index, logs) in scenario.services.logs.iter().enumerate() {
            for (at, workload) in scenario.workloads.iter().enumerate() {
                if !lists(logs.workloads.as_ref(), at) {
                    continue;
                }
                let requests = requests(scenario, at).unwrap_or(0);
                let calls = Calls::of(workload, requests);
                let (prompt, answer) = characters(workload, requests, logs.characters_per_token());
                let bytes = |characters: u64| {
                    let product = u128::from(characters) * u128::from(logs.bytes_per_character().ten_thousandths());
                    u64::try_from(product.div_ceil(10_000)).unwrap_or(u64::MAX)
                };
                let of_prompt = bytes(prompt).saturating_add(logs.envelope());
                self.logged(
                    index,
                    at,
                    logs,
                    [
                        [
                            Factor::count(FactorKind::Calls, calls.all),
                            Factor::count(FactorKind::BytesOfPrompt, of_prompt),
                        ],
                        [
                            Factor::count(FactorKind::AnsweredCalls, calls.answered),
                            Factor::count(FactorKind::BytesOfAnswer, bytes(answer)),
                        ],
                    ],
                )?;
            }
            let owner = (ServiceOwner::Logs(index), None, false);
            match logs.to {
                Destination::CloudWatch => {
                    let scanned = vec![Factor::multiple(FactorKind::Gigabytes, logs.scanned)];
                    self.item(owner, ServiceItem::LogsScanned, ServiceQuantity::of(scanned))?;
                }
                Destination::S3 => {
                    let objects = vec![Factor::count(FactorKind::Objects, logs.objects.count())];
                    self.item(owner, ServiceItem::ObjectsPut, ServiceQuantity::of(objects))?;
                }
            }
        }
        Ok(())
    }

    /// What the texts of one workload's calls are charged: prompts with their envelopes, then answers.
    fn logged(
        &mut self,
        index: usize,
        workload: usize,
        logs: &Logs,
        texts: [[Factor; 2]; 2],
    ) -> Result<(), PriceError> {
        let owner = (ServiceOwner::Logs(index), Some(workload), false);
        let in_gigabytes = |factors| ServiceQuantity::measured(factors, Measured::Gigabytes);
        let stored_as = match logs.to {
            Destination::CloudWatch => {
                for text in texts {
                    self.item(owner, ServiceItem::LogsIngested, in_gigabytes(text.to_vec()))?;
                }
                ServiceItem::LogsStored
            }
            Destination::S3 => ServiceItem::ObjectsStored,
        };
        for text in texts {
            let mut stored = text.to_vec();
            stored.push(Factor::multiple(FactorKind::Months, logs.months()));
            if logs.compressed() != Multiple::ONE {
                stored.push(Factor::multiple(FactorKind::Compressed, logs.compressed()));
            }
            self.item(owner, stored_as, in_gigabytes(stored))?;
        }
        Ok(())
    }

    pub(super) fn monitoring(&mut self) -> Result<(), PriceError> {
        let monitoring = self.scenario.services.monitoring;
        let owner = (ServiceOwner::Monitoring, None, false);
        let counted = |kind, count| ServiceQuantity::of(vec![Factor::count(kind, count)]);
        for (item, count) in banded(0, monitoring.metrics.count(), METRICS) {
            self.item(owner, item, counted(FactorKind::Metrics, count))?;
        }
        self.item(owner, ServiceItem::Alarms, counted(FactorKind::Alarms, monitoring.alarms.count()))?;
        let dashboards = monitoring.dashboards.count().saturating_sub(FREE_DASHBOARDS);
        self.item(owner, ServiceItem::Dashboards, counted(FactorKind::Dashboards, dashboards))
    }

    pub(super) fn network(&mut self) -> Result<(), PriceError> {
        let network = self.scenario.services.network;
        let owner = (ServiceOwner::Network, None, false);
        let endpoints = vec![
            Factor::count(FactorKind::Endpoints, network.endpoints.count()),
            Factor::count(FactorKind::Zones, network.zones.count()),
            self.hours(),
        ];
        self.item(owner, ServiceItem::EndpointHours, ServiceQuantity::of(endpoints))?;
        let gigabytes = |amount| ServiceQuantity::of(vec![Factor::multiple(FactorKind::Gigabytes, amount)]);
        self.item(owner, ServiceItem::EndpointData, gigabytes(network.data))?;
        let out = Multiple::of_ten_thousandths(network.out.ten_thousandths().saturating_sub(FREE_OUT));
        self.item(owner, ServiceItem::TransferOut, gigabytes(out.unwrap_or_default()))
    }

    pub(super) fn evaluation(&mut self) -> Result<(), PriceError> {
        let tasks = Factor::count(FactorKind::Tasks, self.scenario.services.evaluation.tasks.count());
        let owner = (ServiceOwner::Evaluation, None, false);
        self.item(owner, ServiceItem::EvaluationTasks, ServiceQuantity::of(vec![tasks]))
    }

    /// What AI adds to the fee of a support plan: of what AWS bills, the dollars that reach each band and lie above the minimum.
    pub(super) fn support(&mut self, inference: Usd) -> Result<(), PriceError> {
        let Some(support) = self.scenario.services.support else { return Ok(()) };
        let billed = self.lines.iter().filter(|line| !line.once && line.is_billed_by_aws(self.card));
        let served: Usd = billed.map(super::ServiceLine::cost).sum();
        let SupportPlan::Enterprise = support.plan;
        let other = support.other.cents();
        let with_ai = other.saturating_add(in_cents(inference + served));
        let owner = (ServiceOwner::Support, None, false);
        let (from, to) = (other.max(ENTERPRISE_MINIMUM), with_ai.max(ENTERPRISE_MINIMUM));
        for (item, cents) in banded(from, to, ENTERPRISE) {
            let dollars = Factor::dollars(FactorKind::Dollars, cents);
            self.item(owner, item, ServiceQuantity::of(vec![dollars]))?;
        }
        Ok(())
    }
}

/// What of a stretch lies in each band.
fn banded<const N: usize>(from: u64, to: u64, bands: [(u64, ServiceItem); N]) -> Vec<(ServiceItem, u64)> {
    let mut start = 0;
    let part = |(end, item): (u64, ServiceItem)| {
        let inside = to.min(end).saturating_sub(from.max(start));
        start = end;
        (item, inside)
    };
    bands.into_iter().map(part).collect()
}

/// An amount in cents, half up.
fn in_cents(amount: Usd) -> u64 {
    let mut cents = rounded_to(amount.amount(), 2);
    cents.rescale(2);
    u64::try_from(cents.mantissa()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_split_at_the_bands() {
        let found = banded(14_000_000, 52_000_000, ENTERPRISE).map_amounts();
        assert_eq!(found, [1_000_000, 35_000_000, 2_000_000, 0]);
        assert_eq!(banded(7, 7, ENTERPRISE).map_amounts(), [0; 4]);
    }

    trait Amounts {
        fn map_amounts(self) -> Vec<u64>;
    }

    impl Amounts for Vec<(ServiceItem, u64)> {
        fn map_amounts(self) -> Vec<u64> {
            self.into_iter().map(|(_, amount)| amount).collect()
        }
    }
}
