//! Files as they come: packed or not, in pieces of any size. What is unpacked is handed on at once, so a file that unpacks to
//! a thousand times its size takes no more memory than another.

mod inflate;
mod zip;

use super::error::{BillError, Bound, Packing};
use super::stored;
use super::text::{Sink, Text};
use inflate::Gzip;
use zip::Zip;

/// Bytes of all of a file, unpacked: more than a month of the largest organisations.
const UNPACKED_MAX: u64 = 20_000_000_000;

/// How often a file may be packed within another.
const DEPTH_MAX: u8 = 3;

/// Bytes of a Parquet file, which is read whole.
const PARQUET_MAX: usize = 200_000_000;

/// A file that is being read.
pub(super) struct Content {
    depth: u8,
    state: State,
}

enum State {
    /// Too little to tell.
    Head(Vec<u8>),
    Gzip(Box<Gzip>, Box<Content>),
    Zip(Box<Zip>, Box<Content>),
    Parquet(Vec<u8>),
    Text(Text),
}

impl Content {
    pub(super) const fn new() -> Self {
        Self { depth: 0, state: State::Head(Vec::new()) }
    }

    const fn within(&self) -> Self {
        Self { depth: self.depth + 1, state: State::Head(Vec::new()) }
    }

    /// Reads a piece.
    pub(super) fn push(&mut self, bytes: &[u8], sink: &mut Sink<'_, '_>) -> Result<(), BillError> {
        if sink.file.bytes > UNPACKED_MAX {
            return Err(BillError::TooMuch(Bound::Unpacked, UNPACKED_MAX));
        }
        match &mut self.state {
            State::Head(head) => {
                head.extend_from_slice(bytes);
                if head.len() < 4 { Ok(()) } else { self.recognise(sink) }
            }
            State::Gzip(gzip, content) => gzip.push(bytes, |bytes| content.push(bytes, sink)),
            State::Zip(zip, content) => {
                let depth = self.depth;
                zip.push(bytes, |part| of_part(part, depth, content, sink))
            }
            State::Parquet(whole) => {
                if whole.len() + bytes.len() > PARQUET_MAX {
                    return Err(BillError::TooMuch(Bound::Whole, PARQUET_MAX as u64));
                }
                sink.content.update(bytes);
                sink.file.bytes += bytes.len() as u64;
                whole.extend_from_slice(bytes);
                Ok(())
            }
            State::Text(text) => text.push(bytes, sink),
        }
    }

    /// Whether it is a table that is stored by columns, or holds one that has begun.
    pub(super) fn is_stored(&self) -> bool {
        match &self.state {
            State::Head(_) | State::Text(_) => false,
            State::Gzip(_, content) | State::Zip(_, content) => content.is_stored(),
            State::Parquet(_) => true,
        }
    }

    fn recognise(&mut self, sink: &mut Sink<'_, '_>) -> Result<(), BillError> {
        let State::Head(head) = &mut self.state else { return Ok(()) };
        let head = core::mem::take(head);
        let packed = |packing| {
            if self.depth < DEPTH_MAX {
                Ok(())
            } else {
                Err(BillError::Unpack(packing, "it is packed within too many others"))
            }
        };
        self.state = match head.as_slice() {
            [0x1f, 0x8b, ..] => {
                packed(Packing::Gzip)?;
                State::Gzip(Box::default(), Box::new(self.within()))
            }
            [b'P', b'K', 3, 4, ..] => {
                packed(Packing::Zip)?;
                State::Zip(Box::default(), Box::new(self.within()))
            }
            [b'P', b'K', 5, 6, ..] => return Err(BillError::Unpack(Packing::Zip, "it is empty")),
            [b'P', b'A', b'R', b'1', ..] => State::Parquet(Vec::new()),
            _ => State::Text(Text::new()),
        };
        self.push(&head, sink)
    }

    /// The end of the file.
    pub(super) fn end(&mut self, sink: &mut Sink<'_, '_>) -> Result<(), BillError> {
        if matches!(self.state, State::Head(_)) {
            // Shorter than any mark.
            let State::Head(head) = core::mem::replace(&mut self.state, State::Text(Text::new())) else {
                return Ok(());
            };
            self.push(&head, sink)?;
        }
        match &mut self.state {
            State::Head(_) => Err(BillError::Empty),
            State::Gzip(gzip, content) => {
                gzip.end()?;
                content.end(sink)
            }
            State::Zip(zip, content) => {
                let depth = self.depth;
                zip.end(|part| of_part(part, depth, content, sink))
            }
            State::Parquet(whole) => stored::read(core::mem::take(whole), sink),
            State::Text(text) => text.end(sink),
        }
    }
}

/// Hands on a part of a zip's file. Each file in it is one content of its own.
fn of_part(part: zip::Part<'_>, depth: u8, content: &mut Content, sink: &mut Sink<'_, '_>) -> Result<(), BillError> {
    match part {
        zip::Part::Begin => {
            *content = Content { depth: depth + 1, state: State::Head(Vec::new()) };
            Ok(())
        }
        zip::Part::Bytes(bytes) => content.push(bytes, sink),
        zip::Part::End => content.end(sink),
    }
}
