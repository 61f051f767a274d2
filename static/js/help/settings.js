/** Settings › Help panel: shows in the preview what the form says, as it is being written. */

const PAUSE_MS = 350;

const form = document.querySelector("[data-help-form]");
const side = document.querySelector("[data-help-preview]");
const frame = side?.querySelector("iframe");
if (form instanceof HTMLFormElement && side instanceof HTMLElement && frame) mount(form, side, frame);

/** @param {HTMLFormElement} form @param {HTMLElement} side @param {HTMLIFrameElement} frame */
function mount(form, side, frame) {
  side.hidden = false;
  let timer = 0;
  let turn = 0;
  const chosen = (/** @type {string} */ name) =>
    /** @type {HTMLSelectElement | null} */ (side.querySelector(`[data-preview-${name}]`))?.value ?? "";

  /** @param {string} [query] */
  async function ask(query = "") {
    const fields = new FormData(form);
    fields.set("preview.tier", chosen("tier"));
    fields.set("preview.language", chosen("language"));
    fields.set("preview.query", query);
    const answer = await fetch("/settings/help/preview", { method: "POST", body: fields });
    return answer.ok ? await answer.json() : null;
  }

  async function draw() {
    const mine = ++turn;
    const drawn = await ask();
    if (drawn && mine === turn) {
      frame.contentWindow?.postMessage({ type: "draw", ...drawn }, location.origin);
    }
  }
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE_MS);
  };

  for (const select of form.querySelectorAll("[data-way-kind]")) {
    select.addEventListener("change", () => {
      const way = select.closest("[data-way]");
      if (way instanceof HTMLElement && select instanceof HTMLSelectElement) way.dataset.way = select.value;
    });
  }
  form.addEventListener("input", soon);
  side.addEventListener("change", soon);
  addEventListener("message", async (event) => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    if (event.data?.type === "ready") draw();
    if (event.data?.type === "search") {
      const found = await ask(event.data.query);
      frame.contentWindow?.postMessage(
        { type: "found", turn: event.data.turn, help: found?.help ?? null },
        location.origin,
      );
    }
  });
  // The frame may have said "ready" before this script ran.
  frame.contentWindow?.postMessage({ type: "hello" }, location.origin);
}
