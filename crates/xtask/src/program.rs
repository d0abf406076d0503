//! The page's program made smaller for production: what is seldom needed in a file of its own, `wasm-opt`, one or two
//! letters for each name that WASM and JavaScript call each other by, and JavaScript without white space.

use crate::failure::{About as _, Result, failure};
use crate::split::{self, Split};
use crate::tools::WASM;
use crate::{fingerprint, node, places, run};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Flattened and put together again, the code shows more that can be left out. By name, functions that were compiled
/// from the same source stand together, where brotli finds what they share.
///
/// The lowest kilobyte is the far end of the stack, so that no address is as low.
const OPTIMISE: &str = "-Os --flatten --rereloop -Os --flatten --rereloop -Os -Os --low-memory-unused \
                        --reorder-functions-by-name --strip-debug --strip-producers";

/// The functions that lead to what is loaded on demand: nothing that only they reach is in the first load. Each takes an
/// `answer::Here`, since it can't be called before, and is marked `#[inline(never)]`.
const DOORS: &[&str] = &[
    "answer::brief::brief",
    "answer::capacity::capacity",
    "answer::capacity::commitment",
    "answer::compare::compare",
    "answer::explanation::explanation",
    "answer::explanation::figure",
    "answer::explanation::ledger_entry",
    "answer::ladder::ladder_of_year",
    "answer::views::published",
    "answer::views::rates",
    "site::inputs::alternatives::elements",
    "site::inputs::capacity::elements",
    "site::inputs::capacity::paste",
    "site::inputs::capacity::serve",
    "site::inputs::commitment::elements",
    "site::inputs::deal::act",
    "site::inputs::deal::choose",
    "site::inputs::deal::typed",
    "site::inputs::offers::elements",
    "site::masthead::files::hear",
    "site::masthead::files::panel",
    "site::scenarios::compare",
    "site::scenarios::panel",
];

/// How the name of the file ends that is loaded on demand.
pub(crate) const PART: &str = "_part.wasm";

/// Old names and what stands for them.
type Names = BTreeMap<String, String>;

/// Writes the program's two files anew, a third that is loaded on demand, and the page that loads the two. `opener` goes
/// behind the script.
pub(crate) fn shrink(html: &str, dist: &Path, opener: &str) -> Result<String> {
    let (wasm, script) = (only(dist, "wasm")?, only(dist, "js")?);
    let linked = places::target().join(WASM).join("release").join("site.wasm");
    let linked = fs::read(&linked).about(linked.display())?;
    let Split { program, part } = split::split(&linked, &wasm.content, DOORS)?;
    let (program, part) = (optimised(&wasm.path, &program)?, optimised(&wasm.path, &part)?);
    let (module, names) = rename(&program).ok_or_else(|| failure("wasm-opt wrote WASM that can't be read"))?;
    let part_name = format!("site-{}{PART}", fingerprint::short(&part));
    fs::write(dist.join(&part_name), part).about(&part_name)?;
    let text = text_of(dist, "js")?;
    fs::write(&script.path, renamed(&text, &names) + &loader(&part_name)? + opener).about(script.path.display())?;
    let text = minified(&script.path)?;
    let html = wasm.replace(html, &module, "_bg.wasm")?;
    script.replace(&html, text.as_bytes(), ".js")
}

/// The program in one file, and the script that starts it when `starter` stands behind it. What Trunk wrote stays.
pub(crate) fn whole(dist: &Path, starter: &str) -> Result<(Vec<u8>, String)> {
    let wasm = only(dist, "wasm")?;
    let module = without_notes(&wasm.content).ok_or_else(|| failure("Trunk wrote WASM that can't be read"))?;
    let file = places::target().join("alone.wasm");
    let (module, names) =
        rename(&optimised(&file, &module)?).ok_or_else(|| failure("wasm-opt wrote WASM that can't be read"))?;
    let script = file.with_extension("js");
    fs::write(&script, renamed(&text_of(dist, "js")?, &names) + starter).about(script.display())?;
    Ok((module, minified(&script)?))
}

/// The text of the only file of a kind.
pub(crate) fn text_of(dist: &Path, extension: &str) -> Result<String> {
    let File { path, content } = only(dist, extension)?;
    String::from_utf8(content).about(path.display())
}

/// A script without what a browser doesn't need.
fn minified(script: &Path) -> Result<String> {
    let mut minify = node::program("terser/bin/terser");
    let text = run::quiet(minify.arg(script).args(["--module", "--compress", "passes=2", "--mangle"]))?;
    Ok(text.trim_end().to_owned())
}

/// Takes out of the program what the linker noted: it is for splitting, and larger than the program. `opener` goes behind
/// the script.
pub(crate) fn strip(html: &str, dist: &Path, opener: &str) -> Result<String> {
    let (wasm, script) = (only(dist, "wasm")?, only(dist, "js")?);
    let module = without_notes(&wasm.content).ok_or_else(|| failure("Trunk wrote WASM that can't be read"))?;
    let text = [&script.content, opener.as_bytes()].concat();
    let html = wasm.replace(html, &module, "_bg.wasm")?;
    script.replace(&html, &text, ".js")
}

/// A module as `wasm-opt` leaves it; the file is only written on the way.
fn optimised(file: &Path, module: &[u8]) -> Result<Vec<u8>> {
    fs::write(file, module).about(file.display())?;
    let mut optimise = node::program("binaryen/bin/wasm-opt");
    run::shown(optimise.args(OPTIMISE.split_whitespace()).arg(file).arg("-o").arg(file))?;
    fs::read(file).about(file.display())
}

/// What loads the part, to stand behind what wasm-bindgen wrote.
fn loader(part: &str) -> Result<String> {
    let path = places::root().join("site").join("part.js");
    let text = fs::read_to_string(&path).about(path.display())?;
    let filled = text.replace("PART", part);
    if filled == text {
        return Err(failure("site/part.js has no `PART` for the name of the part"));
    }
    Ok(filled)
}

/// A file as Trunk wrote it.
struct File {
    path: PathBuf,
    content: Vec<u8>,
}

/// The only file of a kind.
fn only(dist: &Path, extension: &str) -> Result<File> {
    let mut files = crate::compress::files(dist)?;
    files.retain(|file| file.extension().is_some_and(|it| it == extension));
    let [path] = <[PathBuf; 1]>::try_from(files)
        .map_err(|files| failure(format!("Trunk wrote {} files of `.{extension}`, not one", files.len())))?;
    let content = fs::read(&path).about(path.display())?;
    Ok(File { path, content })
}

impl File {
    /// Puts other content in the file's place, under the name that it asks for.
    fn replace(self, html: &str, content: &[u8], ending: &str) -> Result<String> {
        let Self { path, content: before } = self;
        let old = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let new = format!("site-{}{ending}", fingerprint::short(content));
        fs::remove_file(&path).about(path.display())?;
        fs::write(path.with_file_name(&new), content).about(&new)?;
        Ok(html.replace(&old, &new).replace(&fingerprint::integrity(&before), &fingerprint::integrity(content)))
    }
}

/// Renames every import and export of a WASM module, but for those that the part imports.
fn rename(module: &[u8]) -> Option<(Vec<u8>, Names)> {
    let mut names = Names::new();
    let mut written = module.get(..8)?.to_vec();
    let mut rest = Bytes(module.get(8..)?);
    while let Some(kind) = rest.byte() {
        let size = rest.number()?;
        let section = rest.take(size)?;
        let section = match kind {
            IMPORTS => renamed_section(section, 1, &mut names)?,
            EXPORTS => renamed_section(section, 0, &mut names)?,
            _ => section.to_vec(),
        };
        written.push(kind);
        put_number(&mut written, section.len());
        written.extend(section);
    }
    Some((written, names))
}

/// A module without the sections that hold the linker's notes.
pub(crate) fn without_notes(module: &[u8]) -> Option<Vec<u8>> {
    let mut written = module.get(..8)?.to_vec();
    let mut rest = Bytes(module.get(8..)?);
    while !rest.0.is_empty() {
        let whole = rest.0;
        let kind = rest.byte()?;
        let size = rest.number()?;
        let content = rest.take(size)?;
        let name = if kind == CUSTOM { Bytes(content).name()? } else { &[] };
        if !std::str::from_utf8(name).is_ok_and(split::is_note) {
            written.extend_from_slice(whole.get(..whole.len() - rest.0.len())?);
        }
    }
    Some(written)
}

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// Entries of some names that stay, one that changes, a kind, and numbers.
fn renamed_section(section: &[u8], staying: usize, names: &mut Names) -> Option<Vec<u8>> {
    let mut rest = Bytes(section);
    let count = rest.number()?;
    let mut written = Vec::with_capacity(section.len());
    put_number(&mut written, count);
    for _ in 0..count {
        for _ in 0..staying {
            put_name(&mut written, rest.name()?);
        }
        let next = short(names.len());
        let old = std::str::from_utf8(rest.name()?).ok()?;
        let new = if split::is_for_part(old) { old } else { names.entry(old.to_owned()).or_insert(next) };
        put_name(&mut written, new.as_bytes());
        let described = rest.0;
        let kind = rest.byte()?;
        // wasm-bindgen imports functions alone: one number follows. So it does after each exported kind.
        (staying == 0 || kind == 0).then_some(())?;
        rest.number()?;
        written.extend_from_slice(described.get(..described.len() - rest.0.len())?);
    }
    rest.0.is_empty().then_some(written)
}

/// `a` to `z`, `aa` to `zz`.
pub(crate) fn short(number: usize) -> String {
    let letter = |number: usize| char::from(b"abcdefghijklmnopqrstuvwxyz".get(number % 26).copied().unwrap_or(b'_'));
    match number / 26 {
        0 => letter(number).to_string(),
        more => format!("{}{}", short(more - 1), letter(number)),
    }
}

/// JavaScript with the new names where the old ones are keys, or members of `wasm`.
fn renamed(script: &str, names: &Names) -> String {
    let in_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut written = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(in_name) {
        let (before, tail) = rest.split_at(start);
        let (word, after) = tail.split_at(tail.find(|letter| !in_name(letter)).unwrap_or(tail.len()));
        written.push_str(before);
        let called = after.starts_with(':') || written.ends_with("wasm.");
        written.push_str(names.get(word).filter(|_| called).map_or(word, String::as_str));
        rest = after;
    }
    written + rest
}

/// Bytes of a WASM module, read from the front.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn name(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }

    /// A number in LEB128.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }
}

fn put_name(written: &mut Vec<u8>, name: &[u8]) {
    put_number(written, name.len());
    written.extend_from_slice(name);
}

fn put_number(written: &mut Vec<u8>, mut number: usize) {
    loop {
        let low = u8::try_from(number & 127).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            written.push(low);
            return;
        }
        written.push(low | 128);
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, put_name, put_number, rename, renamed, short, without_notes};

    #[test]
    fn only_the_notes_of_the_linker_are_taken_out() {
        let section = |name: &[u8]| {
            let mut content = Vec::new();
            put_name(&mut content, name);
            let mut section = vec![0];
            put_name(&mut section, &[&content, b"content".as_slice()].concat());
            section
        };
        let head = b"\0asm\x01\0\0\0".to_vec();
        let kept = [&head, b"\x01\x01\0".as_slice(), &section(b"name")].concat();
        let noted = [&kept, section(b"linking").as_slice(), &section(b"reloc.CODE")].concat();
        assert_eq!(without_notes(&noted), Some(kept));
        assert_eq!(without_notes(noted.get(..noted.len() - 1).unwrap_or_default()), None);
    }

    #[test]
    fn imports_and_exports_get_short_names() {
        let head = b"\0asm\x01\0\0\0";
        let section = |kind: u8, entries: &[&[u8]]| {
            let mut content = Vec::new();
            put_number(&mut content, entries.len());
            content.extend(entries.concat());
            let mut section = vec![kind];
            put_number(&mut section, content.len());
            section.extend(content);
            section
        };
        let entry = |names: &[&str], described: &[u8]| {
            let mut entry = Vec::new();
            for name in names {
                put_name(&mut entry, name.as_bytes());
            }
            entry.extend_from_slice(described);
            entry
        };
        let module = |first: &str, second: &str, memory: &str| {
            let first = entry(&["./site_bg.js", first], &[0, 3]);
            let second = entry(&["./site_bg.js", second], &[0, 0x80, 1]);
            let imports = section(2, &[&first, &second]);
            let exports = section(7, &[&entry(&[memory], &[2, 0])]);
            [head.as_slice(), &imports, &exports, &section(11, &[b"data"])].concat()
        };
        let long = "__wbg_closest_39824b16065066bc".repeat(5);
        let (written, names) = rename(&module("__wbg_altKey_423da1d67b588078", &long, "memory")).unwrap_or_default();
        assert_eq!(written, module("a", "b", "c"));
        assert_eq!(names.get("memory").map(String::as_str), Some("c"));
        assert_eq!(rename(b"\0asm\x01\0\0\0\x02\x7f"), None);
    }

    #[test]
    fn names_are_short_and_differ() {
        assert_eq!([0, 25, 26, 27, 701].map(short), ["a", "z", "aa", "ab", "zz"]);
    }

    #[test]
    fn only_what_wasm_calls_is_renamed() {
        let names = Names::from([("memory".to_owned(), "a".to_owned()), ("__wbg_get".to_owned(), "b".to_owned())]);
        let script = "const memory = wasm.memory.buffer, o = { __wbg_get: function() { return __wbg_get_2 } };";
        let expected = "const memory = wasm.a.buffer, o = { b: function() { return __wbg_get_2 } };";
        assert_eq!(renamed(script, &names), expected);
    }
}
