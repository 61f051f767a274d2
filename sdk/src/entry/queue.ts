/** Takes over from the queue stub, keeping the object that the page already holds. */

import type { GuideEngineApi } from "../api.js";

/** A verb, its arguments, and who waits for what it returns. */
export type QueuedCall = [verb: string, args: unknown[], answer: (value: unknown) => void];

type Verbs = Record<string, ((...args: unknown[]) => unknown) | undefined>;

interface Slot {
  /** What was called so far. */
  q?: { push(call: QueuedCall): unknown };
  version?: string;
}

/**
 * Makes `client` the page's `GuideEngine` and replays what was queued. False when another copy of
 * the SDK is there already: then this one does nothing.
 */
export function takeOver(page: { GuideEngine?: unknown }, client: GuideEngineApi): boolean {
  const present = page.GuideEngine as Slot | undefined;
  if (present?.version) return false;
  // A page may have an element with that id, which browsers also show as a global.
  const slot: Slot = Array.isArray(present?.q) ? (present as Slot) : {};
  const queued = (slot.q ?? []) as QueuedCall[];
  const play = ([verb, args, answer]: QueuedCall) => {
    const verbs = { ...client, "help.open": client.help.open } as unknown as Verbs;
    // A rejection passes on to whoever waits at the stub's promise.
    answer(verbs[verb]?.(...args));
  };
  // Who took a verb off the stub before still pushes here.
  page.GuideEngine = Object.assign(slot, client, { q: { push: play } });
  queued.forEach(play);
  return true;
}
