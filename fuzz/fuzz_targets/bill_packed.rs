//! A packed bill: see [`promises::bill`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::bill::packed(bytes));
