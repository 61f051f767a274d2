/** The Audience and When pages: saved as they change; times shown in the author's own zone. */
import { mountAutosave } from "./autosave.js";

const form = document.querySelector("form[data-draft-form]");

if (form instanceof HTMLFormElement) {
  for (const input of form.querySelectorAll("input[type=datetime-local]")) {
    if (input instanceof HTMLInputElement) localise(input, form);
  }
  const zone = form.querySelector("[data-zone]");
  const words = form.querySelector("template[data-zone-words]");
  if (zone && words instanceof HTMLTemplateElement) {
    const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
    zone.textContent = (words.content.textContent ?? "").replace("{zone}", name);
  }
  mountAutosave(form);
}

/** @param {HTMLInputElement} input @param {HTMLFormElement} form */
function localise(input, form) {
  const offset = form.querySelector(`[data-offset-of="${input.name}"]`);
  const stored = input.dataset.moment;
  if (stored) input.value = local(new Date(stored));
  const keep = () => {
    // The offset of that day, not of today: summer time differs.
    const minutes = input.value ? -new Date(input.value).getTimezoneOffset() : 0;
    if (offset instanceof HTMLInputElement) offset.value = String(minutes);
  };
  keep();
  input.addEventListener("input", keep, { capture: true });
}

/** @param {Date} moment */
function local(moment) {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
