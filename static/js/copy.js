/** `data-copy="text"`: puts the text on the clipboard and says so on the button. */

export function mountCopyButtons() {
  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copy]");
    if (!(button instanceof HTMLElement)) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy ?? "");
    } catch {
      select(button);
      return;
    }
    const words = button.querySelector("span");
    if (!words || button.dataset.busy) return;
    const before = words.textContent;
    button.dataset.busy = "yes";
    words.textContent = button.dataset.copied ?? "";
    setTimeout(() => {
      words.textContent = before;
      delete button.dataset.busy;
    }, 1600);
  });
}

/** Where the clipboard is denied, select the text so that one key copies it. @param {Element} button */
function select(button) {
  const code = button.parentElement?.querySelector("code");
  if (code) getSelection()?.selectAllChildren(code);
}
