//! Rows of a bill below a known header: see [`promises::bill`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::bill::table(bytes));
