//! An answer of AWS in JSON, or a log: see [`promises::bill`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::bill::json(bytes));
