/** The Build page: cards, texts, saving and preview, each a module, joined here by the form. */
import { mountAutosave } from "./autosave.js";
import { showFindings } from "./findings.js";
import { mountPreview } from "./preview.js";
import { mountSteps } from "./steps.js";
import { mountTexts } from "./texts.js";

const form = document.querySelector("form[data-guide-editor]");

if (form instanceof HTMLFormElement) {
  const texts = mountTexts();
  const preview = mountPreview(form);
  const autosave = mountAutosave(form, {
    onSaved(answer) {
      preview.draw(answer.document);
      showFindings(answer.findings, form);
    },
  });
  mountSteps(form, { changed: autosave.changed, texts });
}
