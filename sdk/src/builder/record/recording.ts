/**
 * Recording: the author does the task once, on as many pages as it takes, and gets it back as
 * proposed steps. What was noted lies in this tab's sessionStorage, so that it goes on after the
 * next page has loaded; between that load and our own start a click isn't heard.
 */

import { createGuard, warn } from "../../guard.js";
import { now } from "../../natives.js";
import type { Undo } from "../../seam.js";
import { createStore } from "../../storage.js";
import { drawBar } from "./bar.js";
import { listenToTask, whereNow } from "./listen.js";
import { append, type Moment } from "./moments.js";
import { MOST_PROPOSALS, type Proposal, propose, withoutLast } from "./propose.js";

export type { Proposal } from "./propose.js";

export interface RecordOptions {
  /** The builder's own shadow root. */
  root: ShadowRoot;
  /** A step was proposed; an index that was there before means that it was refined. */
  onStep(proposal: Proposal, index: number): void;
  onStopped(proposals: Proposal[]): void;
  onCancelled(): void;
}

interface Kept {
  moments: Moment[];
  path: string;
}

const KEY = "recording";
const store = createStore("sessionStorage");

/** Whether one is under way in this tab, begun here or on a page before. */
export function isRecording(): boolean {
  return read() !== null;
}

function read(): Kept | null {
  const kept = store.get(KEY) as Kept | null;
  try {
    // Nobody vouches for what lies in a page's storage.
    if (kept && typeof kept.path === "string" && propose(kept.moments)) return kept;
  } catch {
    store.remove(KEY);
  }
  return null;
}

/** Begins one, or goes on with the one under way. The undo drops what was recorded. */
export function startRecording(options: RecordOptions): Undo {
  const guard = createGuard((error) => {
    warn(`recording ended, because ${String(error)}`);
    finish();
  });
  const path = whereNow();
  const kept = read();
  let moments = kept?.moments ?? [];
  let proposals: Proposal[] = propose(moments);
  let isOver = false;
  if (kept && kept.path !== path)
    moments = append(moments, { type: "page", at: now(), path, title: document.title });

  function change(next: Moment[]): void {
    moments = next;
    store.set(KEY, { moments, path: whereNow() });
    const before = proposals.map((proposal) => JSON.stringify(proposal));
    proposals = propose(moments);
    bar.tell(proposals, proposals.length === MOST_PROPOSALS);
    for (const [index, proposal] of proposals.entries())
      if (before[index] !== JSON.stringify(proposal)) options.onStep(proposal, index);
  }

  function stop(): void {
    if (isOver) return;
    isOver = true;
    unlisten();
    bar.remove();
    store.remove(KEY);
  }

  function finish(): void {
    if (isOver) return;
    stop();
    options.onStopped(proposals);
  }

  function cancel(): void {
    if (isOver) return;
    stop();
    options.onCancelled();
  }

  const bar = drawBar(options.root, {
    done: finish,
    drop: () => change(withoutLast(moments)),
    cancel,
  });
  const unlisten = listenToTask((moment) => change(append(moments, moment)), guard);
  change(moments);
  return stop;
}
