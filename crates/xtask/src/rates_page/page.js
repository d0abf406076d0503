// Search, filter and sort. The tables read without it: the controls are shown only when it runs.
const form = document.querySelector("form");
const count = document.querySelector("output");
const read = (table) => [...table.tBodies[0].rows].map((row) => ({ row, of: row.dataset }));
const tables = [...document.querySelectorAll("#rates, #changes")].map((table) => ({ table, rows: read(table) }));

function show() {
  const { search, provider, scope, bought, ended } = form.elements;
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const counts = tables.map(({ rows }) => {
    let shown = 0;
    for (const entry of rows) {
      const { row, of } = entry;
      // Reading all texts takes long, and most readers never search.
      const text = words.length > 0 ? (entry.text ??= row.textContent.toLowerCase()) : "";
      // The history has no scopes and no ways of buying.
      row.hidden =
        !words.every((word) => text.includes(word)) ||
        (provider.value !== "" && of.provider !== provider.value) ||
        (scope.value !== "" && of.scopes !== undefined && !of.scopes.split(" ").includes(scope.value)) ||
        (bought.value !== "" && of.bought !== undefined && of.bought !== bought.value) ||
        (!ended.checked && row.classList.contains("ended"));
      shown += row.hidden ? 0 : 1;
    }
    return `${shown} of ${rows.length}`;
  });
  count.textContent = `${counts[0]} rows, ${counts[1]} price changes`;
}

function sort(table, rows, heading) {
  const column = [...heading.parentElement.children].indexOf(heading);
  const falling = heading.getAttribute("aria-sort") === "ascending";
  for (const other of heading.parentElement.querySelectorAll("[aria-sort]")) other.setAttribute("aria-sort", "none");
  heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
  const numbers = heading.classList.contains("number");
  const value = (row) => {
    const cell = row.cells[column];
    const text = (cell.dataset.sort ?? cell.textContent).trim();
    return numbers && text !== "" ? Number(text) : text.toLowerCase();
  };
  const keyed = rows.map(({ row }) => [value(row), row]);
  // What has no value comes last in both directions.
  const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0) * (falling ? -1 : 1);
  keyed.sort(([one], [other]) => (one === "" || other === "" ? (one === "") - (other === "") : order(one, other)));
  table.tBodies[0].append(...keyed.map(([, row]) => row));
}

for (const { table, rows } of tables) {
  for (const heading of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    heading.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => sort(table, rows, heading));
  }
}
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
show();
