//! What guardrails charge: text units of each call, by policy.
//!
//! A text unit is up to 1,000 characters of one text, rounded up (AWS's pricing page). AWS's user guide, "How Amazon Bedrock
//! Guardrails works": of an input that is blocked only the evaluation is charged, no inference.

use super::requests::{Calls, characters, requests};
use super::{Factor, FactorKind, Making, ServiceOwner, ServiceQuantity};
use crate::price::PriceError;
use crate::quantity::Count;
use crate::rates::ServiceItem;
use crate::scenario::services::lists;
use crate::scenario::{Guardrail, Policy, Sides, Workload};

/// Characters that one text unit holds.
const UNIT: u64 = 1_000;

impl Making<'_> {
    pub(super) fn guardrails(&mut self) -> Result<(), PriceError> {
        let scenario = self.scenario;
        for (index, guardrail) in scenario.services.guardrails.iter().enumerate() {
            for (at, workload) in scenario.workloads.iter().enumerate() {
                if lists(guardrail.workloads.as_ref(), at) {
                    // The check has seen that they are known.
                    let requests = requests(scenario, at).unwrap_or(0);
                    self.evaluations((index, guardrail), (at, workload), requests)?;
                }
            }
        }
        Ok(())
    }

    fn evaluations(
        &mut self,
        (index, guardrail): (usize, &Guardrail),
        (at, workload): (usize, &Workload),
        requests: u64,
    ) -> Result<(), PriceError> {
        let calls = Calls::of(workload, requests);
        let (prompt, answer) = characters(workload, requests, guardrail.characters_per_token());
        let tagged = guardrail.tagged.map_or(prompt, |tagged| tagged.count().min(prompt));
        let grounding = guardrail.grounded.map_or(prompt, Count::count).saturating_add(answer);
        let all = Factor::count(FactorKind::Calls, calls.all);
        let answered = Factor::count(FactorKind::AnsweredCalls, calls.answered);
        let units = |kind, characters: u64| Factor::count(kind, characters.div_ceil(UNIT));
        let of_prompt = [all, units(FactorKind::UnitsOfPrompt { characters: tagged }, tagged)];
        let of_answer = [answered, units(FactorKind::UnitsOfAnswer { characters: answer }, answer)];
        let of_grounding = [answered, units(FactorKind::UnitsOfGrounding { characters: grounding }, grounding)];
        let owner = (ServiceOwner::Guardrail(index), Some(at), false);
        for policy in &guardrail.policies {
            let texts = match (policy, guardrail.sides) {
                (Policy::Grounding, _) => vec![of_grounding],
                (_, Sides::Both) => vec![of_prompt, of_answer],
                (_, Sides::Input) => vec![of_prompt],
                (_, Sides::Output) => vec![of_answer],
            };
            for factors in texts {
                self.item(owner, policy.item(), ServiceQuantity::of(factors.to_vec()))?;
            }
        }
        let images = vec![all, Factor::multiple(FactorKind::Images, guardrail.images)];
        self.item(owner, ServiceItem::GuardrailImage, ServiceQuantity::of(images))
    }
}
