import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type FlowAction,
  type FlowPlan,
  type FlowState,
  IDLE,
  intentOf,
  reduce,
} from "../../src/flow/reducer.js";
import type { Occurrence } from "../../src/seam.js";
import { isLegal } from "./legal.js";

const PLAN: FlowPlan = {
  completes_on: "last_step",
  steps: [
    { id: "a", missing: "stop" },
    { id: "b", missing: "skip" },
    { id: "c", missing: "stop" },
  ],
};

/** Plays actions; `show` stands for "its target is found and painted". */
function play(plan: FlowPlan, ...moves: (FlowAction | "show")[]): [FlowState, Occurrence[]] {
  let state = IDLE;
  const news: Occurrence[] = [];
  const apply = (action: FlowAction) => {
    const [next, more] = reduce(plan, state, action);
    state = next;
    news.push(...more);
  };
  for (const move of moves) {
    if (move !== "show") {
      apply(move);
      continue;
    }
    apply({ type: "found", attempt: state.attempt });
    apply({ type: "painted", attempt: state.attempt });
  }
  return [state, news];
}

const START: FlowAction = { type: "start", stepId: null, resumed: false };
const NEXT: FlowAction = { type: "next" };
const names = (news: Occurrence[]) =>
  news.map((one) => ("step_id" in one ? `${one.type} ${one.step_id}` : one.type));

describe("a run", () => {
  it("is completed when the last step is passed", () => {
    const [state, news] = play(PLAN, START, "show", NEXT, "show", NEXT, "show", NEXT);
    expect(names(news)).toEqual([
      "guide_started",
      "step_seen a",
      "step_completed a",
      "step_seen b",
      "step_completed b",
      "step_seen c",
      "step_completed c",
      "guide_completed",
    ]);
    expect(state).toMatchObject({ phase: "ended", outcome: "completed" });
  });

  it("starts only when the first step is painted", () => {
    const [state, news] = play(PLAN, START, { type: "found", attempt: 1 });
    expect(state.phase).toBe("placing");
    expect(news).toEqual([]);
  });

  it("leaves completion to the goal where the author chose that", () => {
    const plan = { ...PLAN, completes_on: "goal" as const };
    const [state, news] = play(plan, START, "show", { type: "finish" });
    expect(state.outcome).toBe("finished");
    expect(names(news)).not.toContain("guide_completed");
  });

  it("is dismissed with the step and the reason", () => {
    const [state, news] = play(PLAN, START, "show", { type: "dismiss", reason: "escape" });
    expect(news.at(-1)).toEqual({ type: "guide_dismissed", step_id: "a", reason: "escape" });
    expect(state.outcome).toBe("dismissed");
  });

  it("passes over a missing step that may be skipped", () => {
    const [state, news] = play(PLAN, START, "show", NEXT, {
      type: "missing",
      attempt: 2,
      away: false,
      reason: "not_found",
    });
    expect(names(news)).toContain("target_missing b");
    expect(state).toMatchObject({ phase: "waiting", index: 2 });
  });

  it("fails where a missing step must not be skipped", () => {
    const [state, news] = play(PLAN, START, {
      type: "missing",
      attempt: 1,
      away: false,
      reason: "not_found",
    });
    expect(names(news)).toEqual(["target_missing a", "guide_failed a"]);
    expect(state.outcome).toBe("failed");
  });

  it("pauses while the user is on another page, and looks again", () => {
    const [paused, news] = play(PLAN, START, {
      type: "missing",
      attempt: 1,
      away: true,
      reason: "hidden",
    });
    expect(paused.phase).toBe("hidden");
    expect(news).toEqual([]);
    const [again] = reduce(PLAN, paused, { type: "retry" });
    expect(again).toMatchObject({ phase: "waiting", index: 0 });
  });

  it("ignores the answer to an older search", () => {
    const [state] = play(PLAN, START, "show", NEXT, { type: "found", attempt: 1 });
    expect(state.phase).toBe("waiting");
  });

  it("hides when its target goes and comes back without telling twice", () => {
    const [state, news] = play(PLAN, START, "show", { type: "lost" }, "show");
    expect(state.phase).toBe("shown");
    expect(names(news)).toEqual(["guide_started", "step_seen a"]);
  });

  it("resumes without starting again, and the resumed step can be passed unseen", () => {
    const [, news] = play(PLAN, { type: "start", stepId: "b", resumed: true }, NEXT, "show");
    expect(names(news)).toEqual(["step_completed b", "step_seen c"]);
  });

  it("resumes at the first step when the stored one is gone", () => {
    const [state] = play(PLAN, { type: "start", stepId: "gone", resumed: true });
    expect(state.index).toBe(0);
  });

  it("goes back the way it came", () => {
    const [state] = play(PLAN, START, "show", { type: "go_to", stepId: "c" }, "show", {
      type: "back",
    });
    expect(state.index).toBe(0);
  });

  it("stays on the first step when asked to go back", () => {
    const [state] = play(PLAN, START, "show", { type: "back" });
    expect(state).toMatchObject({ phase: "shown", index: 0 });
  });

  it("ends without a word when the engine takes it away", () => {
    const [state, news] = play(PLAN, START, "show", { type: "stop" });
    expect(state.outcome).toBe("stopped");
    expect(names(news)).toEqual(["guide_started", "step_seen a"]);
  });

  it("ends at once when it has no steps", () => {
    const [state, news] = play({ ...PLAN, steps: [] }, START);
    expect(state).toMatchObject({ phase: "ended", outcome: "stopped" });
    expect(news).toEqual([]);
  });
});

describe("a button", () => {
  it.each([
    [{ type: "next" }, { type: "next" }],
    [{ type: "dismiss" }, { type: "dismiss", reason: "button" }],
    [
      { type: "go_to", step_id: "c" },
      { type: "go_to", stepId: "c" },
    ],
    [{ type: "open_url", url: "/x" }, { type: "next" }],
    [{ type: "open_url", url: "/x", new_tab: true }, null],
    [{ type: "start_guide", guide_key: "k" }, { type: "finish" }],
  ] as const)("%j asks for %j", (action, intent) => {
    expect(intentOf(action)).toEqual(intent);
  });
});

const anyAction: fc.Arbitrary<FlowAction | "show"> = fc.oneof(
  fc.constant("show" as const),
  fc.record({ type: fc.constant("snooze"), hours: fc.constantFrom(1, 24) }),
  fc.record({ type: fc.constant("answer"), answer: fc.constantFrom(1, "", "x", ["y"]) }),
  fc.record({ type: fc.constant("found"), attempt: fc.nat(12) }),
  fc.record({ type: fc.constant("painted"), attempt: fc.nat(12) }),
  fc.record({
    type: fc.constant("missing"),
    attempt: fc.nat(12),
    away: fc.boolean(),
    policy: fc.constantFrom("skip", "stop"),
  }),
  fc.record({ type: fc.constantFrom("next", "back", "lost", "retry", "finish", "stop") }),
  fc.record({ type: fc.constant("go_to"), stepId: fc.constantFrom("a", "b", "c", "gone") }),
  fc.record({ type: fc.constant("missing"), attempt: fc.nat(12), away: fc.boolean() }),
  fc.record({ type: fc.constant("dismiss"), reason: fc.constantFrom("close", "escape") }),
  fc.record({ type: fc.constant("fail"), reason: fc.constantFrom("blocked", "error") }),
) as fc.Arbitrary<FlowAction | "show">;

const ENDINGS = ["guide_completed", "guide_dismissed", "guide_snoozed", "guide_failed"];
/** Plans of any shape: steps that complete, that show nothing, that may be skipped. */
const anyPlan: fc.Arbitrary<FlowPlan> = fc.record({
  completes_on: fc.constantFrom("last_step" as const, "goal" as const),
  steps: fc
    .array(
      fc.record({
        missing: fc.constantFrom("skip" as const, "stop" as const),
        completes: fc.boolean(),
        type: fc.constantFrom("tooltip" as const, "hidden" as const),
      }),
      { maxLength: 4 },
    )
    .map((steps) => steps.map((step, at) => ({ ...step, id: "abcd"[at] as string }))),
});

describe("any course of actions", () => {
  it("tells a coherent story", () => {
    fc.assert(
      fc.property(fc.array(anyAction, { maxLength: 40 }), fc.boolean(), (moves, resumed) => {
        const [state, news] = play(PLAN, { type: "start", stepId: null, resumed }, ...moves);
        const told = names(news);
        const endings = news.filter((one) => ENDINGS.includes(one.type));
        expect(endings.length).toBeLessThanOrEqual(1);
        if (endings.length === 1) expect(news.at(-1)).toBe(endings[0]);
        expect(state.phase === "ended").toBe(state.outcome !== null);
        expect(told.filter((name) => name === "guide_started").length).toBeLessThanOrEqual(
          resumed ? 0 : 1,
        );
        for (const id of ["a", "b", "c"]) {
          expect(told.filter((name) => name === `step_seen ${id}`).length).toBeLessThanOrEqual(1);
          const completed = told.indexOf(`step_completed ${id}`);
          if (completed >= 0 && !resumed) {
            expect(told.slice(0, completed)).toContain(`step_seen ${id}`);
          }
        }
        if (told.some((name) => name.startsWith("step_seen")) && !resumed) {
          expect(told.indexOf("guide_started")).toBeLessThan(
            told.findIndex((name) => name.startsWith("step_seen")),
          );
        }
      }),
    );
  });

  it("never moves again once ended", () => {
    fc.assert(
      fc.property(fc.array(anyAction, { maxLength: 20 }), (moves) => {
        const [ended] = play(PLAN, START, "show", { type: "stop" });
        for (const move of moves) {
          if (move !== "show") expect(reduce(PLAN, ended, move)).toEqual([ended, []]);
        }
      }),
    );
  });

  it("takes no other way than the table's, and ends at most once", () => {
    fc.assert(
      fc.property(anyPlan, fc.array(anyAction, { maxLength: 40 }), (plan, moves) => {
        let state = IDLE;
        const told: Occurrence[] = [];
        const actions: (FlowAction | "show")[] = [START, ...moves, { type: "stop" }];
        for (const move of actions) {
          for (const action of move === "show" ? showing(state) : [move]) {
            const [next, news] = reduce(plan, state, action);
            expect([state.phase, action.type, next.phase]).toSatisfy(() =>
              isLegal(state.phase, action.type, next.phase),
            );
            // An answer to an older search, and any action after the end, changes nothing.
            const { attempt } = action as { attempt?: number };
            if (attempt !== undefined && attempt !== state.attempt) expect(next).toBe(state);
            expect(next.attempt).toBeGreaterThanOrEqual(state.attempt);
            told.push(...news);
            state = next;
          }
        }
        expect(state.phase).toBe("ended");
        const endings = told.filter(({ type }) => ENDINGS.includes(type));
        expect(endings.length).toBeLessThanOrEqual(1);
        const isDone = endings[0]?.type === "guide_completed";
        expect(state.isCompleted).toBe(isDone);
        if (isDone) expect(["completed", "stopped"]).toContain(state.outcome);
      }),
    );
  });
});

function showing({ attempt }: FlowState): FlowAction[] {
  return [
    { type: "found", attempt },
    { type: "painted", attempt },
  ];
}

describe("a step that completes", () => {
  const plan = (...completing: string[]): FlowPlan => ({
    completes_on: "last_step",
    steps: ["a", "b", "c"].map((id) => ({
      id,
      missing: "stop",
      completes: completing.includes(id),
    })),
  });

  it("completes the guide when it is passed, and the run goes on", () => {
    const [state, news] = play(plan("a"), START, "show", { type: "next" }, "show");
    expect(state).toMatchObject({ phase: "shown", isCompleted: true, outcome: null });
    expect(names(news)).toEqual([
      "guide_started",
      "step_seen a",
      "step_completed a",
      "guide_completed",
      "step_seen b",
    ]);
  });

  it.each([
    { type: "dismiss", reason: "close" },
    { type: "snooze", hours: 1 },
    { type: "fail", reason: "error" },
    { type: "finish" },
  ] as const)("leaves the run completed, whatever ends it: $type", (ending) => {
    const [state, news] = play(plan("a"), START, "show", { type: "next" }, "show", ending);
    expect(state.outcome).toBe("completed");
    expect(news.filter(({ type }) => ENDINGS.includes(type))).toEqual([
      { type: "guide_completed" },
    ]);
  });

  it("that was passed on an earlier page completes nothing again", () => {
    const kept = { isCompleted: true };
    const start = { type: "start", stepId: "a", resumed: true, kept } as const;
    const [state, news] = play(plan("a"), start, "show", { type: "next" }, "show", {
      type: "finish",
    });
    expect(names(news)).not.toContain("guide_completed");
    expect(state.outcome).toBe("completed");
  });

  it("that was gone round leaves the guide closed, and not completed", () => {
    const [state, news] = play(plan("b"), START, "show", { type: "go_to", stepId: "c" }, "show", {
      type: "finish",
    });
    expect(state.outcome).toBe("dismissed");
    expect(news.at(-1)).toEqual({ type: "guide_dismissed", step_id: "c", reason: "button" });
  });
});

describe("an answer", () => {
  const ask = (...moves: FlowAction[]) => play(PLAN, START, "show", ...moves);

  it("is told as it is given, and again when it changes, not when it doesn't", () => {
    const [state, news] = ask(
      { type: "answer", answer: 7 },
      { type: "answer", answer: 7 },
      { type: "answer", answer: 9 },
    );
    expect(state.answers).toEqual({ a: 9 });
    expect(news.slice(2)).toEqual([
      { type: "question_answered", step_id: "a", answer: 7 },
      { type: "question_answered", step_id: "a", answer: 9 },
    ]);
  });

  it("brings the words of one's own along", () => {
    const answer = { type: "answer", answer: ["x", "other"], other: "mine" } as const;
    const [state, news] = ask(answer as unknown as FlowAction);
    expect(state.others).toEqual({ a: "mine" });
    expect(news.at(-1)).toMatchObject({ answer: ["x", "other"], other: "mine" });
  });

  it("moves nothing", () => {
    const [before] = ask();
    const [after] = ask({ type: "answer", answer: 7 });
    expect({ ...after, answers: {}, others: {} }).toEqual(before);
  });
});

describe("snoozing", () => {
  it("ends the run here, neither completed nor dismissed", () => {
    const [state, news] = play(PLAN, START, "show", { type: "snooze", hours: 24 });
    expect(state.outcome).toBe("snoozed");
    expect(news.at(-1)).toEqual({ type: "guide_snoozed", step_id: "a", hours: 24 });
  });
});

describe("waiting for a moment in vain", () => {
  const late = (policy: "skip" | "stop"): FlowAction => ({
    type: "missing",
    attempt: 1,
    away: false,
    reason: "not_found",
    policy,
  });

  it("passes over the step without a word of its target", () => {
    const [state, news] = play(PLAN, START, late("skip"));
    expect(state).toMatchObject({ phase: "waiting", index: 1 });
    expect(news).toEqual([]);
  });

  it("fails the guide for that reason", () => {
    const [, news] = play(PLAN, START, late("stop"));
    expect(news).toEqual([{ type: "guide_failed", step_id: "a", reason: "timed_out" }]);
  });
});

describe("a hidden step", () => {
  it("is no place to go back to", () => {
    const plan: FlowPlan = {
      completes_on: "last_step",
      steps: [
        { id: "a", missing: "stop" },
        { id: "b", missing: "stop", type: "hidden" },
        { id: "c", missing: "stop" },
      ],
    };
    const [state] = play(plan, START, "show", { type: "next" }, { type: "next" }, "show", {
      type: "back",
    });
    expect(state.index).toBe(0);
  });
});
