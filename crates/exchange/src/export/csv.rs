//! A report as CSV (RFC 4180), for spreadsheets.

use rust_decimal::Decimal;

mod capacity;
mod negotiation;
mod services;

use super::Exported;
use super::figure::Figures;
use pricing::money::Usd;
use pricing::names;
use pricing::rates::{Buying, Meter, PromptLength, PublishedRate, Said};
use pricing::report::{AppliedRate, Owner};
use pricing::scenario::Placement;

/// The columns. They only ever grow at the end.
pub const COLUMNS: [&str; 22] = [
    "kind",
    "entry",
    "part",
    "item",
    "model",
    "model_id",
    "provider",
    "scope",
    "region",
    "buying",
    "prompts",
    "meter",
    "quantity",
    "unit_price_usd",
    "price_unit",
    "price_origin",
    "source",
    "source_read",
    "note",
    "period",
    "cost_usd",
    "quantity_unit",
];

/// What stands between cells, and before decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Separators {
    /// Commas between cells and a point before decimals, as RFC 4180 and every program has it.
    #[default]
    Commas,
    /// Semicolons between cells and a comma before decimals: what a spreadsheet opens by itself where the decimal sign is a comma.
    Semicolons,
}

/// The report with commas between cells. See [`csv_with`].
pub fn csv(exported: &Exported<'_>) -> String {
    csv_with(exported, Separators::Commas)
}

/// The report: a row for each charge, then for each total, each step of the ladder, and each figure of the commitment, of what
/// is weighed before it is signed, and of capacity.
///
/// Only money stands among the costs; what else is counted stands among the quantities, with its unit. Numbers are numbers.
/// Text that a spreadsheet could take for a formula has an apostrophe before it; control characters are spaces.
pub fn csv_with(exported: &Exported<'_>, separators: Separators) -> String {
    let mut sheet = Sheet { separators, ..Sheet::default() };
    for column in COLUMNS {
        sheet.text(column);
    }
    sheet.end();
    let Exported { scenario, report, .. } = exported;
    for line in &report.lines {
        sheet.text("tokens");
        sheet.text(&names::workload_name(scenario, line.workload));
        match line.route {
            Some(route) => sheet.text(&["route ", &(route + 1).to_string()].concat()),
            None => sheet.text("baseline"),
        }
        sheet.text(&names::line_name(line));
        let charged = (&*line.placement, line.buying, line.length, line.meter);
        sheet.charged(
            exported,
            charged,
            line.quantity.tokens(),
            &line.price,
            exported.source_of(&line.price, &line.key()),
        );
        sheet.text("month");
        sheet.amount(line.cost());
        sheet.text("tokens");
        sheet.end();
    }
    for charge in &report.charges {
        sheet.text("capacity");
        sheet.text(&names::owner_name(scenario, charge.owner));
        sheet.text(if matches!(charge.owner, Owner::Custom(_)) { "custom model" } else { "purchase" });
        sheet.text(&names::charge_name(charge));
        let charged = (&charge.placement, charge.buying, PromptLength::Ordinary, charge.meter);
        sheet.charged(
            exported,
            charged,
            charge.quantity(),
            &charge.price,
            exported.source_of(&charge.price, &charge.key()),
        );
        sheet.text(if charge.is_once() { "once" } else { "month" });
        sheet.amount(charge.cost());
        sheet.text(names::counted(charge));
        sheet.end();
    }
    services::put(&mut sheet, exported);
    for (period, name, amount) in exported.totals() {
        let period = match period {
            "firstYear" => "year",
            "inference" | "services" => "month",
            other => other,
        };
        sheet.row(&Group { kind: "total", period, ..Group::default() }, name, &amount.exact(), "", "");
    }
    if let Ok(ladder) = &report.ladder {
        let of = Group { kind: "ladder", period: "month", ..Group::default() };
        sheet.rungs(&of, &exported.rungs(ladder, "Paid"));
    }
    negotiation::put(&mut sheet, exported);
    capacity::put(&mut sheet, exported);
    sheet.written
}

/// Cells as they are written, one after the other.
#[derive(Default)]
struct Sheet {
    separators: Separators,
    written: String,
    /// Cells of this row.
    cells: usize,
}

impl Sheet {
    fn cell(&mut self, cell: &str) {
        if self.cells > 0 {
            self.written.push(match self.separators {
                Separators::Commas => ',',
                Separators::Semicolons => ';',
            });
        }
        self.written.push_str(cell);
        self.cells += 1;
    }

    /// A number as it was computed, or nothing.
    fn figure(&mut self, number: &str) {
        match self.separators {
            Separators::Commas => self.cell(number),
            Separators::Semicolons => self.cell(&number.replace('.', ",")),
        }
    }

    fn end(&mut self) {
        self.written.push_str("\r\n");
        self.cells = 0;
    }

    /// A number: digits, a sign, a point, and nothing that needs a guard.
    fn number(&mut self, number: Decimal) {
        self.figure(&number.normalize().to_string());
    }

    fn amount(&mut self, amount: Usd) {
        self.figure(&amount.exact());
    }

    fn text(&mut self, text: &str) {
        self.cell(&guarded(text));
    }

    /// What lines and charges have in common.
    fn charged(
        &mut self,
        exported: &Exported<'_>,
        (placement, buying, length, meter): (&Placement, Buying, PromptLength, Meter),
        quantity: u64,
        price: &AppliedRate,
        source: Option<PublishedRate<'_>>,
    ) {
        let rate = price.rate();
        self.text(names::model_name(&placement.model, exported.card));
        self.text(&placement.model);
        self.text(exported.provider(placement));
        self.text(placement.scope.name());
        self.text(&placement.region);
        self.text(buying.name());
        self.text(length.name());
        self.text(meter.name());
        self.figure(&quantity.to_string());
        self.number(rate.amount());
        self.text(rate.unit().name());
        self.text(match (price.typed, price.halved) {
            (true, _) => "typed",
            (false, true) => "card, halved in batch",
            (false, false) => "card",
        });
        self.text(source.map_or("", |published| published.source.title()));
        self.text(&source.map(|published| published.read.to_string()).unwrap_or_default());
        self.text(source.and_then(|published| published.note).map_or("", Said::text));
    }

    /// A row of one figure: its name, its number, its unit where it isn't money, and what else is to be said.
    fn row(&mut self, of: &Group<'_>, item: &str, number: &str, unit: &str, note: &str) {
        for text in [of.kind, of.entry, of.part, item, "", "", "", "", "", of.buying, "", ""] {
            self.text(text);
        }
        let is_money = unit.is_empty();
        self.figure(if is_money { "" } else { number });
        for text in ["", "", "", "", "", note, of.period] {
            self.text(text);
        }
        self.figure(if is_money { number } else { "" });
        self.text(unit);
        self.end();
    }

    /// A row for each figure.
    fn figures(&mut self, of: &Group<'_>, figures: &Figures) {
        for (head, number) in figures.each() {
            let period = if head.period.is_empty() { of.period } else { head.period };
            let note = match number {
                Some(_) if of.chosen => "chosen",
                Some(_) => "",
                None if head.note.is_empty() => of.unknown,
                None => head.note,
            };
            self.row(&Group { period, ..*of }, head.name, number.unwrap_or_default(), head.unit, note);
        }
    }

    /// A row for each rung of a ladder.
    fn rungs(&mut self, of: &Group<'_>, rungs: &[(String, Usd)]) {
        for (name, amount) in rungs {
            self.row(of, name, &amount.exact(), "", "");
        }
    }
}

/// What rows of figures have in common.
#[derive(Clone, Copy, Default)]
struct Group<'a> {
    kind: &'a str,
    entry: &'a str,
    part: &'a str,
    buying: &'a str,
    period: &'a str,
    /// Why there is no number, where there is none and the figure itself doesn't say it.
    unknown: &'a str,
    /// Whether it is the one of several that the reader chose.
    chosen: bool,
}

/// A text as a cell: no formula, no control character, in quotes where it must be.
fn guarded(text: &str) -> String {
    let clean = |letter: char| {
        let breaks = letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}');
        if breaks { ' ' } else { letter }
    };
    let mut cell: String = text.chars().map(clean).collect();
    let begins = cell.trim_start().chars().next();
    // The wide forms are what some spreadsheets take for the plain ones. A tab or a line's end is a space by now, but was
    // put there for a reason.
    let is_formula = matches!(begins, Some('=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}'))
        || text.starts_with(['\t', '\r', '\n']);
    if is_formula {
        cell.insert(0, '\'');
    }
    if cell.contains(['"', ',', ';', '\'']) || cell.trim() != cell {
        cell = cell.replace('"', "\"\"");
        cell.insert(0, '"');
        cell.push('"');
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn text_is_no_formula_and_stays_in_its_cell() {
        assert_eq!(guarded("Support, chat"), "\"Support, chat\"");
        assert_eq!(guarded("say \"hello\""), "\"say \"\"hello\"\"\"");
        assert_eq!(guarded("a-b=c+d@e"), "a-b=c+d@e");
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\r=1", "\n=1", "\u{feff}=1", "\u{ff1d}1"] {
            assert!(guarded(formula).starts_with("\"'"), "{formula:?}");
        }
        assert!(guarded("\tplain").starts_with("\"'"));
        assert_eq!(guarded("a\r\nb\0c"), "a  b c");
    }
}
