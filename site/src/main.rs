//! The page's program: everything is in the library.

/// Smaller than the standard allocator, which is made for large heaps and many sizes.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    // Where the page is worked on, a panic says in the browser's console what and where.
    #[cfg(all(debug_assertions, target_arch = "wasm32"))]
    console_error_panic_hook::set_once();
    site::start();
}
