/** Which of the guides that the service allows belong on this page, and which goes first. Pure. */

import type { StateGuide } from "../contract.js";
import { evaluate } from "../rules/evaluate.js";
import type { PageFacts } from "../seam.js";

export interface Situation {
  guides: readonly StateGuide[];
  page: PageFacts;
  /** Switched off by the manifest, ended in this browser, or begun on this page before. */
  isBarred(id: string): boolean;
}

export interface Choice {
  /** The flow to run; the order of the state is the order of showing. */
  flow: StateGuide | null;
  hints: StateGuide[];
}

export function choose({ guides, page, isBarred }: Situation): Choice {
  const fit = guides.filter((guide) => !isBarred(guide.id) && evaluate(guide.page, { page }));
  return {
    // A run that was begun goes before one that wasn't.
    flow: fit.find(isRunning) ?? fit.find(({ kind }) => kind === "flow") ?? null,
    hints: fit.filter(({ kind }) => kind === "hint"),
  };
}

function isRunning({ kind, run }: StateGuide): boolean {
  return kind === "flow" && !!run;
}
