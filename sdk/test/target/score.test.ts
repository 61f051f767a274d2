import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FLOOR, judge, MARGIN, WEIGHTS, weigh } from "../../src/target/score.js";

const sums = fc.double({ min: -20, max: 30, noNaN: true });

describe("weigh", () => {
  it("never falls when a signal agrees better", () => {
    const signals = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...signals), share, share, (signal, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(weigh([[signal, more]])).toBeGreaterThanOrEqual(weigh([[signal, less]]));
      }),
    );
  });

  it("is nothing without evidence", () => expect(weigh([])).toBe(0));
});

describe("judge", () => {
  it("is sure of one that stands far above all others", () => {
    const { score, margin } = judge(12, [{ sum: 1, share: 1 }]);
    expect(score).toBeGreaterThan(0.99);
    expect(margin).toBeGreaterThan(0.95);
  });

  it("abstains between equals, however much speaks for both", () => {
    expect(judge(25, [{ sum: 25, share: 1 }]).margin).toBeLessThan(MARGIN);
  });

  it("abstains where little speaks for the best", () => {
    expect(judge(3, []).score).toBeLessThan(FLOOR);
  });

  it("stays within 0 and 1, and no rival makes it surer", () => {
    fc.assert(
      fc.property(sums, fc.array(sums, { maxLength: 8 }), sums, (best, others, more) => {
        const rivals = others.map((sum) => ({ sum: Math.min(sum, best), share: 1 }));
        const alone = judge(best, rivals);
        const beset = judge(best, [...rivals, { sum: Math.min(more, best), share: 1 }]);
        for (const { score, margin } of [alone, beset]) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(margin).toBeGreaterThanOrEqual(0);
          expect(margin).toBeLessThanOrEqual(1);
        }
        expect(beset.margin).toBeLessThanOrEqual(alone.margin + 1e-9);
      }),
    );
  });
});
