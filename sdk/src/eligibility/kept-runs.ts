/**
 * Runs that go on where they were: that of the leading kinds on the next page of the same tab, those
 * of banners and checklists on every page of this browser.
 */

import type { Answer, StateGuide } from "../contract.js";
import type { EventFacts } from "../seam.js";
import type { Store } from "../storage.js";

/** A run, kept for the next page. */
export interface Kept {
  user: string;
  id: string;
  version: number;
  content: string;
  run: string;
  step: string | null;
  /** It was on a page already. */
  started?: boolean;
  isCompleted?: boolean | undefined;
  answers?: Readonly<Record<string, Answer>> | undefined;
  others?: Readonly<Record<string, string>> | undefined;
  /** Tasks done. */
  done?: readonly string[];
  /** What was said of the event that began it. */
  facts?: EventFacts | undefined;
}

/** Runs of banners and checklists by guide, in a storage that all tabs share. */
export interface KeptRuns {
  get(guide: StateGuide): Kept | null;
  keep(run: Kept): void;
  drop(id: string): void;
}

export function createKeptRuns(store: Store, key: string, user: () => string): KeptRuns {
  const read = (): Record<string, Kept> => {
    const kept = store.get(key) as Record<string, Kept> | null;
    // Somebody else's are no use to anybody here.
    return Object.fromEntries(Object.entries(kept ?? {}).filter(([, run]) => run?.user === user()));
  };
  const write = (runs: Record<string, Kept>): void => {
    if (Object.keys(runs)[0]) store.set(key, runs);
    else store.remove(key);
  };
  return {
    // A newer version begins anew, and what the service says of a run goes first.
    get({ id, version, run }) {
      const kept = read()[id];
      return kept?.version === version && (!run || run.id === kept.run) ? kept : null;
    },
    keep: (run) => write({ ...read(), [run.id]: run }),
    drop(id) {
      const { [id]: _ended, ...others } = read();
      write(others);
    },
  };
}
