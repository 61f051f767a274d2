/** What just happened, at the foot of the panel: one at a time, said aloud, gone by itself. */

import { button, iconButton } from "./button.js";
import { h } from "./element.js";

const SHOWN_MS = 8_000;

export interface ToastOptions {
  /** "bad" stays until it is closed. */
  tone?: "plain" | "bad";
  /** One thing that can be done about it, such as undoing. */
  action?: { label: string; press(): void };
  /** Name of the button that closes it. */
  close: string;
}

export type Toast = (sentence: string, options: ToastOptions) => void;

export function createToasts(home: HTMLElement): Toast {
  const place = h("div", { class: "toasts", role: "status", "aria-live": "polite" });
  home.append(place);
  let timer = 0;
  const clear = (): void => {
    clearTimeout(timer);
    place.replaceChildren();
  };
  return (sentence, { tone = "plain", action, close }) => {
    clear();
    const act = (): void => {
      clear();
      action?.press();
    };
    place.append(
      h(
        "div",
        { class: `toast ${tone}` },
        h("p", {}, sentence),
        action && button(action.label, act, { look: "quiet" }),
        iconButton("x", close, clear),
      ),
    );
    if (tone !== "bad") timer = window.setTimeout(clear, SHOWN_MS);
  };
}
