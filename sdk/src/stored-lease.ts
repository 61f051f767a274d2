/** A lease kept in storage, for browsers without locks: renewed while its tab lives. */

import type { LeaseParts } from "./lease.js";
import type { Undo } from "./seam.js";

const LASTS = 10_000;
const RENEWED_EVERY = 4_000;

export function takeStoredLease(parts: LeaseParts): Undo | null {
  const { name, owner, store, now, setTimer, clearTimer } = parts;
  const key = `lease:${name}`;
  const kept = store.get(key) as { owner: string; until: number } | null;
  const left = (kept?.until ?? 0) - now();
  if (kept?.owner !== owner && left > 0 && left <= LASTS) return null;
  let timer = 0;
  const renew = () => {
    store.set(key, { owner, until: now() + LASTS });
    timer = setTimer(renew, RENEWED_EVERY);
  };
  renew();
  return () => {
    clearTimer(timer);
    store.remove(key);
  };
}
