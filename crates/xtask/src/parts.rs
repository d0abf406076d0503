//! The public page's program: what is seldom needed in files of its own, `wasm-opt`, one small script, and names by content.
//!
//! 1. `wasm-split` takes the linker's output apart. It needs the linker's notes, which wasm-bindgen drops: so it comes first.
//! 2. wasm-bindgen writes the script of what is left.
//! 3. `wasm-opt` goes over each file.
//! 4. The pieces that are loaded on demand are put together in few files.
//! 5. esbuild joins the script of the page and the one that loads the parts, which import each other: in one module, a page
//!    that begins anew after a trap gets both anew. terser makes it small and shortens the names that the script and the
//!    program call each other by; the program gets the same ones.

use crate::failure::{About as _, Result, failure};
use crate::packs::{self, Pack};
use crate::{binder, compress, fingerprint, node, places, renamed, run, site};
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

/// Where the page's script has the files with their pieces.
const PIECES: &str = "FILES_AND_PIECES";

/// Parts by name, each with the names of the files that it needs, some of them together with others.
pub(crate) type Parts = BTreeMap<String, Vec<String>>;

/// The program in two files that are loaded at once and several that are loaded on demand.
pub(crate) struct Program {
    pub(crate) script: String,
    /// The script that has all files in itself and asks for none.
    pub(crate) alone: String,
    pub(crate) module: Module,
    /// Modules loaded on demand: the pieces.
    pub(crate) pieces: Vec<Module>,
    /// The same in files, as the site has them.
    pub(crate) late: Vec<Late>,
    /// Each part with the files that it needs.
    pub(crate) parts: Parts,
}

/// One module of the program.
pub(crate) struct Module {
    /// What the scripts call it.
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
}

/// A file that is loaded on demand: pieces, one behind the other.
pub(crate) struct Late {
    /// Its name by its content.
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
    /// What stands in it, each with its length in bytes, in its order.
    pieces: Vec<(String, usize)>,
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
        modules.insert(file.file_stem().unwrap_or_default().to_string_lossy().into_owned(), content);
    }
    let main = format!("{NAME}_bg");
    let program = modules.remove(&main).ok_or_else(|| failure("the page's program isn't there"))?;
    if modules.is_empty() {
        return Err(failure("nothing of the page is loaded on demand: no piece was split off"));
    }
    for pieces in parts.values_mut() {
        // The program itself is among what a part needs.
        pieces.retain(|piece| modules.contains_key(piece));
    }
    let packs = packs::packed(&parts, |piece| modules.get(piece).map_or(0, Vec::len));
    let late = packs.into_iter().map(|pack| of_pack(pack, &modules)).collect::<Result<Vec<Late>>>()?;
    for pieces in parts.values_mut() {
        let holds = |late: &&Late| late.pieces.iter().any(|(piece, _)| pieces.contains(piece));
        *pieces = late.iter().filter(holds).map(|late| late.name.clone()).collect();
    }
    let text = fs::read_to_string(written.join(format!("{NAME}.js"))).about("the page's script")?;
    let names = work.join("names.json");
    let alone = joined(
        &written,
        &names,
        &format!("{text}\n{}", alone.start),
        &[
            // No address is asked for: only the names of files count.
            "--define:import.meta.url=\"https://in.this.file/\"".into(),
            format!("--inject:{}", alone.fetch.display()),
        ],
    )?;
    let fetch = work.join("pieces.js");
    fs::write(&fetch, fetching(&late)?).about(fetch.display())?;
    let script = joined(&written, &names, &format!("{text}\n{behind}"), &[format!("--inject:{}", fetch.display())])?;
    let missing = modules.keys().find(|piece| !script.contains(&format!("./{piece}.wasm")));
    if let Some(piece) = missing {
        return Err(failure(format!("the page's script doesn't ask for {piece}, which is loaded on demand")));
    }
    let module = Module { name: format!("{main}.wasm"), content: renamed::renamed(&program, &names)? };
    let pieces =
        modules.into_iter().map(|(piece, content)| Module { name: format!("{piece}.wasm"), content }).collect();
    Ok(Program { script, alone, module, pieces, late, parts })
}

/// The file of a pack.
fn of_pack(pack: Pack, modules: &BTreeMap<String, Vec<u8>>) -> Result<Late> {
    let (mut pieces, mut content) = (Vec::new(), Vec::new());
    for piece in pack.pieces {
        let module = modules.get(&piece).ok_or_else(|| failure(format!("{piece}.wasm wasn't written")))?;
        content.extend(module);
        pieces.push((piece, module.len()));
    }
    Ok(Late { name: format!("{PREFIX}{}-{}.wasm", pack.name, fingerprint::short(&content)), content, pieces })
}

/// The script that finds pieces in their files.
fn fetching(late: &[Late]) -> Result<String> {
    let files: Vec<String> = late.iter().map(line).collect();
    let path = places::root().join(site::PACKAGE).join("pieces.js");
    let script = fs::read_to_string(&path).about(path.display())?;
    if !script.contains(PIECES) {
        return Err(failure(format!("site/pieces.js has no `{PIECES}`")));
    }
    Ok(script.replace(PIECES, &serde_json::json!(files).to_string()))
}

/// A file with its pieces, as short as it can be said: see `site/pieces.js`.
fn line(late: &Late) -> String {
    let mut words = vec![format!("./{}", late.name)];
    let mut before = 0_i64;
    for (piece, length) in &late.pieces {
        let number = piece.strip_prefix("chunk_").and_then(|number| number.parse::<i64>().ok());
        words.push(number.map_or_else(|| piece.clone(), |number| (number - before).to_string()));
        words.push(length.to_string());
        before = number.unwrap_or(before);
    }
    words.join(" ")
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

/// One script of a text and of all that it imports, without what a browser doesn't need. `names` is the list of shortened names,
/// which every script of the program shares.
fn joined(folder: &Path, names: &Path, text: &str, options: &[String]) -> Result<String> {
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
    minify.arg(&bundle).args(["--module", "--compress", "passes=2", "--mangle"]);
    minify.args(["--mangle-props", renamed::SHORTENED]).arg("--name-cache").arg(names);
    let text = run::quiet(&mut minify)?;
    Ok(text.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Late, line};

    #[test]
    fn a_line_has_numbers_as_distances_and_other_names_as_they_are() {
        let pieces = [("chunk_18", 462), ("chunk_19", 235), ("split_links", 7), ("chunk_300", 1), ("chunk_2", 5)];
        let pieces = pieces.map(|(piece, length)| (piece.to_owned(), length)).into();
        let late = Late { name: "late-links-0.wasm".to_owned(), content: Vec::new(), pieces };
        assert_eq!(line(&late), "./late-links-0.wasm 18 462 1 235 split_links 7 281 1 -298 5");
    }
}
