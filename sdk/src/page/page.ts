/** The page as rules see it, and word of its changes in single-page apps. */

import type { PageFacts, Undo } from "../seam.js";

export function pageFacts(): PageFacts {
  const { href, pathname, hash, search } = location;
  // The first of several values of one name counts.
  const query = Object.fromEntries([...new URLSearchParams(search)].reverse());
  return { url: href, path: readable(pathname), hash, title: document.title, query };
}

/** `/設定` rather than its percent form: what authors see in the address bar is what they type. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/**
 * Calls back after each change of the address, until undone. The Navigation API tells without
 * touching anything; where a browser lacks it, `history` is wrapped, and unwrapped by the undo.
 */
export function watchAddress(changed: () => void): Undo {
  let last = location.href;
  const check = () => {
    if (location.href === last) return;
    last = location.href;
    changed();
  };
  const navigation = (window as { navigation?: EventTarget }).navigation;
  const undos = ["popstate", "hashchange"].map((type) => listen(window, type, check));
  if (navigation) undos.push(listen(navigation, "currententrychange", check));
  else undos.push(onHistory(check));
  return () => {
    for (const undo of undos) undo();
  };
}

/** Adds a passive listener and returns its undo. */
export function listen(
  target: EventTarget,
  type: string,
  listener: (event: Event) => void,
  capture = false,
): Undo {
  const options = { capture, passive: true };
  target.addEventListener(type, listener, options);
  return () => target.removeEventListener(type, listener, options);
}

/** Whom the wrapped `history` tells. One wrapper for all, or those ended first would stay inside the others. */
const hearers = new Set<() => void>();
let unwrap: Undo[] = [];

function onHistory(hearer: () => void): Undo {
  hearers.add(hearer);
  if (hearers.size === 1) unwrap = [wrap("pushState"), wrap("replaceState")];
  return () => {
    hearers.delete(hearer);
    if (!hearers.size) for (const undo of unwrap.splice(0)) undo();
  };
}

function wrap(verb: "pushState" | "replaceState"): Undo {
  const before = history[verb];
  const wrapped: History["pushState"] = (...args) => {
    before.apply(history, args);
    for (const hear of [...hearers]) hear();
  };
  history[verb] = wrapped;
  return () => {
    // Somebody who wrapped it after us keeps a wrapper that only passes through.
    if (history[verb] !== wrapped) return;
    // It was the prototype's, unless the page had set its own.
    delete (history as Partial<History>)[verb];
    if (history[verb] !== before) history[verb] = before;
  };
}
