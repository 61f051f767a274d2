/** The list of what to mend before publishing, redrawn after each save. */

/** @typedef {{severity: string, message: string, step_id: string | null}} Finding */

/** What the preview measured, by step: the service can't see colours. @type {Map<string, Finding>} */
const measured = new Map();
/** @type {Finding[] | null} What the service said last; null: still what the page came with. */
let told = null;

/** @param {Finding[]} findings @param {HTMLFormElement} form */
export function showFindings(findings, form) {
  told = findings;
  redraw(form);
}

/**
 * @param {{ratio: number, least: number} | null} contrast @param {string} step
 * @param {HTMLFormElement} form
 */
export function showContrast(contrast, step, form) {
  const list = document.querySelector("[data-findings]");
  if (!(list instanceof HTMLElement) || (!contrast && !measured.has(step))) return;
  measured.delete(step);
  if (contrast) {
    const message = (list.dataset.wordContrast ?? "")
      .replace("{ratio}", contrast.ratio.toFixed(1))
      .replace("{least}", String(contrast.least));
    measured.set(step, { severity: "warning", message, step_id: step });
  }
  told ??= JSON.parse(list.dataset.findings || "[]");
  redraw(form);
}

/** @param {HTMLFormElement} form */
function redraw(form) {
  const list = document.querySelector("[data-findings]");
  if (!(list instanceof HTMLElement)) return;
  const ready = { severity: "none", message: list.dataset.wordReady ?? "", step_id: null };
  const cards = [...form.querySelectorAll("[data-step]")].map((card) => card.getAttribute("data-step"));
  const all = [...(told ?? []), ...measured.values()];
  list.replaceChildren(
    ...(all.length ? all : [ready]).map((each) => line(each, cards.indexOf(each.step_id) + 1, list)),
  );
}

/**
 * @param {Finding} finding
 * @param {number} place @param {HTMLElement} list
 */
function line(finding, place, list) {
  const item = document.createElement("li");
  item.dataset.severity = finding.severity;
  const picture = document.querySelector(`[data-finding-icon="${finding.severity}"]`);
  if (picture instanceof HTMLTemplateElement) item.append(picture.content.cloneNode(true));
  if (place) {
    const link = document.createElement("a");
    link.href = `#step-${finding.step_id}`;
    link.textContent = (list.dataset.wordStep ?? "").replace("{place}", String(place));
    item.append(link);
  }
  const words = document.createElement("span");
  words.textContent = finding.message;
  item.append(words);
  return item;
}
