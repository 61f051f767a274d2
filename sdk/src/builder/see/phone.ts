/**
 * The same page in a window as wide as a phone: preview only. The window gets a copy of this tab's
 * session storage when it is opened, and each change of the draft as a message afterwards.
 */

import type { GuideDocument } from "../../contract.js";
import { on } from "../../listen.js";
import type { BuilderOptions } from "../../seam.js";
import { h } from "../ui/element.js";
import { createSurface } from "../ui/surface.js";
import { speak, spoken } from "../words/say.js";
import { say } from "../words/see.js";
import { type KeptPhone, phoneKept } from "./kept.js";
import { SEE_STYLES } from "./styles.js";
import { createWalk } from "./walk.js";
import { createWalkBar } from "./walk-bar.js";

/** Name of the window: it stays through the pages it goes to. */
export const PHONE = "guide-engine-phone";
const MESSAGE = "guide-engine-draft";
const SIZE = "popup,width=390,height=844";

export type PhoneWindow = Pick<Window, "closed" | "postMessage" | "focus">;

/** Null when the browser blocked it; `"denied"` when nothing can be handed over. */
export function openPhoneWindow(kept: KeptPhone): PhoneWindow | null | "denied" {
  if (!phoneKept.write(kept)) return "denied";
  const opened = window.open(location.href, PHONE, SIZE);
  opened?.focus();
  return opened;
}

export function sendDraft(to: PhoneWindow, document: GuideDocument): void {
  if (!to.closed) to.postMessage({ type: MESSAGE, document }, location.origin);
}

/** This window was opened to preview, and for nothing else. */
export function isPhone(): boolean {
  return window.name === PHONE && !!phoneKept.read();
}

export async function openPhone(options: BuilderOptions): Promise<{ close(): void }> {
  const kept = phoneKept.read() as KeptPhone;
  speak(kept.language);
  const surface = createSurface(spoken());
  surface.wear(SEE_STYLES);
  let { document: draft } = kept;

  const walk = createWalk({
    document: () => draft,
    drawing: options.drawing,
    scheme: () => kept.scheme,
    changed(state) {
      if (state.phase !== "off") phoneKept.write({ ...kept, document: draft, step: state.step });
      bar.draw(state);
    },
  });
  const bar = createWalkBar({
    walk,
    label: say("phoneTitle"),
    document: () => draft,
    stop: () => window.close(),
  });
  const unlisten = on(window, "message", (event: MessageEvent) => {
    const { origin, source, data } = event;
    if (origin !== location.origin || source !== window.opener || data?.type !== MESSAGE) return;
    if (!Array.isArray(data.document?.steps)) return;
    draft = data.document;
    const { step } = walk.state;
    walk.begin(draft.steps.some(({ id }) => id === step) ? step : null);
  });
  surface.frame.append(bar.element);
  walk.begin(kept.step);
  return {
    close() {
      unlisten();
      walk.stop();
      bar.destroy();
      surface.destroy();
    },
  };
}

/** Said where the window was blocked, with the way round it. */
export function blockedNote(): HTMLElement {
  return h(
    "p",
    { class: "warning", role: "alert", "data-part": "phone-blocked" },
    say("phoneBlocked"),
    " ",
    // Named alike, so that what it opens knows itself, and with an opener, so that it gets the draft.
    h("a", { href: location.href, target: PHONE, rel: "opener" }, say("phoneLink")),
  );
}
