/**
 * Nothing of ours may reach the host page as an exception. Whatever the page, a timer, an observer
 * or a listener calls goes through a guard; the third error in a page puts the engine to sleep.
 */

import type { RendererHost } from "./seam.js";

const ERRORS_ALLOWED = 3;

export interface Guard {
  /** Wraps work that something outside calls later. */
  wrap: RendererHost["guard"];
  /** Runs work now. Undefined when it threw. */
  run<T>(work: () => T): T | undefined;
  /** Counts an error caught elsewhere, as in a promise. */
  caught(error: unknown): void;
}

export function createGuard(onGivingUp: (error: unknown) => void): Guard {
  let errors = 0;
  const guard: Guard = {
    wrap:
      (work) =>
      (...args) => {
        guard.run(() => work(...args));
      },
    run(work) {
      try {
        return work();
      } catch (error) {
        guard.caught(error);
        return undefined;
      }
    },
    caught(error) {
      errors += 1;
      if (errors !== ERRORS_ALLOWED) return;
      try {
        onGivingUp(error);
      } catch {
        // Giving up must not fail.
      }
    },
  };
  return guard;
}

/** One clear sentence for the host developer. Never thrown: the page goes on without us. */
export function warn(sentence: string): void {
  try {
    console.warn(`Guide Engine: ${sentence}`);
  } catch {
    // A page may have replaced the console too.
  }
}
