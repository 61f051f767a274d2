/** Says under a rule how many people it matches, while it is being written. */
import { send, sentence } from "../http.js";

const PAUSE_MS = 350;

/**
 * @param {HTMLElement} root @param {any} vocabulary
 * @returns {(rule: any, complete: boolean) => void} to be called after each change
 */
export function mountCount(root, vocabulary) {
  const place = root.querySelector("[data-rule-count]");
  if (!(place instanceof HTMLElement)) return () => {};
  let timer = 0;
  /** @type {AbortController | null} */
  let asking = null;
  return (rule, complete) => {
    clearTimeout(timer);
    asking?.abort();
    if (!complete) {
      place.textContent = vocabulary.words.unfinished;
      return;
    }
    place.toggleAttribute("data-waiting", true);
    timer = window.setTimeout(async () => {
      asking = new AbortController();
      const { signal } = asking;
      const answer = await send(place.dataset.url ?? "/people/count", { json: { rule }, signal });
      if (signal.aborted) return;
      place.toggleAttribute("data-waiting", false);
      place.textContent = answer.ok ? answer.data.sentence : sentence(answer);
    }, PAUSE_MS);
  };
}
