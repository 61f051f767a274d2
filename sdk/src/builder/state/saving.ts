/**
 * When and what to save, decided purely: one save in flight, never without the revision it builds
 * on, tried again later and later while the service is away, stopped by a clash until somebody
 * has chosen. The saver (saver.ts) does what `plan` says.
 */

import type { GuideDocument } from "../../contract.js";
import { type Merge, merge } from "./merge.js";
import { same } from "./same.js";

export type Phase =
  /** Everything is with the service. */
  | "saved"
  /** Changes wait for the pause in typing to end, or for the service to come back. */
  | "waiting"
  | "sending"
  /** Somebody else saved first, and the same steps were changed. */
  | "clash"
  /** The service won't take it as it is; the next change may mend it. */
  | "refused"
  /** The session is over, or this member may not change guides: nothing is sent any more. */
  | "locked";

export interface Saving {
  phase: Phase;
  revision: number;
  /** What the service has at `revision`. */
  base: GuideDocument;
  current: GuideDocument;
  inFlight: GuideDocument | null;
  /** Saves in a row that got no answer. */
  failures: number;
  /** What was sent without an answer since the last one: the service may have it or not. */
  unsure: GuideDocument[];
}

export type SavingEvent =
  | { type: "edited"; document: GuideDocument }
  | { type: "due" }
  | { type: "acknowledged"; revision: number }
  | { type: "unanswered" }
  | { type: "refused" }
  | { type: "locked" }
  | { type: "clashed" }
  /** Theirs is taken over, and what is to be saved now builds on it. */
  | { type: "rebased"; revision: number; base: GuideDocument; current: GuideDocument };

const PAUSE_MS = 800;
const LONGEST_MS = 60_000;
const UNSURE_KEPT = 5;

export function beginSaving(revision: number, document: GuideDocument): Saving {
  return {
    phase: "saved",
    revision,
    base: document,
    current: document,
    inFlight: null,
    failures: 0,
    unsure: [],
  };
}

export function reduceSaving(state: Saving, event: SavingEvent): Saving {
  switch (event.type) {
    case "edited": {
      const next = { ...state, current: event.document };
      if (state.phase === "sending" || state.phase === "clash" || state.phase === "locked")
        return next;
      return { ...next, phase: isUnsaved(next) ? "waiting" : "saved" };
    }
    case "due":
      return state.phase === "waiting"
        ? { ...state, phase: "sending", inFlight: state.current }
        : state;
    case "acknowledged": {
      if (!state.inFlight) return state;
      const base = state.inFlight;
      const phase = same(base, state.current) ? "saved" : "waiting";
      return {
        ...state,
        phase,
        base,
        inFlight: null,
        revision: event.revision,
        failures: 0,
        unsure: [],
      };
    }
    case "unanswered":
      if (state.phase !== "sending" || !state.inFlight) return state;
      return {
        ...state,
        phase: "waiting",
        inFlight: null,
        failures: state.failures + 1,
        unsure: [...state.unsure, state.inFlight].slice(-UNSURE_KEPT),
      };
    case "refused":
      return { ...state, phase: "refused", inFlight: null, failures: 0 };
    case "clashed":
      return { ...state, phase: "clash", inFlight: null, failures: 0 };
    case "locked":
      return { ...state, phase: "locked", inFlight: null };
    case "rebased": {
      const { revision, base, current } = event;
      const phase = same(base, current) ? "saved" : "waiting";
      return { phase, revision, base, current, inFlight: null, failures: 0, unsure: [] };
    }
  }
}

/** Milliseconds until the next save; null when there is none to make. `chance` is from 0 to 1. */
export function delayOf(state: Saving, chance: number): number | null {
  if (state.phase !== "waiting") return null;
  if (!state.failures) return PAUSE_MS;
  const limit = Math.min(LONGEST_MS, 1_000 * 2 ** state.failures);
  return Math.round(limit * (0.5 + chance / 2));
}

/** Is there something that only this page knows, or a save of which nobody knows how it ended? */
export function isUnsaved({ current, base, unsure }: Saving): boolean {
  return unsure.length > 0 || !same(current, base);
}

/**
 * What to do when the service has a newer document than ours builds on. It may be our own, saved
 * by a request whose answer was lost: then there is nothing to put together.
 */
export function meet(state: Saving, revision: number, theirs: GuideDocument): Saving | Merge {
  const isOurs = [state.base, ...state.unsure].some((sent) => same(sent, theirs));
  const merged = isOurs ? null : merge(state.base, state.current, theirs);
  if (merged?.clashes.length) return merged;
  const current = merged?.document ?? state.current;
  return reduceSaving(state, { type: "rebased", revision, base: theirs, current });
}
