/** The live preview: a frame with a sample page, in which the real renderer draws the real document. */

import { showContrast } from "./findings.js";

const DESKTOP = { width: 1040, height: 760 };
const PHONE = { width: 390, height: 760 };

/** @param {HTMLFormElement} form */
export function mountPreview(form) {
  const pane = document.querySelector("[data-preview-pane]");
  const frame = pane?.querySelector("iframe");
  const holder = pane?.querySelector("[data-preview-window]");
  if (!(pane instanceof HTMLElement) || !frame || !(holder instanceof HTMLElement)) return { draw() {} };
  pane.hidden = false;
  let size = DESKTOP;
  let ready = false;
  let guide = JSON.parse(/** @type {HTMLInputElement} */ (form.elements.namedItem("base")).value);
  /** @type {string | undefined} */
  let step = guide.steps[0]?.id;

  const post = () => {
    if (ready) frame.contentWindow?.postMessage({ type: "draw", document: guide, step }, location.origin);
  };
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    if (event.data?.type === "ready") {
      ready = true;
      post();
    }
    if (event.data?.type === "contrast") showContrast(event.data.contrast, event.data.step, form);
  });
  // The frame may have said "ready" before this script ran.
  frame.contentWindow?.postMessage({ type: "hello" }, location.origin);

  const choose = (/** @type {Event} */ event) => {
    const card = event.target instanceof Element ? event.target.closest("[data-step]") : null;
    const id = card?.getAttribute("data-step") ?? step;
    for (const other of form.querySelectorAll("[data-step]")) {
      other.toggleAttribute("data-current", other.getAttribute("data-step") === id);
    }
    if (id === step) return;
    step = id ?? undefined;
    post();
  };
  form.addEventListener("focusin", choose);
  form.addEventListener("click", choose);

  const fit = () => {
    const scale = Math.min(1, holder.clientWidth / size.width);
    frame.style.width = `${size.width}px`;
    frame.style.height = `${size.height}px`;
    frame.style.transform = `scale(${scale})`;
    holder.style.height = `${size.height * scale}px`;
    frame.style.left = `${Math.max(0, (holder.clientWidth - size.width * scale) / 2)}px`;
  };
  // In a frame of its own: fitting changes the height of what is observed.
  new ResizeObserver(() => requestAnimationFrame(fit)).observe(holder);
  for (const button of pane.querySelectorAll("[data-width]")) {
    button.addEventListener("click", () => {
      size = button.getAttribute("data-width") === "phone" ? PHONE : DESKTOP;
      for (const other of pane.querySelectorAll("[data-width]")) {
        other.setAttribute("aria-pressed", String(other === button));
      }
      fit();
    });
  }

  return {
    /** @param {any} saved */
    draw(saved) {
      guide = saved;
      if (!guide.steps.some((/** @type {{id: string}} */ each) => each.id === step)) step = guide.steps[0]?.id;
      post();
    },
  };
}
