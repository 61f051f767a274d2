/** `<details data-menu>`: closes on Escape, on a click elsewhere and when another one opens. */

export function mountMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) {
      if (!(event.target instanceof Node) || !menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const menu of openMenus()) {
        menu.open = false;
        menu.querySelector("summary")?.focus();
      }
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event);
  });
  document.addEventListener("focusout", (event) => {
    for (const menu of openMenus()) {
      if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) {
        menu.open = false;
      }
    }
  });
}

/** @returns {NodeListOf<HTMLDetailsElement>} */
function openMenus() {
  return document.querySelectorAll("details[data-menu][open]");
}

/** @param {KeyboardEvent} event */
function move(event) {
  const menu = document.activeElement?.closest("details[data-menu][open]");
  if (!menu) return;
  const items = [...menu.querySelectorAll(".menu-body :is(a, button)")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  const at = items.indexOf(/** @type {Element} */ (document.activeElement));
  const next = items.at((at + step + items.length) % items.length);
  if (next instanceof HTMLElement) {
    event.preventDefault();
    next.focus();
  }
}
