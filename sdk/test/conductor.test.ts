import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Conductor, type ConductorParts, createConductor } from "../src/conductor.js";
import type { Content, State, StateGuide, WireEvent } from "../src/contract.js";
import { choose } from "../src/eligibility/choose.js";
import { createEndedGuides } from "../src/eligibility/ended.js";
import { uuid7 } from "../src/ids.js";
import { evaluate } from "../src/rules/evaluate.js";
import type { PageFacts } from "../src/seam.js";
import { type FakeRun, fakeRenderer } from "./support/stage.js";
import { Drawer, settled, World } from "./support/world.js";

const CONTENT = { kind: "flow", language: "en", steps: [{ id: "a" }, { id: "b" }] } as Content;

let world: World;
let tabStorage: Drawer;
let page: PageFacts;
let recorded: Partial<WireEvent>[];
let isLookedAt: boolean;
let lease: "free" | "taken";
let released: number;
let published: StateGuide[];
let renderer: ReturnType<typeof fakeRenderer>;
let conductor: Conductor;
let content: ConductorParts["content"];

function aGuide(id: string, changes: Partial<StateGuide> = {}): StateGuide {
  return {
    id,
    key: `${id}-key`,
    kind: "flow",
    version: 1,
    content: `content-of-${id}`,
    page: { fact: "page.path", op: "eq", value: "/here" },
    priority: 0,
    frequency: { type: "until_completed" },
    run: null,
    ...changes,
  };
}

function state(...guides: StateGuide[]): State {
  published = guides;
  return { v: 1, revision: 1, user_id: "ann", guides, variables: {}, rescue: { enabled: false } };
}

/** Another page of the tab: only its storage lives on. */
function load(): void {
  renderer = fakeRenderer();
  const holds = (rule: unknown) => evaluate(rule, { page });
  const parts: ConductorParts = {
    renderer,
    session: tabStorage.open(),
    resumeKey: "run",
    ended: createEndedGuides(tabStorage.open(), world.now, () => "ended"),
    isLookedAt: () => isLookedAt,
    page: () => page,
    holds,
    choose: (isBarred) => choose({ guides: published, page, isBarred }),
    mint: () => uuid7(world.now()),
    content: (hash) => content(hash),
    record: (type, fields) => {
      recorded.push({ type, ...fields });
      return uuid7(world.now());
    },
    lease: {
      name: "flow",
      owner: "tab",
      store: tabStorage.open(),
      now: world.now,
      setTimer: world.setTimer,
      clearTimer: world.clearTimer,
    },
    moved: () => {},
    caught: (error) => {
      throw error;
    },
  };
  conductor = createConductor(parts);
  conductor.setUser("ann");
}

async function receive(...guides: StateGuide[]): Promise<FakeRun[]> {
  conductor.setState(state(...guides));
  await settled();
  return renderer.runs;
}

async function walkTo(path: string): Promise<FakeRun[]> {
  page = { ...page, path };
  conductor.turnPage();
  await settled();
  return renderer.runs;
}

/** The browser's locks, held by this tab or, when `taken`, by another. */
const locks = {
  async request(_name: string, _options: object, work: (lock: object | null) => unknown) {
    await work(lease === "taken" ? null : {});
    if (lease === "free") released += 1;
  },
};

beforeEach(() => {
  vi.stubGlobal("navigator", { locks });
  world = new World();
  tabStorage = new Drawer();
  page = { url: "", path: "/here", hash: "", title: "", query: {} };
  recorded = [];
  isLookedAt = true;
  lease = "free";
  released = 0;
  published = [];
  content = async () => CONTENT;
  load();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("on a page", () => {
  it("the flow that belongs here runs, with a run of its own", async () => {
    const [run] = await receive(aGuide("g"));
    expect(run?.spec).toMatchObject({ guideId: "g", version: 1, stepId: null, resumed: false });
    run?.report({ type: "guide_started" });
    expect(recorded).toEqual([
      { type: "guide_started", guide_id: "g", version: 1, run_id: run?.spec.runId },
    ]);
  });

  it("one flow runs at a time, and every hint", async () => {
    const hint = { kind: "hint" as const };
    const runs = await receive(aGuide("f1"), aGuide("f2"), aGuide("h1", hint), aGuide("h2", hint));
    expect(runs.map(({ spec }) => spec.guideId).sort()).toEqual(["f1", "h1", "h2"]);
  });

  it("nothing begins while nobody looks at it", async () => {
    isLookedAt = false;
    expect(await receive(aGuide("g"))).toEqual([]);
    isLookedAt = true;
    conductor.consider();
    await settled();
    expect(renderer.runs.length).toBe(1);
  });

  it("nothing begins while another tab shows a flow, until it lets go", async () => {
    lease = "taken";
    expect(await receive(aGuide("g"))).toEqual([]);
    expect(conductor.isBusy()).toBe(false);
    lease = "free";
    conductor.consider();
    await settled();
    expect(renderer.runs.length).toBe(1);
  });

  it("content that can't be had is no run, and the lease goes back", async () => {
    content = async () => null;
    expect(await receive(aGuide("g"))).toEqual([]);
    expect(released).toBe(1);
    expect(conductor.isBusy()).toBe(false);
  });

  it("a switch thrown while the content loads is obeyed", async () => {
    conductor.setState(state(aGuide("g")));
    conductor.setKilled(["g"]);
    await settled();
    expect(renderer.runs).toEqual([]);
    expect(released).toBe(1);
  });

  it("a killed guide is taken away and doesn't begin again", async () => {
    const [run] = await receive(aGuide("g"));
    conductor.setKilled(["g"]);
    expect(run?.stopped).toBe("killed");
    expect((await walkTo("/elsewhere")).length).toBe(1);
    expect((await walkTo("/here")).length).toBe(1);
  });
});

describe("after a flow", () => {
  it.each(["completed", "finished", "dismissed"] as const)(
    "that was %s, the next one waits for another page",
    async (outcome) => {
      const runs = await receive(aGuide("f1"), aGuide("f2"));
      runs[0]?.end(outcome);
      await settled();
      expect(runs.length).toBe(1);
      await walkTo("/elsewhere");
      expect((await walkTo("/here"))[1]?.spec.guideId).toBe("f2");
    },
  );

  it("that failed, the next one has its chance at once", async () => {
    const runs = await receive(aGuide("f1"), aGuide("f2"));
    runs[0]?.end("failed");
    await settled();
    expect(runs[1]?.spec.guideId).toBe("f2");
  });

  it("it isn't shown again here, whatever an old state says", async () => {
    const [run] = await receive(aGuide("g"));
    run?.end("dismissed");
    load();
    expect(await receive(aGuide("g"))).toEqual([]);
  });

  it("one that may always come, comes with the next page, not at once", async () => {
    const always = aGuide("g", { frequency: { type: "always" } });
    const runs = await receive(always);
    runs[0]?.end("completed");
    await settled();
    expect(runs.length).toBe(1);
    load();
    expect((await receive(always)).length).toBe(1);
  });

  it("the lease goes back", async () => {
    const [run] = await receive(aGuide("g"));
    run?.end("completed");
    await settled();
    expect(released).toBe(1);
  });
});

describe("the next page", () => {
  it("goes on with the run where it stood, away from its page too", async () => {
    const [first] = await receive(aGuide("g"));
    first?.show("b");
    conductor.clear("leaving");
    page = { ...page, path: "/elsewhere" };
    load();
    const [second] = await receive(aGuide("g"));
    expect(second?.spec).toMatchObject({ stepId: "b", resumed: true, runId: first?.spec.runId });
  });

  it("goes on with the version the run began with", async () => {
    const asked: string[] = [];
    content = async (hash) => {
      asked.push(hash);
      return CONTENT;
    };
    const [first] = await receive(aGuide("g"));
    first?.show("b");
    conductor.clear("leaving");
    load();
    const [second] = await receive(aGuide("g", { version: 2, content: "new" }));
    expect(second?.spec.version).toBe(1);
    expect(asked).toEqual(["content-of-g", "content-of-g"]);
  });

  it("doesn't go on with what is over", async () => {
    const [first] = await receive(aGuide("g", { frequency: { type: "always" } }));
    first?.show("b");
    first?.end("completed");
    load();
    const [second] = await receive(aGuide("g", { frequency: { type: "always" } }));
    expect(second?.spec.resumed).toBe(false);
  });

  it("goes on with a run that the service knows of", async () => {
    const [run] = await receive(aGuide("g", { run: { id: "run-1", step_id: "b" } }));
    expect(run?.spec).toMatchObject({ runId: "run-1", stepId: "b", resumed: true });
  });

  it("doesn't go on with the run of somebody else", async () => {
    const [first] = await receive(aGuide("g"));
    first?.show("b");
    load();
    conductor.setUser("ben");
    conductor.setState(state(aGuide("g")));
    await settled();
    expect(renderer.runs[0]?.spec).toMatchObject({ stepId: null, resumed: false });
  });
});

describe("a hint", () => {
  const hint = aGuide("h", { kind: "hint" });

  it("goes with its page and comes back with it", async () => {
    const runs = await receive(hint);
    await walkTo("/elsewhere");
    expect(runs[0]?.stopped).toBe("elsewhere");
    expect((await walkTo("/here")).length).toBe(2);
  });

  it("goes when the state doesn't list it any more", async () => {
    const runs = await receive(hint);
    await receive();
    expect(runs[0]?.stopped).toBe("elsewhere");
  });

  it("stays when the state lists it still", async () => {
    const runs = await receive(hint);
    await receive(hint);
    expect(runs.length).toBe(1);
    expect(runs[0]?.stopped).toBeNull();
  });
});

describe("show", () => {
  it("begins a guide by id or key, away from its page, instead of what runs", async () => {
    const away = { page: { fact: "page.path", op: "eq" as const, value: "/far" } };
    const runs = await receive(aGuide("f1"), aGuide("f2", away));
    expect(await conductor.show("f2-key")).toBe(true);
    expect(runs.map(({ spec, stopped }) => [spec.guideId, stopped])).toEqual([
      ["f1", "superseded"],
      ["f2", null],
    ]);
    expect(await conductor.show("f2")).toBe(true);
    expect(runs.length).toBe(2);
  });

  it("is refused for what the user may not see", async () => {
    await receive(aGuide("g"));
    expect(await conductor.show("other")).toBe(false);
    conductor.setKilled(["g"]);
    expect(await conductor.show("g")).toBe(false);
  });
});

describe("between tabs", () => {
  it("a flow that ended in the other one is taken away here", async () => {
    const [run] = await receive(aGuide("g"));
    createEndedGuides(tabStorage.open(), world.now, () => "ended").add("g", uuid7(world.now()));
    conductor.syncEnded();
    expect(run?.stopped).toBe("elsewhere");
  });
});

describe("another user", () => {
  it("takes everything away and waits for their state", async () => {
    const runs = await receive(aGuide("g"), aGuide("h", { kind: "hint" }));
    conductor.setUser("ben");
    expect(runs.map(({ stopped }) => stopped)).toEqual(["superseded", "superseded"]);
    conductor.consider();
    await settled();
    expect(runs.length).toBe(2);
  });
});
