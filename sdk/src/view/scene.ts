/** One step on the stage: bubble, spotlight, what follows the target, keys. */

import type { Answer, BannerLook, Kind, SurveyLook } from "../contract.js";
import { directionOf } from "../language.js";
import { nothing, on } from "../listen.js";
import type { RendererHost, Undo } from "../seam.js";
import { type BubbleSpec, createBubble, moveBubble } from "./bubble.js";
import { follow } from "./follow.js";
import { bringIntoView, viewport } from "./geometry.js";
import { deepFocus, focusFirst, focusOn, listenKeys } from "./keys.js";
import { type Rect, solve } from "./solve.js";
import { createSpotlight, moveSpotlight } from "./spotlight.js";
import { MOVED, type Stage } from "./stage.js";

export interface SceneSpec extends Omit<BubbleSpec, "dir"> {
  element: Element | null;
  /** Shade the page round the target. */
  spotlight: boolean;
  /** Shown again after its target had gone: no entrance, no announcement. */
  again: boolean;
  announcement: string;
  onEscape(): void;
  /** The bubble is really painted. */
  onPainted(): void;
  /** Finds the target anew when it was re-rendered; null when it is gone. */
  refind(): Element | null;
  onLost(): void;
}

/** What cards, banners and questions need besides. */
export interface SurfaceSpec extends SceneSpec {
  kind: Kind;
  look: Partial<SurveyLook & BannerLook>;
  /** What was answered before, and the words of one's own beside `other`. */
  answer: Answer | undefined;
  other: string | undefined;
  /** Once for each finished change; an empty text or list takes the answer back. */
  onAnswer(answer: Answer, other?: string): void;
}

export interface Scene {
  element(): Element | null;
  bubble: HTMLElement;
  /** Did the person act inside the bubble? Then the next one takes the focus over. */
  hasFocus(): boolean;
  /**
   * Before the step is left: hands over what is typed. On the way `forward`, false where an answer is
   * still needed, having said so.
   */
  leave?(forward: boolean): boolean;
  close(): void;
}

export function openScene(
  stage: Stage,
  spec: SceneSpec,
  guard: RendererHost["guard"],
  takeFocus: boolean,
): Scene {
  const dir = directionOf(spec.language);
  const bubble = createBubble({ ...spec, dir });
  if (spec.again) bubble.style.animation = "none";
  return spec.step.type === "modal"
    ? openModal(stage, spec, bubble as HTMLDialogElement, guard)
    : openBeside(stage, spec, bubble, guard, takeFocus);
}

/** A native modal dialog: the browser traps the focus, makes the page inert and gives it back. */
function openModal(
  stage: Stage,
  spec: SceneSpec,
  dialog: HTMLDialogElement,
  guard: RendererHost["guard"],
): Scene {
  const unmount = stage.mount(dialog);
  const show = (): void => {
    if (dialog.open) dialog.close();
    dialog.showModal();
  };
  const before = deepFocus();
  show();
  on(dialog, MOVED, guard(show));
  focusFirst(dialog);
  on(
    dialog,
    "cancel",
    guard((event: Event) => {
      event.preventDefault();
      spec.onEscape();
    }),
  );
  const painted = afterPaint(guard(spec.onPainted));
  return {
    element: () => null,
    bubble: dialog,
    hasFocus: () => !dialog.inert,
    close() {
      painted();
      if (dialog.open) dialog.close();
      unmount();
      if (!dialog.inert) focusOn(before);
    },
  };
}

function openBeside(
  stage: Stage,
  spec: SceneSpec,
  bubble: HTMLElement,
  guard: RendererHost["guard"],
  takeFocus: boolean,
): Scene {
  let element = spec.element as Element;
  const spotlight = spec.spotlight ? createSpotlight() : null;
  const unmount = stage.mount(...(spotlight ? [spotlight] : []), bubble);
  const natural = measure(bubble);
  if (!spec.again) bringIntoView(element, natural.height);

  let said = element.textContent;
  let last: Rect = { x: 0, y: 0, width: 0, height: 0 };
  const place = (seen: Rect): void => {
    last = seen;
    const size = measure(bubble);
    moveBubble(
      bubble,
      solve({
        target: seen,
        bubble: size,
        area: viewport(),
        placement: spec.step.placement,
        rtl: bubble.dir === "rtl",
      }),
    );
    if (spotlight) moveSpotlight(spotlight, seen);
  };
  const turnTo = (found: Element): void => {
    element = found;
    said = found.textContent;
    unfollow();
    unfollow = start();
  };
  const start = (): Undo =>
    follow(element, guard, {
      onMove: place,
      onLost() {
        const found = spec.refind();
        if (found) turnTo(found);
        else spec.onLost();
      },
      // A recycled row says something else now: the one that was meant may be another.
      onMutation() {
        if (element.textContent === said || element.contains(deepFocus())) return;
        said = element.textContent;
        const found = spec.refind();
        if (found && found !== element) turnTo(found);
        // What was asked for by its words is not here any more; likeness may only need longer.
        const wanted = spec.step.target;
        if (found || wanted?.tag || !wanted?.text) return;
        unfollow();
        spec.onLost();
      },
    });
  let unfollow = nothing;
  unfollow = start();
  let resized = 0;
  const replace = guard(() => place(last));
  const sizes = new ResizeObserver(() => {
    cancelAnimationFrame(resized);
    resized = requestAnimationFrame(replace);
  });
  sizes.observe(bubble);
  const unlisten = listenKeys(
    { bubble: bubble, target: () => element, onEscape: spec.onEscape },
    guard,
  );
  if (takeFocus) focusFirst(bubble);
  const painted = afterPaint(
    guard(() => {
      // Whoever has the focus on the bubble hears it anyway.
      if (!takeFocus && !spec.again) stage.announce(spec.announcement);
      spec.onPainted();
    }),
  );

  return {
    element: () => element,
    bubble,
    hasFocus: () => bubble.contains(stage.focused()),
    close() {
      painted();
      unlisten();
      sizes.disconnect();
      cancelAnimationFrame(resized);
      unfollow();
      unmount();
    },
  };
}

/** Its own size, free of the limits of the place it is at now. */
function measure(bubble: HTMLElement): { width: number; height: number } {
  const { style } = bubble;
  const limit = style.maxHeight;
  style.maxHeight = "none";
  const size = { width: bubble.offsetWidth, height: bubble.offsetHeight };
  style.maxHeight = limit;
  return size;
}

/** Two frames on, what was put on the page has been painted; a hidden tab paints nothing. */
export function afterPaint(done: () => void): Undo {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(done);
  });
  return () => cancelAnimationFrame(frame);
}
