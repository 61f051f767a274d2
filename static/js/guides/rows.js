/** Rows within a card: its buttons, what they do besides, its branches, and the choices of its question. */
import { mountRules } from "./answers.js";
import { fill, newId, stamp } from "./stamps.js";

/**
 * @typedef {object} Kind
 * @property {string} list  where the rows are
 * @property {string} id  how ids of new ones begin
 * @property {number} most
 * @property {string} [within]  the kind of row they belong to; else to the card
 */

/** Outer rows before inner ones: copying goes in this order. @type {Record<string, Kind>} */
const KINDS = {
  button: { list: "[data-buttons]", id: "bt", most: 6 },
  also: { list: "[data-alsos]", id: "al", most: 3, within: "button" },
  branch: { list: "[data-branches]", id: "br", most: 5 },
  choice: { list: "[data-choices]", id: "ch", most: 20 },
};

/** A new row of a kind, in a card or in a row of another kind. @param {string} name @param {HTMLElement} holder */
function stampRow(name, holder) {
  const step = holder.closest("[data-step]")?.getAttribute("data-step") ?? "";
  const names = { __step__: step, [`__${name}__`]: newId(KINDS[name].id) };
  const outer = KINDS[name].within;
  if (outer) names[`__${outer}__`] = holder.getAttribute(`data-${outer}`) ?? "";
  const row = stamp(`[data-${name}-template]`, names);
  holder.querySelector(KINDS[name].list)?.append(row);
  return row;
}

/** Adds an empty row and puts the focus into it. @param {string} name @param {HTMLElement} holder */
export function addRow(name, holder) {
  if (rowsOf(name, holder).length >= KINDS[name].most) return null;
  const row = stampRow(name, holder);
  mountRules(row);
  row.querySelector("input:not([type=hidden]), select")?.focus();
  return row;
}

/** Takes a row away; the focus goes to the button that adds one. @param {string} name @param {HTMLElement} press */
export function removeRow(name, press) {
  const holder = holderOf(name, press);
  press.closest(`[data-${name}]`)?.remove();
  const add = holder?.querySelector(`[data-do="add_${name}"]`);
  if (add instanceof HTMLElement) add.focus();
}

/** Puts a row before the one above it; the focus stays on the button. @param {string} name @param {HTMLElement} press */
export function raiseRow(name, press) {
  const row = press.closest(`[data-${name}]`);
  if (row) row.previousElementSibling?.before(row);
  press.focus();
}

/** What a row of a kind belongs to: the card, or the row around it. @param {string} name @param {Element} inside */
export function holderOf(name, inside) {
  return /** @type {HTMLElement | null} */ (inside.closest(`[data-${KINDS[name].within ?? "step"}]`));
}

/** Copies the rows of one card into a fresh one, under ids of their own. @param {HTMLElement} from @param {HTMLElement} to */
export function copyRows(from, to) {
  for (const [name, kind] of Object.entries(KINDS)) {
    const holders = kind.within ? `[data-${kind.within}]` : null;
    const sources = holders ? [...from.querySelectorAll(holders)] : [from];
    const goals = holders ? [...to.querySelectorAll(holders)] : [to];
    for (const [index, goal] of goals.entries()) {
      if (!(goal instanceof HTMLElement)) continue;
      goal.querySelector(kind.list)?.replaceChildren();
      for (const row of rowsOf(name, sources[index])) {
        const copied = stampRow(name, goal);
        fill(row, copied, (control) => control.closest(ROWS) === (copied.contains(control) ? copied : row));
        mountRules(copied);
      }
    }
  }
}

/** Any row: what lies in one isn't the card's own. */
export const ROWS = Object.keys(KINDS).map((name) => `[data-${name}]`).join(", ");

/** @param {string} name @param {Element | undefined} holder */
function rowsOf(name, holder) {
  return [...(holder?.querySelectorAll(`[data-${name}]`) ?? [])];
}

/** Buttons that add a row hide where no more fit. @param {Element} card @param {boolean} alone the only card */
export function limitRows(card, alone) {
  for (const add of card.querySelectorAll('[data-do^="add_"]')) {
    const name = add.getAttribute("data-do")?.slice("add_".length) ?? "";
    const holder = name in KINDS ? holderOf(name, add) : null;
    if (!(add instanceof HTMLElement) || !holder) continue;
    add.hidden = rowsOf(name, holder).length >= KINDS[name].most || (name === "branch" && alone);
  }
}

/** Enter in a choice adds the next one; several pasted lines become several choices. @param {HTMLFormElement} form @param {() => void} changed */
export function mountChoices(form, changed) {
  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (event.key !== "Enter" || event.isComposing || !(input instanceof HTMLInputElement)) return;
    if (!input.matches("[data-choice-label]")) return;
    event.preventDefault();
    after(input, [""]);
    changed();
  });
  form.addEventListener("paste", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.matches("[data-choice-label]")) return;
    const lines = (event.clipboardData?.getData("text/plain") ?? "").split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    if (!input.value) input.value = lines.shift() ?? "";
    after(input, lines);
    changed();
  });
}

/** New choices behind one, in order. @param {HTMLInputElement} input @param {string[]} labels */
function after(input, labels) {
  let last = input.closest("[data-choice]");
  const card = holderOf("choice", input);
  for (const label of labels) {
    const row = card ? addRow("choice", card) : null;
    if (!row || !last) return;
    last.after(row);
    last = row;
    const field = row.querySelector("[data-choice-label]");
    if (field instanceof HTMLInputElement) {
      field.value = label.slice(0, field.maxLength);
      field.focus();
    }
  }
}
