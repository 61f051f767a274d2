/**
 * Keyboard and focus. Escape closes ours only; Tab leads from the target into the bubble and out
 * again to what follows the target; F6 goes to the bubble and back. No other key is listened to,
 * and nothing of the host is made focusable or unfocusable.
 */

import { all, on } from "../listen.js";
import type { RendererHost, Undo } from "../seam.js";
import { isVisible } from "../target/dom.js";

const CONTROLS = "a[href],button,input,select,textarea,summary,[contenteditable],[tabindex]";
/** Where Escape and letters belong to what has the focus. */
const TYPING =
  "textarea,select,[role$=box]:not([role=checkbox]),[role^=menu],[role=grid],input:not([type=checkbox],[type=radio],[type=button],[type=submit])";

export interface Keys {
  bubble: HTMLElement;
  target(): Element | null;
  onEscape(): void;
}

export function listenKeys(keys: Keys, guard: RendererHost["guard"]): Undo {
  const { bubble } = keys;
  let before: Element | null = null;

  const enter = (event: Event, from: Element | null): void => {
    event.preventDefault();
    before = from;
    focusFirst(bubble);
  };
  /** Inside our root: the page never hears of these. */
  const inside = guard((event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    if (event.isComposing) return;
    if (key === "Escape" || key === "F6") event.preventDefault();
    if (key === "Escape") keys.onEscape();
    if (key === "F6") focusOn(before ?? keys.target());
    if (!isTab(event)) return;
    const stops = stopsIn(bubble);
    const at = (bubble.getRootNode() as ShadowRoot).activeElement;
    const leaving = shiftKey ? at === stops[0] || at === bubble : at === stops[stops.length - 1];
    const [landing] = stopsIn(keys.target());
    if (!leaving || !landing) return;
    // Forward, the browser goes on from the target to what follows it; backward, it stops there.
    if (shiftKey) event.preventDefault();
    focusOn(landing);
  });
  const outside = guard((event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    if (event.defaultPrevented || event.isComposing || bubble.inert) return;
    const focus = deepFocus();
    if (key === "F6") enter(event, focus);
    if (key === "Escape" && !isBusy(focus)) {
      event.preventDefault();
      keys.onEscape();
    }
    const stops = stopsIn(keys.target());
    if (isTab(event) && !shiftKey && focus && focus === stops[stops.length - 1])
      enter(event, focus);
  });
  return all(on(bubble, "keydown", inside), on(window, "keydown", outside));
}

/** WebKitGTK has no name for Tab with the shift key. */
function isTab({ key, code }: KeyboardEvent): boolean {
  return key === "Tab" || code === "Tab";
}

/** What Tab reaches in an element, itself included. */
function stopsIn(element: Element | null): HTMLElement[] {
  if (!element) return [];
  return [element, ...element.querySelectorAll(CONTROLS)].filter(
    (node): node is HTMLElement =>
      (node as HTMLElement).tabIndex >= 0 && !node.matches(":disabled") && isVisible(node),
  );
}

/** Escape belongs to whoever has the person's attention: a dialog, a menu, a field being typed in. */
function isBusy(focus: Element | null): boolean {
  const open = document.querySelectorAll("dialog[open],[aria-modal=true],[popover]");
  const theirs = [...open].some(
    (node) => !node.localName.startsWith("guide-engine") && isVisible(node),
  );
  return theirs || !!focus?.matches(TYPING) || !!(focus as HTMLElement | null)?.isContentEditable;
}

/** Where the focus really is, through open shadow roots and same-origin frames. */
export function deepFocus(root: DocumentOrShadowRoot = document): Element | null {
  const focus = root.activeElement;
  try {
    const inner = focus?.shadowRoot ?? (focus as HTMLIFrameElement | null)?.contentDocument;
    return (inner && deepFocus(inner)) ?? (focus?.localName === "body" ? null : focus);
  } catch {
    return focus;
  }
}

export function focusFirst(bubble: HTMLElement): void {
  focusOn(bubble.querySelector('[data-part="next"]') ?? bubble);
}

export function focusOn(element: Element | null): void {
  (element as HTMLElement | null)?.focus?.({ preventScroll: true });
}
