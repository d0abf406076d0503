//! Text handed to the package for JavaScript: see [`promises::package`].

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::package::holds(&String::from_utf8_lossy(bytes)));
