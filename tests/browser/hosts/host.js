// Behaviour of the host pages: each button does what its data attributes say, as a small app would.
const find = (selector) => document.querySelector(selector);

const ACTS = {
  modal: (selector) => find(selector).showModal(),
  popover: (selector) => find(selector).showPopover(),
  close: (selector) => find(selector).close(),
  toggle: (value) => {
    const [selector, name] = value.split(" ");
    find(selector).classList.toggle(name);
  },
  remove: (selector) => find(selector).remove(),
  // What a framework does with a changed key: the same markup, another node.
  rerender: (selector) => {
    const old = find(selector);
    const copy = old.cloneNode(true);
    old.replaceWith(copy);
  },
  add: (value) => {
    const [id, text] = value.split("|");
    const button = document.createElement("button");
    button.id = id;
    button.textContent = text;
    find("main").append(button);
  },
};

document.addEventListener("click", (event) => {
  for (const [name, value] of Object.entries(event.target.dataset ?? {})) ACTS[name]?.(value);
});

// Counts what reaches the page, so that tests can see what it was told.
window.heard = [];
for (const type of ["keydown", "focusin", "pointerdown"]) {
  document.addEventListener(type, (event) => window.heard.push(`${type} ${event.target.localName}`));
}

class ShadowBox extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: this.getAttribute("mode") ?? "open" });
    const depth = Number(this.getAttribute("depth") ?? 0);
    if (depth > 1) {
      const inner = document.createElement("shadow-box");
      inner.setAttribute("depth", String(depth - 1));
      root.append(inner);
    } else {
      const button = document.createElement("button");
      button.id = "deep";
      button.textContent = "Deep inside";
      root.append(button);
    }
  }
}
customElements.define("shadow-box", ShadowBox);
