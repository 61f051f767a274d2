/**
 * Unsaved work, kept in this browser until the service has acknowledged it: one copy per
 * environment, guide and tab, with the revision that it builds on.
 */

import type { GuideDocument } from "../../contract.js";
import { same } from "./same.js";

export interface Copy {
  revision: number;
  /** What the service had at that revision. */
  base: GuideDocument;
  document: GuideDocument;
  /** Unix milliseconds. */
  at: number;
  tab: string;
}

export interface Copies {
  /** False when the browser refuses to keep it. */
  keep(guide: string, copy: Omit<Copy, "tab">): boolean;
  drop(guide: string, tab?: string): void;
  /** Newest first; what the service has already is dropped on the way. */
  find(guide: string, known: GuideDocument): Copy[];
}

const PREFIX = "guide-engine.builder";

export function createCopies(area: () => Storage, environment: string, tab: string): Copies {
  const start = (guide: string): string => `${PREFIX}:${environment}:${guide}:`;
  return {
    keep(guide, copy) {
      try {
        area().setItem(start(guide) + tab, JSON.stringify({ ...copy, tab }));
        return true;
      } catch {
        return false;
      }
    },
    drop(guide, of = tab) {
      attempt(() => area().removeItem(start(guide) + of));
    },
    find(guide, known) {
      const found: Copy[] = [];
      attempt(() => {
        const keys = Object.keys(area()).filter((key) => key.startsWith(start(guide)));
        for (const key of keys) {
          const copy = read(area().getItem(key));
          if (copy && !same(copy.document, known)) found.push(copy);
          else area().removeItem(key);
        }
      });
      return found.sort((one, other) => other.at - one.at);
    },
  };
}

function read(text: string | null): Copy | null {
  try {
    const copy = JSON.parse(text ?? "null");
    const isWhole = copy && Array.isArray(copy.document?.steps) && Array.isArray(copy.base?.steps);
    return isWhole ? copy : null;
  } catch {
    return null;
  }
}

/** Storage that is denied throws at every touch. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Then there is nothing to find and nothing to remove.
  }
}
