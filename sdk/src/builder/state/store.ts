/** The guide being written: its history, what is selected, and who else is here. Pure but for telling. */

import type { GuideDocument, Step } from "../../contract.js";
import type { Undo } from "../../seam.js";
import type { Other } from "../api/types.js";
import { stepOf } from "./edit.js";
import { begin, type History, record, redo, undo } from "./history.js";

/**
 * Where a change came from. What the author types is drawn already; all else is drawn anew.
 * `found`: the document is as it was, and something new is known about it.
 */
export type Origin = "field" | "edit" | "history" | "merge" | "selection" | "others" | "found";

export interface Store {
  readonly document: GuideDocument;
  readonly selected: Step | null;
  readonly others: Other[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** `field` names a field that is being typed in; null is a change on its own. */
  change(next: GuideDocument, field?: string | null): void;
  select(stepId: string | null): void;
  undo(): void;
  redo(): void;
  /**
   * Takes over a document that was put together with others' changes. `rebase` puts theirs into
   * what undo and redo lead to as well, so that neither takes them away again.
   */
  adopt(document: GuideDocument, rebase: (document: GuideDocument) => GuideDocument): void;
  meet(others: Other[]): void;
  listen(heard: (origin: Origin) => void): Undo;
}

export function createStore(first: GuideDocument, now: () => number): Store {
  let history: History<GuideDocument> = begin(first);
  let selectedId: string | null = first.steps[0]?.id ?? null;
  let others: Other[] = [];
  const listeners = new Set<(origin: Origin) => void>();

  function tell(origin: Origin): void {
    for (const heard of [...listeners]) heard(origin);
  }

  function move(next: History<GuideDocument>, origin: Origin): void {
    if (next === history) return;
    const places = history.present.steps.findIndex((step) => step.id === selectedId);
    history = next;
    // The selected step may be gone: then what stands in its place is.
    const { steps } = next.present;
    if (!stepOf(next.present, selectedId))
      selectedId = steps[Math.min(Math.max(places, 0), steps.length - 1)]?.id ?? null;
    tell(origin);
  }

  return {
    get document() {
      return history.present;
    },
    get selected() {
      return stepOf(history.present, selectedId);
    },
    get others() {
      return others;
    },
    get canUndo() {
      return history.past.length > 0;
    },
    get canRedo() {
      return history.future.length > 0;
    },
    change(next, field = null) {
      move(record(history, next, field, now()), field ? "field" : "edit");
    },
    select(stepId) {
      if (stepId === selectedId) return;
      selectedId = stepId;
      tell("selection");
    },
    undo: () => move(undo(history), "history"),
    redo: () => move(redo(history), "history"),
    adopt(document, rebase) {
      const { past, future } = history;
      move(
        { past: past.map(rebase), present: document, future: future.map(rebase), stroke: null },
        "merge",
      );
    },
    meet(next) {
      others = next;
      tell("others");
    },
    listen(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}
