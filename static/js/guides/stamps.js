/** Copies of templates, with ids and values of their own. */

/**
 * Copies a template with its placeholders filled in, in attributes only.
 * @param {string} selector @param {Record<string, string>} names @returns {HTMLElement}
 */
export function stamp(selector, names) {
  const template = document.querySelector(selector);
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`no ${selector}`);
  const made = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  for (const element of made.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      for (const [from, to] of Object.entries(names)) {
        if (attribute.value.includes(from)) attribute.value = attribute.value.replaceAll(from, to);
      }
    }
  }
  return /** @type {HTMLElement} */ (made.firstElementChild);
}

/**
 * Gives each control of `to` the value of its counterpart in `from`: same name but for the ids.
 * @param {Element} from @param {Element} to @param {(control: Element) => boolean} [wanted]
 */
export function fill(from, to, wanted = () => true) {
  const values = new Map();
  for (const control of from.querySelectorAll("[name]")) if (wanted(control)) values.set(role(control), control);
  for (const control of to.querySelectorAll("[name]")) {
    const source = values.get(role(control));
    if (!source || !wanted(control) || isOwn(control)) continue;
    if (control instanceof HTMLInputElement && source instanceof HTMLInputElement) {
      if (/^(radio|checkbox)$/.test(control.type)) control.checked = source.checked;
      else control.value = source.value;
    } else if (control instanceof HTMLSelectElement && source instanceof HTMLSelectElement) {
      control.replaceChildren(...[...source.options].map((option) => option.cloneNode(true)));
      control.value = source.value;
    }
  }
}

/** What gives names its ids, from the outside inward; a choice's id stands behind "question". */
const HOLDERS = [
  ["[data-step]", "step"], ["[data-button]", "button"], ["[data-also]", "also"], ["[data-branch]", "branch"],
];

/** The name of a control without its ids; of a radio, with its value. @param {Element} control */
function role(control) {
  let name = control.getAttribute("name") ?? "";
  for (const [holder, key] of HOLDERS) {
    const element = control.closest(holder);
    const id = element instanceof HTMLElement ? element.dataset[key] : undefined;
    if (id && name.startsWith(`${id}.`)) name = name.slice(id.length + 1);
  }
  const choice = control.closest("[data-choice]")?.getAttribute("data-choice");
  if (choice) name = name.replace(`.${choice}.`, ".");
  return control instanceof HTMLInputElement && control.type === "radio" ? `${name}=${control.value}` : name;
}

/** The hidden inputs that list ids: each card and row has its own. @param {Element} control */
function isOwn(control) {
  return /^(step|button|also|branch|question\.choice)$/.test(role(control));
}

/** @param {string} prefix */
export function newId(prefix) {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  return `${prefix}_${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
