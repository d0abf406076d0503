//! Deflate, in pieces of any size, and gzip around it.
//!
//! Source: RFC 1951, RFC 1952.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::super::error::{BillError, Packing};

/// Bytes that are unpacked at a time, whatever they come from.
const OUT: usize = 65_536;

/// Bytes of a member's header. AWS writes 10; names and comments may follow.
const HEADER_MAX: usize = 100_000;

/// What is done with bytes that were unpacked.
type Give<'g> = &'g mut dyn FnMut(&[u8]) -> Result<(), BillError>;

/// A deflated stream.
pub(super) struct Inflate {
    core: Box<Decompress>,
    out: Vec<u8>,
}

impl Inflate {
    pub(super) fn new() -> Self {
        Self { core: Box::new(Decompress::new(false)), out: vec![0; OUT] }
    }

    /// Reads a piece: how many bytes of it are the stream's, and whether it has ended.
    pub(super) fn push(&mut self, bytes: &[u8], packing: Packing, give: Give<'_>) -> Result<(usize, bool), BillError> {
        let mut taken = 0;
        loop {
            let rest = bytes.get(taken..).unwrap_or_default();
            let before = (self.core.total_in(), self.core.total_out());
            let status = self.core.decompress(rest, &mut self.out, FlushDecompress::None);
            let status = status.map_err(|_| BillError::Unpack(packing, "it is damaged"))?;
            let count = |now: u64, before: u64| usize::try_from(now - before).unwrap_or_default();
            let (read, made) = (count(self.core.total_in(), before.0), count(self.core.total_out(), before.1));
            taken += read;
            if made > 0 {
                give(self.out.get(..made).unwrap_or_default())?;
            }
            if status == Status::StreamEnd {
                return Ok((taken, true));
            }
            // All is taken and nothing more comes out of it, or no step can be made.
            if (taken == bytes.len() && made < OUT) || (read == 0 && made == 0) {
                return Ok((taken, false));
            }
        }
    }
}

/// A gzip file: one member after the other.
#[derive(Default)]
pub(super) struct Gzip {
    /// Bytes of a header or an end that isn't complete yet.
    kept: Vec<u8>,
    state: State,
    members: u64,
}

#[derive(Default)]
enum State {
    #[default]
    Header,
    Data(Inflate, Crc),
    /// The checksum and the length that must follow.
    End([u8; 8]),
    /// Something else follows the last member: it's left alone.
    Over,
}

fn broken(why: &'static str) -> BillError {
    BillError::Unpack(Packing::Gzip, why)
}

impl Gzip {
    /// Reads a piece.
    pub(super) fn push(
        &mut self,
        bytes: &[u8],
        mut give: impl FnMut(&[u8]) -> Result<(), BillError>,
    ) -> Result<(), BillError> {
        let mut all = core::mem::take(&mut self.kept);
        all.extend_from_slice(bytes);
        let mut at = 0;
        while let Some(rest) = all.get(at..).filter(|rest| !rest.is_empty()) {
            match &mut self.state {
                State::Over => return Ok(()),
                State::Header => match header(rest)? {
                    Header::Of(length) => {
                        at += length;
                        self.state = State::Data(Inflate::new(), Crc::new());
                    }
                    Header::Other if self.members > 0 => self.state = State::Over,
                    Header::Other => return Err(broken("it is damaged")),
                    Header::More => {
                        self.kept = rest.to_vec();
                        return Ok(());
                    }
                },
                State::Data(inflate, sum) => {
                    let (taken, ended) = inflate.push(rest, Packing::Gzip, &mut |bytes| {
                        sum.update(bytes);
                        give(bytes)
                    })?;
                    at += taken;
                    if ended {
                        let end = u64::from(sum.sum()) | u64::from(sum.amount()) << 32;
                        self.state = State::End(end.to_le_bytes());
                    }
                }
                State::End(end) => {
                    let Some(found) = rest.get(..8) else {
                        self.kept = rest.to_vec();
                        return Ok(());
                    };
                    if found != end {
                        return Err(broken("a checksum is wrong"));
                    }
                    at += 8;
                    self.members += 1;
                    self.state = State::Header;
                }
            }
        }
        Ok(())
    }

    /// The end of the file.
    pub(super) fn end(&self) -> Result<(), BillError> {
        match self.state {
            State::Over => Ok(()),
            State::Header if self.members > 0 && self.kept.is_empty() => Ok(()),
            _ => Err(broken("it ends early")),
        }
    }
}

enum Header {
    /// A whole one, of this length.
    Of(usize),
    /// More bytes are needed.
    More,
    /// Something else.
    Other,
}

/// Reads a member's header.
fn header(bytes: &[u8]) -> Result<Header, BillError> {
    let more = || if bytes.len() > HEADER_MAX { Err(broken("it is damaged")) } else { Ok(Header::More) };
    match bytes {
        [0x1f, 0x8b, 8, flags, ..] if flags & 0xe0 == 0 => {
            let mut at = 10;
            if flags & 4 != 0 {
                let Some([low, high]) = bytes.get(at..at + 2) else { return more() };
                at += 2 + usize::from(u16::from_le_bytes([*low, *high]));
            }
            // A name, then a comment: each ends with a zero.
            for flag in [8, 16] {
                if flags & flag != 0 {
                    let end = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0));
                    let Some(end) = end else { return more() };
                    at += end + 1;
                }
            }
            at += if flags & 2 == 0 { 0 } else { 2 };
            if bytes.len() < at { more() } else { Ok(Header::Of(at)) }
        }
        [0x1f] | [0x1f, 0x8b] | [0x1f, 0x8b, 8] => Ok(Header::More),
        _ => Ok(Header::Other),
    }
}
