/** Branches may ask what was answered: keeps the rule editors' list of questions as the cards have them. */
import { mountRuleEditor } from "../rule-editor.js";

/** Which operators an answer takes: as the rule language has them for this kind of fact. @type {Record<string, string>} */
const KINDS = {
  nps: "number", rating: "number", scale: "number",
  single: "string", multiple: "list", short_text: "string", long_text: "string",
};

/** @param {HTMLFormElement} form */
export function mountAnswers(form) {
  const words = document.getElementById("rule-words-page");
  const known = JSON.parse(words?.textContent || "{}");
  let shown = "[]";

  return {
    /** Redraws the page rules of branches where the questions have changed. */
    refresh() {
      const facts = [...form.querySelectorAll("[data-step]")].flatMap(factOf);
      if (!words || JSON.stringify(facts) === shown) return;
      shown = JSON.stringify(facts);
      const group = { label: form.dataset.wordAnswers ?? "", facts };
      words.textContent = JSON.stringify({ ...known, groups: [...(facts.length ? [group] : []), ...known.groups] });
      for (const editor of form.querySelectorAll('[data-rule-editor][data-scope="page"]')) {
        if (editor instanceof HTMLElement && !editor.contains(document.activeElement)) mountRuleEditor(editor);
      }
    },
  };
}

/** @param {Element} card @param {number} index */
function factOf(card, index) {
  const asked = card.querySelector('select[name$=".question"]');
  if (!(asked instanceof HTMLSelectElement) || !KINDS[asked.value]) return [];
  const title = card.querySelector("[data-step-title]");
  const label = `${index + 1}. ${title instanceof HTMLInputElement ? title.value.trim() : ""}`;
  const fact = { name: `answer.${card.getAttribute("data-step")}`, label, kind: KINDS[asked.value] };
  const choosing = asked.value === "single" || asked.value === "multiple";
  return [choosing ? { ...fact, options: choicesOf(card) } : fact];
}

/** @param {Element} card @returns {[string, string][]} */
function choicesOf(card) {
  const found = [...card.querySelectorAll("[data-choice]")].map((row) => {
    const label = row.querySelector("[data-choice-label]");
    const text = label instanceof HTMLInputElement ? label.value.trim() : "";
    return /** @type {[string, string]} */ ([row.getAttribute("data-choice") ?? "", text]);
  });
  const other = card.querySelector('input[name$=".question.other"]');
  const words = other?.closest("label")?.textContent?.trim() ?? "";
  return other instanceof HTMLInputElement && other.checked ? [...found, ["other", words]] : found;
}
