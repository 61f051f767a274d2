/** Small parts of the rule editor. No HTML is ever parsed. */

/**
 * @param {string} tag @param {string} className @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== ""));
  return made;
}

const SHAPES = {
  plus: "M5 12h14M12 5v14",
  x: "M18 6 6 18M6 6l12 12",
  layers: "M12 3 3 8l9 5 9-5-9-5ZM3 13l9 5 9-5",
};

/** @param {keyof typeof SHAPES} name */
function shape(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  const attributes = {
    viewBox: "0 0 24 24", width: "16", height: "16", fill: "none", stroke: "currentColor",
    "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true",
  };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  svg.append(path);
  return svg;
}

/** @param {keyof typeof SHAPES} icon @param {string} label @param {() => void} act */
export function iconButton(icon, label, act) {
  const button = /** @type {HTMLButtonElement} */ (
    element("button", "button button-icon button-quiet button-small", shape(icon))
  );
  button.type = "button";
  button.title = label;
  button.setAttribute("aria-label", label);
  button.addEventListener("click", act);
  return button;
}

/** @param {keyof typeof SHAPES} icon @param {string} text @param {() => void} act */
export function labelled(icon, text, act) {
  const button = /** @type {HTMLButtonElement} */ (
    element("button", "button button-quiet button-small", shape(icon), text)
  );
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

/**
 * @param {(readonly [string, string] | {label: string, options: (readonly [string, string])[]})[]} options
 * @param {string} value @param {(value: string) => void} act @returns {HTMLSelectElement}
 */
export function choice(options, value, act) {
  const select = document.createElement("select");
  select.className = "input";
  for (const option of options) {
    if ("options" in option) {
      const group = document.createElement("optgroup");
      group.label = option.label;
      group.append(...option.options.map(([key, text]) => new Option(text, key)));
      select.append(group);
    } else {
      select.append(new Option(option[1], option[0]));
    }
  }
  select.value = value;
  select.addEventListener("change", () => act(select.value));
  return select;
}

/**
 * @param {string} type @param {string} value @param {string} label @param {(value: string) => void} act
 * @returns {HTMLInputElement}
 */
export function textInput(type, value, label, act) {
  const input = document.createElement("input");
  input.type = type;
  input.className = "input";
  input.value = value;
  input.placeholder = label;
  input.setAttribute("aria-label", label);
  input.addEventListener("input", () => act(input.value));
  return input;
}
