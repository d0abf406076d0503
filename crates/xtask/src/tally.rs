//! Counts tests in what test runners print.

use std::collections::BTreeSet;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    /// How many of those that passed did so only when they were run again.
    pub(crate) again: u32,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.again += other.again;
    }

    /// What holds after the files with failures were run a second time.
    pub(crate) fn after(self, second: Self) -> Self {
        let mended = self.failed.saturating_sub(second.failed);
        Self { passed: self.passed + mended, failed: second.failed, again: mended }
    }
}

/// `cargo test`: one `test result:` line for each binary.
pub(crate) fn cargo_test(text: &str) -> Tally {
    summed(text, |line| line.trim_start().starts_with("test result:"))
}

/// `cargo nextest run`: one `Summary` line.
pub(crate) fn nextest(text: &str) -> Tally {
    summed(text, |line| line.trim_start().starts_with("Summary ["))
}

/// `node --test`: a `pass N` line and a `fail N` line.
pub(crate) fn node_test(text: &str) -> Tally {
    let count = |word: &str| {
        let lines = text.lines().map(|line| line.trim_start_matches(['#', '\u{2139}', ' ']));
        lines.filter_map(|line| line.strip_prefix(word)?.trim().parse::<u32>().ok()).sum()
    };
    Tally { passed: count("pass "), failed: count("fail ") + count("cancelled "), again: 0 }
}

/// The files in which a test failed, as `node --test` names them: a line `test at FILE:LINE:COLUMN` before each failure.
pub(crate) fn failed_files(text: &str) -> BTreeSet<String> {
    let places = text.lines().filter_map(|line| line.trim().strip_prefix("test at "));
    places.filter_map(|place| place.rsplitn(3, ':').nth(2)).map(str::to_owned).collect()
}

fn summed(text: &str, counts: fn(&str) -> bool) -> Tally {
    let mut tally = Tally::default();
    for line in text.lines().filter(|line| counts(line)) {
        tally.passed += number_before(line, "passed");
        tally.failed += number_before(line, "failed") + number_before(line, "timed");
    }
    tally
}

fn number_before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line.split([' ', ';', ',']).filter(|it| !it.is_empty()).collect();
    let before = words.windows(2).find_map(|pair| match pair {
        [number, next] if *next == word => number.parse().ok(),
        _ => None,
    });
    before.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Tally, cargo_test, failed_files, nextest, node_test};

    #[test]
    fn runners_are_read() {
        let cargo =
            "test result: ok. 11 passed; 0 failed; 0 ignored\n\ntest result: FAILED. 2 passed; 3 failed; 1 ignored";
        assert_eq!(cargo_test(cargo), Tally { passed: 13, failed: 3, again: 0 });
        let next = "     Summary [   0.005s] 13 tests run: 9 passed (1 slow), 3 failed, 1 timed out, 0 skipped\n";
        assert_eq!(nextest(next), Tally { passed: 9, failed: 4, again: 0 });
        let node = "\u{2139} tests 7\n\u{2139} pass 6\n\u{2139} fail 1\n\u{2139} cancelled 0\n";
        assert_eq!(node_test(node), Tally { passed: 6, failed: 1, again: 0 });
        assert_eq!(node_test("nothing"), Tally::default());
    }

    #[test]
    fn files_with_failures_are_found() {
        let text =
            "test at hero.test.mjs:67:3\n  x (10 ms)\n\ntest at hero.test.mjs:9:1\ntest at hostile/a.test.mjs:1:2\n";
        assert_eq!(failed_files(text).into_iter().collect::<Vec<_>>(), ["hero.test.mjs", "hostile/a.test.mjs"]);
        assert!(failed_files("a test at last").is_empty());
    }

    #[test]
    fn a_second_run_decides() {
        let first = Tally { passed: 380, failed: 3, again: 0 };
        let second = Tally { passed: 11, failed: 1, again: 0 };
        assert_eq!(first.after(second), Tally { passed: 382, failed: 1, again: 2 });
        // More failures than before: none of the first counts as mended.
        let worse = Tally { passed: 8, failed: 4, again: 0 };
        assert_eq!(first.after(worse), Tally { passed: 380, failed: 4, again: 0 });
    }
}
