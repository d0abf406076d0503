//! The public page's program: what is seldom needed in files of its own, `wasm-opt`, one small script, and names by content.
//!
//! 1. `wasm-split` takes the linker's output apart. It needs the linker's notes, which wasm-bindgen drops: so it comes first.
//! 2. wasm-bindgen writes the script of what is left.
//! 3. `wasm-opt` goes over each file.
//! 4. esbuild joins the script of the page and the one that loads the parts, which import each other: in one module, a page
//!    that begins anew after a trap gets both anew. terser makes it small.

use crate::failure::{About as _, Result, failure};
use crate::{binder, compress, fingerprint, node, places, run};
use std::collections::BTreeMap;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Flattened and put together again, the code shows more that can be left out. By name, functions that were compiled
/// from the same source stand together, where brotli finds what they share.
///
/// The lowest kilobyte is the far end of the stack, so that no address is as low.
const OPTIMISE: &str = "-Os --flatten --rereloop -Os --flatten --rereloop -Os -Os --low-memory-unused \
                        --reorder-functions-by-name --strip-debug --strip-producers";

/// What the program may use, by name: with all that binaryen knows it writes imports that Chromium refuses.
const FEATURES: [&str; 9] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-call-indirect-overlong",
    "--enable-extended-const",
];

/// How the name of a file begins that is loaded on demand.
const PREFIX: &str = "late-";

/// Name of the script and of the program as wasm-bindgen writes them.
const NAME: &str = "site";

/// Parts by name, each with the names of the files that it needs, some of them together with others.
pub(crate) type Parts = BTreeMap<String, Vec<String>>;

/// The program in two files that are loaded at once and several that are loaded on demand.
pub(crate) struct Program {
    pub(crate) script: String,
    /// The script that has all files in itself and asks for none.
    pub(crate) alone: String,
    pub(crate) module: Module,
    /// Modules loaded on demand.
    pub(crate) late: Vec<Module>,
    /// Each part with the files that it needs.
    pub(crate) parts: Parts,
}

/// One file of the program.
pub(crate) struct Module {
    /// What the scripts call it before it has a name by its content.
    pub(crate) plain: String,
    /// Its name by its content, under which the site has it.
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
}

/// What makes a script that asks for no file.
pub(crate) struct Alone {
    /// A module that exports what stands in for the browser's `fetch`.
    pub(crate) fetch: PathBuf,
    /// What starts the program.
    pub(crate) start: String,
}

/// Where it is noted which part needs which files, for whoever weighs them.
pub(crate) fn noted() -> PathBuf {
    places::target().join("site").join("parts.json")
}

/// The first file as the last build took it apart, before it was optimised: it has the names of its functions still.
pub(crate) fn first() -> PathBuf {
    places::target().join("site").join("parts").join(format!("{NAME}.wasm"))
}

/// Parts as the last build noted them.
pub(crate) fn read() -> Result<Parts> {
    let file = noted();
    let text = fs::read_to_string(&file)
        .map_err(|error| failure(format!("{}: {error}", file.display())).mend("type: cargo xtask build"))?;
    serde_json::from_str(&text).about(file.display())
}

/// Whether a file of the built page is loaded on demand.
pub(crate) fn is_late(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(PREFIX) && file.extension().is_some_and(|it| it == "wasm")
}

/// Takes the linker's output apart. `behind` is put behind the script.
pub(crate) fn parted(linked: &Path, behind: &str, alone: &Alone) -> Result<Program> {
    let work = fresh("parts")?;
    let main = work.join(format!("{NAME}.wasm"));
    let written = work.join("written");
    let mut parts = binder::split(linked, &written, &main, &format!("{NAME}.js"))?;
    binder::bind(&main, "web", &written, &["--out-name", NAME, "--keep-lld-exports", "--no-demangle"])?;
    let mut modules = BTreeMap::new();
    let written_modules = files(&written, "wasm")?;
    optimise(&written_modules)?;
    for file in written_modules {
        let content = fs::read(&file).about(file.display())?;
        let plain = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = format!("{PREFIX}{}-{}.wasm", plain.trim_end_matches(".wasm"), fingerprint::short(&content));
        modules.insert(plain.clone(), Module { plain, name, content });
    }
    let text = fs::read_to_string(written.join(format!("{NAME}.js"))).about("the page's script")?;
    let alone = joined(
        &written,
        &format!("{text}\n{}", alone.start),
        &[
            // No address is asked for: only the names of files count.
            "--define:import.meta.url=\"https://in.this.file/\"".into(),
            format!("--inject:{}", alone.fetch.display()),
        ],
    )?;
    let mut script = joined(&written, &format!("{text}\n{behind}"), &[])?;
    let module = modules.remove(&format!("{NAME}_bg.wasm")).ok_or_else(|| failure("the page's program isn't there"))?;
    if modules.is_empty() {
        return Err(failure("nothing of the page is loaded on demand: no file was split off"));
    }
    for file in parts.values_mut().flatten() {
        *file = modules.get(&format!("{file}.wasm")).map(|it| it.name.clone()).unwrap_or_default();
    }
    for Module { plain, name, .. } in modules.values() {
        let quoted = format!("\"./{plain}\"");
        if !script.contains(&quoted) {
            return Err(failure(format!("the page's script doesn't name {plain}, which is loaded on demand")));
        }
        script = script.replace(&quoted, &format!("\"./{name}\""));
    }
    Ok(Program { script, alone, module, late: modules.into_values().collect(), parts })
}

/// An empty folder to work in.
fn fresh(name: &str) -> Result<PathBuf> {
    let folder = places::target().join("site").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).about(folder.display())?;
    }
    fs::create_dir_all(&folder).about(folder.display())?;
    Ok(folder)
}

fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut found = compress::files(folder)?;
    found.retain(|file| file.extension().is_some_and(|it| it == extension));
    Ok(found)
}

/// Lets `wasm-opt` write modules anew: one on each core, the largest first.
fn optimise(modules: &[PathBuf]) -> Result<()> {
    let mut queue: Vec<(u64, &PathBuf)> = Vec::with_capacity(modules.len());
    for module in modules {
        queue.push((fs::metadata(module).about(module.display())?.len(), module));
    }
    queue.sort_unstable();
    let queue = Mutex::new(queue);
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let work = || {
        while let Some((_, module)) = next() {
            let mut optimise = node::program("binaryen/bin/wasm-opt");
            let words = OPTIMISE.split_whitespace().chain(FEATURES);
            run::shown(optimise.args(words).arg(module).arg("-o").arg(module))?;
        }
        Ok(())
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|_| Err(failure("wasm-opt: a thread ended early"))))
    })
}

/// One script of a text and of all that it imports, without what a browser doesn't need.
fn joined(folder: &Path, text: &str, options: &[String]) -> Result<String> {
    // Under the name that the loader of the parts imports it by: two copies would be two programs.
    let script = folder.join(format!("{NAME}.js"));
    fs::write(&script, text).about(script.display())?;
    let bundle = folder.join("bundle.mjs");
    let mut join = node::program("esbuild/bin/esbuild");
    join.arg(&script).args(["--bundle", "--format=esm", "--target=es2022", "--log-level=warning"]).args(options);
    // Files that exist only once the page is put together.
    join.args(["--external:./embed/*", "--external:./again/*"]).arg(format!("--outfile={}", bundle.display()));
    run::shown(&mut join)?;
    let mut minify = node::program("terser/bin/terser");
    let text = run::quiet(minify.arg(&bundle).args(["--module", "--compress", "passes=2", "--mangle"]))?;
    Ok(text.trim_end().to_owned())
}
