/** Asking while somebody types: after a pause, and only the answer to the last question counts. */

import type { HelpContent } from "../contract.js";
import type { RendererHost } from "../seam.js";

/** The pause in typing after which is asked. */
const ASK_AFTER = 200;
/** The pause after which a search counts as made. */
const SETTLED_AFTER = 1_500;

export interface SearchParts {
  guard: RendererHost["guard"];
  ask(query: string): Promise<HelpContent | null>;
  /** The question, and what answers it: null when the service can't say. */
  found(query: string, content: HelpContent | null): void;
  /** The field is empty again. */
  cleared(): void;
  /** Once for each search that somebody came to rest at. */
  settled(query: string, content: HelpContent): void;
}

export interface Search {
  type(query: string): void;
  /** A result is followed, or the panel closed: what was searched for counts now. */
  settle(): void;
  /** The search that the results on show answer; empty for none. */
  readonly query: string;
}

export function createSearch(parts: SearchParts): Search {
  let turn = 0;
  let asked = "";
  let timer = 0;
  let pending: (() => void) | null = null;

  const later = (work: () => void, ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(parts.guard(work), ms) as unknown as number;
  };

  function settle(): void {
    clearTimeout(timer);
    pending?.();
    pending = null;
  }

  async function ask(query: string): Promise<void> {
    turn += 1;
    const mine = turn;
    const content = await parts.ask(query);
    if (mine !== turn) return;
    asked = query;
    parts.found(query, content);
    if (!content) return;
    pending = () => parts.settled(query.trim(), content);
    later(settle, SETTLED_AFTER);
  }

  return {
    type(query) {
      turn += 1;
      if (query.trim()) {
        // A word on the way to another was no search.
        pending = null;
        return later(() => ask(query), ASK_AFTER);
      }
      settle();
      asked = "";
      parts.cleared();
    },
    settle,
    get query() {
      return asked.trim();
    },
  };
}
