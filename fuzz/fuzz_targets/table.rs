//! A table or a number as somebody may paste it: see [`promises::table`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::table::holds(&String::from_utf8_lossy(bytes)));
