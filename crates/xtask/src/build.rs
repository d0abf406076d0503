//! `cargo xtask build`: the production site.

use crate::failure::Result;
use crate::site::{self, Purpose};
use crate::{page, places, size};
use lexopt::Parser;
use lexopt::prelude::*;

pub(crate) const HELP: &str = "\
Build the production site into dist/.

Usage: cargo xtask build [--page]

  --page  the new page of page/, into dist-page/

dist/ is static and works below any path on any host. Each asset has a .br and a .gz
beside it. dist/bedrock-calculator.html is the whole calculator in one file, which works from a
disk; dist/rates/v1.json is every rate for other programs. The same source gives the same bytes. Needs Rust, and Node for wasm-opt and terser.
";

pub(crate) fn run(mut words: Parser) -> Result<()> {
    let mut new_page = false;
    while let Some(word) = words.next()? {
        match word {
            Long("page") => new_page = true,
            other => return Err(other.unexpected().into()),
        }
    }
    if new_page {
        page::build(page::Purpose::Production, &places::dist_page())?;
        return size::of_page(&places::dist_page());
    }
    site::build(Purpose::Production, &places::dist())?;
    size::measure()
}
