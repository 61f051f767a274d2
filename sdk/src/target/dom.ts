/** What the page says about an element: its text, whether it can be seen, what it sits in. */

import { fold } from "./text.js";

const IGNORED = /^(script|style|template|noscript)$/;
/** The text a person reads in it, through open shadow roots; stops as soon as there is enough. */
export function textOf(
  element: Element,
  limit = 80,
  // A title is what is written, not the buttons put beside it.
  isTitle = /^h\d/.test(element.localName),
): string {
  let text = "";
  const read = (node: Node): void => {
    if (text.length > limit * 2) return;
    if (node.nodeType === 3) text += node.nodeValue;
    if (node.nodeType !== 1 || IGNORED.test((node as Element).localName)) return;
    if (isTitle && (node as Element).matches("button,[role=button]")) return;
    const inside = (node as Element).shadowRoot ?? node;
    const given = (node as Partial<HTMLSlotElement>).assignedNodes?.() ?? [];
    for (const child of given.length ? given : inside.childNodes) read(child);
    text += " ";
  };
  read(element);
  return fold(text, limit) || (isTitle ? textOf(element, limit, false) : "");
}

/** The texts in a part of the page, each as one piece, but for what one element in it says. */
export function piecesOf(part: Element, besides: Element | null, most = 12): string[] {
  const pieces: string[] = [];
  const walk = (node: Element): void => {
    if (node === besides || pieces.length >= most || IGNORED.test(node.localName)) return;
    const direct = [...node.childNodes].some(
      (child) => child.nodeType === 3 && child.nodeValue?.trim(),
    );
    if (direct) {
      const text = textOf(node);
      if (text) pieces.push(text);
    } else for (const child of node.children) walk(child);
  };
  walk(part);
  return pieces;
}

/** Its box; of what has none of its own (`display: contents`), the box round what is in it. */
export function rectOf(element: Element): DOMRect {
  const rect = element.getBoundingClientRect();
  if (rect.width || rect.height) return rect;
  const inside = element.ownerDocument.createRange();
  inside.selectNodeContents(element);
  return inside.getBoundingClientRect();
}

/** Painted with a size: not hidden by display, visibility or a closed ancestor. */
export function isVisible(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  if (!element.isConnected) return false;
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  if (style?.display === "contents") return [...element.children].some(isVisible);
  if (width <= 0 && height <= 0) return false;
  return element.checkVisibility?.() !== false && style?.visibility === "visible";
}

/** The parent a person would name: out of a shadow root, then out of a same-origin frame. */
export function parentOf(node: Node): Element | null {
  const parent = node.parentNode;
  if (parent?.nodeType === 1) return parent as Element;
  if (parent && "host" in parent) return (parent as ShadowRoot).host;
  return null;
}

/** The frame an element lives in, inward from our own window; null there and across origins. */
export function frameOf(element: Element): Element | null {
  try {
    const view = element.ownerDocument.defaultView;
    // We may run in a frame ourselves: what lies outside of it is none of our business.
    return view === window ? null : (view?.frameElement ?? null);
  } catch {
    return null;
  }
}

export type Root = Document | ShadowRoot;

/** The root, then every open shadow root and same-origin frame in it, in document order. */
export function rootsIn(root: Root, limit = 200): Root[] {
  const roots: Root[] = [root];
  for (let i = 0; i < roots.length && roots.length < limit; i++) {
    for (const element of (roots[i] as Root).querySelectorAll("*")) {
      const inner = innerRoot(element);
      if (inner) roots.push(inner);
    }
  }
  return roots;
}

/** The open shadow root or the same-origin document that an element holds; never our own. */
export function innerRoot(element: Element): Root | null {
  if (element.localName === "guide-engine") return null;
  if (element.shadowRoot) return element.shadowRoot;
  if (!/^i?frame$/.test(element.localName)) return null;
  try {
    return (element as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
}
