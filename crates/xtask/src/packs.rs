//! Which pieces of the program come together in one file.
//!
//! `wasm-split` writes a piece for each set of parts that share code: some 170 of them, most of a few hundred bytes. A request for
//! each of those that come right after the page held a slow phone up for 0.2 seconds, and brotli finds little to save in so
//! little text.

use std::collections::{BTreeMap, BTreeSet};

/// The part that reads and writes links.
pub(crate) const LINKS: &str = "links";

/// The parts that every page loads, in the order in which they come: what reads and writes links (before the page, where its address
/// has one), and what comes right after the page. Their files are there when any other part is asked for.
pub(crate) const BROUGHT: [&str; 2] = [LINKS, "soon"];

/// Shared pieces of fewer bytes come in one file, whichever part asks for one of them.
const SMALL: usize = 4_000;

/// The name of that file.
const SHARED: &str = "shared";

/// A file that a page loads whole, and the pieces in it, one behind the other.
#[derive(Debug, PartialEq)]
pub(crate) struct Pack {
    pub(crate) name: String,
    pub(crate) pieces: Vec<String>,
}

/// Puts every piece that a part needs into one file. `parts` has each part with its pieces, `length` the bytes of a piece.
pub(crate) fn packed(parts: &BTreeMap<String, Vec<String>>, length: impl Fn(&str) -> usize) -> Vec<Pack> {
    let mut placed = BTreeSet::new();
    let mut packs = Vec::new();
    for name in BROUGHT {
        let needed = parts.get(name).into_iter().flatten();
        let pieces: Vec<String> = needed.filter(|piece| placed.insert((*piece).clone())).cloned().collect();
        packs.push(Pack { name: name.to_owned(), pieces });
    }
    let mut shared = Pack { name: SHARED.to_owned(), pieces: Vec::new() };
    for piece in parts.values().flatten() {
        if !placed.insert(piece.clone()) {
            continue;
        }
        let users = parts.values().filter(|pieces| pieces.contains(piece)).count();
        if users > 1 && length(piece) < SMALL {
            shared.pieces.push(piece.clone());
        } else {
            packs.push(Pack { name: piece.trim_start_matches("split_").to_owned(), pieces: vec![piece.clone()] });
        }
    }
    packs.push(shared);
    packs.retain(|pack| !pack.pieces.is_empty());
    packs
}

#[cfg(test)]
mod tests {
    use super::{Pack, packed};
    use std::collections::BTreeMap;

    fn parts() -> BTreeMap<String, Vec<String>> {
        let part = |name: &str, pieces: &[&str]| (name.to_owned(), pieces.iter().map(|it| (*it).to_owned()).collect());
        BTreeMap::from([
            part("bill", &["a", "b", "large", "tiny", "split_bill"]),
            part("capacity", &["a", "large", "tiny", "split_capacity"]),
            part("links", &["a", "split_links"]),
            part("soon", &["a", "b", "split_soon"]),
        ])
    }

    fn packs() -> Vec<(String, String)> {
        let length = |piece: &str| if piece == "large" { 4_000 } else { 3_999 };
        packed(&parts(), length).into_iter().map(|Pack { name, pieces }| (name, pieces.join(" "))).collect()
    }

    #[test]
    fn a_piece_is_in_one_file() {
        assert_eq!(
            packs(),
            [
                ("links", "a split_links"),
                ("soon", "b split_soon"),
                ("large", "large"),
                ("bill", "split_bill"),
                ("capacity", "split_capacity"),
                ("shared", "tiny"),
            ]
            .map(|(name, pieces)| (name.to_owned(), pieces.to_owned()))
        );
    }
}
