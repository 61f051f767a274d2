/** Branches may ask what was answered: keeps the rule editors' list of questions as the cards have them. */
import { mountRuleEditor } from "../rule-editor.js";

/** Which operators an answer takes: as the rule language has them for this kind of fact. @type {Record<string, string>} */
const KINDS = {
  nps: "number", rating: "number", scale: "number",
  single: "string", multiple: "list", short_text: "string", long_text: "string",
};

/** The page's own words of rules, and with the questions in front. @type {{known: any, told: any} | null} */
let vocabulary = null;

/** @param {HTMLFormElement} form */
export function mountAnswers(form) {
  const words = document.getElementById("rule-words-page");
  const known = JSON.parse(words?.textContent || "null");
  if (known) vocabulary = { known, told: known };
  let shown = "[]";

  return {
    /** Redraws the page rules of branches where the questions have changed. */
    refresh() {
      const facts = [...form.querySelectorAll("[data-step]")].flatMap(factOf);
      if (!vocabulary || JSON.stringify(facts) === shown) return;
      shown = JSON.stringify(facts);
      const group = { label: form.dataset.wordAnswers ?? "", facts };
      vocabulary.told = facts.length ? { ...known, groups: [group, ...known.groups] } : known;
      mountRules(form, (editor) => editor.dataset.scope === "page" && !editor.contains(document.activeElement));
    },
  };
}

/** Draws the rules of branches. @param {Element} place @param {(editor: HTMLElement) => boolean} [wanted] */
export function mountRules(place, wanted = () => true) {
  for (const editor of place.querySelectorAll(".branch-row [data-rule-editor]")) {
    if (!(editor instanceof HTMLElement) || !wanted(editor)) continue;
    mountRuleEditor(editor, editor.dataset.scope === "page" ? vocabulary?.told : undefined);
  }
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
