//! What services around inference cost, as published: guardrails, vector stores, logs and the like.
//!
//! They come from `rates/services/` as a text of their own, made when the crate is built. A price that isn't published for a
//! region is `None`: no other region's price is taken for it. Lines of tab-separated fields:
//!
//! ```text
//! S  published  primary  said                                                 a source, and what is said of it
//! R  item  unit  regions (* for everywhere)  price  from  until  source  read  note (what is said)
//! ```

use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::{Date, Said, Source};
use crate::money::Usd;
use crate::number::decimal;

const SERVICES: &str = include_str!(concat!(env!("OUT_DIR"), "/services.txt"));

/// Where a price is looked up that the reader's region doesn't have, if the reader chooses so.
pub const FALLBACK_REGION: &str = "us-east-1";

/// What one price of a service covers, as the source publishes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServiceUnit {
    /// One of what is counted: a page, a request, an evaluation.
    One(&'static str),
    /// One hundred of what is counted.
    Hundred(&'static str),
    /// One thousand of what is counted.
    Thousand(&'static str),
    /// One million of what is counted.
    Million(&'static str),
    /// One of what is measured and may come in parts: an hour, a gigabyte.
    Measured(&'static str),
}

impl ServiceUnit {
    /// `1K text units`, `page`, `OCU-hour`: the words used in rate files and on the page.
    pub fn name(self) -> String {
        match self {
            Self::One(of) | Self::Measured(of) => of.to_owned(),
            Self::Hundred(of) => format!("100 {of}"),
            Self::Thousand(of) => format!("1K {of}"),
            Self::Million(of) => format!("1M {of}"),
        }
    }

    /// What is counted or measured, in words: `text units`, `page`, `OCU-hour`.
    pub const fn counted(self) -> &'static str {
        match self {
            Self::One(of) | Self::Hundred(of) | Self::Thousand(of) | Self::Million(of) | Self::Measured(of) => of,
        }
    }

    /// How many of what is counted one price covers, as a power of ten.
    pub const fn power(self) -> u32 {
        match self {
            Self::One(_) | Self::Measured(_) => 0,
            Self::Hundred(_) => 2,
            Self::Thousand(_) => 3,
            Self::Million(_) => 6,
        }
    }

    /// Decimal places that a quantity is kept to: six of what is measured, none of what is counted.
    pub const fn places(self) -> u32 {
        match self {
            Self::Measured(_) => 6,
            _ => 0,
        }
    }
}

/// Declares the items with their words and units.
macro_rules! items {
    ($($(#[$doc:meta])* $item:ident = $name:literal, $unit:expr, $words:literal;)*) => {
        /// One thing that a service around inference charges for.
        // The words are product names, as people read them.
        #[allow(clippy::doc_markdown)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ServiceItem {
            $(#[doc = $words] $item,)*
        }

        impl ServiceItem {
            /// All items, in the order they are shown.
            pub const ALL: [Self; [$(Self::$item),*].len()] = [$(Self::$item),*];

            /// The word used in rate files, links and scenario files: `guardrail-content`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$item => $name,)* }
            }

            /// What one price covers.
            pub const fn unit(self) -> ServiceUnit {
                match self { $(Self::$item => $unit,)* }
            }

            /// What it is, in words: `Guardrail, content filters`.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$item => $words,)* }
            }
        }
    };
}

use ServiceUnit::{Hundred, Measured, Million, One, Thousand};

items! {
    GuardrailContent = "guardrail-content", Thousand("text units"), "Guardrail, content filters";
    GuardrailTopics = "guardrail-topics", Thousand("text units"), "Guardrail, denied topics";
    GuardrailPii = "guardrail-pii", Thousand("text units"), "Guardrail, sensitive information";
    GuardrailGrounding = "guardrail-grounding", Thousand("text units"), "Guardrail, contextual grounding";
    GuardrailReasoning = "guardrail-reasoning", Thousand("text units"), "Guardrail, automated reasoning";
    GuardrailImage = "guardrail-image", Thousand("images"), "Guardrail, image filters";
    OpenSearchOcu = "opensearch-ocu", Measured("OCU-hour"), "OpenSearch Serverless, compute";
    OpenSearchStorage = "opensearch-storage", Measured("GB-month"), "OpenSearch Serverless, storage";
    VectorsStorage = "s3-vectors-storage", Measured("GB-month"), "S3 Vectors, storage";
    VectorsPut = "s3-vectors-put", Measured("GB"), "S3 Vectors, upload";
    VectorsQuery = "s3-vectors-query", Thousand("queries"), "S3 Vectors, queries";
    VectorsProcessed1 = "s3-vectors-processed-1", Measured("TB"), "S3 Vectors, data processed, first 100,000 vectors";
    VectorsProcessed2 = "s3-vectors-processed-2", Measured("TB"), "S3 Vectors, data processed, up to 10 million vectors";
    VectorsProcessed3 = "s3-vectors-processed-3", Measured("TB"), "S3 Vectors, data processed, above 10 million vectors";
    VectorsReturned = "s3-vectors-returned", Measured("GB"), "S3 Vectors, data returned";
    AuroraCapacity = "aurora-acu", Measured("ACU-hour"), "Aurora PostgreSQL, capacity";
    AuroraStorage = "aurora-storage", Measured("GB-month"), "Aurora PostgreSQL, storage";
    AuroraIo = "aurora-io", Million("requests"), "Aurora PostgreSQL, reads and writes";
    NeptuneCapacity = "neptune-ncu", Measured("m-NCU-hour"), "Neptune Analytics, capacity";
    ManagedStorage = "kb-storage", Measured("GB-month"), "Managed knowledge base, index";
    ManagedRetrieve = "kb-retrieve", Thousand("calls"), "Managed knowledge base, retrievals";
    ManagedAgentic = "kb-agentic", Thousand("calls"), "Managed knowledge base, agentic retrievals";
    GenerateQuery = "generate-query", Thousand("queries"), "Structured data, query generation";
    DocumentsStandard = "documents-standard", One("page"), "Data Automation, standard output";
    DocumentsCustom = "documents-custom", One("page"), "Data Automation, custom output";
    DocumentsField = "documents-field", One("field and page"), "Data Automation, fields above 30";
    ImagesStandard = "images-standard", One("image"), "Data Automation, images, standard output";
    ImagesCustom = "images-custom", One("image"), "Data Automation, images, custom output";
    RuntimeCpu1 = "runtime-v1-cpu", Measured("vCPU-hour"), "AgentCore Runtime V1, CPU";
    RuntimeMemory1 = "runtime-v1-memory", Measured("GB-hour"), "AgentCore Runtime V1, memory";
    RuntimeCpu2 = "runtime-v2-cpu", Measured("vCPU-hour"), "AgentCore Runtime V2, CPU";
    RuntimeMemory2 = "runtime-v2-memory", Measured("GB-hour"), "AgentCore Runtime V2, memory";
    GatewayCalls = "gateway-calls", Thousand("calls"), "AgentCore Gateway, calls";
    GatewaySearch = "gateway-search", Thousand("calls"), "AgentCore Gateway, searches";
    GatewayTools = "gateway-tools", Hundred("tools"), "AgentCore Gateway, tools indexed";
    IdentityRequests = "identity-requests", Thousand("requests"), "AgentCore Identity, token requests";
    MemoryEvents = "memory-events", Thousand("events"), "AgentCore Memory, short-term events";
    MemoryRecords = "memory-records", Thousand("records"), "AgentCore Memory, long-term records";
    MemoryRetrievals = "memory-retrievals", Thousand("retrievals"), "AgentCore Memory, retrievals";
    PolicyRequests = "policy-requests", One("request"), "AgentCore Policy, authorizations";
    EvaluationInput = "evaluation-input", Thousand("tokens"), "AgentCore Evaluations, input";
    EvaluationOutput = "evaluation-output", Thousand("tokens"), "AgentCore Evaluations, output";
    EvaluationCustom = "evaluation-custom", Thousand("evaluations"), "AgentCore Evaluations, custom evaluators";
    EvaluationTasks = "evaluation-tasks", One("task"), "Model evaluation, tasks of people";
    FlowTransitions = "flow-transitions", Thousand("node transitions"), "Flows, node transitions";
    LogsIngested = "logs-ingested", Measured("GB"), "CloudWatch Logs, ingestion";
    LogsStored = "logs-stored", Measured("GB-month"), "CloudWatch Logs, storage";
    LogsScanned = "logs-scanned", Measured("GB"), "CloudWatch Logs Insights, scans";
    ObjectsStored = "s3-storage", Measured("GB-month"), "S3 Standard, storage";
    ObjectsPut = "s3-put", Thousand("requests"), "S3, PUT requests";
    Metrics1 = "metrics-1", One("metric-month"), "CloudWatch custom metrics, first 10,000";
    Metrics2 = "metrics-2", One("metric-month"), "CloudWatch custom metrics, next 240,000";
    Metrics3 = "metrics-3", One("metric-month"), "CloudWatch custom metrics, next 750,000";
    Metrics4 = "metrics-4", One("metric-month"), "CloudWatch custom metrics, above 1,000,000";
    Alarms = "alarms", One("alarm-month"), "CloudWatch alarms";
    Dashboards = "dashboards", One("dashboard-month"), "CloudWatch dashboards";
    EndpointHours = "endpoint-hours", Measured("endpoint-hour"), "PrivateLink endpoints, hours";
    EndpointData = "endpoint-data", Measured("GB"), "PrivateLink endpoints, data";
    TransferOut = "transfer-out", Measured("GB"), "Data transfer to the internet";
    SupportEnterprise1 = "support-enterprise-1", Measured("dollar"), "Enterprise Support, first $150,000";
    SupportEnterprise2 = "support-enterprise-2", Measured("dollar"), "Enterprise Support, $150,000 to $500,000";
    SupportEnterprise3 = "support-enterprise-3", Measured("dollar"), "Enterprise Support, $500,000 to $1,000,000";
    SupportEnterprise4 = "support-enterprise-4", Measured("dollar"), "Enterprise Support, above $1,000,000";
}

impl ServiceItem {
    /// Whether it is a fee of a support plan: it neither earns a commitment's discount nor retires it.
    pub const fn is_support(self) -> bool {
        matches!(
            self,
            Self::SupportEnterprise1 | Self::SupportEnterprise2 | Self::SupportEnterprise3 | Self::SupportEnterprise4
        )
    }

    /// The item with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.name() == name)
    }
}

/// A price of one unit of a service, in dollars: 0 to 100,000, at most eight decimal places.
///
/// With at most six places of a quantity, and a million of what is counted, a cost has at most 14 places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServicePrice(Decimal);

impl ServicePrice {
    /// Highest price of a unit, in dollars.
    pub const MAX: u32 = 100_000;
    /// Decimal places at most.
    pub const PLACES: u32 = 8;

    /// Reads a plain decimal; `None` outside the range.
    pub fn parse(text: &str) -> Option<Self> {
        let amount = decimal(text)?.normalize();
        (amount.scale() <= Self::PLACES && amount <= Decimal::from(Self::MAX)).then_some(Self(amount))
    }

    /// Dollars for one unit, without trailing zeros.
    pub const fn amount(self) -> Decimal {
        self.0
    }
}

/// A published price of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedService {
    /// What it is for.
    pub item: ServiceItem,
    /// Dollars for one unit.
    pub price: ServicePrice,
    /// Regions it holds in; empty for everywhere.
    pub regions: Vec<&'static str>,
    /// The first card that has it.
    pub from: Date,
    /// The first card that no longer has it.
    pub until: Option<Date>,
    /// Where it was read.
    pub source: Source,
    /// When it was read.
    pub read: Date,
    /// What else is known of it.
    pub note: Option<Said>,
}

impl PublishedService {
    fn holds(&self, item: ServiceItem, region: &str, card: Date) -> bool {
        let here = self.regions.is_empty() || self.regions.contains(&region);
        self.item == item && here && self.from <= card && self.until.is_none_or(|until| card < until)
    }
}

/// Every published price of services, in the order of the files.
pub fn published_services() -> &'static [PublishedService] {
    static READ: OnceLock<Vec<PublishedService>> = OnceLock::new();
    READ.get_or_init(|| read(SERVICES))
}

/// The published price of an item in a region, on the card of a date; `None` where there is none.
pub fn service_rate(item: ServiceItem, region: &str, card: Date) -> Option<&'static PublishedService> {
    published_services().iter().find(|published| published.holds(item, region, card))
}

/// Reads the bundled text. `cargo xtask rates check` refuses files of which a line would be left out here.
fn read(text: &'static str) -> Vec<PublishedService> {
    let lines = || text.lines().filter_map(|line| line.split_once('\t'));
    let sources: Vec<Source> = lines().filter(|(kind, _)| *kind == "S").filter_map(|(_, rest)| source(rest)).collect();
    lines().filter(|(kind, _)| *kind == "R").filter_map(|(_, rest)| rate(rest, &sources)).collect()
}

fn source(rest: &str) -> Option<Source> {
    let mut fields = rest.split('\t');
    let (published, primary) = (Date::parse(fields.next()?)?, fields.next()? == "1");
    Some(Source { said: Said::parse(fields.next()?)?, published, primary })
}

fn rate(rest: &'static str, sources: &[Source]) -> Option<PublishedService> {
    let mut fields = rest.split('\t');
    let item = ServiceItem::from_name(fields.next()?)?;
    if fields.next()? != item.unit().name() {
        return None;
    }
    let regions = fields.next()?;
    let price = ServicePrice::parse(fields.next()?)?;
    let from = Date::parse(fields.next()?)?;
    let until = fields.next()?;
    let source = *sources.get(fields.next()?.parse::<usize>().ok()?)?;
    Some(PublishedService {
        item,
        price,
        regions: if regions == "*" { Vec::new() } else { regions.split(' ').collect() },
        from,
        until: Date::parse(until),
        source,
        read: Date::parse(fields.next()?)?,
        note: Said::parse(fields.next()?),
    })
}

impl core::fmt::Display for ServicePrice {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let mut digits = self.0;
        if digits.scale() < 2 {
            digits.rescale(2);
        }
        write!(f, "${}", crate::money::grouped(&digits.to_string()))
    }
}

/// What a quantity costs at a price: the product, exactly. The quantity is in millionths.
pub(crate) fn cost(millionths: u128, price: ServicePrice, unit: ServiceUnit) -> Option<Usd> {
    let mut count = millionths;
    let mut places = 6;
    while places > 0 && count.is_multiple_of(10) {
        count /= 10;
        places -= 1;
    }
    let mantissa = i128::try_from(count).ok()?.checked_mul(price.0.mantissa())?;
    let amount = Decimal::try_from_i128_with_scale(mantissa, places + price.0.scale() + unit.power()).ok()?;
    Some(Usd::new(amount.normalize()))
}
