//! The log of model invocations: a JSON object a line.

use std::borrow::Cow;

use pricing::rates::Meter;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Value;

use super::error::{BillError, Bound, Wrong};
use super::metered::{Counted, Metrics};
use super::row::{Day, Source, day, hash};
use crate::table::time;

/// Bytes of one line. Bedrock logs bodies of up to 100 KB in place.
const LINE_MAX: usize = 2_000_000;

/// Takes a log apart into lines.
#[derive(Default)]
pub(super) struct Log {
    /// What has come of the line so far.
    piece: Vec<u8>,
    lines: u64,
}

#[derive(Deserialize)]
struct Record<'t> {
    #[serde(borrow)]
    timestamp: Cow<'t, str>,
    #[serde(rename = "requestId", borrow, default)]
    request: Cow<'t, str>,
    #[serde(rename = "modelId", borrow)]
    model: Cow<'t, str>,
    #[serde(rename = "errorCode", borrow, default)]
    failure: Option<Cow<'t, str>>,
    #[serde(default)]
    input: Input,
    #[serde(default)]
    output: Output,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Input {
    #[serde(rename = "inputTokenCount")]
    fresh: Option<u64>,
    #[serde(rename = "cacheReadInputTokenCount")]
    read: Option<u64>,
    #[serde(rename = "cacheWriteInputTokenCount")]
    written: Option<u64>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Output {
    output_token_count: Option<u64>,
    output_body_json: Option<Value>,
}

impl Log {
    /// Reads a piece.
    pub(super) fn push(&mut self, bytes: &[u8], metrics: &mut Metrics<'_>) -> Result<(), BillError> {
        let mut pieces = bytes.split(|byte| *byte == b'\n').peekable();
        while let Some(piece) = pieces.next() {
            if self.piece.len() + piece.len() > LINE_MAX {
                return Err(BillError::TooMuch(Bound::Row, LINE_MAX as u64));
            }
            self.piece.extend_from_slice(piece);
            if pieces.peek().is_some() {
                self.line(metrics);
            }
        }
        Ok(())
    }

    /// The end: what is left is the last line.
    pub(super) fn end(&mut self, metrics: &mut Metrics<'_>) -> Result<u64, BillError> {
        self.line(metrics);
        let log = *metrics.log();
        if log.records == 0 {
            return Err(BillError::row(self.lines.max(1), Wrong::Json, ""));
        }
        Ok(log.records)
    }

    fn line(&mut self, metrics: &mut Metrics<'_>) {
        let line = core::mem::take(&mut self.piece);
        if line.trim_ascii().is_empty() {
            return;
        }
        self.lines += 1;
        let record = serde_json::from_slice::<Record<'_>>(&line).ok();
        let day = record.as_ref().and_then(|record| day(&record.timestamp));
        match record.zip(day) {
            Some((record, day)) => add(&record, day, metrics),
            None => metrics.log().refused += 1,
        }
        // The next line needs no new place.
        self.piece = line;
        self.piece.clear();
    }
}

fn add(record: &Record<'_>, day: Day, metrics: &mut Metrics<'_>) {
    metrics.log().records += 1;
    if !record.request.is_empty() && metrics.came_before(hash(&[b"request", record.request.as_bytes()])) {
        metrics.log().repeated += 1;
        return;
    }
    if record.failure.as_ref().is_some_and(|error| !error.is_empty()) {
        metrics.log().failed += 1;
        return;
    }
    metrics.log().requests += 1;
    let hour = time::read(&record.timestamp).and_then(|time| time.hours.first().copied().flatten());
    let mut count = |counted, amount: u64| {
        if amount > 0 {
            metrics.count(Source::Log, (day, hour), &record.model, counted, Decimal::from(amount));
        }
    };
    // Fresh input excludes what a cache held.
    let (input, output) = (&record.input, &record.output);
    count(Counted::Requests, 1);
    count(Counted::Tokens(Meter::Input), input.fresh.unwrap_or_default());
    count(Counted::Tokens(Meter::CacheRead), input.read.unwrap_or_default());
    count(Counted::Tokens(Meter::Output), output.output_token_count.unwrap_or_default());
    let writes = input.written.unwrap_or_default();
    let (short, long) = output.output_body_json.as_ref().map(lives).unwrap_or_default();
    // What the body says of lives holds only if it says it of no more than was written.
    let (short, long) = if short.saturating_add(long) <= writes { (short, long) } else { (0, 0) };
    count(Counted::Tokens(Meter::CacheWrite5m), short);
    count(Counted::Tokens(Meter::CacheWrite1h), long);
    count(Counted::CacheWrites, writes - short - long);
}

/// How much a response says was written to caches of five minutes and of one hour. Streamed responses are lists of events.
fn lives(body: &Value) -> (u64, u64) {
    let whole = |value: &Value| {
        let usage = value.get("usage").or_else(|| value.get("message")?.get("usage"));
        usage.map(of_usage).unwrap_or_default()
    };
    match body {
        Value::Array(events) => events.iter().map(whole).max().unwrap_or_default(),
        body => whole(body),
    }
}

fn of_usage(usage: &Value) -> (u64, u64) {
    let number = |value: Option<&Value>| value.and_then(Value::as_u64).unwrap_or_default();
    if let Some(made) = usage.get("cache_creation") {
        return (number(made.get("ephemeral_5m_input_tokens")), number(made.get("ephemeral_1h_input_tokens")));
    }
    let details = usage.get("cacheDetails").and_then(Value::as_array);
    let of = |life: &str| {
        let of_life =
            details.into_iter().flatten().filter(|detail| detail.get("ttl").and_then(Value::as_str) == Some(life));
        of_life.fold(0_u64, |sum, detail| sum.saturating_add(number(detail.get("inputTokens"))))
    };
    (of("5m"), of("1h"))
}
