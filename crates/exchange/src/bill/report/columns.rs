//! Where a table has what is read of it.

use std::borrow::Cow;
use std::collections::HashMap;

use pricing::harmless::start_of;

use super::super::answer::Summed;
use super::super::error::BillError;
use super::super::row::Source;
use super::super::tags::TagColumns;

/// A table's columns, by what they are called without anything but letters and digits: databases spell the same names differently.
struct Header {
    columns: HashMap<String, usize>,
    tags: TagColumns,
    names: Vec<String>,
}

impl Header {
    fn new<'t>(names: impl Iterator<Item = Cow<'t, str>>) -> Self {
        let mut columns = HashMap::new();
        let names: Vec<Cow<'t, str>> = names.collect();
        for (index, name) in names.iter().enumerate() {
            columns.entry(plain(name)).or_insert(index);
        }
        let tags = TagColumns::of(names.iter().map(|name| name.trim()).enumerate());
        Self { columns, tags, names: names.iter().map(|name| start_of(name.trim())).collect() }
    }

    /// The file's own name of a column.
    fn name(&self, names: &[&str]) -> Option<String> {
        self.names.get(self.find(names)?).cloned()
    }

    /// What is summed, in these columns.
    fn summed(&self, net: &[&str], cost: &[&str], list: &[&str]) -> Summed {
        let cost = self.name(cost).unwrap_or_default();
        Summed { paid: self.name(net).unwrap_or_else(|| cost.clone()), cost, list: self.name(list).unwrap_or_default() }
    }

    fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.columns.get(*name).copied())
    }
}

/// A name's letters and digits, small.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Where a table has what a row needs.
#[derive(Clone, Debug)]
pub(in super::super) struct Columns {
    pub(in super::super) source: Source,
    pub(super) kind: usize,
    pub(super) cost: usize,
    pub(super) start: usize,
    pub(super) tags: TagColumns,
    /// What is summed, by the file's own names.
    pub(in super::super) summed: Summed,
    rest: [Option<usize>; OTHERS],
}

/// Columns that may be missing, by their place in [`Columns::rest`].
#[derive(Clone, Copy)]
pub(super) enum Other {
    Class,
    Period,
    Account,
    Payer,
    Currency,
    Code,
    Service,
    Product,
    /// A map of JSON that has the product's name.
    ProductMap,
    UsageType,
    UsageType2,
    UsageType3,
    Region,
    Unit,
    Quantity,
    Net,
    List,
    Entity,
    Invoice,
    Id,
    Interval,
    Resource,
    Publisher,
    /// The cost with fees spread over the use that they pay for.
    Effective,
    /// When the use ended.
    End,
}

const OTHERS: usize = 25;

impl Columns {
    /// The columns of a table with this header; `None` where it isn't a report.
    ///
    /// # Errors
    /// When it is one, but lacks a column.
    pub(in super::super) fn of<'t>(names: impl Iterator<Item = Cow<'t, str>>) -> Result<Option<Self>, BillError> {
        let header = Header::new(names);
        if header.find(&["billedcost"]).is_some() && header.find(&["chargecategory"]).is_some() {
            return Self::focus(&header).map(Some);
        }
        let is_report = header.find(&["lineitemlineitemtype", "lineitemusagetype", "lineitemunblendedcost"]).is_some();
        if is_report { Self::report(&header).map(Some) } else { Ok(None) }
    }

    fn report(header: &Header) -> Result<Self, BillError> {
        let need = |name: &'static str, shown| header.find(&[name]).ok_or(BillError::Column(shown));
        let map = header.find(&["product"]);
        let source = if map.is_some() && header.find(&["productproductname"]).is_none() {
            Source::Report2
        } else {
            Source::Report
        };
        need("lineitemusagetype", "lineItem/UsageType")?;
        Ok(Self {
            source,
            kind: need("lineitemlineitemtype", "lineItem/LineItemType")?,
            cost: need("lineitemunblendedcost", "lineItem/UnblendedCost")?,
            start: need("lineitemusagestartdate", "lineItem/UsageStartDate")?,
            tags: header.tags.clone(),
            summed: header.summed(
                &["lineitemnetunblendedcost"],
                &["lineitemunblendedcost"],
                &["pricingpublicondemandcost"],
            ),
            rest: [
                header.find(&["billbilltype"]),
                header.find(&["billbillingperiodstartdate"]),
                header.find(&["lineitemusageaccountid"]),
                header.find(&["billpayeraccountid"]),
                header.find(&["lineitemcurrencycode"]),
                header.find(&["lineitemproductcode"]),
                header.find(&["productservicecode"]),
                header.find(&["productproductname"]),
                map,
                header.find(&["lineitemusagetype"]),
                None,
                None,
                header.find(&["productregion", "productregioncode"]),
                header.find(&["pricingunit"]),
                header.find(&["lineitemusageamount"]),
                header.find(&["lineitemnetunblendedcost"]),
                header.find(&["pricingpublicondemandcost"]),
                header.find(&["billbillingentity"]),
                header.find(&["billinvoiceid"]),
                header.find(&["identitylineitemid"]),
                header.find(&["identitytimeinterval"]),
                header.find(&["lineitemresourceid"]),
                None,
                None,
                header.find(&["lineitemusageenddate"]),
            ],
        })
    }

    fn focus(header: &Header) -> Result<Self, BillError> {
        let need = |name: &'static str, shown| header.find(&[name]).ok_or(BillError::Column(shown));
        Ok(Self {
            source: Source::Focus,
            kind: need("chargecategory", "ChargeCategory")?,
            cost: need("billedcost", "BilledCost")?,
            start: need("chargeperiodstart", "ChargePeriodStart")?,
            tags: header.tags.clone(),
            summed: header.summed(&[], &["billedcost"], &["listcost"]),
            rest: [
                header.find(&["chargeclass"]),
                header.find(&["billingperiodstart"]),
                header.find(&["subaccountid"]),
                header.find(&["billingaccountid"]),
                header.find(&["billingcurrency"]),
                header.find(&["xservicecode"]),
                None,
                header.find(&["servicename"]),
                None,
                header.find(&["xusagetype"]),
                header.find(&["skumeter"]),
                header.find(&["skuid"]),
                header.find(&["regionid"]),
                header.find(&["pricingunit", "consumedunit"]),
                header.find(&["pricingquantity", "consumedquantity"]),
                None,
                header.find(&["listcost"]),
                None,
                None,
                None,
                None,
                header.find(&["resourceid"]),
                header.find(&["publishername", "publisher"]),
                header.find(&["effectivecost"]),
                header.find(&["chargeperiodend"]),
            ],
        })
    }

    /// Where a column is that may be missing.
    pub(super) fn place(&self, other: Other) -> Option<usize> {
        self.rest.get(other as usize).copied().flatten()
    }

    /// Whether the table has a column.
    pub(super) fn has(&self, other: Other) -> bool {
        self.place(other).is_some()
    }

    /// Every column that a row needs: what else a file has needn't be unpacked.
    pub(in super::super) fn all(&self) -> Vec<usize> {
        let needed = [self.kind, self.cost, self.start];
        needed.into_iter().chain(self.rest.into_iter().flatten()).chain(self.tags.all()).collect()
    }
}
