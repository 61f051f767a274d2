/** The bar that stands on the page while its author walks: where they are, on, back, and out. */

import type { GuideDocument } from "../../contract.js";
import { all, on } from "../../listen.js";
import { pageFacts } from "../../page/page.js";
import { evaluate } from "../../rules/evaluate.js";
import type { Undo } from "../../seam.js";
import { button } from "../ui/button.js";
import { h } from "../ui/element.js";
import { say } from "../words/see.js";
import type { Walk, WalkState } from "./walk.js";

/** Long enough for the bubble to have found its place. */
const SETTLED_MS = 400;

export interface WalkBarParts {
  walk: Walk;
  label: string;
  document(): GuideDocument;
  stop(): void;
}

export interface WalkBar {
  element: HTMLElement;
  draw(state: WalkState): void;
  destroy: Undo;
}

export function createWalkBar({ walk, label, document: draft, stop }: WalkBarParts): WalkBar {
  const where = h("strong", { class: "walk-where" });
  const told = h("span", { class: "walk-told", role: "status" });
  const back = button(say("back"), walk.back, {
    look: "quiet",
    props: { "data-part": "walk-back" },
  });
  const next = button(say("next"), walk.next, {
    look: "primary",
    props: { "data-part": "walk-next" },
  });
  const again = button(say("again"), () => walk.begin(null), {
    look: "quiet",
    props: { "data-part": "walk-again" },
  });
  const retry = button(say("retry"), () => walk.begin(walk.state.step), {
    props: { "data-part": "walk-retry" },
  });
  const end = button(say("stop"), stop, { icon: "x", props: { "data-part": "walk-stop" } });
  const element = h(
    "section",
    { class: "walk-bar", "data-part": "walk-bar", "aria-label": label },
    h("div", { class: "walk-words" }, where, told),
    h("div", { class: "row" }, back, next, retry, again, end),
  );
  let timer = 0;

  /** Out of the way of what it is about. */
  const step = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const stage = document.querySelector("guide-engine")?.shadowRoot;
      const parts = [...(stage?.querySelectorAll('[data-part="bubble"],[data-part="hole"]') ?? [])];
      element.classList.remove("top");
      element.classList.toggle(
        "top",
        parts.some((part) => overlaps(part, element)),
      );
    }, SETTLED_MS);
  };
  const undo = all(
    on(window, "resize", step),
    on(element, "keydown", (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.isComposing) stop();
    }),
    () => clearTimeout(timer),
  );

  return {
    element,
    draw(state) {
      const { steps, page } = draft();
      const at = steps.findIndex(({ id }) => id === state.step);
      const title = steps[at]?.title ?? "";
      where.textContent = at < 0 ? label : say("at", { at: at + 1, of: steps.length, title });
      const belongs = evaluate(page, { page: pageFacts() });
      const sentence = tell(state, belongs);
      if (told.textContent !== sentence) told.textContent = sentence;
      const isMissed = state.phase === "missed";
      const isOver = isMissed || state.phase === "over";
      // The one that has the focus stays, so that the focus does.
      back.disabled = isOver || at < 1;
      next.disabled = isOver;
      retry.hidden = !isMissed;
      step();
    },
    destroy() {
      undo();
      element.remove();
    },
  };
}

function tell({ phase, sentence }: WalkState, belongs: boolean): string {
  if (phase === "over" || phase === "missed") return sentence;
  if (phase === "starting") return say("starting");
  if (!belongs) return say("notHere");
  return say(phase === "away" ? "away" : "there");
}

function overlaps(one: Element, other: Element): boolean {
  const a = one.getBoundingClientRect();
  const b = other.getBoundingClientRect();
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
