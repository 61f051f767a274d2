/** Draws an unpublished guide: no service, no events, the very renderer that end users get. */

import type { GuideDocument, Step } from "./contract.js";
import { nothing } from "./listen.js";
import type { PreviewHandle, PreviewOptions, RunCallbacks, RunHandle, RunSpec } from "./seam.js";
import type { LentCrew } from "./view/crew.js";
import { runHint } from "./view/hint.js";
import { setStage, stillOf } from "./view/still.js";

/** Takes the place of a running preview. Rejects with a sentence that names what can't be drawn. */
export async function drawPreview(
  crew: LentCrew,
  dressed: LentCrew,
  document: GuideDocument,
  options: PreviewOptions = {},
): Promise<PreviewHandle> {
  const fault = faultOf(document);
  if (fault) throw new TypeError(`This guide can't be previewed: ${fault}.`);
  const { kind, steps } = document;
  const { still, step, byPage } = options;
  const begin =
    kind === "checklist" ? await listing() : kind === "hint" ? hinting : crew.kit.runFlow;
  const opening = still ? "still" : step !== undefined;
  function hinting(...parts: Parameters<Begin>): RunHandle {
    return runHint(...parts, opening);
  }
  if (crew.isStruck) throw new Error("The engine was destroyed.");
  const spec: RunSpec = {
    guideId: "preview",
    version: 0,
    runId: "preview",
    content: still ? { ...document, steps: steps.map(stillOf) } : document,
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
  // Copies of the crew would keep the last preview, and it the one before, and so on.
  delete crew.stopPreview;
  delete dressed.stopPreview;
  crew.pictured = null;
  // Nothing of it is told to anybody.
  const host = Object.create(crew.host, { track: { value() {} } });
  // Nor does it hold on to the preview before it, which holds the one before that.
  const cast = { ...setStage(dressed, options), host, stopPreview: nothing };
  const run = begin(cast, spec, callbacks);
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

type Begin = (crew: LentCrew, spec: RunSpec, callbacks: RunCallbacks) => RunHandle;

/** Nothing of a checklist has been done yet. */
async function listing(): Promise<Begin> {
  const { runChecklist } = await import("./checklist/index.js");
  return (crew, spec, callbacks) =>
    runChecklist(crew, { ...spec, done: [], completedGuides: [] }, callbacks);
}

/** Which types of step a kind is made of. */
const KINDS = new Map<unknown, readonly Step["type"][]>([
  ["flow", ["tooltip", "modal", "card", "banner", "hidden"]],
  ["announcement", ["modal", "card"]],
  ["survey", ["card", "modal"]],
  ["banner", ["banner"]],
  ["hint", ["tooltip"]],
  ["checklist", ["task"]],
]);

/** What makes it impossible to draw. The service judges the rest before publishing. */
export function faultOf(document: unknown): string | null {
  if (!isObject(document)) return "it is not an object";
  const { format, kind, steps } = document;
  if (format !== "guide-engine/guide@1")
    return `"format" is ${quote(format)}, not "guide-engine/guide@1"`;
  const types = KINDS.get(kind);
  if (!types) return `"kind" is ${quote(kind)}, not one of ${[...KINDS.keys()].join(", ")}`;
  if (!Array.isArray(steps) || !steps.length) return `"steps" has no step`;
  const ids = new Set<unknown>();
  for (const [place, step] of steps.entries()) {
    const fault = stepFault(step as Partial<Step>, types);
    if (fault) return `"steps[${place}]" ${fault}`;
    if (ids.has(step.id)) return `"steps[${place}].id" ${quote(step.id)} is used twice`;
    ids.add(step.id);
  }
  return null;
}

function stepFault(step: Partial<Step>, types: readonly Step["type"][]): string | null {
  if (!isObject(step)) return "is not an object";
  if (typeof step.id !== "string" || !step.id) return `has no "id"`;
  if (!step.type || !types.includes(step.type)) return `has the unknown "type" ${quote(step.type)}`;
  if (typeof step.title !== "string") return `has no "title"`;
  if (!isObject(step.body) || !Array.isArray(step.body.content))
    return `has no rich text in "body"`;
  if (!Array.isArray(step.buttons)) return `has no list of "buttons"`;
  if (!isObject(step.advance)) return `has no "advance"`;
  const needsTarget = step.type === "tooltip" || step.position?.startsWith("inline");
  if (needsTarget && !isObject(step.target)) return `has no "target" to point at`;
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function quote(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value);
}
