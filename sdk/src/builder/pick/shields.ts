/**
 * Panes over the frames of other origins: the browser would hand a press in one of them straight
 * to the page inside, and we would not even hear that the pointer is there.
 */

import { all, on } from "../../listen.js";
import type { RendererHost, Undo } from "../../seam.js";
import { innerRoot, rootsIn } from "../../target/dom.js";
import { follow } from "../../view/follow.js";
import { h } from "../ui/element.js";
import { isFrame } from "./windows.js";

export function shieldFrames(home: HTMLElement, guard: RendererHost["guard"]): Undo {
  const shields = new Map<Element, Undo>();
  const shield = (frame: Element): void => {
    if (shields.has(frame) || innerRoot(frame)) return;
    const pane = h("div", { class: "pane" });
    home.prepend(pane);
    const strike = (): void => {
      pane.remove();
      shields.delete(frame);
    };
    shields.set(frame, strike);
    const unfollow = follow(frame, guard, {
      onMove({ x, y, width, height }) {
        pane.style.inset = `${y}px auto auto ${x}px`;
        pane.style.width = `${Math.max(0, width)}px`;
        pane.style.height = `${Math.max(0, height)}px`;
      },
      onLost: strike,
    });
    if (shields.has(frame)) shields.set(frame, all(unfollow, strike));
  };
  const onLoad = guard((event: Event) => {
    const [loaded] = event.composedPath();
    if (isFrame(loaded)) shield(loaded);
  });
  const roots = rootsIn(document);
  for (const root of roots)
    for (const frame of root.querySelectorAll("iframe,frame")) shield(frame);
  const unlisten = roots.map((root) => on(root, "load", onLoad, true));
  return all(...unlisten, () => {
    for (const undo of [...shields.values()]) undo();
  });
}
