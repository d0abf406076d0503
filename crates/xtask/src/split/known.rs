//! Who uses which data and which slots of the table, in the program as wasm-bindgen left it.
//!
//! The linker's notes are about the program as it was before. wasm-bindgen moves functions, changes some, adds some and
//! drops some, but leaves memory as it is. So a function is found again by its name, and what it uses is believed only
//! if it names no other numbers than before. Any other function uses whatever its numbers could mean.

use super::linked::{Datum, Linked, Uses, datum_at};
use super::whole::{Seen, Whole};
use super::{at, count};
use crate::failure::{About as _, Result, failure};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a program.
pub(super) struct Known<'a> {
    pub(super) whole: &'a Whole<'a>,
    pub(super) data: Vec<Datum>,
    /// What each function uses that isn't imported.
    uses: Vec<Uses>,
    /// What is needed from the start.
    roots: Reached,
}

/// What is reached from somewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Reached {
    pub(super) functions: BTreeSet<u32>,
    /// Places in [`Known::data`].
    pub(super) data: BTreeSet<usize>,
}

impl<'a> Known<'a> {
    /// Relates what the linker noted to a program.
    pub(super) fn new(whole: &'a Whole<'a>, linked: Linked<'_>) -> Result<Self> {
        if whole.segments != linked.segments {
            return Err(failure("the data aren't those that the linker wrote"));
        }
        let Linked { mut functions, unknown: mut roots, data, slots, .. } = linked;
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for name in whole.names.values() {
            *named.entry(name).or_default() += 1;
        }
        let mut strange = 0_usize;
        let mut uses = Vec::with_capacity(whole.bodies.len());
        for (function, seen) in (whole.imported()..).zip(&whole.named) {
            let name = whole.names.get(&function).copied().filter(|name| named.get(name) == Some(&1));
            let before = name.and_then(|name| functions.get_mut(name));
            let numbers = before.as_ref().map(|before| Seen::in_body(&before.body)).transpose();
            let numbers = numbers.about("what the linker wrote can't be read")?.unwrap_or_default().numbers;
            uses.push(match before {
                Some(before) if seen.numbers.is_subset(&numbers) => {
                    before.found = true;
                    let mut uses = before.uses.clone();
                    // Any other number that could be an address. So far only 0x110000 is, which stands for no `char`.
                    let others = seen.numbers.difference(&uses.numbers).copied().collect();
                    uses.add(guessed(&others, &data, &BTreeSet::new()));
                    uses
                }
                _ => {
                    strange += 1;
                    guessed(&seen.numbers, &data, &seen.numbers)
                }
            });
        }
        if strange * 4 > whole.bodies.len() {
            return Err(failure(format!("{strange} of {} functions aren't those of the linker", whole.bodies.len())));
        }
        // What was dropped may have told JavaScript of what it used.
        for function in functions.into_values().filter(|function| !function.found) {
            roots.add(function.uses);
        }
        let mut known = Self { whole, data, uses, roots: Reached::default() };
        known.roots = known.used(&roots);
        known.roots.functions.extend(&whole.roots.functions);
        for (slot, function) in &whole.slots {
            if slots.get(slot).copied() != whole.names.get(function).copied() {
                known.roots.functions.insert(*function);
            }
        }
        known.roots.data.extend((0..).zip(&known.data).filter(|(_, datum)| !datum.constant).map(|(place, _)| place));
        Ok(known)
    }

    /// The functions and the data that uses are about.
    fn used(&self, uses: &Uses) -> Reached {
        Reached {
            functions: uses.slots.iter().filter_map(|slot| self.whole.slots.get(slot)).copied().collect(),
            data: uses.addresses.iter().filter_map(|address| datum_at(&self.data, *address)).collect(),
        }
    }

    /// What is only needed once one of these functions is called.
    pub(super) fn only_behind(&self, doors: &BTreeSet<u32>) -> Reached {
        let first = self.reached(self.roots.clone(), doors);
        let start = Reached { functions: doors.clone(), data: BTreeSet::new() };
        let behind = self.reached(start.clone(), &BTreeSet::new());
        // What nobody reaches is left alone, and with it what it leads to.
        let mut roots = self.roots.clone();
        let nowhere = |function: &u32| !first.functions.contains(function) && !behind.functions.contains(function);
        roots.functions.extend((self.whole.imported()..count(self.whole.functions.len())).filter(nowhere));
        roots.data.extend((0..self.data.len()).filter(|it| !first.data.contains(it) && !behind.data.contains(it)));
        let first = self.reached(roots, doors);
        let deferred = |function: &u32| {
            doors.contains(function) || (self.whole.body(*function).is_some() && !first.functions.contains(function))
        };
        Reached {
            functions: behind.functions.into_iter().filter(deferred).collect(),
            data: behind.data.difference(&first.data).copied().collect(),
        }
    }

    /// What is reached from somewhere, by way of functions that aren't doors.
    fn reached(&self, from: Reached, doors: &BTreeSet<u32>) -> Reached {
        let mut functions: Vec<u32> = from.functions.iter().copied().collect();
        let mut data: Vec<usize> = from.data.iter().copied().collect();
        let mut reached = from;
        let none = Uses::default();
        loop {
            let (called, uses) = if let Some(function) = functions.pop() {
                let own = function.checked_sub(self.whole.imported());
                let Some(uses) = own.and_then(|own| self.uses.get(at(own))).filter(|_| !doors.contains(&function))
                else {
                    continue;
                };
                (self.whole.named(function), uses)
            } else if let Some(datum) = data.pop() {
                (None, self.data.get(datum).map_or(&none, |datum| &datum.uses))
            } else {
                return reached;
            };
            let mut next = self.used(uses);
            next.functions.extend(called.into_iter().flat_map(|seen| &seen.functions));
            functions.extend(next.functions.iter().filter(|it| reached.functions.insert(**it)));
            data.extend(next.data.iter().filter(|it| reached.data.insert(**it)));
        }
    }
}

/// Whatever numbers could mean: the end of bytes is as good as their start.
fn guessed(numbers: &BTreeSet<u32>, data: &[Datum], slots: &BTreeSet<u32>) -> Uses {
    let mut uses = Uses { slots: slots.clone(), ..Uses::default() };
    for number in numbers {
        for address in [*number, number.saturating_sub(1)] {
            let datum = datum_at(data, address).and_then(|place| data.get(place));
            uses.addresses.extend(datum.map(|datum| datum.place.start));
        }
    }
    uses
}
