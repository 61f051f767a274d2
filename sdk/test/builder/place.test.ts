import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlaps, placeLabel } from "../../src/builder/pick/place.js";

const AREA = { x: 0, y: 0, width: 800, height: 600 };
const LABEL = { width: 120, height: 24 };

describe("the name of an outlined element", () => {
  it("stands above it where there is room", () => {
    const box = { x: 100, y: 100, width: 80, height: 30 };
    expect(placeLabel(box, LABEL, AREA)).toEqual({ x: 100, y: 70 });
  });

  it("goes below at the top edge, and beside what is as high as the window", () => {
    expect(placeLabel({ x: 0, y: 0, width: 80, height: 30 }, LABEL, AREA)?.y).toBe(36);
    expect(placeLabel({ x: 0, y: 0, width: 200, height: 600 }, LABEL, AREA)?.x).toBe(206);
  });

  it("is left out where the element leaves no room", () => {
    expect(placeLabel(AREA, LABEL, AREA)).toBeNull();
  });

  it("never covers the element or the bar, and never leaves the window", () => {
    const size = fc.integer({ min: 1, max: 900 });
    const spot = fc.integer({ min: -200, max: 900 });
    const rect = fc.record({ x: spot, y: spot, width: size, height: size });
    fc.assert(
      fc.property(rect, rect, (box, bar) => {
        const place = placeLabel(box, LABEL, AREA, [bar]);
        if (!place) return;
        const label = { ...place, ...LABEL };
        expect(overlaps(label, box)).toBe(false);
        expect(overlaps(label, bar)).toBe(false);
        expect(label.x).toBeGreaterThanOrEqual(0);
        expect(label.y).toBeGreaterThanOrEqual(0);
        expect(label.x + label.width).toBeLessThanOrEqual(AREA.width);
        expect(label.y + label.height).toBeLessThanOrEqual(AREA.height);
      }),
    );
  });
});
