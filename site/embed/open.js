// Opens the dialog of the button "Embed", whose file is fetched when it is first pressed. The build puts this behind the
// script that wasm-bindgen writes, and the name of the file in place of DIALOG.
addEventListener("click", ({ target }) => {
  const button = target.closest("[data-act=embed]");
  if (button) {
    import("./embed/v1/DIALOG").then(
      (dialog) => dialog.open(),
      // A browser doesn't fetch it again for the same page.
      () => (button.textContent = "Embed: reload first"),
    );
  }
});
