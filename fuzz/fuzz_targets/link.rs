//! A link as somebody may send it: see [`promises::link`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::link::holds(&String::from_utf8_lossy(bytes)));
