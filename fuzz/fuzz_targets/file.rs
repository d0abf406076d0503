//! A scenario's file as somebody may drop it: see [`fuzz::file`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::file::holds(&String::from_utf8_lossy(bytes)));
