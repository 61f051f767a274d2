/** The chunk of what stands beside the page rather than at a target: cards, banners, questions. */

import { nothing } from "../listen.js";
import type { RunSpec, Undo } from "../seam.js";
import type { LentCrew } from "../view/crew.js";
import type { Scene, SurfaceSpec } from "../view/scene.js";

/** Draws a step of type `card` or `banner`, or of any type that has a question. */
export function openSurface(
  { stage, kit, host }: LentCrew,
  spec: SurfaceSpec,
  takeFocus: boolean,
): Scene {
  const type = spec.step.type === "tooltip" ? "tooltip" : "modal";
  return kit.openScene(stage, { ...spec, step: { ...spec.step, type } }, host.guard, takeFocus);
}

/** Says thank you for a few seconds, after the last answer of a survey. */
export function showThanks(_crew: LentCrew, _spec: RunSpec): Undo {
  return nothing;
}
