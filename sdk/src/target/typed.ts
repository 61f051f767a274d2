/**
 * Targets written by hand: a selector, or what the element says and is, taken at their word.
 * What was captured always has a tag.
 */

import type { Fingerprint } from "../contract.js";
import { isVisible, type Root, textOf } from "./dom.js";
import { type Found, type Missing, select } from "./find.js";
import { nameOf } from "./names.js";
import { roleOf } from "./roles.js";
import { contextSignals } from "./signals.js";
import { comparable, exactly } from "./text.js";

/** What a person acts on or reads, where no selector says more. */
const CONTROLS = "a[href],button,input,select,textarea,summary,label,img,[role]";
const HEADINGS = ",h1,h2,h3,h4,h5,h6";

/** Nothing in it but what an author types: there is nothing else to compare with. */
export function isTyped(wanted: Fingerprint): boolean {
  return !wanted.tag;
}

/**
 * Where a selector or a text alone is given, the first of equals that can be seen: another element
 * that says the same may be wrong. A description that fits several is too little.
 */
export function findTyped(wanted: Fingerprint, roots: Root[]): Found | Missing {
  const { selector, role, heading, attributes, ordinal } = wanted;
  const isDescribed = !selector && (role || heading || attributes);
  const kind = role === "heading" ? HEADINGS : "";
  let matches = select(selector ?? addressOf(attributes) ?? CONTROLS + kind, roots);
  if (role && isDescribed) matches = matches.filter((element) => roleOf(element) === role);
  matches = saying(matches, wanted.text ?? wanted.name ?? "");
  if (heading) {
    const above = comparable(heading);
    const near = matches.filter((one) => comparable(contextSignals(one).heading) === above);
    matches = near.length || isDescribed ? near : matches;
  }
  const visible = matches.filter(isVisible);
  const element = visible[ordinal?.index ?? 0];
  if (!element) return { missing: matches.length ? "hidden" : "not_found" };
  if (isDescribed && !ordinal && visible.length > 1) return { missing: "ambiguous" };
  return { element, tier: "typed", score: 1, margin: visible.length > 1 ? 0 : 1 };
}

function addressOf(attributes: Fingerprint["attributes"]): string | undefined {
  const parts = Object.entries(attributes ?? {});
  return parts.map(([name, value]) => `[${name}="${CSS.escape(value)}"]`).join("") || undefined;
}

function saying(elements: Element[], text: string): Element[] {
  const wanted = comparable(text);
  if (!wanted) return elements;
  const literal = elements.filter((element) =>
    namesOf(element).map(exactly).includes(exactly(text)),
  );
  if (literal.length) return literal;
  const exact = elements.filter((element) => said(element).includes(wanted));
  // Rows that differ by their numbers, and none has the wanted one: it is none of them.
  const numbers = new Set(exact.map((element) => textOf(element).replace(/\D+/g, " ")));
  if (exact.length) return numbers.size > 1 ? [] : exact;
  return elements.filter((element) => said(element).some((each) => each.includes(wanted)));
}

const said = (element: Element): string[] => namesOf(element).map(comparable);

/** What a person would call it: what it shows, and what it says to a screen reader. */
function namesOf(element: Element): string[] {
  const text = textOf(element);
  const called = [text, nameOf(element, roleOf(element), text), element.getAttribute("value")];
  return called.filter((each): each is string => !!each);
}
