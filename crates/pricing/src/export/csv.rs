//! A report as CSV (RFC 4180), for spreadsheets.

use rust_decimal::Decimal;

use super::Exported;
use crate::explain;
use crate::money::Usd;
use crate::rates::{Buying, Meter, PromptLength, PublishedRate};
use crate::report::{AppliedRate, Owner};
use crate::scenario::Placement;

/// The columns. They only ever grow at the end.
pub const COLUMNS: [&str; 21] = [
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
];

/// The report: a row for each charge, then for each total, each step of the ladder and each figure of a commitment's years.
///
/// Numbers are numbers. Text that a spreadsheet could take for a formula has an apostrophe before it; control characters are
/// spaces.
pub fn csv(exported: &Exported<'_>) -> String {
    let mut sheet = Sheet::default();
    for column in COLUMNS {
        sheet.text(column);
    }
    sheet.end();
    let Exported { scenario, report, .. } = exported;
    for line in &report.lines {
        sheet.text("tokens");
        sheet.text(&explain::workload_name(scenario, line.workload));
        match line.route {
            Some(route) => sheet.text(&["route ", &(route + 1).to_string()].concat()),
            None => sheet.text("baseline"),
        }
        sheet.text(&explain::line_name(line));
        let charged = (&line.placement, line.buying, line.length, line.meter);
        sheet.charged(exported, charged, line.quantity.tokens(), &line.price, exported.source_of_line(line));
        sheet.text("month");
        sheet.amount(line.cost());
        sheet.end();
    }
    for charge in &report.charges {
        sheet.text("capacity");
        sheet.text(&explain::owner_name(scenario, charge.owner));
        sheet.text(if matches!(charge.owner, Owner::Custom(_)) { "custom model" } else { "purchase" });
        sheet.text(&explain::charge_name(charge));
        let charged = (&charge.placement, charge.buying, PromptLength::Ordinary, charge.meter);
        sheet.charged(exported, charged, charge.quantity(), &charge.price, exported.source_of_charge(charge));
        sheet.text(if charge.is_once() { "once" } else { "month" });
        sheet.amount(charge.cost());
        sheet.end();
    }
    for (period, name, amount) in exported.totals() {
        sheet.figure("total", name, if period == "firstYear" { "year" } else { period }, amount);
    }
    for (name, amount) in exported.ladder() {
        sheet.figure("ladder", &name, "month", amount);
    }
    for (index, year) in exported.years().iter().enumerate() {
        let period = ["year ", &(index + 1).to_string()].concat();
        for (_, name, amount) in year {
            sheet.figure("commitment", name, &period, *amount);
        }
    }
    sheet.written
}

/// Cells as they are written, one after the other.
#[derive(Default)]
struct Sheet {
    written: String,
    /// Cells of this row.
    cells: usize,
}

impl Sheet {
    fn cell(&mut self, cell: &str) {
        if self.cells > 0 {
            self.written.push(',');
        }
        self.written.push_str(cell);
        self.cells += 1;
    }

    fn end(&mut self) {
        self.written.push_str("\r\n");
        self.cells = 0;
    }

    /// A number: digits, a sign, a point, and nothing that needs a guard.
    fn number(&mut self, number: Decimal) {
        self.cell(&number.normalize().to_string());
    }

    fn amount(&mut self, amount: Usd) {
        self.cell(&amount.exact());
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
        self.text(explain::model_name(&placement.model, exported.card));
        self.text(&placement.model);
        self.text(exported.provider(placement));
        self.text(placement.scope.name());
        self.text(&placement.region);
        self.text(buying.name());
        self.text(length.name());
        self.text(meter.name());
        self.cell(&quantity.to_string());
        self.number(rate.amount());
        self.text(rate.unit().name());
        self.text(match (price.typed, price.halved) {
            (true, _) => "typed",
            (false, true) => "card, halved in batch",
            (false, false) => "card",
        });
        self.text(source.map_or("", |published| &published.source.title));
        self.text(&source.map(|published| published.read.to_string()).unwrap_or_default());
        self.text(source.and_then(|published| published.note).unwrap_or_default());
    }

    /// A row with a name, a period and an amount.
    fn figure(&mut self, kind: &str, name: &str, period: &str, amount: Usd) {
        self.text(kind);
        self.text("");
        self.text("");
        self.text(name);
        while self.cells < COLUMNS.len() - 2 {
            self.text("");
        }
        self.text(period);
        self.amount(amount);
        self.end();
    }
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
