//! A bill as somebody may drop it: see [`fuzz::bill`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::bill::holds(bytes));
