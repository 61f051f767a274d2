/**
 * The machine of flow/reducer.ts as one table: which action may lead from a phase to which others.
 * What isn't named leaves the run as it is.
 */

import type { FlowAction } from "../../src/flow/reducer.js";
import type { Phase } from "../../src/seam.js";

type Row = Partial<Record<FlowAction["type"], readonly Phase[]>>;

/** What a person or the page may do in every phase of a run under way. */
const ANYWHERE: Row = {
  next: ["waiting", "ended"],
  go_to: ["waiting", "ended"],
  back: ["waiting"],
  finish: ["ended"],
  dismiss: ["ended"],
  snooze: ["ended"],
  fail: ["ended"],
  stop: ["ended"],
};

export const LEGAL: Readonly<Record<Phase, Row>> = {
  idle: { start: ["waiting", "ended"] },
  waiting: { ...ANYWHERE, found: ["placing"], missing: ["waiting", "hidden", "ended"] },
  placing: { ...ANYWHERE, painted: ["shown"], lost: ["hidden"] },
  shown: { ...ANYWHERE, lost: ["hidden"] },
  hidden: {
    ...ANYWHERE,
    found: ["placing"],
    retry: ["waiting"],
    missing: ["waiting", "hidden", "ended"],
  },
  ended: {},
};

export function isLegal(before: Phase, action: FlowAction["type"], after: Phase): boolean {
  return before === after || !!LEGAL[before][action]?.includes(after);
}
