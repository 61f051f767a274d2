/**
 * Finds what the exact signals don't: the author's own selector, and by likeness. Every compatible
 * element is weighed, and only a clear winner is pointed at. The search pauses often, so that on a
 * huge page it can be spread over many slices.
 */

import type { Fingerprint } from "../contract.js";
import { type Candidate, everyone, glance, read } from "./candidates.js";
import { frameOf, innerRoot, isVisible, type Root } from "./dom.js";
import { type Found, type Missing, select } from "./find.js";
import { FLOOR, judge, MARGIN, weigh } from "./score.js";
import { lookAround, nearestFirst } from "./surroundings.js";
import { findTyped, isTyped } from "./typed.js";

/** How many are looked at a second time: all that are about as good as these, up to a limit. */
const SECOND_LOOKS = 8;
const MOST_LOOKS = 24;
/** Overlap above which two boxes are one thing to a person. */
const SAME_BOX = 0.85;
const SLICE_MS = 3;
/** A score above which the likely ones alone need not be compared with everyone. */
const SURE = 0.9;

type Search = Generator<void, Found | Missing>;

export function findSimilar(wanted: Fingerprint, root: Root): Found | Missing {
  return findQuickly(wanted, root, Number.POSITIVE_INFINITY);
}

/** Gives up after a while, for callers that can't wait and may come again. */
export function findQuickly(wanted: Fingerprint, root: Root, most = SLICE_MS): Found | Missing {
  const search = searching(wanted, root);
  const end = performance.now() + most;
  do {
    const step = search.next();
    if (step.done) return step.value;
  } while (performance.now() < end);
  return { missing: "not_found" };
}

/** The same in slices, between which the page goes on; undefined once the caller has no more use for it. */
export function findSlowly(
  wanted: Fingerprint,
  root: Root,
  isOver: () => boolean = () => false,
  onRoots?: (roots: Root[]) => void,
): Promise<Found | Missing | undefined> {
  const search = searching(wanted, root, onRoots);
  return new Promise((resolve, reject) => {
    const slice = (): void => {
      const end = performance.now() + SLICE_MS;
      try {
        for (;;) {
          const step = isOver() ? { done: true as const, value: undefined } : search.next();
          if (step.done) {
            resolve(step.value);
            return;
          }
          if (performance.now() > end) break;
        }
        setTimeout(slice);
      } catch (error) {
        reject(error);
      }
    };
    slice();
  });
}

function* searching(wanted: Fingerprint, root: Root, onRoots?: (roots: Root[]) => void): Search {
  const spoken = isSpoken(wanted);
  // Mostly it is where it was taken, and need not be looked for inside of other things.
  const isOpen = spoken && !(isTyped(wanted) || wanted.hosts || onRoots);
  const quick = isOpen ? yield* likely(wanted, [root]) : null;
  if (quick) return quick;
  const roots = yield* searched(wanted, root);
  onRoots?.(roots);
  if (isTyped(wanted)) return findTyped(wanted, roots);
  const first = spoken && !(isOpen && roots.length === 1) ? yield* likely(wanted, roots) : null;
  return first ?? (yield* among(yield* everyone(wanted, roots), wanted, roots, spoken));
}

/** Among those that say the very same; null where that leaves doubt, and all others are worth a look. */
function* likely(wanted: Fingerprint, roots: Root[]): Generator<void, Found | null> {
  const { said, others } = yield* glance(wanted, roots);
  if (!said.length) return null;
  const near =
    said.length > MOST_LOOKS ? (yield* nearestFirst(wanted, said)).slice(0, SECOND_LOOKS) : said;
  const result = yield* among([...new Set([...near, ...others])], wanted, roots, true, said);
  const isSure = "element" in result && result.tier === "agreed" && result.score > SURE;
  return isSure ? result : null;
}

function* among(
  elements: Element[],
  wanted: Fingerprint,
  roots: Root[],
  spoken: boolean,
  said: Element[] = [],
): Search {
  const all = yield* read(wanted, elements, spoken);
  const close = yield* shortlist(wanted, all);
  const visible = close.filter((one) => isVisible(one.element));
  yield* lookAround(wanted, visible, roots, all, said, spoken);
  visible.sort((a, b) => b.sum - a.sum);
  const [best] = visible;
  if (!best) return { missing: close.length ? "hidden" : "not_found" };
  const rivals = visible
    .filter((other) => other !== best && !looksTheSame(best.element, other.element))
    .map(({ sum, element }) => ({ sum, share: isWithin(best.element, element) ? 0.5 : 1 }));
  const { score, margin } = judge(best.sum, rivals);
  if (score < FLOOR) return { missing: "not_found" };
  if (margin < MARGIN) return { missing: "ambiguous" };
  return { element: best.element, tier: tierOf(best), score: round(score), margin: round(margin) };
}

/** Agreed: it says exactly the same in the same role, and more speaks for it than against. */
function tierOf({ evidence }: Candidate): Found["tier"] {
  const whole = (signal: string): boolean =>
    evidence.some(([name, agreement]) => name === signal && agreement === 1);
  const others = evidence.filter(([name]) => !/^(name|role|tag|alone|box)$/.test(name));
  return whole("name") && whole("role") && weigh(others) > 1 ? "agreed" : "similar";
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Inside the hosts it was taken in, or everywhere that can be looked into. */
function* searched({ hosts }: Fingerprint, root: Root): Generator<void, Root[]> {
  let inner: Root | null = root;
  for (const host of hosts ?? []) {
    const element: Element | undefined = inner ? select(host, [inner])[0] : undefined;
    inner = element ? innerRoot(element) : null;
  }
  if (inner && hosts?.length) return [inner];
  const roots: Root[] = [root];
  let count = 0;
  for (let i = 0; i < roots.length && i < 200; i++) {
    const here = roots[i] as Root;
    const holders: Element[] = [...here.querySelectorAll("iframe,frame")];
    for (const element of here.querySelectorAll("*")) {
      if (++count % 500 === 0) yield;
      if (element.shadowRoot) holders.push(element);
    }
    for (const holder of holders) {
      const held = innerRoot(holder);
      if (held) roots.push(held);
    }
  }
  return roots;
}

/** Can its words be compared? Not when the browser or the host has put the page in another language. */
function isSpoken({ lang }: Fingerprint): boolean {
  const page = document.documentElement;
  if (/\btranslated-(ltr|rtl)\b/.test(page.className)) return false;
  const primary = (tag: string): string => tag.toLowerCase().split("-")[0] as string;
  return !lang || !page.lang || primary(lang) === primary(page.lang);
}

function* shortlist(wanted: Fingerprint, sorted: Candidate[]): Generator<void, Candidate[]> {
  const least = (sorted[SECOND_LOOKS]?.sum ?? -Infinity) - 0.5;
  const close = sorted.filter((one) => one.sum >= least);
  const tied = close.filter((one) => one.sum === close[0]?.sum);
  if (tied.length <= SECOND_LOOKS) return close.slice(0, MOST_LOOKS);
  const of = new Map(tied.map((one) => [one.element, one]));
  const inPage = [...tied].sort((a, b) => a.at - b.at).map((one) => one.element);
  const order = yield* nearestFirst(wanted, inPage);
  const near = order.map((one) => of.get(one) as Candidate);
  return [...near, ...close.slice(tied.length)].slice(0, MOST_LOOKS);
}

function isWithin(one: Element, other: Element): boolean {
  return one.contains(other) || other.contains(one);
}

function looksTheSame(one: Element, other: Element): boolean {
  if (!isWithin(one, other) || frameOf(one) !== frameOf(other)) return false;
  const a = one.getBoundingClientRect();
  const b = other.getBoundingClientRect();
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return false;
  const overlap = width * height;
  return overlap / (a.width * a.height + b.width * b.height - overlap) >= SAME_BOX;
}
