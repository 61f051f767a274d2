/** A banner: along an edge of what is seen of the page, or in the page, beside its target. */

import { all, on } from "../listen.js";
import type { Undo } from "../seam.js";
import type { LentCrew } from "../view/crew.js";
import type { Scene, SceneSpec } from "../view/scene.js";
import { lift } from "./lift.js";
import { settle } from "./room.js";

export function openBanner(crew: LentCrew, spec: SceneSpec, takeFocus: boolean): Scene {
  const { host, stage, kit } = crew;
  const { guard } = host;
  const { step } = spec;
  const strip = kit.createBubble({ ...spec, dir: kit.directionOf(step.language ?? spec.language) });
  strip.className = "banner";
  strip.setAttribute("role", "region");
  // Read and reached last, as it is seen last.
  strip.append(...strip.querySelectorAll('[data-part="close"]'));
  if (spec.again) strip.style.animation = "none";
  const before = kit.deepFocus();

  let target = spec.element;
  const isInline =
    !!target && target.ownerDocument === document && /^inline/.test(step.position ?? "");
  strip.dataset.at = isInline ? "inline" : step.position === "bottom" ? "bottom" : "top";
  const unmount: Undo = isInline
    ? settle(crew, strip, {
        target: target as Element,
        isAfter: step.position === "inline_after",
        refind: spec.refind,
        onFound(found) {
          target = found;
        },
        onLost: spec.onLost,
      })
    : all(stage.mount(strip), lift(strip, guard));
  const stop = all(
    on(
      strip,
      "keydown",
      guard((event: KeyboardEvent) => {
        if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
        event.preventDefault();
        spec.onEscape();
      }),
    ),
    kit.afterPaint(
      guard(() => {
        if (!takeFocus && !spec.again) stage.announce(spec.announcement);
        spec.onPainted();
      }),
    ),
  );
  if (takeFocus) kit.focusFirst(strip);
  const hasFocus = (): boolean =>
    strip.contains((strip.getRootNode() as ShadowRoot).activeElement ?? null);

  return {
    element: () => target,
    bubble: strip,
    hasFocus,
    close() {
      const held = hasFocus();
      stop();
      unmount();
      if (held) kit.focusOn(before);
    },
  };
}
