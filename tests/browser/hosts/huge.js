// A thousand look-alike rows: five thousand elements and more.
const rows = document.querySelector("#rows");
for (let at = 1; at <= 1000; at++) {
  const row = document.createElement("tr");
  for (const text of [`No. ${at}`, `Customer ${at % 37}`, `${at * 13}.00`]) {
    const cell = document.createElement("td");
    cell.textContent = text;
    row.append(cell);
  }
  const cell = document.createElement("td");
  const button = document.createElement("button");
  button.textContent = "Edit";
  cell.append(button);
  row.append(cell);
  rows.append(row);
}
