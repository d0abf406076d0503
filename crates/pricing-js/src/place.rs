//! Where in a scenario something is: `workloads[0].demand.monthly.input`.

use pricing::bounds::IDENTIFIER_CHARACTERS_MAX;
use pricing::harmless::start_of;
use pricing::report::Owner;
use pricing::scenario::{Field, FieldError, Placement, Problem, Scenario, TypedPrice};
use pricing::services::ServiceOwner;
use serde_path_to_error::{Path, Segment};

/// A path that the reader has followed, and one more field below it.
pub(crate) fn of_reading(path: &Path, field: Option<&str>) -> String {
    let mut text = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => text.extend(["[", &index.to_string(), "]"]),
            Segment::Map { key } | Segment::Enum { variant: key } => push(&mut text, key),
            Segment::Unknown => {}
        }
    }
    if let Some(field) = field {
        push(&mut text, field);
    }
    text
}

fn in_brackets(key: &str) -> String {
    format!("[{:?}]", start_of(key))
}

/// Adds a key: `.name`, or `["odd name"]` where it isn't plain.
fn push(path: &mut String, key: &str) {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    if key.is_empty() || !key.chars().all(plain) || key.len() > 60 {
        path.push_str(&in_brackets(key));
    } else {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key);
    }
}

/// The entry that something belongs to.
pub(crate) fn of_owner(owner: Owner) -> String {
    match owner {
        Owner::Workload(index) => format!("workloads[{index}]"),
        Owner::Purchase(index) => format!("capacity.purchases[{index}]"),
        Owner::Custom(index) => format!("capacity.customs[{index}]"),
        Owner::Service(owner) => of_service(owner),
    }
}

/// The field that an error of checking is about.
pub(crate) fn of_field(error: &FieldError, scenario: &Scenario) -> String {
    let of_workload = |field: &str| match error.workload {
        Some(index) => format!("workloads[{index}]{field}"),
        None => "workloads".to_owned(),
    };
    let of_purchase = |index: usize, field: &str| format!("capacity.purchases[{index}].{field}");
    match error.field {
        Field::Workloads => "workloads".to_owned(),
        Field::Prices if error.problem == Problem::WrongUnit => {
            let wrong = |price: &TypedPrice| !price.buying.units(price.meter).contains(&price.rate.unit());
            let index = scenario.prices.iter().position(wrong);
            index.map_or_else(|| "prices".to_owned(), |index| format!("prices[{index}].rate.unit"))
        }
        Field::Prices if matches!(error.problem, Problem::TooLong { .. }) => {
            let long = |text: &String| text.chars().count() > IDENTIFIER_CHARACTERS_MAX;
            let field = |price: &TypedPrice| match &price.place {
                _ if long(&price.model) => Some("model"),
                Some(place) if long(&place.region) => Some("place.region"),
                _ => None,
            };
            let found = scenario.prices.iter().enumerate().find_map(|(index, price)| Some((index, field(price)?)));
            found.map_or_else(|| "prices".to_owned(), |(index, field)| format!("prices[{index}].{field}"))
        }
        Field::Prices => "prices".to_owned(),
        Field::Name => of_workload(".name"),
        Field::Model => of_workload(&too_long(error.workload, scenario, "model", |placement| &placement.model)),
        Field::Region => of_workload(&too_long(error.workload, scenario, "region", |placement| &placement.region)),
        Field::Demand => of_workload(".demand"),
        Field::HoursPerDay => of_workload(".demand.traffic.hours_per_day"),
        Field::DaysPerMonth => of_workload(".demand.traffic.days_per_month"),
        Field::CallsPerRequest => of_workload(".calls_per_request"),
        Field::Growth => of_workload(".growth"),
        Field::TokenOverhead => of_workload(".token_overhead"),
        Field::Cached => of_workload(".caching"),
        Field::ReadsPerWrite => of_workload(".caching.share.reads_per_write"),
        Field::Routes => of_workload(".routes"),
        Field::Purchases => "capacity.purchases".to_owned(),
        Field::CustomModels => "capacity.customs".to_owned(),
        Field::PurchaseModel(index) => of_purchase(index, "placement"),
        Field::Serves(index) => of_purchase(index, "serves"),
        Field::ReservedInput(index) => of_purchase(index, "bought.reserved.input"),
        Field::ReservedOutput(index) => of_purchase(index, "bought.reserved.output"),
        Field::WindowHours(index) => of_purchase(index, "load.window.hours"),
        Field::WindowDays(index) => of_purchase(index, "load.window.days"),
        Field::Load(index) => of_purchase(index, "load.hourly"),
        Field::BaseModel(index) => format!("capacity.customs[{index}].placement"),
        Field::TrainingTokens(index) => format!("capacity.customs[{index}].training_tokens"),
        Field::CopyWindows(index) => format!("capacity.customs[{index}].windows"),
        Field::Years => "commitment.years".to_owned(),
        Field::Negotiated => "commitment.negotiated".to_owned(),
        Field::PrivateOffers => "commitment.private_offers".to_owned(),
        Field::FlatDiscount => "commitment.flat_discount".to_owned(),
        Field::MarketplaceShare => "commitment.marketplace_share".to_owned(),
        Field::AiGrowth => "commitment.ai_growth".to_owned(),
        Field::Discount(index) => format!("commitment.years[{index}].discount"),
        Field::Organic(index) => format!("commitment.years[{index}].organic"),
        Field::Terms => "commitment.terms".to_owned(),
        Field::OrganicGrowth => "commitment.organic_growth".to_owned(),
        Field::Offers => "commitment.offers".to_owned(),
        Field::OfferName(index) => format!("commitment.offers[{index}].name"),
        Field::OfferDiscount(index) => format!("commitment.offers[{index}].discount"),
        Field::OfferGrowth(index) => format!("commitment.offers[{index}].growth"),
        Field::ForecastDemand(index) => of_forecast(index, ".demand"),
        Field::ForecastAi(index) => of_forecast(index, ".ai"),
        Field::ForecastWeight(_) if error.problem == Problem::NoWeight => "commitment.forecasts".to_owned(),
        Field::ForecastWeight(index) => of_forecast(index, ".weight"),
        Field::PriceRise => "commitment.clauses.price_rise".to_owned(),
        Field::Reduction => "commitment.clauses.reduction".to_owned(),
        Field::MigrationMonths => "commitment.clauses.migration_months".to_owned(),
        Field::Services => "services".to_owned(),
        Field::Guardrail(index) => format!("services.guardrails[{index}]"),
        Field::Knowledge(index) => format!("services.knowledge[{index}]"),
        Field::Documents(index) => format!("services.documents[{index}]"),
        Field::Agents(index) => format!("services.agents[{index}]"),
        Field::Flow(index) => format!("services.flows[{index}]"),
        Field::Logs(index) => format!("services.logs[{index}]"),
        Field::Network => "services.network".to_owned(),
        Field::OwnLine(index) => format!("services.lines[{index}]"),
        Field::Alternatives => "alternatives".to_owned(),
        Field::AlternativeName(index) => format!("alternatives[{index}].name"),
        Field::AlternativePrice(index) => format!("alternatives[{index}].price"),
        Field::AlternativeShare(index) => format!("alternatives[{index}].share"),
    }
}

/// A field of a forecast, lowest first.
fn of_forecast(index: usize, field: &str) -> String {
    let name = ["low", "likely", "high"].get(index).copied().unwrap_or_default();
    format!("commitment.forecasts.{name}{field}")
}

/// The first placement of a workload whose text is too long: the baseline's, or a route's.
fn too_long(workload: Option<usize>, scenario: &Scenario, field: &str, text: fn(&Placement) -> &String) -> String {
    let long = |placement: &Placement| text(placement).chars().count() > IDENTIFIER_CHARACTERS_MAX;
    let workload = workload.and_then(|index| scenario.workloads.get(index));
    let route = workload
        .filter(|workload| !long(&workload.placement))
        .and_then(|workload| workload.routes.iter().position(|route| long(&route.placement)));
    match route {
        Some(route) => format!(".routes[{route}].placement.{field}"),
        None => format!(".placement.{field}"),
    }
}

/// The path of an entry of the services.
fn of_service(owner: ServiceOwner) -> String {
    let list = match owner {
        ServiceOwner::Monitoring => return "services.monitoring".to_owned(),
        ServiceOwner::Network => return "services.network".to_owned(),
        ServiceOwner::Evaluation => return "services.evaluation".to_owned(),
        ServiceOwner::Support => return "services.support".to_owned(),
        ServiceOwner::Documents(_) => "documents",
        ServiceOwner::Agents(_) => "agents",
        ServiceOwner::Flow(_) => "flows",
        ServiceOwner::Logs(_) => "logs",
        ServiceOwner::Guardrail(_) => "guardrails",
        ServiceOwner::Knowledge(_) => "knowledge",
        ServiceOwner::Own(_) => "lines",
    };
    format!("services.{list}[{}]", owner.index())
}
