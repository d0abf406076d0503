//! Bills of scenarios: what each line of a report would be called on a bill of AWS, in three exports and three packings.
//!
//! Names of usage types follow the grammar of AWS's bills, in every spelling that is known of it.

use std::io::Write as _;
use std::sync::{Arc, LazyLock};

use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard, RateKey};
use pricing::report::Report;
use rust_decimal::Decimal;
use vectors::Generator;

use crate::Tried;

/// Codes of regions in usage types, and of models. Source: AWS's bills and Price List.
const REGIONS: &str = include_str!("../../crates/exchange/bill/regions.csv");
const CODES: &str = include_str!("../../crates/exchange/bill/usage-types.csv");

/// The rows of a table, without its header.
type Rows = LazyLock<Vec<Vec<&'static str>>>;

static REGION_ROWS: Rows = LazyLock::new(|| rows(REGIONS));
static CODE_ROWS: Rows = LazyLock::new(|| rows(CODES));

fn rows(table: &'static str) -> Vec<Vec<&'static str>> {
    table.lines().skip(1).map(|row| row.split(',').collect()).collect()
}

/// The edition that AWS Marketplace appends to a product's name.
const EDITION: &str = " (Amazon Bedrock Edition)";

/// A row of a bill.
#[derive(Clone, Debug)]
pub struct Charge {
    pub kind: &'static str,
    pub account: &'static str,
    pub day: u64,
    pub code: String,
    pub product: String,
    pub usage_type: String,
    pub region: String,
    pub quantity: Decimal,
    pub cost: Decimal,
    pub net: Decimal,
    /// What AWS prints; AWS Marketplace prints 0.
    pub list: Decimal,
}

/// An export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    Report,
    Report2,
    Focus,
}

/// How a table is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    Csv,
    Gzip,
    Parquet,
}

impl Export {
    pub const ALL: [Self; 3] = [Self::Report, Self::Report2, Self::Focus];
}

/// The rows that a report's lines would be on August's bill; `None` where a line's usage type is in no known spelling.
pub fn charges(report: &Report, card: &RateCard, generator: &mut Generator) -> Option<Vec<Charge>> {
    let mut charges = Vec::new();
    // AWS gives its own services the discount, and Marketplace's none.
    let off = Decimal::new(i64::try_from(generator.below(4) * 3).ok()?, 2);
    for line in &report.lines {
        let tokens = line.quantity.tokens();
        if tokens == 0 {
            continue;
        }
        let key = line.key();
        let model = card.model(key.model)?;
        let marketplace = card.provider_of(model).marketplace;
        let region = REGION_ROWS.iter().find(|cells| cells.get(1) == Some(&key.region))?.first()?;
        let (usage_type, power) =
            if marketplace { dimension(&key, region, generator)? } else { native(&key, region, card, generator)? };
        let plain = model.name.trim_end_matches(" (gated)").trim_end_matches(" (preview)");
        let (code, product) = if marketplace {
            let code: String = key.model.bytes().filter(u8::is_ascii_alphanumeric).map(char::from).collect();
            (format!("{code:0<25}").get(..25)?.to_owned(), [plain, EDITION].concat())
        } else {
            ("AmazonBedrock".to_owned(), "Amazon Bedrock".to_owned())
        };
        // In some rows, of any account and day.
        let first = generator.below(tokens + 1);
        for part in [first, tokens - first].into_iter().filter(|part| *part > 0) {
            let cost = line.price.rate().cost(part).amount();
            let net = if marketplace { cost } else { cost.checked_mul(Decimal::ONE - off)? };
            charges.push(Charge {
                kind: "Usage",
                account: generator.pick(&["111122223333", "444455556666"])?,
                day: 1 + generator.below(31),
                code: code.clone(),
                product: product.clone(),
                usage_type: usage_type.clone(),
                region: key.region.to_owned(),
                quantity: Decimal::from_i128_with_scale(i128::from(part), power).normalize(),
                cost: cost.normalize(),
                net: net.normalize(),
                list: if marketplace { Decimal::ZERO } else { cost.normalize() },
            });
        }
    }
    Some(charges)
}

/// Rows that no scenario has: another service, tax, a credit, a guardrail, a model that nobody knows.
pub fn others(generator: &mut Generator) -> Vec<Charge> {
    let kinds = [
        ("Usage", "AmazonEC2", "USE1-BoxUsage:m7i.large", 1),
        ("Tax", "AmazonBedrock", "", 1),
        ("Credit", "AmazonBedrock", "", -1),
        ("Refund", "AmazonBedrock", "USE1-NovaPro-input-tokens", -1),
        ("Usage", "AmazonBedrock", "USE1-Guardrail-ContentPolicyUnitsConsumed", 1),
        ("Usage", "AmazonBedrock", "USE1-NovaZenith9-input-tokens", 1),
    ];
    let mut charges = Vec::new();
    for (kind, code, usage_type, sign) in kinds {
        if generator.chance(30) {
            let places = u32::try_from(generator.below(11)).unwrap_or_default();
            let cost = Decimal::new(sign * i64::try_from(generator.below(10_000_000_000)).unwrap_or_default(), places);
            charges.push(Charge {
                kind,
                account: "111122223333",
                day: 1 + generator.below(31),
                code: code.to_owned(),
                product: if code == "AmazonBedrock" { "Amazon Bedrock".to_owned() } else { String::new() },
                usage_type: usage_type.to_owned(),
                region: "us-east-1".to_owned(),
                quantity: Decimal::from(1 + generator.below(1_000)),
                cost: cost.normalize(),
                net: cost.normalize(),
                list: Decimal::ZERO,
            });
        }
    }
    charges
}

/// A dimension of AWS Marketplace, and the power of ten of its unit: millions.
fn dimension(key: &RateKey<'_>, region: &str, generator: &mut Generator) -> Option<(String, u32)> {
    let global = key.scope == InferenceScope::Global;
    let long = key.length == PromptLength::Long;
    let words = if generator.chance(50) { camel(key, global, long, generator) } else { snake(key, global, long) };
    let words = words.or_else(|| camel(key, global, long, generator)).or_else(|| snake(key, global, long))?;
    Some((format!("{region}-MP:{region}_{words}-Units"), 6))
}

fn camel(key: &RateKey<'_>, global: bool, long: bool, generator: &mut Generator) -> Option<String> {
    let counted = match key.meter {
        Meter::Input => "Input",
        Meter::Output => "Output",
        Meter::CacheRead => "CacheReadInput",
        Meter::CacheWrite5m => generator.pick(&["CacheWriteInput", "CacheWrite5mInput"])?,
        Meter::CacheWrite30m => "CacheWrite30mInput",
        Meter::CacheWrite1h => "CacheWrite1hInput",
        _ => return None,
    };
    let tier = match key.buying {
        Buying::Standard => "",
        Buying::Batch => "_Batch",
        Buying::LatencyOptimised => "_LatencyOptimized",
        _ => return None,
    };
    let (long, scope) = (if long { "_LCtx" } else { "" }, if global { "_Global" } else { "" });
    Some(format!("{counted}TokenCount{long}{scope}{tier}"))
}

/// The word of a tier in newer usage types.
const fn tier(buying: Buying) -> Option<&'static str> {
    Some(match buying {
        Buying::Standard => "standard",
        Buying::Batch => "batch",
        Buying::Flex => "flex",
        Buying::Priority => "priority",
        _ => return None,
    })
}

/// What is counted, in newer usage types.
const fn counted(meter: Meter) -> Option<&'static str> {
    Some(match meter {
        Meter::Input => "input_tokens",
        Meter::Output => "output_tokens",
        Meter::CacheRead => "cache_read_tokens",
        Meter::CacheWrite5m => "cache_write_tokens",
        Meter::CacheWrite30m => "cache_write_tokens_30m",
        Meter::CacheWrite1h => "cache_write_tokens_1h",
        _ => return None,
    })
}

fn snake(key: &RateKey<'_>, global: bool, long: bool) -> Option<String> {
    let (counted, tier) = (counted(key.meter)?, tier(key.buying)?);
    let (long, scope) = (if long { "_long_ctx" } else { "" }, if global { "_global" } else { "" });
    Some(format!("{counted}{long}{scope}_{tier}"))
}

/// A usage type of AWS's own, and the power of ten of its unit.
fn native(key: &RateKey<'_>, region: &str, card: &RateCard, generator: &mut Generator) -> Option<(String, u32)> {
    let global = key.scope == InferenceScope::Global;
    let long = key.length == PromptLength::Long;
    let is_own = |cells: &&Vec<&str>| cells.first() == Some(&"code") && cells.get(2) == Some(&key.model);
    let own: Vec<&Vec<&str>> = CODE_ROWS.iter().filter(is_own).collect();
    let code = generator.pick(&own).and_then(|cells| Some((*cells.get(1)?, *cells.get(4)?)));
    let unit = |unit: &str| if unit == "1M tokens" { 6 } else { 3 };
    let older = code.and_then(|(code, of)| Some((format!("{region}-{code}{}", older(key, global, long)?), unit(of))));
    let newer = || {
        let facts = card.facts(key.model)?;
        let id = facts.ids.first().copied()?;
        // An identifier may be a code, too, with a unit of its own.
        let of = CODE_ROWS.iter().find(|cells| cells.get(1) == Some(&id)).and_then(|cells| cells.get(4).copied());
        let words = snake(key, global, long)?.replace('_', "-");
        Some((format!("{region}-{id}-mantle-{words}"), unit(of.unwrap_or_default())))
    };
    if generator.chance(50) { newer().or(older) } else { older.or_else(newer) }
}

/// `-input-tokens-cross-region-global-batch`: what stands after a model's code.
fn older(key: &RateKey<'_>, global: bool, long: bool) -> Option<String> {
    let counted = match key.meter {
        Meter::Input => "-input-tokens",
        Meter::Output => "-output-tokens",
        Meter::CacheRead => "-cache-read-input-token-count",
        Meter::CacheWrite5m => "-cache-write-input-token-count",
        Meter::CacheWrite1h => "-cache-write-input-token-count-1-hour",
        _ => return None,
    };
    let tier = match key.buying {
        Buying::Standard => "",
        Buying::Batch => "-batch",
        Buying::Flex => "-flex",
        Buying::Priority => "-priority",
        Buying::LatencyOptimised => "-latency-optimized",
        _ => return None,
    };
    let (long, scope) = (if long { "-long-context" } else { "" }, if global { "-cross-region-global" } else { "" });
    Some(format!("{counted}{long}{scope}{tier}"))
}

/// A table: its header, and its rows.
pub struct Table {
    header: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

/// The bill of some charges as an export.
pub fn table(export: Export, charges: &[Charge]) -> Table {
    let header = match export {
        Export::Report => {
            "identity/LineItemId,identity/TimeInterval,bill/InvoiceId,bill/BillingEntity,bill/BillingPeriodStartDate,\
             lineItem/UsageAccountId,lineItem/LineItemType,lineItem/UsageStartDate,lineItem/ProductCode,lineItem/UsageType,\
             lineItem/UsageAmount,lineItem/CurrencyCode,lineItem/UnblendedCost,lineItem/NetUnblendedCost,\
             product/ProductName,product/region,pricing/publicOnDemandCost"
        }
        Export::Report2 => {
            "identity_line_item_id,identity_time_interval,bill_invoice_id,bill_billing_entity,\
             bill_billing_period_start_date,line_item_usage_account_id,line_item_line_item_type,line_item_usage_start_date,\
             line_item_product_code,line_item_usage_type,line_item_usage_amount,line_item_currency_code,\
             line_item_unblended_cost,line_item_net_unblended_cost,product,product_region_code,\
             pricing_public_on_demand_cost"
        }
        Export::Focus => {
            "ChargeCategory,ChargeClass,BillingPeriodStart,ChargePeriodStart,SubAccountId,BillingCurrency,x_ServiceCode,\
             ServiceName,x_UsageType,PricingQuantity,BilledCost,EffectiveCost,ListCost,RegionId,PublisherName"
        }
    };
    let rows = charges.iter().enumerate().map(|(number, charge)| row(export, number, charge)).collect();
    Table { header: header.split(',').collect(), rows }
}

fn row(export: Export, number: usize, of: &Charge) -> Vec<String> {
    let text = str::to_owned;
    let day = format!("2026-08-{:02}T05:00:00Z", of.day);
    let (month, marketplace) = ("2026-08-01T00:00:00Z", of.product.ends_with(EDITION));
    let entity = if marketplace { "AWS Marketplace" } else { "AWS" };
    let amounts = [of.quantity, of.cost, of.net, of.list].map(|amount| amount.to_string());
    let [quantity, cost, net, list] = amounts;
    if export == Export::Focus {
        let (category, class) = match of.kind {
            "Refund" => ("Usage", "Correction"),
            kind => (kind, ""),
        };
        let (code, publisher) = if marketplace { ("", "Anthropic") } else { (of.code.as_str(), "AWS") };
        let cells = [category, class, month, &day, of.account, "USD", code, &of.product, &of.usage_type];
        let amounts = [quantity, net.clone(), net, list];
        let rest = [of.region.as_str(), publisher];
        return cells.map(text).into_iter().chain(amounts).chain(rest.map(text)).collect();
    }
    let product = match export {
        Export::Report2 if of.product.is_empty() => text("{}"),
        Export::Report2 => serde_json::json!({ "product_name": of.product }).to_string(),
        _ => of.product.clone(),
    };
    let id = format!("id{number}");
    let interval = format!("{day}/1");
    let cells = [&id, &interval, "7", entity, month, of.account, of.kind, &day, &of.code, &of.usage_type];
    let amounts = [quantity, text("USD"), cost, net, product, of.region.clone(), list];
    cells.map(text).into_iter().chain(amounts).collect()
}

impl Table {
    /// Its bytes, packed.
    pub fn packed(&self, packing: Packing) -> Tried<Vec<u8>> {
        match packing {
            Packing::Csv => Ok(self.csv().into_bytes()),
            Packing::Gzip => {
                let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
                gzip.write_all(self.csv().as_bytes())?;
                Ok(gzip.finish()?)
            }
            Packing::Parquet => self.parquet(),
        }
    }

    /// Two tables of its rows: every other one in each, the last first.
    pub fn halves(&self) -> [Self; 2] {
        let half = |rest| {
            let of = |(place, row): (usize, &Vec<String>)| (place % 2 == rest).then(|| row.clone());
            Self { header: self.header.clone(), rows: self.rows.iter().enumerate().rev().filter_map(of).collect() }
        };
        [half(1), half(0)]
    }

    fn csv(&self) -> String {
        let mut text = self.header.join(",");
        text.push('\n');
        for row in &self.rows {
            let quoted = |cell: &String| {
                if cell.contains(['"', ',']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
            };
            text.push_str(&row.iter().map(quoted).collect::<Vec<_>>().join(","));
            text.push('\n');
        }
        text
    }

    /// Amounts as binary fractions, as AWS stores them; as text where one of them would lose a digit.
    fn parquet(&self) -> Tried<Vec<u8>> {
        let is_amount = |column: usize| {
            let name = self.header.get(column).copied().unwrap_or_default();
            let named = name.ends_with("Cost") || name.ends_with("cost") || name.ends_with("Quantity");
            let same = |row: &Vec<String>| {
                let cell = row.get(column).map_or("", String::as_str);
                cell.parse::<f64>().is_ok_and(|value| value.to_string() == cell)
            };
            (named || name.ends_with("mount")) && self.rows.iter().all(same)
        };
        let fields = self.header.iter().enumerate().map(|(column, name)| {
            if is_amount(column) {
                format!("required double {name};")
            } else {
                format!("required binary {name} (UTF8);")
            }
        });
        // A slash is no part of a name in a schema's text.
        let schema = format!("message bill {{ {} }}", fields.collect::<String>().replace('/', "_"));
        let (mut bytes, schema) = (Vec::new(), Arc::new(parse_message_type(&schema)?));
        let mut file = SerializedFileWriter::new(&mut bytes, schema, Arc::new(WriterProperties::builder().build()))?;
        let mut group = file.next_row_group()?;
        for column in 0..self.header.len() {
            let cells = self.rows.iter().map(|row| row.get(column).map_or("", String::as_str));
            let Some(mut writer) = group.next_column()? else { return Err("no column".into()) };
            if is_amount(column) {
                let values = cells.map(str::parse).collect::<Result<Vec<f64>, _>>()?;
                writer.typed::<DoubleType>().write_batch(&values, None, None)?;
            } else {
                let values: Vec<ByteArray> = cells.map(ByteArray::from).collect();
                writer.typed::<ByteArrayType>().write_batch(&values, None, None)?;
            }
            writer.close()?;
        }
        group.close()?;
        file.close()?;
        Ok(bytes)
    }
}
