//! `bind split`: what is loaded on demand goes to files of its own.

use anyhow::{Context as _, Result, anyhow, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use wasm_split_cli_support::{Options, transform};

/// What loads the parts, beside the page's script.
const LOADER: &str = "./__wasm_split.js";

/// Takes the linker's output apart. It needs the linker's notes (`--emit-relocs`), which wasm-bindgen drops: so it comes
/// first.
pub(crate) fn run(files: &[PathBuf]) -> Result<()> {
    let [module, folder, main, script] = files else { bail!("split needs FILE FOLDER MAIN SCRIPT") };
    let wasm = fs::read(module).with_context(|| module.display().to_string())?;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let script = format!("./{}", script.display());
    let mut options = Options::new(&wasm);
    options.output_dir = folder;
    options.main_out_path = main;
    options.main_module = &script;
    options.link_name = LOADER;
    let split = transform(options).map_err(|error| anyhow!("{}: {error:?}", module.display()))?;
    // Each part with the files that it needs, for whoever weighs it.
    for (part, files) in BTreeMap::from_iter(split.prefetch_map) {
        println!("{part} {}", files.join(" "));
    }
    Ok(())
}
