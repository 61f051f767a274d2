import fc from "fast-check";
import { describe, expect, it } from "vitest";
import CASES from "../../../tests/contract/cases/branches.json";
import type { Branch } from "../../src/contract.js";
import { forward } from "../../src/flow/branches.js";
import { type FlowPlan, IDLE, reduce } from "../../src/flow/reducer.js";
import { evaluate } from "../../src/rules/evaluate.js";

describe("the shared cases of branches", () => {
  it.each(CASES.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const facts = { page: one.page, decided: one.decided, answer: one.answer };
    const move = forward(one.content as Branch[], (rule) => evaluate(rule, facts));
    expect(move).toEqual({ type: "next", stepId: one.goes_to ?? undefined });
  });
});

describe("a forward move", () => {
  const steps = ["a", "b", "c"].map((id) => ({ id, missing: "stop" as const }));
  const plan: FlowPlan = { completes_on: "last_step", steps };
  const [begun] = reduce(plan, IDLE, { type: "start", stepId: null, resumed: false });
  const placeAfter = (stepId?: string) => reduce(plan, begun, { type: "next", stepId })[0].index;

  it("goes to the step of the branch", () => expect(placeAfter("c")).toBe(2));
  it("goes to the next step without one", () => expect(placeAfter()).toBe(1));
  it("goes to the next step where the branch names none that is there", () =>
    expect(placeAfter("gone")).toBe(1));
  it("goes to the next step where the branch names its own", () => expect(placeAfter("a")).toBe(1));

  it("is the first branch that holds, whatever the rest", () => {
    const some = fc.array(fc.boolean(), { maxLength: 5 });
    fc.assert(
      fc.property(some, (verdicts) => {
        const branches = verdicts.map((_, place) => ({ when: { all: [] }, go_to: `s${place}` }));
        let asked = 0;
        const move = forward(branches, () => verdicts[asked++] as boolean);
        const first = verdicts.indexOf(true);
        expect(move).toEqual({ type: "next", stepId: first < 0 ? undefined : `s${first}` });
        expect(asked).toBe(first < 0 ? verdicts.length : first + 1);
      }),
    );
  });
});
