/** Mounts on [data-seen]: says when the host's pages were heard from, for as long as one looks. */
const EVERY_MS = 3000;

/** @param {HTMLElement} place */
function mountSeen(place) {
  const words = place.querySelector("[data-seen-words]");
  let timer = 0;

  async function look() {
    try {
      const answer = await fetch(place.dataset.url ?? "", { headers: { Accept: "application/json" } });
      if (answer.ok) show(await answer.json());
    } catch {
      // The next look may reach the server again.
    }
    again();
  }

  /** @param {{fresh: boolean, sentence: string}} seen */
  function show(seen) {
    place.dataset.fresh = seen.fresh ? "yes" : "no";
    if (words && words.textContent !== seen.sentence) words.textContent = seen.sentence;
  }

  function again() {
    clearTimeout(timer);
    if (document.visibilityState === "visible") timer = window.setTimeout(look, EVERY_MS);
  }

  document.addEventListener("visibilitychange", again);
  again();
}

for (const place of document.querySelectorAll("[data-seen]")) {
  if (place instanceof HTMLElement) mountSeen(place);
}
