//! The file that the linker wrote, read: its sections, and its notes as they stand.

use super::at;
use super::linked::{Segment, segment, slots};
use crate::failure::{About as _, Result};
use std::collections::BTreeMap;
use std::ops::Range;
use wasmparser::{FunctionBody, KnownCustom, Linking, Name, Parser, Payload, RelocationEntry, SymbolInfo, TypeRef};

/// A module's sections, and the linker's notes.
#[derive(Default)]
pub(super) struct Sections<'a> {
    pub(super) module: &'a [u8],
    /// Where the content of each section starts.
    pub(super) starts: Vec<u64>,
    pub(super) code: Option<usize>,
    pub(super) data: Option<usize>,
    pub(super) imported: u32,
    pub(super) bodies: Vec<FunctionBody<'a>>,
    pub(super) names: BTreeMap<u32, &'a str>,
    pub(super) slots: BTreeMap<u32, u32>,
    /// Each segment, and where its bytes are in the module.
    pub(super) segments: Vec<(Segment<'a>, Range<u64>)>,
    pub(super) segment_names: Vec<&'a str>,
    pub(super) symbols: Vec<SymbolInfo<'a>>,
    pub(super) relocations: Vec<(usize, RelocationEntry)>,
}

impl<'a> Sections<'a> {
    /// Reads what the linker wrote.
    pub(super) fn read(module: &'a [u8]) -> Result<Self> {
        let mut sections = Self { module, ..Self::default() };
        for payload in Parser::new(0).parse_all(module) {
            sections.see(payload.about("what the linker wrote can't be read")?)?;
        }
        Ok(sections)
    }

    fn see(&mut self, payload: Payload<'a>) -> Result<()> {
        if let Some((_, range)) = payload.as_section() {
            self.starts.push(range.start);
        }
        let current = self.starts.len().checked_sub(1);
        self.take(payload, current).about("what the linker wrote can't be read")
    }

    fn take(&mut self, payload: Payload<'a>, current: Option<usize>) -> wasmparser::Result<()> {
        match payload {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    self.imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::ElementSection(section) => {
                for element in section {
                    self.slots.extend(slots(&element?, 0).unwrap_or_default());
                }
            }
            Payload::CodeSectionStart { .. } => self.code = current,
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::DataSection(section) => {
                self.data = current;
                for data in section {
                    let data = data?;
                    let length = u64::try_from(data.data.len()).unwrap_or(u64::MAX);
                    let bytes = data.range.end.saturating_sub(length)..data.range.end;
                    let nowhere = Segment { address: u32::MAX, bytes: &[] };
                    self.segments.push((segment(&data).unwrap_or(nowhere), bytes));
                }
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
                KnownCustom::Linking(notes) => {
                    for note in notes {
                        match note? {
                            Linking::SegmentInfo(segments) => {
                                for segment in segments {
                                    self.segment_names.push(segment?.name);
                                }
                            }
                            Linking::SymbolTable(symbols) => {
                                self.symbols = symbols.into_iter().collect::<wasmparser::Result<_>>()?;
                            }
                            _ => {}
                        }
                    }
                }
                KnownCustom::Reloc(relocations) => {
                    let of = at(relocations.section_index());
                    for relocation in relocations.entries() {
                        self.relocations.push((of, relocation?));
                    }
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }
}
