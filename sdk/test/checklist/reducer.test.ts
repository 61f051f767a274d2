import { describe, expect, it } from "vitest";
import {
  current,
  isLocked,
  LIST_IDLE,
  type ListAction,
  type ListPlan,
  type ListState,
  reduceList,
} from "../../src/checklist/reducer.js";
import type { Occurrence } from "../../src/seam.js";

const PLAN: ListPlan = {
  steps: [{ id: "a" }, { id: "b" }, { id: "c" }],
  isOrdered: false,
  completesOn: "last_step",
};
const ORDERED = { ...PLAN, isOrdered: true };
const BEGIN = {
  type: "start",
  isOpen: true,
  isSeen: false,
  resumed: false,
  done: [],
  met: [],
} as const;
const met = (stepId: string): ListAction => ({ type: "met", stepId });

function play(plan: ListPlan, ...actions: ListAction[]): [ListState, string[]] {
  let state = LIST_IDLE;
  const told: Occurrence[] = [];
  for (const action of actions) {
    const [next, news] = reduceList(plan, state, action);
    state = next;
    told.push(...news);
  }
  const words = told.map((news) =>
    "step_id" in news ? `${news.type} ${news.step_id}` : news.type,
  );
  return [state, words];
}

describe("a checklist begins", () => {
  it("when it is painted, and its tasks are seen when it is open", () => {
    expect(play(PLAN, BEGIN)[1]).toEqual([]);
    expect(play(PLAN, BEGIN, { type: "painted" })[1]).toEqual([
      "guide_started",
      "step_seen a",
      "step_seen b",
      "step_seen c",
    ]);
  });

  it("as its launcher: its tasks are seen when it is first opened, and only then", () => {
    const [, told] = play(
      PLAN,
      { ...BEGIN, isOpen: false },
      { type: "painted" },
      { type: "open" },
      { type: "painted" },
      { type: "minimise" },
      { type: "painted" },
      { type: "open" },
      { type: "painted" },
    );
    expect(told).toEqual(["guide_started", "step_seen a", "step_seen b", "step_seen c"]);
  });

  it("again on the next page without saying so twice", () => {
    const again = { ...BEGIN, resumed: true, isSeen: true, done: ["a", "gone"] };
    const [state, told] = play(PLAN, again, { type: "painted" });
    expect(told).toEqual([]);
    expect(state.done).toEqual(["a"]);
  });

  it("never without a task", () => {
    const [state] = play({ ...PLAN, steps: [] }, BEGIN);
    expect(state).toMatchObject({ phase: "ended", outcome: "stopped" });
  });
});

describe("tasks", () => {
  it("are done in any order, each once, and the last completes the list", () => {
    const [state, told] = play(
      PLAN,
      BEGIN,
      { type: "painted" },
      met("c"),
      met("a"),
      met("c"),
      met("b"),
    );
    expect(told.slice(4)).toEqual([
      "step_completed c",
      "step_completed a",
      "step_completed b",
      "guide_completed",
    ]);
    expect(state).toMatchObject({ phase: "cheering", outcome: "completed" });
  });

  it("in order: one met before its turn is done as soon as it is its turn", () => {
    const [early, told] = play(ORDERED, BEGIN, { type: "painted" }, met("b"));
    expect(told.slice(4)).toEqual([]);
    expect(early).toMatchObject({ done: [], met: ["b"] });
    const [, later] = play(ORDERED, BEGIN, { type: "painted" }, met("b"), met("a"));
    expect(later.slice(4)).toEqual(["step_completed a", "step_completed b"]);
  });

  it("in order are locked until those before them are done", () => {
    const locked = (done: string[]) =>
      ["a", "b", "c"].filter((id) => isLocked(ORDERED, { done }, id));
    expect(locked([])).toEqual(["b", "c"]);
    expect(locked(["a"])).toEqual(["c"]);
    expect(current(ORDERED, { done: ["a"] })).toBe("b");
    expect(isLocked(PLAN, { done: [] }, "c")).toBe(false);
  });

  it("whose moment comes before anything is painted are told after the beginning", () => {
    const [, told] = play(PLAN, { ...BEGIN, isOpen: false }, met("b"), { type: "painted" });
    expect(told).toEqual(["guide_started", "step_completed b"]);
  });

  it("done on another device count without being told again", () => {
    const known: ListAction = { type: "known", done: ["b", "a"] };
    const [state, told] = play(PLAN, BEGIN, { type: "painted" }, known, met("c"));
    expect(state.done).toEqual(["a", "b", "c"]);
    expect(told.slice(4)).toEqual(["step_completed c", "guide_completed"]);
  });

  it("that the version doesn't have are nobody's", () => {
    const [state, told] = play(PLAN, BEGIN, { type: "painted" }, met("z"));
    expect([state.met, told.slice(4)]).toEqual([[], []]);
  });

  it("leave completion to the goal where the author counts by it", () => {
    const plan = { ...PLAN, completesOn: "goal" } as const;
    const [state, told] = play(plan, BEGIN, { type: "painted" }, met("a"), met("b"), met("c"));
    expect(told).not.toContain("guide_completed");
    expect(state).toMatchObject({ phase: "cheering", outcome: "finished" });
  });
});

describe("tucked away while a task is being done", () => {
  it("it comes back open with the next one done", () => {
    const [tucked] = play(PLAN, BEGIN, { type: "painted" }, { type: "tuck" });
    expect(tucked).toMatchObject({ isOpen: false, isTucked: true });
    expect(reduceList(PLAN, tucked, met("b"))[0]).toMatchObject({ isOpen: true, isTucked: false });
  });

  it("it stays put aside when the person minimised it", () => {
    const [state] = play(
      PLAN,
      BEGIN,
      { type: "painted" },
      { type: "tuck" },
      { type: "minimise" },
      met("b"),
    );
    expect(state.isOpen).toBe(false);
  });
});

describe("it ends", () => {
  const shown = [BEGIN, { type: "painted" }] as const;

  it("dismissed only when the time to think again is over", () => {
    const [leaving, told] = play(PLAN, ...shown, { type: "dismiss" });
    expect([leaving.phase, told.slice(4)]).toEqual(["leaving", []]);
    const [over, all] = play(PLAN, ...shown, met("a"), { type: "dismiss" }, { type: "gone" });
    expect(over).toMatchObject({ phase: "ended", outcome: "dismissed" });
    expect(all.slice(-1)).toEqual(["guide_dismissed b"]);
  });

  it("dismissed also where the page goes away before that", () => {
    const [over, told] = play(PLAN, ...shown, { type: "dismiss" }, { type: "stop" });
    expect([over.outcome, told.slice(-1)]).toEqual(["dismissed", ["guide_dismissed a"]]);
  });

  it("not at all when that was a mistake; what happened meanwhile counts", () => {
    const [state, told] = play(PLAN, ...shown, { type: "dismiss" }, met("a"), { type: "restore" });
    expect(state).toMatchObject({ phase: "shown", done: ["a"] });
    expect(told.slice(4)).toEqual(["step_completed a"]);
  });

  it("after the celebration, or with it cut short, as completed", () => {
    const all = [...shown, met("a"), met("b"), met("c")];
    for (const last of ["gone", "stop"] as const)
      expect(play(PLAN, ...all, { type: last })[0]).toMatchObject({
        phase: "ended",
        outcome: "completed",
      });
  });

  it("stopped by the core without a word", () => {
    const [state, told] = play(PLAN, ...shown, { type: "stop" });
    expect([state.outcome, told.length]).toEqual(["stopped", 4]);
    expect(reduceList(PLAN, state, met("a"))).toEqual([state, []]);
  });
});
