// Starts the calculator that is one file: the build puts this behind the script that wasm-bindgen writes, in the page itself.
await __wbg_init({ module_or_path: new URL("./site_bg.wasm", import.meta.url) });
