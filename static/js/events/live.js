/** Keeps the list of incoming events fresh while somebody looks at it. */
import { send } from "../http.js";

const EVERY_MILLIS = 3_000;
/** A forgotten tab stops asking. */
const ASKS_AT_MOST = 600;

/** @param {HTMLElement} place @param {HTMLInputElement} toggle */
function keepFresh(place, toggle) {
  const table = /** @type {HTMLTableElement} */ (place.querySelector("table"));
  const model = /** @type {HTMLTemplateElement} */ (place.querySelector("template"));
  const status = /** @type {HTMLElement} */ (place.querySelector("[data-live-status]"));
  const most = Number(place.dataset.shown);
  let after = Number(place.dataset.after);
  let asked = 0;

  /** Asks, and then again after a while: an answer that is slow in coming delays the next. */
  async function ask() {
    if (toggle.checked && !document.hidden) {
      asked += 1;
      const url = new URL(place.dataset.live ?? "", location.href);
      url.searchParams.set("after", String(after));
      const answer = await send(url.href, { method: "GET" });
      if (answer.ok && answer.data.rows.length) show(answer.data.rows);
    }
    if (asked < ASKS_AT_MOST) setTimeout(ask, EVERY_MILLIS);
    else toggle.checked = false;
  }

  /** @param {Array<Record<string, string>>} rows newest first */
  function show(rows) {
    after = Number(rows[0]?.seq);
    table.hidden = false;
    place.querySelector("[data-live-empty]")?.remove();
    table.tBodies[0]?.prepend(...rows.map(draw));
    while ((table.tBodies[0]?.rows.length ?? 0) > most) table.tBodies[0]?.deleteRow(-1);
    status.textContent = status.dataset.words ?? "";
  }

  /** @param {Record<string, string>} row */
  function draw(row) {
    const copy = /** @type {DocumentFragment} */ (model.content.cloneNode(true));
    for (const field of copy.querySelectorAll("[data-field]")) {
      const name = field.getAttribute("data-field") ?? "";
      field.textContent = row[name] ?? "";
      if (field instanceof HTMLAnchorElement) {
        field.href = `?${new URLSearchParams({ user: row[name] ?? "" })}`;
      }
    }
    return copy;
  }

  setTimeout(ask, EVERY_MILLIS);
}

const place = document.querySelector("[data-live]");
const toggle = document.querySelector("#live");
if (place instanceof HTMLElement && toggle instanceof HTMLInputElement) keepFresh(place, toggle);
