//! What the first load holds of modules that come later.
//!
//! The program is taken apart by what reaches what: one reference is enough, such as a table of functions that is asked for its
//! length, and everything behind it stays in the first file without a word. That once cost 60,000 bytes after brotli.

use crate::failure::{About as _, Result, failure};
use crate::parts;
use std::collections::BTreeMap;
use std::fs;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Modules whose code is for parts that are loaded on demand, as paths of Rust.
const LATER: [&str; 21] = [
    "exchange::bill",
    "exchange::export",
    "exchange::file",
    "exchange::table",
    "explain::capacity",
    "explain::commitment",
    "explain::comparison",
    "site::bill",
    "site::brief",
    "site::compare",
    "site::field::choice",
    "site::field::kind",
    "site::field::number",
    "site::field::picker",
    "site::kept",
    "site::notices",
    "site::organization::capacity",
    "site::organization::commitment",
    "site::organization::elsewhere",
    "site::organization::offers",
    "site::organization::services",
];

/// How many bytes of one such module may stay: functions that the linker took for one bear the name of either.
const MOST: usize = 1_000;

/// Fails where the first file of the last build has more than a little of a module that comes later.
pub(crate) fn check() -> Result<()> {
    let file = parts::first();
    let module = fs::read(&file)
        .map_err(|error| failure(format!("{}: {error}", file.display())).mend("type: cargo xtask build"))?;
    let held = held(&sizes(&module).about(file.display())?);
    if held.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = held.iter().map(|(module, bytes)| format!("  {module}: {bytes} bytes")).collect();
    Err(failure(format!("the first load holds code of parts that come later:\n{}", lines.join("\n")))
        .mend("look for what of it the first view calls or names, such as a table with its functions"))
}

/// Modules that come later with the bytes of their functions, where those are more than a little.
fn held(functions: &[(String, usize)]) -> BTreeMap<&'static str, usize> {
    let of = |module: &str| {
        let own = functions.iter().filter(|(name, _)| is_in(name, module));
        own.map(|(_, bytes)| bytes).sum::<usize>()
    };
    LATER.into_iter().map(|module| (module, of(module))).filter(|(_, bytes)| *bytes > MOST).collect()
}

/// Whether a function, by its name in Rust, belongs to a module: `site::bill::read::file`, `<site::bill::Read as Drop>::drop`.
fn is_in(function: &str, module: &str) -> bool {
    let path = function.trim_start_matches(['<', '&']);
    path.strip_prefix(module).is_some_and(|rest| rest.starts_with("::"))
}

/// The functions of a module by their names in Rust, each with the length of its code.
fn sizes(module: &[u8]) -> wasmparser::Result<Vec<(String, usize)>> {
    let (mut imported, mut bodies, mut names) = (0_usize, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes().len()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(all) = section.as_known() else { continue };
                for name in all {
                    let Name::Function(functions) = name? else { continue };
                    for function in functions {
                        let function = function?;
                        names.insert(usize::try_from(function.index).unwrap_or(usize::MAX), function.name);
                    }
                }
            }
            _ => {}
        }
    }
    let functions = bodies.into_iter().enumerate().filter_map(|(place, length)| {
        let name = names.get(&(imported + place))?;
        Some((format!("{:#}", rustc_demangle::demangle(name)), length))
    });
    Ok(functions.collect())
}

#[cfg(test)]
mod tests {
    use super::{held, is_in, sizes};

    #[test]
    fn a_function_belongs_to_the_module_that_its_path_begins_with() {
        assert!(is_in("site::bill::read::file", "site::bill"));
        assert!(is_in("<site::bill::Read as core::ops::Drop>::drop", "site::bill"));
        assert!(!is_in("site::billed::card", "site::bill"));
        assert!(!is_in("core::iter::Map<site::bill::Read>::next", "site::bill"));
    }

    #[test]
    fn little_of_a_module_is_let_pass() {
        let functions = |bytes| vec![("site::bill::a".to_owned(), 600), ("site::bill::b::c".to_owned(), bytes)];
        assert!(held(&functions(400)).is_empty());
        assert_eq!(held(&functions(401)).into_iter().collect::<Vec<_>>(), [("site::bill", 1_001)]);
    }

    #[test]
    fn functions_have_the_length_of_their_code() {
        // One function that does nothing, and the name section that calls it `_ZN4site4bill4readE`.
        let name = b"_ZN4site4bill4readE";
        let mut module = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a\x04\x01\x02\0\x0b".to_vec();
        let functions = [&[1, 0, 19][..], name].concat();
        let named = [&b"\x04name\x01"[..], &[22], &functions].concat();
        module.extend([0, 29]);
        module.extend(named);
        assert_eq!(sizes(&module).ok(), Some(vec![("site::bill::read".to_owned(), 2)]));
        assert!(sizes(b"\0asm\x01\0\0\0\x0a\x05").is_err());
    }
}
