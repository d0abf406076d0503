//! Figures with their keys, names and units: both formats write the same ones.

use core::fmt::Display;

use rust_decimal::Decimal;

use pricing::money::Usd;

/// The figures of a year, an offer, a side of a purchase and the like.
#[derive(Debug)]
pub(super) struct Figures {
    /// What they are called: a line each, in the order of the numbers. See [`Head`].
    heads: &'static str,
    /// Plain numbers as texts; `None` where one isn't known, or never comes.
    numbers: Vec<Option<String>>,
}

/// What a figure is called, as a line of `key|name|unit|note|period`; what is empty at the end is left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// Its key in JSON, the same as in the package for JavaScript.
    pub(super) key: &'static str,
    /// Whether JSON has it as a number and not as a text: a handful of years or months. Written as `#` before the key.
    pub(super) is_few: bool,
    /// Its name in CSV, as the page has it.
    pub(super) name: &'static str,
    /// What it counts; empty for US dollars.
    pub(super) unit: &'static str,
    /// Why there is no number, where there is none and the reason is always the same: `no price`.
    pub(super) note: &'static str,
    /// `hour`, `month`, `once`, `year`; empty where it is for the period of what it belongs to.
    pub(super) period: &'static str,
}

impl Figures {
    /// Figures that begin with amounts of money.
    pub(super) fn new(heads: &'static str, amounts: &[Usd]) -> Self {
        Self { heads, numbers: amounts.iter().map(|amount| Some(amount.exact())).collect() }
    }

    /// An amount of money, where it is known.
    pub(super) fn known(&mut self, amount: Option<Usd>) {
        self.numbers.push(amount.map(Usd::exact));
    }

    /// A share of 1, where it is known.
    pub(super) fn share(&mut self, share: Option<Decimal>) {
        self.numbers.push(share.map(|share| share.to_string()));
    }

    /// A count.
    pub(super) fn count(&mut self, count: u64) {
        self.numbers.push(Some(count.to_string()));
    }

    /// Any other number.
    pub(super) fn number(&mut self, number: Option<&dyn Display>) {
        self.numbers.push(number.map(ToString::to_string));
    }

    /// Each figure: what it is called, and its number.
    pub(super) fn each(&self) -> Vec<(Head, Option<&str>)> {
        let mut rest = self.heads;
        self.numbers.iter().map(|number| (Head::of(cut(&mut rest, "\n")), number.as_deref())).collect()
    }
}

impl Head {
    fn of(mut line: &'static str) -> Self {
        let mut next = || cut(&mut line, "|");
        let (key, name, unit, note, period) = (next(), next(), next(), next(), next());
        let few = key.strip_prefix('#');
        Self { key: few.unwrap_or(key), is_few: few.is_some(), name, unit, note, period }
    }
}

/// What comes before a mark, which is taken off with it; all of it where there is no mark.
fn cut(rest: &mut &'static str, mark: &str) -> &'static str {
    let (before, after) = rest.split_once(mark).unwrap_or((rest, ""));
    *rest = after;
    before
}
