//! Worked examples from published sources, each with the published figure beside the exact one.
//!
//! The sources are written by, or recommend, one advisory firm: they are published benchmarks, not AWS's terms, and their
//! agreement with each other is no independent evidence. The list itself is in `presets/listed.rs`.

mod listed;

use pricing::quantity::{Share, Tokens};
use pricing::rates::{Date, InferenceScope, RateCard};
use pricing::scenario::{CacheLifetime, Caching, Demand, Placement, Rules, Scenario, Workload};

pub use pricing::presets::{Comparison, Exact, ExactError, Measure, Preset, Publication, Published};

use self::listed::{Compared, LISTED, Listed};
use crate::link;

/// The AWS Bedrock Licensing and Negotiation Playbook.
pub const PLAYBOOK: Publication = Publication {
    title: "The AWS Bedrock Licensing and Negotiation Playbook",
    publisher: "Redress Compliance",
    published: "June 2026",
};

/// The AWS Bedrock enterprise pricing guide.
pub const PRICING_GUIDE: Publication =
    Publication { title: "AWS Bedrock enterprise pricing guide", publisher: "Redress Compliance", published: "2026" };

/// AWS Bedrock AI Pricing: The Foundation Model Math.
pub const FOUNDATION_MODEL_MATH: Publication = Publication {
    title: "AWS Bedrock AI Pricing: The Foundation Model Math",
    publisher: "SoftwareContractNegotiation",
    published: "26 May 2026",
};

/// Bedrock Provisioned Throughput Cost.
pub const UNIT_COST: Publication = Publication {
    title: "Bedrock Provisioned Throughput Cost: Model Units, Commitments, and Break-Even",
    publisher: "An article that recommends the same firm",
    published: "March 2026",
};

/// What the page opens with: the worked estate with caching and batch, by today's rules, so its batch isn't cached.
///
/// It is written out, though it is the preset's link: the page opens without what reads links.
pub fn default_scenario() -> Scenario {
    let tokens = |count| Tokens::new(count).unwrap_or_default();
    let share = |numerator, denominator| Share::new(numerator, denominator).unwrap_or_default();
    let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
    let demand = Demand::Monthly { input: tokens(2_400_000_000), output: tokens(600_000_000) };
    let workload = Workload {
        caching: Caching::Share {
            cached: share(1, 3),
            reads_per_write: None,
            lifetime: CacheLifetime::default(),
            hour_share: Share::NONE,
        },
        batch: share(2, 5),
        ..Workload::new("Worked estate", placement, demand)
    };
    Scenario::new(newest(), vec![workload])
}

/// All presets, in the order they are shown.
pub fn presets() -> Vec<Preset> {
    let rates = newest();
    let preset = |listed: &Listed| {
        let Listed { id, title, about, publication, link, comparisons } = *listed;
        let scenario = scenario(link, rates);
        let comparisons = comparisons.iter().map(|compared| {
            let Compared { what, published, link, measure, reason } = *compared;
            let scenario = link.map_or_else(|| scenario.clone(), |link| self::scenario(link, rates));
            Comparison { what, published, scenario, measure, reason }
        });
        let comparisons = comparisons.collect();
        Preset { id, title, about, publication, scenario, comparisons }
    };
    LISTED.iter().map(preset).collect()
}

fn newest() -> Date {
    RateCard::dates().last().copied().unwrap_or(Date::FIRST)
}

/// The scenario that a link means with the rates of a date.
///
/// By the first rules: what the sources published follows them, such as cached reads that are halved in batch.
/// [`Scenario::under`] gives one the rules of today.
fn scenario(link: &str, rates: Date) -> Scenario {
    let decoded = link::decode(&format!("v1&rates={rates}&{link}&end"), &[rates]);
    let none = || Scenario::new(rates, Vec::new()).under(Rules::V1);
    decoded.scenario.unwrap_or_else(none)
}

#[cfg(test)]
mod tests {
    use super::listed::WORKED_ESTATE_BATCH;
    use super::{Comparison, LISTED, Measure, Published, Rules, default_scenario, newest, scenario};
    use crate::link::{decode, encode};
    use pricing::ladder::Lever;
    use pricing::rates::RateCard;
    use pricing::scenario::Scenario;

    #[test]
    fn the_scenario_that_is_written_out_is_that_of_its_link() {
        assert_eq!(default_scenario(), scenario(WORKED_ESTATE_BATCH, newest()).under(Rules::V2));
    }

    #[test]
    fn every_scenario_is_kept_as_its_link_is_written() {
        let rates = newest();
        for listed in LISTED {
            for link in listed.comparisons.iter().filter_map(|compared| compared.link).chain([listed.link]) {
                let whole = format!("v1&rates={rates}&{link}&end");
                assert_eq!(encode(&scenario(link, rates)), whole);
                assert_eq!(decode(&whole, &[rates]).problems, []);
            }
        }
    }

    #[test]
    fn an_absent_figure_is_an_error_and_never_zero() {
        let card = RateCard::newest();
        // Given in tokens only; without capacity; without a commitment.
        let plain = default_scenario();
        let absent = |scenario: &Scenario, measure| {
            let (published, scenario) = (Published::Percent("1"), scenario.clone());
            Comparison { what: "", published, scenario, measure, reason: "" }
                .exact(&card)
                .map_err(|error| error.to_string())
        };
        let caching = Measure::SavingPerThousandRequests(Lever::Caching);
        assert_eq!(absent(&plain, caching), Err("no request count given".to_owned()));
        assert_eq!(absent(&plain, Measure::Utilisation), Err("no capacity is bought".to_owned()));
        assert_eq!(absent(&plain, Measure::Incremental), Err("no commitment".to_owned()));
        let idle = scenario("w1.model=claude-sonnet-4.5&w1.tokens=0,0", card.date());
        assert_eq!(absent(&idle, Measure::SavingShare(Lever::Batch)), Err("nothing is billed at list".to_owned()));
        assert_eq!(absent(&idle, Measure::ChargesShare), Err("the traffic costs nothing otherwise".to_owned()));
    }
}
