import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Ask, clamp, EDGE, GAP, intersect, type Rect, solve } from "../../src/view/solve.js";

const AREA: Rect = { x: 0, y: 0, width: 1000, height: 700 };
const ask = (changes: Partial<Ask> = {}): Ask => ({
  target: { x: 450, y: 300, width: 100, height: 40 },
  bubble: { width: 300, height: 150 },
  area: AREA,
  placement: "auto",
  rtl: false,
  ...changes,
});
const whole = (most: number, least = 0) => fc.integer({ min: least, max: most });
const asks = fc.record({
  target: fc.record({
    x: whole(1400, -400),
    y: whole(1100, -400),
    width: whole(1500),
    height: whole(1200),
  }),
  bubble: fc.record({ width: whole(352, 100), height: whole(600, 40) }),
  area: fc.record({
    x: whole(50),
    y: whole(50),
    width: whole(1200, 320),
    height: whole(900, 240),
  }),
  placement: fc.constantFrom("auto", "top", "right", "bottom", "left"),
  rtl: fc.boolean(),
}) as fc.Arbitrary<Ask>;
/** As the browser would show it: no taller than it is allowed to be. */
const shown = ({ bubble }: Ask, { x, y, maxHeight }: ReturnType<typeof solve>): Rect => ({
  x,
  y,
  width: bubble.width,
  height: Math.min(bubble.height, maxHeight),
});
const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const seen = ({ target, area }: Ask): Rect => intersect(target, area);

describe("solve", () => {
  it("puts the bubble beneath its target, centred, with the arrow in the middle", () => {
    expect(solve(ask())).toEqual({
      x: 350,
      y: 340 + GAP,
      maxHeight: 338,
      side: "bottom",
      arrow: 150,
    });
  });

  it("takes the side the author chose, and its opposite when that has no room", () => {
    expect(solve(ask({ placement: "left" })).side).toBe("left");
    const atTop = { x: 450, y: 10, width: 100, height: 40 };
    expect(solve(ask({ placement: "top", target: atTop })).side).toBe("bottom");
  });

  it("prefers the reading direction's end beside a tall target", () => {
    const tall = { x: 450, y: 5, width: 100, height: 690 };
    expect(solve(ask({ target: tall })).side).toBe("right");
    expect(solve(ask({ target: tall, rtl: true })).side).toBe("left");
  });

  it("shifts along the edge and keeps the arrow on the target", () => {
    const place = solve(ask({ target: { x: 900, y: 300, width: 80, height: 40 } }));
    expect(place.x).toBe(1000 - EDGE - 300);
    expect(place.x + (place.arrow ?? 0)).toBe(940);
  });

  it("gets shorter rather than cover its target", () => {
    const wide = { x: 0, y: 200, width: 1000, height: 40 };
    const place = solve(ask({ target: wide, bubble: { width: 300, height: 600 } }));
    expect(place.side).toBe("bottom");
    expect(place.maxHeight).toBe(700 - EDGE - 240 - GAP);
  });

  it("docks inside the viewport when its target fills it", () => {
    const place = solve(ask({ target: AREA }));
    expect(place.side).toBeNull();
    expect(place.arrow).toBeNull();
    expect(place.y).toBe(700 - EDGE - 150);
  });

  it("points at nothing when nothing of the target can be seen", () => {
    const gone = { x: 500, y: 0, width: 0, height: 0 };
    expect(solve(ask({ target: gone })).arrow).toBeNull();
  });

  it("is always inside the viewport", () => {
    fc.assert(
      fc.property(asks, (given) => {
        const what = { ...given, target: seen(given) };
        const { area } = what;
        fc.pre(what.bubble.width <= area.width - 2 * EDGE);
        const card = shown(what, solve(what));
        expect(card.x).toBeGreaterThanOrEqual(area.x);
        expect(card.y).toBeGreaterThanOrEqual(area.y);
        expect(card.x + card.width).toBeLessThanOrEqual(area.x + area.width);
        expect(card.y + card.height).toBeLessThanOrEqual(area.y + area.height);
      }),
    );
  });

  it("never covers its target when it says it is beside it", () => {
    fc.assert(
      fc.property(asks, (given) => {
        const what = { ...given, target: seen(given) };
        const place = solve(what);
        if (place.side) expect(overlaps(shown(what, place), what.target)).toBe(false);
      }),
    );
  });

  it("is beside it whenever any side has the room", () => {
    fc.assert(
      fc.property(asks, (given) => {
        const what = { ...given, target: seen(given) };
        const { target, bubble, area } = what;
        const below = area.y + area.height - EDGE - target.y - target.height - GAP;
        fc.pre(below >= bubble.height && bubble.width <= area.width - 2 * EDGE);
        expect(solve(what).side).not.toBeNull();
      }),
    );
  });

  it("keeps the arrow within the bubble's straight edge", () => {
    fc.assert(
      fc.property(asks, (what) => {
        const place = solve(what);
        if (place.arrow === null) return;
        const vertical = place.side === "top" || place.side === "bottom";
        const length = vertical ? what.bubble.width : Math.min(what.bubble.height, place.maxHeight);
        fc.pre(length >= 44);
        expect(place.arrow).toBeGreaterThanOrEqual(22);
        expect(place.arrow).toBeLessThanOrEqual(length - 22);
      }),
    );
  });
});

describe("intersect", () => {
  it("is what both share", () => {
    const left = { x: 0, y: 0, width: 100, height: 100 };
    expect(intersect(left, { x: 60, y: 40, width: 100, height: 20 })).toEqual({
      x: 60,
      y: 40,
      width: 40,
      height: 20,
    });
  });

  it("is empty, at the nearest edge, where they don't meet", () => {
    const away = { x: 300, y: 50, width: 10, height: 10 };
    expect(intersect(away, { x: 0, y: 0, width: 100, height: 100 })).toEqual({
      x: 100,
      y: 50,
      width: 0,
      height: 10,
    });
  });
});

it("clamps to the lower end where the ends are crossed", () => {
  expect(clamp(5, 0, 10)).toBe(5);
  expect(clamp(5, 8, 2)).toBe(8);
});
