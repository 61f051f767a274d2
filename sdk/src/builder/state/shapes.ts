/** What a step of each type has, as guide_engine/guides/kinds.py says it. Pure. */

import type { Advance, GuideDocument, Kind, Step } from "../../contract.js";

type Type = Step["type"];

/** The first is what a new step is. */
export const TYPES: Record<Kind, readonly Type[]> = {
  flow: ["tooltip", "modal", "card", "banner", "hidden"],
  hint: ["tooltip"],
  checklist: ["task"],
  banner: ["banner"],
  announcement: ["modal", "card"],
  survey: ["card", "modal"],
};

export const CORNERS = ["bottom_end", "bottom_start", "top_end", "top_start"] as const;
export const EDGES = ["top", "bottom", "inline_before", "inline_after"] as const;

/** Guides of one step. */
export function isSingle({ kind }: Pick<GuideDocument, "kind">): boolean {
  return kind === "hint" || kind === "banner";
}

/** It can't be drawn without its target. */
export function points(step: Step): boolean {
  return step.type === "tooltip" || (step.type === "banner" && isInline(step));
}

/** A target has a meaning: pointed at, or watched by a step that isn't drawn there. */
export function mayPoint(step: Step): boolean {
  return points(step) || step.type === "hidden" || step.type === "task";
}

/** Nobody sees these, or they are lines of a list: they have no buttons of their own. */
export function hasButtons({ type }: Step): boolean {
  return type !== "hidden" && type !== "task";
}

/** On the step's own target. */
export function isOnTarget(on: Advance["on"]): boolean {
  return on === "click" || on === "hover" || on === "focus" || on === "input";
}

function isInline({ position }: Step): boolean {
  return !!position?.startsWith("inline");
}

/** The step as another type: what that one can't have is left out, the rest stays. */
export function reshape(step: Step, type: Type): Step {
  const { position: _position, spotlight, blocks_target, question, ...rest } = step;
  const next: Step = { ...rest, type };
  if (type === "card") next.position = "bottom_end";
  if (type === "banner") next.position = "top";
  if (type === "tooltip") {
    if (spotlight !== undefined) next.spotlight = spotlight;
    if (blocks_target !== undefined) next.blocks_target = blocks_target;
  }
  if (question && hasButtons(next)) next.question = question;
  if (!hasButtons(next)) next.buttons = [];
  return settled(next);
}

/** At another place: only beside its target does a banner have one. */
export function placedAt(step: Step, position: NonNullable<Step["position"]>): Step {
  return settled({ ...step, position });
}

function settled(step: Step): Step {
  if (mayPoint(step)) return step;
  const advance: Advance = isOnTarget(step.advance.on) ? { on: "button" } : step.advance;
  return { ...step, target: null, advance };
}
