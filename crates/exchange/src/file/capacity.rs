//! Capacity in a file.

use super::fields::{choice, fields, words};
use pricing::bounds::{CUSTOM_MODELS_MAX, LOAD_HOURS_MAX, PURCHASES_MAX};
use pricing::scenario::{
    Bought, Capacity, CustomModel, CustomServing, Load, Purchase, ReservedReads, ReservedTerm, Term, Throughput,
};

words!(CustomServing, CustomServing::name);
words!(ReservedReads, ReservedReads::name);
words!(Term, |term: Term| term.buying().name());
words!(ReservedTerm, |term: ReservedTerm| match term {
    ReservedTerm::OneMonth => "one-month",
    ReservedTerm::ThreeMonths => "three-months",
});

fields!(Capacity {
    may hours,
    many(PURCHASES_MAX) purchases,
    many(CUSTOM_MODELS_MAX) customs,
    may reserved_reads,
    may batch_on_units,
});

fields!(Purchase {
    must placement,
    must bought,
    may serves,
    may load,
});

choice!(Bought {
    "units" => Units { must units, must term, must throughput },
    "reserved" => Reserved { must input, must output, must term },
});

choice!(Throughput {
    "blended" => Blended (tokens),
    "split" => Split { must input, must output },
});

choice!(Load {
    "flat" => Flat (),
    "window" => Window { must hours, must days },
    "hourly" => Hourly (weights: LOAD_HOURS_MAX),
});

fields!(CustomModel {
    must placement,
    may workload,
    may serving,
    may training_tokens,
    may epochs,
    may training_hours,
    may stored,
    may units,
    may term,
    may import_units,
    may windows,
});
