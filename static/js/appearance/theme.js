/** The form of a theme: colour pickers, contrast while you choose, and the samples beside it. */

import { send as ask, sentence } from "../http.js";

const PAUSE_MS = 150;

const form = document.querySelector("[data-theme-form]");
if (form instanceof HTMLFormElement) mount(form);

/** @param {HTMLFormElement} form */
function mount(form) {
  /** @type {object} */
  let theme = {};
  let timer = 0;
  let turn = 0;
  const frames = [...document.querySelectorAll("[data-theme-samples] iframe")].filter(
    (frame) => frame instanceof HTMLIFrameElement,
  );

  for (const place of form.querySelectorAll("[data-colour]")) addPicker(place);
  mountUpload(form);
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(measure, PAUSE_MS);
  });
  addEventListener("message", (event) => {
    const frame = frames.find((each) => each.contentWindow === event.source);
    if (frame && event.origin === location.origin && event.data?.type === "ready") send(frame);
  });
  measure();

  /** @param {HTMLIFrameElement} frame */
  function send(frame) {
    frame.contentWindow?.postMessage({ type: "wear", theme }, location.origin);
  }

  /** The service judges, so that what is shown here is what it will say on saving. */
  async function measure() {
    const mine = ++turn;
    const answer = await ask(form.dataset.measure ?? "", { form: new FormData(form) });
    if (!answer.ok || mine !== turn) return;
    const told = answer.data;
    theme = told.theme;
    frames.forEach(send);
    showPairs(form, told.pairs);
    for (const picker of form.querySelectorAll("input[type=color]")) follow(picker, told.theme);
  }
}

/** A picker beside the text; it shows what is drawn where the text is empty. @param {Element} place */
function addPicker(place) {
  const text = place.querySelector("input");
  if (!text) return;
  const picker = document.createElement("input");
  picker.type = "color";
  picker.className = "theme-picker";
  picker.setAttribute("aria-label", place.querySelector("label")?.textContent ?? "");
  picker.value = hex(text.value) ?? hex(text.placeholder) ?? "#000000";
  picker.addEventListener("input", () => {
    // What a shade lets through stays as it was.
    text.value = picker.value + (/^#[0-9a-f]{8}$/i.exec(text.value || text.placeholder)?.[0].slice(7) ?? "");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
  text.before(picker);
}

/** @param {Element} picker @param {any} theme */
function follow(picker, theme) {
  const [scheme = "", name = ""] = picker.closest("[data-colour]")?.getAttribute("data-colour")?.split(".") ?? [];
  const text = picker.nextElementSibling;
  if (!(picker instanceof HTMLInputElement) || !(text instanceof HTMLInputElement)) return;
  picker.value = hex(theme[scheme]?.[name]) ?? hex(text.placeholder) ?? picker.value;
}

/** @param {string | undefined} value */
function hex(value) {
  return /^#[0-9a-f]{6}/i.exec(value ?? "")?.[0];
}

/**
 * @param {HTMLFormElement} form
 * @param {{scheme: "light" | "dark", ink: string, least: number, holds: boolean, better: string | null, text: string}[]} pairs
 */
function showPairs(form, pairs) {
  const list = form.querySelector("[data-pairs]");
  if (!(list instanceof HTMLElement)) return;
  const words = list.dataset;
  const names = { light: words.wordLight, dark: words.wordDark };
  list.replaceChildren(
    ...pairs.map((pair) => {
      const row = document.createElement("li");
      row.dataset.holds = pair.holds ? "yes" : "no";
      const icon = form.querySelector(`[data-icon-${row.dataset.holds}]`);
      const text = document.createElement("span");
      const needed = words.wordNeeded?.replace("{least}", String(pair.least));
      text.textContent = `${names[pair.scheme]}: ${pair.text}${pair.holds ? "" : ` — ${needed}`}`;
      if (icon instanceof HTMLTemplateElement) row.append(icon.content.cloneNode(true));
      row.append(text);
      if (pair.better) row.append(suggestion(form, pair, words.wordTake ?? "{colour}"));
      return row;
    }),
  );
  const accept = form.querySelector("[data-accept]");
  if (accept instanceof HTMLElement) accept.hidden = pairs.every((pair) => pair.holds);
}

/** @param {HTMLFormElement} form @param {{scheme: string, ink: string, better: string | null}} pair @param {string} words */
function suggestion(form, pair, words) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  const dot = document.createElement("span");
  dot.className = "theme-dot";
  dot.style.background = pair.better ?? "";
  button.append(dot, words.replace("{colour}", pair.better ?? ""));
  button.addEventListener("click", () => {
    const text = form.elements.namedItem(`${pair.scheme}.${pair.ink}`);
    if (!(text instanceof HTMLInputElement)) return;
    text.value = pair.better ?? "";
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return button;
}

/** @param {HTMLFormElement} form */
function mountUpload(form) {
  const place = form.querySelector("[data-logo-upload]");
  const chooser = place?.querySelector("input");
  const status = place?.querySelector("[role=status]");
  const source = form.querySelector("[data-logo]");
  if (!(place instanceof HTMLElement) || !chooser || !status || !(source instanceof HTMLInputElement)) return;
  place.hidden = false;
  place.querySelector("button")?.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", async () => {
    const [file] = chooser.files ?? [];
    if (!file) return;
    status.textContent = place.dataset.wordWait ?? "";
    const answer = await ask("/guides/media", { form: /** @type {any} */ (file) });
    status.textContent = answer.ok ? "" : sentence(answer);
    chooser.value = "";
    if (!answer.ok) return;
    source.value = answer.data.src;
    source.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
