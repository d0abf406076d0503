//! The package's face on this machine: `pricing-js schema` and `pricing-js types` write what describes it; `pricing-js answer`
//! reads lines of a function's name, a space and its argument, and writes a line for each answer, to compare with WASM.

use std::error::Error;
use std::io::{BufRead as _, Write as _, stdin, stdout};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["schema"] => print!("{}", pricing_js::schema::scenario()),
        ["types"] => print!("{}", pricing_js::schema::types()?),
        ["answer"] => {
            let mut out = stdout().lock();
            for line in stdin().lock().lines() {
                let line = line?;
                let (name, argument) = line.split_once(' ').unwrap_or((&line, ""));
                writeln!(out, "{}", answer(name, argument).ok_or("there is no such function")?)?;
            }
        }
        _ => return Err("pricing-js schema, types or answer".into()),
    }
    Ok(())
}

fn answer(name: &str, argument: &str) -> Option<String> {
    Some(match name {
        "price" => pricing_js::json::price(argument),
        "ladder" => pricing_js::json::ladder(argument),
        "encodeLink" => pricing_js::json::encode_link(argument),
        "decodeLink" => pricing_js::json::decode_link(argument),
        "rateCard" => pricing_js::json::rate_card(argument),
        "presets" => pricing_js::json::presets(),
        "defaultScenario" => pricing_js::json::default_scenario(),
        // Its argument is a JSON list of paths.
        "readBill" => {
            let paths: Vec<String> = serde_json::from_str(argument).ok()?;
            let read = |path: String| Some((path.clone(), std::fs::read(path).ok()?));
            pricing_js::json::read_bill(&paths.into_iter().map(read).collect::<Option<Vec<_>>>()?)
        }
        _ => return None,
    })
}
