/** Time that a person spent on the page: not in a hidden tab, not before a screen that nobody touches. */

import { all, on } from "../listen.js";
import type { RendererHost, Undo } from "../seam.js";

/** Reading takes its time: so long after the last sign somebody still counts as there. */
const LASTS_MS = 30_000;
const SIGNS = "pointerdown pointermove keydown wheel scroll touchstart focus";

/** Calls back once, after so many seconds of it. No timer stands while nobody is there. */
export function afterActive(seconds: number, guard: RendererHost["guard"], done: () => void): Undo {
  let left = seconds * 1000;
  let since = 0;
  let seenAt = 0;
  let timer = 0;

  /** Whichever comes first: the time is up, or nobody has been there for long. */
  const arm = (): void => {
    const now = performance.now();
    timer = setTimeout(look, Math.max(0, Math.min(left, seenAt + LASTS_MS - now)));
  };
  const look = guard(() => {
    rest();
    if (left <= 0) {
      stop();
      done();
    } else if (performance.now() - seenAt < LASTS_MS) go();
  });
  const go = (): void => {
    if (timer || document.hidden) return;
    since = performance.now();
    arm();
  };
  const rest = (): void => {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    left -= performance.now() - since;
  };
  const sign = guard(() => {
    seenAt = performance.now();
    go();
  });
  const turn = guard(() => (document.hidden ? rest() : sign()));
  const unlisten = all(on(window, SIGNS, sign, true), on(document, "visibilitychange", turn));
  const stop = (): void => {
    clearTimeout(timer);
    unlisten();
  };
  sign();
  return stop;
}
