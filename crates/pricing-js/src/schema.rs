//! The JSON Schema of a scenario and the TypeScript of everything, made from the types that read and write them.

use core::fmt::Write as _;
use pricing::bounds;
use pricing::scenario::Scenario;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

/// The JSON Schema of a scenario, as [`crate::price`] takes it.
pub fn scenario() -> String {
    let generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Scenario>().to_value();
    plain(&mut schema);
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// The TypeScript of a scenario and of everything that a function answers.
///
/// # Errors
/// When two types would have the same name.
pub fn types() -> Result<String, String> {
    let mut given = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    given.subschema_for::<Scenario>();
    let mut answered = SchemaSettings::draft2020_12().for_serialize().into_generator();
    answered.subschema_for::<crate::report::Report>();
    answered.subschema_for::<crate::problem::Problem>();
    answered.subschema_for::<crate::link::Link>();
    answered.subschema_for::<crate::card::Card>();
    answered.subschema_for::<crate::preset::Preset>();
    answered.subschema_for::<crate::bills::BillAnswer>();
    let mut definitions = answered.take_definitions(true);
    // A scenario that is answered has every field, one that is given needs few: the given form describes both.
    for (name, schema) in given.take_definitions(true) {
        if let Some(other) = definitions.insert(name.clone(), schema.clone())
            && let (other, schema) = (without_defaults(other), without_defaults(schema))
            && other != schema
        {
            return Err(format!("two types are called `{name}`:\n{other}\n{schema}"));
        }
    }
    let mut text = "// Made from the types of the core by `cargo xtask npm`.\n".to_owned();
    for (name, mut schema) in definitions {
        if name.ends_with(|last: char| last.is_ascii_digit()) {
            return Err(format!(
                "two types would be called `{}`",
                name.trim_end_matches(|it: char| it.is_ascii_digit())
            ));
        }
        plain(&mut schema);
        let of = typescript(&schema, 0);
        let comment = comment(&schema, 0);
        // Writing to a string can't fail.
        let _ = if of.starts_with('{') && schema.get("properties").is_some() {
            write!(text, "\n{comment}export interface {name} {of}\n")
        } else {
            write!(text, "\n{comment}export type {name} = {of};\n")
        };
    }
    Ok(text)
}

/// What is the same of a type, given and answered.
fn without_defaults(mut schema: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.retain(|key, value| !(key == "default" || key == "required" && value.is_array()));
                fields.values_mut().for_each(strip);
            }
            Value::Array(values) => values.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut schema);
    schema
}

/// Turns the words of Rust's documentation into plain ones, wherever they stand.
fn plain(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(words) if key == "description" => *words = plain_words(words),
                    other => plain(other),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(plain),
        _ => {}
    }
}

/// ``[`NAME`](path)`` becomes the bound of that name, or `` `NAME` ``.
fn plain_words(words: &str) -> String {
    let mut written = String::new();
    let mut rest = words;
    while let Some((before, (name, after))) =
        rest.split_once("[`").and_then(|(before, link)| Some((before, link.split_once("`]")?)))
    {
        written.push_str(before);
        match bound(name) {
            Some(number) => written.push_str(&number.to_string()),
            // Writing to a string can't fail.
            None => drop(write!(written, "`{name}`")),
        }
        rest = after.strip_prefix('(').and_then(|path| path.split_once(')')).map_or(after, |(_, after)| after);
    }
    written.push_str(rest);
    written.replace("`None`", "`null`").replace('\n', " ")
}

fn bound(name: &str) -> Option<usize> {
    Some(match name {
        "WORKLOADS_MAX" => bounds::WORKLOADS_MAX,
        "PURCHASES_MAX" => bounds::PURCHASES_MAX,
        "CUSTOM_MODELS_MAX" => bounds::CUSTOM_MODELS_MAX,
        "ALTERNATIVES_MAX" => bounds::ALTERNATIVES_MAX,
        "SUBSTITUTES_MAX" => bounds::SUBSTITUTES_MAX,
        "TYPED_PRICES_MAX" => bounds::TYPED_PRICES_MAX,
        "OFFERS_MAX" => bounds::OFFERS_MAX,
        "COMMITMENT_YEARS_MAX" => bounds::COMMITMENT_YEARS_MAX,
        _ => return None,
    })
}

fn comment(schema: &Value, depth: usize) -> String {
    let Some(words) = schema.get("description").and_then(Value::as_str) else { return String::new() };
    let pattern =
        schema.get("pattern").and_then(Value::as_str).map_or_else(String::new, |it| format!(" Pattern: `{it}`."));
    format!("{}/** {} */\n", "  ".repeat(depth), format!("{words}{pattern}").replace("*/", "* /"))
}

fn typescript(schema: &Value, depth: usize) -> String {
    let Value::Object(fields) = schema else { return "unknown".to_owned() };
    if let Some(name) = fields.get("$ref").and_then(Value::as_str) {
        return name.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(value) = fields.get("const") {
        return value.to_string();
    }
    if let Some(Value::Array(words)) = fields.get("enum") {
        return words.iter().map(Value::to_string).collect::<Vec<_>>().join(" | ");
    }
    if let Some(Value::Array(choices)) = fields.get("oneOf").or_else(|| fields.get("anyOf")) {
        let one = |choice: &Value| {
            let comment = comment(choice, depth + 1);
            format!("\n{comment}{}| {}", "  ".repeat(depth + 1), typescript(choice, depth + 1))
        };
        let null = |choice: &Value| choice.get("type").and_then(Value::as_str) == Some("null");
        return match choices.as_slice() {
            [one, other] if null(other) => format!("{} | null", typescript(one, depth)),
            _ => choices.iter().map(one).collect(),
        };
    }
    match fields.get("type") {
        Some(Value::String(kind)) => of_kind(kind, fields, depth),
        Some(Value::Array(kinds)) => {
            let kinds = kinds.iter().filter_map(Value::as_str).map(|kind| of_kind(kind, fields, depth));
            kinds.collect::<Vec<_>>().join(" | ")
        }
        _ => "unknown".to_owned(),
    }
}

fn of_kind(kind: &str, fields: &Map<String, Value>, depth: usize) -> String {
    match kind {
        "string" | "boolean" | "null" => kind.to_owned(),
        "integer" | "number" => "number".to_owned(),
        "array" => match fields.get("items").map(|items| typescript(items, depth)) {
            Some(items) if items.contains(' ') => format!("({items})[]"),
            Some(items) => format!("{items}[]"),
            None => "unknown[]".to_owned(),
        },
        "object" => object(fields, depth),
        _ => "unknown".to_owned(),
    }
}

fn object(fields: &Map<String, Value>, depth: usize) -> String {
    let Some(Value::Object(properties)) = fields.get("properties") else { return "object".to_owned() };
    let required = fields.get("required").and_then(Value::as_array);
    let mut text = "{\n".to_owned();
    for (name, schema) in properties {
        let must = required.is_some_and(|required| required.iter().any(|it| it == name));
        let (comment, of) = (comment(schema, depth + 1), typescript(schema, depth + 1));
        let mark = if must { "" } else { "?" };
        // Writing to a string can't fail.
        let _ = writeln!(text, "{comment}{}{}{mark}: {of};", "  ".repeat(depth + 1), key(name));
    }
    text + &"  ".repeat(depth) + "}"
}

/// A field's name, in quotes where it isn't plain.
fn key(name: &str) -> String {
    let plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if plain { name.to_owned() } else { format!("{name:?}") }
}
