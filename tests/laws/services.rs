//! Services around inference: their lines add up, leave inference alone, and each stands by itself.

use exchange::file;
use pricing::ladder::Lever;
use pricing::money::Usd;
use pricing::price::price;
use pricing::quantity::Requests;
use pricing::rates::RateCard;
use pricing::scenario::{Demand, Evaluation, Monitoring, Network, Scenario, Services};
use pricing::services::{ServiceLine, ServiceOwner};

use crate::{Verdict, equal, law_on};
use vectors::with_services;

/// Scenarios on which each law is really tried.
const CASES: usize = 2_000;

#[test]
fn the_month_is_inference_and_the_lines_of_services() {
    law_on(CASES, 901, with_services, |_, report, _, _| {
        let lines = |once| report.services.iter().filter(|line| line.once == once).map(ServiceLine::cost).sum::<Usd>();
        equal("services", report.services(), lines(false))?;
        equal("once", report.services_once(), lines(true))?;
        if let Ok(ladder) = &report.ladder {
            equal("the ladder's end", ladder.end(), report.month())?;
            equal("the rungs of inference", ladder.inference(), report.inference())?;
            equal("the last rung", ladder.change(Lever::Services), report.services())?;
        }
        equal("the month", report.month(), report.inference() + report.services())
    });
}

#[test]
fn without_services_inference_costs_the_same() {
    law_on(CASES, 902, with_services, |scenario, report, card, _| {
        let bare = Scenario { services: Services::default(), ..scenario.clone() };
        let bare = price(&bare, card).map_err(|error| error.to_string())?;
        equal("lines", &bare.lines, &report.lines)?;
        equal("the month", bare.month(), report.inference())
    });
}

/// What is left without one entry costs as much less as its lines did; but for what shares with others: units of collections, and a
/// support plan that is charged on all.
#[test]
fn an_entry_leaves_exactly_its_share() {
    law_on(CASES, 903, with_services, |scenario, report, card, generator| {
        let owners: Vec<ServiceOwner> = report.services.iter().map(|line| line.owner).collect();
        let Some(owner) = generator.pick(&owners).copied() else { return Ok(Verdict::Silent) };
        let mut without = scenario.clone();
        let services = &mut without.services;
        services.support = None;
        match owner {
            ServiceOwner::Guardrail(index) => drop(services.guardrails.remove(index)),
            ServiceOwner::Documents(index) => drop(services.documents.remove(index)),
            ServiceOwner::Agents(index) => drop(services.agents.remove(index)),
            ServiceOwner::Flow(index) => drop(services.flows.remove(index)),
            ServiceOwner::Logs(index) => drop(services.logs.remove(index)),
            ServiceOwner::Own(index) => drop(services.lines.remove(index)),
            ServiceOwner::Knowledge(index) if services.knowledge.len() == 1 => drop(services.knowledge.remove(index)),
            ServiceOwner::Monitoring => services.monitoring = Monitoring::default(),
            ServiceOwner::Network => services.network = Network::default(),
            ServiceOwner::Evaluation => services.evaluation = Evaluation::default(),
            ServiceOwner::Knowledge(_) | ServiceOwner::Support => return Ok(Verdict::Silent),
        }
        let without = price(&without, card).map_err(|error| error.to_string())?;
        let left = report.services.iter().filter(|line| line.owner != owner && line.owner != ServiceOwner::Support);
        let left: Usd = left.map(ServiceLine::cost).sum();
        equal("what is left", without.services() + without.services_once(), left)
    });
}

#[test]
fn more_requests_never_cost_less() {
    law_on(CASES, 904, with_services, |scenario, report, card, _| {
        let mut more = scenario.clone();
        let mut changed = false;
        for workload in &mut more.workloads {
            if let Demand::Requests { requests, .. } = &mut workload.demand
                && let Some(doubled) = Requests::new(requests.count() * 2 + 1)
            {
                (*requests, changed) = (doubled, true);
            }
        }
        let Some(more) = price(&more, card).ok().filter(|_| changed) else { return Ok(Verdict::Silent) };
        if more.services() < report.services() {
            return Err(format!("{} for more requests, {} before", more.services(), report.services()));
        }
        Ok(Verdict::Holds)
    });
}

#[test]
fn a_file_and_a_link_hold_every_service() {
    law_on(CASES, 905, with_services, |scenario, _, card, _| {
        let read = file::read(&file::write(scenario), &RateCard::dates()).map_err(|wrong| wrong.to_string())?;
        equal("the file", &read.services, &scenario.services)?;
        let decoded = exchange::link::decode(&exchange::link::encode(scenario), &[card.date()]);
        equal("problems of the link", decoded.problems.len(), 0)?;
        equal("the link", decoded.scenario.map(|read| read.services), Some(scenario.services.clone()))
    });
}
