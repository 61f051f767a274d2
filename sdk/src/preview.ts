/** Draws an unpublished guide: no service, no events, the very renderer that end users get. */

import type { GuideDocument, Step } from "./contract.js";
import type { PreviewHandle, PreviewOptions, RunCallbacks, RunSpec } from "./seam.js";
import type { LentCrew } from "./view/crew.js";
import { runHint } from "./view/hint.js";
import { setStage, stillOf } from "./view/still.js";

/** Takes the place of a running preview; drawn on the stage of `dressed`. Throws a sentence that names what can't be drawn. */
export function drawPreview(
  crew: LentCrew,
  dressed: LentCrew,
  document: GuideDocument,
  options: PreviewOptions = {},
): PreviewHandle {
  const fault = faultOf(document);
  if (fault) throw new TypeError(`This guide can't be previewed: ${fault}.`);
  const { kind, language, hint, goal, completes_on } = document;
  const { still, step, byPage } = options;
  const steps = still ? document.steps.map(stillOf) : document.steps;
  const spec: RunSpec = {
    guideId: "preview",
    version: 0,
    runId: "preview",
    content: { kind, language, steps, goal, completes_on, ...(hint && { hint }) },
    stepId: step ?? null,
    resumed: false,
    page: byPage ? document.page : { all: [] },
    variables: {},
    before: (still && crew.pictured) || null,
  };
  const callbacks: RunCallbacks = {
    report() {},
    moved({ phase, stepId }) {
      const isThere = phase === "shown";
      if (still && isThere) crew.pictured = stepId;
      options.onStep?.(stepId, isThere);
    },
    ended: (outcome) => options.onOver?.(outcome),
  };
  crew.stopPreview?.();
  crew.pictured = null;
  const cast = setStage(dressed, options);
  const run =
    kind === "hint"
      ? runHint(cast, spec, callbacks, still ? "still" : step !== undefined)
      : crew.kit.runFlow(cast, spec, callbacks);
  const stop = (): void => run.stop("superseded");
  crew.stopPreview = stop;
  return {
    next: run.next,
    back: run.back,
    stop() {
      crew.pictured = null;
      stop();
    },
  };
}

/** What makes it impossible to draw. The service judges the rest before publishing. */
export function faultOf(document: unknown): string | null {
  if (!isObject(document)) return "it is not an object";
  const { format, kind, steps } = document;
  if (format !== "guide-engine/guide@1")
    return `"format" is ${quote(format)}, not "guide-engine/guide@1"`;
  if (kind !== "flow" && kind !== "hint") return `"kind" is ${quote(kind)}, not "flow" or "hint"`;
  if (!Array.isArray(steps) || !steps.length) return `"steps" has no step`;
  const ids = new Set<unknown>();
  for (const [place, step] of steps.entries()) {
    const fault = stepFault(step as Partial<Step>);
    if (fault) return `"steps[${place}]" ${fault}`;
    if (ids.has(step.id)) return `"steps[${place}].id" ${quote(step.id)} is used twice`;
    ids.add(step.id);
  }
  return null;
}

function stepFault(step: Partial<Step>): string | null {
  if (!isObject(step)) return "is not an object";
  if (typeof step.id !== "string" || !step.id) return `has no "id"`;
  if (step.type !== "tooltip" && step.type !== "modal")
    return `has the unknown "type" ${quote(step.type)}`;
  if (typeof step.title !== "string") return `has no "title"`;
  if (!isObject(step.body) || !Array.isArray(step.body.content))
    return `has no rich text in "body"`;
  if (!Array.isArray(step.buttons)) return `has no list of "buttons"`;
  if (!isObject(step.advance)) return `has no "advance"`;
  if (step.type === "tooltip" && !isObject(step.target)) return `has no "target" to point at`;
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function quote(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value);
}
