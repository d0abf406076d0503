//! The table that Cost Explorer's page downloads: a column for each service or usage type, a row for each day or month.
//!
//! Its total row is never added. Whether points or commas are decimal only all cells together tell, so the table is kept until
//! its end.

use pricing::number::decimal;
use rust_decimal::Decimal;

use super::error::{BillError, Bound, Wrong};
use super::gather::Gather;
use super::hours::Span;
use super::number::amount;
use super::records::Cells;
use super::row::{Bedrock, Day, Kind, Month, Net, Row, Source, Step, day, hash};
use super::usage_type::{Tables, is_likely};

/// Cells that are kept: 20,000 usage types for three years by month, or a thousand for five years by day.
const CELLS_MAX: usize = 2_000_000;

/// A table that is being read.
pub(super) struct Explorer {
    by: By,
    columns: Vec<Column>,
    rows: Vec<(Day, u64, Vec<Box<str>>)>,
    total: Option<Vec<Box<str>>>,
    cells: usize,
    separator: u8,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    UsageType,
    Service,
}

struct Column {
    name: String,
    is_total: bool,
}

/// Whether a table with this header is one of Cost Explorer's.
pub(super) fn is_header(cells: Cells<'_>) -> bool {
    let last = (0..cells.len()).rev().map(|index| cells.lossy(index)).find(|cell| !cell.trim().is_empty());
    cells.len() > 1 && last.is_some_and(|last| name_of(&last).0.starts_with("Total cost"))
}

/// A column's name, and the currency after it: `Amazon Bedrock ($)`, `Total costs(EUR)`.
fn name_of(text: &str) -> (&str, &str) {
    let text = text.trim();
    let Some((name, rest)) = text.rsplit_once('(') else { return (text, "") };
    let Some(currency) = rest.strip_suffix(')') else { return (text, "") };
    let code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    let sign = !currency.is_empty()
        && currency.chars().count() <= 3
        && !currency.chars().any(|letter| letter.is_ascii_alphanumeric());
    if code || sign { (name.trim(), currency) } else { (text, "") }
}

/// The code of a currency's sign. What could be several currencies' stays a sign.
fn currency_of(sign: &str) -> &str {
    match sign {
        "$" => "USD",
        "\u{20ac}" => "EUR",
        "\u{a3}" => "GBP",
        _ => sign,
    }
}

impl Explorer {
    /// A table with this header.
    ///
    /// # Errors
    /// When it's grouped by something that names neither model nor meter.
    pub(super) fn new(header: Cells<'_>, separator: u8) -> Result<(Self, String), BillError> {
        let by = match header.text(0).to_ascii_lowercase().as_str() {
            "usage type" => By::UsageType,
            "service" => By::Service,
            _ => return Err(BillError::GroupedBy(pricing::harmless::start_of(header.text(0)))),
        };
        let mut currency = String::new();
        let mut columns = Vec::new();
        for index in 1..header.len() {
            let cell = header.lossy(index);
            let (name, sign) = name_of(&cell);
            let is_total = name.starts_with("Total cost");
            if is_total || currency.is_empty() {
                currency_of(sign).clone_into(&mut currency);
            }
            columns.push(Column { name: name.to_owned(), is_total });
        }
        Ok((Self { by, columns, rows: Vec::new(), total: None, cells: 0, separator }, currency))
    }

    /// Takes a row.
    pub(super) fn row(&mut self, cells: Cells<'_>) -> Result<(), BillError> {
        let first = cells.lossy(0);
        if (0..cells.len()).all(|index| cells.bytes(index).trim_ascii().is_empty()) {
            return Ok(());
        }
        let extra = (self.columns.len() + 1..cells.len()).any(|index| !cells.bytes(index).trim_ascii().is_empty());
        if extra {
            return Err(BillError::row(cells.row, Wrong::Cells, &first));
        }
        self.cells += self.columns.len();
        if self.cells > CELLS_MAX {
            return Err(BillError::TooMuch(Bound::Whole, CELLS_MAX as u64));
        }
        let texts = (1..=self.columns.len()).map(|index| cells.lossy(index).trim().into()).collect();
        if first.trim().ends_with(" total") {
            self.total = Some(texts);
            return Ok(());
        }
        let day = day(&first).ok_or_else(|| BillError::row(cells.row, Wrong::Date, &first))?;
        self.rows.push((day, cells.row, texts));
        Ok(())
    }

    /// Reads all rows. What the table's total row has for each column, the total of all under no name.
    pub(super) fn end(
        self,
        currency: &str,
        tables: &Tables,
        gather: &mut Gather,
    ) -> Result<(Source, Vec<(String, Decimal)>), BillError> {
        let comma = self.has_decimal_commas()?;
        // Rows of months are the first of each, and no month comes twice.
        let step =
            if self.rows.iter().all(|(day, ..)| day.day == 1) && self.is_by_month() { Step::Month } else { Step::Day };
        let source = match self.by {
            By::UsageType => Source::UsageTypes(step),
            By::Service => Source::Services(step),
        };
        for (day, number, texts) in &self.rows {
            gather.file.rows += 1;
            let of = self.columns.iter().zip(texts).filter(|(column, text)| !column.is_total && !text.is_empty());
            for (column, text) in of {
                let cost = grouped(text, comma).ok_or_else(|| BillError::row(*number, Wrong::Amount, text))?;
                let (usage_type, product) = match self.by {
                    By::UsageType => (column.name.as_str(), ""),
                    By::Service => ("", column.name.as_str()),
                };
                let at = [day.month.to_string(), day.day.to_string()];
                let key = record(
                    usage_type,
                    product,
                    day.month,
                    (step == Step::Day).then_some(day.day),
                    cost,
                    currency,
                    source,
                    tables,
                );
                let id = hash(&[&[source_number(source)], at[0].as_bytes(), at[1].as_bytes(), column.name.as_bytes()]);
                gather.add_cell(&Row { id: Some(id), ..key });
            }
            if step == Step::Day {
                gather.day_without(source, day.month, day.day);
            }
        }
        let texts = self.total.iter().flatten();
        let printed = self.columns.iter().zip(texts).filter_map(|(column, text)| {
            let name = if column.is_total { "" } else { column.name.as_str() };
            Some((name.to_owned(), grouped(text, comma)?))
        });
        let printed = printed.collect();
        Ok((source, printed))
    }

    /// Whether each row is a month: several months, or one that can't be a day's table.
    fn is_by_month(&self) -> bool {
        let mut months: Vec<Month> = self.rows.iter().map(|(day, ..)| day.month).collect();
        let rows = months.len();
        months.dedup();
        rows == months.len()
    }

    /// Whether commas are decimal.
    fn has_decimal_commas(&self) -> Result<bool, BillError> {
        let (mut point, mut comma, mut unsure) = (false, false, None);
        let rows = self.rows.iter().map(|(_, number, texts)| (*number, texts));
        for (number, texts) in rows.chain(self.total.iter().map(|texts| (0, texts))) {
            for text in texts.iter().filter(|text| !text.is_empty()) {
                match (grouped(text, false), grouped(text, true)) {
                    (Some(left), Some(right)) if left != right => {
                        unsure.get_or_insert((number, text));
                    }
                    (Some(_), Some(_)) => {}
                    (Some(_), None) => point = true,
                    (None, Some(_)) => comma = true,
                    (None, None) => return Err(BillError::row(number, Wrong::Amount, text)),
                }
            }
        }
        match (point, comma, unsure) {
            (true, true, _) => {
                let (number, text) = unsure.map_or((1, ""), |(number, text)| (number, text));
                Err(BillError::row(number, Wrong::Decimals, text))
            }
            (false, false, Some((number, text))) if self.separator == b';' => {
                Err(BillError::row(number, Wrong::Decimals, text))
            }
            // AWS writes points, and separates by commas.
            (_, comma, _) => Ok(comma),
        }
    }
}

/// A number of the source, for hashes.
pub(super) const fn source_number(source: Source) -> u8 {
    match source {
        Source::Report => 0,
        Source::Report2 => 1,
        Source::Focus => 2,
        Source::Records(Step::Month) => 3,
        Source::Records(Step::Day) => 4,
        Source::UsageTypes(Step::Month) => 5,
        Source::UsageTypes(Step::Day) => 6,
        Source::Services(Step::Month) => 7,
        Source::Services(Step::Day) => 8,
        Source::Metrics => 9,
        Source::Log => 10,
    }
}

/// A number with or without thousands: `1,234.56`, or `1.234,56` where commas are decimal.
fn grouped(text: &str, comma: bool) -> Option<Decimal> {
    let (decimals, thousands) = if comma { (',', '.') } else { ('.', ',') };
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let digits = digits.strip_prefix('$').unwrap_or(digits);
    let (whole, fraction) = digits.split_once(decimals).map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.split(thousands);
    let first = groups.next()?;
    let mut plain = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.is_empty() || first.len() > 3 {
            return None;
        }
        plain.push_str(group);
    }
    if let Some(fraction) = fraction {
        plain.push('.');
        plain.push_str(fraction);
    }
    // Small amounts have an exponent, which has no thousands.
    let value = decimal(&plain).or_else(|| amount(&plain).filter(|_| plain.contains(['e', 'E'])))?;
    Some(if negative { -value } else { value })
}

/// A row of Cost Explorer, by what it's grouped by.
#[allow(clippy::too_many_arguments, reason = "a row has this many cells")]
pub(super) fn record<'a>(
    usage_type: &'a str,
    service: &'a str,
    month: Month,
    day: Option<u8>,
    cost: Decimal,
    currency: &'a str,
    source: Source,
    tables: &Tables,
) -> Row<'a> {
    let no_usage = usage_type == "NoUsageType";
    let is_tax = service == "Tax" || service.is_empty() && no_usage;
    let kind = match (is_tax, no_usage) {
        (true, _) if cost.is_zero() || cost.is_sign_positive() => Kind::Tax,
        (true, _) | (_, true) => Kind::Other,
        _ => Kind::Usage,
    };
    let bedrock = match () {
        // Tax is of the whole file: it can't be told apart by service.
        () if is_tax || service.contains("Bedrock") => Bedrock::Yes,
        () if !service.is_empty() => Bedrock::No,
        () if tables.read(usage_type).is_some() || is_likely(usage_type) => Bedrock::Yes,
        () => Bedrock::No,
    };
    Row {
        source,
        month,
        day,
        span: Span::Unsaid,
        account: "",
        currency,
        kind,
        code: "",
        product: if is_tax { "" } else { service },
        usage_type: if no_usage { "" } else { usage_type },
        region: "",
        tags: "",
        unit: "",
        marketplace: usage_type.contains("-MP:") || service.ends_with("(Amazon Bedrock Edition)"),
        quantity: None,
        cost,
        net: Net::NoColumn,
        is_before: true,
        list: None,
        bedrock,
        id: None,
        estimated: None,
    }
}
