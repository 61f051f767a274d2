/** The finder on its own, as the builder and the runtime use it: `window.Locator`. */

import type { Fingerprint } from "../contract.js";
import { changesOf } from "../target/changes.js";
import { type Found, find, type Missing } from "../target/find.js";
import { type CaptureOptions, capture } from "../target/fingerprint.js";
import { findSimilar, findSlowly } from "../target/similar.js";

declare global {
  interface Window {
    Locator: {
      capture(element: Element, options?: CaptureOptions): Fingerprint;
      find(fingerprint: Fingerprint): Element | null;
      /** The same in short slices, as the runtime searches: the page goes on between them. */
      search(fingerprint: Fingerprint): Promise<Element | null>;
      /** The same with how it was found, and what about it has changed. */
      locate(fingerprint: Fingerprint): (Found & { changed: string[] }) | Missing;
    };
  }
}

const look = (fingerprint: Fingerprint) => find(fingerprint, document, findSimilar);
const elementOf = (result: Found | Missing | undefined): Element | null =>
  result && "element" in result ? result.element : null;

window.Locator = {
  capture,
  find(fingerprint) {
    return elementOf(look(fingerprint));
  },
  async search(fingerprint) {
    return elementOf(await findSlowly(fingerprint, document));
  },
  locate(fingerprint) {
    const result = look(fingerprint);
    if ("missing" in result) return result;
    return { ...result, changed: changesOf(fingerprint, result.element) };
  },
};
