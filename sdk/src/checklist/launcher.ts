/** The list put aside: a small button in its corner that says how much is left. */

import { CHECK, icon } from "../surfaces/icon.js";
import type { LentCrew } from "../view/crew.js";
import type { List } from "./list.js";
import type { ListState } from "./reducer.js";

export interface Launcher {
  element: HTMLElement;
  show(state: ListState): void;
}

export function createLauncher(
  { host, kit }: LentCrew,
  { content, words, left }: List,
  onOpen: () => void,
): Launcher {
  const { make } = kit;
  const { checklist, steps, language } = content;
  const title = make("span", { class: "label", lang: language }, checklist?.title);
  const ring = make("span", { class: "ring", "aria-hidden": "true" });
  const element = make(
    "button",
    {
      type: "button",
      class: "card corner launcher",
      "data-part": "checklist-launcher",
      "data-at": checklist?.position,
      "aria-expanded": "false",
      lang: host.language,
      dir: kit.directionOf(language),
    },
    ring,
    title,
  );
  element.addEventListener("click", host.guard(onOpen));
  return {
    element,
    show(state) {
      const { done, phase } = state;
      const isOver = phase === "cheering";
      ring.style.setProperty("--part", `${(100 * done.length) / steps.length}%`);
      ring.replaceChildren(isOver ? icon(CHECK) : `${steps.length - done.length}`);
      element.classList.toggle("over", isOver);
      element.ariaLabel = `${checklist?.title}: ${isOver ? words.allDone : left(state)}`;
    },
  };
}
