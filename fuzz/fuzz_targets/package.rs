//! Text handed to the package for JavaScript: see [`fuzz::package`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::package::holds(&String::from_utf8_lossy(bytes)));
