/** Waits until an element can be found, by observers alone: nothing runs while the page is still. */

import type { Fingerprint } from "../contract.js";
import { all, nothing, on, onMutation } from "../listen.js";
import type { RendererHost, Undo } from "../seam.js";
import type { Root } from "./dom.js";
import { type Found, find, type Missing } from "./find.js";
import { lookClosely } from "./finder.js";

/** Mutations come in storms; one look after each is enough. */
const COALESCE_MS = 100;

export interface Wait {
  fingerprint: Fingerprint;
  /** Null: for as long as it takes. The time counts only while the page is visible. */
  limitMs: number | null;
  guard: RendererHost["guard"];
  onFound(found: Found): void;
  /** Why the last look pointed at nothing. */
  onTimeout(reason: Missing["missing"]): void;
}

/** Looks at once, then after changes of the page. The undo abandons the search. */
export function waitFor({ fingerprint, limitMs, guard, onFound, onTimeout }: Wait): Undo {
  let timer = 0;
  let limit = 0;
  let over = false;
  let searching = false;
  let changed = false;
  let reason: Missing["missing"] = "not_found";
  let unwatch = nothing;

  const stop = (): void => {
    over = true;
    clearTimeout(timer);
    clearTimeout(limit);
    unwatch();
    unlisten();
  };
  const watch = (roots: Root[]): void => {
    unwatch();
    unwatch = onMutation([document, ...roots], soon);
  };
  const end = guard((result?: Found | Missing): void => {
    searching = false;
    if (over) return;
    if (result && "element" in result) {
      stop();
      onFound(result);
      return;
    }
    if (result) reason = result.missing;
    if (changed) soon();
  });
  const check = guard(() => {
    timer = 0;
    if (over || document.hidden) return;
    changed = false;
    searching = true;
    const exact = find(fingerprint, document);
    if ("element" in exact) return end(exact);
    watch([]);
    lookClosely(fingerprint, () => over, watch).then(end, () => end());
  });
  /** What changes while a search is under way is for the next one. */
  const soon = (): void => {
    changed = true;
    if (!searching) timer ||= setTimeout(check, COALESCE_MS);
  };
  const timeOut = guard(() => {
    stop();
    onTimeout(reason);
  });
  const begin = (): void => {
    clearTimeout(limit);
    if (document.hidden) return;
    if (limitMs !== null) limit = setTimeout(timeOut, limitMs);
    if (!searching) check();
  };
  // Frames and pictures load, and things fade in, without a mutation.
  const unlisten = all(
    on(window, "load transitionend animationend resize", soon, true),
    on(document, "visibilitychange", begin),
  );
  begin();
  return stop;
}
