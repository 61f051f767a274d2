/** Messages that come and go. Errors and undo wait to be closed; the rest leaves after 8 seconds. */

const STAYS_MS = 8000;

export function mountFlashes() {
  for (const flash of document.querySelectorAll("[data-flash]")) live(flash);
}

/**
 * Say something from a script.
 * @param {string} text
 * @param {"done" | "error"} [kind]
 */
export function say(text, kind = "done") {
  const flash = document.createElement("div");
  flash.className = "flash";
  flash.dataset.kind = kind;
  const words = document.createElement("p");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button button-small";
  close.dataset.flashClose = "";
  close.textContent = document.body.dataset.wordClose ?? "Close";
  flash.append(words, close);
  document.querySelector("[data-flashes]")?.append(flash);
  live(flash);
}

/** @param {Element} flash */
function live(flash) {
  flash.querySelector("[data-flash-close]")?.addEventListener("click", () => flash.remove());
  const stays = flash.matches('[data-kind="error"]') || flash.querySelector("form");
  if (stays) return;
  let timer = setTimeout(() => flash.remove(), STAYS_MS);
  flash.addEventListener("pointerenter", () => clearTimeout(timer));
  flash.addEventListener("focusin", () => clearTimeout(timer));
  flash.addEventListener("pointerleave", () => {
    timer = setTimeout(() => flash.remove(), STAYS_MS);
  });
}
