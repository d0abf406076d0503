//! What was read of a table, in words.

use pricing::number;

use super::{Hour, Missing, Step, Table};

/// Gaps, and other hours, that are listed.
const LISTED: usize = 5;

impl Table {
    /// What was read, in words, with hours without a row left out.
    pub fn words(&self) -> String {
        self.words_with(Missing::Unknown)
    }

    /// What was read, in words.
    pub fn words_with(&self, missing: Missing) -> String {
        let step = match self.step {
            Step::Hour => "hour",
            Step::Day => "day",
        };
        let gaps = self.gaps.iter().fold(0, |sum, gap| sum + gap.hours);
        let mut text = counted(self.hours.len() + gaps, step);
        text.push_str(if self.first == self.last { ", " } else { " from " });
        text.push_str(&self.at(self.first));
        if self.first != self.last {
            text.push_str(" to ");
            text.push_str(&self.at(self.last));
        }
        text.push_str(if self.utc { " UTC, " } else { ", " });
        text.push_str(&counted(self.rows, "row"));
        text.push_str(": ");
        text.push_str(&short(self.input.count()));
        if let Some(output) = self.output {
            text.push_str(" input and ");
            text.push_str(&short(output.count()));
            text.push_str(" output");
        }
        text.push_str(" tokens.");
        if self.step == Step::Day {
            text.push_str(if self.midnights { " Each time is midnight, so" } else { "" });
            text.push_str(if self.midnights {
                " each row is a day, taken as even."
            } else {
                " Each day is taken as even."
            });
        }
        if self.hour_left_out {
            text.push_str(" The hour beside each time isn’t counted.");
        }
        if self.headings > 1 {
            text.push(' ');
            text.push_str(&counted(self.headings, "row"));
            text.push_str(" before the first time are left out.");
        }
        if self.blanks > 0 {
            text.push(' ');
            text.push_str(&counted(self.blanks, "empty cell"));
            text.push_str(if self.blanks == 1 { " counts as 0." } else { " count as 0." });
        }
        if let Some(hour) = self.set_back {
            text.push(' ');
            text.push_str(&self.at(hour));
            text.push_str(" comes twice, as when a clock is set back: both hours count.");
        }
        if !self.repeated.is_empty() {
            text.push(' ');
            text.push_str(&counted(self.repeated.len(), step));
            text.push_str(" with a time in several rows, which add up (a table pasted twice counts twice): ");
            list(&mut text, self.repeated.iter().map(|hour| self.at(*hour)));
        }
        if gaps > 0 {
            text.push(' ');
            text.push_str(&counted(gaps, step));
            text.push_str(match (gaps, missing) {
                (1, Missing::Unknown) => " without rows is left out: ",
                (_, Missing::Unknown) => " without rows are left out: ",
                (1, Missing::Zero) => " without rows counts as 0: ",
                (_, Missing::Zero) => " without rows count as 0: ",
            });
            let gap = |gap: &super::Gap| format!("{} ({})", self.at(gap.from), count_of(gap.hours));
            list(&mut text, self.gaps.iter().map(gap));
        }
        text
    }

    /// An hour, or the day alone in a table of days.
    fn at(&self, hour: Hour) -> String {
        let text = hour.to_string();
        match self.step {
            Step::Hour => text,
            Step::Day => text.chars().take(10).collect(),
        }
    }
}

/// The first of some, how many more, and a full stop.
fn list(text: &mut String, all: impl ExactSizeIterator<Item = String>) {
    let more = all.len().saturating_sub(LISTED);
    for (index, one) in all.take(LISTED).enumerate() {
        text.push_str(if index > 0 { ", " } else { "" });
        text.push_str(&one);
    }
    if more > 0 {
        text.push_str(", and ");
        text.push_str(&count_of(more));
        text.push_str(" more");
    }
    text.push('.');
}

fn count_of(count: usize) -> String {
    number::count(u64::try_from(count).unwrap_or(u64::MAX))
}

/// `1 hour`, `1,488 hours`.
fn counted(count: usize, what: &str) -> String {
    let mut text = count_of(count);
    text.push(' ');
    text.push_str(what);
    if count != 1 {
        text.push('s');
    }
    text
}

/// A count in billions where that is exact with two places, otherwise in millions or with commas: `2.4B`, `1,488M`, `12,345`.
fn short(count: u64) -> String {
    let short = number::short(count);
    if matches!(short.as_bytes(), [.., b'B' | b'T']) { short } else { number::millions(count) }
}
