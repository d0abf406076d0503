//! What is needed to know of a program to take it apart: its sections, and what its code names.

use super::linked::{self, Segment};
use super::{Encoded, Impossible, count};
use crate::failure::{Result, failure};
use std::collections::{BTreeMap, BTreeSet};
use wasm_encoder::reencode::{Reencode, utils};
use wasm_encoder::{CodeSection, ElementSection, ExportSection, Instruction, MemArg, TypeSection};
use wasmparser::{
    CompositeInnerType, FunctionBody, GlobalType, KnownCustom, MemoryType, Name, Operator, Parser, Payload, RefType,
    TableType, TypeRef,
};

/// What is needed to know of a module; indices count imports first.
#[derive(Default)]
pub(super) struct Whole<'a> {
    /// How many parameters each type of function has, and the types as they are written.
    pub(super) parameters: Vec<usize>,
    pub(super) types: TypeSection,
    /// The type of each function.
    pub(super) functions: Vec<u32>,
    pub(super) tables: Vec<TableType>,
    pub(super) memories: Vec<MemoryType>,
    pub(super) globals: Vec<GlobalType>,
    pub(super) bodies: Vec<FunctionBody<'a>>,
    /// What each body names.
    pub(super) named: Vec<Seen>,
    pub(super) names: BTreeMap<u32, &'a str>,
    /// The function in each slot of the table that holds functions.
    pub(super) slots: BTreeMap<u32, u32>,
    pub(super) segments: Vec<Segment<'a>>,
    /// What the linker says of the features that the code uses.
    pub(super) features: Option<&'a [u8]>,
    /// What is reached from outside.
    pub(super) roots: Seen,
}

/// What code names: functions, tables, globals, and numbers that may be addresses or slots.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub(super) functions: BTreeSet<u32>,
    pub(super) tables: BTreeSet<u32>,
    pub(super) globals: BTreeSet<u32>,
    pub(super) numbers: BTreeSet<u32>,
}

impl Seen {
    /// What a body names.
    pub(super) fn in_body(body: &FunctionBody<'_>) -> Encoded<Self, Impossible> {
        let mut seen = Self::default();
        seen.parse_function_body(&mut CodeSection::new(), body.clone())?;
        Ok(seen)
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.functions.extend(&other.functions);
        self.tables.extend(&other.tables);
        self.globals.extend(&other.globals);
        self.numbers.extend(&other.numbers);
    }
}

impl Reencode for Seen {
    type Error = Impossible;

    fn function_index(&mut self, function: u32) -> Encoded<u32, Impossible> {
        self.functions.insert(function);
        Ok(function)
    }

    fn table_index(&mut self, table: u32) -> Encoded<u32, Impossible> {
        self.tables.insert(table);
        Ok(table)
    }

    fn global_index(&mut self, global: u32) -> Encoded<u32, Impossible> {
        self.globals.insert(global);
        Ok(global)
    }

    fn mem_arg(&mut self, place: wasmparser::MemArg) -> Encoded<MemArg, Impossible> {
        self.numbers.extend(u32::try_from(place.offset));
        utils::mem_arg(self, place)
    }

    fn instruction<'a>(&mut self, operator: Operator<'a>) -> Encoded<Instruction<'a>, Impossible> {
        if let Operator::I32Const { value } = operator {
            self.numbers.insert(value.cast_unsigned());
        }
        utils::instruction(self, operator)
    }
}

impl<'a> Whole<'a> {
    pub(super) fn read(module: &'a [u8]) -> Encoded<Self, Impossible> {
        let mut whole = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            whole.see(payload?)?;
        }
        Ok(whole)
    }

    fn see(&mut self, payload: Payload<'a>) -> Encoded<(), Impossible> {
        match payload {
            Payload::TypeSection(section) => {
                for group in section.clone() {
                    for of in group?.types() {
                        self.parameters.push(match &of.composite_type.inner {
                            CompositeInnerType::Func(function) => function.params().len(),
                            _ => 0,
                        });
                    }
                }
                self.roots.parse_type_section(&mut self.types, section)?;
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    match import?.ty {
                        TypeRef::Func(of) | TypeRef::FuncExact(of) => self.functions.push(of),
                        TypeRef::Table(of) => self.tables.push(of),
                        TypeRef::Memory(of) => self.memories.push(of),
                        TypeRef::Global(of) => self.globals.push(of),
                        TypeRef::Tag(_) => {}
                    }
                }
            }
            Payload::FunctionSection(section) => {
                for of in section {
                    self.functions.push(of?);
                }
            }
            Payload::TableSection(section) => {
                for table in section {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(section) => {
                for memory in section {
                    self.memories.push(memory?);
                }
            }
            Payload::GlobalSection(section) => {
                for global in section {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(section) => {
                self.roots.parse_export_section(&mut ExportSection::new(), section)?;
            }
            Payload::StartSection { func, .. } => {
                self.roots.functions.insert(func);
            }
            Payload::ElementSection(section) => {
                for element in section {
                    let element = element?;
                    match linked::slots(&element, self.table()) {
                        Some(slots) => self.slots.extend(slots),
                        None => self.roots.parse_element(&mut ElementSection::new(), element)?,
                    }
                }
            }
            Payload::DataSection(section) => {
                for data in section {
                    // A segment that nobody knows a place for makes the program differ from what the linker wrote.
                    self.segments.extend(linked::segment(&data?));
                }
            }
            Payload::CodeSectionEntry(body) => {
                self.named.push(Seen::in_body(&body)?);
                self.bodies.push(body);
            }
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Name(names) => {
                    for name in names {
                        if let Name::Function(names) = name? {
                            for name in names {
                                let name = name?;
                                self.names.insert(name.index, name.name);
                            }
                        }
                    }
                }
                _ if section.name() == "target_features" => self.features = Some(section.data()),
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    /// The table that holds functions.
    pub(super) fn table(&self) -> u32 {
        count(self.tables.iter().position(|table| table.element_type == RefType::FUNCREF).unwrap_or(0))
    }

    /// What a function names; nothing if it is imported.
    pub(super) fn named(&self, function: u32) -> Option<&Seen> {
        self.named.get(usize::try_from(function.checked_sub(self.imported())?).ok()?)
    }

    /// How many functions are imported.
    pub(super) fn imported(&self) -> u32 {
        count(self.functions.len() - self.bodies.len())
    }

    pub(super) fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies.get(usize::try_from(function.checked_sub(self.imported())?).ok()?)
    }

    /// The functions with these paths. Each must be there: inlining makes a function disappear.
    pub(super) fn find(&self, paths: &[&str]) -> Result<BTreeSet<u32>> {
        let mut found = BTreeSet::new();
        for path in paths {
            let before = found.len();
            found.extend(self.names.iter().filter(|(_, name)| is_at(name, path)).map(|(function, _)| *function));
            if found.len() == before {
                return Err(failure(format!("the program has no function `{path}` to load on demand"))
                    .mend("mark it `#[inline(never)]`, or correct DOORS in crates/xtask/src/program.rs"));
            }
        }
        Ok(found)
    }
}

/// Whether this is how the compiler writes a path in Rust: the length of each name before it, and a hash at the end.
pub(super) fn is_at(name: &str, path: &str) -> bool {
    let mut start = String::from("_ZN");
    for word in path.split("::") {
        start.push_str(&word.len().to_string());
        start.push_str(word);
    }
    let hash = name.strip_prefix(&start).and_then(|rest| rest.strip_suffix('E'));
    hash.is_some_and(|hash| hash.starts_with("17h") && hash.len() == "17h0123456789abcdef".len())
}
