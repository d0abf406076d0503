//! A scenario's file as somebody may drop it: see [`promises::file`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::file::holds(&String::from_utf8_lossy(bytes)));
