import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { takeLease } from "../src/lease.js";
import { Drawer, World } from "./support/world.js";

let world: World;
let drawer: Drawer;

const take = (owner: string) =>
  takeLease({
    name: "flow",
    owner,
    store: drawer.open(),
    now: world.now,
    setTimer: world.setTimer,
    clearTimer: world.clearTimer,
  });

beforeEach(() => {
  world = new World();
  drawer = new Drawer();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a lease kept in storage", () => {
  beforeEach(() => {
    vi.stubGlobal("navigator", {});
  });

  it("is held by one tab until it lets go", async () => {
    const release = await take("one");
    expect(release).not.toBeNull();
    expect(await take("two")).toBeNull();
    release?.();
    expect(await take("two")).not.toBeNull();
  });

  it("stays held for as long as its tab lives", async () => {
    await take("one");
    await world.pass(60_000);
    expect(await take("two")).toBeNull();
  });

  it("is free ten seconds after its tab died", async () => {
    drawer.entries.set("lease:flow", JSON.stringify({ owner: "dead", until: world.now() + 9_999 }));
    expect(await take("two")).toBeNull();
    await world.pass(10_000);
    expect(await take("two")).not.toBeNull();
  });

  it("leaves no timer behind", async () => {
    const release = await take("one");
    release?.();
    await world.pass(20_000);
    expect(world.timers).toBe(0);
  });

  it("is not blocked by what nobody can have written", async () => {
    drawer.entries.set("lease:flow", JSON.stringify({ owner: "odd", until: world.now() * 2 }));
    expect(await take("two")).not.toBeNull();
  });
});

describe("a lease of the browser", () => {
  it("is held until let go", async () => {
    let held: Promise<void> | undefined;
    vi.stubGlobal("navigator", {
      locks: {
        request: async (_name: string, _options: object, work: (lock: object) => Promise<void>) => {
          held = work({});
          await held;
        },
      },
    });
    const release = await take("one");
    const ended = vi.fn();
    held?.then(ended);
    await Promise.resolve();
    expect(ended).not.toHaveBeenCalled();
    release?.();
    await held;
  });

  it("is refused when another tab holds it", async () => {
    vi.stubGlobal("navigator", {
      locks: { request: async (_n: string, _o: object, work: (lock: null) => void) => work(null) },
    });
    expect(await take("one")).toBeNull();
  });

  it("is kept in storage where the browser refuses", async () => {
    vi.stubGlobal("navigator", { locks: { request: () => Promise.reject(new Error("denied")) } });
    expect(await take("one")).not.toBeNull();
    expect(drawer.entries.has("lease:flow")).toBe(true);
  });
});
