/**
 * A step that stays undone far beyond its usual time, while somebody is there and trying. Time in
 * a hidden tab doesn't count, nor does a screen that nobody touches.
 */

import { listen } from "../page/page.js";
import type { RendererHost, Undo } from "../seam.js";

const AT_LEAST = 60_000;
const TIMES_USUAL = 3;
const ACTIVITY = ["pointerdown", "keydown", "wheel"];

/** Milliseconds on a step after which it counts as slow. */
export function slowAfterMs(usualSeconds: number | undefined): number {
  return Math.max(AT_LEAST, TIMES_USUAL * 1000 * (usualSeconds ?? 0));
}

export interface SlowParts {
  afterMs: number;
  now(): number;
  setTimer(work: () => void, ms: number): number;
  clearTimer(id: number): void;
  guard: RendererHost["guard"];
  onSlow(): void;
}

/** Watches from the painting of a step until undone. Calls back at most once. */
export function watchSlowStep(parts: SlowParts): Undo {
  const { afterMs, now, setTimer, clearTimer, guard, onSlow } = parts;
  let spent = 0;
  let since = now();
  let isActive = false;
  let timer: number | null = null;
  const undos: Undo[] = [];

  const undo = () => {
    if (timer !== null) clearTimer(timer);
    timer = null;
    for (const one of undos.splice(0)) one();
  };
  const judge = () => {
    timer = null;
    if (!isActive || document.hidden) return;
    undo();
    onSlow();
  };
  const arm = () => {
    since = now();
    if (timer === null) timer = setTimer(judge, Math.max(0, afterMs - spent));
  };
  const rest = () => {
    if (timer === null) return;
    clearTimer(timer);
    timer = null;
    spent += now() - since;
  };

  const touched = guard(() => {
    isActive = true;
    // The time was up while nobody touched anything: this touch tells that they are there.
    if (timer === null && !document.hidden) judge();
  });
  for (const type of ACTIVITY) undos.push(listen(window, type, touched, true));
  const turned = guard(() => (document.hidden ? rest() : arm()));
  undos.push(listen(document, "visibilitychange", turned));
  if (!document.hidden) arm();
  return undo;
}
