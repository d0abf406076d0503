//! What the linker knows of a program and no later tool: which bytes are one string or one table, and who refers to them.
//!
//! With `--emit-relocs` it writes down each place where an address or a slot of the function table stands, and what is
//! meant there. Each of these notes is compared with what really stands at the place, so that nothing is misread.

use super::at;
use super::notes::Sections;
use crate::failure::{Result, failure};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{
    BinaryReader, Data, DataKind, Element, ElementItems, ElementKind, Operator, RelocationEntry, RelocationType,
    SymbolInfo,
};

/// What the linker notes, and what it is about.
#[derive(Default)]
pub(super) struct Linked<'a> {
    /// What each function uses, by the function's name. A name that two functions have isn't here.
    pub(super) functions: BTreeMap<&'a str, Function<'a>>,
    /// What is used by functions that no name tells apart, and by bytes that belong to nothing known.
    pub(super) unknown: Uses,
    /// In the order of their addresses; no two overlap.
    pub(super) data: Vec<Datum>,
    /// The names of the functions in the table.
    pub(super) slots: BTreeMap<u32, &'a str>,
    pub(super) segments: Vec<Segment<'a>>,
}

/// A function as the linker wrote it.
pub(super) struct Function<'a> {
    pub(super) body: wasmparser::FunctionBody<'a>,
    pub(super) uses: Uses,
    /// Whether it was found again in the program.
    pub(super) found: bool,
}

/// The addresses of data, and slots of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Uses {
    pub(super) addresses: BTreeSet<u32>,
    pub(super) slots: BTreeSet<u32>,
    /// What stands in the code for the addresses: somewhere in the data, or beside them where code adds the rest.
    pub(super) numbers: BTreeSet<u32>,
}

impl Uses {
    pub(super) fn add(&mut self, other: Self) {
        self.addresses.extend(other.addresses);
        self.slots.extend(other.slots);
        self.numbers.extend(other.numbers);
    }
}

/// Bytes that are one thing: those of a symbol, or of symbols that overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Datum {
    pub(super) place: Range<u32>,
    /// Nobody writes here.
    pub(super) constant: bool,
    pub(super) uses: Uses,
}

/// Bytes that are in memory from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    pub(super) address: u32,
    pub(super) bytes: &'a [u8],
}

impl Segment<'_> {
    /// Where it ends.
    pub(super) fn end(&self) -> u32 {
        self.address.saturating_add(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX))
    }
}

/// The datum to which an address belongs, among data in order. The end counts too: nobody says what is meant by it.
pub(super) fn datum_at(data: &[Datum], address: u32) -> Option<usize> {
    let after = data.partition_point(|datum| datum.place.start <= address);
    let place = after.checked_sub(1)?;
    data.get(place).filter(|datum| address <= datum.place.end).map(|_| place)
}

/// A segment of which everything about its place is known.
pub(super) fn segment<'a>(data: &Data<'a>) -> Option<Segment<'a>> {
    let DataKind::Active { memory_index: 0, offset_expr } = &data.kind else { return None };
    Some(Segment { address: constant(offset_expr)?, bytes: data.data })
}

/// The slots that an element segment fills, if everything about them is known.
pub(super) fn slots(element: &Element<'_>, table: u32) -> Option<Vec<(u32, u32)>> {
    let ElementKind::Active { table_index, offset_expr } = &element.kind else { return None };
    let ElementItems::Functions(functions) = &element.items else { return None };
    let functions: Vec<u32> = functions.clone().into_iter().collect::<wasmparser::Result<_>>().ok()?;
    (table_index.unwrap_or(0) == table).then_some(())?;
    Some((constant(offset_expr)?..).zip(functions).collect())
}

fn constant(expression: &wasmparser::ConstExpr<'_>) -> Option<u32> {
    let mut operators = expression.get_operators_reader();
    let Operator::I32Const { value } = operators.read().ok()? else { return None };
    matches!(operators.read(), Ok(Operator::End)).then_some(value.cast_unsigned())
}

impl<'a> Linked<'a> {
    /// Reads what the linker wrote.
    pub(super) fn read(module: &'a [u8]) -> Result<Self> {
        Sections::read(module)?.related().map_err(|error| {
            error.mend("see `rust_flags` in crates/xtask/src/site.rs and crates/xtask/src/split/linked.rs")
        })
    }
}

impl<'a> Sections<'a> {
    /// Puts together who uses what.
    fn related(self) -> Result<Linked<'a>> {
        if self.relocations.is_empty() || self.symbols.is_empty() || self.segment_names.len() != self.segments.len() {
            return Err(failure("the linker didn't write down who uses what (`--emit-relocs`)"));
        }
        let mut data = self.data();
        let mut unknown = Uses::default();
        let mut of_functions = vec![Uses::default(); self.bodies.len()];
        for (section, relocation) in &self.relocations {
            let start = self.starts.get(*section).copied().unwrap_or(u64::MAX);
            let place = start.saturating_add(relocation.offset.into());
            let user = if Some(*section) == self.code {
                let after = self.bodies.partition_point(|body| body.range().start <= place);
                after.checked_sub(1).and_then(|function| of_functions.get_mut(function))
            } else if Some(*section) == self.data {
                let datum = self.address(place).and_then(|address| datum_at(&data, address));
                datum.and_then(|datum| data.get_mut(datum)).map(|datum| &mut datum.uses)
            } else {
                // What notes say of other notes, for a debugger.
                continue;
            };
            let user = user.unwrap_or(&mut unknown);
            match self.meant(relocation, place)? {
                Meant::Address { address, number } => {
                    user.addresses.insert(address);
                    user.numbers.insert(number);
                }
                Meant::Slot(slot) => {
                    user.slots.insert(slot);
                }
                Meant::Other => {}
            }
        }
        let mut functions = BTreeMap::new();
        let mut doubtful = BTreeSet::new();
        for ((index, body), uses) in (self.imported..).zip(self.bodies).zip(of_functions) {
            let name = self.names.get(&index).copied().unwrap_or_default();
            if doubtful.contains(name) || name.is_empty() {
                unknown.add(uses);
            } else if let Some(other) = functions.insert(name, Function { body, uses, found: false }) {
                unknown.add(other.uses);
                unknown.add(functions.remove(name).map(|function: Function<'_>| function.uses).unwrap_or_default());
                doubtful.insert(name);
            }
        }
        let named = |(slot, function): (&u32, &u32)| Some((*slot, *self.names.get(function)?));
        Ok(Linked {
            functions,
            unknown,
            data,
            slots: self.slots.iter().filter_map(named).collect(),
            segments: self.segments.into_iter().map(|(segment, _)| segment).collect(),
        })
    }

    /// What symbols say of the bytes.
    fn data(&self) -> Vec<Datum> {
        let mut places: Vec<(Range<u32>, bool)> = Vec::new();
        for symbol in &self.symbols {
            let SymbolInfo::Data { symbol: Some(symbol), .. } = symbol else { continue };
            let (Some((segment, _)), Some(name)) =
                (self.segments.get(at(symbol.index)), self.segment_names.get(at(symbol.index)))
            else {
                continue;
            };
            let start = segment.address.saturating_add(symbol.offset);
            let constant = *name == ".rodata";
            if symbol.size > 0 {
                places.push((start..start.saturating_add(symbol.size), constant));
            }
        }
        places.sort_by_key(|(place, _)| (place.start, place.end));
        let mut data: Vec<Datum> = Vec::new();
        for (place, constant) in places {
            match data.last_mut() {
                Some(before) if place.start < before.place.end => {
                    before.place.end = before.place.end.max(place.end);
                    before.constant &= constant;
                }
                _ => data.push(Datum { place, constant, uses: Uses::default() }),
            }
        }
        data
    }

    /// The address of a place in the module.
    fn address(&self, place: u64) -> Option<u32> {
        let (segment, bytes) = self.segments.iter().find(|(_, bytes)| bytes.contains(&place))?;
        segment.address.checked_add(u32::try_from(place - bytes.start).ok()?)
    }

    /// What is meant at a place, where just that must stand.
    fn meant(&self, relocation: &RelocationEntry, place: u64) -> Result<Meant> {
        use RelocationType as Type;
        let there = self.value(relocation.ty, place);
        let symbol = self.symbols.get(at(relocation.index));
        match (relocation.ty, symbol) {
            (
                Type::MemoryAddrLeb | Type::MemoryAddrSleb | Type::MemoryAddrI32,
                Some(SymbolInfo::Data { symbol: Some(symbol), .. }),
            ) => {
                let (segment, _) =
                    self.segments.get(at(symbol.index)).ok_or_else(|| failure("a symbol is in no segment"))?;
                let address = segment.address.wrapping_add(symbol.offset);
                let addend = u32::try_from(relocation.addend & i64::from(u32::MAX)).unwrap_or_default();
                if let Some(number) = there.filter(|there| *there == address.wrapping_add(addend)) {
                    return Ok(Meant::Address { address, number });
                }
            }
            (Type::TableIndexSleb | Type::TableIndexI32, Some(SymbolInfo::Func { index, .. })) => {
                if let Some(slot) = there.filter(|slot| self.slots.get(slot) == Some(index)) {
                    return Ok(Meant::Slot(slot));
                }
            }
            (Type::FunctionIndexLeb, Some(SymbolInfo::Func { .. }))
            | (Type::GlobalIndexLeb, Some(SymbolInfo::Global { .. }))
            | (Type::TableNumberLeb, Some(SymbolInfo::Table { .. }))
            | (Type::TypeIndexLeb, _) => return Ok(Meant::Other),
            _ => {}
        }
        Err(failure(format!("the linker notes {:?} of {symbol:?} where {there:?} stands", relocation.ty)))
    }

    /// The number that stands at a place.
    fn value(&self, of: RelocationType, place: u64) -> Option<u32> {
        let start = usize::try_from(place).ok()?;
        let bytes = self.module.get(start..start.checked_add(of.extent())?)?;
        let mut reader = BinaryReader::new(bytes, 0);
        match of {
            RelocationType::MemoryAddrLeb => reader.read_var_u32().ok(),
            RelocationType::MemoryAddrSleb | RelocationType::TableIndexSleb => {
                reader.read_var_i32().ok().map(i32::cast_unsigned)
            }
            RelocationType::MemoryAddrI32 | RelocationType::TableIndexI32 => reader.read_u32().ok(),
            _ => None,
        }
    }
}

/// What a number stands for.
enum Meant {
    /// The bytes of the symbol that starts at this address.
    Address { address: u32, number: u32 },
    /// The function in this slot of the table.
    Slot(u32),
    /// What code says of itself: the functions it calls, and types.
    Other,
}
