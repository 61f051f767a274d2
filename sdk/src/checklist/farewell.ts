/** What is left of a dismissed list for a few seconds: a way back. */

import { all, nothing, on } from "../listen.js";
import type { LentCrew } from "../view/crew.js";
import type { ListWords } from "./words.js";

const UNDO_MS = 8_000;

export interface Farewell {
  element: HTMLElement;
  /** Counts while it is shown and nobody is on it. */
  show(isShown: boolean): void;
}

export function createFarewell(
  { host, kit }: LentCrew,
  at: string | undefined,
  words: ListWords,
  verbs: { restore(): void; gone(): void },
): Farewell {
  const { make } = kit;
  const undo = make(
    "button",
    { type: "button", class: "secondary", "data-part": "undo" },
    words.undo,
  );
  undo.addEventListener("click", host.guard(verbs.restore));
  const element = make(
    "div",
    {
      class: "card corner farewell",
      "data-part": "farewell",
      "data-at": at,
      role: "status",
      lang: host.language,
      dir: kit.directionOf(host.language),
    },
    make("span", {}, words.listDismissed),
    undo,
  );
  let timer = 0;
  let unlisten = nothing;
  const hold = (): void => clearTimeout(timer);
  const count = (): void => {
    hold();
    timer = setTimeout(host.guard(verbs.gone), UNDO_MS);
  };
  return {
    element,
    show(isShown) {
      hold();
      unlisten();
      unlisten = nothing;
      if (!isShown) return;
      count();
      unlisten = all(
        on(element, "pointerenter focusin", hold),
        on(element, "pointerleave focusout", count),
      );
    },
  };
}
