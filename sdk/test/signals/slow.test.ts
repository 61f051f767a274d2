// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { slowAfterMs, watchSlowStep } from "../../src/signals/slow.js";
import { World } from "../support/world.js";

describe("a step is slow", () => {
  it.each([
    [undefined, 60_000],
    [5, 60_000],
    [20, 60_000],
    [40, 120_000],
  ])("where it usually takes %s s, after %i ms", (usual, after) => {
    expect(slowAfterMs(usual)).toBe(after);
  });
});

describe("watching a step", () => {
  let world: World;
  const onSlow = vi.fn();
  const touch = () => window.dispatchEvent(new Event("keydown"));
  const setHidden = (hidden: boolean) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  };
  const watch = () =>
    watchSlowStep({
      afterMs: 60_000,
      now: world.now,
      setTimer: world.setTimer,
      clearTimer: world.clearTimer,
      guard: (work) => work,
      onSlow,
    });

  beforeEach(() => {
    world = new World();
    onSlow.mockReset();
    Object.defineProperty(document, "hidden", { value: false, configurable: true });
  });

  it("tells when the time is up and somebody was active", async () => {
    watch();
    touch();
    await world.pass(59_000);
    expect(onSlow).not.toHaveBeenCalled();
    await world.pass(1_000);
    expect(onSlow).toHaveBeenCalledTimes(1);
    touch();
    expect(onSlow).toHaveBeenCalledTimes(1);
    expect(world.timers).toBe(0);
  });

  it("waits for the first touch where nobody was there", async () => {
    watch();
    await world.pass(300_000);
    expect(onSlow).not.toHaveBeenCalled();
    touch();
    expect(onSlow).toHaveBeenCalledTimes(1);
  });

  it("doesn't count the time in a hidden tab", async () => {
    watch();
    touch();
    await world.pass(30_000);
    setHidden(true);
    await world.pass(3_600_000);
    setHidden(false);
    await world.pass(29_000);
    expect(onSlow).not.toHaveBeenCalled();
    await world.pass(1_000);
    expect(onSlow).toHaveBeenCalledTimes(1);
  });

  it("leaves nothing behind when undone", async () => {
    const undo = watch();
    touch();
    undo();
    await world.pass(120_000);
    touch();
    expect(onSlow).not.toHaveBeenCalled();
    expect(world.timers).toBe(0);
  });
});
