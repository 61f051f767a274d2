/** Our window and the same-origin frames in it, those that are loaded later too. */

import { all, on } from "../../listen.js";
import type { Undo } from "../../seam.js";
import { innerRoot, rootsIn } from "../../target/dom.js";

/** Begins something in each window once; `began` undoes what it has begun there. */
export function inEveryWindow(begin: (view: Window) => Undo): Undo {
  const begun = new Map<Document, Undo>();
  const enter = (scope: Document): void => {
    const view = scope.defaultView;
    if (!view || begun.has(scope)) return;
    // A frame's load is heard on its way down, in whichever document or shadow root it stands.
    begun.set(scope, all(begin(view), on(scope, "load", onLoad, true)));
    for (const root of rootsIn(scope)) if (root.nodeType === 9) enter(root as Document);
  };
  const onLoad = (event: Event): void => {
    const loaded = event.composedPath()[0];
    const inner = isFrame(loaded) && innerRoot(loaded);
    if (inner) enter(inner as Document);
  };
  enter(document);
  return () => {
    for (const undo of begun.values()) undo();
    begun.clear();
  };
}

export function isFrame(node: unknown): node is HTMLIFrameElement {
  return /^i?frame$/.test((node as Element | undefined)?.localName ?? "");
}
