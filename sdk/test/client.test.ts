// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { GuideEngineApi } from "../src/api.js";
import { type ClientParts, createClient } from "../src/client.js";
import type { Conductor } from "../src/conductor.js";
import { createEngine, type Engine, type EngineParts } from "../src/engine.js";
import { fakeRenderer } from "./support/stage.js";
import { settled } from "./support/world.js";

vi.mock("../src/engine.js", { spy: true });

const INIT = { key: "pk_1", url: "https://guides.example.com/" };
let said: string[];
let client: GuideEngineApi;
let engine: Record<keyof Engine, ReturnType<typeof vi.fn>>;
let parts: EngineParts;
let load: ReturnType<typeof vi.fn>;

beforeEach(() => {
  said = [];
  vi.spyOn(console, "warn").mockImplementation((text: string) => void said.push(text));
  engine = {
    identify: vi.fn(),
    group: vi.fn(),
    record: vi.fn(),
    page: vi.fn(),
    show: vi.fn(async () => true),
    openHelp: vi.fn(async () => {}),
    reset: vi.fn(),
    destroy: vi.fn(),
  };
  vi.mocked(createEngine).mockReset();
  vi.mocked(createEngine).mockImplementation((given) => {
    parts = given;
    return engine as unknown as Engine;
  });
  const renderer = fakeRenderer();
  load = vi.fn(async () => ({
    createRenderer: () => renderer,
    createConductor: () => ({}) as Conductor,
    createRescue: () => ({}),
  }));
  client = createClient({ load: load as unknown as ClientParts["load"], ownUrl: undefined });
});

describe("init", () => {
  it("connects to the service", () => {
    client.init(INIT);
    expect(parts).toMatchObject({
      key: "pk_1",
      url: "https://guides.example.com",
      storage: "local",
    });
    expect(said).toEqual([]);
  });

  it.each([
    [undefined, "the environment's public key"],
    [{}, "the environment's public key"],
    [{ key: "pk 1/..", url: "https://x" }, "the environment's public key"],
    [{ key: "pk_1" }, "the address of the service"],
    [{ key: "pk_1", url: "guides.example.com" }, "the address of the service"],
    [{ key: "pk_1", url: "javascript:alert(1)" }, "the address of the service"],
  ])("with %j says what is wrong", (given, sentence) => {
    client.init(given as never);
    expect(said.join()).toContain(sentence);
    expect(createEngine).not.toHaveBeenCalled();
  });

  it("a second time is a no-op, with another key a warning", () => {
    client.init(INIT);
    client.init(INIT);
    expect(said).toEqual([]);
    client.init({ ...INIT, key: "pk_2" });
    expect(said.length).toBe(1);
    expect(createEngine).toHaveBeenCalledTimes(1);
  });

  it("takes the script's own origin for the service", () => {
    const own = createClient({ load: load as never, ownUrl: "https://own.example" });
    own.init({ key: "pk_1" });
    expect(parts.url).toBe("https://own.example");
  });

  it("does what was called before, in order", () => {
    client.identify("ann", { plan: "pro" }, { token: "t" });
    client.group("acme");
    client.track("early");
    expect(engine.identify).not.toHaveBeenCalled();
    client.init(INIT);
    expect(engine.identify).toHaveBeenCalledWith({ id: "ann", attributes: { plan: "pro" } }, "t");
    expect(engine.group).toHaveBeenCalled();
    expect(engine.record).toHaveBeenCalledWith("custom", { name: "early", properties: {} });
  });
});

describe("a bad argument", () => {
  it.each([
    ["identify", [""]],
    ["identify", [null]],
    ["identify", [{}]],
    ["identify", ["x".repeat(201)]],
    ["group", []],
    ["track", []],
    ["track", ["x".repeat(201)]],
    ["on", ["*"]],
  ] as const)("%s%j is one sentence and nothing else", (verb, args) => {
    client.init(INIT);
    (client[verb] as (...given: unknown[]) => void)(...args);
    expect(said.length).toBe(1);
    expect(said[0]).toMatch(/^Guide Engine: \w+ needs .*\. Nothing was done\.$/);
    for (const verb of Object.values(engine)) expect(verb).not.toHaveBeenCalled();
  });

  it("is not changed by the page afterwards", () => {
    client.init(INIT);
    const facts = { tags: ["a"], since: new Date(0) as never, gone: undefined as never };
    client.identify(17 as never, facts);
    facts.tags.push("b");
    expect(engine.identify.mock.calls[0]?.[0]).toEqual({
      id: "17",
      attributes: { tags: ["a"], since: "1970-01-01T00:00:00.000Z" },
    });
  });

  it("that can't be sent at all is one sentence", () => {
    client.init(INIT);
    const circle: Record<string, never> = {};
    circle.self = circle as never;
    client.identify("ann", circle);
    client.track("x", { big: 1n as never });
    expect(said.length).toBe(2);
    expect(engine.identify).toHaveBeenCalledWith({ id: "ann", attributes: {} }, undefined);
  });

  it("never throws, whatever it is", () => {
    client.init(INIT);
    for (const verb of ["init", "identify", "group", "track", "show", "on"] as const) {
      for (const value of [null, 0, Number.NaN, [], {}, Symbol("s"), () => {}, "\ud800"]) {
        expect(() =>
          (client[verb] as (...given: unknown[]) => unknown)(value, value, value),
        ).not.toThrow();
      }
    }
  });
});

describe("listeners", () => {
  const event = { id: "e", type: "guide_started", at: 0, seq: 0 } as const;

  it("hear their event, or every event, until undone", () => {
    client.init(INIT);
    const all = vi.fn();
    const started = vi.fn();
    const completed = vi.fn();
    const undo = client.on("*", all);
    client.on("guide_started", started);
    client.on("guide_completed", completed);
    parts.onEvent(event);
    undo();
    parts.onEvent(event);
    expect([all, started, completed].map((fn) => fn.mock.calls.length)).toEqual([1, 2, 0]);
  });

  it("that throw stop nobody else", () => {
    client.init(INIT);
    const after = vi.fn();
    client.on("*", () => {
      throw new Error("theirs");
    });
    client.on("*", after);
    parts.onEvent(event);
    expect(after).toHaveBeenCalled();
    expect(said[0]).toContain("theirs");
  });
});

describe("the engine's own errors", () => {
  it("put it to sleep at the third, with one sentence", () => {
    client.init(INIT);
    engine.page.mockImplementation(() => {
      throw new Error("ours");
    });
    for (let time = 0; time < 5; time++) client.page();
    expect(engine.destroy).toHaveBeenCalledTimes(1);
    expect(said).toEqual([expect.stringContaining("stopped itself")]);
  });
});

describe("a promise", () => {
  it("of show tells whether it was shown", async () => {
    client.init(INIT);
    expect(await client.show("g")).toBe(true);
    engine.show.mockRejectedValueOnce(new Error("no"));
    expect(await client.show("g")).toBe(false);
  });

  it("of preview needs no init, and rejects with the sentence", async () => {
    await expect(client.preview({} as never)).rejects.toThrow("not here");
    expect(load).toHaveBeenCalledWith("renderer", undefined);
  });

  it("of a chunk that can't be loaded is made anew the next time", async () => {
    load.mockRejectedValueOnce(new Error("blocked"));
    await expect(client.preview({} as never)).rejects.toThrow("blocked");
    await expect(client.preview({} as never)).rejects.toThrow("not here");
  });
});

describe("destroy", () => {
  it("ends the engine, and init may be called again", async () => {
    client.init(INIT);
    client.destroy();
    client.destroy();
    await settled();
    expect(engine.destroy).toHaveBeenCalledTimes(1);
    client.init({ ...INIT, key: "pk_2" });
    expect(createEngine).toHaveBeenCalledTimes(2);
    expect(said).toEqual([]);
  });
});
