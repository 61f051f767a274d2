/** Each start returns its stop. */

import type { Undo } from "./seam.js";

/** Listens to several events, named in one string. */
export function on<E extends Event>(
  node: EventTarget,
  types: string,
  heard: (event: E) => void,
  capture = false,
): Undo {
  const listener = heard as EventListener;
  for (const type of types.split(" ")) node.addEventListener(type, listener, capture);
  return () => {
    for (const type of types.split(" ")) node.removeEventListener(type, listener, capture);
  };
}

/** What re-rendering and hiding look like from outside. */
const ATTRIBUTES = ["class", "style", "hidden", "open", "id", "role", "aria-hidden", "aria-label"];

/** Hears of every change of these documents and shadow roots. */
export function onMutation(
  roots: Iterable<Node>,
  heard: MutationCallback,
  attributeFilter = ATTRIBUTES,
): Undo {
  const observer = new MutationObserver(heard);
  for (const root of roots) {
    observer.observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter,
    });
  }
  return () => observer.disconnect();
}

export function all(...undos: Undo[]): Undo {
  return () => {
    for (const undo of undos) undo();
  };
}

export const nothing: Undo = () => {};
