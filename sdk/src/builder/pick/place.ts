/** Where the name of an outlined element goes. Pure. */

import type { Rect, Size } from "../../view/solve.js";

const GAP = 6;
const EDGE = 4;

/** Beside the box, inside the area and clear of what is to be avoided; null where nowhere is room. */
export function placeLabel(
  box: Rect,
  label: Size,
  area: Rect,
  avoid: Rect[] = [],
): { x: number; y: number } | null {
  const x = clamp(box.x, area.x + EDGE, area.x + area.width - label.width - EDGE);
  const y = clamp(box.y, area.y + EDGE, area.y + area.height - label.height - EDGE);
  const spots = [
    { x, y: box.y - label.height - GAP },
    { x, y: box.y + box.height + GAP },
    { x: box.x + box.width + GAP, y },
    { x: box.x - label.width - GAP, y },
  ];
  const fits = (spot: { x: number; y: number }): boolean => {
    const rect = { ...spot, ...label };
    return isInside(rect, area) && ![box, ...avoid].some((other) => overlaps(rect, other));
  };
  return spots.find(fits) ?? null;
}

export function overlaps(one: Rect, other: Rect): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function isInside(rect: Rect, area: Rect): boolean {
  return (
    rect.x >= area.x &&
    rect.y >= area.y &&
    rect.x + rect.width <= area.x + area.width &&
    rect.y + rect.height <= area.y + area.height
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
