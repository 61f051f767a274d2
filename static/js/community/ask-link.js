// Shows, while the address for asking is typed, what it becomes with a sample question.
// The field names the preview by data-ask-link; the preview carries the sample in data attributes.

/** @param {HTMLInputElement} field */
function mount(field) {
  const preview = document.getElementById(field.dataset.askLink ?? "");
  const text = preview?.querySelector("[data-ask-preview-text]");
  const link = preview?.querySelector("[data-ask-preview-link]");
  if (!preview || !text || !(link instanceof HTMLAnchorElement)) return;
  field.addEventListener("input", () => {
    const address = fill(field.value.trim(), preview.dataset);
    preview.hidden = address === null;
    text.textContent = address ?? "";
    if (address !== null) link.href = address;
  });
}

/**
 * @param {string} template
 * @param {DOMStringMap} sample
 * @returns {string | null} null when it is no web address yet
 */
function fill(template, sample) {
  if (!/^https?:\/\/[^{}\s]+/.test(template)) return null;
  return template.replace(/\{(title|body|url)\}/g, (_, name) => encodeURIComponent(sample[name] ?? ""));
}

for (const field of document.querySelectorAll("[data-ask-link]")) {
  if (field instanceof HTMLInputElement) mount(field);
}
