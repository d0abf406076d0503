//! `wasm-bindgen` and `wasm-split` as one small program of this workspace.
//!
//! Trunk calls a program `wasm-bindgen` that it finds on `PATH`: xtask puts this one there under that name. It takes the
//! options that Trunk and xtask give, and no others.

#[cfg(feature = "split")]
mod split;

use anyhow::{Context as _, Result, bail};
use lexopt::prelude::*;
use std::path::PathBuf;
use wasm_bindgen_cli_support::Bindgen;

const HELP: &str = "\
bind [--target web|nodejs|bundler] [--out-dir FOLDER] [--out-name NAME] [--no-typescript]
     [--no-demangle] [--keep-debug] [--keep-lld-exports] FILE
    writes the JavaScript that calls a WASM module, and the module that it calls
bind split FILE FOLDER MAIN SCRIPT
    takes what the module loads on demand out of it: each part and the script that loads them go to FOLDER, the rest to
    the file MAIN, whose script will be FOLDER/SCRIPT; prints a line for each part: its name and its files
bind --version
";

/// The version that `Cargo.toml` pins, which is that of the crate that the page links.
const VERSION: &str = "0.2.130";

fn main() -> Result<()> {
    let mut words = lexopt::Parser::from_env();
    let mut bind = Bind::default();
    while let Some(word) = words.next()? {
        match word {
            Long("version") | Short('V') => {
                println!("wasm-bindgen {VERSION}");
                return Ok(());
            }
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(());
            }
            Long("target") => bind.target = words.value()?.string()?,
            Long("out-dir") => bind.folder = words.value()?.into(),
            Long("out-name") => bind.name = Some(words.value()?.string()?),
            Long("no-typescript") => bind.typescript = false,
            Long("no-demangle") => bind.demangle = false,
            Long("keep-debug") => bind.keep_debug = true,
            Long("keep-lld-exports") => bind.keep_linked_exports = true,
            #[cfg(feature = "split")]
            Value(word) if word == "split" => {
                return split::run(&words.raw_args()?.map(PathBuf::from).collect::<Vec<_>>());
            }
            Value(file) if bind.module.is_none() => bind.module = Some(file.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    bind.run()
}

/// What is asked of wasm-bindgen.
struct Bind {
    module: Option<PathBuf>,
    target: String,
    folder: PathBuf,
    name: Option<String>,
    typescript: bool,
    demangle: bool,
    keep_debug: bool,
    keep_linked_exports: bool,
}

impl Default for Bind {
    fn default() -> Self {
        Self {
            module: None,
            target: "bundler".to_owned(),
            folder: PathBuf::from("."),
            name: None,
            typescript: true,
            demangle: true,
            keep_debug: false,
            keep_linked_exports: false,
        }
    }
}

impl Bind {
    fn run(&self) -> Result<()> {
        let module = self.module.as_ref().context("no WASM file is given")?;
        let mut bindgen = Bindgen::new();
        match self.target.as_str() {
            "web" => bindgen.web(true)?,
            "nodejs" => bindgen.nodejs(true)?,
            "bundler" => bindgen.bundler(true)?,
            other => bail!("the target `{other}` isn't one of web, nodejs and bundler"),
        };
        if let Some(name) = &self.name {
            bindgen.out_name(name);
        }
        bindgen
            .input_path(module)
            .typescript(self.typescript)
            .demangle(self.demangle)
            .keep_debug(self.keep_debug)
            .keep_lld_exports(self.keep_linked_exports);
        bindgen.generate(&self.folder).with_context(|| module.display().to_string())
    }
}
