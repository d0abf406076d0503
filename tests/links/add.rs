//! Adds a link to the corpus of links that must keep their meaning.
//!
//! `add-link NAME FRAGMENT` reads the fragment, and writes it with what it means to `NAME.txt` in `links/v1` or `links/v2`,
//! as it is of that version. A file that is
//! there already stays as it is.

use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write;

use exchange::link::decode;
use pricing::rates::RateCard;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().ok_or("give a name")?;
    let fragment = arguments.next().ok_or("give a fragment")?;
    let read = decode(&fragment, &RateCard::dates());
    if let Some(problem) = read.problems.first() {
        return Err(problem.to_string().into());
    }
    let meaning = serde_json::to_string_pretty(&read.scenario.ok_or("the fragment holds no scenario")?)?;
    let version = if fragment.starts_with("v1") { "links/v1" } else { "links/v2" };
    let file = tests::path(version).join(name).with_extension("txt");
    let mut file = OpenOptions::new().write(true).create_new(true).open(file)?;
    writeln!(file, "{fragment}\n{meaning}")?;
    Ok(())
}
