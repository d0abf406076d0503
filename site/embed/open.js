// Opens the dialog of the command "Embed", whose file is fetched when it is first asked for. The build puts this behind the
// script that wasm-bindgen writes, and the name of the file in place of DIALOG.
globalThis.openEmbed = () => import("./embed/v1/DIALOG").then((dialog) => dialog.open());
