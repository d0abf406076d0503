//! What an estimate leaves out: the services around inference that a scenario doesn't name.

use crate::words;
use pricing::scenario::{Evaluation, Monitoring, Network, Services};

/// What is left out, in sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Services that can be added; `None` where the scenario has one of each kind.
    pub addable: Option<String>,
    /// What published guides say they come to; `None` where the scenario has some, since it then has a figure of its own.
    pub published: Option<&'static str>,
    /// What is never priced here.
    pub never: &'static str,
}

/// What a scenario with these services leaves out.
pub fn left_out(services: &Services) -> LeftOut {
    let kinds = [
        (services.guardrails.is_empty(), "guardrails"),
        (services.knowledge.is_empty(), "knowledge bases and vector stores"),
        (services.documents.is_empty(), "document reading"),
        (services.agents.is_empty(), "agent runtime"),
        (services.flows.is_empty(), "flows"),
        (services.logs.is_empty(), "invocation logs"),
        (services.monitoring == Monitoring::default(), "monitoring"),
        (services.network == Network::default(), "network"),
        (services.evaluation == Evaluation::default(), "model evaluation by people"),
        (services.support.is_none(), "a support plan"),
    ];
    let missing: Vec<&str> = kinds.iter().filter(|(is_missing, _)| *is_missing).map(|(_, name)| *name).collect();
    LeftOut {
        addable: (!missing.is_empty()).then(|| format!("{}.", super::capitalised(&words::in_a_row(&missing)))),
        published: services.is_none().then_some("Typical: 40 to 100% on top of inference (Redress Compliance, 2026)."),
        never: "Tax is never included. Add as costs of your own what your app runs on, such as compute and databases, and two things of AWS’s without a public price: the fee of intelligent prompt routing, and provisioned throughput by tokens.",
    }
}

#[cfg(test)]
mod tests {
    use super::left_out;
    use pricing::scenario::{Guardrail, Services};

    #[test]
    fn what_the_scenario_has_is_not_left_out() {
        let none = left_out(&Services::default());
        assert_eq!(
            none.addable.as_deref(),
            Some(
                "Guardrails, knowledge bases and vector stores, document reading, agent runtime, flows, invocation logs, monitoring, network, model evaluation by people and a support plan."
            )
        );
        assert!(none.published.is_some());
        let guarded = left_out(&Services { guardrails: vec![Guardrail::default()], ..Services::default() });
        assert!(guarded.addable.is_some_and(|text| text.starts_with("Knowledge bases")));
        assert_eq!(guarded.published, None);
    }
}
