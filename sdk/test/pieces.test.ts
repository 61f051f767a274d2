import { afterEach, describe, expect, it, vi } from "vitest";
import { createGuard, warn } from "../src/guard.js";
import { anonymousId, isAnonymous, timeOf, uuid7 } from "../src/ids.js";
import { createStore } from "../src/storage.js";

describe("an id", () => {
  it("is a UUIDv7 that carries its moment", () => {
    const id = uuid7(1_700_000_000_123);
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(timeOf(id)).toBe(1_700_000_000_123);
  });

  it("is never minted twice, and sorts by time", () => {
    const ids = Array.from({ length: 2_000 }, () => uuid7(5));
    expect(new Set(ids).size).toBe(2_000);
    expect(uuid7(1_000) < uuid7(2_000)).toBe(true);
  });

  it("of nobody is known by its shape", () => {
    expect(isAnonymous(anonymousId())).toBe(true);
    for (const id of ["ann", "anon_", "anon_17", `${anonymousId()}x`, null, 3]) {
      expect(isAnonymous(id)).toBe(false);
    }
  });
});

describe("the guard", () => {
  it("lets nothing through, and gives up at the third error", () => {
    const gaveUp = vi.fn();
    const guard = createGuard(gaveUp);
    const wrapped = guard.wrap((word: string) => {
      throw new Error(word);
    });
    wrapped("one");
    guard.run(() => {
      throw new Error("two");
    });
    expect(gaveUp).not.toHaveBeenCalled();
    wrapped("three");
    wrapped("four");
    expect(gaveUp).toHaveBeenCalledTimes(1);
    expect(gaveUp.mock.calls[0]?.[0]).toMatchObject({ message: "three" });
  });

  it("passes on what the work returns", () => {
    expect(createGuard(() => {}).run(() => 7)).toBe(7);
  });

  it("survives giving up that fails, and a console that throws", () => {
    const guard = createGuard(() => {
      throw new Error("again");
    });
    for (let time = 0; time < 3; time++) guard.caught(new Error("x"));
    vi.spyOn(console, "warn").mockImplementation(() => {
      throw new Error("patched");
    });
    expect(() => warn("anything")).not.toThrow();
  });
});

class FakeStorage {
  [key: string]: unknown;
  getItem(key: string): string | null {
    return (this[key] as string | undefined) ?? null;
  }
  setItem(key: string, value: string): void {
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
}

describe("storage", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("keeps JSON under our prefix, and finds its keys", () => {
    const backing = new FakeStorage();
    vi.stubGlobal("localStorage", backing);
    backing.setItem("theirs", "x");
    const store = createStore("localStorage");
    expect(store.set("a:1", { n: 1 })).toBe(true);
    expect(backing["guide-engine:a:1"]).toBe('{"n":1}');
    expect(createStore("localStorage").get("a:1")).toEqual({ n: 1 });
    expect(store.keys("a:")).toEqual(["a:1"]);
    store.remove("a:1");
    expect(store.get("a:1")).toBeNull();
  });

  it("takes what it can't read for nothing", () => {
    const backing = new FakeStorage();
    backing.setItem("guide-engine:odd", "{truncated");
    vi.stubGlobal("localStorage", backing);
    expect(createStore("localStorage").get("odd")).toBeNull();
  });

  it("lives in memory when it is denied", () => {
    vi.stubGlobal("localStorage", undefined);
    const store = createStore("localStorage");
    expect(store.set("k", 1)).toBe(false);
    expect(store.get("k")).toBe(1);
    expect(store.keys("k")).toEqual(["k"]);
    store.remove("k");
    expect(store.get("k")).toBeNull();
  });

  it("shows the newer value of memory when storage fills up", () => {
    const backing = new FakeStorage();
    vi.stubGlobal("localStorage", backing);
    const store = createStore("localStorage");
    store.set("k", "old");
    backing.setItem = () => {
      throw new Error("full");
    };
    expect(store.set("k", "new")).toBe(false);
    expect(store.get("k")).toBe("new");
  });

  it("touches nothing of the browser when asked for memory", () => {
    const backing = new FakeStorage();
    vi.stubGlobal("localStorage", backing);
    createStore("memory").set("k", 1);
    expect(Object.keys(backing)).toEqual([]);
  });
});
