const rows = document.querySelector("#rows");
window.fill = (names) => rows.replaceChildren(...names.map((name) => {
  const row = document.createElement("tr");
  for (const text of [name, "Member"]) {
    const cell = document.createElement("td");
    cell.textContent = text;
    row.append(cell);
  }
  const cell = document.createElement("td");
  const button = document.createElement("button");
  button.textContent = "Edit";
  button.dataset.name = name;
  cell.append(button);
  row.append(cell);
  return row;
}));
window.fill(["Aoi", "Ben", "Chidi", "Dana", "Emre"]);
