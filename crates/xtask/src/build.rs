//! `cargo xtask build`: the production site.

use crate::failure::Result;
use crate::site::{self, Purpose};
use crate::{places, size};
use lexopt::Parser;

pub(crate) const HELP: &str = "\
Build the production site into dist/.

Usage: cargo xtask build

dist/ is static and works below any path on any host. Each asset has a .br and a .gz
beside it. dist/bedrock-calculator.html is the whole calculator in one file, which works from a
disk; dist/rates/v1.json is every rate for other programs. The same source gives the same bytes. Needs Rust, and Node for wasm-opt and terser.
";

pub(crate) fn run(mut words: Parser) -> Result<()> {
    if let Some(word) = words.next()? {
        return Err(word.unexpected().into());
    }
    site::build(Purpose::Production, &places::dist())?;
    size::measure()
}
