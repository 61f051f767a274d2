/** What the head of a card says of its step besides its title: how it looks, what it asks. Pure. */

/** @param {Element} card @param {HTMLFormElement} form */
export function marksOf(card, form) {
  const marks = [];
  const type = card.querySelector('input[name$=".type"]:checked');
  const shapes = card.querySelectorAll('input[type="radio"][name$=".type"]').length > 1;
  const label = type?.closest("label")?.textContent?.trim();
  if (shapes && label && form.dataset.kind === "flow") marks.push(label);
  const asked = card.querySelector('select[name$=".question"]');
  if (asked instanceof HTMLSelectElement && asked.value) marks.push(asked.selectedOptions[0]?.text ?? "");
  if (isOn(card, ".completes")) marks.push(form.dataset.wordCompletes ?? "");
  return marks.filter(Boolean).join(" · ");
}

/** @param {Element} card @param {string} name */
function isOn(card, name) {
  const box = card.querySelector(`input[type="checkbox"][name$="${name}"]`);
  return box instanceof HTMLInputElement && box.checked;
}
