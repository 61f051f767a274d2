/** The card of a step: title, text, progress, buttons, close. Drawn once; moved by the scene. */

import type { Action, Button, Effect, Step } from "../contract.js";
import { say } from "../words/say.js";
import { make, moveTo } from "./element.js";
import { NEW_TAB, safeAddress } from "./links.js";
import { renderRich, type Variables } from "./richtext.js";
import type { Place } from "./solve.js";
import type { Words } from "./words.js";

export interface BubbleSpec {
  step: Step;
  language: string;
  words: Words;
  variables: Variables;
  /** Of how many; null where there is one only. */
  progress: { at: number; of: number } | null;
  /** The button drawn where the author gave none and nothing else would lead on. */
  fallback: "next" | "done" | null;
  dir: string;
  /** Drawn between the text and the buttons. */
  extra?: readonly Node[];
  /** Its name among the parts. */
  part?: string;
  /** False: it can't be closed, but by its buttons. */
  isDismissible?: boolean;
  onAction(action: Action, also?: readonly Effect[]): void;
  onClose(): void;
}

let count = 0;

export function createBubble(spec: BubbleSpec): HTMLElement {
  const { step, language: lang } = spec;
  const isModal = step.type === "modal";
  const title = `title${++count}`;
  const body = `body${count}`;
  const text = renderRich(step.body, spec.variables);
  const foot = [progressOf(spec), buttonsOf(spec)].filter((part) => !!part);
  return make(
    isModal ? "dialog" : "div",
    {
      class: "card",
      "data-part": spec.part ?? "bubble",
      role: "dialog",
      "aria-modal": isModal ? "true" : null,
      "aria-labelledby": title,
      "aria-describedby": text.length ? body : null,
      dir: spec.dir,
      tabindex: "-1",
    },
    !isModal && make("div", { class: "arrow" }),
    spec.isDismissible !== false && closeButton(spec.words, spec.onClose),
    make(
      "div",
      { class: "text", lang },
      make("h2", { id: title }, step.title),
      text.length ? make("div", { class: "body", id: body }, ...text) : null,
      ...(spec.extra ?? []),
    ),
    foot.length ? make("div", { class: "foot" }, ...foot) : null,
  );
}

export function moveBubble({ style, dataset }: HTMLElement, place: Place): void {
  moveTo(style, Math.round(place.x), Math.round(place.y));
  style.maxHeight = `${place.maxHeight}px`;
  dataset.side = place.arrow === null ? "" : (place.side ?? "");
  style.setProperty("--tip", `${place.arrow}px`);
}

export function closeButton(words: Pick<Words, "close">, onClose: () => void): HTMLElement {
  const close = make("button", {
    type: "button",
    class: "close",
    "data-part": "close",
    "aria-label": words.close,
  });
  close.addEventListener("click", onClose);
  return close;
}

function progressOf({ progress, words }: BubbleSpec): HTMLElement | null {
  if (!progress) return null;
  const { at, of } = progress;
  return make(
    "span",
    { class: "progress" },
    make("span", { "aria-hidden": "true" }, `${at} / ${of}`),
    make("span", { class: "said" }, say(words.step, { at, of })),
  );
}

/** The primary action comes last, at the end of the line; it is where the eye lands. */
function buttonsOf(spec: BubbleSpec): HTMLElement | null {
  const { step, words, fallback } = spec;
  const buttons: Button[] = [...step.buttons];
  if (!buttons.length && fallback) {
    const action: Action = { type: fallback === "done" ? "finish" : "next" };
    buttons.push({ id: "", label: words[fallback], style: "primary", action });
  }
  buttons.sort((a, b) => Number(a.style === "primary") - Number(b.style === "primary"));
  return buttons.length
    ? make("div", { class: "buttons" }, ...buttons.map((button) => drawButton(button, spec)))
    : null;
}

const PARTS: Record<string, string> = {
  next: "next",
  finish: "next",
  back: "back",
  snooze: "later",
};

function drawButton({ label, style, action, also }: Button, spec: BubbleSpec): HTMLElement {
  // A real link, so that it can be opened, copied and middle-clicked like one.
  const href = action.type === "open_url" ? safeAddress(action.url) : null;
  const away = action.type === "open_url" && action.new_tab;
  const button = make(
    href ? "a" : "button",
    {
      class: `button ${style}`,
      "data-part": PARTS[action.type] ?? "button",
      lang: spec.language,
      ...(href ? { href, ...(away && NEW_TAB) } : { type: "button" }),
    },
    label,
  );
  button.addEventListener("click", () => spec.onAction(action, also));
  return button;
}
