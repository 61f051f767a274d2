/**
 * Inside the preview frame: puts a stand-in for each step's element into the sample page, then
 * lets the SDK draw the guide there. The editor sends the document; nobody else may.
 */

import { weakest } from "./contrast.js";

// The bubble is placed and faded in before it is measured; a hint may stay closed.
const LOOKS_MS = [300, 300, 600, 1200, 2400, 4800];

/** By key; that of the environment under "". @type {Record<string, object>} */
const themes = JSON.parse(document.body.dataset.themes || "{}");

/** @type {{stop?: () => void} | null} */
let running = null;
/** What to draw next; a newer wish replaces an older one. @type {{guide: any, step: string | undefined} | null} */
let wanted = null;
let busy = false;
let turn = 0;

addEventListener("message", (event) => {
  if (event.source !== parent || event.origin !== location.origin) return;
  if (event.data?.type === "hello") tell();
  if (event.data?.type === "draw") draw(event.data.document, event.data.step);
});
tell();

function tell() {
  parent.postMessage({ type: "ready" }, location.origin);
}

/** One drawing at a time: the next begins when the last one stands. @param {any} guide @param {string | undefined} step */
async function draw(guide, step) {
  wanted = { guide, step };
  if (busy) return;
  busy = true;
  while (wanted) {
    const next = wanted;
    wanted = null;
    await show(next.guide, next.step);
  }
  busy = false;
}

/** @param {any} guide @param {string | undefined} step */
async function show(guide, step) {
  turn++;
  running?.stop?.();
  running = null;
  for (const slot of document.querySelectorAll("[data-slot]")) slot.replaceChildren();
  // The sample page has neither the addresses nor the moments that a guide waits for.
  const shown = { ...guide, page: { all: [] }, starts_when: null, steps: guide.steps.map(standIn) };
  // Nothing to point at yet: the sample page says so by itself.
  document.body.toggleAttribute("data-empty", shown.steps.length === 0);
  if (!shown.steps.length) return;
  const { GuideEngine } = /** @type {any} */ (window);
  try {
    const theme = themes[guide.theme ?? ""] ?? themes[""];
    running = await GuideEngine?.preview(shown, theme ? { step, theme } : { step });
  } catch {
    // The renderer could not be loaded; the next change tries again.
    return;
  }
  look(turn, step);
}

/** What a guide is drawn as, by kind. */
const PARTS = ["bubble", "banner", "checklist", "survey", "announcement"].map((name) => `[data-part="${name}"]`).join();

/** Tells the editor how well the text can be read, once it is there. @param {number} mine @param {string | undefined} step */
function look(mine, step, attempt = 0) {
  setTimeout(() => {
    if (mine !== turn) return;
    const drawn = document.querySelector("guide-engine")?.shadowRoot;
    const part = drawn?.querySelector(PARTS);
    if (drawn && part?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) {
      parent.postMessage({ type: "contrast", contrast: weakest(drawn), step }, location.origin);
    } else if (attempt + 1 < LOOKS_MS.length) {
      look(mine, step, attempt + 1);
    }
  }, LOOKS_MS[attempt]);
}

/** Puts the element of a step into its slot, and lets it wait for nothing. @param {any} step @param {number} index */
function standIn({ wait: _wait, ...step }, index) {
  const slots = document.querySelectorAll("[data-slot]");
  const slot = slots[index % slots.length];
  const points = step.type === "tooltip" || /^inline/.test(step.position ?? "");
  if (!slot || !(points || step.target)) return step;
  const id = `sample-${index}`;
  slot.append(element(step.target ?? {}, id));
  return { ...step, target: { v: 1, selector: `#${id}` } };
}

/** @param {{role?: string, text?: string, name?: string, selector?: string}} target @param {string} id */
function element(target, id) {
  const words = target.text || target.name || target.selector || "…";
  const made = document.createElement(TAGS[target.role ?? ""] ?? "button");
  made.id = id;
  made.className = `sample-target sample-${target.role || "button"}`;
  if (made instanceof HTMLInputElement) {
    if (target.role === "checkbox") made.type = "checkbox";
    const label = document.createElement("label");
    label.className = "sample-field";
    label.append(words, made);
    return label;
  }
  if (made instanceof HTMLAnchorElement) made.href = "#sample";
  if (made instanceof HTMLButtonElement) made.type = "button";
  made.textContent = words;
  return made;
}

/** @type {Record<string, string>} */
const TAGS = { link: "a", textbox: "input", checkbox: "input", heading: "h2", img: "span" };

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("a")) event.preventDefault();
});
