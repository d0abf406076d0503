//! A small program with notes as the linker writes them, taken apart.

use super::linked::Linked;
use super::whole::is_at;
use super::{Split, is_for_part, split};
use crate::failure::{About as _, Result};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, Encode as _, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction, MemArg,
    MemArgTarget, MemorySection, MemoryType, Module, NameMap, NameSection, RefType, TableSection, TableType,
    TypeSection, ValType,
};
use wasmparser::{DataKind, ElementItems, ElementKind, Operator, Parser, Payload, Validator};

const DOOR: &str = "_ZN3app4part4door17h0123456789abcdefE";

/// The name of each function, its type, and the slot it is in.
const FUNCTIONS: [(&str, u32, Option<u32>); 8] = [
    ("kept", 1, None),
    (DOOR, 0, None),
    ("only", 1, None),
    ("both", 1, None),
    ("in_table_for_only", 1, Some(1)),
    ("in_table_for_kept", 1, Some(2)),
    ("in_table_for_data", 1, Some(3)),
    ("in_table_for_nobody", 1, Some(4)),
];

/// Where each datum is and how long. The third holds slot 3 and the address of the fourth; what is at 2080 belongs to
/// nobody; the last can be written to, and holds the address of the sixth.
const DATA: [(u32, u32); 7] = [(2048, 8), (2056, 8), (2064, 8), (2072, 8), (2084, 6), (2110, 6), (4096, 4)];

/// The code of each function. `kept` calls `both` and the door; the door calls what is imported, `only`, and something
/// in the table; `only` calls `both`.
fn code() -> Vec<Vec<Instruction<'static>>> {
    use Instruction::{Call, CallIndirect, Drop, End, GlobalGet, I32Const, I32Load, LocalGet};
    let kept = vec![I32Const(2048), Drop, I32Const(2056), Drop, I32Const(2), Drop, Call(4), LocalGet(0), Call(2), End];
    let door = vec![Call(0), Call(3), GlobalGet(1), CallIndirect { type_index: 1, table_index: 0 }, End];
    let door = [vec![I32Const(2056), Drop, I32Const(2064), Drop, LocalGet(0)], door].concat();
    let load = I32Load(MemArg { offset: 2084, align: 2, target: MemArgTarget::default(), ordering: None });
    vec![
        [vec![LocalGet(0)], kept].concat(),
        door,
        vec![I32Const(1), Drop, LocalGet(0), Call(4), End],
        vec![LocalGet(0), End],
        vec![LocalGet(0), load, End],
        vec![LocalGet(0), End],
        vec![LocalGet(0), End],
        vec![LocalGet(0), End],
    ]
}

/// Puts a program together.
fn program(code: &[Vec<Instruction<'_>>], names: &[&str]) -> Module {
    let (mut types, mut imports, mut functions) = (TypeSection::new(), ImportSection::new(), FunctionSection::new());
    types.ty().function([ValType::I32, ValType::I32], [ValType::I32]);
    types.ty().function([ValType::I32], [ValType::I32]);
    imports.import("js", "imported", EntityType::Function(1));
    let (mut bodies, mut written) = (CodeSection::new(), NameMap::new());
    for (index, ((_, of, _), (instructions, name))) in (1..).zip(FUNCTIONS.iter().zip(code.iter().zip(names))) {
        functions.function(*of);
        let mut body = Function::new([]);
        for instruction in instructions {
            body.instruction(instruction);
        }
        bodies.function(&body);
        written.append(index, name);
    }
    let (mut tables, mut memories, mut globals) = (TableSection::new(), MemorySection::new(), GlobalSection::new());
    let table = |element_type, minimum| TableType {
        element_type,
        table64: false,
        minimum,
        maximum: Some(minimum),
        shared: false,
    };
    tables.table(table(RefType::FUNCREF, 5)).table(table(RefType::EXTERNREF, 9));
    memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
    for _ in 0..2 {
        let of = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        globals.global(of, &ConstExpr::i32_const(0));
    }
    let (mut exports, mut elements, mut data) = (ExportSection::new(), ElementSection::new(), DataSection::new());
    exports.export("main", ExportKind::Func, 1);
    let in_table: Vec<u32> = (1..).zip(FUNCTIONS).filter(|(_, (_, _, slot))| slot.is_some()).map(|it| it.0).collect();
    elements.active(None, &ConstExpr::i32_const(1), Elements::Functions(in_table.into()));
    let constant = *b"for keptfor both\x03\0\0\0\x18\x08\0\0for part....loaded....................static";
    data.active(0, &ConstExpr::i32_const(2048), constant);
    data.active(0, &ConstExpr::i32_const(4096), 2110_u32.to_le_bytes());
    let mut section = NameSection::new();
    section.functions(&written);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&tables).section(&memories);
    module.section(&globals).section(&exports).section(&elements).section(&bodies).section(&data).section(&section);
    module
}

/// The program as it is in tests where nothing happened to it.
fn usual() -> Module {
    program(&code(), &FUNCTIONS.map(|(name, _, _)| name))
}

/// Adds notes. Each number that is an address of a datum or a slot is taken for just that.
fn with_notes(mut module: Module) -> Result<Vec<u8>> {
    let symbol = |address: u32| DATA.iter().position(|(start, _)| *start == address);
    let slot = |slot: u32| FUNCTIONS.iter().position(|(_, _, of)| *of == Some(slot)).map(|place| DATA.len() + place);
    let whole = module.clone().finish();
    let (mut in_code, mut in_data, mut section, mut start) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for payload in Parser::new(0).parse_all(&whole) {
        let payload = payload.about("not a module")?;
        if let Some((_, range)) = payload.as_section() {
            start = range.start;
        }
        match payload {
            Payload::CodeSectionEntry(body) => {
                let reader = body.get_operators_reader().about("code")?;
                for operator in reader.into_iter_with_offsets() {
                    let (operator, place) = operator.about("code")?;
                    let place = place - start + 1;
                    match operator {
                        Operator::I32Const { value } => {
                            let value = value.cast_unsigned();
                            in_code.extend(slot(value).map(|symbol| (1, place, symbol)));
                            in_code.extend(symbol(value).map(|symbol| (4, place, symbol)));
                        }
                        Operator::I32Load { memarg } => {
                            let value = u32::try_from(memarg.offset).about("offset")?;
                            in_code.extend(symbol(value).map(|symbol| (3, place + 1, symbol)));
                        }
                        _ => {}
                    }
                }
            }
            Payload::DataSection(_) => {
                let place = |bytes: &[u8]| whole.windows(bytes.len()).position(|window| window == bytes);
                let third = u64::try_from(place(b"\x03\0\0\0\x18\x08").unwrap_or_default()).about("place")? - start;
                let last = u64::try_from(place(b"\x3e\x08\0\0").unwrap_or_default()).about("place")? - start;
                in_data = vec![(2, third, DATA.len() + 6), (5, third + 4, 3), (5, last, 5)];
            }
            _ => {}
        }
    }
    let number = |value: usize, into: &mut Vec<u8>| value.encode(into);
    // Names, alignments and flags of segments.
    let mut segments = vec![2];
    for name in [".rodata", ".data"] {
        name.encode(&mut segments);
        segments.extend([0, 0]);
    }
    let mut symbols = Vec::new();
    number(DATA.len() + FUNCTIONS.len(), &mut symbols);
    for (start, size) in DATA {
        symbols.extend([1, 0]);
        "datum".encode(&mut symbols);
        let (segment, offset) = if start < 4096 { (0_u32, start - 2048) } else { (1, start - 4096) };
        segment.encode(&mut symbols);
        offset.encode(&mut symbols);
        size.encode(&mut symbols);
    }
    for (index, (name, _, _)) in (1_u32..).zip(FUNCTIONS) {
        symbols.extend([0, 0]);
        index.encode(&mut symbols);
        name.encode(&mut symbols);
    }
    section.push(2);
    for (kind, content) in [(5, segments), (8, symbols)] {
        section.push(kind);
        content.as_slice().encode(&mut section);
    }
    module.section(&CustomSection { name: "linking".into(), data: section.into() });
    for (name, of, relocations) in [("reloc.CODE", 8, in_code), ("reloc.DATA", 9, in_data)] {
        let mut section = vec![of];
        number(relocations.len(), &mut section);
        for (kind, place, symbol) in relocations {
            section.push(kind);
            number(usize::try_from(place).about("place")?, &mut section);
            number(symbol, &mut section);
            if kind > 2 {
                section.push(0);
            }
        }
        module.section(&CustomSection { name: name.into(), data: section.into() });
    }
    Ok(module.finish())
}

/// The constant data that stay, and the slots that the part fills, when a program is compared with the usual notes.
fn cut(program: Module) -> Result<(String, Vec<String>)> {
    cut_by(&with_notes(usual())?, program)
}

/// The same, with other notes.
fn cut_by(linked: &[u8], program: Module) -> Result<(String, Vec<String>)> {
    let Split { program, part } = split(linked, &program.finish(), &["app::part::door"])?;
    let program = words(&program)?;
    let data = program.iter().find_map(|word| word.strip_prefix("I32Const { value: 2048 } for kept"));
    let slots = words(&part)?.into_iter().filter(|word| word.ends_with(']'));
    let slots = slots.map(|word| word.replace("I32Const { value: ", "").replace(" }", "")).collect();
    Ok((data.unwrap_or_default().to_owned(), slots))
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
            Payload::DataSection(section) => {
                for data in section {
                    let data = data.about("data")?;
                    if let DataKind::Active { offset_expr, .. } = data.kind {
                        let at = offset_expr.get_operators_reader().read().about("offset")?;
                        words.push(format!("{at:?} {}", data.data.escape_ascii()));
                    }
                }
            }
            Payload::CustomSection(section) if section.name() != "name" => words.push(section.name().to_owned()),
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
    let linked = with_notes(usual())?;
    let Split { program, part } = split(&linked, &linked, &["app::part::door"])?;
    assert_eq!(
        words(&program)?,
        [
            "js.imported",
            "table of 6 to Some(6)",
            "table of 9 to Some(9)",
            "main = Func 1",
            "A = Memory 0",
            "B = Table 0",
            "C = Global 1",
            "D = Func 0",
            "E = Func 4",
            // Slots 1 and 3 get the same function, which traps.
            "I32Const { value: 1 } [5, 6, 5, 8]",
            "LocalGet { local_index: 0 } I32Const { value: 2048 } Drop I32Const { value: 2056 } Drop \
             I32Const { value: 2 } Drop Call { function_index: 4 } LocalGet { local_index: 0 } \
             Call { function_index: 2 } End",
            "LocalGet { local_index: 0 } LocalGet { local_index: 1 } I32Const { value: 5 } \
             CallIndirect { type_index: 0, table_index: 0 } End",
            "Unreachable End",
            "LocalGet { local_index: 0 } End",
            "Unreachable End",
            "LocalGet { local_index: 0 } End",
            "Unreachable End",
            "LocalGet { local_index: 0 } End",
            "I32Const { value: 2048 } for keptfor both????????????????....??????....................static",
            r"I32Const { value: 4096 } >\x08\x00\x00",
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
            "I32Const { value: 1 } [4]",
            "I32Const { value: 3 } [5]",
            "I32Const { value: 5 } [2]",
            "I32Const { value: 2056 } Drop I32Const { value: 2064 } Drop LocalGet { local_index: 0 } \
             Call { function_index: 0 } Call { function_index: 3 } GlobalGet { global_index: 0 } \
             CallIndirect { type_index: 1, table_index: 0 } End",
            "I32Const { value: 1 } Drop LocalGet { local_index: 0 } Call { function_index: 1 } End",
            "LocalGet { local_index: 0 } \
             I32Load { memarg: MemArg { align: 2, max_align: 2, offset: 2084, target: Memory(0), ordering: None } } End",
            "LocalGet { local_index: 0 } End",
            // Four bytes between two data are written once more, as they are.
            r"I32Const { value: 2064 } \x03\x00\x00\x00\x18\x08\x00\x00for part....loaded",
        ]
    );
    Ok(())
}

#[test]
fn a_function_that_is_not_what_it_was_keeps_whatever_its_numbers_could_mean() -> Result<()> {
    let names = FUNCTIONS.map(|(name, _, _)| name);
    let instead = |old, new| names.map(|name| if name == old { new } else { name });
    let is = |data: &str, slots: &[&str]| (data.to_owned(), slots.iter().map(|it| (*it).to_owned()).collect());
    let usual = is("for both????????????????....??????....................static", &["1 [4]", "3 [5]", "5 [2]"]);
    assert_eq!(cut(program(&code(), &names))?, usual);
    // The end of the fourth datum, and slot 3, which leads to nothing else.
    for (number, cut_there) in [
        (2080, is("for both????????for part....??????....................static", &["1 [4]", "3 [5]", "5 [2]"])),
        (3, is("for both????????????????....??????....................static", &["1 [4]", "5 [2]"])),
    ] {
        let mut other = code();
        if let Some(kept) = other.first_mut() {
            kept.splice(0..0, [Instruction::I32Const(number), Instruction::Drop]);
        }
        assert_eq!(cut(program(&other, &names))?, cut_there, "{number}");
    }
    // A function that was dropped may have told JavaScript of slot 1, and what is there uses the fifth datum.
    let loaded = is("for both????????????????....loaded....................static", &["3 [4]", "5 [2]"]);
    assert_eq!(cut(program(&code(), &instead("only", "new")))?, loaded);
    // A name that two functions have tells nothing of either.
    assert_eq!(cut(program(&code(), &instead("both", "only")))?, loaded);
    // What isn't in the slot any more that the linker gave it stays.
    assert_eq!(cut(program(&code(), &instead("in_table_for_data", "new")))?.1, ["1 [4]", "5 [2]"]);
    Ok(())
}

#[test]
fn a_number_that_could_be_an_address_counts_as_one_without_a_note() -> Result<()> {
    let mut code = code();
    if let Some(kept) = code.first_mut() {
        kept.splice(0..0, [Instruction::I32Const(2086), Instruction::Drop]);
    }
    let program = program(&code, &FUNCTIONS.map(|(name, _, _)| name));
    let (data, _) = cut_by(&with_notes(program.clone())?, program)?;
    assert_eq!(data, "for both????????????????....loaded....................static");
    Ok(())
}

#[test]
fn notes_that_are_missing_or_wrong_are_errors() -> Result<()> {
    let linked = with_notes(usual())?;
    let message = |linked: &[u8], program: &[u8]| {
        split(linked, program, &["app::part::door"]).err().map(|error| error.to_string()).unwrap_or_default()
    };
    assert!(message(&usual().finish(), &linked).contains("--emit-relocs"));
    let mut data = linked.clone();
    if let Some(place) = data.windows(8).position(|bytes| bytes == b"for kept") {
        data.splice(place..=place, *b"F");
    }
    assert!(message(&linked, &data).contains("the data aren't those that the linker wrote"));
    assert!(Linked::read(&linked).is_ok() && Linked::read(b"no module").is_err());
    // Another number where the address of the second datum is said to stand.
    let mut code = linked.clone();
    if let Some(place) = code.windows(3).position(|bytes| bytes == b"\x41\x88\x10") {
        code.splice(place..place + 3, *b"\x41\x89\x10");
    }
    assert!(message(&code, &linked).contains("MemoryAddrSleb"), "{}", message(&code, &linked));
    // No name is what it was.
    let names = FUNCTIONS.map(|(name, _, _)| if name == DOOR { name } else { "new" });
    let strange = program(&super::tests::code(), &names).finish();
    assert!(message(&linked, &strange).contains("aren't those of the linker"));
    Ok(())
}

#[test]
fn a_door_that_is_not_there_is_an_error() -> Result<()> {
    let linked = with_notes(usual())?;
    let message = split(&linked, &linked, &["app::part::door", "app::inlined"]).map_err(|error| error.to_string());
    assert!(message.is_err_and(|message| message.contains("`app::inlined`")));
    assert!(split(b"no module", b"no module", &[]).is_err());
    Ok(())
}

#[test]
fn names_are_told_apart() {
    let name = "_ZN1a1b17h0123456789abcdefE";
    assert!(is_at(name, "a::b") && !is_at(name, "a") && !is_at(name, "a::b::c") && !is_at("a::b", "a::b"));
    assert!(!is_at("_ZN1a1b28_$u7b$$u7b$closure$u7d$$u7d$17h0123456789abcdefE", "a::b"));
    assert!(is_for_part("AB") && !is_for_part("memory") && !is_for_part("__wbindgen_free"));
}
