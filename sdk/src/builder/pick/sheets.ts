/** Styles that are put on and taken off again without a node or attribute of the page's own. */

import { all } from "../../listen.js";
import type { Undo } from "../../seam.js";
import { type Root, rootsIn } from "../../target/dom.js";

/** Constructed sheets are neither in the page's tree nor subject to its style-src. */
export function adopt(root: Root, styles: string): Undo {
  const view = (root.ownerDocument ?? (root as Document)).defaultView ?? window;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((worn) => worn !== sheet);
  };
}

/** The crosshair over everything that can be looked into. */
export function showCrosshair(): Undo {
  return all(
    ...rootsIn(document).map((root) => adopt(root, "*,:host{cursor:crosshair!important}")),
  );
}
