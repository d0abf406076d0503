mod offers;

use super::commitment;
use crate::{CapacitySection, brief, year_ladder};
use exchange::link::decode;
use pricing::price::price;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::Scenario;

/// $4,608,000.00 a year of AI that earns the discount and counts in full.
const OWN: &str = "w1.model=nova-pro&w1.scope=in-region&w1.tokens=240000000000,60000000000";

fn priced(link: &str) -> (Report, Scenario, RateCard) {
    let card = RateCard::newest();
    let link = format!("v1&rates=2026-10-25&{link}&end");
    let scenario = decode(&link, &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}"));
    let report = price(&scenario, &card).unwrap_or_else(|problems| unreachable!("{link}: {problems:?}"));
    (report, scenario, card)
}

fn sections(link: &str) -> Vec<CapacitySection> {
    let (report, scenario, card) = priced(link);
    commitment(&report, &scenario, &card)
}

/// Every sentence of a section.
fn said(link: &str, section: &str) -> String {
    let found = sections(link).into_iter().find(|found| found.id == section);
    found.map(|found| found.lead.join(" ")).unwrap_or_default()
}

/// The name, what stands under it, and the figures of each row of a section's table.
fn rows(link: &str, section: &str, table: usize) -> Vec<String> {
    let found = sections(link).into_iter().find(|found| found.id == section);
    let table = found.and_then(|found| found.tables.into_iter().nth(table));
    let rows = table.into_iter().flat_map(|table| table.rows);
    rows.map(|row| format!("{}: {} [{}]", row.name, row.under, row.cells.join(", "))).collect()
}

fn brief_says(link: &str) -> String {
    let (report, scenario, card) = priced(link);
    brief(&report, &scenario, &card).lead.join(" ")
}

#[test]
fn ai_that_retires_more_than_it_costs_lowers_the_payment() {
    let link = format!("{OWN}&edp=gross,0,1&y1=20000000,12000000,0.3&clauses=0.2,1,0,0,0&a1=month,100,0.5,100,Cheap");
    let lowers =
        "$3,225,600.00 of AI lowers the first year’s payment by $1,382,400.00, since it retires more than it costs; ";
    assert!(said(&link, "commitment").starts_with(lowers));
    assert!(brief_says(&link).ends_with(
        "In the first year AI lowers a payment of $16,400,000.00 by $1,382,400.00: you pay $3,225,600.00 for it, and it replaces $4,608,000.00 of unused commitment."
    ));
    assert_eq!(
        said(&link, "alternatives"),
        "Cheap costs $1,200.00 a year for what lowers the payment on Bedrock by $691,200.00: $692,400.00 more a year."
    );
    let (report, scenario, card) = priced(&link);
    let caption = year_ladder(&report, &scenario, &card).map(|(_, picture)| picture.caption);
    let lowered = "Of $4,608,000.00 a year at list price, AI lowers the payment by $1,382,400.00.";
    assert_eq!(caption.as_deref(), Some(lowered));
    // Dearer AI would retire more still: what holds its price is a loss, and not just worth nothing.
    let held = rows(&link, "clauses", 0).into_iter().find(|row| row.starts_with("Rate hold"));
    let loses =
        "Rate hold: It costs more than it saves: dearer AI would retire more than it costs more. [-$276,480.00]";
    assert_eq!(held.as_deref(), Some(loses));
}

#[test]
fn only_spend_before_discounts_tells_whether_there_is_ai() {
    let free = format!("{OWN}&edp=net,0,1&y1=20000000,17000000,1");
    let starts = "$4,608,000.00 of AI, $0.00 after discounts, adds nothing to the first year’s payment; ";
    assert!(said(&free, "commitment").starts_with(starts));
    let none = "w1.model=nova-pro&w1.scope=in-region&w1.tokens=0,0&edp=net,0,1&y1=20000000,17000000,0.1";
    assert_eq!(
        said(none, "commitment"),
        "There is no AI spend in the first year; $4,700,000.00 of shortfall is still due."
    );
    assert!(brief_says(none).ends_with("There is no AI spend in the first year of the commitment."));
}

/// What the published shortcut is said to leave out; empty where it agrees.
fn shortcut_leaves_out(link: &str) -> String {
    let found = sections(link).into_iter().find(|found| found.id == "commitment");
    let lead = found.map(|found| found.lead).unwrap_or_default();
    let why = lead.iter().find_map(|sentence| sentence.split_once("it leaves out "));
    why.and_then(|(_, why)| why.strip_suffix('.')).unwrap_or_default().to_owned()
}

#[test]
fn the_shortcut_is_said_to_leave_out_what_it_does() {
    let sonnet = "w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000";
    let large = "w1.model=claude-sonnet-4.5&w1.tokens=240000000000,60000000000";
    let absorbed = "that absorbed spend earns the discount too";
    let none = "that this AI earns no discount";
    for (link, why) in [
        // 194,400 that earns nothing fills 190,000: the rest costs 4,400, and not 3,960.
        (format!("{sonnet}&edp=net,0,1.5&y1=1000000,900000,0.1"), none),
        // Nothing is promised, so that nothing is absorbed.
        (format!("{sonnet}&edp=net,0,1&y1=0,900000,0.1"), none),
        // 17,496,000 of which 5,000,000 count against a gap of 12,080,000.
        (
            format!("{large}&edp=net,0.1,1.3&y1=20000000,9000000,0.12"),
            "that this AI earns no discount and that Marketplace spend counts only up to $5,000,000.00",
        ),
        // No discount: only the cap is left.
        (
            format!("{large}&edp=net,0,1&y1=20000000,9000000,0"),
            "that Marketplace spend counts only up to $5,000,000.00",
        ),
        // 4,608,000 against a gap of 1,000,000, and against one of 8,000,000.
        (format!("{OWN}&edp=net,0,1&y1=17200000,18000000,0.1"), absorbed),
        (
            format!("{OWN}&edp=net,0,1&y1=20000000,12000000,0.1&terms=amazon,yes,0"),
            "that this AI doesn’t count in full",
        ),
        (format!("{OWN}&edp=gross,0,1&y1=20000000,12000000,0.1"), absorbed),
        (
            format!("{OWN}&edp=gross,0,1&y1=20000000,12000000,0.1&terms=amazon,yes,0.5"),
            "that absorbed spend earns the discount too and that this AI doesn’t count in full",
        ),
        // It agrees: all of the AI only fills the gap, measured after the discount.
        (format!("{OWN}&edp=net,0,1&y1=20000000,12000000,0.1"), ""),
        (format!("{sonnet}&edp=net,0,1&y1=1000000,500000,0.1"), ""),
        // Two providers, of which one earns.
        (
            format!(
                "{OWN}&w2.model=claude-sonnet-4.5&w2.tokens=2400000000,600000000&edp=net,0,1&y1=17200000,18000000,0.1"
            ),
            "that absorbed spend earns the discount too and that some of this AI earns no discount",
        ),
    ] {
        assert_eq!(shortcut_leaves_out(&link), why, "{link}");
    }
}

#[test]
fn a_shortcut_that_differs_leaves_something_out() {
    let (report, mut scenario, card) =
        priced(&format!("{OWN}&w2.model=claude-sonnet-4.5&w2.tokens=24000000000,6000000000"));
    let mut differing = 0;
    for measure in ["net", "gross"] {
        for discount in ["0", "0.1", "1"] {
            for organic in ["0", "15391999", "16000000", "20000000", "25000000"] {
                for amazon in ["yes,1", "yes,0.5", "no,1", "no,0.5", "yes,0", "no,market", "yes,market"] {
                    for anthropic in ["no,market", "yes,1", "no,1", "no,0.5", "yes,0"] {
                        let link = format!(
                            "v1&rates=2026-10-25&w1.model=nova-pro&w1.tokens=0,0&edp={measure},0.1,1\
                             &y1=20000000,{organic},{discount}&terms=amazon,{amazon}&terms=anthropic,{anthropic}&end"
                        );
                        scenario.commitment =
                            decode(&link, &RateCard::dates()).scenario.and_then(|decoded| decoded.commitment);
                        let said = commitment(&report, &scenario, &card);
                        let said = said.first().map(|section| section.lead.join(" ")).unwrap_or_default();
                        assert!(said.contains(" of AI") && !said.contains("leaves out ."), "{link}: {said}");
                        differing += usize::from(said.contains("leaves out"));
                    }
                }
            }
        }
    }
    assert!(differing > 500, "{differing}");
}

#[test]
fn more_ai_is_said_to_count_up_to_the_cap() {
    let sonnet = |tokens, terms| {
        format!("w1.model=claude-sonnet-4.5&w1.tokens={tokens}&edp=net,0,1&y1=1000000,500000,0.1{terms}")
    };
    // 550,000 of gap, of which 250,000 can be retired: 97,200 are.
    let below = said(&sonnet("1200000000,300000000", ""), "commitment");
    let more = "More AI in this mix never ends the shortfall: $152,800.00 more of it counts, as Marketplace spend up to \
                $250,000.00, and $300,000.00 of shortfall is due even then.";
    assert!(below.contains(more), "{below}");
    // 275,400 is above the cap; and by its terms none counts.
    let nothing = "More AI in this mix never ends the shortfall: nothing more of it counts.";
    for link in [sonnet("3400000000,850000000", ""), sonnet("1200000000,300000000", "&terms=anthropic,no,0")] {
        let said = said(&link, "commitment");
        assert!(said.contains(nothing), "{link}: {said}");
    }
}

#[test]
fn a_payment_that_ai_lowers_is_never_said_to_be_added_to() {
    // A gap of 3,000,000, of which 1,344,000 of AI retires all that it is before its 15%; two years of it.
    let own = "w1.model=nova-pro&w1.scope=in-region&w1.tokens=70000000000,17500000000";
    let link = format!("{own}&edp=gross,0,1&y1=20000000,17000000,0.15&y2=20000000,17000000,0.15");
    let found = sections(&link).into_iter().find(|found| found.id == "commitment");
    let tables = found.map(|found| found.tables).unwrap_or_default();
    let columns: Vec<String> =
        tables.iter().take(1).flat_map(|table| &table.columns).map(|column| column.name.clone()).collect();
    let row = rows(&link, "commitment", 0);
    assert!(
        row.first().is_some_and(|row| row.contains("-$201,600.00, $1,344,000.00, $1,656,000.00, 115.0%, ")),
        "{row:?}"
    );
    assert_eq!(
        columns.get(2..6).unwrap_or_default(),
        ["Change by AI", "Absorbed", "Shortfall", "Saved of AI’s list price"]
    );
    let (report, scenario, card) = priced(&link);
    let picture = year_ladder(&report, &scenario, &card).map(|(_, picture)| picture.description);
    assert!(picture.as_ref().is_some_and(|said| said.ends_with(" Change by AI -$201,600.00.")), "{picture:?}");
}

#[test]
fn what_counts_stands_before_and_after_the_cap() {
    let link = "w1.model=claude-sonnet-4.5&w1.tokens=240000000000,60000000000&edp=net,0.1,1.3&y1=20000000,9000000,0.12";
    assert_eq!(
        rows(link, "commitment", 1),
        [
            "Anthropic: earns no discount, counts as Marketplace spend [$19,440,000.00, $17,496,000.00, $17,496,000.00]",
            "All together: after the cap [$19,440,000.00, $17,496,000.00, $5,000,000.00]",
        ]
    );
    let ai_table = |link: &str| {
        let found = sections(link).into_iter().find(|found| found.id == "commitment");
        found.and_then(|found| found.tables.into_iter().nth(1)).unwrap_or_default()
    };
    let columns =
        |link: &str| -> Vec<String> { ai_table(link).columns.into_iter().map(|column| column.name).collect() };
    assert_eq!(columns(link), ["Before discounts", "Paid", "Counts, before the cap"]);
    let cap = "All Marketplace spend together counts to a quarter of the commitment: $5,000,000.00.";
    assert!(ai_table(link).caption.ends_with(cap));
    // Capacity with a term stands beside the cap too.
    let capacity = "w1.model=claude-sonnet-4.5&w1.tokens=4000000000,400000000&p1.model=claude-sonnet-4.5\
                    &p1.reserved=100000,10000,three-months&edp=net,0,1&y1=1000000,500000,0.1";
    let found = sections(capacity).into_iter().find(|found| found.id == "commitment");
    let owed = found.and_then(|found| found.tables.into_iter().nth(2)).unwrap_or_default();
    assert!(owed.caption.ends_with(": $250,000.00."), "{}", owed.caption);
    assert_eq!(owed.columns.last().map(|column| column.name.as_str()), Some("Counts, before the cap"));
    // Without Marketplace spend there is no cap to speak of.
    let own = rows(&format!("{OWN}&edp=net,0,1&y1=20000000,17000000,0.1"), "commitment", 1);
    assert!(columns(&format!("{OWN}&edp=net,0,1&y1=20000000,17000000,0.1")).ends_with(&["Counts".to_owned()]));
    assert_eq!(own, ["Amazon: earns the discount, 100% counts [$4,608,000.00, $4,147,200.00, $4,147,200.00]"]);
}

#[test]
fn ai_that_costs_nothing_is_not_said_to_be_paid() {
    let link = format!("{OWN}&edp=gross,0,1&y1=1000000,2000000,1,500000");
    let says = "$500,000.00 of AI, $0.00 after discounts, adds nothing to the first year’s payment. ";
    assert!(said(&link, "commitment").starts_with(says));
}

#[test]
fn nothing_was_observed_for_a_commitment_of_nothing() {
    let link = format!("{OWN}&edp=net,0,1&y1=0,500000,0.1&y2=0.01,500000,0.1&o1=0,0.1,1,1,0,12");
    let years = rows(&link, "commitment", 0);
    assert!(years.first().is_some_and(|row| row.starts_with("Year 1: $0.00 at 10% [")), "{years:?}");
    assert!(years.get(1).is_some_and(|row| row.contains("; 7 to 12% observed")), "{years:?}");
    let offers = rows(&link, "offers", 0);
    assert!(!offers.is_empty() && !offers.join(" ").contains("observed"), "{offers:?}");
}

#[test]
fn a_shortfall_that_comes_back_has_not_ended() {
    let years = |last: &str| format!("{OWN}&edp=net,0,1&y1=20000000,17000000,0.1&y2=2,,0.1&y3={last},,0.1");
    assert!(!said(&years("90000000"), "commitment").contains("ends in year"));
    assert!(said(&years("2"), "commitment").ends_with("The shortfall ends in year 2."));
}

#[test]
fn a_commitment_without_a_year_has_no_years_in_its_title() {
    let link = format!("{OWN}&edp=net,0,1");
    let titles: Vec<String> = sections(&link).into_iter().map(|section| section.title).collect();
    assert_eq!(titles, ["Commitment"]);
    let (report, scenario, card) = priced(&link);
    let titles: Vec<String> =
        brief(&report, &scenario, &card).sections.into_iter().map(|section| section.title).collect();
    assert!(titles.contains(&"Commitment".to_owned()), "{titles:?}");
}

#[test]
fn both_readings_of_marketplace_stand_beside_the_commitment() {
    // Worked in tests/golden/commitment-typed-ai-by-provider.toml.
    let link = "rules=v2&w1.model=claude-sonnet-4.5&w1.scope=global&w1.tokens=0,0&edp=net,0,1&y1=20000000,17000000,0.15,1500000";
    let words = said(link, "commitment");
    let readings = "If models that Marketplace bills, or may bill, earn no discount and count up to $5,000,000.00 of the commitment, year 1 costs \
                    $20,000,000.00 with $4,050,000.00 of unused commitment. If they earn the discount and count in full, it costs \
                    $20,000,000.00 with $4,275,000.00.";
    assert!(words.contains(readings), "{words}");
}

#[test]
fn what_is_carried_stands_in_the_formula_of_a_year() {
    // Worked in tests/golden/commitment-carries-forward.toml.
    let link = "rules=v2&w1.model=claude-sonnet-4.5&w1.scope=global&w1.tokens=2400000000,600000000&edp=net,0,1&carry=yes\
                &terms=anthropic,no,1&y1=200000,100000,0&y2=600000,300000,0";
    let found = sections(link).into_iter().find(|found| found.id == "commitment");
    let table = found.and_then(|found| found.tables.into_iter().next()).unwrap_or_default();
    assert!(table.caption.ends_with("what retires beyond a commitment counts in the next year."), "{}", table.caption);
    let formulas: Vec<String> =
        table.rows.into_iter().filter_map(|row| row.opens).flat_map(|opens| opens.formula).collect();
    for line in [
        "with AI: $294,400.00 retired - $200,000.00 = $94,400.00 carried into year 2",
        "with AI: usage $300,000.00 + AI $194,400.00 + shortfall max(0, $600,000.00 - $494,400.00 retired - $94,400.00 carried in) = \
         $505,600.00",
    ] {
        assert!(formulas.iter().any(|found| found == line), "{formulas:?}");
    }
}

#[test]
fn a_price_missing_elsewhere_is_named() {
    let own = "rules=v2&w1.model=claude-haiku-4.5&w1.scope=global&w1.tokens=1000000000,0";
    let half = "t1=claude-haiku-4.5,standard,ordinary,output,2.5,1M";
    let words = said(&format!("{own}&a1=prices,1,0,Elsewhere&{half}"), "alternatives");
    assert_eq!(words, "Elsewhere: no input price for Claude Haiku 4.5, global is typed for there. Type it to compare.");
    // 1,000M x 0.50 x 12 against 1,000M x 1.00 x 12.
    let words = said(
        &format!("{own}&a1=prices,1,0,Elsewhere&t1=claude-haiku-4.5,standard,ordinary,input,0.5,1M"),
        "alternatives",
    );
    assert!(words.ends_with("it saves $6,000.00 a year."), "{words}");
}
