//! A bill as somebody may drop it: see [`promises::bill`].
//!
//! A damaged Parquet file may make its library panic, which the reader catches: libFuzzer's own hook would end the program before.
//! A broken promise still ends it, since nothing catches that.

#![no_main]

libfuzzer_sys::fuzz_target!(
    init: {
        std::panic::set_hook(Box::new(|info| eprintln!("{info}")));
    },
    |bytes: &[u8]| promises::bill::holds(bytes)
);
