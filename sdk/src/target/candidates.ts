/** Who may be meant: every compatible element, weighed first by what it says itself. */

import type { Fingerprint } from "../contract.js";
import type { Root } from "./dom.js";
import { type Evidence, ownEvidence } from "./evidence.js";
import { STRONG, select } from "./find.js";
import { kindOf, roleLikeness, roleOf } from "./roles.js";
import { CONTROLS, saysOneOf } from "./rows.js";
import { weigh } from "./score.js";
import { ownSignals } from "./signals.js";
import { exactly, NUMBERED, squeezed } from "./text.js";

export interface Candidate {
  element: Element;
  /** What it says, exactly. */
  said: string;
  /** In the order of the page. */
  at: number;
  evidence: Evidence[];
  sum: number;
}

const NEVER =
  /^(guide-engine.*|script|style|head|meta|link|title|base|html|body|path|use|g|option|br|hr|template|noscript)$/;

/** Up to so many elements the browser's own filter is quicker; beyond it would hold the page up. */
const FEW = 10_000;
/** Pauses after so many elements that were only glanced at, or read. */
const GLANCES = 100;
const READS = 5;

export interface Likely {
  /** All that say the very same, in document order. */
  said: Element[];
  /** Those with an attribute that stands for it, or where it was. */
  others: Element[];
}

export function* glance(wanted: Fingerprint, roots: Root[]): Generator<void, Likely> {
  const words = new Set([squeezed(wanted.text), squeezed(wanted.name)].filter(Boolean));
  const said: Element[] = [];
  const isPlain = kindOf(wanted.role ?? "") === "plain";
  let count = 0;
  for (const root of words.size ? roots : []) {
    const filter = isPlain ? (wanted.tag as string) : sizeOf(root) < FEW ? CONTROLS : "*";
    for (const element of root.querySelectorAll(filter)) {
      if (++count % GLANCES === 0) yield;
      if ((filter !== "*" || element.matches(CONTROLS)) && saysOneOf(element, words))
        said.push(element);
    }
  }
  const others = Object.entries(wanted.attributes ?? {})
    .filter(([name]) => STRONG.test(name))
    .flatMap(([name, value]) => select(`[${name}="${CSS.escape(value)}"]`, roots));
  const there = wanted.selector ? select(wanted.selector, roots) : [];
  return { said, others: there.length === 1 ? [...others, ...there] : others };
}

/** How many elements. A document counts them without making a list. */
function sizeOf(root: Root): number {
  const all = "host" in root ? root.querySelectorAll("*") : root.getElementsByTagName("*");
  return all.length;
}

export function* everyone(wanted: Fingerprint, roots: Root[]): Generator<void, Element[]> {
  const isPlain = kindOf(wanted.role ?? "") === "plain";
  const found: Element[] = [];
  let count = 0;
  for (const root of roots) {
    for (const element of root.querySelectorAll("*")) {
      if (++count % GLANCES === 0) yield;
      if (NEVER.test(element.localName) || !(isPlain || element.matches(CONTROLS))) continue;
      if (roleLikeness(wanted.role ?? "", roleOf(element)) > 0) found.push(element);
    }
  }
  return found;
}

/** Weighs them by what they say themselves; the best first. */
export function* read(
  wanted: Fingerprint,
  elements: Element[],
  spoken: boolean,
): Generator<void, Candidate[]> {
  const found: Candidate[] = [];
  const known: Known = { exact: [], numbered: [], linked: [] };
  for (const [at, element] of elements.entries()) {
    if (at % READS === READS - 1) yield;
    if (roleLikeness(wanted.role ?? "", roleOf(element)) === 0) continue;
    const seen = ownSignals(element);
    const said = exactly(seen.name || seen.text);
    const evidence = ownEvidence(wanted, seen, spoken);
    const one = { element, said, at, evidence, sum: 0 };
    found.push(one);
    for (const [signal, agreement] of evidence) {
      if (signal === "name" && agreement === 1) known.exact.push(one);
      if (signal === "name" && agreement === NUMBERED) known.numbered.push(one);
      if (signal === "href" && agreement === 1) known.linked.push(one);
    }
  }
  yield;
  compare(wanted, known);
  const isNameless = !wanted.name && !wanted.text;
  for (const one of found) one.sum = weigh(one.evidence) + (isNameless ? lead(wanted, one) : 0);
  yield;
  return found.sort((a, b) => b.sum - a.sum);
}

interface Known {
  exact: Candidate[];
  numbered: Candidate[];
  linked: Candidate[];
}

/** What only all of them together tell. */
function compare(wanted: Fingerprint, { exact, numbered, linked }: Known): void {
  const of = ({ evidence }: Candidate, signal: string): Evidence | undefined =>
    evidence.find(([name]) => name === signal);
  // "Drafts (12)" becomes "Drafts (7)", but of "Order 12" and "Order 7" neither is the other.
  if (new Set([...numbered, ...exact].map((one) => one.said)).size > 1) {
    for (const one of numbered) (of(one, "name") as Evidence)[1] = 0.2;
  }
  // Links that lead to many places alike say little about which of them.
  if (linked.length > 1) {
    for (const one of linked) (of(one, "href") as Evidence)[1] = 0.6;
  }
  // Alone in saying so, then and now.
  if (wanted.ordinal?.count !== 1 || exact.length > 20) return;
  const apt = exact.filter((one) => of(one, "role")?.[1] !== 0.25);
  const outer = apt.filter(
    (one) => !apt.some((other) => other !== one && other.element.contains(one.element)),
  );
  if (outer.length === 1) for (const one of apt) one.evidence.push(["alone", 1]);
}

/** Of those that say nothing there are too many to look around each: first go those that look alike. */
function lead({ classes = [], selector }: Fingerprint, { element }: Candidate): number {
  const kept = classes.filter((name) => element.classList.contains(name)).length;
  return kept / (classes.length || 1) + Number(isAt(element, selector));
}

function isAt(element: Element, selector: string | undefined): boolean {
  try {
    return Boolean(selector && element.matches(selector));
  } catch {
    return false;
  }
}
