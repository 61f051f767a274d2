/** What a person means by pointing, and the way from there to what is around it, by the keyboard. */

import { frameOf, innerRoot, isVisible, parentOf, type Root } from "../../target/dom.js";
import { INTERACTIVE, roleOf } from "../../target/roles.js";
import { retarget } from "../../target/signals.js";
import { HOST_NAME } from "../ui/surface.js";
import { isFrame } from "./windows.js";

/** Marks of writing and parts of a drawing: nobody means these when they point. */
const PART_OF_TEXT = /^(b|i|em|strong|small|span|font|u|s|mark|br|wbr|sub|sup)$/;
const NEVER =
  /^(html|body|head|script|style|template|noscript|link|meta|guide-engine|guide-engine-builder)$/;

export type Way = "wider" | "narrower" | "previous" | "next";

export function isOurs(element: Element): boolean {
  return element.localName === HOST_NAME || element.localName === "guide-engine";
}

/** What is meant by pointing at this; null for the bare ground of the page. */
export function meant(element: Element): Element | null {
  const control = retarget(element);
  if (control !== element) return isOurs(control) ? null : control;
  let node: Element | null = element;
  if (isDrawing(node)) node = node.closest("svg") ?? node;
  while (node && isPartOfText(node)) node = parentOf(node);
  return node && !NEVER.test(node.localName) && !isOurs(node) ? node : null;
}

function isPartOfText(node: Element): boolean {
  return PART_OF_TEXT.test(node.localName) && !roleOf(node) && !node.shadowRoot;
}

/** The element at a point of the window, through open shadow roots and frames, beneath our own. */
export function elementAt(x: number, y: number, root: Root = document): Element | null {
  for (const element of root.elementsFromPoint(x, y)) {
    if (isOurs(element) || element.getRootNode() !== root) continue;
    const inner = innerRoot(element);
    if (!inner) return element;
    if (!isFrame(element)) return elementAt(x, y, inner) ?? element;
    const box = element.getBoundingClientRect();
    const scale = box.width / element.offsetWidth || 1;
    const left = (x - box.x) / scale - element.clientLeft;
    const top = (y - box.y) / scale - element.clientTop;
    return elementAt(left, top, inner) ?? element;
  }
  return null;
}

/** One step in the tree as it is painted, over wrappers that a person can't tell apart. */
export function walk(from: Element | null, way: Way): Element | null {
  if (!from) return narrowest(childrenOf(document.documentElement)[0] ?? null);
  if (way === "wider") return wider(from);
  if (way === "narrower") return narrowest(childrenOf(from)[0] ?? null);
  for (let node: Element | null = from; node; node = outward(node)) {
    const around = outward(node);
    const row = around ? childrenOf(around) : [];
    const beside = row[row.indexOf(node) + (way === "next" ? 1 : -1)];
    if (beside && row.includes(node)) return narrowest(beside);
  }
  return null;
}

/** The control after or before this one, in reading order, round the whole page. */
export function nextControl(from: Element | null, backward: boolean): Element | null {
  const all: Element[] = [];
  gather(document.documentElement, from, all);
  if (!all.length) return null;
  const at = from ? all.indexOf(from) : -1;
  const to = backward ? (at < 0 ? all.length : at) - 1 : at + 1;
  return all[(to + all.length) % all.length] ?? null;
}

function gather(node: Element, from: Element | null, found: Element[]): void {
  for (const child of insideOf(node)) {
    if (child === from || (isControl(child) && isVisible(child))) found.push(child);
    gather(child, from, found);
  }
}

function isControl(element: Element): boolean {
  return INTERACTIVE.test(roleOf(element)) || (isFrame(element) && !innerRoot(element));
}

/** The nearest around it that is more than a wrapper; null when only the page itself is. */
function wider(from: Element): Element | null {
  for (let node = outward(from); node; node = outward(node)) {
    if (!NEVER.test(node.localName) && !isWrapper(node)) return node;
  }
  return null;
}

/** Into wrappers, down to what has something of its own. */
function narrowest(from: Element | null): Element | null {
  let node = from;
  while (node && isWrapper(node)) node = childrenOf(node)[0] ?? null;
  return node;
}

/** It adds nothing for a person: no role, no words of its own, and one thing in it. */
function isWrapper(element: Element): boolean {
  if (NEVER.test(element.localName)) return true;
  return !roleOf(element) && !hasOwnText(element) && childrenOf(element).length === 1;
}

/** Of whichever window: frames have classes of their own. */
function isDrawing(element: Element): boolean {
  return "ownerSVGElement" in element;
}

function hasOwnText(element: Element): boolean {
  return [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
}

/** What is painted in it, of that which can be seen. */
function childrenOf(element: Element): Element[] {
  return insideOf(element).filter(isVisible);
}

/** The tree of its shadow root or frame, and what its slots were given. */
function insideOf(element: Element): Element[] {
  if (isDrawing(element)) return [];
  const given = (element as Partial<HTMLSlotElement>).assignedElements?.() ?? [];
  const inside: ParentNode = innerRoot(element) ?? element;
  const body = (inside as Document).body as HTMLElement | undefined;
  const children = given.length ? given : [...(body ?? inside).children];
  return children.filter((child) => child.localName === "body" || !NEVER.test(child.localName));
}

function outward(element: Element): Element | null {
  return element.assignedSlot ?? parentOf(element) ?? frameOf(element);
}
