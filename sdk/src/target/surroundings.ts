/** Looks a second time at the few who may be meant: what is around each, and its place among them. */

import type { Fingerprint } from "../contract.js";
import type { Candidate } from "./candidates.js";
import { piecesOf, type Root } from "./dom.js";
import { contextEvidence, type Evidence } from "./evidence.js";
import { select } from "./find.js";
import { lookOf, rowsOf } from "./rows.js";
import { weigh } from "./score.js";
import { contextSignals, markSignals, type Signals } from "./signals.js";
import { exactly, likeness } from "./text.js";

/** How far around an element without look-alikes its row is looked for. */
const ROW_DEPTH = 5;
const FAR = 99;
/** So many on either side of the place are looked at. */
const AROUND = 12;
/** How many texts of a row are read. */
const MOST_PIECES = 40;

export function* lookAround(
  wanted: Fingerprint,
  among: Candidate[],
  roots: Root[],
  all: Candidate[],
  said: Element[],
  spoken: boolean,
): Generator<void, void> {
  const groups = yield* groupsOf(among, all, said);
  yield;
  // Among look-alikes a path is but another word for the place.
  const isLone = (wanted.ordinal?.count ?? 1) < 2;
  const byPath = isLone && wanted.selector ? select(wanted.selector, roots) : [];
  for (const candidate of among) {
    const { element } = candidate;
    const group = groups.get(candidate) as Group;
    const seen = { ...contextSignals(element), ...markSignals(element) };
    const context = contextEvidence(wanted, seen, spoken);
    candidate.evidence.push(...context, ...standing(wanted, element, group, spoken));
    if (byPath.length === 1) candidate.evidence.push(["path", Number(byPath[0] === element)]);
    if (wanted.twin && spoken) candidate.evidence.push(asTwin(wanted, element, seen, context));
    candidate.sum = weigh(candidate.evidence);
    yield;
  }
}

interface Group {
  twins: Element[];
  rows: Map<Element, Element | null>;
}

/**
 * For each of these its look-alikes: those that say the same, where they are known, else among all.
 * Rows are told by the few at hand, since of thousands the others are no different.
 */
function* groupsOf(
  among: Candidate[],
  all: Candidate[],
  said: Element[],
): Generator<void, Map<Candidate, Group>> {
  const known = new Set(said);
  const look = (one: Candidate): string =>
    known.has(one.element) ? "" : one.said || lookOf(one.element);
  const groups = new Map<string, { twins: Candidate[]; near: Element[] }>();
  for (const one of among) {
    const group = groups.get(look(one)) ?? { twins: [], near: [] };
    group.near.push(one.element);
    groups.set(look(one), group);
  }
  const isNameless = among.some((one) => !one.said);
  for (const [at, one] of all.entries()) {
    if (at % 50 === 49) yield;
    if (one.said || isNameless) groups.get(look(one))?.twins.push(one);
  }
  const found = new Map<string, Group>();
  for (const [key, { twins, near }] of groups) {
    twins.sort((a, b) => a.at - b.at);
    found.set(key, { twins: key ? twins.map((one) => one.element) : said, rows: rowsOf(near) });
  }
  return new Map(among.map((one) => [one, found.get(look(one)) as Group]));
}

/** Its row, its place and its size. */
function standing(
  { row, scope, ordinal, box }: Fingerprint,
  element: Element,
  { twins, rows }: Group,
  spoken: boolean,
): Evidence[] {
  const found: Evidence[] = [];
  if (row && spoken) {
    const around = twins.length > 1 ? rows.get(element) : outward(element);
    // Squared: half a row's name is another row's.
    if (around) found.push(["row", mostAlike(row, piecesOf(around, element, MOST_PIECES)) ** 2]);
  }
  if (!row && ordinal && ordinal.count > 1) {
    const same = Number(twins.indexOf(element) === ordinal.index);
    found.push([scope === "place" ? "chosen" : "place", same]);
  }
  if (box) {
    const { width, height } = element.getBoundingClientRect();
    found.push(["box", ratio(box[0], width) * ratio(box[1], height)]);
  }
  return found;
}

/**
 * Of look-alikes puts first who stands by the row's name, or nearest to the place: a long list has
 * more of them than can be read.
 */
export function* nearestFirst(
  { row, ordinal }: Fingerprint,
  alike: Element[],
): Generator<void, Element[]> {
  if (row) {
    // Letter by letter first, which is quick, and only where that finds nothing as a person reads.
    const name = exactly(row).slice(0, 40);
    const reads = (text: string): boolean => exactly(text.slice(0, 600)).includes(name);
    const found = yield* byDepth((text) => text.includes(row), alike);
    return found.near ? found.order : (yield* byDepth(reads, alike)).order;
  }
  const from = Math.max(0, (ordinal?.index ?? 0) - AROUND);
  const to = from + 2 * AROUND;
  return [...alike.slice(from, to), ...alike.slice(0, from), ...alike.slice(to)];
}

function* byDepth(
  isIn: (text: string) => boolean,
  alike: Element[],
): Generator<void, { near: number; order: Element[] }> {
  const ranked: [depth: number, one: Element][] = [];
  const others: Element[] = [];
  const known = new Map<Element, boolean>();
  for (const [at, one] of alike.entries()) {
    if (at % 50 === 49) yield;
    const depth = depthOf(isIn, one, known);
    if (depth < FAR) ranked.push([depth, one]);
    else others.push(one);
  }
  ranked.sort(([a], [b]) => a - b);
  return { near: ranked.length, order: [...ranked.map(([, one]) => one), ...others] };
}

/** How far out the nearest part of the page begins that holds the row's name. */
function depthOf(
  isIn: (text: string) => boolean,
  one: Element,
  known: Map<Element, boolean>,
): number {
  let node = one.parentElement;
  for (let depth = 1; node && depth < 8; depth++, node = node.parentElement) {
    // A part with so much in it is no row.
    if (node.childElementCount > 60) break;
    let holds = known.get(node);
    if (holds === undefined) {
      const text = node.textContent ?? "";
      holds = text.length < 4000 && isIn(text);
      known.set(node, holds);
    }
    if (holds) return depth;
  }
  return FAR;
}

/** Against it: it stands where a look-alike stood that wasn't meant. */
function asTwin(
  wanted: Fingerprint,
  element: Element,
  seen: Signals,
  context: Evidence[],
): Evidence {
  const tag = (name: string | undefined): Evidence => ["tag", Number(name === element.localName)];
  const twin = { v: 1 as const, ...wanted.twin };
  const own = weigh([...context, tag(wanted.tag)]);
  return ["twin", Number(own >= weigh([...contextEvidence(twin, seen), tag(twin.tag)]))];
}

function outward(element: Element): Element {
  let node = element;
  for (let i = 0; node.parentElement && i < ROW_DEPTH; i++) node = node.parentElement;
  return node;
}

function mostAlike(wanted: string, pieces: string[]): number {
  return Math.max(0, ...pieces.map((piece) => likeness(piece, wanted)));
}

function ratio(one: number, other: number): number {
  return Math.min(one, other) / (Math.max(one, other) || 1);
}
