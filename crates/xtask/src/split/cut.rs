//! Where a program is cut, and what its two files share.

use super::known::Known;
use super::linked::Segment;
use super::whole::{Seen, Whole};
use super::{at, count};
use std::collections::BTreeSet;
use std::ops::Range;
use wasmparser::ExternalKind;

/// How many bytes that stay may stand between two data of the part for them to be one segment: as a segment of its own
/// the second would cost as many. They are constant, so to write them once more changes nothing.
const GAP: u32 = 8;

/// Where a program is cut.
pub(super) struct Cut<'a> {
    pub(super) whole: &'a Whole<'a>,
    /// The functions whose stubs stay. They get the slots behind the table.
    pub(super) doors: Vec<u32>,
    /// The functions of the part, in its order: the doors too.
    pub(super) deferred: Vec<u32>,
    /// Where the data of the part are, in order.
    pub(super) data: Vec<Range<u32>>,
    /// What the program exports for the part: the order of a kind is that of the part's imports.
    pub(super) shared: Vec<(ExternalKind, u32)>,
}

impl<'a> Cut<'a> {
    pub(super) fn new(known: &Known<'a>, doors: BTreeSet<u32>) -> Self {
        let whole = known.whole;
        let behind = known.only_behind(&doors);
        let mut seen = Seen { tables: BTreeSet::from([whole.table()]), ..Seen::default() };
        for named in behind.functions.iter().filter_map(|function| whole.named(*function)) {
            seen.add(named);
        }
        let called = seen.functions.difference(&behind.functions).copied();
        let of = |kind| move |index| (kind, index);
        let mut shared: Vec<_> = (0..count(whole.memories.len())).map(of(ExternalKind::Memory)).collect();
        shared.extend(seen.tables.into_iter().map(of(ExternalKind::Table)));
        shared.extend(seen.globals.into_iter().map(of(ExternalKind::Global)));
        shared.extend(called.map(of(ExternalKind::Func)));
        let data = behind.data.iter().filter_map(|place| known.data.get(*place)).map(|datum| datum.place.clone());
        Self {
            whole,
            doors: doors.into_iter().collect(),
            data: data.collect(),
            deferred: behind.functions.into_iter().collect(),
            shared,
        }
    }

    /// Where something that is shared stands among the part's imports of its kind.
    pub(super) fn place(&self, kind: ExternalKind, index: u32) -> Option<usize> {
        let mut of_kind = self.shared.iter().filter(|(other, _)| *other == kind);
        of_kind.position(|(_, other)| *other == index)
    }

    /// The size of the table before.
    fn slots(&self) -> u64 {
        self.whole.tables.get(at(self.whole.table())).map_or(0, |table| table.initial)
    }

    /// The slot of a door.
    pub(super) fn slot(&self, function: u32) -> Option<u64> {
        let place = self.doors.iter().position(|door| *door == function)?;
        Some(self.slots() + u64::from(count(place)))
    }

    /// Whether nothing of a function stays, not even a stub.
    pub(super) fn is_gone(&self, function: u32) -> bool {
        self.deferred.binary_search(&function).is_ok() && !self.doors.contains(&function)
    }

    /// The slots that the part fills: those of its own functions that were in the table, and those of the doors.
    pub(super) fn filled(&self) -> Vec<(u64, Vec<u32>)> {
        let own = self.whole.slots.iter().filter(|(_, function)| self.is_gone(**function));
        let own = own.map(|(slot, function)| (u64::from(*slot), *function));
        let mut filled: Vec<(u64, Vec<u32>)> = Vec::new();
        for (slot, function) in own.chain((self.slots()..).zip(self.doors.iter().copied())) {
            match filled.last_mut() {
                Some((start, functions)) if *start + u64::from(count(functions.len())) == slot => {
                    functions.push(function);
                }
                _ => filled.push((slot, vec![function])),
            }
        }
        filled
    }

    /// The data of the part as segments.
    pub(super) fn segments(&self) -> Vec<Segment<'a>> {
        let mut segments = Vec::new();
        for whole in &self.whole.segments {
            let mut joined: Vec<Range<u32>> = Vec::new();
            for place in self.data.iter().filter(|place| whole.address <= place.start && place.end <= whole.end()) {
                match joined.last_mut() {
                    Some(before) if place.start - before.end <= GAP => before.end = place.end,
                    _ => joined.push(place.clone()),
                }
            }
            segments.extend(joined.into_iter().filter_map(|place| {
                let bytes = whole.bytes.get(at(place.start - whole.address)..at(place.end - whole.address))?;
                Some(Segment { address: place.start, bytes })
            }));
        }
        segments
    }
}
