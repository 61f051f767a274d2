/** Look-alikes, and the rows, cards and sections by which a person tells them apart. */

import { piecesOf, textOf } from "./dom.js";
import { iconOf } from "./marks.js";
import { nameOf } from "./names.js";
import { kindOf, roleOf } from "./roles.js";
import { exactly, squeezed } from "./text.js";

/** More look-alikes than this are not compared one by one. */
const MOST_TWINS = 1000;
/** Rows on either side that are read for what they don't share. */
const MOST_ROWS = 40;
/** A row of so many texts is long. */
const LONG = 12;
/** Anything that is pressed or typed into, whatever its tag. */
export const CONTROLS =
  "a[href],button,input,select,textarea,summary,label,[role],[tabindex],[contenteditable]";

/** What a person would have to tell two look-alikes apart by, if it were not for where they stand. */
export function lookOf(element: Element): string {
  const role = roleOf(element);
  const text = textOf(element);
  const said = exactly(nameOf(element, role, text) || text);
  return `${kindOf(role)} ${said || `${element.localName} ${iconOf(element)}`}`;
}

/** A cheap look: does it say one of these (squeezed), in what it shows or what it is called? */
export function saysOneOf(element: Element, said: Set<string>): boolean {
  const text = element.textContent ?? "";
  if (text.length < 400 && said.has(squeezed(text))) return true;
  const label = element.getAttribute("aria-label") ?? element.getAttribute("title");
  if (label && said.has(squeezed(label))) return true;
  // What a field is called is written elsewhere.
  return /^(input|select|textarea)$/.test(element.localName) ||
    element.hasAttribute("aria-labelledby")
    ? said.has(squeezed(nameOf(element, roleOf(element), "")))
    : false;
}

/** Elements in the same root that look the same, in document order. */
export function twinsOf(element: Element): Element[] {
  const root = element.getRootNode() as ParentNode;
  const role = roleOf(element);
  const own = lookOf(element);
  const text = textOf(element);
  const said = new Set([squeezed(nameOf(element, role, text) || text)]);
  const isPlain = kindOf(role) === "plain";
  const twins: Element[] = [];
  for (const other of root.querySelectorAll(isPlain ? element.localName : CONTROLS)) {
    const isTwin =
      other === element ||
      (saysOneOf(other, said) &&
        lookOf(other) === own &&
        !other.contains(element) &&
        !element.contains(other));
    if (isTwin && twins.push(other) === MOST_TWINS) break;
  }
  return twins;
}

/** For each: the largest part of the page around it that holds none of the others. */
export function rowsOf(twins: Element[]): Map<Element, Element | null> {
  const held = new Map<Element, number>();
  for (const twin of twins) {
    for (let node = twin.parentElement; node; node = node.parentElement)
      held.set(node, (held.get(node) ?? 0) + 1);
  }
  const rows = new Map<Element, Element | null>();
  for (const twin of twins) {
    let row: Element | null = null;
    for (let node = twin.parentElement; node && held.get(node) === 1; node = node.parentElement)
      row = node;
    rows.set(twin, row);
  }
  return rows;
}

/** What names the element's row: a text in it that is in none of the other rows. */
export function rowName(element: Element, twins: Element[]): string | undefined {
  if (twins.length < 2) return undefined;
  const rows = rowsOf(twins);
  const row = rows.get(element);
  // Rows come in rows: parts of a page that have nothing in common are told apart by other things.
  const isRow = row && [...rows.values()].some((other) => other !== row && isSister(row, other));
  if (!isRow) return undefined;
  const at = twins.indexOf(element);
  const others = new Set<string>();
  for (const twin of twins.slice(Math.max(0, at - MOST_ROWS), at + MOST_ROWS)) {
    const other = twin !== element && rows.get(twin);
    if (other) for (const piece of piecesOf(other, twin)) others.add(exactly(piece));
  }
  // A short row is named by what it begins with, a long one by what is near.
  const isShort = piecesOf(row, element).length < LONG;
  for (let part = isShort ? row : element.parentElement; part; part = part.parentElement) {
    const own = piecesOf(part, element).filter((piece) => !others.has(exactly(piece)));
    // A word lasts longer than a number or a date, and more letters say more.
    const wordy = own.find((piece) => /\p{L}{4}|[^\p{ASCII}\P{L}]{2}/u.test(piece));
    if (wordy) return wordy;
    if (part === row) return own[0];
  }
  return undefined;
}

function isSister(one: Element, other: Element | null): boolean {
  return (
    other?.localName === one.localName &&
    (one.parentElement === other.parentElement ||
      one.parentElement?.parentElement === other.parentElement?.parentElement)
  );
}
