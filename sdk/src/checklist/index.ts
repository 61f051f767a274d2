/** The chunk of checklists. */

import { nothing } from "../listen.js";
import type { ChecklistHandle, ChecklistSpec, RunCallbacks } from "../seam.js";
import type { LentCrew } from "../view/crew.js";

/** Places a checklist: its launcher, or the list. */
export function runChecklist(
  _crew: LentCrew,
  _spec: ChecklistSpec,
  { ended }: RunCallbacks,
): ChecklistHandle {
  return {
    next: nothing,
    back: nothing,
    goTo: nothing,
    open: nothing,
    learn: nothing,
    stop: () => ended("stopped"),
    state: { phase: "shown", stepId: null },
  };
}
