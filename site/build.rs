//! Where parts are loaded on demand, the linker keeps its notes on addresses: the split of the program needs them.

fn main() {
    let is_lazy = std::env::var_os("CARGO_FEATURE_LAZY").is_some();
    if is_lazy && std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
