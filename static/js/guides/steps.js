/** The cards of steps: add, copy, move, remove with undo; their rows are `rows.js`. */
import { say } from "../flash.js";
import { mountAnswers } from "./answers.js";
import { marksOf } from "./marks.js";
import { addRow, copyRows, holderOf, limitRows, mountChoices, raiseRow, removeRow, ROWS } from "./rows.js";
import { fill, newId, stamp } from "./stamps.js";

/**
 * @param {HTMLFormElement} form
 * @param {{changed: () => void, texts: import("./texts.js").Texts}} parts
 */
export function mountSteps(form, { changed, texts }) {
  const list = form.querySelector("[data-steps]");
  if (!list) return;

  const verbs = {
    add: () => show(insert(null)),
    up: (/** @type {HTMLElement} */ step) => move(step, -1),
    down: (/** @type {HTMLElement} */ step) => move(step, 1),
    duplicate: (/** @type {HTMLElement} */ step) => show(copy(step)),
    remove: (/** @type {HTMLElement} */ step) => remove(step),
  };
  const rows = { add: addNear, remove: removeRow, raise: raiseRow };

  form.addEventListener("click", (event) => {
    const press = event.target instanceof Element ? event.target.closest("[data-do], [data-add-step]") : null;
    if (!(press instanceof HTMLElement)) return;
    event.preventDefault();
    const verb = press.hasAttribute("data-add-step") ? "add" : (press.dataset.do ?? "");
    const step = press.closest("[data-step]");
    const [rowVerb, row] = verb.split("_");
    if (verb in verbs) verbs[/** @type {keyof typeof verbs} */ (verb)](/** @type {HTMLElement} */ (step));
    else if (row) rows[/** @type {keyof typeof rows} */ (rowVerb)](row, press);
    renumber();
    changed();
  });
  const answers = mountAnswers(form);
  form.addEventListener("input", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.matches("[data-step-title], [data-choice-label]")) renumber();
  });
  form.addEventListener("change", (event) => {
    // Of the fields only those that the cards' heads and the branches speak of.
    const name = event.target instanceof Element ? (event.target.getAttribute("name") ?? "") : "";
    if (/\.(type|question|completes|required|other)$/.test(name)) renumber();
  });
  mountChoices(form, () => {
    renumber();
    changed();
  });

  /** A new card behind `after`, or at the end. @param {Element | null} after @returns {HTMLElement} */
  function insert(after, id = newId("st")) {
    const card = stamp("[data-step-template]", { __step__: id, __button__: newId("bt") });
    if (after) after.after(card);
    else list?.append(card);
    texts.mount(card);
    return card;
  }

  /** @param {HTMLElement} step */
  function copy(step) {
    const card = insert(step);
    copyRows(step, card);
    fill(step, card, (control) => !control.closest(ROWS));
    texts.refresh(card);
    return card;
  }

  /** @param {HTMLElement} step @param {number} by */
  function move(step, by) {
    const from = place(step);
    const focused = document.activeElement;
    if (by < 0) step.previousElementSibling?.before(step);
    else step.nextElementSibling?.after(step);
    if (focused instanceof HTMLElement) focused.focus();
    const words = (form.dataset.wordMoved ?? "").replace("{old}", String(from)).replace("{new}", String(place(step)));
    if (from !== place(step)) announce(words);
    step.scrollIntoView({ block: "nearest" });
  }

  /** @param {HTMLElement} step */
  function remove(step) {
    const next = step.nextElementSibling;
    const neighbour = next ?? step.previousElementSibling;
    step.remove();
    const back = () => {
      if (next?.isConnected) next.before(step);
      else list?.append(step);
      renumber();
      changed();
      show(/** @type {HTMLElement} */ (step));
    };
    say(form.dataset.wordRemoved ?? "");
    offerUndo(back);
    (neighbour ?? form).querySelector("input:not([type=hidden])")?.scrollIntoView({ block: "nearest" });
  }

  /** The message has just been put there: a button to it. @param {() => void} back */
  function offerUndo(back) {
    const flash = document.querySelector("[data-flashes]")?.lastElementChild;
    if (!flash) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small undo";
    button.textContent = form.dataset.wordUndo ?? "";
    button.addEventListener("click", () => {
      back();
      flash.remove();
    });
    flash.querySelector("p")?.after(button);
  }

  /** @param {string} name @param {HTMLElement} press */
  function addNear(name, press) {
    const holder = holderOf(name, press);
    if (holder) addRow(name, holder);
  }

  function renumber() {
    const cards = [...(list?.children ?? [])];
    const options = cards.map((card, index) => {
      const title = card.querySelector("[data-step-title]");
      const text = title instanceof HTMLInputElement ? title.value.trim() : "";
      const number = card.querySelector("[data-place]");
      const name = card.querySelector("[data-step-name]");
      if (number) number.textContent = String(index + 1);
      if (name) name.textContent = text || (form.dataset.wordUntitled ?? "");
      const marks = card.querySelector("[data-step-marks]");
      if (marks) marks.textContent = marksOf(card, form);
      disable(card, "up", index === 0);
      disable(card, "down", index === cards.length - 1);
      return { id: card.getAttribute("data-step") ?? "", text: `${index + 1}. ${text}` };
    });
    for (const select of form.querySelectorAll("select[data-step-choice]")) {
      if (!(select instanceof HTMLSelectElement)) continue;
      offerSteps(select, options);
    }
    for (const card of cards) limitRows(card, cards.length < 2);
    answers.refresh();
    // A guide of one step: it may be put there again once it was removed.
    const adder = form.querySelector("[data-add-step]");
    if (adder instanceof HTMLElement && "single" in form.dataset) adder.hidden = cards.length > 0;
  }

  /** @param {Element} card @param {string} verb @param {boolean} off */
  function disable(card, verb, off) {
    // Not `disabled`: the focus would be lost while moving a step to the end.
    card.querySelector(`[data-do="${verb}"]`)?.setAttribute("aria-disabled", String(off));
  }

  /** @param {HTMLElement} step */
  function show(step) {
    renumber();
    open(step);
    step.scrollIntoView({ block: "nearest" });
    const title = step.querySelector("[data-step-title]");
    if (title instanceof HTMLElement) title.focus();
  }

  /** @param {Element} step */
  function place(step) {
    return [...(list?.children ?? [])].indexOf(step) + 1;
  }

  /** Opens a card, as a link to it asks. @param {Element | null} step */
  function open(step) {
    const details = step?.querySelector("details");
    if (details) details.open = true;
  }

  // Several cards: only one stands open at first, so that the whole is seen at a glance.
  const linked = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  for (const card of list.children) {
    const details = card.querySelector("details");
    if (details) details.open = card === (linked ?? list.firstElementChild);
  }
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#step-"]') : null;
    if (link) open(document.getElementById((link.getAttribute("href") ?? "").slice(1)));
  });
  renumber();
}

/**
 * Lists the steps to choose from. One that is gone for now is remembered: its removal may be undone.
 * @param {HTMLSelectElement} select @param {{id: string, text: string}[]} steps
 */
function offerSteps(select, steps) {
  const own = select.dataset.stepChoice === "others" ? select.closest("[data-step]")?.getAttribute("data-step") : null;
  const offered = steps.filter(({ id }) => id !== own);
  const wanted = select.value || (select.dataset.wanted ?? "");
  const known = offered.some(({ id }) => id === wanted);
  const none = known || !wanted ? [] : [new Option("–", "", false, true)];
  select.replaceChildren(...none, ...offered.map(({ id, text }) => new Option(text, id, false, id === wanted)));
  select.dataset.wanted = wanted || select.value;
}

/** @param {string} text */
function announce(text) {
  const state = document.querySelector("[data-announce]");
  if (state) state.textContent = text;
}
