/** Inside the preview frame of Settings › Help panel: the real panel, with what the settings page says. */

import type { HelpContent, HelpLook } from "../src/contract.js";
import { nothing } from "../src/listen.js";
import { createRenderer } from "../src/renderer.js";
import type { HelpDesk, HelpHandle, RendererHost } from "../src/seam.js";

interface Drawn {
  look: HelpLook;
  help: HelpContent;
  language: string;
}

let drawn: Drawn | null = null;
/** Newer drawings replace older ones, also those that are still being made. */
let handles: HelpHandle[] = [];
let turn = 0;
const waiting = new Map<number, (found: HelpContent | null) => void>();

const host: RendererHost = {
  get language() {
    return drawn?.language ?? "en";
  },
  page: () => ({ url: location.href, path: "/", hash: "", title: "", query: {} }),
  onPage: () => nothing,
  onTrack: () => nothing,
  holds: () => true,
  openHelp: nothing,
  track: nothing,
  startGuide: nothing,
  guard: (work) => work,
};
const renderer = createRenderer(host);

const desk: HelpDesk = {
  ask(query) {
    if (!query) return Promise.resolve(drawn?.help ?? null);
    turn += 1;
    parent.postMessage({ type: "search", turn, query }, location.origin);
    return new Promise((resolve) => waiting.set(turn, resolve));
  },
  // A picture: nothing begins in it.
  start: () => Promise.resolve(false),
  content: () => Promise.resolve(null),
  read: nothing,
  tell: nothing,
  isHotkeyOff: () => false,
  setHotkeyOff: nothing,
};

/**
 * What is drawn anew while its author writes beside it takes no focus: the next letter would land
 * in the wrong place. Clicks into the frame focus as ever.
 */
function keepFocusAway(): void {
  HTMLElement.prototype.focus = nothing;
  for (const open of ["show", "showModal"] as const) {
    HTMLDialogElement.prototype[open] = function () {
      this.setAttribute("open", "");
    };
  }
}

async function draw(next: Drawn): Promise<void> {
  drawn = next;
  await renderer.ready();
  if (drawn !== next) return;
  for (const handle of handles) handle.stop();
  const handle = renderer.help(next.look, desk);
  handles = [handle];
  handle.open();
}

addEventListener("message", (event) => {
  if (event.source !== parent || event.origin !== location.origin) return;
  const { type, ...said } = event.data ?? {};
  if (type === "hello") parent.postMessage({ type: "ready" }, location.origin);
  if (type === "draw") void draw(said);
  if (type === "found") {
    waiting.get(said.turn)?.(said.help);
    waiting.delete(said.turn);
  }
});
keepFocusAway();
parent.postMessage({ type: "ready" }, location.origin);
