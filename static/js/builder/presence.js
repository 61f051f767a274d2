/** Mounts on [data-presence]: says that this tab has the guide open, and shows who else has. */
import { csrfToken, send } from "../http.js";

const EVERY_MS = 15_000;
const TAB_KEY = "guide-engine.tab";

/** @param {HTMLElement} place */
function mountPresence(place) {
  const url = place.dataset.presence ?? "";
  const tab = tabName();
  let timer = 0;

  async function tell() {
    clearTimeout(timer);
    if (document.visibilityState !== "visible") return;
    const form = new URLSearchParams({ tab, step_id: currentStep() });
    const answer = await send(url, { form });
    if (answer.ok) show(answer.data.others);
    timer = window.setTimeout(tell, EVERY_MS);
  }

  /** @param {{name: string, where: string}[]} others */
  function show(others) {
    const sentences = others.map((other) => {
      const words = other.where === "builder" ? place.dataset.wordBuilder : place.dataset.wordEditor;
      return (words ?? "").replace("{name}", other.name);
    });
    const said = sentences.join(" ");
    // A live region speaks when it changes: the same words again are no news.
    if (place.textContent !== said) place.textContent = said;
  }

  document.addEventListener("visibilitychange", tell);
  addEventListener("pagehide", () => {
    navigator.sendBeacon(url, new URLSearchParams({ tab, leaving: "yes", csrf_token: csrfToken() }));
  });
  tell();
}

/** The step that is being worked on: the card that has the focus. */
function currentStep() {
  const card = document.activeElement?.closest('[id^="step-"]');
  return card ? card.id.slice("step-".length) : "";
}

function tabName() {
  try {
    const known = sessionStorage.getItem(TAB_KEY);
    if (known) return known;
    const fresh = crypto.randomUUID?.() ?? `t${Date.now()}`;
    sessionStorage.setItem(TAB_KEY, fresh);
    return fresh;
  } catch {
    return `t${Date.now()}`;
  }
}

for (const place of document.querySelectorAll("[data-presence]")) {
  if (place instanceof HTMLElement) mountPresence(place);
}
