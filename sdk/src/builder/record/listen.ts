/** Hears what the author does, on the way down to the page, which gets all of it as ever. */

import type { Guard } from "../../guard.js";
import { all, on } from "../../listen.js";
import { now } from "../../natives.js";
import { pageFacts, watchAddress } from "../../page/page.js";
import type { Undo } from "../../seam.js";
import { isVisible } from "../../target/dom.js";
import { isOurs } from "../pick/walk.js";
import { inEveryWindow } from "../pick/windows.js";
import type { Moment, Noted } from "./moments.js";
import { isSecret, kindOf, note, usedBy } from "./noted.js";

/** The page as far as it is another one: its path, and its hash where that is a route. */
export function whereNow(): string {
  const { path, hash } = pageFacts();
  return hash.startsWith("#/") ? path + hash.split("?")[0] : path;
}

const HEARD = "pointerdown pointerup click input change keydown";

export function listenToTask(noted: (moment: Moment) => void, guard: Guard): Undo {
  /** Of the press: by the time of the click the page may have taken the element away. */
  let pressed: { element: Element; on: Noted } | null = null;
  let isDone = false;
  let typed: { element: Element; on: Noted } | null = null;
  let path = whereNow();

  const heard = guard.wrap((event: Event) => {
    const way = event.composedPath() as Element[];
    const element = way[0];
    if (
      !event.isTrusted ||
      element?.nodeType !== 1 ||
      way.some((node) => node.localName && isOurs(node))
    )
      return;
    if (event.type === "pointerdown") press(element);
    else if (event.type === "pointerup") release();
    else if (event.type === "click") click(element, event as MouseEvent);
    else if (event.type === "keydown") key(element, event as KeyboardEvent);
    else type(element);
  });

  function press(element: Element): void {
    const used = usedBy(element);
    pressed = used && !isSecret(used) ? { element: used, on: note(used) } : null;
    isDone = false;
  }

  /** What its own press has taken away gets no click. */
  function release(): void {
    if (!pressed || isVisible(pressed.element)) return;
    isDone = true;
    noted({ type: "click", at: now(), on: pressed.on, byKey: false });
  }

  function click(element: Element, { detail }: MouseEvent): void {
    const before = pressed;
    pressed = null;
    const used = usedBy(element);
    if (!used || isSecret(used) || (isDone && detail)) return;
    const on = before?.element === used ? before.on : note(used);
    noted({ type: "click", at: now(), on, byKey: !detail });
  }

  function type(element: Element): void {
    const kind = kindOf(element);
    if ((kind !== "field" && kind !== "select") || isSecret(element)) return;
    noted({ type: "input", at: now(), on: field(element) });
  }

  function key(element: Element, event: KeyboardEvent): void {
    const sends = event.key === "Enter" && !event.isComposing && !event.shiftKey;
    if (!sends || element.localName !== "input" || kindOf(element) !== "field") return;
    if (!isSecret(element)) noted({ type: "enter", at: now(), on: field(element) });
  }

  /** Read once: each key stroke is heard. */
  function field(element: Element): Noted {
    if (typed?.element !== element) typed = { element, on: note(element) };
    return typed.on;
  }

  const onAddress = guard.wrap(() => {
    if (whereNow() === path) return;
    path = whereNow();
    noted({ type: "page", at: now(), path, title: document.title });
  });

  return all(
    inEveryWindow((view) => on(view, HEARD, heard, true)),
    watchAddress(onAddress),
  );
}
