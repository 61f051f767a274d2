/**
 * Each page keeps its unsent events under a storage key of its own, so the hot path needs no lock.
 * Segments of pages that are gone are adopted. Events keep their ids, so one sent by two pages is
 * stored once.
 */

import type { WireEvent } from "../contract.js";

/** An event and the end user it belongs to. */
export interface Stored {
  u: string;
  e: WireEvent;
}

/** Losses by `<reason> <type>`. */
export type Losses = Record<string, number>;

export interface Segment {
  at: number;
  /** The page said goodbye. */
  gone: boolean;
  events: Stored[];
  lost: Losses;
}

/** A living page sends within seconds; what lies longer than this has no owner. */
const ORPHANED_AFTER = 30_000;

/** What can be made of a stored value: another version of us, or anybody, may have written it. */
export function readSegment(value: unknown): Segment {
  const { at, gone, events, lost } = (value ?? {}) as Partial<Segment>;
  return {
    at: at ?? 0,
    gone: !!gone,
    events: Array.isArray(events)
      ? events.filter((one) => one?.u && one.e?.id && one.e.type && one.e.at > 0)
      : [],
    lost: Object.fromEntries(Object.entries(lost ?? {}).filter(([, count]) => count > 0)),
  };
}

export function isOrphan({ at, gone }: Segment, now: number): boolean {
  return gone || !(Math.abs(now - at) < ORPHANED_AFTER);
}
