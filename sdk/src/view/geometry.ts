/** Where an element really is: through frames, clipped by the scrollers it sits in. */

import { frameOf, rectOf } from "../target/dom.js";
import { intersect, type Rect } from "./solve.js";

/** What the person sees of the page, with the keyboard up and zoomed in. */
export function viewport(): Rect {
  const { offsetLeft, offsetTop, width, height } = visualViewport as VisualViewport;
  return { x: offsetLeft, y: offsetTop, width, height };
}

/** A box of the element's own document, in the top viewport; its own where none is given. */
export function boxOf(element: Element, { x, y, width, height }: Rect = rectOf(element)): Rect {
  const frame = frameOf(element) as HTMLElement | null;
  if (!frame) return { x, y, width, height };
  const outer = frame.getBoundingClientRect();
  const scale = outer.width / frame.offsetWidth || 1;
  return boxOf(frame, {
    x: outer.x + (frame.clientLeft + x) * scale,
    y: outer.y + (frame.clientTop + y) * scale,
    width: width * scale,
    height: height * scale,
  });
}

/** The part of the box that no scroller, frame or viewport cuts off. */
export function visibleBox(element: Element, clippers: Element[]): Rect {
  const cuts = [...clippers.map((clipper) => boxOf(clipper)), viewport()];
  return cuts.reduce(intersect, boxOf(element));
}

/** The scrollers and frames that cut an element off, innermost first. */
export function clippersOf(element: Element): Element[] {
  const clippers: Element[] = [];
  let { position } = styleOf(element);
  for (let node = flatParent(element); node; node = flatParent(node)) {
    const style = styleOf(node);
    const { documentElement, body } = node.ownerDocument;
    const isFrame = /^i?frame$/.test(node.localName);
    // What is fixed is cut by no scroller, what is absolute by none that it isn't placed in.
    if (
      !isFrame &&
      (position === "fixed" || (position === "absolute" && style.position === "static"))
    )
      continue;
    const cuts = style.overflow !== "visible" && node !== documentElement && node !== body;
    if (isFrame || cuts) clippers.push(node);
    position = style.position;
  }
  return clippers;
}

/** The parent as it is painted: through slots, shadow roots and frames. */
function flatParent(node: Element): Element | null {
  const parent = node.assignedSlot ?? node.parentNode;
  if (!parent || parent.nodeType === 9) return frameOf(node);
  return "host" in parent ? (parent as ShadowRoot).host : (parent as Element);
}

export function styleOf(element: Element): CSSStyleDeclaration {
  return (element.ownerDocument.defaultView ?? window).getComputedStyle(element);
}

/** What sticks to the top or bottom of a page covers about this much of it. */
const HEADER = 90;
const FOOTER = 20;

/** Brings the element into view, its start first when it is larger than the viewport. */
export function bringIntoView(element: Element, room: number): void {
  const box = boxOf(element);
  const seen = visibleBox(element, clippersOf(element));
  const { height } = viewport();
  const whole = seen.width * seen.height >= box.width * box.height - 1;
  const isClear = box.y > HEADER && box.y + box.height < height - FOOTER;
  if (whole && isClear && !isCovered(element)) return;
  element.scrollIntoView({
    block: box.height > height - room ? "start" : "center",
    inline: "nearest",
    behavior: matchMedia("(prefers-reduced-motion)").matches ? "instant" : "smooth",
  });
}

/** Something of the page lies over its middle, as a bar does that sticks to the window. */
function isCovered(element: Element): boolean {
  const { x, y, width, height } = rectOf(element);
  const root = element.getRootNode() as Document;
  const top = root.elementFromPoint(x + width / 2, y + height / 2);
  return (
    top?.getRootNode() === root &&
    top.localName !== "guide-engine" &&
    !element.contains(top) &&
    !top.contains(element)
  );
}
