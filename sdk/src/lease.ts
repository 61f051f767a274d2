/** A lease that one tab of an origin holds at a time. */

import type { Undo } from "./seam.js";
import { PREFIX, type Store } from "./storage.js";

export interface LeaseParts {
  name: string;
  owner: string;
  store: Store;
  now(): number;
  setTimer(work: () => void, ms: number): number;
  clearTimer(id: number): void;
}

/** Resolves to the undo of a lease now held, or to null when another tab holds it. */
export function takeLease(parts: LeaseParts): Promise<Undo | null> {
  return new Promise((resolve) => {
    // Where the browser has no locks (old, or plain http), the lease is kept in storage.
    const instead = () =>
      resolve(import("./extras.js").then(({ takeStoredLease }) => takeStoredLease(parts)));
    const locks: LockManager | undefined = navigator.locks;
    if (!locks) return instead();
    const held = (lock: Lock | null) =>
      lock ? new Promise<void>((release) => resolve(release)) : resolve(null);
    return locks.request(PREFIX + parts.name, { ifAvailable: true }, held).catch(instead);
  });
}
