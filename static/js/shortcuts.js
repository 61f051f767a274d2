/** `/` or Ctrl+K goes to the search of the page. */

export function mountShortcuts() {
  document.addEventListener("keydown", (event) => {
    const search = document.querySelector("[data-search]");
    if (!(search instanceof HTMLElement)) return;
    const wanted = (event.key === "/" && !isTyping(event.target)) || isFind(event);
    if (!wanted) return;
    event.preventDefault();
    search.focus();
  });
}

/** @param {KeyboardEvent} event */
function isFind(event) {
  return event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
