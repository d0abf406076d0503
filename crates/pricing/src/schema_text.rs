//! The JSON Schema of what is written as text: numbers, dates and words.
//!
//! A pattern says which characters may stand there; how high a number may be, its description says and the reader checks.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::money::{Rate, Unit};
use crate::quantity::{
    Count, Dollars, Epochs, Hours, ModelUnits, Months, Multiple, Requests, Share, Tokens, TokensPerMinute,
    TokensPerRequest, TrainingHours, Windows, Years,
};
use crate::rates::{Buying, Date, InferenceScope, Meter, PromptLength, ServiceItem, ServicePrice};

const COUNT: &str = "^[0-9]+$";
const DECIMAL: &str = r"^[0-9]+(\.[0-9]+)?$";
const SHARE: &str = r"^([0-9]+(\.[0-9]+)?|[0-9]+/[0-9]+)$";
const DATE: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/// Describes types that are text of a pattern, under a name and in words.
macro_rules! as_pattern {
    ($($type:ty, $name:literal, $pattern:expr, $words:literal;)*) => {
        $(impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": $words, "pattern": $pattern })
            }
        })*
    };
}

as_pattern! {
    Tokens, "Tokens", COUNT, "Tokens a month, as digits: up to 10^15.";
    Requests, "Requests", COUNT, "Requests a month, as digits: up to 10^12.";
    TokensPerRequest, "TokensPerRequest", COUNT, "Tokens of one request, as digits: up to 10^7.";
    Count, "WholeNumber", COUNT, "A whole number of documents, pages, bytes and the like, as digits: up to 10^12.";
    ServicePrice, "ServicePrice", DECIMAL, "US dollars for one unit of a service: up to 100,000, at most eight decimal places.";
    Hours, "Hours", COUNT, "Hours of a month, as digits: 1 to 744.";
    ModelUnits, "ModelUnits", COUNT, "Model units, as digits: 1 to 1,000.";
    TokensPerMinute, "TokensPerMinute", COUNT, "Tokens a minute, as digits: 1 to 10^9.";
    Epochs, "Epochs", COUNT, "Times that training goes through its set, as digits: 1 to 1,000.";
    TrainingHours, "TrainingHours", COUNT, "Hours of training, as digits: up to 100,000.";
    Years, "Years", COUNT, "Years, as digits: 1 to 5.";
    Months, "Months", COUNT, "Months, as digits: 1 to 60.";
    Windows, "Windows", COUNT, "Five-minute windows a month, those of all copies together, as digits: up to 892,800.";
    Dollars, "Dollars", DECIMAL, "US dollars, to the cent: up to 10^11.";
    Share, "Share", SHARE, "A part of a whole, 0 to 1: a decimal of at most four places, or a fraction such as `1/3`.";
    Multiple, "Multiple", DECIMAL, "A number of at most four decimal places, up to 10^8.";
    Date, "CalendarDate", DATE, "A date such as `2026-08-20`.";
}

/// Describes types that are one of some words.
macro_rules! as_word {
    ($($type:ident, $words:literal;)*) => {
        $(impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": $words, "enum": $type::ALL.map($type::name).as_slice() })
            }
        })*
    };
}

as_word! {
    InferenceScope, "Which requests may be served where, as AWS's inference profiles name it.";
    Buying, "How inference is bought: token by token, by capacity, or with a model of one's own.";
    PromptLength, "Which length of prompt a price is for: up to the model's threshold, or above it.";
    Meter, "One thing counted and priced.";
    ServiceItem, "One thing that a service around inference charges for.";
    Unit, "What one price covers.";
}

impl JsonSchema for Rate {
    fn schema_name() -> Cow<'static, str> {
        "Rate".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "A price in US dollars for one unit. At most $1,000 for a million tokens, $100 an hour for 1,000 \
                            tokens a minute, $10,000 for any other unit; at most 14 decimal places for one of what is counted.",
            "properties": {
                "amount": { "type": "string", "pattern": DECIMAL, "description": "Dollars for one unit." },
                "unit": generator.subschema_for::<Unit>(),
            },
            "required": ["amount", "unit"],
            "additionalProperties": false,
        })
    }
}
