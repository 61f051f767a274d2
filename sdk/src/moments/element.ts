/** Waits for an element to be there, to be gone, or to be in a certain state. */

import type { Fingerprint } from "../contract.js";
import { all, nothing, on, onMutation } from "../listen.js";
import type { RendererHost, Undo } from "../seam.js";
import { isVisible } from "../target/dom.js";
import type { Kit } from "../view/kit.js";

/** So long nothing must be found before something counts as gone: pages re-render. */
const GONE_MS = 1000;
const COALESCE_MS = 100;
const STATES = [
  "class",
  "style",
  "hidden",
  "open",
  "disabled",
  "aria-disabled",
  "inert",
  "checked",
];

/** `isIt` judges the element; null stands for its absence. Calls back once. */
export function watchElement(
  { waitFor }: Kit,
  { guard }: RendererHost,
  fingerprint: Fingerprint,
  isIt: (element: Element | null) => boolean,
  come: () => void,
): Undo {
  const forAbsence = isIt(null);
  let stop = nothing;

  const seek = (): void => {
    stop();
    stop = waitFor({
      fingerprint,
      limitMs: forAbsence ? GONE_MS : null,
      guard,
      onFound: ({ element }) => hold(element),
      // Several that look alike are no absence: asked again once the page has changed.
      onTimeout: (reason) => (reason === "ambiguous" ? hold(null) : come()),
    });
  };
  const hold = (element: Element | null): void => {
    if (element && isIt(element)) {
      come();
      return;
    }
    let timer = 0;
    const look = guard(() => {
      timer = 0;
      if (!element || !isVisible(element)) seek();
      else if (isIt(element)) {
        stop();
        come();
      }
    });
    const soon = (): void => {
      timer ||= setTimeout(look, COALESCE_MS);
    };
    const scope = element?.ownerDocument ?? document;
    stop = all(
      onMutation(new Set([document, scope, element?.getRootNode() ?? scope]), soon, STATES),
      on(scope, "input change transitionend animationend", soon, true),
      () => clearTimeout(timer),
    );
  };
  seek();
  return () => stop();
}
