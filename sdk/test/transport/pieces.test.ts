import { describe, expect, it } from "vitest";
import type { WireEvent } from "../../src/contract.js";
import { backoffMs, retryAfterMs } from "../../src/transport/backoff.js";
import { createLimiter } from "../../src/transport/limiter.js";

const NOW = Date.parse("2026-11-21T12:00:00Z");

describe("Retry-After", () => {
  it.each([
    [null, 0],
    ["3", 3_000],
    ["Sat, 21 Nov 2026 12:00:30 GMT", 30_000],
    ["Sat, 21 Nov 2026 11:00:00 GMT", 0],
    ["99999999", 3_600_000],
    ["soon", 60_000],
  ])("%s waits %i ms", (header, wait) => {
    expect(retryAfterMs(header, NOW)).toBe(wait);
  });
});

describe("the backoff", () => {
  it("doubles its bound and is capped", () => {
    expect([1, 2, 3, 4].map((failures) => backoffMs(failures, () => 1))).toEqual([
      1_000, 2_000, 4_000, 8_000,
    ]);
    expect(backoffMs(40, () => 1)).toBe(300_000);
  });

  it("is spread by chance, but a minute at least after five failures", () => {
    expect(backoffMs(4, () => 0)).toBe(0);
    expect(backoffMs(5, () => 0)).toBe(60_000);
  });
});

describe("the limiter", () => {
  const event = (changes: Partial<WireEvent>) => ({ type: "custom" as const, at: NOW, ...changes });

  it("lets a burst of sixty through, then ten a second", () => {
    const allows = createLimiter();
    const burst = Array.from({ length: 100 }, () => allows(event({})));
    expect(burst.filter(Boolean).length).toBe(60);
    const second = Array.from({ length: 100 }, () => allows(event({ at: NOW + 1_000 })));
    expect(second.filter(Boolean).length).toBe(10);
  });

  it("lets the same thing happen on a step three times a minute", () => {
    const allows = createLimiter();
    const seen = (at: number) =>
      allows(event({ type: "step_seen", guide_id: "g", step_id: "s", at }));
    expect([seen(NOW), seen(NOW), seen(NOW), seen(NOW)]).toEqual([true, true, true, false]);
    expect(allows(event({ type: "step_seen", guide_id: "g", step_id: "t" }))).toBe(true);
    expect(seen(NOW + 61_000)).toBe(true);
  });
});
