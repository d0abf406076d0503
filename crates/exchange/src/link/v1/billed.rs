//! What a bill said, in a link: first month, how many, paid, at list price (nothing where the bill has none), and paid for what is left out.
//!
//! ```text
//! billed=2026-10-01,1,39600,44000,1200.5
//! ```

use super::parts;
use pricing::quantity::{Dollars, Months, whole};
use pricing::rates::Date;
use pricing::scenario::Billed;

pub(super) fn value(billed: &Billed) -> String {
    let Billed { from, months, paid, list, left } = billed;
    let list = list.map(|list| list.to_string()).unwrap_or_default();
    format!("{from},{},{paid},{list},{left}", months.count())
}

pub(super) fn read(value: &str) -> Option<Billed> {
    let [from, months, paid, list, left] = parts(value)?;
    Some(Billed {
        from: Date::parse(from)?,
        months: whole(months).and_then(Months::new)?,
        paid: Dollars::parse(paid)?,
        list: if list.is_empty() { None } else { Some(Dollars::parse(list)?) },
        left: Dollars::parse(left)?,
    })
}
