// Says in the shell when the page can't start. The build puts it into the page itself, as an ordinary script, so that it runs
// where a file doesn't come and in browsers that know no modules.
(function () {
  var started = false;
  function failed() {
    var note = document.getElementById("cannot-start");
    if (!started && note) {
      note.hidden = false;
    }
  }
  // A file that doesn't come is told to those who listen on the way down only.
  addEventListener("error", failed, true);
  addEventListener("unhandledrejection", failed);
  addEventListener("calculator-started", function () {
    started = true;
  });
  if (!("noModule" in HTMLScriptElement.prototype) || typeof WebAssembly !== "object") {
    failed();
  }
})();
