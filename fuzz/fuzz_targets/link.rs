//! A link as somebody may send it: see [`fuzz::link`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::link::holds(&String::from_utf8_lossy(bytes)));
