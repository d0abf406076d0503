//! The scenarios that a link compares.
//!
//! ```text
//! v1&rates=2026-10-25&w1.model=...&compare=Today&compare=Next+year;w1.model=...;w1.tokens=1000,100&end
//! ```
//!
//! The link itself holds one of them, the one that opens. `compare=name` says where that one stands among the others and
//! what it is called; without it, it stands first. Each `compare=name;field;field` is another, with the fields that a link
//! of its own would have, but for the version and the end; without `rates` its rates are of the same day. The first of
//! all is what the others are held against.

use super::{Decoded, LinkProblem, LinkReason, escape, mended, problem, unescape, v1};
use pricing::bounds;
use pricing::rates::Date;
use pricing::scenario::{Rules, Scenario};

/// One of the scenarios that are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// What its reader calls it; may be empty.
    pub name: String,
    /// Where it is.
    pub stands: Stands,
    /// What of it could not be read.
    pub problems: Vec<LinkProblem>,
}

/// Where a scenario that is compared stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It is the one that the link opens.
    Here,
    /// It stands beside that one.
    Beside(Box<Scenario>),
    /// It could not be read; its text.
    Unread(String),
}

impl Compared {
    /// A scenario to compare the one here with.
    pub fn beside(name: &str, scenario: Scenario) -> Self {
        Self { name: name.to_owned(), stands: Stands::Beside(Box::new(scenario)), problems: Vec::new() }
    }

    /// The scenario, where it could be read; `here` where it is that one.
    pub fn scenario<'a>(&'a self, here: &'a Scenario) -> Option<&'a Scenario> {
        match &self.stands {
            Stands::Here => Some(here),
            Stands::Beside(scenario) => Some(scenario),
            Stands::Unread(_) => None,
        }
    }
}

/// Reads what a link compares, in order, with the scenario that it opens among them: at most
/// [`COMPARED_MAX`](bounds::COMPARED_MAX).
///
/// `rates` is the date that the opened one is priced with, `cards` are the dates of all bundled cards, oldest first.
pub fn compared(texts: &[String], rates: Date, cards: &[Date]) -> Vec<Compared> {
    let mut entries: Vec<Compared> = Vec::with_capacity(texts.len() + 1);
    let here = |name, problems| Compared { name, stands: Stands::Here, problems };
    let mut repeated = Vec::new();
    for text in texts {
        match text.split_once(';') {
            Some((name, fields)) => entries.push(read(text, name, fields, rates, cards)),
            None if entries.iter().any(|entry| entry.stands == Stands::Here) => {
                repeated.push(problem(text, LinkReason::Repeated));
            }
            None => {
                let (name, problems) = read_name(text);
                entries.push(here(name, problems));
            }
        }
    }
    if !entries.iter().any(|entry| entry.stands == Stands::Here) {
        entries.insert(0, here(String::new(), Vec::new()));
    }
    while entries.len() > bounds::COMPARED_MAX
        && let Some(entry) = entries.pop()
    {
        repeated.push(problem(&entry.name, LinkReason::TooMany));
    }
    if let Some(entry) = entries.iter_mut().find(|entry| entry.stands == Stands::Here) {
        entry.problems.append(&mut repeated);
    }
    entries
}

fn read_name(text: &str) -> (String, Vec<LinkProblem>) {
    match unescape(text).filter(|name| name.chars().count() <= bounds::NAME_CHARACTERS_MAX) {
        Some(name) => (name, Vec::new()),
        None => (String::new(), vec![problem(text, LinkReason::BadValue)]),
    }
}

fn read(text: &str, name: &str, fields: &str, rates: Date, cards: &[Date]) -> Compared {
    let (name, mut problems) = read_name(name);
    let mut whole: String = fields.chars().map(|letter| if letter == ';' { '&' } else { letter }).collect();
    if !whole.split('&').any(|part| part.starts_with("rates=")) {
        whole = [&whole, "&rates=", &rates.to_string()].concat();
    }
    // The end of the whole link is the end of each of them.
    whole.push_str("&end");
    let Decoded { scenario, compared, problems: mut found } = v1::decode(mended::parts(&whole), Rules::V1, cards);
    problems.append(&mut found);
    if !compared.is_empty() {
        problems.push(problem("", LinkReason::Nested));
    }
    let stands = scenario.map_or_else(|| Stands::Unread(text.to_owned()), |read| Stands::Beside(Box::new(read)));
    Compared { name, stands, problems }
}

/// Writes what a link compares; `rates` is the date that the opened one is priced with.
///
/// Nothing where there is nothing to say: one scenario, without a name.
pub fn compared_texts(entries: &[Compared], rates: Date) -> Vec<String> {
    let unsaid = format!("rates={rates}");
    let write = |entry: &Compared| match &entry.stands {
        Stands::Here => escape(&entry.name),
        Stands::Unread(text) => text.clone(),
        Stands::Beside(scenario) => {
            let link = v1::encode(scenario, &[]);
            let mut text = escape(&entry.name);
            // The version stands before the whole link only; without a word of its own an entry has the first rules.
            if scenario.rules != Rules::V1 {
                text.push_str(";rules=");
                text.push_str(scenario.rules.name());
            }
            let mut fields = link.split('&').skip(1).filter(|field| *field != unsaid && *field != "end").peekable();
            if fields.peek().is_none() && scenario.rules == Rules::V1 {
                text.push(';');
            }
            for field in fields {
                text.push(';');
                text.push_str(field);
            }
            text
        }
    };
    let texts: Vec<String> = entries.iter().map(write).collect();
    if matches!(texts.as_slice(), [only] if only.is_empty()) { Vec::new() } else { texts }
}

/// Whether an entry is the scenario that the link opens: it has a name and no fields.
fn is_here(text: &str) -> bool {
    !text.contains(';')
}

/// What the scenario that a link opens is called, of what the link compares; empty where nobody has said. Without reading the others.
pub fn name_here(texts: &[String]) -> String {
    texts.iter().find(|text| is_here(text)).map(|text| read_name(text).0).unwrap_or_default()
}

/// What a link compares, with another name for the scenario that it opens.
pub fn renamed(texts: &[String], name: &str) -> Vec<String> {
    let place = texts.iter().position(|text| is_here(text)).unwrap_or(0);
    let mut renamed: Vec<String> = texts.iter().filter(|text| !is_here(text)).cloned().collect();
    renamed.insert(place, escape(name));
    if matches!(renamed.as_slice(), [only] if only.is_empty()) { Vec::new() } else { renamed }
}

#[cfg(test)]
mod tests {
    use super::{Compared, LinkReason, Stands, compared, compared_texts, name_here, renamed};
    use crate::link::{decode, encode, encode_with};
    use crate::presets::presets;
    use pricing::rates::{Date, RateCard};
    use pricing::scenario::{Rules, Scenario};

    fn scenarios() -> Vec<Scenario> {
        presets().into_iter().map(|preset| preset.scenario).collect()
    }

    fn here(name: &str) -> Compared {
        Compared { name: name.to_owned(), stands: Stands::Here, problems: Vec::new() }
    }

    fn reasons(texts: &[&str]) -> Vec<Vec<LinkReason>> {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let dates = RateCard::dates();
        let read = compared(&texts, dates.last().copied().unwrap_or(Date::FIRST), &dates);
        read.iter().map(|entry| entry.problems.iter().map(|problem| problem.reason.clone()).collect()).collect()
    }

    #[test]
    fn what_is_compared_is_read_back_wherever_the_present_one_stands() {
        let dates = RateCard::dates();
        let all = scenarios();
        for (index, scenario) in all.iter().enumerate() {
            let mut other = all.get(index / 2).unwrap_or(scenario).clone();
            let beside = Compared::beside("A; b & c=d, \u{202e}\u{5d0}", scenario.clone());
            other.rates = dates.first().copied().unwrap_or(other.rates);
            let older = Compared::beside("", other);
            for place in 0..3 {
                let mut entries = vec![beside.clone(), older.clone()];
                entries.insert(place, here("Now; here"));
                let texts = compared_texts(&entries, scenario.rates);
                let link = encode_with(scenario, &texts);
                let clean = |byte: u8| byte.is_ascii_alphanumeric() || b"&=-._~/:+%,;".contains(&byte);
                assert!(link.bytes().all(clean), "{link}");
                let read = decode(&link, &dates);
                assert_eq!((read.problems, read.scenario.as_ref()), (vec![], Some(scenario)), "{link}");
                assert_eq!(read.compared, texts);
                assert_eq!(compared(&read.compared, scenario.rates, &dates), entries, "{link}");
            }
        }
    }

    #[test]
    fn a_name_is_read_and_changed_without_reading_the_others() {
        let dates = RateCard::dates();
        let rates = dates.last().copied().unwrap_or(Date::FIRST);
        let text = |text: &str| text.to_owned();
        let (other, last) = (text("Good;w1.model=nova-lite;w1.tokens=1,1"), text("Last;what=ever"));
        let lists = [
            vec![],
            vec![text("Now%3b+here")],
            vec![other.clone()],
            vec![other.clone(), text("Now"), last.clone()],
            vec![text(""), other.clone()],
            vec![other.clone(), last.clone(), text("")],
            vec![text("Mine"), other.clone(), text("Again")],
            vec![text("%zz"), other],
        ];
        for texts in lists {
            let mut entries = compared(&texts, rates, &dates);
            for name in ["Next year; maybe", "", "Mine"] {
                let Some(here) = entries.iter_mut().find(|entry| entry.stands == Stands::Here) else { unreachable!() };
                assert_eq!(name_here(&texts), compared_name(&texts), "{texts:?}");
                name.clone_into(&mut here.name);
                // An entry that can be read is written anew: what it says stays the same.
                let (by_reading, by_text) = (compared_texts(&entries, rates), renamed(&texts, name));
                let read = |texts: &[String]| compared(texts, rates, &dates);
                assert_eq!(read(&by_text), read(&by_reading), "{texts:?} as {name:?}");
                assert_eq!(name_here(&by_text), name, "{texts:?}");
            }
        }
    }

    fn compared_name(texts: &[String]) -> String {
        let entries = compared(texts, Date::FIRST, &RateCard::dates());
        entries.into_iter().find(|entry| entry.stands == Stands::Here).map(|entry| entry.name).unwrap_or_default()
    }

    #[test]
    fn an_entry_is_the_scenario_where_it_stands() {
        let all = scenarios();
        let (Some(first), Some(last)) = (all.first(), all.last()) else { unreachable!() };
        assert_eq!(here("Today").scenario(first), Some(first));
        let beside = Compared::beside("B", last.clone());
        assert_eq!((beside.name.as_str(), beside.scenario(first)), ("B", Some(last)));
        let unread = Compared { stands: Stands::Unread("B;x".to_owned()), ..beside };
        assert_eq!(unread.scenario(first), None);
    }

    #[test]
    fn a_link_without_a_comparison_is_what_it_was() {
        for scenario in scenarios() {
            let named = compared_texts(&[here("Today")], scenario.rates);
            assert_eq!(named, ["Today"]);
            assert_eq!(encode_with(&scenario, &named), encode(&scenario));
            assert_eq!(compared_texts(&[here("")], scenario.rates), Vec::<String>::new());
        }
    }

    #[test]
    fn rates_of_the_same_day_are_not_repeated() {
        let all = scenarios();
        let Some(scenario) = all.first() else { return };
        let texts = compared_texts(&[here(""), Compared::beside("B", scenario.clone())], scenario.rates);
        assert_eq!(texts.len(), 2);
        assert!(!texts.concat().contains("rates="), "{texts:?}");
        let older = compared_texts(&[Compared::beside("B", scenario.clone())], Date::FIRST);
        assert!(older.concat().starts_with("B;rates=2026-"), "{older:?}");
    }

    #[test]
    fn a_scenario_that_says_nothing_is_no_name_alone() {
        let rates = Date::FIRST;
        for (rules, text) in [(Rules::V1, "B;"), (Rules::V2, "B;rules=v2")] {
            let nothing = Scenario::new(rates, Vec::new()).under(rules);
            assert_eq!(compared_texts(&[Compared::beside("B", nothing)], rates), [text]);
        }
    }

    #[test]
    fn a_damaged_one_says_what_is_lost_and_the_others_stand() {
        let good = "Good;w1.model=nova-lite;w1.tokens=1,1";
        assert_eq!(reasons(&[good]), vec![vec![], vec![]]);
        assert_eq!(reasons(&[]), vec![vec![]]);
        let damaged = [
            ("Bad;w1.model=nova-lite;w1.tokens=1,1;w1.batch=4", LinkReason::BadValue),
            ("%zz;w1.model=nova-lite;w1.tokens=1,1", LinkReason::BadValue),
            ("Bad;w1.model=nova-lite;w1.tokens=1,1;compare=Worse;w2.model=nova-lite;w2.tokens=1,1", LinkReason::Nested),
            ("Bad;", LinkReason::NoWorkload),
            ("Bad;w1.model=nova-lite", LinkReason::NoDemand),
        ];
        for (text, reason) in damaged {
            assert_eq!(reasons(&["", text, good]), vec![vec![], vec![reason], vec![]], "{text}");
        }
        assert_eq!(reasons(&["A", good, "B"]), vec![vec![LinkReason::Repeated], vec![]]);
        assert_eq!(reasons(&[good, good, good, good]), vec![vec![LinkReason::TooMany], vec![], vec![], vec![]]);
    }

    #[test]
    fn what_cannot_be_read_keeps_its_words() {
        let dates = RateCard::dates();
        let texts = ["Mine".to_owned(), "Bad;what=ever".to_owned()];
        let read = compared(&texts, Date::FIRST, &dates);
        assert_eq!(read.get(1).map(|entry| &entry.stands), Some(&Stands::Unread("Bad;what=ever".to_owned())));
        assert_eq!(compared_texts(&read, Date::FIRST), texts);
    }

    #[test]
    fn a_fifth_in_the_link_is_refused() {
        let link = format!("v1&rates=2026-10-25&w1.model=m&w1.tokens=1,1{}&end", "&compare=B;w1.model=m".repeat(5));
        let read = decode(&link, &RateCard::dates());
        assert_eq!(read.compared.len(), 4);
        assert_eq!(read.problems.len(), 1);
    }
}
