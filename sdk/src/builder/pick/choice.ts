/** The element that would be picked now, outlined wherever it moves, until it is gone. */

import { nothing } from "../../listen.js";
import type { RendererHost } from "../../seam.js";
import { isVisible } from "../../target/dom.js";
import { follow } from "../../view/follow.js";
import { say } from "../words/pick.js";
import { callOf, limitOf } from "./called.js";
import type { Drawing } from "./drawing.js";
import { type Pick, take } from "./take.js";

/** Which of its events the page gets: those of passing over it, none, or all. */
export type Mode = "live" | "frozen" | "use";

export interface Choice {
  element: Element | null;
  set(element: Element | null): void;
  /** By the keyboard: brought into view; nothing further that way leaves all as it is. */
  go(element: Element | null, byKey: boolean): void;
  take(): Pick | null;
  /** After the mode has changed. */
  retell(): void;
  drop(): void;
}

export function createChoice(
  drawing: Drawing,
  guard: RendererHost["guard"],
  modeNow: () => Mode,
): Choice {
  let unfollow = nothing;

  function clear(sentence: string): void {
    unfollow();
    unfollow = nothing;
    choice.element = null;
    drawing.outline(null, "");
    drawing.tell(sentence, "");
  }

  function tell(element: Element | null): void {
    const limit = element && limitOf(element);
    const note = limit ? say(limit) : modeNow() === "frozen" ? say("frozen") : "";
    const idle = modeNow() === "use" ? say("using") : say("nothing");
    drawing.tell(element ? callOf(element) : idle, note);
  }

  function show(element: Element): void {
    const name = callOf(element);
    tell(element);
    unfollow = follow(element, guard, {
      onMove(seen) {
        drawing.outline(seen, name);
      },
      // It may be so at once, before `follow` has returned how to end it.
      onLost: () =>
        queueMicrotask(() => choice.element === element && clear(say("gone", { what: name }))),
    });
  }

  const choice: Choice = {
    element: null,
    set(element) {
      if (element === choice.element) return;
      clear("");
      choice.element = element;
      if (element) show(element);
      else tell(null);
    },
    go(element, byKey) {
      if (!element) return;
      if (byKey)
        element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      choice.set(element);
    },
    take() {
      const { element } = choice;
      if (!element) return null;
      if (element.isConnected && isVisible(element)) return attempt(element);
      clear(say("gone", { what: callOf(element) }));
      return null;
    },
    retell: () => tell(choice.element),
    drop() {
      clear("");
    },
  };

  /** A page may have replaced what reading an element needs. */
  function attempt(element: Element): Pick | null {
    try {
      return take(element);
    } catch {
      clear(say("failed"));
      return null;
    }
  }
  return choice;
}
