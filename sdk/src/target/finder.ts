/** The finder as the running engine uses it: exact signals at once, a close look once it is needed. */

import type { Fingerprint } from "../contract.js";
import type { Root } from "./dom.js";
import { type Found, find, type Missing } from "./find.js";

let chunk: typeof import("../similar.js") | undefined;

/** The element anew after the page re-rendered, or null, also where finding it would hold up the page. */
export function refind(wanted: Fingerprint | null): Element | null {
  const result = wanted && find(wanted, document, chunk?.findQuickly);
  return result && "element" in result ? result.element : null;
}

/** Everything that can be done to find it, in slices. Fails while its chunk can't be had. */
export async function lookClosely(
  wanted: Fingerprint,
  isOver: () => boolean,
  onRoots: (roots: Root[]) => void,
): Promise<Found | Missing | undefined> {
  chunk ??= await import("../similar.js");
  return chunk.findSlowly(wanted, document, isOver, onRoots);
}
