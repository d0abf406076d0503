//! Writes the program without what the part has.

use super::cut::Cut;
use super::linked::{Segment, segment, slots};
use super::{Encoded, Impossible, at, count, is_note, name};
use wasm_encoder::reencode::{Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, ExportSection, Function, Instruction, Module,
    TableSection,
};
use wasmparser::{FunctionBody, Parser};

/// What stands where the part's data will. Were anything read too early, every test would see it. After brotli it is as
/// small as to leave the bytes out, which takes a segment more for each gap.
const NOTHING: u8 = b'?';

/// Writes the program that stays.
pub(super) fn write(cut: &Cut<'_>, module: &[u8]) -> Encoded<Vec<u8>, Impossible> {
    let mut program = Module::new();
    let mut writer = Program { cut, next: cut.whole.imported() };
    writer.parse_core_module(&mut program, Parser::new(0), module)?;
    Ok(program.finish())
}

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
        let whole = self.cut.whole;
        let imported = whole.tables.len() - usize::try_from(section.count()).unwrap_or(0);
        for (table, index) in section.into_iter().zip(count(imported)..) {
            let mut table = table?;
            if index == whole.table() {
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

    /// Each function of the part leaves its slot to one that can't be called: they are all alike in this file.
    fn parse_element(
        &mut self,
        elements: &mut ElementSection,
        element: wasmparser::Element<'_>,
    ) -> Encoded<(), Impossible> {
        let table = self.cut.whole.table();
        let Some(slots) = slots(&element, table) else { return utils::parse_element(self, elements, element) };
        let Some((start, _)) = slots.first().copied() else { return Ok(()) };
        let gone = |function: &u32| self.cut.is_gone(*function);
        let trap = slots.iter().map(|(_, function)| *function).find(gone);
        let kept = |(_, function): (u32, u32)| trap.filter(|_| gone(&function)).unwrap_or(function);
        let functions: Vec<u32> = slots.into_iter().map(kept).collect();
        let start = ConstExpr::i32_const(start.cast_signed());
        elements.active(Some(table).filter(|table| *table > 0), &start, Elements::Functions(functions.into()));
        Ok(())
    }

    fn parse_data(&mut self, data: &mut DataSection, datum: wasmparser::Data<'_>) -> Encoded<(), Impossible> {
        let Some(Segment { address, bytes }) = segment(&datum) else { return utils::parse_data(self, data, datum) };
        let mut kept = bytes.to_vec();
        for place in &self.cut.data {
            let (Some(start), Some(end)) = (place.start.checked_sub(address), place.end.checked_sub(address)) else {
                continue;
            };
            if let Some(gone) = kept.get_mut(at(start)..at(end)) {
                gone.fill(NOTHING);
            }
        }
        data.active(0, &ConstExpr::i32_const(address.cast_signed()), kept);
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        module: &mut Module,
        section: wasmparser::CustomSectionReader<'_>,
    ) -> Encoded<(), Impossible> {
        if is_note(section.name()) {
            return Ok(());
        }
        utils::parse_custom_section(self, module, section)
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Encoded<(), Impossible> {
        let function = self.next;
        self.next += 1;
        let stub = self.cut.slot(function);
        if stub.is_none() && !self.cut.is_gone(function) {
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
            instead.instruction(&Instruction::CallIndirect { type_index: of, table_index: whole.table() });
        } else {
            // Nothing calls this any more; wasm-opt takes it out, but for the one that stands in the table.
            instead.instruction(&Instruction::Unreachable);
        }
        instead.instruction(&Instruction::End);
        code.function(&instead);
        Ok(())
    }
}
