/**
 * The builder's own host element: an open shadow root in the top layer, beside the page and above
 * what the renderer draws. Guides that are being previewed live in `guide-engine`; this is ours.
 */

import { all, on, onMutation } from "../../listen.js";
import type { Undo } from "../../seam.js";
import { h } from "./element.js";
import { STYLES } from "./styles.js";
import { createToasts, type Toast } from "./toast.js";

export const HOST_NAME = "guide-engine-builder";

/** What happens inside ours neither closes the page's menus nor reaches its shortcuts. */
const PRIVATE =
  "pointerdown pointerup mousedown mouseup touchstart click dblclick focusin focusout keydown keyup keypress input change paste copy cut wheel";

export interface Surface {
  host: HTMLElement;
  root: ShadowRoot;
  /** Where panels and dialogs are put. */
  frame: HTMLElement;
  toast: Toast;
  /** Says a sentence to screen readers without moving the focus. */
  announce(sentence: string): void;
  /** Adds a sheet of one area's styles, once. */
  wear(styles: string): void;
  destroy(): void;
}

export function createSurface(language: string): Surface {
  const host = document.createElement(HOST_NAME);
  const root = host.attachShadow({ mode: "open" });
  const live = h("div", { class: "said", role: "status" });
  const frame = h("div", { class: "frame", lang: language }, live);
  root.append(frame);
  const worn = new Set<string>();
  const wear = (styles: string): void => {
    if (worn.has(styles)) return;
    worn.add(styles);
    // Constructed sheets are not subject to the page's style-src.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  };
  wear(STYLES);
  const undo = all(
    on(host, PRIVATE, (event) => event.stopPropagation()),
    settle(host),
  );
  return {
    host,
    root,
    frame,
    toast: createToasts(frame),
    announce: (sentence) => live.replaceChildren(sentence),
    wear,
    destroy() {
      undo();
      host.remove();
    },
  };
}

/** Keeps it on top and usable: last in the top layer, and inside the page's topmost modal dialog. */
function settle(host: HTMLElement): Undo {
  host.setAttribute("popover", "manual");
  const raise = (): void => {
    host.hidePopover?.();
    host.showPopover?.();
  };
  const place = (): void => {
    const modals = [...document.querySelectorAll<HTMLElement>("dialog:modal")];
    const home = modals.at(-1) ?? document.documentElement;
    if (host.parentNode === home) return;
    home.append(host);
    raise();
  };
  const onToggle = (event: Event): void => {
    const opened = event.composedPath()[0] as Element;
    if (opened === host || host.shadowRoot?.contains(opened)) return;
    place();
    if (
      opened.matches?.(":popover-open, :modal, :fullscreen") &&
      !host.shadowRoot?.querySelector("dialog[open]")
    )
      raise();
  };
  place();
  return all(
    onMutation([document], () => host.isConnected || place(), ["open"]),
    on(document, "toggle close fullscreenchange", onToggle, true),
  );
}
