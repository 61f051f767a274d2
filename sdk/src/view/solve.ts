/** Where the bubble goes: offset, flip, shift, arrow and size, in the viewport's pixels. Pure. */

import type { Placement } from "../contract.js";

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface Size {
  width: number;
  height: number;
}
export type Side = "top" | "right" | "bottom" | "left";

export interface Ask {
  /** The part of the target that can be seen; without a size when it is scrolled away. */
  target: Rect;
  bubble: Size;
  /** What the person sees of the page: the visual viewport. */
  area: Rect;
  placement: Placement;
  rtl: boolean;
}
export interface Place {
  x: number;
  y: number;
  maxHeight: number;
  /** Null: no side has room, so it is docked inside the viewport. */
  side: Side | null;
  /** Where the arrow leaves the bubble's edge, from its left or top corner; null: nothing to point at. */
  arrow: number | null;
}

/** Between target and bubble: the arrow and the ring need this much. */
export const GAP = 14;
/** Between bubble and the edge of the viewport. */
export const EDGE = 8;
/** The arrow stays clear of the rounded corners. */
const CORNER = 22;
/** A bubble may scroll inside rather than cover its target, but not below this height. */
const LEAST_HEIGHT = 140;

export function solve(ask: Ask): Place {
  const { target, bubble, placement, rtl } = ask;
  const area = {
    x: ask.area.x + EDGE,
    y: ask.area.y + EDGE,
    width: ask.area.width - 2 * EDGE,
    height: ask.area.height - 2 * EDGE,
  };
  const right = area.x + area.width;
  const bottom = area.y + area.height;
  /** Free pixels beside the target, the gap taken off. */
  const room: Record<Side, number> = {
    top: target.y - area.y - GAP,
    bottom: bottom - target.y - target.height - GAP,
    left: target.x - area.x - GAP,
    right: right - target.x - target.width - GAP,
  };
  const fits = (side: Side): boolean =>
    bubble.width <= area.width &&
    bubble.height <= area.height &&
    room[side] >= (isVertical(side) ? bubble.height : bubble.width);
  const taller: Side = room.top > room.bottom ? "top" : "bottom";
  const squeezed = room[taller] >= LEAST_HEIGHT && bubble.width <= area.width ? taller : null;
  const side = order(placement, rtl).find(fits) ?? squeezed;

  const width = Math.min(bubble.width, area.width);
  const tallest = side && isVertical(side) ? room[side] : area.height;
  const height = Math.min(bubble.height, tallest);
  const middle = { x: target.x + target.width / 2, y: target.y + target.height / 2 };
  // Docked: at the end of the viewport that leaves more of the target to be seen.
  let x = rtl ? area.x : right - width;
  let y = room.top > room.bottom ? area.y : bottom - height;
  if (side) {
    x = middle.x - width / 2;
    y = middle.y - height / 2;
    if (side === "top") y = target.y - GAP - height;
    if (side === "bottom") y = target.y + target.height + GAP;
    if (side === "left") x = target.x - GAP - width;
    if (side === "right") x = target.x + target.width + GAP;
  }
  x = clamp(x, area.x, right - width);
  y = clamp(y, area.y, bottom - height);
  const pointing = side && target.width > 0 && target.height > 0;
  const [tip, length] = side && isVertical(side) ? [middle.x - x, width] : [middle.y - y, height];
  const arrow = pointing ? clamp(tip, CORNER, length - CORNER) : null;
  return { x, y, maxHeight: tallest, side, arrow };
}

/** The author's side, then its opposite, then the others, so that a flip is the smallest surprise. */
function order(placement: Placement, rtl: boolean): Side[] {
  const upright: Side[] = placement === "top" ? ["top", "bottom"] : ["bottom", "top"];
  const leftFirst = placement === "left" || (rtl && placement !== "right");
  const sideways: Side[] = leftFirst ? ["left", "right"] : ["right", "left"];
  return placement === "left" || placement === "right"
    ? [...sideways, ...upright]
    : [...upright, ...sideways];
}

function isVertical(side: Side): boolean {
  return side === "top" || side === "bottom";
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

/** What both share; without overlap, an empty rectangle at the nearest edge of `within`. */
export function intersect(rect: Rect, within: Rect): Rect {
  const right = within.x + within.width;
  const bottom = within.y + within.height;
  const x = clamp(rect.x, within.x, right);
  const y = clamp(rect.y, within.y, bottom);
  return {
    x,
    y,
    width: clamp(rect.x + rect.width, within.x, right) - x,
    height: clamp(rect.y + rect.height, within.y, bottom) - y,
  };
}
