//! One program in two files: what the first load needs, and a part that is fetched when it is asked for.
//!
//! The program is linked once. Then each *door*, a function that leads to what is seldom needed, is replaced by a stub
//! that calls a slot of its own in the function table. What only doors lead to goes to the part. It shares memory, table
//! and stack with the program, and fills the slots when it is instantiated. A stub that is called earlier would trap, so
//! a door asks in Rust for proof that the part is there: see `answer::Here`.
//!
//! What is called by its place in the table (methods of `dyn`, what formats a value) stays, and so do data: nobody knows
//! any more who uses them.

use crate::failure::{About as _, Result, failure};
use crate::program::short;
use std::collections::{BTreeMap, BTreeSet};
use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, ElementSection, Elements, EntityType, ExportSection, Function,
    FunctionSection, ImportSection, Instruction, Module, NameMap, NameSection, TableSection, TypeSection,
};
use wasmparser::{
    CompositeInnerType, ExternalKind, FunctionBody, GlobalType, KnownCustom, MemoryType, Name, Parser, Payload,
    RefType, TableType, TypeRef,
};

/// The module that the part imports from: the program, as `site/part.js` calls it.
const PROGRAM: &str = "a";

/// The two files.
#[derive(Debug)]
pub(crate) struct Split {
    pub(crate) program: Vec<u8>,
    pub(crate) part: Vec<u8>,
}

/// Whether this export is there for the part. Its name is short as it is; no other one begins so.
pub(crate) fn is_for_part(export: &str) -> bool {
    export.starts_with(|letter: char| letter.is_ascii_uppercase())
}

/// Splits a program at doors that are given by their paths in Rust.
pub(crate) fn split(module: &[u8], doors: &[&str]) -> Result<Split> {
    let whole = Whole::read(module).about("the program can't be read")?;
    let cut = Cut::new(&whole, whole.find(doors)?).about("the program can't be split")?;
    let mut program = Module::new();
    let mut writer = Program { cut: &cut, next: whole.imported() };
    writer.parse_core_module(&mut program, Parser::new(0), module).about("the program can't be written")?;
    let part = Part { cut: &cut }.write().about("the part can't be written")?;
    Ok(Split { program: program.finish(), part: part.finish() })
}

/// What is needed to know of a module; indices count imports first.
#[derive(Default)]
struct Whole<'a> {
    /// How many parameters each type of function has, and the types as they are written.
    parameters: Vec<usize>,
    types: TypeSection,
    /// The type of each function.
    functions: Vec<u32>,
    tables: Vec<TableType>,
    memories: Vec<MemoryType>,
    globals: Vec<GlobalType>,
    bodies: Vec<FunctionBody<'a>>,
    names: BTreeMap<u32, &'a str>,
    /// What the linker says of the features that the code uses.
    features: Option<&'a [u8]>,
    /// What is reached from outside, or through the table.
    roots: Seen,
}

/// Functions, tables and globals that code names.
#[derive(Clone, Debug, Default)]
struct Seen {
    functions: BTreeSet<u32>,
    tables: BTreeSet<u32>,
    globals: BTreeSet<u32>,
}

type Encoded<T, E> = std::result::Result<T, reencode::Error<E>>;
type Impossible = std::convert::Infallible;

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
}

impl<'a> Whole<'a> {
    fn read(module: &'a [u8]) -> Encoded<Self, Impossible> {
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
                self.roots.parse_element_section(&mut ElementSection::new(), section)?;
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
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

    /// How many functions are imported.
    fn imported(&self) -> u32 {
        count(self.functions.len() - self.bodies.len())
    }

    fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies.get(usize::try_from(function.checked_sub(self.imported())?).ok()?)
    }

    /// The functions with these paths. Each must be there: inlining makes a function disappear.
    fn find(&self, paths: &[&str]) -> Result<BTreeSet<u32>> {
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

    /// What code names that is reached from some functions, by way of functions that aren't in `not_through`.
    fn reached(&self, from: &BTreeSet<u32>, not_through: &BTreeSet<u32>) -> Encoded<Seen, Impossible> {
        let mut seen = Seen { functions: from.clone(), ..Seen::default() };
        let mut next: Vec<u32> = from.iter().copied().collect();
        while let Some(function) = next.pop() {
            let Some(body) = self.body(function).filter(|_| !not_through.contains(&function)) else { continue };
            let mut named = Seen::default();
            named.parse_function_body(&mut CodeSection::new(), body.clone())?;
            next.extend(named.functions.difference(&seen.functions));
            seen.functions.extend(named.functions);
            seen.tables.extend(named.tables);
            seen.globals.extend(named.globals);
        }
        Ok(seen)
    }
}

/// Whether a symbol's name is this path, behind which the compiler may put a hash.
fn is_at(name: &str, path: &str) -> bool {
    let hash = name.strip_prefix(path);
    hash.is_some_and(|hash| hash.is_empty() || (hash.starts_with("::h") && hash.len() == "::h0123456789abcdef".len()))
}

/// Where a program is cut.
struct Cut<'a> {
    whole: &'a Whole<'a>,
    /// The function table, its size before, and the functions that get the slots behind it.
    table: u32,
    slots: u64,
    doors: Vec<u32>,
    /// The functions of the part, in its order.
    deferred: Vec<u32>,
    /// What the program exports for the part: the order of a kind is that of the part's imports.
    shared: Vec<(ExternalKind, u32)>,
}

impl<'a> Cut<'a> {
    fn new(whole: &'a Whole<'a>, doors: BTreeSet<u32>) -> Encoded<Self, Impossible> {
        let mut stays = whole.reached(&whole.roots.functions, &doors)?.functions;
        stays.retain(|function| !doors.contains(function));
        let seen = whole.reached(&doors, &stays)?;
        let table = whole.tables.iter().position(|table| table.element_type == RefType::FUNCREF).unwrap_or(0);
        let mut shared: Vec<_> =
            (0..count(whole.memories.len())).map(|memory| (ExternalKind::Memory, memory)).collect();
        let tables: BTreeSet<u32> = seen.tables.into_iter().chain([count(table)]).collect();
        shared.extend(tables.into_iter().map(|table| (ExternalKind::Table, table)));
        shared.extend(seen.globals.into_iter().map(|global| (ExternalKind::Global, global)));
        let (called, deferred): (Vec<_>, Vec<_>) = seen
            .functions
            .into_iter()
            .partition(|function| stays.contains(function) || whole.body(*function).is_none());
        shared.extend(called.into_iter().map(|function| (ExternalKind::Func, function)));
        Ok(Self {
            whole,
            table: count(table),
            slots: whole.tables.get(table).map_or(0, |table| table.initial),
            doors: doors.into_iter().collect(),
            deferred,
            shared,
        })
    }

    /// Where something that is shared stands among the part's imports of its kind.
    fn place(&self, kind: ExternalKind, index: u32) -> Option<usize> {
        let mut of_kind = self.shared.iter().filter(|(other, _)| *other == kind);
        of_kind.position(|(_, other)| *other == index)
    }

    /// The slot of a door.
    fn slot(&self, function: u32) -> Option<u64> {
        let place = self.doors.iter().position(|door| *door == function)?;
        Some(self.slots + u64::from(count(place)))
    }
}

/// Writes the program without what is deferred.
struct Program<'a> {
    cut: &'a Cut<'a>,
    /// The function whose body comes next.
    next: u32,
}

impl Reencode for Program<'_> {
    type Error = Impossible;

    fn parse_table_section(
        &mut self,
        tables: &mut TableSection,
        section: wasmparser::TableSectionReader<'_>,
    ) -> Encoded<(), Impossible> {
        let imported = self.cut.whole.tables.len() - usize::try_from(section.count()).unwrap_or(0);
        for (table, index) in section.into_iter().zip(count(imported)..) {
            let mut table = table?;
            if index == self.cut.table {
                let more = u64::from(count(self.cut.doors.len()));
                table.ty.initial += more;
                table.ty.maximum = table.ty.maximum.map(|maximum| maximum + more);
            }
            self.parse_table(tables, table)?;
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Encoded<(), Impossible> {
        utils::parse_export_section(self, exports, section)?;
        for (place, (kind, index)) in self.cut.shared.iter().enumerate() {
            exports.export(&name(place), utils::export_kind(self, *kind), *index);
        }
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Encoded<(), Impossible> {
        let function = self.next;
        self.next += 1;
        let stub = self.cut.slot(function);
        if stub.is_none() && !self.cut.deferred.contains(&function) {
            return utils::parse_function_body(self, code, body);
        }
        let mut instead = Function::new([]);
        if let Some(slot) = stub {
            let whole = self.cut.whole;
            let of = whole.functions.get(at(function)).copied().unwrap_or(0);
            for parameter in 0..whole.parameters.get(at(of)).copied().unwrap_or(0) {
                instead.instruction(&Instruction::LocalGet(count(parameter)));
            }
            instead.instruction(&Instruction::I32Const(slot.try_into().unwrap_or(0)));
            instead.instruction(&Instruction::CallIndirect { type_index: of, table_index: self.cut.table });
        } else {
            // Nothing leads here any more; wasm-opt takes it out.
            instead.instruction(&Instruction::Unreachable);
        }
        instead.instruction(&Instruction::End);
        code.function(&instead);
        Ok(())
    }
}

/// Writes the part.
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
        let doors: Vec<u32> = cut.doors.iter().map(|door| self.function_index(*door)).collect::<Encoded<_, _>>()?;
        let table = self.table_index(cut.table)?;
        let mut elements = ElementSection::new();
        let slot = ConstExpr::i32_const(cut.slots.try_into().unwrap_or(0));
        elements.active(Some(table).filter(|table| *table > 0), &slot, Elements::Functions(doors.into()));
        let mut section = NameSection::new();
        section.functions(&names);
        let mut part = Module::new();
        part.section(&whole.types).section(&imports).section(&functions).section(&elements).section(&code);
        part.section(&section);
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

/// What the program calls what it gives to the part.
fn name(place: usize) -> String {
    short(place).to_uppercase()
}

/// No module has four billion of anything.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn at(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Split, is_at, is_for_part, split};
    use crate::failure::{About as _, Result};
    use wasm_encoder::{
        CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
        FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction, MemorySection, MemoryType, Module,
        NameMap, NameSection, RefType, TableSection, TableType, TypeSection, ValType,
    };
    use wasmparser::{ElementItems, ElementKind, Parser, Payload, Validator};

    /// `kept` calls `both` and the door; the door calls what is imported, `only`, and something in the table; `only`
    /// calls `both`. What is in the table stays, though nobody else calls it.
    fn program() -> Vec<u8> {
        use Instruction::{Call, CallIndirect, End, GlobalGet, LocalGet};
        let (mut types, mut imports, mut functions) =
            (TypeSection::new(), ImportSection::new(), FunctionSection::new());
        types.ty().function([ValType::I32, ValType::I32], [ValType::I32]);
        types.ty().function([ValType::I32], [ValType::I32]);
        imports.import("js", "imported", EntityType::Function(1));
        let bodies: [(&str, u32, &[Instruction<'_>]); 5] = [
            ("app::kept", 1, &[LocalGet(0), Call(4), LocalGet(0), Call(2), End]),
            (
                "app::part::door::h0123456789abcdef",
                0,
                &[LocalGet(0), Call(0), Call(3), GlobalGet(1), CallIndirect { type_index: 1, table_index: 0 }, End],
            ),
            ("app::part::only", 1, &[LocalGet(0), Call(4), End]),
            ("app::both", 1, &[LocalGet(0), End]),
            ("app::part::in_table", 1, &[LocalGet(0), End]),
        ];
        let (mut code, mut names) = (CodeSection::new(), NameMap::new());
        for (index, (name, of, instructions)) in (1..).zip(bodies) {
            functions.function(of);
            let mut body = Function::new([]);
            for instruction in instructions {
                body.instruction(instruction);
            }
            code.function(&body);
            names.append(index, name);
        }
        let (mut tables, mut memories, mut globals) = (TableSection::new(), MemorySection::new(), GlobalSection::new());
        let table = |element_type, minimum| TableType {
            element_type,
            table64: false,
            minimum,
            maximum: Some(minimum),
            shared: false,
        };
        tables.table(table(RefType::FUNCREF, 2)).table(table(RefType::EXTERNREF, 9));
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        for _ in 0..2 {
            let of = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
            globals.global(of, &ConstExpr::i32_const(0));
        }
        let (mut exports, mut elements) = (ExportSection::new(), ElementSection::new());
        exports.export("main", ExportKind::Func, 1);
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions([5][..].into()));
        let mut section = NameSection::new();
        section.functions(&names);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables).section(&memories);
        module.section(&globals).section(&exports).section(&elements).section(&code).section(&section);
        module.finish()
    }

    /// What a module asks for and gives, and the code of its functions.
    fn words(module: &[u8]) -> Result<Vec<String>> {
        Validator::new().validate_all(module).about("not valid")?;
        let mut words = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload.about("not a module")? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import.about("import")?;
                        words.push(format!("{}.{}", import.module, import.name));
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export.about("export")?;
                        words.push(format!("{} = {:?} {}", export.name, export.kind, export.index));
                    }
                }
                Payload::TableSection(section) => {
                    for table in section {
                        let table = table.about("table")?.ty;
                        words.push(format!("table of {} to {:?}", table.initial, table.maximum));
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        let element = element.about("element")?;
                        if let (ElementItems::Functions(functions), ElementKind::Active { offset_expr, .. }) =
                            (element.items, element.kind)
                        {
                            let at = offset_expr.get_operators_reader().read().about("offset")?;
                            let functions: Vec<_> = functions.into_iter().flatten().collect();
                            words.push(format!("{at:?} {functions:?}"));
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let operators = body.get_operators_reader().about("code")?;
                    let operators: Vec<_> = operators.into_iter().flatten().map(|it| format!("{it:?}")).collect();
                    words.push(operators.join(" "));
                }
                _ => {}
            }
        }
        Ok(words)
    }

    #[test]
    fn a_door_becomes_a_stub_and_what_only_it_reaches_goes_to_the_part() -> Result<()> {
        let Split { program, part } = split(&program(), &["app::part::door"])?;
        assert_eq!(
            words(&program)?,
            [
                "js.imported",
                "table of 3 to Some(3)",
                "table of 9 to Some(9)",
                "main = Func 1",
                "A = Memory 0",
                "B = Table 0",
                "C = Global 1",
                "D = Func 0",
                "E = Func 4",
                "I32Const { value: 1 } [5]",
                "LocalGet { local_index: 0 } Call { function_index: 4 } LocalGet { local_index: 0 } \
                 Call { function_index: 2 } End",
                "LocalGet { local_index: 0 } LocalGet { local_index: 1 } I32Const { value: 2 } \
                 CallIndirect { type_index: 0, table_index: 0 } End",
                "Unreachable End",
                "LocalGet { local_index: 0 } End",
                "LocalGet { local_index: 0 } End",
            ]
        );
        assert_eq!(
            words(&part)?,
            [
                "a.A",
                "a.B",
                "a.C",
                "a.D",
                "a.E",
                "I32Const { value: 2 } [2]",
                "LocalGet { local_index: 0 } Call { function_index: 0 } Call { function_index: 3 } \
                 GlobalGet { global_index: 0 } CallIndirect { type_index: 1, table_index: 0 } End",
                "LocalGet { local_index: 0 } Call { function_index: 1 } End",
            ]
        );
        Ok(())
    }

    #[test]
    fn a_door_that_is_not_there_is_an_error() {
        let message = split(&program(), &["app::part::door", "app::inlined"]).map_err(|error| error.to_string());
        assert!(message.is_err_and(|message| message.contains("`app::inlined`")));
        assert!(split(b"no module", &[]).is_err());
    }

    #[test]
    fn names_are_told_apart() {
        assert!(is_at("a::b", "a::b") && is_at("a::b::h0123456789abcdef", "a::b"));
        assert!(!is_at("a::b::c", "a::b") && !is_at("a::bc", "a::b") && !is_at("a::b::{{closure}}", "a::b"));
        assert!(is_for_part("AB") && !is_for_part("memory") && !is_for_part("__wbindgen_free"));
    }
}
