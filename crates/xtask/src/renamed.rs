//! Short names for what a program and its script call each other by.
//!
//! wasm-bindgen's names end in the 16 digits of a hash, and Rust's in another. Brotli can't make those smaller, and they stand in both
//! files. terser shortens them in the script and keeps a list; here the program gets the same names.

use crate::failure::{About as _, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::Path;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, Import, ImportSectionReader, Parser};

/// What terser shortens: the names of wasm-bindgen and of Rust.
pub(crate) const SHORTENED: &str = "regex=/^(__wb|_ZN)/";

/// terser's list.
#[derive(Deserialize)]
struct List {
    props: Properties,
}

#[derive(Deserialize)]
struct Properties {
    /// Names in the script by those before, each of which has a `$` before it.
    props: BTreeMap<String, String>,
}

/// Gives what a module imports and exports the names that terser's list has for it.
///
/// # Errors
/// Where the list or the module can't be read.
pub(crate) fn renamed(module: &[u8], list: &Path) -> Result<Vec<u8>> {
    let text = fs::read_to_string(list).about(list.display())?;
    let List { props } = serde_json::from_str(&text).about(list.display())?;
    Renaming(props.props).of(module).about("the page's program")
}

struct Renaming(BTreeMap<String, String>);

impl Renaming {
    fn of(mut self, module: &[u8]) -> std::result::Result<Vec<u8>, Error<Infallible>> {
        let mut written = Module::new();
        self.parse_core_module(&mut written, Parser::new(0), module)?;
        Ok(written.finish())
    }

    fn name(&self, name: &str) -> String {
        self.0.get(&format!("${name}")).map_or(name, String::as_str).to_owned()
    }
}

impl Reencode for Renaming {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> std::result::Result<(), Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            let name = self.name(import.name);
            self.parse_import(imports, Import { name: &name, ..import })?;
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> std::result::Result<(), Error<Infallible>> {
        let name = self.name(export.name);
        utils::parse_export(self, exports, Export { name: &name, ..export })
    }
}

#[cfg(test)]
mod tests {
    use super::Renaming;
    use std::collections::BTreeMap;

    /// A module that imports the function `env.NAME` and exports it as `out`.
    fn module(name: &str, out: &str) -> Vec<u8> {
        let text = |text: &str| [&[u8::try_from(text.len()).unwrap_or_default()], text.as_bytes()].concat();
        let section =
            |id: u8, content: &[u8]| [&[id, u8::try_from(content.len()).unwrap_or_default()], content].concat();
        let imports = [vec![1], text("env"), text(name), vec![0, 0]].concat();
        let exports = [vec![1], text(out), vec![0, 0]].concat();
        let types = section(1, &[1, 0x60, 0, 0]);
        [b"\0asm\x01\0\0\0".to_vec(), types, section(2, &imports), section(7, &exports)].concat()
    }

    #[test]
    fn imports_and_exports_get_the_names_of_the_list() {
        let names = [("$__wbg_now_0123456789abcdef", "a"), ("$_ZN4invoke", "b")];
        let names: BTreeMap<String, String> = names.map(|(from, to)| (from.to_owned(), to.to_owned())).into();
        let renamed = |module: &[u8]| Renaming(names.clone()).of(module).ok();
        assert_eq!(renamed(&module("__wbg_now_0123456789abcdef", "_ZN4invoke")), Some(module("a", "b")));
        assert_eq!(renamed(&module("memory", "main")), Some(module("memory", "main")), "others keep theirs");
        assert_eq!(renamed(b"\0asm"), None);
    }
}
