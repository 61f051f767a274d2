/**
 * Guides that ended in this browser. They don't run again before the service has the event that
 * ended them and says what is next, or a day has passed without its answer.
 */

import { timeOf } from "../ids.js";
import type { Store } from "../storage.js";

const HOLDS_FOR = 86_400_000;

export interface EndedGuides {
  has(guideId: string): boolean;
  add(guideId: string, eventId: string): void;
  /** The service has these events, and its next state takes them into account. */
  settle(events: ReadonlySet<string>): void;
}

export function createEndedGuides(
  store: Store,
  now: () => number,
  /** Of the environment and the user. */
  key: () => string,
): EndedGuides {
  const read = () => (store.get(key()) ?? {}) as Record<string, string>;
  return {
    // An unreadable time is no bar.
    has: (id) => now() - timeOf(read()[id]) < HOLDS_FOR,
    add: (id, event) => {
      store.set(key(), { ...read(), [id]: event });
    },
    settle(events) {
      const open = Object.entries(read()).filter(([, event]) => !events.has(event));
      if (open[0]) store.set(key(), Object.fromEntries(open));
      else store.remove(key());
    },
  };
}
