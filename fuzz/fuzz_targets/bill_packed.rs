//! A packed bill: see [`fuzz::bill`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::bill::packed(bytes));
