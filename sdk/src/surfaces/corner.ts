/** A card in a corner of the page: beside what the person does, never in its way. */

import { all } from "../listen.js";
import type { LentCrew } from "../view/crew.js";
import type { Scene, SceneSpec } from "../view/scene.js";
import { lift } from "./lift.js";

export function openCorner(
  { host, stage, kit }: LentCrew,
  spec: SceneSpec,
  takeFocus: boolean,
): Scene {
  const { guard } = host;
  const card = kit.createBubble({
    ...spec,
    dir: kit.directionOf(spec.step.language ?? spec.language),
  });
  card.classList.add("corner");
  card.dataset.at = spec.step.position ?? "bottom_end";
  if (spec.again) card.style.animation = "none";
  const before = kit.deepFocus();
  const unmount = stage.mount(card);
  const stop = all(
    kit.listenKeys({ bubble: card, target: () => null, onEscape: spec.onEscape }, guard),
    lift(card, guard),
    kit.afterPaint(
      guard(() => {
        if (!takeFocus && !spec.again) stage.announce(spec.announcement);
        spec.onPainted();
      }),
    ),
  );
  if (takeFocus) kit.focusFirst(card);
  const hasFocus = (): boolean => card.contains(stage.focused());
  return {
    element: () => null,
    bubble: card,
    hasFocus,
    close() {
      const held = hasFocus();
      stop();
      unmount();
      if (held) kit.focusOn(before);
    },
  };
}
