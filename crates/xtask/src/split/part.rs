//! Writes the part: the functions and the data that only doors lead to.

use super::cut::Cut;
use super::{Encoded, PROGRAM, at, count, name};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, EntityType, FunctionSection,
    ImportSection, Module, NameMap, NameSection,
};
use wasmparser::{ExternalKind, TableType};

/// Writes the part.
pub(super) fn write(cut: &Cut<'_>) -> Encoded<Vec<u8>, &'static str> {
    Ok(Part { cut }.write()?.finish())
}

struct Part<'a> {
    cut: &'a Cut<'a>,
}

impl Part<'_> {
    fn write(mut self) -> Encoded<Module, &'static str> {
        let cut = self.cut;
        let whole = cut.whole;
        let mut imports = ImportSection::new();
        for (place, (kind, index)) in cut.shared.iter().enumerate() {
            let of = match kind {
                ExternalKind::Table => {
                    let table = whole.tables.get(at(*index)).copied().ok_or_else(missing)?;
                    EntityType::Table(self.table_type(TableType { maximum: None, ..table })?)
                }
                ExternalKind::Memory => {
                    let memory = whole.memories.get(at(*index)).copied().ok_or_else(missing)?;
                    EntityType::Memory(self.memory_type(memory)?)
                }
                ExternalKind::Global => {
                    let global = whole.globals.get(at(*index)).copied().ok_or_else(missing)?;
                    EntityType::Global(self.global_type(global)?)
                }
                _ => EntityType::Function(whole.functions.get(at(*index)).copied().ok_or_else(missing)?),
            };
            imports.import(PROGRAM, &name(place), of);
        }
        let (mut functions, mut code, mut names) = (FunctionSection::new(), CodeSection::new(), NameMap::new());
        for function in &cut.deferred {
            functions.function(whole.functions.get(at(*function)).copied().ok_or_else(missing)?);
            self.parse_function_body(&mut code, whole.body(*function).cloned().ok_or_else(missing)?)?;
            if let Some(name) = whole.names.get(function) {
                names.append(self.function_index(*function)?, name);
            }
        }
        let table = Some(self.table_index(whole.table())?).filter(|table| *table > 0);
        let mut elements = ElementSection::new();
        for (slot, functions) in cut.filled() {
            let own = functions.into_iter().map(|function| self.function_index(function));
            let own: Vec<u32> = own.collect::<Encoded<_, _>>()?;
            let slot = ConstExpr::i32_const(slot.try_into().unwrap_or(0));
            elements.active(table, &slot, Elements::Functions(own.into()));
        }
        let mut data = DataSection::new();
        for segment in cut.segments() {
            data.active(0, &ConstExpr::i32_const(segment.address.cast_signed()), segment.bytes.iter().copied());
        }
        let mut section = NameSection::new();
        section.functions(&names);
        let mut part = Module::new();
        part.section(&whole.types).section(&imports).section(&functions).section(&elements).section(&code);
        part.section(&data).section(&section);
        if let Some(features) = whole.features {
            part.section(&CustomSection { name: "target_features".into(), data: features.into() });
        }
        Ok(part)
    }

    fn import(&self, kind: ExternalKind, index: u32) -> Encoded<u32, &'static str> {
        self.cut.place(kind, index).map(count).ok_or_else(missing)
    }
}

impl Reencode for Part<'_> {
    type Error = &'static str;

    fn function_index(&mut self, function: u32) -> Encoded<u32, &'static str> {
        let imported = self.cut.shared.iter().filter(|(kind, _)| *kind == ExternalKind::Func).count();
        let own = self.cut.deferred.iter().position(|other| *other == function);
        own.map_or_else(|| self.import(ExternalKind::Func, function), |place| Ok(count(imported + place)))
    }

    fn table_index(&mut self, table: u32) -> Encoded<u32, &'static str> {
        self.import(ExternalKind::Table, table)
    }

    fn global_index(&mut self, global: u32) -> Encoded<u32, &'static str> {
        self.import(ExternalKind::Global, global)
    }
}

/// What is shared is collected from the same code that is written then.
fn missing() -> reencode::Error<&'static str> {
    reencode::Error::UserError("the part needs what the program doesn't give it")
}
