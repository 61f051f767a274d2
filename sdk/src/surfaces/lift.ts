/** Keeps what sticks to the lower edge above a keyboard on the screen. */

import { on } from "../listen.js";
import type { RendererHost, Undo } from "../seam.js";

export function lift(part: HTMLElement, guard: RendererHost["guard"]): Undo {
  const seen = visualViewport as VisualViewport;
  const place = guard(() => {
    const hidden = innerHeight - seen.height - seen.offsetTop;
    // Zoomed in, the page is looked at through a window; nothing covers its lower edge.
    part.style.setProperty(
      "--lift",
      `${seen.scale > 1.01 ? 0 : Math.max(0, Math.round(hidden))}px`,
    );
  });
  place();
  return on(seen, "resize scroll", place);
}
