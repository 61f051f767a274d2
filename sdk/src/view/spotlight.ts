/** A ring round the target; the style sheet shades the page about it. Paint only: nothing is blocked. */

import { make, moveTo } from "./element.js";
import type { Rect } from "./solve.js";

export function createSpotlight(): HTMLElement {
  return make("div", { class: "hole", "data-part": "hole", "aria-hidden": "true" });
}

/** Exactly over the visible part of the target; out of sight where there is none. */
export function moveSpotlight({ style, classList }: HTMLElement, target: Rect): void {
  classList.toggle("away", !(target.width && target.height));
  moveTo(style, target.x, target.y);
  style.width = `${target.width}px`;
  style.height = `${target.height}px`;
}
