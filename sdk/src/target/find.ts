/**
 * Finds the element that a fingerprint describes, or says why it points at none.
 * Here only what costs nothing and can be checked: one visible element with an exact signal.
 * All else is a chunk of its own (similar.ts) and is passed in when loaded.
 */

import type { Fingerprint, Match } from "../contract.js";
import { isVisible, type Root, textOf } from "./dom.js";
import { comparable } from "./text.js";

/**
 * `typed`: the author's selector. `exact`: an attribute that stands for it alone. `agreed`: it says
 * the same in the same role, and what is around it agrees. `similar`: by likeness.
 */
export interface Found extends Match {
  element: Element;
}
export interface Missing {
  missing: "not_found" | "ambiguous" | "hidden";
}
export type FindSimilar = (wanted: Fingerprint, root: Root) => Found | Missing;

/** Attributes that stand for an element on their own. */
export const STRONG = /^(id|name|data-(test|cy|qa|component-id|tour|guide).*)$/;

export function find(wanted: Fingerprint, root: Root, similar?: FindSimilar): Found | Missing {
  const found = findExact(wanted, root);
  return "element" in found ? found : (similar?.(wanted, root) ?? found);
}

/** A selector that isn't one selects nothing. */
export function select(selector: string, roots: Root[]): Element[] {
  try {
    return roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  } catch {
    return [];
  }
}

/** One visible element with the exact signal, and nothing that speaks against it. */
function findExact(wanted: Fingerprint, root: Root): Found | Missing {
  const among = Object.entries(wanted.hosts ? {} : (wanted.attributes ?? {}))
    .filter(([name]) => STRONG.test(name))
    .map(([name, value]) => only(select(`[${name}="${CSS.escape(value)}"]`, [root])));
  const element = among.find(
    (match) =>
      match &&
      wanted.tag === match.localName &&
      comparable(wanted.text) === comparable(textOf(match)),
  );
  // Ids get reused: where two of them name different elements, likeness decides.
  return element && !among.some((match) => match && match !== element)
    ? { element, tier: "exact", score: 1, margin: 1 }
    : { missing: "not_found" };
}

function only(matches: Element[]): Element | null {
  const visible = matches.filter(isVisible);
  return visible.length === 1 ? (visible[0] as Element) : null;
}
