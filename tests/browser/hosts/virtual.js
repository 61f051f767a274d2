// Ten rows of DOM for ten thousand tickets: they are recycled while the list scrolls.
const list = document.querySelector("#list");
const runway = document.querySelector("#runway");
const ROW = 40;
runway.style.height = `${10_000 * ROW}px`;
const pool = Array.from({ length: 12 }, () => {
  const row = document.createElement("div");
  row.className = "item";
  row.append(document.createElement("span"), document.createElement("button"));
  runway.append(row);
  return row;
});
const render = () => {
  const first = Math.floor(list.scrollTop / ROW);
  for (let at = first; at < first + pool.length; at++) {
    const row = pool[at % pool.length];
    row.style.top = `${at * ROW}px`;
    row.firstChild.textContent = `Ticket ${at}`;
    row.lastChild.textContent = `Open ${at}`;
    row.lastChild.setAttribute("aria-label", `Open ticket ${at}`);
    row.dataset.ticket = at;
  }
};
list.addEventListener("scroll", render);
render();
