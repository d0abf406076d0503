//! `cargo xtask serve`: builds the page and serves it to this machine.

use crate::arguments::Arguments;
use crate::failure::Result;
use crate::server::{self, Port};
use crate::site::{self, Purpose};
use crate::{places, size};
use std::path::PathBuf;
use std::time::Instant;

const DEFAULT_PORT: u16 = 8080;

pub(crate) const HELP: &str = "\
Build the page and serve it on this machine.

Usage: cargo xtask serve [--port N] [--base PATH] [--production | --no-build]

Needs Rust and nothing else. The first run installs Trunk and wasm-bindgen at pinned
versions into the cache folder, which takes some minutes; later runs work offline.

  --port N      listen on this port (default: 8080, or the next free one; 0: any)
  --base PATH   serve below a path, such as /team/costs/ (default: /)
  --production  serve the production build, which needs Node too
  --no-build    serve dist/ as it is
";

pub(crate) fn run(mut arguments: Arguments) -> Result<()> {
    let port = match arguments.value("--port")? {
        Some(port) => Port::Exactly(arguments.number("--port", &port)?),
        None => Port::From(DEFAULT_PORT),
    };
    let base = arguments.value("--base")?.unwrap_or_else(|| "/".to_owned());
    let no_build = arguments.flag("--no-build");
    let production = arguments.flag("--production");
    arguments.finish()?;

    let folder = if no_build { places::dist() } else { built(production)? };
    println!("{}", server::start(&folder, port, &base)?);
    eprintln!("Open this address in a browser. Ctrl+C stops the server.");
    loop {
        std::thread::park();
    }
}

fn built(production: bool) -> Result<PathBuf> {
    let start = Instant::now();
    let (purpose, folder) = if production {
        (Purpose::Production, places::dist())
    } else {
        (Purpose::Local, places::target().join("serve"))
    };
    site::build(purpose, &folder)?;
    eprintln!("Built the page in {:.0?}.", start.elapsed());
    if production {
        size::run()?;
    }
    Ok(folder)
}
