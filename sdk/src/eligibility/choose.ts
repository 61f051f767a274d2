/** Which of the guides that the service allows belong on this page, and which goes first. Pure. */

import type { Kind, StateGuide } from "../contract.js";
import { evaluate } from "../rules/evaluate.js";
import type { PageFacts } from "../seam.js";

/** Kinds of one slot take turns; hints have none, and don't. */
export type Slot = "leading" | "banner" | "checklist";

export interface Situation {
  guides: readonly StateGuide[];
  page: PageFacts;
  /** Switched off by the manifest, ended in this browser, or begun on this page before. */
  isBarred(id: string): boolean;
}

/** What comes here by itself. The order of the state is the order of showing. */
export function choose({ guides, page, isBarred }: Situation): StateGuide[] {
  return guides.filter(
    ({ id, kind, level = "popup", page: rule }) =>
      slotOf(kind) !== undefined && !isBarred(id) && level === "popup" && evaluate(rule, { page }),
  );
}

/** Undefined for a kind that this build doesn't know. */
export function slotOf(kind: Kind): Slot | null | undefined {
  if (kind === "hint") return null;
  if (kind === "banner" || kind === "checklist") return kind;
  return /^(flow|announcement|survey)$/.test(kind) ? "leading" : undefined;
}

/** The next in a slot: a run that was begun goes before one that wasn't. */
export function nextIn(slot: Slot, fit: readonly StateGuide[]): StateGuide | undefined {
  const mine = fit.filter(({ kind }) => slotOf(kind) === slot);
  return mine.find(({ run }) => run) ?? mine[0];
}
