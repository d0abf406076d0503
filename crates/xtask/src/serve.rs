//! `cargo xtask serve`: builds the page and serves it to this machine.

use crate::failure::{About as _, Result};
use crate::server::{self, Port};
use crate::site::{self, Purpose};
use crate::{places, size};
use lexopt::Parser;
use lexopt::prelude::*;
use std::path::PathBuf;
use std::time::Instant;

const DEFAULT_PORT: u16 = 8080;

pub(crate) const HELP: &str = "\
Build the page and serve it on this machine.

Usage: cargo xtask serve [--open] [--port N] [--base PATH] [--production | --no-build]

Needs Rust and nothing else. The first run installs Trunk at a pinned version into the
cache folder while it compiles the page, which takes some minutes; later runs work offline.

  --open        open the browser when the page is there
  --port N      listen on this port (default: 8080, or the next free one; 0: any)
  --base PATH   serve below a path, such as /team/costs/ (default: /)
  --production  serve the production build, which needs Node too
  --no-build    serve what was built for production as it is
";

struct Options {
    port: Port,
    base: String,
    open: bool,
    production: bool,
    build: bool,
}

pub(crate) fn run(mut words: Parser) -> Result<()> {
    let mut options =
        Options { port: Port::From(DEFAULT_PORT), base: "/".to_owned(), open: false, production: false, build: true };
    while let Some(word) = words.next()? {
        match word {
            Long("port") => options.port = Port::Exactly(words.value()?.parse()?),
            Long("base") => options.base = words.value()?.string()?,
            Long("open") => options.open = true,
            Long("production") => options.production = true,
            Long("no-build") => options.build = false,
            other => return Err(other.unexpected().into()),
        }
    }
    let folder = options.folder()?;
    let address = server::start(&folder, options.port, &options.base)?;
    println!("{address}");
    eprintln!("Open this address in a browser. Ctrl+C stops the server.");
    if options.open {
        open::that_detached(&address).about("opening the browser")?;
    }
    loop {
        std::thread::park();
    }
}

impl Options {
    /// The folder to serve, which is built first.
    fn folder(&self) -> Result<PathBuf> {
        if !self.build {
            return Ok(places::dist());
        }
        let start = Instant::now();
        let (purpose, folder) = if self.production {
            (Purpose::Production, places::dist())
        } else {
            (Purpose::Local, places::target().join("serve"))
        };
        site::build(purpose, &folder)?;
        eprintln!("Built the page in {:.0?}.", start.elapsed());
        if self.production {
            size::measure()?;
        }
        Ok(folder)
    }
}
