//! The presets as they are kept, in the order they are shown.

use rust_decimal::Decimal;

use super::{FOUNDATION_MODEL_MATH, Measure, PLAYBOOK, PRICING_GUIDE, Publication, Published, UNIT_COST};
use pricing::ladder::Lever;
use pricing::money::Usd;

/// A preset as it is kept: its scenario is what stands in a link between the rates and the end mark.
pub(super) struct Listed {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) about: &'static str,
    pub(super) publication: Publication,
    pub(super) link: &'static str,
    pub(super) comparisons: &'static [Compared],
}

/// A comparison as it is kept.
pub(super) struct Compared {
    pub(super) what: &'static str,
    pub(super) published: Published,
    /// The variant of the preset's scenario, if it is one.
    pub(super) link: Option<&'static str>,
    pub(super) measure: Measure,
    pub(super) reason: &'static str,
}

pub(super) const WORKED_ESTATE_BATCH: &str =
    "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w1.cached=1/3&w1.batch=0.4";

pub(super) const LISTED: &[Listed] = &[
    Listed {
        id: "worked-estate",
        title: "Worked estate",
        about: "2.4 billion input and 600 million output tokens a month on a Sonnet-class model at list price.",
        publication: PLAYBOOK,
        link: "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000",
        comparisons: &[Compared {
            what: "A month at list price",
            published: dollars(16_200),
            link: None,
            measure: Measure::Month,
            reason: "The same: $7,200 of input and $9,000 of output.",
        }],
    },
    Listed {
        id: "worked-estate-caching",
        title: "Worked estate, with caching",
        about: "The same estate with a third of its input read from cache at a tenth of the price.",
        publication: PLAYBOOK,
        link: "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w1.cached=1/3",
        comparisons: &[
            Compared {
                what: "A month with caching",
                published: dollars(14_040),
                link: None,
                measure: Measure::Month,
                reason: "The same. The source prices no cache writes; give reads per write to see what they add.",
            },
            Compared {
                what: "Saved by caching",
                published: dollars(2_160),
                link: None,
                measure: Measure::Saving(Lever::Caching),
                reason: "The same: 800 million tokens at $0.30 in place of $3.00.",
            },
        ],
    },
    Listed {
        id: "worked-estate-batch",
        title: "Worked estate, with caching and batch",
        about: "The same estate with caching, and 40% of it run as batch at half price.",
        publication: PLAYBOOK,
        link: WORKED_ESTATE_BATCH,
        comparisons: &[
            Compared {
                what: "A month, cached reads halved in batch too",
                published: dollars(11_232),
                link: None,
                measure: Measure::Month,
                reason: "The same, if batch halves the cache price as well. AWS’s user guide says that batch isn’t cached.",
            },
            Compared {
                what: "A month, cached reads not halved in batch",
                published: dollars(11_232),
                link: Some(
                    "cache-in-batch=not-halved&w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,\
                     600000000&w1.cached=1/3&w1.batch=0.4",
                ),
                measure: Measure::Month,
                reason: "$48 more: the cached 40% keeps its $0.30 price in batch.",
            },
        ],
    },
    Listed {
        id: "cached-system-prompt",
        title: "Cached system prompt",
        about: "A 4,000-token system prompt in a million requests a day, always warm in the cache.",
        publication: PRICING_GUIDE,
        // A million requests a day, spread over 1,440 minutes, are 694.4444 a minute.
        link: "w1.name=System+prompt&w1.model=claude-sonnet-4.5&w1.requests=30000000,4000,0&w1.prefix=4000,694.4444",
        comparisons: &[
            Compared {
                what: "Saved for a thousand requests",
                published: cents(27),
                link: None,
                measure: Measure::SavingPerThousandRequests(Lever::Caching),
                reason: "The source is 40 times too low: 4 million tokens at $3.00 are $12.00, cached they are $1.20.",
            },
            Compared {
                what: "Saved in a month",
                published: dollars(8_100),
                link: None,
                measure: Measure::Saving(Lever::Caching),
                reason: "30 million requests a month times the same slip.",
            },
        ],
    },
    Listed {
        id: "mid-size-platform",
        title: "Mid-size platform",
        about: "500 million tokens a month over three models, 35% of it batch, 60% of its input cached. The source doesn’t \
                say how much is output; four to one is our choice.",
        publication: PRICING_GUIDE,
        link: "w1.name=Platform&w1.model=claude-sonnet-4.5&w1.tokens=400000000,100000000&w1.cached=0.6&w1.batch=0.35\
               &w1.route=claude-haiku-4.5,global,us-east-1,0.4&w1.route=claude-opus-4.5,global,us-east-1,0.15",
        comparisons: &[
            Compared {
                what: "On-demand inference in a month",
                published: dollars(4_200),
                link: Some(
                    "w1.name=Platform&w1.model=claude-sonnet-4.5&w1.tokens=0,500000000&w1.batch=0.35\
                     &w1.route=claude-haiku-4.5,global,us-east-1,0.4&w1.route=claude-opus-4.5,global,us-east-1,0.15",
                ),
                measure: Measure::OnDemand,
                reason: "The most its inputs allow, with every token output. The published line can’t come from them.",
            },
            Compared {
                what: "Saved by caching in a month",
                published: dollars(1_800),
                link: Some(
                    "w1.name=Platform&w1.model=claude-sonnet-4.5&w1.tokens=500000000,0&w1.cached=0.6\
                     &w1.route=claude-haiku-4.5,global,us-east-1,0.4&w1.route=claude-opus-4.5,global,us-east-1,0.15",
                ),
                measure: Measure::Saving(Lever::Caching),
                reason: "The most its inputs allow, with every token input and no batch. The published line can’t come from them.",
            },
            Compared {
                what: "Two knowledge bases in a month",
                published: dollars(1_200),
                link: Some(
                    "w1.name=Platform&w1.model=claude-sonnet-4.5&w1.tokens=400000000,100000000\
                     &k1.docs=0,0&k1.queries=0&k1.opensearch=classic,yes,,,,,shared&k2.docs=0,0&k2.queries=0&k2.opensearch=classic,yes,,,,,shared",
                ),
                measure: Measure::Services,
                reason: "Two that share the least there is, 2 OCUs of 730 hours at $0.24. The rest would embed 42 billion tokens with Titan V2.",
            },
            Compared {
                what: "All of it in a month",
                published: dollars(7_000),
                link: Some(
                    "w1.name=Platform&w1.model=claude-sonnet-4.5&w1.tokens=0,500000000&w1.batch=0.35\
                     &w1.route=claude-haiku-4.5,global,us-east-1,0.4&w1.route=claude-opus-4.5,global,us-east-1,0.15\
                     &k1.docs=0,0&k1.queries=0&k1.opensearch=classic,yes,,,,,shared&k2.docs=0,0&k2.queries=0&k2.opensearch=classic,yes,,,,,shared",
                ),
                measure: Measure::Month,
                reason: "The most its inputs allow: every token output, on demand and in batch, and the two knowledge bases. An agent’s calls are among the tokens.",
            },
            Compared {
                what: "The same, not optimized",
                published: dollars(18_500),
                link: Some(
                    "w1.name=Platform&w1.model=claude-sonnet-4.5&w1.tokens=0,500000000\
                     &k1.docs=0,0&k1.queries=0&k1.opensearch=classic,yes,,,,,shared&k2.docs=0,0&k2.queries=0&k2.opensearch=classic,yes,,,,,shared",
                ),
                measure: Measure::Month,
                reason: "All on Sonnet, with every token output, no batch and no cache, and the two knowledge bases. Only costs that its inputs don’t name could add the rest.",
            },
        ],
    },
    Listed {
        id: "routed-mix",
        title: "Routed mix",
        about: "The worked estate with 40% of its volume sent to a Haiku-class model.",
        publication: PRICING_GUIDE,
        link: "w1.name=Routed+mix&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000\
               &w1.route=claude-haiku-4.5,global,us-east-1,0.4",
        comparisons: &[
            Compared {
                what: "Saved by routing 40% to Claude Haiku 4.5",
                published: Published::Percent("50 to 70"),
                link: None,
                measure: Measure::SavingShare(Lever::Routing),
                reason: "A model at a third of the price saves two thirds of what is routed to it, and no more.",
            },
            Compared {
                what: "Saved by routing 60% to Amazon Nova Micro, input only",
                published: Published::Percent("50 to 70"),
                link: Some(
                    "w1.name=Routed+mix&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,0\
                     &w1.route=nova-micro,in-region,us-east-1,0.6",
                ),
                measure: Measure::SavingShare(Lever::Routing),
                reason: "The published range needs a far cheaper model for most of the traffic.",
            },
        ],
    },
    Listed {
        id: "pt-curve",
        title: "PT curve",
        about: "One model unit against the worked estate, at the published prices of three terms. A unit’s 100,000 tokens a minute are assumed, and no current Claude model sells model units.",
        publication: PLAYBOOK,
        link: "w1.name=PT+curve&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&\
               price=claude-sonnet-4.5,no-commitment,ordinary,model_unit,44,hour&\
               price=claude-sonnet-4.5,one-month,ordinary,model_unit,39.6,hour&\
               price=claude-sonnet-4.5,six-months,ordinary,model_unit,22,hour&p1.model=claude-sonnet-4.5&p1.units=1,six-months,100000",
        comparisons: &[
            Compared {
                what: "One unit, no commitment, a month",
                published: dollars(32_120),
                link: Some(
                    "w1.name=PT+curve&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&\
               price=claude-sonnet-4.5,no-commitment,ordinary,model_unit,44,hour&\
               price=claude-sonnet-4.5,one-month,ordinary,model_unit,39.6,hour&\
               price=claude-sonnet-4.5,six-months,ordinary,model_unit,22,hour&p1.model=claude-sonnet-4.5&p1.units=1,no-commitment,100000",
                ),
                measure: Measure::Charges,
                reason: "The same: 730 hours at $44.00.",
            },
            Compared {
                what: "One unit on one month",
                published: dollars(28_908),
                link: Some(
                    "w1.name=PT+curve&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&\
               price=claude-sonnet-4.5,no-commitment,ordinary,model_unit,44,hour&\
               price=claude-sonnet-4.5,one-month,ordinary,model_unit,39.6,hour&\
               price=claude-sonnet-4.5,six-months,ordinary,model_unit,22,hour&p1.model=claude-sonnet-4.5&p1.units=1,one-month,100000",
                ),
                measure: Measure::Charges,
                reason: "The same: 730 hours at $39.60.",
            },
            Compared {
                what: "One unit on six months, a month",
                published: dollars(16_060),
                link: None,
                measure: Measure::Charges,
                reason: "The same: 730 hours at $22.00. The curve equals Claude Instant’s old price.",
            },
        ],
    },
    Listed {
        id: "worked-estate-units",
        title: "Worked estate on units",
        about: "The worked estate, cached and batched, moved to one six-month unit: cheaper than list, dearer than caching and batch. No current Claude model sells such units.",
        publication: PLAYBOOK,
        link: "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w1.cached=1/3&w1.batch=0.4&\
               price=claude-sonnet-4.5,no-commitment,ordinary,model_unit,44,hour&\
               price=claude-sonnet-4.5,one-month,ordinary,model_unit,39.6,hour&\
               price=claude-sonnet-4.5,six-months,ordinary,model_unit,22,hour&p1.model=claude-sonnet-4.5&p1.units=1,six-months,100000",
        comparisons: &[Compared {
            what: "A month on one six-month unit",
            published: dollars(16_060),
            link: None,
            measure: Measure::Month,
            reason: "The same, and $4,828 more than caching and batch cost.",
        }],
    },
    Listed {
        id: "support-copilot",
        title: "Support copilot",
        about: "A steady load that fills two six-month units. Prices and throughput are set to the published totals: no current Claude model sells model units.",
        publication: UNIT_COST,
        link: "w1.name=Support+copilot&w1.model=claude-haiku-4.5&w1.tokens=3800000000,400000000&\
               price=claude-haiku-4.5,six-months,ordinary,model_unit,3.0137,hour&p1.model=claude-haiku-4.5&p1.units=2,six-months,47946",
        comparisons: &[
            Compared {
                what: "Two units on six months, a month",
                published: dollars(4_400),
                link: None,
                measure: Measure::Charges,
                reason: "The same.",
            },
            Compared {
                what: "Saved against on demand in a month",
                published: dollars(1_400),
                link: None,
                measure: Measure::Saving(Lever::Capacity),
                reason: "The same: $5,800 on demand.",
            },
            Compared {
                what: "Break-even, of the published 50–60%",
                published: Published::Percent("50 to 60"),
                link: None,
                measure: Measure::ChargesShare,
                reason: "Two units pay above three quarters of this load: its own figures, $4,400 of $5,800.",
            },
        ],
    },
    Listed {
        id: "nightly-enrichment",
        title: "Nightly enrichment",
        about: "The same two units for a job that runs four hours a night: paid for all day, used for a sixth of it. No current Claude model sells them.",
        publication: UNIT_COST,
        link: "w1.name=Nightly+enrichment&w1.model=claude-haiku-4.5&w1.tokens=600000000,60000000&\
               price=claude-haiku-4.5,six-months,ordinary,model_unit,3.0137,hour&p1.model=claude-haiku-4.5&p1.units=2,six-months,45206&\
               p1.load=window:4,7",
        comparisons: &[
            Compared {
                what: "On demand, a month",
                published: dollars(900),
                link: Some("w1.name=Nightly+enrichment&w1.model=claude-haiku-4.5&w1.tokens=600000000,60000000"),
                measure: Measure::Month,
                reason: "The same.",
            },
            Compared {
                what: "Utilisation",
                published: Published::Percent("17"),
                link: None,
                measure: Measure::Utilisation,
                reason: "4 of 24 hours. Filled all day the load would cost $5,400, so units pay above 81.5%.",
            },
        ],
    },
    Listed {
        id: "fine-tuned",
        title: "Fine-tuned model",
        about: "A customized model: trained once on 10M tokens three times, kept, and served by one unit that is always on.",
        publication: PRICING_GUIDE,
        link: "w1.name=Tickets&w1.model=command&w1.scope=in-region&w1.tokens=200000000,40000000&c1.model=command&\
               c1.scope=in-region&c1.serves=1&c1.serving=units&c1.training=10000000,3,0&c1.units=1,one-month&c1.import=8,400",
        comparisons: &[
            Compared {
                what: "Training, once",
                published: dollars(120),
                link: None,
                measure: Measure::Once,
                reason: "The same: 30M tokens at $4.00.",
            },
            Compared {
                what: "One unit always on, with storage, a month",
                published: Published::Range("$15,000 to $35,000"),
                link: None,
                measure: Measure::Charges,
                reason: "730 hours at $39.60 and $1.95. An import that sleeps, or on demand where offered, costs far less.",
            },
        ],
    },
    Listed {
        id: "edp-gap-full",
        title: "EDP gap, full",
        about: "A commitment of $20M, $17M spent without AI, and $1.5M of AI that only fills the gap.",
        publication: PRICING_GUIDE,
        link: "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&edp=net,0,1&y1=20000000,17000000,0,1500000",
        comparisons: &[Compared {
            what: "What AI adds to the year’s payment",
            published: dollars(0),
            link: None,
            measure: Measure::Incremental,
            reason: "The same. $1.5M of shortfall is still due.",
        }],
    },
    Listed {
        id: "edp-gap-partial",
        title: "EDP gap, partial",
        about: "A gap of $1M and $1.5M of AI: what is above the gap is paid.",
        publication: PRICING_GUIDE,
        link: "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&edp=net,0,1&y1=20000000,19000000,0,1500000",
        comparisons: &[
            Compared {
                what: "What AI adds at no discount",
                published: dollars(500_000),
                link: None,
                measure: Measure::Incremental,
                reason: "The same.",
            },
            Compared {
                what: "What AI adds at 15%, measured after discount",
                published: dollars(425_000),
                link: Some(
                    "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&edp=net,0,1&y1=17150000,19000000,0.15,1500000",
                ),
                measure: Measure::Incremental,
                reason: "The absorbed million earns the discount too: $1.275M of cash less $1M.",
            },
            Compared {
                what: "What AI adds at 15%, measured before discount",
                published: dollars(425_000),
                link: Some(
                    "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&edp=gross,0,1&y1=20000000,19000000,0.15,1500000",
                ),
                measure: Measure::Incremental,
                reason: "The same cash: $1.275M less $1M.",
            },
        ],
    },
    Listed {
        id: "edp-gap-partial-net",
        title: "EDP gap, partial, at 15% measured after discount",
        about: "A gap of $1M as it is measured, 15% of discount, and $1.5M of AI.",
        publication: PRICING_GUIDE,
        link: "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&edp=net,0,1&y1=17150000,19000000,0.15,1500000",
        comparisons: &[],
    },
    Listed {
        id: "edp-gap-partial-gross",
        title: "EDP gap, partial, at 15% measured before discount",
        about: "The same gap where spend before the discount retires the commitment.",
        publication: PRICING_GUIDE,
        link: "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&edp=gross,0,1&y1=20000000,19000000,0.15,1500000",
        comparisons: &[],
    },
    Listed {
        id: "bundle-close",
        title: "Bundle close",
        about: "Two more points of discount for 40% more commitment: $20M at 15% or $28M at 17%, measured before discount.",
        publication: PLAYBOOK,
        link: "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&edp=gross,0,1&y1=20000000,26500000,0.15,1500000&o1=20000000,0.15,1,1,0,12&o2=28000000,0.17,1,1,0,12",
        comparisons: &[Compared {
            what: "How much of the increase must be used before it pays",
            published: Published::Percent("93"),
            link: None,
            measure: Measure::IncreaseUsed,
            reason: "The same: from $27.45M of spend on two points are worth more than the unused rest costs.",
        }],
    },
    Listed {
        id: "bank-deal",
        title: "Bank deal",
        about: "$8M of AI at rates 28% below list, then 5% of discount on a commitment of $8M that other spend meets.",
        publication: FOUNDATION_MODEL_MATH,
        link: "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&edp=net,0.28,1&y1=8000000,10000000,0.05,8000000",
        comparisons: &[Compared {
            what: "Saved against list price",
            published: Published::Percent("31"),
            link: None,
            measure: Measure::EffectiveDiscount,
            reason: "1 - 0.72 × 0.95: the discount is taken from what is left. That other spend meets the commitment is our \
                     assumption.",
        }],
    },
];

const fn dollars(amount: u32) -> Published {
    Published::Amount(Usd::new(Decimal::from_parts(amount, 0, 0, false, 0)))
}

const fn cents(amount: u32) -> Published {
    Published::Amount(Usd::new(Decimal::from_parts(amount, 0, 0, false, 2)))
}
