/** Where the panel goes, so that it never covers what the author is writing about. Pure. */

import type { Side } from "../boot/session.js";

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const PANEL_WIDTH = 384;
const PANEL_HEIGHT = 0.5;
/** Below this width there is no room at the sides. */
export const NARROW = 640;
const ORDER: Side[] = ["right", "left", "bottom"];

export function boxOf(side: Side, view: { width: number; height: number }): Box {
  const { width, height } = view;
  if (side === "bottom")
    return { left: 0, top: height * (1 - PANEL_HEIGHT), right: width, bottom: height };
  const across = Math.min(PANEL_WIDTH, width);
  return side === "left"
    ? { left: 0, top: 0, right: across, bottom: height }
    : { left: width - across, top: 0, right: width, bottom: height };
}

/**
 * The wanted side, unless it covers the target and another covers it less. `bubble` is what is
 * drawn beside the target: it should be seen too, but the target comes first.
 */
export function sideFor(
  wanted: Side,
  view: { width: number; height: number },
  target: Box | null,
  bubble: Box | null = null,
): Side {
  const sides =
    view.width < NARROW
      ? (["bottom"] as Side[])
      : [wanted, ...ORDER.filter((side) => side !== wanted)];
  const costs = sides.map((side) => {
    const box = boxOf(side, view);
    return covered(box, target) * 1_000 + covered(box, bubble);
  });
  return sides[costs.indexOf(Math.min(...costs))] ?? wanted;
}

/** The share of `thing` that lies beneath `box`, from 0 to 1. */
function covered(box: Box, thing: Box | null): number {
  if (!thing) return 0;
  const width = Math.min(box.right, thing.right) - Math.max(box.left, thing.left);
  const height = Math.min(box.bottom, thing.bottom) - Math.max(box.top, thing.top);
  const area = (thing.right - thing.left) * (thing.bottom - thing.top);
  return width > 0 && height > 0 && area > 0 ? (width * height) / area : 0;
}
