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
    runsKey: "runs",
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

  it("knows what was answered, and that the completing step was passed", async () => {
    const [first] = await receive(aGuide("g", { kind: "survey" }));
    first?.move({
      phase: "shown",
      stepId: "b",
      answers: { a: 9 },
      others: { a: "x" },
      isCompleted: true,
    });
    conductor.clear("leaving");
    load();
    const [second] = await receive(aGuide("g", { kind: "survey" }));
    expect(second?.spec).toMatchObject({
      answers: { a: 9 },
      others: { a: "x" },
      isCompleted: true,
    });
  });

  it("knows what was answered on another device", async () => {
    const run = { id: "run-1", step_id: "b", answers: { a: ["x"] } };
    const [resumed] = await receive(aGuide("g", { kind: "survey", run }));
    expect(resumed?.spec).toMatchObject({ stepId: "b", answers: { a: ["x"] } });
  });

  it("begins what was waited for and never painted", async () => {
    const [first] = await receive(aGuide("g"));
    first?.move({ phase: "waiting", stepId: "a" });
    conductor.clear("leaving");
    load();
    const [second] = await receive(aGuide("g"));
    expect(second?.spec).toMatchObject({ resumed: false, runId: first?.spec.runId });
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

describe("a banner", () => {
  const banner = (id: string) => aGuide(id, { kind: "banner" });

  it("stands beside a flow, one at a time, and needs no lease", async () => {
    lease = "taken";
    const runs = await receive(banner("b1"), banner("b2"), aGuide("f"));
    expect(runs.map(({ spec }) => spec.guideId)).toEqual(["b1"]);
    expect(released).toBe(0);
  });

  it("that was closed leaves its place free until the next page", async () => {
    const runs = await receive(banner("b1"), banner("b2"));
    runs[0]?.show("a");
    runs[0]?.end("dismissed");
    await settled();
    expect(runs.length).toBe(1);
    await walkTo("/elsewhere");
    expect((await walkTo("/here"))[1]?.spec.guideId).toBe("b2");
  });

  it("is one run on all pages where it belongs, in every tab", async () => {
    const [first] = await receive(banner("b"));
    first?.show("a");
    await walkTo("/elsewhere");
    expect(first?.stopped).toBe("elsewhere");
    const back = (await walkTo("/here"))[1];
    expect(back?.spec).toMatchObject({ runId: first?.spec.runId, resumed: true });
    load();
    const [again] = await receive(banner("b"));
    expect(again?.spec).toMatchObject({ runId: first?.spec.runId, resumed: true });
  });

  it("of a newer version is a new run", async () => {
    const [first] = await receive(banner("b"));
    first?.show("a");
    load();
    const [second] = await receive({ ...banner("b"), version: 2 });
    expect(second?.spec).toMatchObject({ version: 2, resumed: false });
  });
});

describe("a checklist", () => {
  const list = aGuide("l", { kind: "checklist", completed_guides: ["tour"] });

  it("knows what is done: on any device, and here a moment ago", async () => {
    const [first] = await receive({ ...list, run: { id: "r", step_id: null, done: ["a"] } });
    expect(first?.spec).toMatchObject({ runId: "r", done: ["a"], completedGuides: ["tour"] });
    first?.show("a");
    first?.report({ type: "step_completed", step_id: "b" });
    load();
    const [second] = await receive({ ...list, run: { id: "r", step_id: null, done: ["a"] } });
    expect(second?.spec).toMatchObject({ done: ["a", "b"], resumed: true });
  });

  it("hears of a guide that is completed beside it, and of news of the service", async () => {
    const [first, second] = await receive(list, aGuide("f"));
    second?.report({ type: "guide_completed" });
    expect(first?.asked).toContainEqual({ completedGuides: ["f-key"] });
    await receive({ ...list, run: { id: "r", step_id: null, done: ["b"] } }, aGuide("f"));
    expect(first?.asked).toContainEqual({ done: ["b"], completedGuides: ["tour"] });
  });

  it("that is done may celebrate, though the state doesn't list it any more", async () => {
    const [first] = await receive(list);
    first?.report({ type: "guide_completed" });
    await receive();
    expect(first?.stopped).toBeNull();
    await walkTo("/elsewhere");
    expect(first?.stopped).toBe("elsewhere");
  });

  it("is opened by show where it is there already", async () => {
    const [first] = await receive(list);
    expect(await conductor.show("l-key")).toBe(true);
    expect(first?.asked).toContain("open");
    expect(renderer.runs.length).toBe(1);
  });
});

describe("a guide with a moment to begin at", () => {
  const later = aGuide("g", { starts_when: { on: "event", event: "saved" } });

  it("waits for it, and knows what was said of it", async () => {
    expect(await receive(later)).toEqual([]);
    const [awaited] = renderer.moments;
    expect(awaited?.moment).toEqual({ on: "event", event: "saved" });
    awaited?.come({ number: 7 });
    await settled();
    expect(renderer.runs[0]?.spec.variables).toEqual({ "event.number": "7" });
  });

  it("lets others go first meanwhile, and has its turn when they are done", async () => {
    const runs = await receive(later, aGuide("f"));
    expect(runs.map(({ spec }) => spec.guideId)).toEqual(["f"]);
    for (const { come } of renderer.moments) come({});
    await settled();
    expect(runs.length).toBe(1);
    runs[0]?.end("failed");
    await settled();
    expect(runs[1]?.spec.guideId).toBe("g");
  });

  it("waits anew on another page, and not at all where it doesn't belong", async () => {
    await receive(later);
    expect(renderer.moments.size).toBe(1);
    await walkTo("/elsewhere");
    expect(renderer.moments.size).toBe(0);
    await walkTo("/here");
    expect(renderer.moments.size).toBe(1);
    conductor.clear("destroyed");
    expect(renderer.moments.size).toBe(0);
  });

  it("doesn't wait again in the middle of its run", async () => {
    const runs = await receive({ ...later, run: { id: "r", step_id: "b" } });
    expect(runs[0]?.spec.runId).toBe("r");
  });
});

describe("show", () => {
  it("begins what the service gave besides its state", async () => {
    await receive();
    expect(await conductor.show(aGuide("old"))).toBe(true);
    expect(renderer.runs[0]?.spec).toMatchObject({ guideId: "old", isAsked: true });
  });

  it("leaves a hint that was asked for where it is until the page turns", async () => {
    const away = { page: { fact: "page.path", op: "eq" as const, value: "/far" } };
    const hint = aGuide("h", { kind: "hint", ...away });
    await receive(hint);
    expect(await conductor.show("h")).toBe(true);
    await receive(hint);
    expect(renderer.runs[0]?.stopped).toBeNull();
    await walkTo("/elsewhere");
    expect(renderer.runs[0]?.stopped).toBe("elsewhere");
  });

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

  it.each(["banner", "checklist", "hint"] as const)(
    "a %s that ended there goes here",
    async (kind) => {
      const [run] = await receive(aGuide("g", { kind }));
      createEndedGuides(tabStorage.open(), world.now, () => "ended").add("g", uuid7(world.now()));
      conductor.syncEnded();
      expect(run?.stopped).toBe("elsewhere");
    },
  );
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
