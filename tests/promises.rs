//! What the fuzzer holds every text to, held of every text of this repository: links, golden cases, files, tables, bills.

use exchange::link::encode;
use pricing::scenario::Scenario;
use promises::{bill, file, link, package, table};
use std::error::Error;
use std::fs;
use tests::{files, path};

type Checked = Result<(), Box<dyn Error>>;

/// A golden case, as far as it is a text from outside.
#[derive(serde::Deserialize)]
struct Case {
    scenario: Scenario,
}

fn golden() -> Result<Vec<Scenario>, Box<dyn Error>> {
    let read = |path| Ok(toml::from_str::<Case>(&fs::read_to_string(path)?)?.scenario);
    files("golden", "toml")?.into_iter().map(read).collect()
}

#[test]
fn links() -> Checked {
    for folder in ["links/v1", "links/v2", "links/compare"] {
        for path in files(folder, "txt")? {
            let text = fs::read_to_string(path)?;
            link::holds(text.lines().next().unwrap_or_default());
        }
    }
    for scenario in golden()? {
        link::holds(&encode(&scenario));
    }
    Ok(())
}

#[test]
fn scenario_files_and_arguments_of_the_package() -> Checked {
    for scenario in golden()? {
        let text = exchange::file::write(&scenario);
        file::holds(&text);
        package::holds(&text);
    }
    Ok(())
}

#[test]
fn tables_and_numbers() -> Checked {
    for entry in fs::read_dir(path("tables"))? {
        table::holds(&String::from_utf8_lossy(&fs::read(entry?.path())?));
    }
    for number in ["2.4B", "1,234.56", "1.234,56", "33%", "1/3", "$20M", "2 400 000", "1e5", "\u{2212}1", "12,345"] {
        table::holds(number);
    }
    Ok(())
}

#[test]
fn bills() -> Checked {
    for entry in fs::read_dir(path("bill"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with('s') || path.extension().is_some_and(|ending| ending == "rs") {
            continue;
        }
        let bytes = fs::read(&path)?;
        bill::holds(&bytes);
        // What a packed file may hold, and what isn't one.
        bill::packed(&bytes);
        bill::json(&bytes);
        bill::table(&bytes);
    }
    Ok(())
}
