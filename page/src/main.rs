//! The page's program: everything is in the library.

/// Smaller than the standard allocator, which is made for large heaps and many sizes.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    page::start();
}
