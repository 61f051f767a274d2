/** What seldom steps need is fetched with the first of them; from then on it is at hand. */

import type { Kind, Step } from "../contract.js";
import { nothing } from "../listen.js";

interface Chunks {
  surfaces?: typeof import("../surfaces/index.js");
  moments?: typeof import("../moments/index.js");
}

/** The chunks that have come. */
export const chunks: Chunks = {};

export const fetchMoments = async () => {
  chunks.moments ??= await import("../moments/index.js");
  return chunks.moments;
};
const fetchSurfaces = async () => {
  chunks.surfaces ??= await import("../surfaces/index.js");
};

/** Whether it is drawn by the surfaces chunk: what asks, what stands in a corner or along an edge, and its kin. */
export const isSurface = (kind: Kind, { type, question }: Step): boolean =>
  !!question || /^(card|banner)$/.test(type) || !/^(flow|hint)$/.test(kind);

/** Null: all that the step needs is here. */
export function fetchFor(kind: Kind, step: Step): Promise<unknown> | null {
  const { type, wait, advance, blocks_target } = step;
  const drawn = isSurface(kind, step);
  const watched =
    wait || blocks_target || type === "hidden" || !/^(button|click|still)$/.test(advance.on);
  const due = [
    drawn && !chunks.surfaces && fetchSurfaces(),
    watched && !chunks.moments && fetchMoments(),
  ].filter((one) => one);
  return due[0] ? Promise.all(due) : null;
}

/** In good time, for the steps to come; one that stays away is tried again when it is needed. */
export function fetchAhead(kind: Kind, steps: readonly Step[]): void {
  for (const step of steps) fetchFor(kind, step)?.catch(nothing);
}
