import fc from "fast-check";
import { expect, it } from "vitest";
import {
  LIST_IDLE,
  type ListAction,
  type ListPlan,
  reduceList,
} from "../../src/checklist/reducer.js";
import type { Occurrence } from "../../src/seam.js";

const IDS = ["a", "b", "c", "d"];
const ids = fc.uniqueArray(fc.constantFrom(...IDS, "stranger"));
const action: fc.Arbitrary<ListAction> = fc.oneof(
  fc
    .constantFrom(
      ...(["painted", "open", "minimise", "tuck", "dismiss", "restore", "gone", "stop"] as const),
    )
    .map((type) => ({ type })),
  fc.constantFrom(...IDS, "stranger").map((stepId) => ({ type: "met" as const, stepId })),
  ids.map((done) => ({ type: "known" as const, done })),
);
const start = fc.record({
  type: fc.constant("start" as const),
  isOpen: fc.boolean(),
  isSeen: fc.boolean(),
  resumed: fc.boolean(),
  done: ids,
  met: ids,
});
const plan: fc.Arbitrary<ListPlan> = fc.record({
  steps: fc.subarray(IDS).map((chosen) => chosen.map((id) => ({ id }))),
  isOrdered: fc.boolean(),
  completesOn: fc.constantFrom("last_step" as const, "goal" as const),
});

it("whatever happens: each thing is told once and in order, and an end is final", () => {
  fc.assert(
    fc.property(plan, start, fc.array(action, { maxLength: 30 }), (list, first, actions) => {
      let state = LIST_IDLE;
      const told: Occurrence[] = [];
      for (const step of [first, ...actions]) {
        const [next, news] = reduceList(list, state, step);
        if (state.phase === "ended") expect([next.phase, news]).toEqual(["ended", []]);
        if (state.phase === "ended") expect(next.outcome).toBe(state.outcome);
        expect(state.done.every((id) => next.done.includes(id))).toBe(true);
        state = next;
        told.push(...news);
      }
      const marks = told.map((news) => JSON.stringify(news));
      expect(new Set(marks).size).toBe(marks.length);
      if (told.length && !first.resumed) expect(told[0]?.type).toBe("guide_started");
      const known = list.steps.map(({ id }) => id);
      expect(state.done.every((id) => known.includes(id))).toBe(true);
      if (list.isOrdered && !first.done.length && !actions.some(({ type }) => type === "known"))
        expect(state.done).toEqual(known.slice(0, state.done.length));
      if (told.some(({ type }) => type === "guide_completed")) {
        expect(state.outcome).toBe("completed");
        expect(state.done.length).toBe(known.length);
      }
    }),
  );
});
