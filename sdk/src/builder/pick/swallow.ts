/**
 * Keeps from the page what an author does while picking. All of it is caught on the window in the
 * capture phase, before it reaches any element. Two things can't be helped: a listener that the
 * page itself has put on its window in the capture phase before us hears first (what the browser
 * would do after it is prevented all the same), and what happens in a frame of another origin
 * (picking.ts lays a pane over it).
 */

/** What makes a page act or moves the focus. */
export const PRESSES =
  "pointerdown pointerup mousedown mouseup click auxclick dblclick contextmenu touchstart touchend " +
  "dragstart dragenter dragover drop submit reset keydown keyup keypress beforeinput input change " +
  "paste cut focus blur focusin focusout";
/** What opens and closes things under the pointer: kept from the page while it is frozen. */
export const HOVERS =
  "pointermove pointerover pointerout pointerenter pointerleave " +
  "mousemove mouseover mouseout mouseenter mouseleave touchmove";

/** Preventing these would also end scrolling and the click that follows a touch. */
const KEPT = /^(touch|pointer|focus|blur)/;
/** Keys by which a person scrolls. */
const SCROLLING = /^(PageUp|PageDown|Home|End)$/;

export function swallow(event: Event): void {
  event.stopImmediatePropagation();
  if (!KEPT.test(event.type) && !isForBrowser(event)) event.preventDefault();
}

/** Reloading, zooming, the developer tools and scrolling stay the browser's. */
function isForBrowser(event: Event): boolean {
  const { ctrlKey, metaKey, key } = event as Partial<KeyboardEvent>;
  if (!event.type.startsWith("key")) return false;
  return !!ctrlKey || !!metaKey || SCROLLING.test(key ?? "") || /^F\d+$/.test(key ?? "");
}

/** Whether somebody writes in the place that hears the key. */
export function isTyping(event: Event): boolean {
  const place = event.composedPath()[0] as Partial<HTMLElement> & Partial<Element>;
  const isField = place.matches?.(
    "input:not([type=checkbox],[type=radio],[type=button],[type=submit]),textarea,select",
  );
  return !!isField || !!place.isContentEditable;
}
