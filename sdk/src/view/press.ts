/** A press of a target: what most steps wait for, so it needs no chunk of its own. */

import { on } from "../listen.js";
import type { Undo } from "../seam.js";

/** Heard before the page acts on it, since the page may leave or drop the target. */
export function listenClick(target: () => Element | null, pressed: () => void): Undo {
  const heard = (event: Event): void => {
    const element = target();
    if (element && event.composedPath().includes(element)) pressed();
  };
  return on(target()?.ownerDocument ?? document, "click", heard, true);
}
