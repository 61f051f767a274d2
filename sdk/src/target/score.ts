/** Weighs evidence, and says when it is enough to point. Pure. */

import type { Evidence, Signal } from "./evidence.js";

/**
 * How much a signal speaks for an element when it agrees, and against it when it doesn't, in steps of
 * log-odds. Set by hand from what is known to survive releases (docs/targets.md): an attribute made to
 * be relied on is hardly ever wrong, words seldom, places often. They are round numbers on purpose:
 * fitted ones did no better on applications they were not fitted on.
 */
export const WEIGHTS: Record<Signal, readonly [agrees: number, differs: number]> = {
  name: [4, 3],
  named: [1, 0.7],
  alone: [2, 0],
  other: [0, 3],
  role: [1, 2],
  tag: [0.5, 0.5],
  testid: [3, 1],
  id: [3, 0.5],
  field: [3, 1],
  href: [3, 1],
  value: [2, 2],
  type: [0.5, 1],
  hint: [1, 0.5],
  data: [0.5, 0.3],
  icon: [2, 0.2],
  classes: [1, 0.2],
  label: [1, 0.5],
  heading: [1, 0.5],
  landmark: [0.5, 0.5],
  neighbours: [2, 1],
  ancestors: [1, 0.5],
  row: [3, 5],
  twin: [0, 3],
  path: [1, 0],
  place: [0.5, 0.3],
  chosen: [3, 3],
  box: [0.3, 0.3],
};

/** What there must be of it before one element is as likely as none. */
const BIAS = 5;
/** Below these the engine abstains: a wrong element is worse than a missing one. */
export const FLOOR = 0.6;
export const MARGIN = 0.5;

export function weigh(evidence: Evidence[]): number {
  let sum = 0;
  for (const [signal, agreement] of evidence) {
    const [agrees, differs] = WEIGHTS[signal];
    sum += agreement * agrees - (1 - agreement) * differs;
  }
  return sum;
}

export interface Verdict {
  /** How likely it is the one, were it alone on the page. */
  score: number;
  /** The share of all likelihood that it has over the next that a person would tell apart. */
  margin: number;
}

/** `share`: 0…1, how much a rival counts. */
export function judge(best: number, rivals: readonly { sum: number; share: number }[]): Verdict {
  const odds = (sum: number): number => Math.exp(Math.min(30, sum - BIAS));
  const against = rivals.map(({ sum, share }) => odds(sum) * share);
  const own = odds(best);
  const all = against.reduce((total, one) => total + one, 1 + own);
  return { score: own / (1 + own), margin: (own - Math.max(0, ...against)) / all };
}
