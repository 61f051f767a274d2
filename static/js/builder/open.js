/** Mounts on [data-open-form]: says while an address is typed whether the snippet is there. */
const PAUSE_MS = 350;
const EVERY_MS = 5_000;

/** @param {HTMLFormElement} form */
function mountOpen(form) {
  const field = form.elements.namedItem("address");
  const line = form.querySelector("[data-open-seen]");
  const words = form.querySelector("[data-open-words]");
  const help = document.querySelector("[data-open-help]");
  if (!(field instanceof HTMLInputElement) || !(line instanceof HTMLElement) || !words) return;
  let timer = 0;
  let asked = 0;

  async function look() {
    const turn = ++asked;
    const address = field instanceof HTMLInputElement ? field.value : "";
    try {
      const url = `${form.dataset.seenUrl}?${new URLSearchParams({ address })}`;
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      if (answer.ok && turn === asked) show(await answer.json());
    } catch {
      // The next look may reach the server again.
    }
    again(EVERY_MS);
  }

  /** @param {{standing: string, sentence: string}} seen */
  function show(seen) {
    if (!(line instanceof HTMLElement) || !words) return;
    const changed = line.dataset.standing !== seen.standing;
    line.dataset.standing = seen.standing;
    if (words.textContent !== seen.sentence) words.textContent = seen.sentence;
    // Opened and closed with the news only, so that what an author chose stays.
    if (changed && help instanceof HTMLDetailsElement) {
      help.open = seen.standing === "never" || seen.standing === "elsewhere";
    }
  }

  /** @param {number} pause */
  function again(pause) {
    clearTimeout(timer);
    if (document.visibilityState === "visible") timer = window.setTimeout(look, pause);
  }

  field.addEventListener("input", () => again(PAUSE_MS));
  document.addEventListener("visibilitychange", () => again(0));
  again(EVERY_MS);
}

const form = document.querySelector("form[data-open-form]");
if (form instanceof HTMLFormElement) mountOpen(form);
