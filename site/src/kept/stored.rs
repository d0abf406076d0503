//! Scenarios that this browser keeps, by name, as text: its form, and what can be done with the list.
//!
//! ```text
//! 1
//! Worked estate<TAB>v1&rates=2026-10-25&w1.model=...&end
//! ```
//!
//! The first line is the version, each other one a name and a link's fragment. A line that isn't stays as it is until its
//! reader deletes it.

use pricing::bounds::NAME_CHARACTERS_MAX;
use web_sys::Storage;

use crate::browser;

/// Where it is kept.
const KEY: &str = "scenarios";
const VERSION: &str = "1";

/// Scenarios that are kept at the most.
pub const SAVED_MAX: usize = 100;

/// A scenario that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What its reader calls it; may be empty.
    pub name: String,
    /// A link's fragment; whatever stands there, where something else wrote it.
    pub link: String,
}

/// What the browser gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The list; empty where nothing was kept yet.
    List(Vec<Saved>),
    /// It keeps nothing for this page.
    Blocked,
    /// What it keeps is of another version, or no list.
    Unreadable,
}

/// What an operation took out, by place, and what it put in: enough to take it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undo {
    /// What was taken out, each with its place.
    pub taken: Vec<(usize, Saved)>,
    /// What was put in.
    pub put: Vec<Saved>,
}

/// What is kept now.
pub fn load() -> Found {
    match storage().map(|storage| storage.get_item(KEY)) {
        Some(Ok(text)) => read(&text.unwrap_or_default()),
        _ => Found::Blocked,
    }
}

/// Keeps a list; false where the browser refuses.
pub fn store(list: &[Saved]) -> bool {
    storage().is_some_and(|storage| storage.set_item(KEY, &write(list)).is_ok())
}

/// Deletes what can't be read.
pub fn clear() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(KEY);
    }
}

fn storage() -> Option<Storage> {
    browser::storage()
}

fn read(text: &str) -> Found {
    if text.is_empty() {
        return Found::List(Vec::new());
    }
    let mut lines = text.split('\n');
    if lines.next() != Some(VERSION) {
        return Found::Unreadable;
    }
    let entries = lines.filter(|line| !line.is_empty()).map(|line| {
        let (name, link) = line.split_once('\t').unwrap_or(("", line));
        Saved { name: name.to_owned(), link: link.to_owned() }
    });
    Found::List(entries.collect())
}

fn write(list: &[Saved]) -> String {
    let mut text = VERSION.to_owned();
    for Saved { name, link } in list {
        text.push('\n');
        if !name.is_empty() {
            text.push_str(name);
            text.push('\t');
        }
        text.push_str(link);
    }
    text
}

/// A name as it is kept: on one line, of at most 80 characters.
pub fn tidy(name: &str) -> String {
    let plain: String = name.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let cut: String = plain.trim().chars().take(NAME_CHARACTERS_MAX).collect();
    cut.trim_end().to_owned()
}

/// A name that none of the list has: this one, or with the first number that makes it so.
pub fn free_name(list: &[Saved], name: &str) -> String {
    let is_free = |name: &str| list.iter().all(|saved| saved.name != name);
    if is_free(name) {
        return name.to_owned();
    }
    let mut number = 2_usize;
    loop {
        let end = format!(" {number}");
        let start: String = name.chars().take(NAME_CHARACTERS_MAX - end.len()).collect();
        let numbered = start + &end;
        if is_free(&numbered) {
            return numbered;
        }
        number += 1;
    }
}

/// Puts a scenario in the place of the one with its name, or first.
pub fn save(list: &mut Vec<Saved>, saved: Saved) -> Undo {
    let mut undo = Undo { put: vec![saved.clone()], ..Undo::default() };
    match list.iter_mut().enumerate().find(|(_, other)| other.name == saved.name) {
        Some((place, other)) => undo.taken.push((place, core::mem::replace(other, saved))),
        None => list.insert(0, saved),
    }
    undo
}

/// Puts another entry in the place of one, or takes it out; `None` where it isn't there any more.
pub fn change(list: &mut Vec<Saved>, old: &Saved, new: Option<Saved>) -> Option<Undo> {
    let place = list.iter().position(|other| other == old)?;
    let put = new.clone().into_iter().collect();
    match (new, list.get_mut(place)) {
        (Some(new), Some(entry)) => *entry = new,
        _ => drop(list.remove(place)),
    }
    Some(Undo { taken: vec![(place, old.clone())], put })
}

/// Puts a copy of an entry behind it, under a free name.
pub fn duplicate(list: &mut Vec<Saved>, old: &Saved) -> Option<Undo> {
    let place = list.iter().position(|other| other == old)?;
    let copy = Saved { name: free_name(list, &old.name), link: old.link.clone() };
    list.insert(place + 1, copy.clone());
    Some(Undo { taken: Vec::new(), put: vec![copy] })
}

/// Takes an operation back, whatever else has happened to the list since: nothing is overwritten.
pub fn undo(list: &mut Vec<Saved>, undo: &Undo) {
    list.retain(|saved| !undo.put.contains(saved));
    for (place, saved) in &undo.taken {
        let name = free_name(list, &saved.name);
        list.insert((*place).min(list.len()), Saved { name, link: saved.link.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, Saved, Undo, change, duplicate, free_name, read, save, tidy, undo, write};

    fn saved(name: &str, link: &str) -> Saved {
        Saved { name: name.to_owned(), link: link.to_owned() }
    }

    #[test]
    fn a_list_is_read_back() {
        let list = vec![saved("A & <b>", "v1&end"), saved("\u{202e}\u{5d0}", "junk"), saved("", "no tab")];
        assert_eq!(read(&write(&list)), Found::List(list));
        assert_eq!(read(""), Found::List(Vec::new()));
        assert_eq!(read("1\n\n\n"), Found::List(Vec::new()));
    }

    #[test]
    fn what_is_no_list_is_told() {
        for junk in ["2\nA\tv1&end", "{}", "\n1", "null", "\u{0}", " "] {
            assert_eq!(read(junk), Found::Unreadable, "{junk:?}");
        }
    }

    #[test]
    fn names_are_tidy_and_differ() {
        assert_eq!(tidy("  a\tb\nc\u{0} "), "a b c");
        assert_eq!(tidy(&"é".repeat(200)).chars().count(), 80);
        let long = "é".repeat(80);
        let list = [saved("A", ""), saved("A 2", ""), saved(&long, "")];
        assert_eq!(free_name(&list, "A"), "A 3");
        assert_eq!(free_name(&list, "B"), "B");
        assert_eq!(free_name(&list, &long).chars().count(), 80);
    }

    #[test]
    fn everything_can_be_taken_back() {
        let before = vec![saved("A", "1"), saved("B", "2"), saved("C", "3")];
        let tried = |act: &dyn Fn(&mut Vec<Saved>) -> Option<Undo>| {
            let mut list = before.clone();
            let done = act(&mut list).unwrap_or_default();
            assert_ne!(list, before);
            undo(&mut list, &done);
            assert_eq!(list, before);
        };
        tried(&|list| Some(save(list, saved("D", "4"))));
        tried(&|list| Some(save(list, saved("B", "4"))));
        tried(&|list| change(list, &saved("B", "2"), None));
        tried(&|list| change(list, &saved("B", "2"), Some(saved("E", "2"))));
        tried(&|list| duplicate(list, &saved("B", "2")));
        assert_eq!(change(&mut before.clone(), &saved("B", "9"), None), None);
    }

    #[test]
    fn taking_back_overwrites_nothing_of_another_tab() {
        let mut list = vec![saved("A", "1")];
        let done = change(&mut list, &saved("A", "1"), None).unwrap_or_default();
        list.push(saved("A", "other"));
        undo(&mut list, &done);
        assert_eq!(list, [saved("A 2", "1"), saved("A", "other")]);
        let done = save(&mut list, saved("B", "2"));
        list.retain(|saved| saved.name != "B");
        list.push(saved("B", "other"));
        undo(&mut list, &done);
        assert_eq!(list.last(), Some(&saved("B", "other")));
    }
}
