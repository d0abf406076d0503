//! Writes every golden case that a link can carry, one JSON object a line, for the browser to open: its name, its link, the
//! month worked out by hand, and the file of the report that this machine writes for the link.

use std::error::Error;
use std::io::Write as _;

use exchange::export::{self, Exported};
use exchange::link;
use pricing::price::price;
use pricing::rates::RateCard;
use pricing::scenario::Scenario;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Case {
    scenario: Scenario,
    expect: Expect,
}

#[derive(Deserialize)]
struct Expect {
    month: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    for file in tests::files("golden", "toml")? {
        let case: Case = toml::from_str(&std::fs::read_to_string(&file)?)?;
        let link = link::encode(&case.scenario);
        let read = link::decode(&link, &RateCard::dates());
        // What can't be in a link is refused on the page: other tests type it.
        let Some(scenario) = read.scenario.filter(|_| read.problems.is_empty()) else { continue };
        let card = RateCard::of(scenario.rates).ok_or("a link names a card that isn't bundled")?;
        let Ok(report) = price(&scenario, &card) else { continue };
        let exported = Exported { scenario: &scenario, card: &card, report: &report };
        let entry = json!({
            "name": file.file_stem().unwrap_or_default().to_string_lossy(),
            "link": link,
            "month": case.expect.month,
            "report": export::json(&exported),
        });
        writeln!(out, "{entry}")?;
    }
    Ok(())
}
