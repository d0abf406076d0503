//! Writes random scenarios with the core's reports, one JSON object a line, for `check.py` to price again.
//!
//! `oracle-vectors --count 20000 --seed 1 --out FILE`

use std::error::Error;
use std::io::{BufWriter, Write};

use pricing::rates::RateCard;
use vectors::{Generator, any, of_today, vector};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut count, mut seed, mut out) = (20_000_u64, 1_u64, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{argument} needs a value"))?;
        match argument.as_str() {
            "--count" => count = value.parse()?,
            "--seed" => seed = value.parse()?,
            "--out" => out = Some(value),
            _ => return Err(format!("unknown option {argument}").into()),
        }
    }
    let out = std::path::PathBuf::from(out.ok_or("give --out FILE")?);
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = BufWriter::new(std::fs::File::create(out)?);
    let cards: Vec<RateCard> = RateCard::dates().into_iter().filter_map(RateCard::of).collect();
    let mut generator = Generator::new(seed);
    for index in 0..count {
        // Mostly the newest card, now and then an older one.
        let older = index % 10 == 0;
        let card = if older { cards.first() } else { cards.last() }.ok_or("no rate card is bundled")?;
        let scenario = any(&mut generator, card);
        // By the first rules, whose figures never change, and by those of today.
        let scenario = if index % 2 == 0 { scenario } else { of_today(&mut generator, scenario) };
        writeln!(file, "{}", vector(&scenario))?;
    }
    file.flush()?;
    Ok(())
}
