// Search, filter and sort. The tables read without it: the controls are shown only when it runs.
const form = document.querySelector("form");
const table = document.querySelector("#rates");
const body = table.tBodies[0];
const rows = [...body.rows].map((row) => ({ row, text: row.textContent.toLowerCase(), of: row.dataset }));
const count = document.querySelector("output");

function show() {
  const { search, provider, scope, bought, ended } = form.elements;
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { row, text, of } of rows) {
    row.hidden =
      !words.every((word) => text.includes(word)) ||
      (provider.value !== "" && of.provider !== provider.value) ||
      (scope.value !== "" && !of.scopes.split(" ").includes(scope.value)) ||
      (bought.value !== "" && of.bought !== bought.value) ||
      (!ended.checked && row.classList.contains("ended"));
    shown += row.hidden ? 0 : 1;
  }
  count.textContent = `${shown} of ${rows.length} rows`;
}

function sort(heading) {
  const column = [...heading.parentElement.children].indexOf(heading);
  const falling = heading.getAttribute("aria-sort") === "ascending";
  for (const other of heading.parentElement.querySelectorAll("[aria-sort]")) other.setAttribute("aria-sort", "none");
  heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
  const numbers = heading.classList.contains("number");
  const value = (row) => {
    const text = row.cells[column].textContent.trim();
    return numbers ? (text === "" ? Infinity : Number(text)) : text.toLowerCase();
  };
  const keyed = rows.map(({ row }) => [value(row), row]);
  keyed.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0) * (falling ? -1 : 1));
  body.append(...keyed.map(([, row]) => row));
}

for (const heading of table.tHead.rows[0].cells) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = heading.textContent;
  heading.replaceChildren(button);
  heading.setAttribute("aria-sort", "none");
  button.addEventListener("click", () => sort(heading));
}
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
show();
