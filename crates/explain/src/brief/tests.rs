use super::{Brief, brief};
use exchange::link::decode;
use exchange::presets::presets;
use pricing::price::price;
use pricing::rates::RateCard;
use pricing::scenario::Scenario;

const ESTATE: &str = "w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000";

fn of_scenario(scenario: &Scenario) -> Brief {
    let card = RateCard::newest();
    let report = price(scenario, &card).unwrap_or_else(|problems| unreachable!("{problems}"));
    brief(&report, scenario, &card)
}

fn of_link(link: &str) -> Brief {
    let link = format!("v1&rates=2026-10-25&{link}&end");
    of_scenario(&decode(&link, &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}")))
}

/// Every sentence of a section.
fn said(brief: &Brief, section: &str) -> String {
    let found = brief.sections.iter().find(|found| found.id == format!("brief-{section}"));
    found.map(|found| found.lead.join(" ")).unwrap_or_default()
}

/// The name of each row of a section's first table, and its first cell.
fn rows(brief: &Brief, section: &str) -> Vec<(String, String)> {
    let found = brief.sections.iter().find(|found| found.id == format!("brief-{section}"));
    let rows = found.and_then(|section| section.tables.first()).map(|table| table.rows.clone()).unwrap_or_default();
    rows.into_iter().map(|row| (row.name, row.cells.first().cloned().unwrap_or_default())).collect()
}

fn holds_all(text: &str, parts: &[&str]) {
    let missing: Vec<&&str> = parts.iter().filter(|part| !text.contains(**part)).collect();
    assert!(missing.is_empty(), "{missing:?} missing in {text}");
}

#[test]
fn the_lead_says_at_once_that_the_commitment_has_a_typed_ai_spend() {
    for (id, ai, sentence) in [
        ("bundle-close", "$1,500,000.00", "In the first year the typed AI adds $1,275,000.00 "),
        ("bank-deal", "$8,000,000.00", "In the first year the typed AI adds $5,472,000.00 "),
        ("edp-gap-full", "$1,500,000.00", "In the first year the typed AI adds nothing "),
        ("edp-gap-partial", "$1,500,000.00", "In the first year the typed AI adds $500,000.00 "),
    ] {
        let found = presets().into_iter().find(|preset| preset.id == id).unwrap_or_else(|| unreachable!("{id}"));
        let brief = of_scenario(&found.scenario);
        let typed = format!(
            "The commitment is computed with a typed AI spend of {ai} (list) in its first year, in place of the year’s bill \
             of $194,400.00."
        );
        assert_eq!(brief.lead.get(1), Some(&typed));
        assert!(brief.lead.last().is_some_and(|last| last.starts_with(sentence)), "{:?}", brief.lead);
        let titles: Vec<&str> = brief.sections.iter().map(|section| section.title.as_str()).collect();
        assert!(titles.contains(&"From list price to the bill, not the typed AI spend"), "{titles:?}");
    }
}

#[test]
fn an_ai_spend_of_nothing_says_that_it_is_typed() {
    let lead = of_link(&format!("{ESTATE}&edp=net,0,1&y1=20000000,17000000,0.1,0")).lead;
    holds_all(
        &lead.join(" "),
        &[
            "a typed AI spend of $0.00 (list) in its first year, in place of the year’s bill of $194,400.00.",
            "There is no AI spend in the first year of the commitment: 0 is typed.",
        ],
    );
}

#[test]
fn every_input_of_a_negotiation_is_in_the_brief() {
    let brief = of_link(&format!(
        "{ESTATE}&p1.model=claude-sonnet-4.5&p1.reserved=100000,10000,three-months&p1.load=window:8,5\
         &edp=net,0.1,1.2,1.05&terms=anthropic,yes,0.5&y1=20000000,19950000,0.05&y2=22000000,,0.1,3000000\
         &o1=20000000,0.1,1,1,0,12&o2=19000000,0.15,3,1.1,500000,18&forecast=0.7,1,1.3,0.2,0.5,0.3\
         &clauses=0.1,2,0.15,40000,3&a1=tokens,0.54,0.72,0.5,50000,Together&a2=month,1000,1,0,"
    ));
    holds_all(
        &said(&brief, "inputs"),
        &[
            "100,000 input and 10,000 output tokens a minute; 730 hours a month (the \
             page’s default).",
            "spend without AI: year 1 $19,950,000.00; then × 1.05 a year.",
            "AI spend: typed for year 2 $3,000,000.00; in its other years the bill of ",
            ", × 1.2 a year.",
            "Negotiated rate: 10% below list.",
            "Anthropic: earns the discount, 50% counts;",
            "AI spend, typed: earns the discount, 100% counts",
            "Demand × weight: low 70% × 20, likely 100% × 50, high 130% × 30.",
            "Offer 2 runs 3 years, each × 1.1. Credits of offer 2: $500,000.00 within 18 months.",
            "AI prices rise 10% from year 2 on; reduction 15%; migration 3 months × $40,000.00.",
        ],
    );
    let rows = brief.sections.iter().flat_map(|section| &section.tables).flat_map(|table| &table.rows);
    let under: Vec<&str> = rows.map(|row| row.under.as_str()).collect();
    for price in ["50% of the AI spend moves, at $0.54 input and $0.72 output per 1M tokens", ", at $1,000.00 a month"]
    {
        assert!(under.iter().any(|under| under.contains(price)), "{under:?}");
    }
}

/// The same by today's rules.
fn of_today(fields: &str) -> Brief {
    let link = format!("v2&rates=2026-11-28&{fields}&end");
    of_scenario(&decode(&link, &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}")))
}

#[test]
fn terms_of_a_contract_that_are_not_usual_are_in_the_brief() {
    // 7,480,000 after 12% is 8,500,000 before it.
    let brief = of_today(&format!(
        "{ESTATE}&edp=gross,0.05,1&private=anthropic,0.15,18&private=amazon,0.1,12&flat=0.03&market=0.3,1000000&carry=yes\
         &credits=unretired&y1=10000000,7480000,0.12,,after&o1=12000000,0.14,1,1,250000,6,Large&forecast=0.8,1,1.2,0.25,0.5,0.25,,,1.5"
    ));
    holds_all(
        &said(&brief, "inputs"),
        &[
            "spend without AI: year 1 $8,500,000.00 (typed as $7,480,000.00 after the discount); then",
            "Negotiated rate: Anthropic 15% below list for 18 months, then list price; Amazon 10% below list for 12 months (the page’s \
             default), then list price; all others 5% below list.",
            "Contract: spend counts before the discount; what counts beyond a year’s commitment also counts in the next year; \
             Marketplace spend counts up to 30% of the commitment, of which other spend uses $1,000,000.00 a year; 3% discount without a \
             commitment; spend that credits pay doesn’t count.",
            "low 80% × 25, likely 100% × 50, high 120% (AI 150%) × 25.",
            "Credits of Large: $250,000.00 within 6 months.",
        ],
    );
    // Only a part of the terms is other than usual; of two rates for a provider the first holds.
    let brief = of_today(&format!(
        "{ESTATE}&edp=net,0,1&private=anthropic,0.15,1&private=anthropic,0.2,5&market=0.25,500000&y1=10000000,8500000,0.12"
    ));
    let inputs = said(&brief, "inputs");
    holds_all(
        &inputs,
        &[
            "Negotiated rate: Anthropic 15% below list for 1 month, then list price; all others 0% below list (the page’s default).",
            "Contract: Marketplace spend counts up to 25% of the commitment, of which other spend uses $500,000.00 a year.",
        ],
    );
    assert!(!inputs.contains("20%") && !inputs.contains("typed as"), "{inputs}");
    // Nothing of the contract is typed: nothing is said of it.
    assert!(
        !said(&of_today(&format!("{ESTATE}&edp=net,0,1&y1=10000000,8500000,0.12")), "inputs").contains("Contract:")
    );
}

#[test]
fn what_was_never_typed_is_the_page_s() {
    let brief = of_link(&format!("{ESTATE}&edp=net,0,1&y1=20000000,17000000,0.1&o1=20000000,0.1,1,1,0,12"));
    holds_all(
        &said(&brief, "inputs"),
        &[
            "then × 1 a year (the page’s default). AI spend: the bill of $194,400.00, × 1 a year (the page’s default).",
            "Negotiated rate: 0% below list (the page’s default).",
            "Anthropic: earns no discount, counts as Marketplace spend (the page’s default).",
            "Demand × weight: low 80% × 25, likely 100% × 50, high 120% × 25 (the page’s default).",
            "AI prices rise 0% from year 1 on; reduction 0%; migration 0 months × $0.00 (the page’s default).",
        ],
    );
    assert_eq!(said(&of_link(ESTATE), "inputs"), "");
    // No year of this commitment has the bill, and a longer offer goes on from what was typed.
    let typed = of_link(&format!("{ESTATE}&edp=net,0,1.1&y1=20000000,17000000,0.1,1500000&o1=20000000,0.1,3,1,0,12"));
    holds_all(&said(&typed, "inputs"), &["AI spend: typed for year 1 $1,500,000.00; then × 1.1 a year. Negotiated"]);
}

#[test]
fn each_of_several_workloads_says_what_it_asks_for() {
    let brief = of_link(&format!("{ESTATE}&w2.model=nova-pro&w2.scope=in-region&w2.requests=1000,200,100&w2.calls=2"));
    let rows = brief.sections.iter().flat_map(|section| &section.tables).flat_map(|table| &table.rows);
    let under: Vec<&str> = rows.map(|row| row.under.as_str()).collect();
    for demand in [
        "Claude Sonnet 4.5, global: 2,400M input and 600M output tokens a month",
        ": 1,000 requests a month of 200 input and 100 output tokens; 2 calls per request",
    ] {
        assert!(under.iter().any(|under| under.contains(demand)), "{under:?}");
    }
}

#[test]
fn the_rates_say_what_they_are_and_when_they_were_read() {
    assert!(said(&of_link(ESTATE), "rests-on").contains(
        "Rates of 28 Nov 2026: AWS Price List of 20 August 2026, with prices published up to 28 November 2026. “Read” beside \
         a source is the date on which it was read."
    ));
}

#[test]
fn of_many_parts_the_dearest_are_listed_and_the_rest_is_one_row() {
    // 1,000M tokens at $3.00 more for each: the two cheapest are $3,000.00 and $6,000.00.
    let workload = |number: u32| {
        format!("w{number}.name=Part+{number}&w{number}.model=claude-sonnet-4.5&w{number}.tokens={number}000000000,0")
    };
    let parts = |count: u32| {
        let brief = of_link(&(1..=count).map(workload).collect::<Vec<_>>().join("&"));
        rows(&brief, "baseline")
    };
    let as_given = parts(10);
    assert_eq!(as_given.first(), Some(&("Part 1".to_owned(), "$3,000.00".to_owned())));
    assert_eq!(as_given.len(), 11, "with the total");
    let many = parts(12);
    assert_eq!(many.first(), Some(&("Part 12".to_owned(), "$36,000.00".to_owned())));
    assert_eq!(many.get(10), Some(&("2 other parts".to_owned(), "$9,000.00".to_owned())));
    assert_eq!(many.last(), Some(&("All together".to_owned(), "$234,000.00".to_owned())));
    assert_eq!(parts(11).get(10), Some(&("1 other part".to_owned(), "$3,000.00".to_owned())));
}

#[test]
fn a_term_of_capacity_is_said_with_its_end_and_what_one_more_costs() {
    let link = format!(
        "{ESTATE}&price=claude-sonnet-4.5,six-months,ordinary,model_unit,22,hour&p1.model=claude-sonnet-4.5&\
         p1.units=2,six-months,100000"
    );
    // Two units at $22 an hour for six months of 730 hours.
    let term = "A six-month term that begins on 25 Oct 2026 ends on 25 Apr 2027. Unless you end it by then, AWS bills one more term \
                for $192,720.00. It renews by itself.";
    holds_all(&said(&of_link(&link), "inputs"), &[term]);
    let none = link.replace("six-months", "no-commitment");
    assert!(!said(&of_link(&none), "inputs").contains("renews"), "what isn’t committed ends when it is deleted");
}

#[test]
fn of_forty_workloads_the_ten_dearest_are_listed_and_the_rest_is_one_row_with_their_sum() {
    // Of 1,000M input and 100M output 40% is batch and a third of each input is read from the cache:
    // 400M x 3 + 200M x 0.30 + 60M x 15 + 266.666667M x 1.50 + 133.333333M x 0.15 + 40M x 7.50
    // = 1,200 + 60 + 900 + 400 + 20 + 300 = 2,880 for the first workload, and as often more as each one's number.
    let workload = |number: u32| {
        format!(
            "w{number}.name=Workload+{number}&w{number}.model=claude-sonnet-4.5&w{number}.tokens={number}000000000,{number}00000000&w{number}.cached=1/3&w{number}.batch=0.4"
        )
    };
    let brief = of_link(&(1..=40).map(workload).collect::<Vec<_>>().join("&"));
    let rows = rows(&brief, "baseline");
    let first: Vec<String> = rows.iter().take(10).map(|(name, _)| name.clone()).collect();
    let dearest: Vec<String> = (31..=40).rev().map(|number| format!("Workload {number}")).collect();
    assert_eq!(first, dearest);
    // 40 x 2,880 and 31 x 2,880; the other thirty are 465 x 2,880, and all 820 x 2,880.
    for (at, name, cell) in [
        (0, "Workload 40", "$115,200.00"),
        (9, "Workload 31", "$89,280.00"),
        (10, "30 other parts", "$1,339,200.00"),
        (11, "All together", "$2,361,600.00"),
    ] {
        assert_eq!(rows.get(at), Some(&(name.to_owned(), cell.to_owned())));
    }
    assert_eq!(rows.len(), 12);
}

#[test]
fn the_rates_at_which_most_is_paid_are_listed() {
    // Each workload has a model of its own, so many million tokens as its number at so many dollars: its square.
    let workload = |number: u32| {
        format!(
            "w{number}.model=own-{number}&w{number}.tokens={number}000000,0&price=own-{number},standard,ordinary,input,{number},1M"
        )
    };
    let rates = |count: u32| {
        let brief = of_link(&(1..=count).map(workload).collect::<Vec<_>>().join("&"));
        let names = rows(&brief, "unit-costs").into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        (names, said(&brief, "unit-costs"))
    };
    let (ten, lead) = rates(10);
    assert!(ten.first().is_some_and(|name| name.starts_with("own-1,")), "{ten:?}");
    assert!(ten.len() == 10 && !lead.contains("calculator"), "{lead}");
    let (many, lead) = rates(12);
    let is_listed = many.iter().zip((3..=12).rev()).all(|(name, number)| name.starts_with(&format!("own-{number},")));
    assert!(many.len() == 10 && is_listed, "{many:?}");
    assert!(lead.ends_with("The rates at which most is paid; 2 more rates are in the calculator."), "{lead}");
    assert!(rates(11).1.ends_with("The rates at which most is paid; 1 more rate is in the calculator."));
}
