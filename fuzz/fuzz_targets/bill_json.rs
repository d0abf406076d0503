//! An answer of AWS in JSON, or a log: see [`fuzz::bill`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::bill::json(bytes));
