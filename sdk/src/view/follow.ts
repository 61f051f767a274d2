/**
 * Follows an element on the page without polling: sizes, scrolls of any ancestor, mutations, and
 * moves that nobody announces (an intersection observer shrunk to the element's own box).
 * Each hint leads to a look per frame until the box has been still for a few frames.
 */

import { all, nothing, on, onMutation } from "../listen.js";
import type { RendererHost, Undo } from "../seam.js";
import { frameOf, isVisible } from "../target/dom.js";
import { boxOf, clippersOf, viewport, visibleBox } from "./geometry.js";
import type { Rect } from "./solve.js";

const STILL_FRAMES = 3;
const RATIOS = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1];
/** What moves things: from the first sign on, each frame is looked at until all is still. */
const HINTS = "scroll resize load transitionrun animationstart toggle";

export interface Follower {
  /** Each time the visible part changes, and once at the start. */
  onMove(seen: Rect): void;
  /** Detached or hidden: nothing more comes after this. */
  onLost(): void;
  /** Something in the page changed; the element itself may say something else now. */
  onMutation?(): void;
}

export function follow(element: Element, guard: RendererHost["guard"], follower: Follower): Undo {
  const chain = withFrames(element);
  let clippers = clippersOf(element);
  let frame = 0;
  let still = 0;
  let last = "";
  let unwatch = nothing;
  let over = false;

  const look = guard(() => {
    frame = 0;
    if (!isVisible(element)) {
      stop();
      follower.onLost();
      return;
    }
    const seen = visibleBox(element, clippers);
    // The window too: what fitted below a target that stands still may not fit any more.
    const now = JSON.stringify([seen, boxOf(element), viewport()]);
    still = now === last ? still + 1 : 0;
    last = now;
    if (!still) follower.onMove(seen);
    if (over) return;
    if (still < STILL_FRAMES) frame = requestAnimationFrame(look);
    else settle();
  });
  const hint = (): void => {
    still = 0;
    if (!over) frame ||= requestAnimationFrame(look);
  };
  /** The box is still: sleep until an observer sees it leave its place. */
  const settle = (): void => {
    clippers = clippersOf(element);
    unwatch();
    unwatch = all(...chain.map((node) => watchPlace(node, hint)));
  };

  const unobserve = all(...chain.map((node) => watchSize(node, hint)));
  const onChange = guard(() => {
    hint();
    follower.onMutation?.();
  });
  const unlisten = all(
    onMutation(new Set([document, ...chain.map((node) => node.getRootNode())]), onChange),
    ...chain.map((node) => on(node.ownerDocument.defaultView ?? window, HINTS, hint, true)),
    on(visualViewport as VisualViewport, "resize scroll", hint),
  );
  const stop = (): void => {
    over = true;
    cancelAnimationFrame(frame);
    unobserve();
    unwatch();
    unlisten();
  };
  look();
  return stop;
}

/** The element and the frames it is shown in, outward. */
function withFrames(element: Element): Element[] {
  const frame = frameOf(element);
  return frame ? [element, ...withFrames(frame)] : [element];
}

/** By an observer of its own window: one of ours would report a loop where a frame is loaded anew. */
function watchSize(node: Element, onResize: () => void): Undo {
  const view = (node.ownerDocument.defaultView ?? window) as typeof window;
  const observer = new view.ResizeObserver(onResize);
  observer.observe(node);
  return () => observer.disconnect();
}

/** An observer whose root is shrunk to the element's own box, so that any move changes the ratio. */
function watchPlace(node: Element, onMove: () => void): Undo {
  const root = node.ownerDocument;
  const { top, left, right, bottom } = node.getBoundingClientRect();
  const { clientWidth, clientHeight } = root.documentElement;
  const insets = [top, clientWidth - right, clientHeight - bottom, left];
  const rootMargin = insets.map((inset) => `${-Math.floor(inset)}px`).join(" ");
  let first = true;
  const observer = new IntersectionObserver(
    () => {
      if (!first) onMove();
      first = false;
    },
    { root, rootMargin, threshold: RATIOS },
  );
  observer.observe(node);
  return () => observer.disconnect();
}
