//! Zip, in pieces of any size: the files in it one after the other, as they stand. The list at its end isn't needed.
//!
//! Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.

use flate2::Crc;

use super::super::error::{BillError, Bound, Packing};
use super::inflate::Inflate;

/// Files in a zip: an export has one, or one for each part.
const ENTRIES_MAX: u64 = 1_000;

/// Bytes of a file's header: its name and its extra fields.
const HEADER_MAX: usize = 30 + 2 * 65_535;

/// A part of what is in a zip.
#[derive(Clone, Copy)]
pub(super) enum Part<'p> {
    /// A file begins.
    Begin,
    /// Bytes of it.
    Bytes(&'p [u8]),
    /// It ends.
    End,
}

/// A zip that is being read.
#[derive(Default)]
pub(super) struct Zip {
    state: State,
    /// Bytes of a header that isn't complete yet.
    kept: Vec<u8>,
    entries: u64,
    /// Files that were handed on.
    read: u64,
}

#[derive(Default)]
enum State {
    #[default]
    Header,
    File(File),
    /// After a file whose length its header didn't have.
    Descriptor(Checked),
    /// The list at the end.
    Over,
}

struct File {
    /// `None` where it's stored as it is.
    inflate: Option<Inflate>,
    /// Bytes of it that are left, where its header says.
    left: Option<u64>,
    /// Its checksum, where its header says.
    crc: Option<u32>,
    /// Whether it's handed on.
    wanted: bool,
    sum: Crc,
}

/// What the bytes after a file must agree with.
struct Checked {
    crc: u32,
}

fn broken(why: &'static str) -> BillError {
    BillError::Unpack(Packing::Zip, why)
}

impl Zip {
    /// Reads a piece.
    pub(super) fn push(
        &mut self,
        bytes: &[u8],
        mut on: impl FnMut(Part<'_>) -> Result<(), BillError>,
    ) -> Result<(), BillError> {
        let mut all = core::mem::take(&mut self.kept);
        all.extend_from_slice(bytes);
        let mut at = 0;
        while let Some(rest) = all.get(at..).filter(|rest| !rest.is_empty()) {
            match &mut self.state {
                State::Over => return Ok(()),
                State::File(file) => {
                    let (taken, ended) = file.push(rest, &mut on)?;
                    at += taken;
                    if ended {
                        self.ended(&mut on)?;
                    }
                }
                State::Header | State::Descriptor(_) => {
                    let used = self.header(rest, false, &mut on)?;
                    if used == 0 {
                        if rest.len() > HEADER_MAX {
                            return Err(broken("it is damaged"));
                        }
                        self.kept = rest.to_vec();
                        return Ok(());
                    }
                    at += used;
                }
            }
        }
        Ok(())
    }

    /// The end of the zip.
    pub(super) fn end(&mut self, mut on: impl FnMut(Part<'_>) -> Result<(), BillError>) -> Result<(), BillError> {
        if matches!(self.state, State::Descriptor(_)) {
            let kept = core::mem::take(&mut self.kept);
            self.header(&kept, true, &mut on)?;
        }
        match self.state {
            State::Over if self.read > 0 => Ok(()),
            State::Over => Err(broken("no file in it is an export")),
            _ => Err(broken("it ends early")),
        }
    }

    /// A file has ended.
    fn ended(&mut self, on: &mut dyn FnMut(Part<'_>) -> Result<(), BillError>) -> Result<(), BillError> {
        let State::File(file) = core::mem::take(&mut self.state) else { return Ok(()) };
        let sum = file.sum.sum();
        match file.crc {
            Some(crc) if crc != sum => return Err(broken("a checksum is wrong")),
            Some(_) => {}
            None => self.state = State::Descriptor(Checked { crc: sum }),
        }
        if file.wanted { on(Part::End) } else { Ok(()) }
    }

    /// Reads what stands between files: how many bytes, or 0 where more are needed.
    fn header(
        &mut self,
        kept: &[u8],
        at_end: bool,
        on: &mut dyn FnMut(Part<'_>) -> Result<(), BillError>,
    ) -> Result<usize, BillError> {
        let at = if let State::Descriptor(checked) = &self.state {
            let Some(length) = checked.length(kept, at_end)? else { return Ok(0) };
            length
        } else {
            0
        };
        let rest = kept.get(at..).unwrap_or_default();
        match rest {
            [b'P', b'K', 3, 4, ..] => {
                let Some((file, length)) = self.file(rest)? else { return Ok(0) };
                let wanted = file.wanted;
                let empty = file.left == Some(0);
                self.state = State::File(file);
                if wanted {
                    self.read += 1;
                    on(Part::Begin)?;
                }
                if empty {
                    self.ended(on)?;
                }
                Ok(at + length)
            }
            // The list of files, or what comes before it.
            [b'P', b'K', 1 | 5 | 6, 2 | 6 | 8, ..] => {
                self.state = State::Over;
                Ok(kept.len())
            }
            [_, _, _, _, ..] => Err(broken("it is damaged")),
            _ => Ok(0),
        }
    }

    /// A file by its header, and the header's length.
    fn file(&mut self, header: &[u8]) -> Result<Option<(File, usize)>, BillError> {
        let short = |at: usize| Some(u16::from_le_bytes([*header.get(at)?, *header.get(at + 1)?]));
        let long = |at: usize| Some(u32::from(short(at)?) | u32::from(short(at + 2)?) << 16);
        let (Some(flags), Some(method), Some(crc), Some(packed), Some(name), Some(extra)) =
            (short(6), short(8), long(14), long(18), short(26), short(28))
        else {
            return Ok(None);
        };
        let (name_end, end) = (30 + usize::from(name), 30 + usize::from(name) + usize::from(extra));
        let (Some(name), Some(extra)) = (header.get(30..name_end), header.get(name_end..end)) else { return Ok(None) };
        self.entries += 1;
        if self.entries > ENTRIES_MAX {
            return Err(BillError::TooMuch(Bound::Entries, ENTRIES_MAX));
        }
        if flags & 1 != 0 {
            return Err(broken("it is encrypted"));
        }
        let later = flags & 8 != 0;
        let inflate = match method {
            8 => Some(Inflate::new()),
            0 if later => return Err(broken("it doesn\u{2019}t say how long a file is")),
            0 => None,
            _ => return Err(broken("its method isn\u{2019}t deflate")),
        };
        let packed = if packed == u32::MAX { long_length(extra) } else { Some(u64::from(packed)) };
        let left = if later { None } else { Some(packed.ok_or(broken("it is damaged"))?) };
        // Folders, what a Mac adds, and the list of an export's files.
        let lower = name.to_ascii_lowercase();
        let wanted = !(name.ends_with(b"/") || name.starts_with(b"__MACOSX/") || lower.ends_with(b"manifest.json"));
        let file = File { inflate, left, crc: (!later).then_some(crc), wanted, sum: Crc::new() };
        Ok(Some((file, end)))
    }
}

/// The packed length of a file larger than 4 GB.
fn long_length(mut extra: &[u8]) -> Option<u64> {
    while let [id, id2, length, length2, rest @ ..] = extra {
        let length = usize::from(u16::from_le_bytes([*length, *length2]));
        let field = rest.get(..length)?;
        if (*id, *id2) == (1, 0) {
            return Some(u64::from_le_bytes(field.get(8..16)?.try_into().ok()?));
        }
        extra = rest.get(length..)?;
    }
    None
}

impl Checked {
    /// The length of the bytes after a file: with or without a mark, with lengths of 4 or 8 bytes. What follows tells.
    fn length(&self, kept: &[u8], at_end: bool) -> Result<Option<usize>, BillError> {
        let crc = self.crc.to_le_bytes();
        let marked = kept.starts_with(b"PK\x07\x08");
        let at = if marked { 4 } else { 0 };
        if kept.get(at..at + 4).is_some_and(|found| found != crc) && !(marked && kept.get(..4) == Some(&crc[..])) {
            return Err(broken("a checksum is wrong"));
        }
        let next =
            |length: usize| matches!(kept.get(length..length + 4), Some([b'P', b'K', 1 | 3 | 5 | 6, 2 | 4 | 6 | 8]));
        let length = [at + 12, at + 20].into_iter().find(|length| next(*length));
        match length {
            Some(length) => Ok(Some(length)),
            None if kept.len() >= at + 24 => Err(broken("it is damaged")),
            None if at_end => Err(broken("it ends early")),
            None => Ok(None),
        }
    }
}

impl File {
    /// Reads a piece: how many bytes of it are the file's, and whether it has ended.
    fn push(
        &mut self,
        bytes: &[u8],
        on: &mut dyn FnMut(Part<'_>) -> Result<(), BillError>,
    ) -> Result<(usize, bool), BillError> {
        let most = self.left.map_or(bytes.len(), |left| usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len()));
        let of_file = bytes.get(..most).unwrap_or_default();
        let (wanted, sum) = (self.wanted, &mut self.sum);
        let mut give = |bytes: &[u8]| {
            sum.update(bytes);
            if wanted { on(Part::Bytes(bytes)) } else { Ok(()) }
        };
        let (taken, mut ended) = if let Some(inflate) = &mut self.inflate {
            inflate.push(of_file, Packing::Zip, &mut give)?
        } else {
            give(of_file)?;
            (of_file.len(), false)
        };
        if let Some(left) = &mut self.left {
            *left = left.saturating_sub(taken as u64);
            if self.inflate.is_none() {
                ended = *left == 0;
            } else if ended != (*left == 0) {
                return Err(broken("it is damaged"));
            }
        }
        Ok((taken, ended))
    }
}
