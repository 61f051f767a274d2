/** Keeps presses from a step's target: a pane over what can be seen of it, and no click by keyboard. */

import { all, nothing, on } from "../listen.js";
import type { Undo } from "../seam.js";
import type { LentCrew } from "../view/crew.js";

/** `pressed`: somebody tried. */
export function blockTarget(
  { host, stage, kit }: LentCrew,
  target: () => Element | null,
  pressed: () => void,
): Undo {
  const pane = kit.make("div", { "data-part": "shield", "aria-hidden": "true" });
  pane.style.cssText = "position:fixed;pointer-events:auto";
  const unmount = stage.mount(pane);
  let unfollow = nothing;
  const cover = (): void => {
    unfollow();
    const element = target();
    if (!element) return;
    unfollow = kit.follow(element, host.guard, {
      onMove({ x, y, width, height }) {
        const place = { left: x, top: y, width, height };
        for (const [name, value] of Object.entries(place))
          pane.style.setProperty(name, `${value}px`);
      },
      // The bubble's own follower finds it anew, or ends the step.
      onLost: host.guard(() => queueMicrotask(cover)),
    });
  };
  const swallow = host.guard((event: Event) => {
    const element = target();
    if (!element || !event.composedPath().includes(element)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed();
  });
  cover();
  return all(
    on(pane, "click", host.guard(pressed)),
    on(target()?.ownerDocument.defaultView ?? window, "click", swallow, true),
    () => unfollow(),
    unmount,
  );
}
