/** What is drawn while picking: outline, name, pane and the bar that says the keys. */

import type { Undo } from "../../seam.js";
import { viewport } from "../../view/geometry.js";
import type { Rect } from "../../view/solve.js";
import { button } from "../ui/button.js";
import { h } from "../ui/element.js";
import { say } from "../words/pick.js";
import { overlaps, placeLabel } from "./place.js";
import { adopt } from "./sheets.js";
import { STYLES } from "./styles.js";

export type Act =
  | "pick"
  | "wider"
  | "narrower"
  | "previous"
  | "next"
  | "freeze"
  | "use"
  | "move"
  | "cancel";

/** How far outside the outline reaches. */
const LINE = 3;

const KEYS: [Act, string][] = [
  ["pick", "Enter"],
  ["wider", "↑"],
  ["narrower", "↓"],
  ["previous", "←"],
  ["next", "→"],
  ["freeze", "F"],
  ["use", "U"],
  ["move", "M"],
  ["cancel", "Esc"],
];

export interface Drawing {
  /** The outline and its name; null takes both away. */
  outline(box: Rect | null, name: string): void;
  /** Holds all that is drawn. */
  home: HTMLElement;
  /** Covers the window, so that nothing beneath hears the pointer. */
  cover(covered: boolean): void;
  /** The sentences of the bar; both are said to screen readers. */
  tell(sentence: string, note: string): void;
  /** Which of freezing and using the page is on. */
  press(act: "freeze" | "use" | null): void;
  moveBar(): void;
  /** The button of the bar that an event hit. */
  actOf(event: Event): Act | null;
  owns(event: Event): boolean;
  /** Takes all away but the pane, which keeps the rest of a double click from the page. */
  fade(): void;
  remove: Undo;
}

export function draw(root: ShadowRoot): Drawing {
  const pane = h("div", { class: "pane whole", hidden: true });
  const outline = h("div", { class: "outline", hidden: true, "data-part": "outline" });
  const label = h("div", { class: "label", hidden: true, "data-part": "pick-label" });
  const told = h("p", { class: "told" });
  const note = h("p", { class: "note warning" });
  const buttons = new Map(KEYS.map(([act, key]) => [act, barButton(act, key)]));
  const bar = h(
    "div",
    { class: "bar bottom", role: "group", "aria-label": say("bar"), "data-part": "pick-bar" },
    h("div", { role: "status" }, told, note),
    h("div", { class: "buttons" }, [...buttons.values()]),
    h("p", { class: "keys soft" }, say("keys")),
  );
  const all = h("div", { class: "picking" }, pane, outline, label, bar);
  (root.querySelector(".frame") ?? root).append(all);
  const undress = adopt(root, STYLES);

  const moveBar = (): void => {
    bar.className = bar.className === "bar bottom" ? "bar top" : "bar bottom";
  };
  return {
    home: all,
    outline(box, name) {
      const isSeen = !!box && box.width > 0 && box.height > 0;
      show(outline, isSeen ? box : null);
      label.textContent = name;
      label.hidden = !isSeen;
      if (!isSeen) return;
      // Out of the way by itself where the other edge is free.
      const area = viewport();
      outline.classList.toggle("edge", !isRoomAround(box, area));
      const place = bar.getBoundingClientRect();
      const across = { ...rectOf(place), y: area.height - place.bottom };
      if (overlaps(box, rectOf(place)) && !overlaps(box, across)) moveBar();
      const { width, height } = label.getBoundingClientRect();
      const spot = placeLabel(box, { width, height }, area, [rectOf(bar.getBoundingClientRect())]);
      // With no room beside it the bar alone says what it is.
      label.hidden = !spot;
      if (spot) put(label, spot.x, spot.y);
    },
    cover(covered) {
      pane.hidden = !covered;
    },
    tell(sentence, warning) {
      if (told.textContent !== sentence) told.textContent = sentence;
      if (note.textContent !== warning) note.textContent = warning;
    },
    press(act) {
      for (const one of ["freeze", "use"] as const) {
        buttons.get(one)?.setAttribute("aria-pressed", `${one === act}`);
      }
    },
    moveBar,
    actOf(event) {
      const hit = event.composedPath().find((node) => (node as Element).matches?.("[data-act]"));
      const act = (hit as HTMLElement | undefined)?.dataset.act;
      return event.composedPath().includes(bar) ? ((act as Act) ?? null) : null;
    },
    owns: (event) => event.composedPath().includes(bar),
    fade: () => all.replaceChildren(pane),
    remove() {
      all.remove();
      undress();
    },
  };
}

/** The way about is shown by the arrow keys alone; its words are for screen readers. */
function barButton(act: Act, key: string): HTMLButtonElement {
  const isArrow = /[^\w]/.test(key);
  const made = button(isArrow ? "" : say(act), () => {}, {
    look: "quiet",
    props: { "data-act": act, title: say(act), "aria-label": say(act) },
  });
  made.classList.add("small");
  made.append(h("kbd", { "aria-hidden": "true" }, key));
  return made;
}

/** Whether a line around the box, clear of what stands in it, would still be seen. */
function isRoomAround({ x, y, width, height }: Rect, area: Rect): boolean {
  const right = area.x + area.width - x - width;
  const below = area.y + area.height - y - height;
  return Math.min(x - area.x, y - area.y, right, below) >= LINE;
}

function show(element: HTMLElement, box: Rect | null): void {
  element.hidden = !box;
  if (!box) return;
  put(element, box.x, box.y);
  element.style.width = `${box.width}px`;
  element.style.height = `${box.height}px`;
}

function put(element: HTMLElement, x: number, y: number): void {
  element.style.inset = `${y}px auto auto ${x}px`;
}

function rectOf({ x, y, width, height }: DOMRect): Rect {
  return { x, y, width, height };
}
