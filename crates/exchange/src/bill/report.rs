//! Tables with a row for each charge: the Cost and Usage Reports, and FOCUS.

mod columns;

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::error::{BillError, Wrong};
use super::hours::{Span, span};
use super::number::amount;
use super::row::{Bedrock, Day, Kind, Net, Row, Source, day, hash};
pub(super) use columns::Columns;
use columns::Other;

/// A row's cells, by their place.
pub(super) trait Cells<'r>: Fn(usize) -> &'r str {}

impl<'r, F: Fn(usize) -> &'r str> Cells<'r> for F {}

impl Columns {
    /// Reads a row, given its cells, and hands it on.
    ///
    /// # Errors
    /// When an amount or a date can't be read.
    pub(super) fn read<'r>(
        &self,
        number: u64,
        cell: impl Cells<'r>,
        add: impl FnOnce(&Row<'_>),
    ) -> Result<(), BillError> {
        let other = |other: Other| some(self.place(other).map_or("", &cell));
        let decimal = |text: &str| amount(text).ok_or_else(|| BillError::row(number, Wrong::Amount, text));
        let maybe = |text: &str| if text.is_empty() { Ok(None) } else { decimal(text).map(Some) };
        let cost = maybe(some(cell(self.cost)))?.unwrap_or_default();
        let net =
            if self.has(Other::Net) { maybe(other(Other::Net))?.map_or(Net::Empty, Net::Cell) } else { Net::NoColumn };
        let (period, start) = (other(Other::Period), some(cell(self.start)));
        let date = |text: &str| day(text).ok_or_else(|| BillError::row(number, Wrong::Date, text));
        let Day { month, .. } = date(if period.is_empty() { start } else { period })?;
        // A charge of another month, such as a refund, is in this month's bill without a day.
        let used = if start.is_empty() { None } else { Some(date(start)?) };
        let used = used.filter(|used| used.month == month).map(|used| used.day);
        let said = Said::of(&other);
        let bedrock = said.bedrock();
        let is_focus = self.source == Source::Focus;
        let kind = cell(self.kind);
        let kind = if is_focus {
            match focus_kind(kind, other(Other::Class), cost) {
                // Its fee was another line: what isn't billed for it is no discount.
                Kind::Usage
                    if cost.is_zero() && maybe(other(Other::Effective))?.is_some_and(|cost| !cost.is_zero()) =>
                {
                    Kind::Covered
                }
                kind => kind,
            }
        } else {
            report_kind(kind, other(Other::Class), cost)
        };
        // Of other services' rows only the sum is kept.
        let kept = bedrock != Bedrock::No;
        let of_kept = |column: Other| if kept { maybe(other(column)) } else { Ok(None) };
        let list = of_kept(Other::List)?.filter(|list| *list > Decimal::ZERO && kind == Kind::Usage);
        let name: Cow<'_, str> = match bedrock {
            Bedrock::No => Cow::Borrowed(""),
            _ if said.product.is_empty() => product_name(said.map).map_or(Cow::Borrowed(""), Cow::Owned),
            _ => Cow::Borrowed(said.product),
        };
        let mut tags = String::new();
        if kept {
            self.tags.write(&|place| some(cell(place)), &mut tags);
        }
        let (id, interval) = (other(Other::Id), other(Other::Interval));
        let (start, end) = match (other(Other::End), interval.split_once('/')) {
            ("", Some(interval)) => interval,
            (end, _) => (start, end),
        };
        let account = other(Other::Account);
        add(&Row {
            source: self.source,
            month,
            day: used,
            span: if kept && kind == Kind::Usage { span(start, end, month) } else { Span::Unsaid },
            account: if account.is_empty() { other(Other::Payer) } else { account },
            currency: other(Other::Currency),
            kind,
            code: said.code,
            product: &name,
            usage_type: said.usage_type,
            region: other(Other::Region),
            tags: &tags,
            unit: other(Other::Unit),
            marketplace: said.is_marketplace(),
            quantity: of_kept(Other::Quantity)?,
            cost,
            net,
            is_before: !is_focus,
            list,
            bedrock,
            id: (kept && !id.is_empty()).then(|| hash(&[id.as_bytes(), interval.as_bytes()])),
            estimated: self.has(Other::Invoice).then(|| other(Other::Invoice).is_empty()),
        });
        Ok(())
    }
}

/// What a row says of its product.
struct Said<'r> {
    code: &'r str,
    service: &'r str,
    product: &'r str,
    map: &'r str,
    usage_type: &'r str,
    entity: &'r str,
    resource: &'r str,
    publisher: &'r str,
}

impl<'r> Said<'r> {
    fn of(other: &impl Fn(Other) -> &'r str) -> Self {
        // FOCUS has it in one of several columns, which may hold something else.
        let others = [Other::UsageType2, Other::UsageType3].map(other);
        let found = others.into_iter().find(|text| text.contains('-')).unwrap_or_default();
        let own = other(Other::UsageType);
        Self {
            code: other(Other::Code),
            service: other(Other::Service),
            product: other(Other::Product),
            map: other(Other::ProductMap),
            usage_type: if own.is_empty() { found } else { own },
            entity: other(Other::Entity),
            resource: other(Other::Resource),
            publisher: other(Other::Publisher),
        }
    }

    /// Whether a row is about Bedrock, as far as it tells itself.
    fn bedrock(&self) -> Bedrock {
        let named = [self.code, self.service, self.product, self.map].iter().any(|text| text.contains("Bedrock"));
        if named || self.resource.contains(":bedrock:") {
            return Bedrock::Yes;
        }
        // AWS's own services have names for codes; a Marketplace product's code says nothing.
        let no_name = self.code.is_empty() && self.product.is_empty();
        if self.entity == "AWS Marketplace" || no_name || is_opaque(self.code) { Bedrock::Maybe } else { Bedrock::No }
    }

    fn is_marketplace(&self) -> bool {
        self.entity == "AWS Marketplace"
            || self.product.ends_with("(Amazon Bedrock Edition)")
            || self.usage_type.contains("-MP:")
            || is_opaque(self.code)
            || self.code.is_empty()
                && !matches!(self.publisher, "" | "AWS" | "Amazon Web Services" | "Amazon Web Services, Inc.")
    }
}

/// Whether a product's code is one of Marketplace's: 25 small letters and digits.
fn is_opaque(code: &str) -> bool {
    code.len() == 25 && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// A cell's text; some exporters write `NULL` for nothing.
fn some(text: &str) -> &str {
    if text == "NULL" || text == "null" { "" } else { text }
}

/// The name in a product's map.
fn product_name(map: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Product {
        product_name: Option<String>,
    }
    serde_json::from_str::<Product>(map).ok()?.product_name
}

/// What a report's line item is. Source: AWS, the line item details of the Cost and Usage Report; discounts are named by AWS's
/// query library.
fn report_kind(kind: &str, bill: &str, cost: Decimal) -> Kind {
    match kind {
        "Refund" => Kind::Refund,
        "Usage" | "DiscountedUsage" | "SavingsPlanCoveredUsage" if bill == "Refund" => Kind::Refund,
        "Usage" | "SavingsPlanCoveredUsage" => Kind::Usage,
        "DiscountedUsage" => {
            if cost.is_zero() {
                Kind::Covered
            } else {
                Kind::Usage
            }
        }
        "Tax" => Kind::Tax,
        "Credit" => Kind::Credit,
        "Fee" | "RIFee" | "SavingsPlanRecurringFee" | "SavingsPlanUpfrontFee" => Kind::CommitmentFee,
        "SavingsPlanNegation" => Kind::Discount,
        _ if kind.ends_with("Discount") || cost.is_sign_negative() && !cost.is_zero() => Kind::Discount,
        _ => Kind::Other,
    }
}

/// What a charge of FOCUS is. Source: the FOCUS specification, `ChargeCategory` and `ChargeClass`.
fn focus_kind(category: &str, class: &str, cost: Decimal) -> Kind {
    match category {
        "Tax" => Kind::Tax,
        "Credit" => Kind::Credit,
        _ if class == "Correction" => Kind::Refund,
        "Usage" => Kind::Usage,
        "Purchase" => Kind::CommitmentFee,
        _ if cost.is_sign_negative() && !cost.is_zero() => Kind::Discount,
        _ => Kind::Other,
    }
}
