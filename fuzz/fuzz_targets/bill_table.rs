//! Rows of a bill below a known header: see [`fuzz::bill`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::bill::table(bytes));
