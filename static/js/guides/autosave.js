/**
 * Saves a form a moment after each change, one save at a time, and says so. What can't be saved
 * stays in the form; a save over somebody else's is never made, but offered for comparison.
 */
import { send, sentence } from "../http.js";

const PAUSE_MS = 700;
const RETRY_MS = 5000;

/**
 * @param {HTMLFormElement} form with `data-word-…` sentences and the hidden `revision` and `base`
 * @param {{onSaved?: (answer: any) => void}} [listeners]
 */
export function mountAutosave(form, { onSaved } = {}) {
  const state = document.querySelector("[data-save-state]");
  let dirty = false;
  let saving = false;
  let stale = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const say = (/** @type {string} */ text, /** @type {string} */ kind) => {
    if (!(state instanceof HTMLElement)) return;
    state.textContent = text;
    state.dataset.kind = kind;
  };
  const later = (/** @type {number} */ pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };
  const changed = () => {
    dirty = true;
    if (stale) return;
    say(form.dataset.wordUnsaved ?? "", "unsaved");
    later(PAUSE_MS);
  };

  async function save() {
    if (saving || !dirty || stale) return;
    saving = true;
    dirty = false;
    say(form.dataset.wordSaving ?? "", "saving");
    const answer = await send(form.action, { form: new FormData(form) });
    saving = false;
    if (answer.ok) accept(answer.data);
    else refuse(answer);
  }

  function accept(/** @type {any} */ data) {
    field("revision", String(data.revision));
    field("base", JSON.stringify(data.document));
    const words = (form.dataset.wordSaved ?? "").replace("{time}", clock(data.saved_at));
    if (dirty) later(PAUSE_MS);
    else say(words, "saved");
    onSaved?.(data);
  }

  function refuse(/** @type {{status: number, data: any}} */ answer) {
    dirty = true;
    if (answer.status === 409) {
      stale = true;
      showStale(answer.data);
    } else if (answer.status === 0 || answer.status >= 500) {
      later(RETRY_MS);
    }
    const details = Object.values(answer.data?.error?.fields ?? {}).flat();
    say(`${form.dataset.wordFailed ?? ""}${details[0] ?? sentence(answer)}`, "failed");
  }

  function showStale(/** @type {{by?: string, at?: string}} */ { by, at }) {
    const notice = document.querySelector("[data-stale]");
    if (!(notice instanceof HTMLElement)) return;
    const words = notice.querySelector("[data-stale-words]");
    if (words && by && at) {
      words.textContent = (form.dataset.wordBy ?? "").replace("{name}", by).replace("{time}", clock(at));
    }
    notice.hidden = false;
    notice.scrollIntoView({ block: "nearest" });
  }

  function field(/** @type {string} */ name, /** @type {string} */ value) {
    const input = form.elements.namedItem(name);
    if (input instanceof HTMLInputElement) input.value = value;
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => {
    // Comparing is a page of its own: what is in the form goes there.
    if (event.submitter?.getAttribute("value") === "compare") {
      dirty = false;
      return;
    }
    event.preventDefault();
    later(0);
  });
  addEventListener("online", () => dirty && later(0));
  // Leaving within the pause: the last change still goes out.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty && !saving && !stale) later(0);
  });
  addEventListener("beforeunload", (event) => {
    if (dirty || saving) event.preventDefault();
  });
  return { changed };
}

/** @param {string} moment */
function clock(moment) {
  const language = document.documentElement.lang;
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(new Date(moment));
}
